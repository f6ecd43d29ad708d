"""The exercise catalogue in German, by the key of the exercise; the same modules as in English.

>>> EXERCISES["fly-20"].name
'Fliegend 20 m'
"""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText
from flyzone.wording.german.exercises.conditioning import CONDITIONING
from flyzone.wording.german.exercises.cool_down import COOL_DOWN
from flyzone.wording.german.exercises.drills import DRILLS
from flyzone.wording.german.exercises.hills import HILLS
from flyzone.wording.german.exercises.jumps import JUMPS
from flyzone.wording.german.exercises.resisted import RESISTED
from flyzone.wording.german.exercises.sprints import SPRINTS
from flyzone.wording.german.exercises.strength import STRENGTH
from flyzone.wording.german.exercises.warm_up import WARM_UP

EXERCISES: Final[dict[str, ExerciseText]] = {
    **SPRINTS, **HILLS, **RESISTED, **STRENGTH, **JUMPS, **DRILLS, **WARM_UP, **COOL_DOWN,
    **CONDITIONING,
}  # fmt: skip
EXERCISE_NAMES: Final[dict[str, str]] = {key: text.name for key, text in EXERCISES.items()}
"""For sentences that name one."""

__all__ = ["EXERCISES", "EXERCISE_NAMES"]
