"""``flyzone exercises`` and ``flyzone prescribe``: what there is, and what it is for this athlete."""

from __future__ import annotations

from typing import get_args

import pytest
from tests.cli.shell import document, flyzone, refusal, said

from flyzone.model.rep import Stimulus
from flyzone.training.catalogue import CATALOGUE


def test_the_list_has_one_line_an_exercise_and_can_be_narrowed() -> None:
    shown = said("exercises").splitlines()
    assert [line.split()[0] for line in shown] == list(CATALOGUE)
    # The longest key does not run into its purpose.
    assert all("  " in line for line in shown)
    hills = document("exercises", "--family", "hill")["exercises"]
    assert {one["family"] for one in hills} == {"hill"}
    mending = document("exercises", "--mends", "low-hips")["exercises"]
    assert 0 < len(mending) < len(CATALOGUE)


@pytest.mark.parametrize("key", CATALOGUE)
def test_each_exercise_is_shown_in_full(key: str) -> None:
    shown = said("exercises", key)
    assert "\n  1. " in shown
    assert "\n  source: " in shown


def test_what_is_not_in_the_catalogue_is_told_with_what_is() -> None:
    for arguments in (["nope"], ["--family", "nope"], ["--mends", "nope"]):
        error = refusal("exercises", *arguments)
        assert error["code"] == "exercise-unknown"
        assert "Expected one of" in error["message"]


@pytest.mark.usefixtures("squad")
@pytest.mark.parametrize("stimulus", get_args(Stimulus))
def test_every_stimulus_can_be_prescribed(stimulus: str) -> None:
    found = document("prescribe", "Lea", stimulus, "--on", "2026-06-01")
    assert (found["athlete"], found["on"]) == ("Lea", "2026-06-01")
    assert all(one["words"] for one in found["doses"])
    assert said("prescribe", "Lea", stimulus).startswith("Lea, ")


@pytest.mark.usefixtures("squad")
def test_a_place_that_was_not_named_is_taken_to_have_everything_and_that_is_told() -> None:
    result = flyzone("prescribe", "Lea", "max-velocity")
    assert "Nothing came about the place" in result.stderr
    assert "Fly 20" in result.stdout
    named = flyzone("prescribe", "Lea", "max-velocity", "--straight", "10")
    assert named.stderr == ""
    assert "Nothing safe for max-velocity can be done here" in named.stdout


@pytest.mark.usefixtures("squad")
def test_a_minor_jumps_from_a_height_when_somebody_saw_him_land() -> None:
    for lands, jumps in (("--not-lands-well", False), ("--lands-well", True)):
        document("athlete", "set", "Mia", "--level", "advanced", lands)
        doses = document("prescribe", "Mia", "plyometrics")["doses"]
        keys = {one["dose"]["exercise"] for one in doses}
        assert bool(keys & {"depth-jump", "drop-jump"}) == jumps


@pytest.mark.usefixtures("squad")
@pytest.mark.parametrize(
    "arguments",
    [
        ["Lea", "jogging"], ["Tom", "hill"], ["Lea", "hill", "--hill", "90"],
        ["Lea", "hill", "--straight", "nan"], ["Lea", "hill", "--straight", "-5"],
        ["Lea", "hill", "--minutes", "0"], ["Lea", "hill", "--share", "0"],
        ["Lea", "hill", "--share", "100"], ["Lea", "hill", "--place", "moon"],
        ["Lea", "hill", "--equipment", "rocket"], ["Lea", "hill", "--on", "2026-02-30"],
        ["Lea", "hill", "--on", "9999-12-31"],
    ],
)  # fmt: skip
def test_a_prescription_that_cannot_be_is_refused(arguments: list[str]) -> None:
    refusal("prescribe", *arguments)
