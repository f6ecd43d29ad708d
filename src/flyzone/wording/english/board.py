"""What is said of a board."""

from __future__ import annotations

from typing import Final

BOARD: Final[dict[str, str]] = {
    "board-tied": (
        "Times that are not different with {percent:.0f} % probability, given their errors, share a "
        "rank."
    ),
    "board-error-typical": (
        "{n:d} {n:plural:time|times} came without {n:plural:its|their} error; the one typical of "
        "their method (up to {largest:.3f} "
        "s) stands in."
    ),
}
