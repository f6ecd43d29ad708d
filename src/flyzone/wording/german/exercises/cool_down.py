"""Texte vom Ende einer Einheit, und vom Tag ohne eine."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_NOTHING = "Nichts spricht dagegen."

COOL_DOWN: Final[dict[str, ExerciseText]] = {
    "walk": ExerciseText(
        "Spaziergang",
        "Herunterkommen und merken, was schmerzt, solange es klein ist.",
        ("Locker gehen. Läufe, Zeiten und alles, was gezogen hat, aufschreiben.",),
        ("Locker",),
        ("Sich sofort hinsetzen",),
        _NOTHING,
        "Dass Auslaufen die Erholung beschleunigt, ist schwach belegt.",
    ),
    "static-stretching": ExerciseText(
        "Statisches Dehnen",
        "Beweglichkeit, für alle, die sie wollen: nach der Einheit oder an einem anderen Tag.",
        (
            "Oberschenkelrückseite, Hüftbeuger, Oberschenkelvorderseite, Waden: jede eine halbe "
            "Minute halten, ohne Schmerz.",
        ),
        ("Ausatmen", "Ein Ziehen, nie ein Schmerz"),
        ("Vor der Einheit", "Federn"),
        "Vor Schnelligkeitstraining. Frischer Muskelschmerz.",
        "Vor einem Test kostete es im Mittel 3,7 % (4,6 % bei mindestens einer Minute Halten, 1,1 "
        "% bei kürzerem), ohne klare Wirkung, wenn Bewegung folgte (Behm 2016).",
    ),
    "rest-day": ExerciseText(
        "Ruhetag",
        "Der Tag, an dem die Arbeit der anderen Tage wirkt.",
        ("Kein Training. Gehen, essen, lange schlafen.",),
        ("Ruhen, mit ganzem Ernst",),
        ("Eine versäumte Einheit nachholen",),
        _NOTHING,
        "48 Stunden zwischen maximalen Einheiten sind nach Übereinkunft das Mindeste; manche "
        "Ermüdung hält 72 an.",
    ),
}
