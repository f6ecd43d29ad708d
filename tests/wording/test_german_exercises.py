"""Each exercise can be read in German and says what the English one says."""

from __future__ import annotations

import re

import pytest

from flyzone.model import Dose
from flyzone.training.catalogue import CATALOGUE
from flyzone.wording.exercises import EXERCISES, dose_text, exercise_text


def numbers(text: str) -> list[str]:
    """What stands in a text in digits, with the decimal mark of English."""
    return sorted(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(\d),(\d)", r"\1.\2", text)))


@pytest.mark.parametrize("language", EXERCISES)
def test_every_language_has_every_exercise_under_a_name_of_its_own(language: str) -> None:
    texts = EXERCISES[language]
    assert list(texts) == list(CATALOGUE)
    assert len({text.name for text in texts.values()}) == len(texts)


@pytest.mark.parametrize("key", CATALOGUE)
def test_german_gives_the_same_steps_cues_and_numbers(key: str) -> None:
    english, german = exercise_text(key), exercise_text(key, "de")
    for said, told in (
        (english.steps, german.steps),
        (english.cues, german.cues),
        (english.watch, german.watch),
        ((english.purpose, english.not_when), (german.purpose, german.not_when)),
        ((english.caveat,), (german.caveat,)),
    ):
        assert len(told) == len(said)
        for one, other in zip(said, told, strict=True):
            assert bool(other) == bool(one)
            assert numbers(other) == numbers(one)


@pytest.mark.parametrize("key", CATALOGUE)
def test_german_sentences_end_and_phrases_do_not(key: str) -> None:
    text = exercise_text(key, "de")
    for sentence in (text.purpose, *text.steps, text.not_when, text.caveat):
        assert sentence.endswith(".") or (sentence == "" == text.caveat), sentence
        assert not re.search(r"  |\n|\d\.\d", sentence)
    for phrase in (*text.cues, *text.watch):
        assert phrase
        assert not phrase.endswith(".")


def test_nobody_is_cued_to_land_under_the_hip_exactly_in_german_either() -> None:
    for text in EXERCISES["de"].values():
        words = " ".join((*text.steps, *text.cues)).lower()
        assert not re.search(r"(land|aufsetz|fuß)[^.;]*genau unter (der|die) hüfte", words), (
            text.name
        )


@pytest.mark.parametrize("key", ["drop-jump", "depth-jump"])
def test_drops_tell_minors_to_wait_in_german(key: str) -> None:
    assert "Unter 18" in exercise_text(key, "de").not_when
    assert "Alter nicht bekannt" in exercise_text(key, "de").not_when


@pytest.mark.parametrize("key", ["hill-sprint", "hill-sprint-low"])
def test_hills_are_walked_down_and_stopped_when_slow_in_german(key: str) -> None:
    words = " ".join(exercise_text(key, "de").steps)
    for part in ("Hinuntergehen", "Puls", "langsamer", "wackelt"):
        assert part in words


def test_a_dose_is_written_in_the_readers_language() -> None:
    dose = Dose("pogo", sets=3, reps=10, set_rest_s=90.0)
    assert dose_text(dose) == "3 x 10, 90 s between sets"
    assert dose_text(dose, "de") == "3 x 10, 90 s zwischen den Sätzen"
