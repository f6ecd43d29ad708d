"""Regeln des Trends."""

from __future__ import annotations

from typing import Final

from flyzone.wording.rule_text import RuleText

_MODEL = (
    "Eine Wahrscheinlichkeit nach dem Modell aus docs/method-trend.md, an simulierten Athleten "
    "beurteilt; Wind, den niemand gemessen hat, und ein Wechsel der Messmethode sind "
    "eingerechnet, ein Wechsel des Einsatzes nicht."
)
_PROBABILITY = "Wahrscheinlichkeit, ab der es gesagt wird"

TREND_RULES: Final[dict[str, RuleText]] = {
    "trend-window": RuleText(
        "Nach einem Trend wird gefragt.",
        "Die letzten Wochen bis zur letzten Einheit mit fliegenden Zeiten betrachten, oder alle, "
        "wo es weniger sind.",
        "Ein längeres Fenster zeigt eine stetige Änderung sicherer und eine neue später.",
        {
            "weeks": "Wie weit ein Trend zurückblickt",
            "sessions": "Einheiten, die eine Änderung braucht",
            "days": "Tage von der ersten bis zur letzten Einheit, die eine Änderung braucht",
        },
    ),
    "trend-called": RuleText(
        "Die Zeiten haben sich im Fenster geändert.",
        "Schneller oder langsamer heißt es nur, wenn das so wahrscheinlich ist.",
        _MODEL,
        {"probability": "Wahrscheinlichkeit, ab der eine Änderung genannt wird"},
    ),
    "trend-worthwhile": RuleText(
        "Die Zeiten haben sich im Fenster geändert.",
        "Daneben sagen, wie wahrscheinlich der Gewinn größer ist als der, der sich lohnt.",
        "Ein Fünftel der Standardabweichung zwischen Athleten: etwa ein Prozent, wo sie sich um "
        "fünf unterscheiden. Unter Gleichen entscheidet weniger.",
        {"percent": "Kleinste lohnende Änderung im Fenster"},
    ),
    "trend-plateau": RuleText(
        "Der Athlet hat gewonnen, und in letzter Zeit bewegt sich sein Niveau kaum.",
        "Nach der Ursache suchen: zu wenig Pause zwischen den Läufen, zu wenig Erholung zwischen "
        "den Einheiten oder zu lange dasselbe Training.",
        f"Gewinne flachen bei allen ab. {_MODEL}",
        {
            "weeks": "Wie lange ein Plateau mindestens dauert",
            "percent_per_week": "Änderung, unter der sich das Niveau kaum bewegt",
            "probability": _PROBABILITY,
        },
    ),
    "trend-forecast": RuleText(
        "Nach einem Ausblick wird gefragt.",
        "Das Niveau fortführen, wie es verlief, mit allem, was darüber nicht bekannt ist.",
        "Es setzt voraus, dass weiter trainiert wird wie bisher. Gewinne flachen ab, sodass es "
        "eher zu hoffnungsvoll ist; von Verletzungen, Unterbrechungen und neuem Training ist "
        "nichts bekannt.",
        {"weeks": "Wie weit eine Vorhersage vorausblickt"},
    ),
    "trend-elite": RuleText(
        "Der Athlet ist fortgeschritten oder etwa so schnell.",
        "Nicht erwarten, dass ein Trend den Fortschritt eines Jahres zeigt.",
        "Die jährlichen Änderungen von Spitzensprintern sind kleiner als ihre typische Schwankung "
        "und als die kleinste lohnende Änderung.",
        {"speed_m_s": "Geschwindigkeit, ab der jemand als so schnell gilt"},
    ),
}
