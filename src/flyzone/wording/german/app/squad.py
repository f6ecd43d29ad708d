"""The squad, and an athlete's own marks."""

from __future__ import annotations

from typing import Final

SQUAD: Final[dict[str, str]] = {
    "squad.title": "Gruppe",
    "squad.find": "Name",
    "squad.group": "Gruppe",
    "squad.everybody": "alle",
    "squad.show": "Anzeigen",
    "squad.board-today": "Tafel von heute",
    "squad.session-all": "Einheit mit allen {n}",
    "squad.who": "Wer sprinten darf ({n})",
    "squad.trained-today": "{n} von {of} auf dieser Seite haben heute trainiert.",
    "squad.last": "zuletzt: {day}, {what}",
    "squad.never": "noch keine Einheit",
    "squad.ended-by-pain": "durch Schmerz beendet",
    "squad.asking": "wird gefragt …",
    "squad.lost": (
        "Die Antworten von heute kamen nicht. Lade die Seite neu oder öffne einen Athleten."
    ),
    "squad.verdict-yes": "ja",
    "squad.verdict-change": "anders",
    "squad.verdict-no": "nein",
    "squad.person": "Nicht freigegeben.",
    "squad.session-of": "Einheit mit {name}",
    "squad.nobody": "Niemand da.",
    "squad.add": "Athleten anlegen",
    "squad.pages": "Seiten",
    "squad.page": "Seite {n} von {of}",
    "squad.earlier": "Zurück",
    "squad.later": "Weiter",
    "squad.attendance": "Wer trainiert hat: zwei Wochen",
    "squad.days": "Tage",
    "squad.attended": "trainiert",
    "squad.own-title": "Meine Marken",
    "squad.public-board": "Die öffentliche Tafel",
    "squad.no-marks": "Noch keine Zeiten.",
}
