"""Regeln der Einheit: wann sie vorbei ist, und was ein Lauf war."""

from __future__ import annotations

from typing import Final

from flyzone.wording.rule_text import RuleText

_PRACTICE = "Eine Übereinkunft der Praxis, nicht das Ergebnis einer Studie."

SESSION_RULES: Final[dict[str, RuleText]] = {
    "session-drop": RuleText(
        "Die Zeiten zeigen, dass der Athlet wirklich langsamer ist als zuvor in dieser Einheit.",
        "Aufhören: Was folgt, ist Kondition. Wo es noch nicht sicher ist, länger pausieren.",
        "Dass eine Einheit endet, wenn die Leistung abfällt, ist Praxis (Haugen 2019); das "
        "Chancenverhältnis, bei dem sie endet, wurde mit Simulationen gesetzt, sodass der Zufall "
        "höchstens eine von zwanzig gleichmäßigen Einheiten beendet. Wird es geändert, gilt "
        "dieses Versprechen nicht mehr.",
        {
            "smallest": "Kleinster Abfall, auf den es ankommt",
            "odds": (
                "Chancenverhältnis für einen wirklichen Abfall, das eine Einheit bei ihrer zweiten "
                "Zeit beendet"
            ),
            "growth": "Um wie viel größer das Verhältnis mit jeder weiteren Zeit sein muss",
            "likely": "Wahrscheinlichkeit eines Abfalls, ab der länger pausiert wird",
        },
    ),
    "session-short-rest": RuleText(
        "Die Pause vor einem Lauf war viel kürzer als die nötige.",
        "Es war Kondition. Auf einen Abfall danach folgt zuerst eine längere Pause, einmal; ein "
        "großer oder wiederholter beendet die Einheit.",
        f"{_PRACTICE} Wo die Pause nicht bekannt ist, gilt sie als lang genug.",
        {
            "share": "Anteil der nötigen Pause, unter dem sie kurz war",
            "large": "Verlust, der eine Einheit nach jeder Pause beendet",
        },
    ),
    "session-pain": RuleText(
        "In einem Lauf hat etwas geschmerzt.",
        "Sofort aufhören: Aus einem Ziehen wird bei voller Geschwindigkeit ein Riss.",
        "",
        {"severity": "Schmerz, über dem eine Einheit vorbei ist"},
    ),
    "session-form": RuleText(
        "Die Technik zeigt Fehler, die in den ersten Läufen des Tages fehlten.",
        "Ein Abfall ist wahrscheinlicher; nach mehreren solchen Läufen in Folge ist die Einheit "
        "vorbei.",
        "Dass nachlassende Technik eine Einheit beendet, ist Praxis; wie viel sie aussagt, wurde "
        "nicht gemessen.",
        {
            "reps": "Läufe in Folge mit neuen Fehlern, die sie beenden",
            "likelier": "Wie viel wahrscheinlicher ein Abfall bei einem solchen Lauf ist",
        },
    ),
    "session-timing": RuleText(
        "Eine Zeit liegt so weit daneben, dass die Uhr die wahrscheinlichere Ursache ist.",
        "Die Zeitmessung prüfen; die Zeit zählt nur, wenn die nächste sie wiederholt.",
        "",
        {"probability": "Wahrscheinlichkeit einer falschen Zeit, ab der nachgefragt wird"},
    ),
    "session-sub-maximal": RuleText(
        "Ein Lauf lag weiter unter dem heutigen Niveau, als die Streuung erklärt, oder es war "
        "weniger als voller Einsatz verlangt.",
        "Es war kein Schnelligkeitstraining. Aufwärmläufe sind von dieser Art; mit vollem Einsatz "
        "laufen oder pausieren.",
        "Die Praxis verlangt mehr als 98 % der Höchstgeschwindigkeit (Haugen 2019).",
        {
            "least": "Verlust, bis zu dem ein Lauf Schnelligkeitstraining ist",
            "spread": (
                "Verlust, bis zu dem ein Lauf Schnelligkeitstraining ist, in SD seiner Streuung"
            ),
            "day": "Wie weit die Tagesform unter die übliche Form führen kann",
        },
    ),
    "session-name": RuleText(
        "Die Einheit ist vorbei.",
        "Sie heißt nach dem, was die meisten ihrer Läufe waren.",
        "",
        {
            "share": "Anteil einer Art, der der Einheit den Namen gibt",
            "reps": "Läufe, die es braucht, um sie zu benennen",
            "last": "Letzte Läufe, von denen ihr Name spricht",
        },
    ),
}
