"""Today."""

from __future__ import annotations

from typing import Final

TODAY: Final[dict[str, str]] = {
    "today.title": "Today: {name}",
    "today.heading": "May I sprint?",
    "today.verdict-yes": "Yes, sprint",
    "today.verdict-change": "Yes, with a change",
    "today.verdict-no": "No sprinting",
    "today.why": "Why",
    "today.from": "Sprinting again from {moment}, by what is known.",
    "today.ready": "How ready do you feel?",
    "today.ready-low": "not at all",
    "today.ready-high": "fully",
}
