"""What is said of targets: what a faster fly 10 does elsewhere."""

from __future__ import annotations

from typing import Final

TARGETS: Final[dict[str, str]] = {}
