"""What is said of the trend."""

from __future__ import annotations

from typing import Final

TREND: Final[dict[str, str]] = {}
