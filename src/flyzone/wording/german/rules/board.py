"""Die Regel der Bestenlisten."""

from __future__ import annotations

from typing import Final

from flyzone.wording.rule_text import RuleText

BOARD_RULES: Final[dict[str, RuleText]] = {
    "board-tie": RuleText(
        "Zwei Zeiten einer Bestenliste liegen so dicht beieinander, dass ihre Fehler die "
        "Reihenfolge gemacht haben können.",
        "Sie teilen sich den Rang.",
        "Die Fehler sind die der Zeitmessung; wie stark die Athleten selbst von Lauf zu Lauf "
        "schwanken, ist nicht enthalten: Eine Bestenliste ordnet Läufe, nicht Athleten.",
        {
            "probability": "Wahrscheinlichkeit, ab der eine Zeit als die bessere gilt",
        },
    ),
}
