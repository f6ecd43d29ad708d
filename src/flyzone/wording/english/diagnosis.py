"""What is said of why it is not working, and what to change or test."""

from __future__ import annotations

from typing import Final

DIAGNOSIS: Final[dict[str, str]] = {}
