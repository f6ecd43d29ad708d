"""Regeln der Umfänge: wie viel von welcher Einheit."""

from __future__ import annotations

from typing import Final

from flyzone.training.rules import STANDARD
from flyzone.wording.rule_text import RuleText

_TABLE = (
    "Die Praxis, wie Trainer von Spitzensprintern sie beschreiben, nicht das Ergebnis einer Studie."
)
_NUMBERS = (
    "Zahlen von Trainern, aus dem Gedächtnis und ungeprüft; gefunden wurde keine Studie, die sie "
    "festlegt."
)


def _dose(key: str, what: str, genitive: str, caveat: str = "") -> tuple[str, RuleText]:
    """What is run: in the nominative, and as the owner of metres and rests."""
    rule = f"dose-{key}"
    rest = [STANDARD.value(rule, f"rest_{end}_s") / 60.0 for end in ("least", "most")]
    metres = [STANDARD.value(rule, f"volume_{end}_m") for end in ("least", "most")]
    text = RuleText(
        f"Die Einheit ist: {what}.",
        f"{rest[0]:g} bis {rest[1]:g} Minuten zwischen den Läufen, zusammen {metres[0]:.0f} bis "
        f"{metres[1]:.0f} m (ohne Anläufe); Anfänger dürfen weniger.",
        f"{_TABLE} {caveat}".rstrip(),
        {
            "rest_least_s": f"Kürzeste Pause ({what})",
            "rest_most_s": f"Längste Pause ({what})",
            "volume_least_m": f"Wenigste Meter {genitive}",
            "volume_most_m": f"Meiste Meter {genitive}",
        },
    )
    return rule, text


DOSE_RULES: Final[dict[str, RuleText]] = {
    **dict(
        (
            _dose("acceleration", "Beschleunigungen", "Beschleunigung"),
            _dose("max-velocity", "Sprints mit Höchstgeschwindigkeit", "mit Höchstgeschwindigkeit"),
            _dose("sprint-endurance", "Sprintausdauer", "Sprintausdauer"),
            _dose(
                "speed-endurance",
                "Schnelligkeitsausdauer",
                "Schnelligkeitsausdauer",
                "Die Methode nennt das Kondition, nicht Schnelligkeit: Gelaufen wird mit 90 bis "
                "95 % und ermüdet.",
            ),
            _dose("resisted", "Sprints mit Widerstand", "mit Widerstand"),
            _dose(
                "assisted",
                "Sprints mit Zugunterstützung",
                "mit Zugunterstützung",
                "Die wenigsten Meter sind von flyzone; die Tabelle nennt nur die meisten.",
            ),
            _dose("tempo", "Tempoläufe", "Tempolauf"),
        )
    ),
    "dose-hill": RuleText(
        "Die Einheit ist: Bergsprints.",
        "6 bis 8 Sekunden bergauf bei 10 bis 15 Grad (18 bis 27 % Steigung). Hinuntergehen, auf "
        "den Puls warten, aufhören, wenn die Geschwindigkeit nachlässt oder die Technik wackelt.",
        "Für Hänge von 10 bis 15 Grad wurde keine Studie gefunden: Die veröffentlichten hatten 3 "
        "Grad. Dass der Puls Bereitschaft für einen maximalen Lauf anzeigt, ist nicht belegt (aus "
        "dem Gedächtnis, ungeprüft).",
        {
            "slope_least_deg": "Gemeinte Steigung",
            "slope_most_deg": "Größte Steigung",
            "slope_flat_deg": "Steigung, unter der es kein Hang ist",
            "slope_low_deg": (
                "Größte Steigung für Anfänger und nach einer Verletzung von Achillessehne oder Wade"
            ),
        },
    ),
    "dose-plyometrics": RuleText(
        "Die Einheit ist: Sprünge.",
        "Bodenkontakte werden gezählt und nach Niveau begrenzt.",
        _NUMBERS,
        {
            "contacts_beginner": "Kontakte für Anfänger",
            "contacts_trained": "Kontakte für Trainierte",
            "contacts_advanced": "Kontakte für Fortgeschrittene",
        },
    ),
    "dose-heavy-lift": RuleText(
        "Die Einheit ist: Krafttraining.",
        "Schwer auf einem Bein, wenige Wiederholungen, lange Pausen: für Kraft und eine steife "
        "Sehne, nicht für Masse.",
        "Dass schwere Last Sehnen steifer macht, ist gestützt (aus dem Gedächtnis, ungeprüft); "
        "dass ein Bein dem Sprint mehr nützt als zwei, ist nicht gezeigt.",
        {
            "sets_beginner": "Sätze für Anfänger",
            "sets_trained": "Sätze für Trainierte",
            "sets_advanced": "Sätze für Fortgeschrittene",
        },
    ),
    "dose-conditioning": RuleText(
        "Die Einheit ist: anderes Laufen oder Lauf-ABC.",
        "Ein mäßiger Umfang nach Niveau; der eigene Plan geht vor.",
        "flyzone ist kein Plan für Ausdauer: Diese Umfänge halten nur den Platz für den eines "
        "Trainers frei.",
    ),
    "prescription-rest": RuleText(
        "Eine Pause zwischen Läufen mit vollem Einsatz ist festzulegen.",
        "Eine Minute je zehn Meter mit vollem Einsatz, Anlauf und Zone zusammen, in den Grenzen "
        "der Tabelle; wo ein Lauf in Sekunden vorgegeben ist, das 25-Fache des Laufs.",
        "Eine Übereinkunft von Trainern (eine Minute je zehn Meter oder das 20- bis 40-Fache der "
        "Arbeit), nicht das Ergebnis einer Studie.",
        {
            "s_per_10_m": "Pause je zehn Meter",
            "times_work": "Pause als Vielfaches des Laufs",
        },
    ),
    "fly-reps": RuleText(
        "Es wird fliegend gesprintet.",
        "Drei bis fünf Läufe, nicht mehr; weniger in einer Entlastungswoche oder einer kurzen "
        "Stunde.",
        "Die 50 bis 150 m der Tabelle erlauben mehr kurze Läufe (fünf bis acht fliegend über 10 "
        "m).",
        {"most": "Fliegende Sprints einer Einheit"},
    ),
    "creatine": RuleText(
        "Ein Erwachsener ohne Nierenkrankheit fragt nach Kreatin.",
        "0,3 g je kg und Tag für 5 bis 7 Tage, danach 3 bis 5 g am Tag; oder 3 g am Tag für 3 bis "
        "4 Wochen. Keine Dosis für Minderjährige, bei unbekanntem Alter, bei einer "
        "Nierenkrankheit oder wo niemand nach den Nieren gefragt hat.",
        "Die 5 bis 7 Tage und ein Zuwachs von 1 bis 2 kg Körpermasse sind aus einer zweiten "
        "Quelle zitiert; der Zuwachs kann einen Läufer kosten, was der Muskel gewinnt. Das Meiste "
        "für einen Tag ist eine Grenze von flyzone.",
        {
            "loading_g_per_kg": "Kreatin in den ersten Tagen",
            "loading_most_g": "Meistes Kreatin an einem Tag",
            "loading_days_least": "Wenigste Tage der Ladephase",
            "loading_days_most": "Meiste Tage der Ladephase",
            "daily_least_g": "Wenigstes Kreatin am Tag danach",
            "daily_most_g": "Meistes Kreatin am Tag danach",
            "slow_g": "Kreatin am Tag ohne Ladephase",
            "slow_weeks_least": "Wenigste Wochen, bis die Speicher voll sind",
            "slow_weeks_most": "Meiste Wochen, bis die Speicher voll sind",
        },
    ),
}
