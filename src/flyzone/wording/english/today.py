"""What is said of today: may he sprint, and why."""

from __future__ import annotations

from typing import Final

TODAY: Final[dict[str, str]] = {}
