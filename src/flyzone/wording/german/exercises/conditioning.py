"""Texte des übrigen Laufens."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_TALK = "So locker, dass man reden kann."

CONDITIONING: Final[dict[str, ExerciseText]] = {
    "tempo-run": ExerciseText(
        "Tempolauf",
        "Kreislauf und Rhythmus an einem leichten Tag, langsam genug, um die Schnelligkeit nicht "
        "anzutasten.",
        (
            "100 m mit 60 bis 70 % der vollen Geschwindigkeit, auf Rasen, wo es welchen gibt.",
            "Kurze Pausen.",
        ),
        ("Gleichmäßig", "Am Ende ginge noch mehr"),
        ("Zu schnell: Zwischen 75 und 95 % ermüdet es nur",),
        "Schmerz. Am Tag vor einer maximalen Einheit, wenn die Beine schwer sind.",
        "Dass es die Erholung beschleunigt, ist Praxis von Trainern.",
    ),
    "interval-run": ExerciseText(
        "Intervallläufe",
        "Aerobe Leistung für alle, die längere Strecken laufen: ein harter Tag, kein "
        "Schnelligkeitstag.",
        ("Drei Minuten hart, aber gleichmäßig; dazwischen locker traben oder gehen.",),
        ("Gleichmäßiges Tempo", "Der letzte so schnell wie der erste"),
        ("Den ersten als Rennen laufen",),
        "Am Tag vor einer maximalen Einheit. Anstelle von Sprints.",
        "Es ist Kondition, und es ermüdet für ein bis zwei Tage.",
    ),
    "long-run": ExerciseText(
        "Langer Lauf",
        "Ausdauer für alle, die sie im Wettkampf brauchen.",
        (_TALK,),
        ("Locker",),
        ("Zu schnell",),
        "Am Tag vor einer maximalen Einheit.",
    ),
    "easy-run": ExerciseText(
        "Lockerer Lauf",
        "Lockeres Laufen an einem leichten Tag.",
        (_TALK,),
        ("Locker",),
        ("Zu schnell",),
        "Schmerz, Krankheit.",
    ),
}
