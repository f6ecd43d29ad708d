"""What is said of exercises, warm-up and prescriptions."""

from __future__ import annotations

from typing import Final

TRAINING: Final[dict[str, str]] = {}
