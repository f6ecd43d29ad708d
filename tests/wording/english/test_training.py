"""Every reason of catalogue, prescription, warm-up and creatine has its sentence, and says something."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.training.catalogue.people import DAY, EVERYTHING, LEVELS, STIMULI, athlete

from flyzone.model import Reason
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.creatine import advise_creatine
from flyzone.training.prescription import prescribe
from flyzone.training.rules import STANDARD
from flyzone.training.warm_up import build_warm_up
from flyzone.wording.english.training import TRAINING
from flyzone.wording.sentences import sentence

PEOPLE = [
    *(athlete(level=level) for level in (None, *LEVELS)),
    athlete(level="advanced", born=None, lands_well=None, kidney_disease=None, body=None),
    athlete(level="advanced", born=date(2010, 1, 1), lands_well=None),
    athlete(level="advanced", lands_well=False, kidney_disease=True),
    athlete(body=None),
    athlete(level="advanced", injuries=("achilles", "hamstring")),
]
PLACES = [
    EVERYTHING,
    TrainingPlace(),
    TrainingPlace(47.0, 6.0),
    TrainingPlace(40.0, 20.0),
    TrainingPlace(100.0, 1.0),
    TrainingPlace(kinds=frozenset({"track", "hill"})),
    TrainingPlace(kinds=frozenset({"gym"})),
]


def said() -> Iterator[Reason]:
    for who, place, stimulus in itertools.product(PEOPLE, PLACES, STIMULI):
        yield from prescribe(stimulus, who, DAY, place, STANDARD).reasons
    for minutes in (10.0, 30.0):
        found = prescribe("max-velocity", athlete(), DAY, EVERYTHING, STANDARD, minutes=minutes)
        yield from found.reasons
    yield from prescribe("hill", athlete(), DAY, EVERYTHING, STANDARD, share=0.5).reasons
    yield from build_warm_up("race", athlete(), DAY, 5.0).reasons
    for who in PEOPLE:
        yield from advise_creatine(who, DAY).reasons


def test_every_reason_has_a_sentence_and_every_sentence_is_said() -> None:
    texts: dict[str, str] = {}
    for one in said():
        texts[one.code] = sentence(one)
        assert one.rule in STANDARD.rules, one.code
        assert one.source, one.code
    assert set(texts) == set(TRAINING)
    for code, text in texts.items():
        assert re.match(r"[A-Za-z{0-9]", text), code
        assert text.endswith("."), code
        assert not re.search(r"[{}]|\bnan\b|\binf\b|None|  ", text), (code, text)


def test_a_changed_number_of_a_sentence_changes_its_words() -> None:
    (reason,) = [one for one in said() if one.code == "creatine-loading"][:1]
    other = replace(reason, numbers={**reason.numbers, "loading_g": 18.0})
    assert sentence(reason) != sentence(other)


def test_the_sentence_on_stretching_gives_the_published_numbers() -> None:
    for number in ("3.7 %", "4.6 %", "1.1 %", "1.3 %"):
        assert number in TRAINING["warm-up-no-static"]
