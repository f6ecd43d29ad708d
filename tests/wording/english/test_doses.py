"""A dose reads as a coach writes it."""

from __future__ import annotations

import pytest

from flyzone.model import Dose
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.amounts import full_dose
from flyzone.training.rules import STANDARD
from flyzone.wording.english.doses import dose_in_words, time_in_words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("fly-20", "4 x 20 m (run-in 20 m, 30 m clear behind), full effort, rest 4 min"),
        ("hill-sprint", "5 x 7 s, full effort, rest 3 min"),
        ("weighted-step-up", "3 x 5 each leg, 2 RIR, 2.5 min between sets"),
        ("tempo-run", "2 x 6 x 100 m, at 65 %, rest 60 s, 3 min between sets"),
        ("long-run", "60 min"),
        ("drop-jump", "3 x 4, box 0.2-0.3 m, rest 15 s, 2 min between sets"),
        ("rest-day", "once"),
        ("leg-swing", "10 x 1.5 s each leg"),
    ],
)
def test_doses_in_words(key: str, words: str) -> None:
    assert dose_in_words(full_dose(CATALOGUE[key], "trained", STANDARD)) == words


def test_every_dose_of_the_catalogue_has_words() -> None:
    for exercise in CATALOGUE.values():
        for dose in exercise.doses.values():
            assert "None" not in dose_in_words(dose)


def test_single_reps_and_single_sets_name_no_rest() -> None:
    assert dose_in_words(Dose("pogo", rest_s=10.0, set_rest_s=60.0)) == "once"
    assert dose_in_words(Dose("pogo", reps=4, rest_s=10.0, set_rest_s=60.0)) == "4, rest 10 s"
    assert time_in_words(45.0) == "45 s"
