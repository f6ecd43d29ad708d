"""The squad, and an athlete's own marks."""

from __future__ import annotations

from typing import Final

SQUAD: Final[dict[str, str]] = {
    "squad.title": "Squad",
    "squad.find": "Name",
    "squad.group": "Group",
    "squad.everybody": "everybody",
    "squad.show": "Show",
    "squad.board-today": "Today's board",
    "squad.session-all": "Session with all {n}",
    "squad.who": "Who may sprint ({n})",
    "squad.trained-today": "{n} of the {of} on this page trained today.",
    "squad.last": "last: {day}, {what}",
    "squad.never": "no session yet",
    "squad.ended-by-pain": "ended by pain",
    "squad.asking": "asking …",
    "squad.lost": "Today's answers did not come. Load the page again, or open an athlete.",
    "squad.verdict-yes": "yes",
    "squad.verdict-change": "change",
    "squad.verdict-no": "no",
    "squad.person": "Not cleared.",
    "squad.session-of": "Session with {name}",
    "squad.nobody": "Nobody here.",
    "squad.add": "Add athletes",
    "squad.pages": "Pages",
    "squad.page": "Page {n} of {of}",
    "squad.earlier": "Earlier",
    "squad.later": "Further",
    "squad.attendance": "Who trained: two weeks",
    "squad.days": "Days",
    "squad.attended": "trained",
    "squad.own-title": "My marks",
    "squad.public-board": "The public board",
    "squad.no-marks": "No times yet.",
}
