"""The warm-up keeps its order, fits its time, and has no static stretching."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.training.catalogue.people import DAY, STIMULI, athlete, athletes

from flyzone.model import Athlete, Stimulus
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.warm_up import build_warm_up


def kinds(stimulus: Stimulus, **given: float) -> list[str]:
    doses = build_warm_up(stimulus, athlete(), DAY, **given).doses  # type: ignore[arg-type]
    order = {"easy-jog": "general", "build-up": "build-up"}
    return [order.get(one.exercise, CATALOGUE[one.exercise].family) for one in doses]


@pytest.mark.parametrize("stimulus", ["max-velocity", "acceleration", "hill", "race", "match"])
@pytest.mark.parametrize("minutes", [None, 10.0, 15.0, 30.0])
def test_general_then_mobility_then_drills_then_build_ups(
    stimulus: Stimulus, minutes: float | None
) -> None:
    found = kinds(stimulus, minutes=minutes)  # type: ignore[arg-type]
    order = ["general", "warm-up", "drill", "build-up"]
    assert set(found) == set(order)
    assert found == sorted(found, key=order.index)


@given(st.sampled_from(STIMULI), athletes(), st.none() | st.floats(1.0, 90.0))
def test_it_fits_its_time_and_never_stretches_statically(
    stimulus: Stimulus, who: Athlete, minutes: float | None
) -> None:
    found = build_warm_up(stimulus, who, DAY, minutes)
    assert found.doses
    assert found.reasons
    assert "static-stretching" not in {dose.exercise for dose in found.doses}
    assert found.duration_s <= 60.0 * min(max(minutes or 20.0, 12.0), 30.0)
    efforts = [dose.effort for dose in found.doses if dose.exercise == "build-up"]
    assert efforts == sorted(efforts)  # type: ignore[type-var]
    assert max(efforts, default=0.0) <= 0.9  # type: ignore[type-var, operator]
    for dose in found.doses:
        assert not set(CATALOGUE[dose.exercise].avoid_after) & set(who.injuries)


def test_more_time_adds_and_takes_nothing_away() -> None:
    short, long = (
        {dose.exercise for dose in build_warm_up("max-velocity", athlete(), DAY, minutes).doses}
        for minutes in (12.0, 25.0)
    )
    assert short < long


def test_it_says_why_nobody_stretches_and_that_this_is_disputed() -> None:
    (said,) = [
        one
        for one in build_warm_up("race", athlete(), DAY).reasons
        if one.code == "warm-up-no-static"
    ]
    assert "Behm2016" in said.source
    assert "no clear effect" in said.caveat


def test_too_little_time_is_lengthened_and_said() -> None:
    found = build_warm_up("max-velocity", athlete(), DAY, 5.0)
    assert "warm-up-least" in [one.code for one in found.reasons]
    assert found.duration_s > 9 * 60.0


def test_build_ups_are_as_long_as_the_place_allows() -> None:
    def runs(place: TrainingPlace) -> list[float | None]:
        doses = build_warm_up("max-velocity", athlete(), DAY, place=place).doses
        return [dose.distance_m for dose in doses if dose.exercise == "build-up"]

    assert runs(TrainingPlace(100.0)) == [40.0] * 4
    assert runs(TrainingPlace(45.0)) == [25.0] * 4
    assert runs(TrainingPlace(30.0)) == []
    assert runs(TrainingPlace(kinds=frozenset({"gym"}))) == []


def test_after_an_earlier_hamstring_injury_there_is_one_more_and_no_straight_leg_bound() -> None:
    tender = build_warm_up("max-velocity", athlete(injuries=("hamstring",)), DAY, 30.0)
    well = build_warm_up("max-velocity", athlete(), DAY, 30.0)
    keys = [dose.exercise for dose in tender.doses]
    assert keys.count("build-up") == 5
    assert "straight-leg-bound" not in keys
    assert "straight-leg-bound" in [dose.exercise for dose in well.doses]


def test_easy_running_needs_no_build_ups() -> None:
    assert "build-up" not in kinds("easy-run")
    assert "general" not in kinds("easy-run")
