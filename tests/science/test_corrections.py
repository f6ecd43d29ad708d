"""Other air, another clock, another start: the numbers of the sheet, and that each says what it is."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.science.builders import known, throws
from tests.science.references import cases

from flyzone.errors import InputError
from flyzone.science.combine import difference, mean
from flyzone.science.corrections import (
    AIR_100M,
    EARLY_REACTION,
    FASTER_THAN_BLOCK,
    HAND_TIMING,
    OVER_LEGAL_WIND,
    START_DIFFERENCE,
    as_from,
    automatic_from_hand,
    correct_100m,
    still_sea_level_100m,
    without_reaction,
)

TIMES = st.floats(9.5, 16.0)
WINDS = st.floats(-5.0, 5.0)
HEIGHTS = st.floats(0.0, 2500.0)
CALM = known(0.0, "m/s")


@pytest.mark.parametrize("case", cases("formulas", id_starts="mureika_100m"))
def test_the_corrections_of_the_formula_sheet(case: dict[str, Any]) -> None:
    given_ = case["inputs"]
    found = still_sea_level_100m(given_["t"], given_["wind"], given_["altitude_m"])
    assert found == pytest.approx(case["expected"]["t_00"], rel=1e-9)


@given(TIMES)
def test_still_air_at_sea_level_changes_nothing(time: float) -> None:
    assert still_sea_level_100m(time, 0.0, 0.0) == pytest.approx(time, rel=1e-12)


@given(TIMES, WINDS, WINDS, HEIGHTS)
def test_more_tailwind_never_leaves_a_faster_time(
    time: float, one: float, other: float, height: float
) -> None:
    less, more = sorted((one, other))
    slow, fast = still_sea_level_100m(time, [less, more], height)
    assert slow <= fast * (1.0 + 1e-12)


@given(TIMES, WINDS, HEIGHTS, st.floats(1.0, 500.0))
def test_higher_up_never_leaves_a_faster_time(
    time: float, wind: float, height: float, more: float
) -> None:
    low, high = still_sea_level_100m(time, wind, [height, height + more])
    assert low <= high


@given(TIMES, st.floats(0.1, 5.0))
def test_a_headwind_costs_more_than_the_same_tailwind_gives(time: float, wind: float) -> None:
    given_, cost = still_sea_level_100m(time, [wind, -wind], 0.0) - time
    assert given_ > 0.0 > cost
    assert -cost > given_


@pytest.mark.parametrize("case", cases("formulas", id_starts="fvp_wind"))
def test_drag_on_a_given_body_gives_the_same_within_two_hundredths(
    case: dict[str, Any],
) -> None:
    expected = case["expected"]
    gain = still_sea_level_100m(expected["t_w"], case["inputs"]["wind"], 0.0) - expected["t_w"]
    assert gain == pytest.approx(-expected["dt"], abs=0.02)


def test_two_metres_a_second_are_a_tenth_over_100_m() -> None:
    # Times Higher Education, 7 July 2000, on the formula: "a tenth of a second".
    assert still_sea_level_100m(10.0, 2.0, 0.0) - 10.0 == pytest.approx(0.10, abs=0.02)


def test_the_error_of_the_wind_goes_through() -> None:
    inputs = known(10.0, "s", 0.005), known(1.5, "m/s", 0.6)
    found = correct_100m(*inputs, 300.0)
    time, wind = throws(inputs, 200_000)
    assert found.measurement.sd == pytest.approx(
        np.std(still_sea_level_100m(time, wind, 300.0)), rel=0.01
    )
    assert found.measurement.sd > 3.0 * inputs[0].sd
    assert found.measurement.origin == "made up, without wind at sea level"
    assert found.caveats == (AIR_100M,)
    assert "from memory" in AIR_100M.message
    assert "no such correction" in AIR_100M.message


def test_an_assisted_mark_says_so() -> None:
    assisted = correct_100m(known(9.9, "s"), known(2.1, "m/s"), 0.0)
    legal = correct_100m(known(9.9, "s"), known(2.0, "m/s"), 0.0)
    assert OVER_LEGAL_WIND in assisted.caveats
    assert OVER_LEGAL_WIND not in legal.caveats


@pytest.mark.parametrize("case", cases("formulas", id_starts="hand_to_fat"))
def test_the_hand_time_of_the_formula_sheet(case: dict[str, Any]) -> None:
    hand = known(case["inputs"]["hand"], "s", 0.08)
    found = automatic_from_hand(hand, case["inputs"]["distance"], "block")
    assert found.measurement.value == pytest.approx(case["expected"]["fat"], rel=1e-9)
    assert found.measurement.sd == pytest.approx(0.08)
    assert found.caveats == (HAND_TIMING,)
    assert "from memory" in HAND_TIMING.message


@pytest.mark.parametrize(
    ("distance", "added"),
    [(60.0, 0.24), (110.0, 0.24), (300.0, 0.24), (400.0, 0.14), (800.0, 0.14)],
)
def test_the_convention_of_each_distance(distance: float, added: float) -> None:
    found = automatic_from_hand(known(50.0, "s"), distance, "standing").measurement
    assert found.value == pytest.approx(50.0 + added)


def test_start_differences_are_those_that_were_published() -> None:
    # Haugen, Tonnessen and Seiler 2012, abstract: faster than a block start, over 40 m.
    assert FASTER_THAN_BLOCK["three-point-hand-release"] == (0.17, 0.09)
    assert FASTER_THAN_BLOCK["standing-beam"] == (0.27, 0.12)
    assert FASTER_THAN_BLOCK["standing-foot-release"] == (0.69, 0.11)


def test_a_standing_start_through_a_beam_becomes_a_block_start() -> None:
    run = known(5.20, "s", 0.02)
    block = as_from(run, "standing-beam", "block-gun", athlete="Mia")
    assert block.measurement.value == pytest.approx(5.47)
    assert block.measurement.sd == pytest.approx(math.hypot(0.02, 0.12))
    assert block.caveats == (START_DIFFERENCE,)


def test_a_start_as_itself_changes_nothing() -> None:
    run = known(5.20, "s", 0.02)
    same = as_from(run, "standing-beam", "standing-beam", athlete="Mia").measurement
    assert (same.value, same.sd) == (pytest.approx(5.20), pytest.approx(0.02))


def test_running_more_does_not_tell_how_an_athlete_differs_from_the_mean() -> None:
    runs = [
        as_from(known(5.2, "s", 0.02), "standing-beam", "block-gun", athlete="Mia").measurement
        for _ in range(16)
    ]
    assert mean(runs).sd == pytest.approx(math.hypot(0.005, 0.12))
    assert difference(runs[0], runs[1]).sd == pytest.approx(0.02 * math.sqrt(2.0))
    lea = as_from(known(5.2, "s", 0.02), "standing-beam", "block-gun", athlete="Lea").measurement
    assert difference(runs[0], lea).sd > 0.12 * math.sqrt(2.0)


@given(st.sampled_from(sorted(FASTER_THAN_BLOCK)), st.sampled_from(sorted(FASTER_THAN_BLOCK)))
def test_there_and_back_is_where_it_began(start: Any, to: Any) -> None:
    run = known(5.20, "s", 0.02)
    away = as_from(run, start, to, athlete="Mia").measurement
    back = as_from(away, to, start, athlete="Mia").measurement
    assert back.value == pytest.approx(run.value)
    assert back.sd == pytest.approx(run.sd)


def test_the_reaction_is_taken_off_with_what_both_share() -> None:
    time, reaction = known(9.58, "s", 0.001, gun=0.002), known(0.146, "s", 0.001, gun=0.002)
    found = without_reaction(time, reaction)
    assert found.measurement.value == pytest.approx(9.434)
    assert found.measurement.sd == pytest.approx(0.001 * math.sqrt(2.0))
    assert found.caveats == ()


def test_a_reaction_below_a_tenth_is_told_to_be_a_false_start() -> None:
    assert without_reaction(known(9.9, "s"), known(0.099, "s")).caveats == (EARLY_REACTION,)
    assert without_reaction(known(9.9, "s"), known(0.100, "s")).caveats == ()


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: still_sea_level_100m(4.3, 0.0, 0.0), "correction-limits"),
        (lambda: still_sea_level_100m([10.0, 26.0], 0.0, 0.0), "correction-limits"),
        (lambda: still_sea_level_100m(10.0, -11.0, 0.0), "correction-limits"),
        (lambda: still_sea_level_100m(20.0, 6.0, 0.0), "correction-limits"),
        (lambda: still_sea_level_100m(10.0, 1.0, 8848.0), "correction-limits"),
        (lambda: still_sea_level_100m(10.0, math.nan, 0.0), "not-finite"),
        (lambda: correct_100m(known(10.0, "s"), known(7.2, "km/h"), 0.0), "combine-units"),
        (lambda: correct_100m(known(10000.0, "ms"), CALM, 0.0), "combine-units"),
        (lambda: automatic_from_hand(known(1.1, "s"), 10.0, "rolling"), "hand-start"),
        (lambda: automatic_from_hand(known(1.1, "s"), 10.0, None), "hand-start"),
        (lambda: automatic_from_hand(known(42.0, "s"), 350.0, "block"), "hand-distance"),
        (lambda: automatic_from_hand(known(42.0, "s"), -1.0, "block"), "hand-distance"),
        (lambda: automatic_from_hand(known(42.0, "s"), math.nan, "block"), "hand-distance"),
        (lambda: automatic_from_hand(known(1.0, "min"), 400.0, "block"), "combine-units"),
        (lambda: as_from(known(5.2, "s"), "rolling", "block-gun", athlete="Mia"), "start-method"),
        (lambda: as_from(known(5.2, "s"), "block-gun", "hop", athlete="Mia"), "start-method"),
        (lambda: as_from(known(5.2, "m"), "block-gun", "block-gun", athlete="Mia"),
         "combine-units"),
        (lambda: without_reaction(known(9.9, "s"), known(0.0, "s")), "reaction"),
        (lambda: without_reaction(known(0.9, "s"), known(0.9, "s")), "reaction"),
        (lambda: without_reaction(known(9.9, "s"), known(146.0, "ms")), "combine-units"),
    ],
)  # fmt: skip
def test_what_cannot_be_corrected_is_refused(deed: Callable[[], object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        deed()
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"
