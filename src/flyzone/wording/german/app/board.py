"""The board, on a screen and on a wall."""

from __future__ import annotations

from typing import Final

BOARD: Final[dict[str, str]] = {
    "board.title": "Tafel",
    "board.caption-all": "{what}, alle Zeiten",
    "board.caption-today": "{what}, {day}",
    "board.flying": "{distance} fliegend",
    "board.standing": "{distance} aus dem Stand",
    "board.rank": "Rang",
    "board.name": "Name",
    "board.time": "Zeit",
    "board.speed": "Tempo",
    "board.wind": "Wind",
    "board.wind-of": "Wind {wind}",
    "board.how": "Gemessen",
    "board.day": "Tag",
    "board.tied": "geteilter Rang: Die Reihenfolge kann Zufall sein",
    "board.typical": "Fehler nicht angegeben: der für die Messart typische",
    "board.error-unknown": "Fehler nicht bekannt",
    "board.not-known": "nicht bekannt",
    "board.standing-first": "erste Marke",
    "board.standing-best": "persönliche Bestzeit",
    "board.standing-equalled": "Bestzeit im Rahmen des Fehlers erreicht",
    "board.none-all": "Noch keine Zeiten über diese Strecke.",
    "board.none-today": "Heute noch keine Zeiten über diese Strecke.",
    "board.public": "öffentliche Tafel",
    "board.public-only": "Wie alle sie sehen",
    "board.lost": "Keine Verbindung: Diese Tafel kann alt sein. Sie erneuert sich von selbst.",
    "board.distance": "Strecke",
    "board.start": "Start",
    "board.start-flying": "fliegend",
    "board.start-standing": "aus dem Stand",
    "board.span": "Zeiten von",
    "board.span-all": "immer",
    "board.span-today": "heute",
    "board.order": "Von jedem",
    "board.order-best": "die beste",
    "board.order-latest": "die letzte",
    "board.group": "Gruppe",
    "board.everybody": "alle",
    "board.age": "Altersklasse",
    "board.age-U14": "U14 und jünger",
    "board.age-U16": "U16",
    "board.age-U18": "U18",
    "board.age-U20": "U20",
    "board.age-senior": "Erwachsene",
    "board.age-masters": "Senioren (ab 35)",
    "board.sex": "Geschlecht",
    "board.female": "weiblich",
    "board.male": "männlich",
    "board.another": "Andere Tafel: Strecke, Start, Tag, Gruppe, Alter",
    "board.more": "{n} weitere: Wähle eine Gruppe oder eine Altersklasse.",
    "board.show": "Anzeigen",
    "board.projector": "Für die Wand",
    "board.full-screen": "Ganzer Bildschirm",
    "board.back": "Zurück",
    "board.how-to-read": "Wie diese Tafel zu lesen ist",
    "board.about-ties": (
        "Wer nicht mit der genannten Wahrscheinlichkeit langsamer ist als der Erste eines "
        "Rangs, teilt diesen Rang: Eine Reihenfolge, die Zufall sein kann, ist keine. Wind "
        "wird gezeigt und nicht herausgerechnet."
    ),
    "board.about-ages": (
        "Altersklassen zählen nach dem Alter, das am 31. Dezember dieses Jahres erreicht ist; "
        "Senioren ab dem Tag des 35. Geburtstags. Alle Zeiten eines Athleten zählen in der "
        "Klasse von heute."
    ),
    "board.about-today": (
        "Eine Marke von heute ist eine Bestzeit, wenn sie mit dieser Wahrscheinlichkeit "
        "schneller ist als die alte; sonst erreicht sie diese im Rahmen des Fehlers."
    ),
    "board.about-public": (
        "Auf der öffentlichen Tafel steht nur, wer zugestimmt hat. Minderjährige stehen dort "
        "nur unter einem Decknamen und nur, solange Erziehungsberechtigte zustimmen; ebenso, "
        "wessen Alter nicht bekannt ist."
    ),
}
