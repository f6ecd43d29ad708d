"""Regeln von heute: Schlaf, Bereitschaft, Belastung, und was stattdessen."""

from __future__ import annotations

from typing import Final

from flyzone.wording.rule_text import RuleText

_SLEEP = (
    "Craven2022: Nach höchstens 6 Stunden war Leistung aller Art zusammen um 7,56 % schlechter "
    "(95-%-Intervall 3,13 bis 11,9), bei sehr verschiedenen Ergebnissen (I² 98 %); ein einzelner "
    "kurzer Sprint leidet am wenigsten (aus dem Gedächtnis, ungeprüft), sodass keine Sekunden "
    "daraus folgen."
)
_ONE_NIGHT = (
    "Umstritten: Dass eine kurze Nacht eine Sprinteinheit zunichtemacht, zeigte keine gefundene "
    "Studie."
)
_LOAD = (
    "Eine Beschreibung der Woche, keine Ursache von Verletzungen: Das Verhältnis ist umstritten "
    "(Impellizzeri2020), und seine üblichen Grenzen sind aus dem Gedächtnis, ungeprüft."
)
_BELOW = "Wie sicher es sein muss, dass der Wert unter dem üblichen liegt"
_BACK = "Wie weit sie zurückliegen dürfen"

TODAY_RULES: Final[dict[str, RuleText]] = {
    "sleep-before": RuleText(
        "Die letzte Nacht war kurz.",
        "Weniger Läufe nach einer kurzen Nacht, keine maximalen Sprints nach einer sehr kurzen.",
        _SLEEP,
        {
            "short_h": "Schlaf, bis zu dem eine Nacht kurz ist",
            "very_short_h": "Schlaf, bis zu dem eine Nacht sehr kurz ist",
        },
    ),
    "sleep-several": RuleText(
        "Mehrere der letzten Nächte waren kurz.",
        "Weniger Läufe; nach noch mehr solchen Nächten keine maximalen Sprints vor einer ganzen "
        "Nacht.",
        _SLEEP,
        {
            "nights": "Letzte Nächte, die betrachtet werden",
            "change": "Kurze Nächte, die Läufe kosten",
            "no": "Kurze Nächte, die die Einheit kosten",
        },
    ),
    "sleep-after": RuleText(
        "Die Nacht nach der letzten maximalen Einheit war kurz.",
        "Vielleicht war diese Einheit umsonst. Ihre Erholung wird dadurch nicht kürzer.",
        _ONE_NIGHT,
        {"short_h": "Schlaf, bis zu dem eine Nacht die Einheit davor zunichtemacht"},
    ),
    "sleep-coming": RuleText(
        "Es ist bekannt, dass die kommende Nacht kurz wird.",
        "Heute keine maximalen Sprints: Tempo oder Technik, und die Sprints nach einer ganzen "
        "Nacht.",
        _ONE_NIGHT,
        {"short_h": "Erwarteter Schlaf, bis zu dem von Schnelligkeit abgeraten wird"},
    ),
    "ready-jump": RuleText(
        "Heute gab es einen Bereitschaftssprung.",
        "Weniger Läufe, wenn der Sprung sicher unter dem üblichen liegt, keine maximalen Sprints, "
        "wenn weit darunter.",
        "Ein Sprung ist kein Sprint: Wie viel der eine über den anderen sagt, ist nicht geklärt.",
        {
            "days": "Frühere Tage mit solchen Sprüngen, die es braucht",
            "back": _BACK,
            "sure": _BELOW,
            "smallest": "Kleinster Abfall eines Sprungs, der zählt",
            "far": "Abfall eines Sprungs, der weit darunter liegt",
        },
    ),
    "ready-first-rep": RuleText(
        "Der erste maximale Lauf von heute wurde gestoppt.",
        "Weniger Läufe, wenn er sicher langsamer war als sonst die ersten, das Ende der Einheit, "
        "wenn weit langsamer.",
        "Der Wind ist aus diesen Zeiten nicht herausgerechnet, und langsame erste Läufe können "
        "auch nur ein kurzes Aufwärmen sein.",
        {
            "days": "Frühere erste Läufe, die es braucht",
            "back": _BACK,
            "sure": _BELOW,
            "smallest": "Kleinster Verlust an Geschwindigkeit, der zählt",
            "far": "Verlust an Geschwindigkeit, der weit darunter liegt",
        },
    ),
    "ready-feeling": RuleText(
        "Der Athlet hat starken Muskelkater oder fühlt sich nicht bereit.",
        "Weniger Läufe.",
        "Was ein Athlet fühlt, ist des Fragens wert; gefunden wurde keine Studie, die sagt, was "
        "es für einen Sprint bedeutet.",
        {
            "soreness": "Muskelkater, ab dem Läufe wegfallen",
            "ready": "Bereitschaft, bis zu der Läufe wegfallen",
        },
    ),
    "ready-signals": RuleText(
        "Muskelkater, Stress, Bereitschaft, Ruhepuls oder dessen Variabilität sind ungewöhnlich "
        "für diesen Athleten.",
        "Ein solches Zeichen wird vermerkt; mehrere zusammen kosten Läufe.",
        "Dass der Ruhepuls oder seine Variabilität Bereitschaft für einen maximalen Sprint "
        "anzeigt, ist nicht belegt (aus dem Gedächtnis, ungeprüft): Er stützt andere Zeichen und "
        "entscheidet nichts allein.",
        {
            "days": "Frühere Tage, die es braucht",
            "back": _BACK,
            "sure": _BELOW,
            "points": "Kleinste Änderung dessen, was der Athlet fühlt",
            "heart_rate": "Kleinster Anstieg des Ruhepulses",
            "hrv": "Kleinster Abfall der Herzfrequenzvariabilität",
            "together": "Zeichen, die zusammen Läufe kosten",
        },
    ),
    "load-week": RuleText(
        "In den letzten 7 Tagen wurde viel mehr gelaufen als in den 3 Wochen davor.",
        "Darauf achten: eine Beschreibung, kein Urteil.",
        _LOAD,
        {
            "ratio": "Verhältnis, ab dem es gesagt wird",
            "days": "Tage, die davor eingetragen sein müssen",
        },
    ),
    "load-sprint": RuleText(
        "In den letzten 7 Tagen wurde viel weiter gesprintet als in den 3 Wochen davor.",
        "Darauf achten: diese Woche weniger Meter mit voller Geschwindigkeit.",
        "Schnelle Anstiege gehen mit Verletzungen einher; dass sie sie verursachen, ist nicht "
        f"gezeigt. {_LOAD}",
        {"ratio": "Verhältnis, ab dem es gesagt wird"},
    ),
    "load-exposure": RuleText(
        "In den letzten Wochen wurde die volle Geschwindigkeit selten erreicht.",
        "Ein Grund zu sprinten: Beine, die oft genug volle Geschwindigkeit erleben, verletzen "
        "sich seltener.",
        "Eine Mannschaft, eine Saison; ein Zusammenhang, kein Versuch.",
        {
            "days": "Tage, die betrachtet werden",
            "sessions": "Maximale Einheiten, die genug sind",
        },
    ),
    "load-pause": RuleText(
        "Seit Wochen wurde nicht gesprintet.",
        "Eine vorsichtige Rückkehr: wenige Läufe, jeder nur so schnell, wie es leicht bleibt.",
        "Eine Übereinkunft: Zur Zahl der Tage wurde keine Studie gefunden.",
        {"days": "Tage ohne Sprints, die eine Unterbrechung sind"},
    ),
    "first-session": RuleText(
        "Es ist keine maximale Einheit dieses Athleten bekannt.",
        "Eine vorsichtige erste: wenige Läufe, die Steigerung lang und leicht.",
        "Von ihm ist nichts bekannt: Was er anderswo gemacht hat, zählt und steht hier nicht.",
    ),
    "dose-fewer": RuleText(
        "Der Athlet darf sprinten, aber nicht alles.",
        "Weniger Läufe mit vollem Einsatz, nie mehr Läufe mit weniger Einsatz.",
        "Eine Übereinkunft: Zum Anteil wurde keine Studie gefunden.",
        {"share": "Läufe, die bleiben"},
    ),
    "low-day": RuleText(
        "Der Athlet darf heute nicht sprinten.",
        "Tempoläufe, Lauf-ABC oder Ruhe: was die nächste maximale Einheit nichts kostet.",
        "Eine Übereinkunft der Praxis, nicht das Ergebnis einer Studie.",
        {"tempo": "Größter Einsatz beim Laufen an einem leichten Tag"},
    ),
}
