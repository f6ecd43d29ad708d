"""Sentences in German, by the code of the reason that they word: the same codes as in English."""

from __future__ import annotations

from typing import Final

from flyzone.wording.german.board import BOARD
from flyzone.wording.german.diagnosis import DIAGNOSIS
from flyzone.wording.german.guard import GUARD
from flyzone.wording.german.plan import PLAN
from flyzone.wording.german.profile import PROFILE
from flyzone.wording.german.targets import TARGETS
from flyzone.wording.german.today import TODAY
from flyzone.wording.german.training import TRAINING
from flyzone.wording.german.trend import TREND

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

SURE: Final[tuple[str, str]] = (
    "Wahrscheinlichkeit {value:.2f}.",
    "Wahrscheinlichkeit über {value:.2f}.",
)
"""How sure a sentence is: up to the surest that is said, and beyond."""
