"""Texts of the sprints uphill."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_STEPS = (
    "Sprint up at full effort for the seconds prescribed.",
    "Walk down; never jog or run down.",
    "Wait for the heart rate to come down and for the rest to be over, whichever is later.",
    "Stop the session when a rep is slower, or the form wobbles.",
)
_CUES = ("Drive the knees", "Push the hill away behind you", "Eyes a few metres ahead")
_WATCH = ("Bending at the waist", "Overlong steps", "Going on when it gets slow")
_NOT = (
    "Pain in Achilles, calf or hamstring. A wet or loose slope. An earlier injury of Achilles or calf: "
    "the gentle hill, with fewer reps."
)

HILLS: Final[dict[str, ExerciseText]] = {
    "hill-sprint": ExerciseText(
        "Hill sprint",
        "Horizontal force and knee drive at full effort with less speed, and so with less strain on "
        "the hamstrings.",
        ("A slope of 10 to 15 degrees (18 to 27 % grade), even and with grip.", *_STEPS),
        _CUES,
        _WATCH,
        _NOT,
        "No trial was found for slopes this steep. That heart rate marks readiness for a sprint has "
        "no evidence: it may lengthen the rest and never shortens it.",
    ),
    "hill-sprint-low": ExerciseText(
        "Hill sprint, gentle slope",
        "The beginning of hill work: for beginners, and where Achilles or calf were injured before.",
        ("A slope of 3 to 8 degrees (5 to 14 % grade), even and with grip.", *_STEPS),
        _CUES,
        _WATCH,
        _NOT,
        "Eight weeks up and down a slope of 3 degrees raised top speed by 4.3 %, on the flat by 1.7 %, "
        "in students (Paradisis 2009); uphill alone was not what they did.",
    ),
}
