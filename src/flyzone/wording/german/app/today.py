"""Today."""

from __future__ import annotations

from typing import Final

TODAY: Final[dict[str, str]] = {
    "today.title": "Heute: {name}",
    "today.heading": "Darf ich sprinten?",
    "today.verdict-yes": "Ja, sprinten",
    "today.verdict-change": "Ja, mit einer Änderung",
    "today.verdict-no": "Nicht sprinten",
    "today.why": "Warum",
    "today.from": "Wieder sprinten ab {moment}, nach allem, was bekannt ist.",
    "today.ready": "Wie bereit fühlst du dich?",
    "today.ready-low": "gar nicht",
    "today.ready-high": "ganz",
}
