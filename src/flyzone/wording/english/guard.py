"""What is said after each rep, and of the session as a whole."""

from __future__ import annotations

from typing import Final

GUARD: Final[dict[str, str]] = {}
