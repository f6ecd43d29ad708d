"""Units of the rules' numbers in German; what is the same in both languages is left out."""

from __future__ import annotations

from typing import Final

UNITS: Final[dict[str, str]] = {
    "% a week": "% in der Woche",
    "0 to 10": "0 bis 10",
    "0: nobody, 1: adults, 2: everybody": "0: niemanden, 1: Erwachsene, 2: alle",
    "beats a minute": "Schläge pro Minute",
    "contacts": "Kontakte",
    "days": "Tage",
    "days a week": "Tage in der Woche",
    "degrees": "Grad",
    "full sessions a week": "ganze Einheiten in der Woche",
    "g/day": "g/Tag",
    "g/kg/day": "g/kg/Tag",
    "jumps": "Sprünge",
    "nights": "Nächte",
    "of 10": "von 10",
    "of a full session": "einer ganzen Einheit",
    "of full effort": "des vollen Einsatzes",
    "of his days": "seiner Tage",
    "of rest": "des Ruhewerts",
    "of the reps": "der Läufe",
    "of the rest": "der Pause",
    "of the rest due": "der nötigen Pause",
    "of the usual level": "des üblichen Niveaus",
    "of the week before": "der Woche davor",
    "of today's level": "des heutigen Niveaus",
    "probability": "Wahrscheinlichkeit",
    "reps": "Läufe",
    "sessions": "Einheiten",
    "sets": "Sätze",
    "share of full effort": "Anteil des vollen Einsatzes",
    "share of his heaviest": "Anteil seiner größten Last",
    "share of his usual reps": "Anteil seiner üblichen Läufe",
    "share of his usual speed": "Anteil seiner üblichen Geschwindigkeit",
    "share of the reps": "Anteil der Läufe",
    "signs": "Zeichen",
    "times": "mal",
    "times a week": "mal eine übliche Woche",
    "times his median": "mal sein Median",
    "to 1": "zu 1",
    "weeks": "Wochen",
    "years": "Jahre",
}
SAME: Final = frozenset({"", "%", "SD", "h", "m", "m/s", "min", "s", "s/m"})
"""Units that are written alike in both languages."""
