"""Sentences in English, by the code of the reason that they word.

A template takes the numbers of its reason by name.  Another language is another folder with the same
codes; a test compares the two lists.
"""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.board import BOARD
from flyzone.wording.english.diagnosis import DIAGNOSIS
from flyzone.wording.english.guard import GUARD
from flyzone.wording.english.plan import PLAN
from flyzone.wording.english.profile import PROFILE
from flyzone.wording.english.targets import TARGETS
from flyzone.wording.english.today import TODAY
from flyzone.wording.english.training import TRAINING
from flyzone.wording.english.trend import TREND

SENTENCES: Final[dict[str, str]] = {
    **PROFILE,
    **TODAY,
    **GUARD,
    **PLAN,
    **TREND,
    **DIAGNOSIS,
    **BOARD,
    **TRAINING,
    **TARGETS,
}

SURE: Final[tuple[str, str]] = ("Probability {value:.2f}.", "Probability above {value:.2f}.")
"""How sure a sentence is: up to the surest that is said, and beyond."""
