"""Regeln der Diagnose."""

from __future__ import annotations

from typing import Final

from flyzone.wording.rule_text import RuleText

_OBSERVED = (
    "Was zusammen gemessen wurde, beweist keine Ursache: Pausen und Abstände wurden gewählt, "
    "nicht ausgelost. Ein Test mit ausgelosten Pausen ist stärker."
)

DIAGNOSIS_RULES: Final[dict[str, RuleText]] = {
    "diagnosis-loss": RuleText(
        "Nach kurzen Pausen oder nach kurzen Abständen sind die Zeiten langsamer als nach vollen.",
        "Eine Ursache zählt, wenn das, was sie in den betroffenen Läufen oder Einheiten kostet, "
        "darüber liegt und sie mehr als den genannten Anteil davon betrifft.",
        "Ein halbes Hundertstel ist etwa die kleinste Änderung, die sich lohnt; keine Studie hat "
        f"die Zahl gesetzt. {_OBSERVED}",
        {
            "percent": "Der Zeitverlust, der zählt",
            "slowing": (
                "Das mittlere Langsamerwerden in einer Einheit, wie lang die Pausen auch sind"
            ),
            "share": "Der Anteil der betroffenen Läufe oder Einheiten",
        },
    ),
    "diagnosis-rest": RuleText(
        "Maximale Läufe wiederholen sich in einer Einheit.",
        "Eine Minute je zehn gesprintete Meter pausieren, Anlauf und Zone, und bei "
        "Höchstgeschwindigkeit nie weniger als vier Minuten.",
        "Eine Minute für zehn Meter ist eine Übereinkunft von Trainern, nicht das Ergebnis einer "
        f"Studie. Kreatinphosphat ist nicht die einzige Grenze. {_OBSERVED}",
        {
            "seconds_per_10_m": "Pause je zehn Meter",
            "floor_s": "Kürzeste Pause bei Höchstgeschwindigkeit",
            "acceleration_floor_s": "Kürzeste Pause zwischen Beschleunigungen",
            "run_in_m": "Der Anlauf, wo keiner eingetragen ist",
            "contrast": (
                "Längstes durch kürzestes Fünftel der Pausen, ab dem sie als verschieden gelten"
            ),
        },
    ),
    "diagnosis-recovery": RuleText(
        "Eine maximale Einheit kommt früher, als die Erholungsregeln verlangen, oder nach einer "
        "kurzen Nacht.",
        "Zwischen maximalen Einheiten die Stunden lassen, die die Erholungsregeln verlangen, und "
        "davor schlafen.",
        "Die Wirkung des Schlafs ist von Studie zu Studie sehr verschieden, und ein einzelner "
        f"kurzer Sprint leidet am wenigsten (aus dem Gedächtnis, ungeprüft). {_OBSERVED}",
        {"sleep_h": "Schlaf vor einer maximalen Einheit"},
    ),
    "diagnosis-scatter": RuleText(
        "Die Zeiten streuen von Lauf zu Lauf viel stärker, als maximale Sprints es tun.",
        "Jeden gestoppten Lauf mit vollem Einsatz laufen oder ihn nicht stoppen.",
        "Maximale Sprints über 10 bis 40 m streuen um 0,7 bis 1,5 %; nachlässige Zeitmessung "
        "streut auch.",
        {
            "percent": "SD von Lauf zu Lauf über den Fehler der Zeitmessung hinaus",
            "share": "Anteil der Läufe, für die weniger als voller Einsatz verlangt war",
        },
    ),
    "diagnosis-exposures": RuleText(
        "Maximale Einheiten sind selten.",
        "Etwa einmal in der Woche oder öfter mit vollem Einsatz sprinten.",
        "Keine Studie zeigt die kleinste Zahl, bei der die Schnelligkeit weiter steigt.",
        {"per_week": "Maximale Einheiten in der Woche"},
    ),
    "diagnosis-adapting": RuleText(
        "Der Athlet hat erst begonnen.",
        "Nach einigen Wochen urteilen: Die ersten bewegen sich aus vielen Gründen.",
        "Wie lange das dauert, ist von Athlet zu Athlet verschieden.",
        {"days": "Tage seit der ersten Einheit"},
    ),
    "diagnosis-detraining": RuleText(
        "Lange keine maximale Einheit.",
        "Der Rückkehr einige Wochen geben, bevor der Trend beurteilt wird.",
        "Wie schnell Sprintschnelligkeit verloren geht, ist von Studie zu Studie und von Athlet "
        "zu Athlet verschieden.",
        {"days": "Tage ohne maximale Einheit"},
    ),
    "diagnosis-data": RuleText(
        "Nach einer Diagnose wird gefragt.",
        "Die letzten Wochen bis zur letzten Einheit betrachten; unter so vielen Einheiten lässt "
        "sich wenig sagen.",
        "",
        {
            "weeks": "Wie weit eine Diagnose zurückblickt",
            "sessions": "Einheiten, die eine Diagnose braucht",
        },
    ),
    "diagnosis-advice": RuleText(
        "Eine Ursache ist einen Gedanken wert.",
        "Ändern oder prüfen, was wahrscheinlich genug ist, das Wahrscheinlichste zuerst.",
        "",
        {"probability": "Wahrscheinlichkeit, ab der eine Ursache einen Rat bekommt"},
    ),
}
