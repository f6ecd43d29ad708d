"""Texts of the end of a session, and of the day without one."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

COOL_DOWN: Final[dict[str, ExerciseText]] = {
    "walk": ExerciseText(
        "Walk",
        "Come down, and notice what hurts while it is small.",
        ("Walk easily. Note reps, times, and anything that pulled.",),
        ("Easy",),
        ("Sitting down at once",),
        "Nothing speaks against it.",
        "That a cool-down speeds recovery is weakly founded.",
    ),
    "static-stretching": ExerciseText(
        "Static stretching",
        "Range of motion, for those who want it: after the session, or on another day.",
        (
            "Hamstrings, hip flexors, quadriceps, calves: hold each for half a minute, without pain.",
        ),
        ("Breathe out", "A pull, never a pain"),
        ("Before the session", "Bouncing"),
        "Before speed work. Fresh muscle pain.",
        "Before a test it cost 3.7 % on average (4.6 % for holds of a minute and more, 1.1 % for "
        "shorter ones), with no clear effect when dynamic activity followed (Behm 2016).",
    ),
    "rest-day": ExerciseText(
        "Rest",
        "The day on which the work of the others is done.",
        ("No training. Walk, eat, sleep long.",),
        ("Rest with a vengeance",),
        ("Making up for a missed session",),
        "Nothing speaks against it.",
        "48 hours between maximal sessions are a floor by convention; some fatigue lasts 72.",
    ),
}
