"""A reason never changes, equals its like, and survives a trip through another process."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest
from tests.training_builders import change

from flyzone.model import Reason

GIVEN = Reason("a-code", {"hours": 48.0, "what": "hill"}, 0.9, "Haugen2019", "disputed", "a-rule",
               (change(),))  # fmt: skip


def test_the_numbers_are_its_own_and_cannot_be_changed() -> None:
    numbers: dict[str, float | str] = {"hours": 48.0}
    made = Reason("a-code", numbers)
    numbers["hours"] = 1.0
    assert made.numbers["hours"] == 48.0
    with pytest.raises(TypeError):
        made.numbers["hours"] = 1.0  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        made.code = "other"  # type: ignore[misc]


def test_equal_reasons_are_equal_and_hash_alike() -> None:
    same = replace(GIVEN, numbers=dict(reversed(GIVEN.numbers.items())))
    assert same == GIVEN
    assert hash(same) == hash(GIVEN)
    for other in (replace(GIVEN, numbers={"hours": 49.0}), replace(GIVEN, probability=None)):
        assert other != GIVEN


def test_a_reason_comes_back_from_another_process_as_it_was() -> None:
    back = pickle.loads(pickle.dumps(GIVEN))
    assert back == GIVEN
    with pytest.raises(TypeError):
        back.numbers["hours"] = 1.0
