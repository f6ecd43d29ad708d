"""Each exercise can be read: a name, a purpose, steps, cues, and when to leave it."""

from __future__ import annotations

import re

import pytest

from flyzone.training.catalogue import CATALOGUE
from flyzone.wording.english.exercises import EXERCISES


def test_each_exercise_has_its_texts_and_each_text_its_exercise() -> None:
    assert list(EXERCISES) == list(CATALOGUE)
    names = [text.name for text in EXERCISES.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("key", CATALOGUE)
def test_nothing_is_left_empty_and_sentences_end(key: str) -> None:
    text = EXERCISES[key]
    assert text.name
    assert text.steps
    assert text.cues
    assert text.watch
    for sentence in (text.purpose, *text.steps, text.not_when, text.caveat):
        assert sentence.endswith(".") or (sentence == "" == text.caveat), sentence
        assert not re.search(r"  |\n", sentence)
    for phrase in (*text.cues, *text.watch):
        assert phrase
        assert not phrase.endswith(".")


def test_nobody_is_cued_to_land_under_the_hip_exactly() -> None:
    """The fastest land 0.25 to 0.40 m ahead of it."""
    for text in EXERCISES.values():
        words = " ".join((*text.steps, *text.cues)).lower()
        assert not re.search(r"(land|strike|foot)[^.;]*(exactly )?under the hips?", words), (
            text.name
        )


@pytest.mark.parametrize("key", ["drop-jump", "depth-jump"])
def test_drops_tell_minors_to_wait(key: str) -> None:
    assert "Under 18" in EXERCISES[key].not_when
    assert "age is not known" in EXERCISES[key].not_when


@pytest.mark.parametrize("key", ["hill-sprint", "hill-sprint-low"])
def test_hills_are_walked_down_and_stopped_when_slow(key: str) -> None:
    words = " ".join(EXERCISES[key].steps)
    assert "Walk down" in words
    assert "heart rate" in words
    assert "slower" in words
    assert "wobbles" in words
