"""A dose in German says what it says in English."""

from __future__ import annotations

import re

import pytest

from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.amounts import full_dose
from flyzone.training.rules import STANDARD
from flyzone.wording.english.doses import dose_in_words as in_english
from flyzone.wording.german.doses import dose_in_words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("fly-20", "4 x 20 m (Anlauf 20 m, 30 m freier Auslauf), voller Einsatz, Pause 4 min"),
        ("weighted-step-up", "3 x 5 je Bein, 2 RIR, 2,5 min zwischen den Sätzen"),
        ("drop-jump", "3 x 4, Kasten 0,2-0,3 m, Pause 15 s, 2 min zwischen den Sätzen"),
        ("rest-day", "einmal"),
    ],
)
def test_german_doses(key: str, words: str) -> None:
    assert dose_in_words(full_dose(CATALOGUE[key], "trained", STANDARD)) == words


def test_every_dose_has_the_numbers_of_the_english_one_with_a_comma() -> None:
    for exercise in CATALOGUE.values():
        for dose in exercise.doses.values():
            said = dose_in_words(dose)
            numbers = re.findall(r"\d+(?:\.\d+)?", in_english(dose))
            assert re.findall(r"\d+(?:\.\d+)?", said.replace(",", ".")) == numbers
            assert not re.search("body|rest|box", said)
