"""Exercises and doses in the reader's language.

>>> exercise_text("walk", "de").name
'Spaziergang'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from flyzone.model import Dose
from flyzone.wording.english.doses import dose_in_words as english_dose
from flyzone.wording.english.exercises import EXERCISES as ENGLISH
from flyzone.wording.english.exercises.text import ExerciseText
from flyzone.wording.german.doses import dose_in_words as german_dose
from flyzone.wording.german.exercises import EXERCISES as GERMAN

EXERCISES: Final[Mapping[str, Mapping[str, ExerciseText]]] = {"en": ENGLISH, "de": GERMAN}
"""Texts by language and key."""
DOSES: Final[Mapping[str, Callable[[Dose], str]]] = {"en": english_dose, "de": german_dose}
"""How each language writes a dose."""


def exercise_text(key: str, language: str = "en") -> ExerciseText:
    """What is said of an exercise.

    Raises
    ------
    KeyError
        If there is no such exercise, or nobody writes in that language: a fault of the program.
    """
    return EXERCISES[language][key]


def dose_text(dose: Dose, language: str = "en") -> str:
    """How much of an exercise, in words."""
    return DOSES[language](dose)
