"""What is said of a plan: why this, why on this day, which wishes clash."""

from __future__ import annotations

from typing import Final

PLAN: Final[dict[str, str]] = {}
