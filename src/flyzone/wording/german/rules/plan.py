"""Regeln des Plans."""

from __future__ import annotations

from typing import Final

from flyzone.wording.rule_text import RuleText

_MEMORY = (
    "Eine Zahl von Trainern, aus dem Gedächtnis und ungeprüft; gefunden wurde keine Studie, die "
    "sie festlegt."
)

PLAN_RULES: Final[dict[str, RuleText]] = {
    "plan-big-three": RuleText(
        "Eine gewöhnliche Woche: keine, die entlastet, zuspitzt, aus einer Verletzung zurückführt "
        "oder größtenteils aus Abwesenheit besteht.",
        "Mit Höchstgeschwindigkeit sprinten, explosiv springen und schwer auf einem Bein heben.",
        "Dass alle drei in jeder Woche nötig sind, ist die Behauptung der Methode; keine Studie "
        "vergleicht sie mit zweien davon. Dass schweres Heben auf einem Bein mehr nützt als auf "
        "zweien, ist nicht gezeigt.",
        {
            "sprint": "Tage in der Woche mit Sprints mit Höchstgeschwindigkeit",
            "jump": "Tage in der Woche mit Sprüngen",
            "lift": "Tage in der Woche mit schwerem Krafttraining",
        },
    ),
    "plan-high-low": RuleText(
        "Ein Tag ist ein harter (Sprints, Sprünge, schweres Krafttraining) oder ein leichter "
        "(Tempo, Technik, Ruhe).",
        "An Sprinttagen springen und heben, damit leichte Tage leicht sind; schweres "
        "Krafttraining und Sprünge liegen so weit auseinander.",
        "Harte und leichte Tage sind, wie viele Sprinttrainer planen, nicht das Ergebnis einer "
        "Studie.",
        {"hours": "Stunden zwischen zwei schweren Krafteinheiten oder zwei Sprungeinheiten"},
    ),
    "plan-high-days": RuleText(
        "Eine Woche hat mehrere harte Tage; anderes hartes Training, Wettkämpfe und Spiele zählen "
        "als solche.",
        "Nicht mehr davon, als das Niveau trägt; wer sein Niveau nicht angegeben hat, ist "
        "Anfänger.",
        _MEMORY,
        {
            "beginner": "Harte Tage für Anfänger",
            "trained": "Harte Tage für Trainierte",
            "advanced": "Harte Tage für Fortgeschrittene",
        },
    ),
    "plan-before-competition": RuleText(
        "Ein Wettkampf oder ein Spiel steht bevor.",
        "So lange davor keine Sprints, keine Sprünge und kein schweres Krafttraining.",
        "Stunden einer Übereinkunft; manche Zeichen der Ermüdung halten 72 Stunden an.",
        {"hours": "Stunden ohne maximale Arbeit davor"},
    ),
    "plan-increase": RuleText(
        "Das Sprinten einer Woche wird mit dem verglichen, was in den zwei Wochen davor wirklich "
        "gemacht wurde (in der größeren) oder in den letzten zwei Wochen mit Belastung geplant "
        "ist.",
        "Nur so viel mehr, in ganzen Einheiten gezählt; ein kleiner Anfang ist immer erlaubt.",
        "Schnelle Anstiege gehen mit Verletzungen einher; dass sie sie verursachen, ist nicht "
        "gezeigt, und die üblichen Grenzen solcher Verhältnisse sind aus dem Gedächtnis, "
        "ungeprüft und umstritten.",
        {
            "percent": "Größter Anstieg von Woche zu Woche",
            "start": "Was immer erlaubt ist",
            "least": "Die kleinste Sprinteinheit",
        },
    ),
    "plan-unload": RuleText(
        "Einige Wochen Belastung liegen zurück.",
        "Eine Woche, die entlastet: weniger Sprints, mit vollem Einsatz wie immer.",
        _MEMORY,
        {
            "every": "Alle wie viele Wochen entlastet wird",
            "share": "Was in einer solchen Woche bleibt",
        },
    ),
    "plan-taper": RuleText(
        "Ein A-Wettkampf oder A-Spiel steht bevor.",
        "Weniger Sprints, mit vollem Einsatz und ebenso oft; eine Woche spitzt zu, wenn die "
        "meisten ihrer Tage in dieser Zeit liegen.",
        _MEMORY,
        {
            "days": "Tage der Zuspitzung vor einem A-Wettkampf oder A-Spiel",
            "share": "Was in einer solchen Woche bleibt",
        },
    ),
    "plan-away": RuleText(
        "Der Athlet ist an Tagen verreist oder verhindert, an denen er sonst trainieren kann.",
        "Eine Woche, die mehr als diesen Anteil ihrer Tage verloren hat, verlangt nichts.",
        "",
        {"share": "Verlorene Tage, ab denen eine Woche frei ist"},
    ),
    "plan-short-night": RuleText(
        "Es ist bekannt, dass die kommende Nacht kurz wird.",
        "Davor keine Sprints, keine Sprünge und kein schweres Krafttraining.",
        "Umstritten: Dass eine kurze Nacht eine Sprinteinheit zunichtemacht, zeigte keine "
        "gefundene Studie.",
    ),
    "plan-minutes": RuleText(
        "Ein Tag hat nur so viele Minuten.",
        "Was nicht hineinpasst, wird nicht geplant. Minuten, die übrig sind, gehen zuerst an die "
        "Sprints, dann an Sprünge und Krafttraining, bis zu deren vollem Umfang; keine Pause wird "
        "gekürzt.",
        "Grobe Zeiten; ein Aufwärmen steckt in denen des Sprints, und Sprünge und Krafttraining "
        "folgen ihm warm.",
        {
            "sprint": "Wenigste Minuten einer Sprinteinheit",
            "jump": "Wenigste Minuten für Sprünge",
            "lift": "Wenigste Minuten für schweres Krafttraining",
            "low": "Wenigste Minuten eines leichten Tags oder einer Stufe der Rückkehr",
        },
    ),
}
