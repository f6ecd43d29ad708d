"""Exercises and prescriptions as documents: every exercise, in SI, with its evidence."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from tests.training_builders import athlete, change, valid

from flyzone.model import Stimulus
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.exercise import EQUIPMENT, PLACE_KINDS
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.prescription import prescribe
from flyzone.training.rules import STANDARD
from flyzone.wire.exercises import exercises_document, prescription_document

ON = date(2026, 6, 1)
EVERYWHERE = TrainingPlace(200.0, 11.0, frozenset(EQUIPMENT), frozenset(PLACE_KINDS))


def test_every_exercise_is_told_whole() -> None:
    document = valid("exercises", exercises_document(CATALOGUE.values()))
    assert [one["key"] for one in document["exercises"]] == list(CATALOGUE)
    for one in document["exercises"]:
        assert one["name"]
        assert one["purpose"]
        assert one["evidence"]
        assert one["source"]
        assert one["doses"], one["key"]
        assert all(dose["exercise"] == one["key"] for dose in one["doses"].values())
        assert set(one["instead"]) <= set(CATALOGUE)
    fly = next(one for one in document["exercises"] if one["key"] == "fly-10")
    dose = fly["doses"]["trained"]
    assert dose["distance_m"] == 10.0
    assert dose["run_out_m"] >= 30.0
    assert dose["rest_s"] >= 240.0


def test_doses_are_those_of_the_rules_that_hold() -> None:
    book = STANDARD.changed([change(50.0, rule="fly-set-up", threshold="run_out_m")])
    (fly,) = exercises_document([CATALOGUE["fly-10"]], book)["exercises"]
    assert {dose["run_out_m"] for dose in fly["doses"].values()} == {50.0}


@pytest.mark.parametrize("stimulus", get_args(Stimulus))
def test_every_kind_of_session_can_be_prescribed_and_told(stimulus: Stimulus) -> None:
    found = prescribe(stimulus, athlete(level="trained"), ON, EVERYWHERE, STANDARD)
    document = valid(
        "exercises",
        prescription_document(found, athlete="Mia", stimulus=stimulus, on=ON.isoformat()),
    )
    assert (document["athlete"], document["stimulus"], document["on"]) == (
        "Mia", stimulus, "2026-06-01",
    )  # fmt: skip
    assert len(document["doses"]) == len(found.doses)
    for told, dose in zip(document["doses"], found.doses, strict=True):
        assert told["dose"]["exercise"] == dose.exercise
        assert told["name"]
        assert "None" not in told["words"]
        assert "nan" not in told["words"]
    assert document["reasons"]
