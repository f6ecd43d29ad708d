"""Texte der Bergsprints."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_STEPS = (
    "Mit vollem Einsatz hinaufsprinten, so viele Sekunden wie vorgegeben.",
    "Hinuntergehen; nie hinuntertraben oder hinunterlaufen.",
    "Warten, bis der Puls heruntergekommen und die Pause vorbei ist, was auch immer später ist.",
    "Die Einheit beenden, wenn ein Lauf langsamer wird oder die Technik wackelt.",
)
_CUES = ("Knie nach vorn treiben", "Den Hang hinter sich wegdrücken", "Blick einige Meter voraus")
_WATCH = ("In der Hüfte einknicken", "Zu lange Schritte", "Weitermachen, wenn es langsam wird")
_NOT = (
    "Schmerz in Achillessehne, Wade oder Oberschenkelrückseite. Ein nasser oder loser Hang. Eine "
    "frühere Verletzung von Achillessehne oder Wade: der flache Hang, mit weniger Läufen."
)

HILLS: Final[dict[str, ExerciseText]] = {
    "hill-sprint": ExerciseText(
        "Bergsprint",
        "Kraft nach vorn und Kniehub mit vollem Einsatz bei geringerer Geschwindigkeit, und so "
        "mit weniger Last auf der Oberschenkelrückseite.",
        ("Ein Hang von 10 bis 15 Grad (18 bis 27 % Steigung), eben und griffig.", *_STEPS),
        _CUES,
        _WATCH,
        _NOT,
        "Für so steile Hänge wurde keine Studie gefunden. Dass der Puls Bereitschaft für einen "
        "Sprint anzeigt, ist nicht belegt: Er kann die Pause verlängern und verkürzt sie nie.",
    ),
    "hill-sprint-low": ExerciseText(
        "Bergsprint, flacher Hang",
        "Der Anfang der Bergsprints: für Anfänger, und wo Achillessehne oder Wade früher verletzt "
        "waren.",
        ("Ein Hang von 3 bis 8 Grad (5 bis 14 % Steigung), eben und griffig.", *_STEPS),
        _CUES,
        _WATCH,
        _NOT,
        "Acht Wochen einen Hang von 3 Grad hinauf und hinunter erhöhten die Höchstgeschwindigkeit "
        "von Studenten um 4,3 %, in der Ebene um 1,7 % (Paradisis 2009); nur bergauf liefen sie "
        "nicht.",
    ),
}
