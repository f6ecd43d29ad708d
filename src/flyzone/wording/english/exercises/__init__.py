"""The exercise catalogue in English, by the key of the exercise; one module for each family.

>>> EXERCISES["fly-20"].name
'Fly 20'
"""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.conditioning import CONDITIONING
from flyzone.wording.english.exercises.cool_down import COOL_DOWN
from flyzone.wording.english.exercises.drills import DRILLS
from flyzone.wording.english.exercises.hills import HILLS
from flyzone.wording.english.exercises.jumps import JUMPS
from flyzone.wording.english.exercises.resisted import RESISTED
from flyzone.wording.english.exercises.sprints import SPRINTS
from flyzone.wording.english.exercises.strength import STRENGTH
from flyzone.wording.english.exercises.text import ExerciseText
from flyzone.wording.english.exercises.warm_up import WARM_UP

EXERCISES: Final[dict[str, ExerciseText]] = {
    **SPRINTS, **HILLS, **RESISTED, **STRENGTH, **JUMPS, **DRILLS, **WARM_UP, **COOL_DOWN,
    **CONDITIONING,
}  # fmt: skip

__all__ = ["EXERCISES", "ExerciseText"]
