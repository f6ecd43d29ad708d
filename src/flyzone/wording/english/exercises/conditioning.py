"""Texts of other running."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

CONDITIONING: Final[dict[str, ExerciseText]] = {
    "tempo-run": ExerciseText(
        "Tempo run",
        "Circulation and rhythm on a low day, slow enough to leave the speed untouched.",
        ("100 m at 60 to 70 % of full speed, on grass where there is some.", "Short rests."),
        ("Smooth", "Could do more at the end"),
        ("Too fast: between 75 and 95 % it only tires",),
        "Pain. On the day before a maximal session, if legs are heavy.",
        "That it speeds recovery is coaches' practice.",
    ),
    "interval-run": ExerciseText(
        "Intervals",
        "Aerobic power for those who run longer distances: a high day, not a speed day.",
        ("Three minutes hard but even; easy jog or walk between.",),
        ("Even pace", "The last as fast as the first"),
        ("Racing the first",),
        "Within a day before a maximal session. In place of sprinting.",
        "It is conditioning, and it tires for a day or two.",
    ),
    "long-run": ExerciseText(
        "Long run",
        "Endurance for those who race it.",
        ("Easy, so that talking is possible.",),
        ("Easy",),
        ("Too fast",),
        "The day before a maximal session.",
    ),
    "easy-run": ExerciseText(
        "Easy run",
        "Easy running on a low day.",
        ("So easy that talking is possible.",),
        ("Easy",),
        ("Too fast",),
        "Pain, illness.",
    ),
}
