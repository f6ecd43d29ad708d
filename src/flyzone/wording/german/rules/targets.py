"""Regeln des Pausentests und der Ziele."""

from __future__ import annotations

from typing import Final

from flyzone.wording.rule_text import RuleText

_MEMORY = "Aus dem Gedächtnis, ungeprüft."

TARGET_RULES: Final[dict[str, RuleText]] = {
    "rest-test": RuleText(
        "Derselbe Athlet ist nach kurzen und nach langen Pausen gesprintet, in ausgeloster "
        "Reihenfolge.",
        "So lange pausieren wie die längere Pause, wo die kürzere mehr kostet, als sie wert ist; "
        "die kürzere genügt, wo sie sicher weniger kostet.",
        "Es gilt für diese zwei Pausen, diese Zone und so viele Läufe in Folge, wie gelaufen "
        "wurden. Leistung für Schnelligkeit braucht längere Pausen als das Kreatinphosphat, und "
        "wie viel längere, ist von Mensch zu Mensch verschieden.",
        {
            "worth_percent": "Preis der kürzeren Pause, ab dem sie sich nicht lohnt",
            "sure": "Wahrscheinlichkeit, ab der der Test eine Antwort hat",
        },
    ),
    "fade-100m": RuleText(
        "Nach einer Zeit über 100 m wird eine Geschwindigkeitskurve gefragt, die kein Nachlassen "
        "kennt.",
        "Den Verlust an Geschwindigkeit hinter der Stelle hinzurechnen, an der Sprinter "
        "nachzulassen beginnen.",
        f"{_MEMORY} Wie stark dieser Athlet nachlässt, ist nicht bekannt, bevor er über 100 m "
        "gestoppt wurde.",
        {
            "from_m": "Wo das Nachlassen beginnt",
            "percent": (
                "Verlust an Geschwindigkeit von dort bis ins Ziel, in der Mitte der Menschen"
            ),
            "percent_sd": "Wie sehr sich Menschen darin unterscheiden",
            "change_sd": "Wie sehr er ein anderer sein kann, wenn der Athlet schneller ist",
        },
    ),
    "mac-of-people": RuleText(
        "Eine fliegende Zeit ist bekannt, aber nicht, wie der Athlet beschleunigt.",
        "Die Zeitkonstante der Geschwindigkeitskurve (MSS durch MAC) nehmen, die Sprintern "
        "gemeinsam ist, mit ihrer ganzen Streuung.",
        f"{_MEMORY} 10 m und 30 m aus dem Stand stoppen, um die eigene zu kennen.",
        {
            "tau_s": "Zeitkonstante in der Mitte der Menschen",
            "tau_sd_s": "Wie sehr sich Menschen darin unterscheiden",
        },
    ),
    "start-clocks": RuleText(
        "Eine Sprintzeit aus dem Stand wird angegeben oder verglichen.",
        "Sagen, was die Uhr gestartet hat: Die Geschwindigkeitskurve zählt ab der ersten "
        "Bewegung; ein Schuss zählt die Reaktion mit; eine Handzeit ist kürzer als eine "
        "automatische.",
        "Die typische Reaktion ist ein plausibler Wert, und 0,24 s für Handzeiten eine "
        f"Übereinkunft. {_MEMORY} Nur Zeiten einer Uhr vergleichen.",
        {"reaction_s": "Eine typische Reaktion auf den Schuss"},
    ),
    "speed-reserve": RuleText(
        "Die Höchstgeschwindigkeit ändert sich, und nach einem langsameren Tempo wird gefragt.",
        "Ein Tempo kostet einen kleineren Anteil einer größeren Höchstgeschwindigkeit.",
        "Der Anteil ist Rechnung. Dass eine größere Höchstgeschwindigkeit Rennen von Minuten "
        "verbessert, ist ein Zusammenhang zwischen Athleten. Die Zeitgrenzen gelten für "
        "ausgeruhte Läufe mit vollem Einsatz von 3 bis 240 s und eine Abklingkonstante aus dem "
        "Gedächtnis, ungeprüft.",
    ),
    "kick": RuleText(
        "Nach der letzten Runde eines Rennens wird gefragt.",
        "Ohne eigene Endspurts ist es ein Szenario, und es werden keine Sekunden versprochen.",
        "Das Ende eines 5-km-Rennens wird ermüdet gelaufen, und das Modell der "
        "Geschwindigkeitsreserve gilt für ausgeruhte Läufe.",
        {
            "finishes": (
                "Endspurts mit der Höchstgeschwindigkeit jener Zeit, die eine Anpassung braucht"
            ),
            "spread_percent": (
                "Spanne der Höchstgeschwindigkeit, die diese Endspurts überdecken müssen"
            ),
            "sure": "Wahrscheinlichkeit, ab der ein Zusammenhang verwendet wird",
        },
    ),
}
