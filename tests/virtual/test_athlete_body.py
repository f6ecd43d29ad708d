"""What a sprint takes and a rest gives back, what tires and what gains: against closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.errors import InputError
from flyzone.virtual.athlete import VirtualAthlete
from flyzone.virtual.athlete.condition import Condition
from flyzone.virtual.athlete.freshness import Freshness
from flyzone.virtual.athlete.phosphocreatine import left_after, refilled, refilled_exponentially

WELL_SLEPT = np.full(80, 8.0)


def test_thirty_seconds_leave_and_rests_refill_what_bogdanis_1995_measured() -> None:
    left = left_after(1.0, 30.0)
    assert 100 * left == pytest.approx(19.7, abs=0.5)
    assert 100 * refilled(0.197, 90.0) == pytest.approx(65.0, abs=0.05)
    assert 100 * refilled(0.197, 360.0) == pytest.approx(85.5, abs=0.05)


@pytest.mark.parametrize(("seconds", "least", "most"), [(6, 30, 55), (10, 40, 70), (30, 60, 81)])
def test_a_sprint_takes_what_the_review_of_2013_gives(
    seconds: float, least: float, most: float
) -> None:
    assert least < 100 * (1.0 - left_after(1.0, seconds)) < most


def test_a_six_second_sprint_is_half_refilled_in_twenty_to_thirty_seconds() -> None:
    left = left_after(1.0, 6.0)
    half = (1.0 + left) / 2.0
    assert refilled(left, 20.0) < half < refilled(left, 30.0)


def test_refilling_by_halves_gives_the_numbers_of_the_sheet_and_not_bogdanis() -> None:
    shares = [100 * refilled_exponentially(0.45, t, 30.0) for t in (30.0, 60.0, 120.0, 180.0)]
    assert shares == pytest.approx([72.5, 86.25, 96.5625, 99.1406], abs=5e-5)
    bogdanis = [100 * refilled_exponentially(0.197, t, 56.6) for t in (90.0, 360.0)]
    assert bogdanis == pytest.approx([73.3, 99.0], abs=0.06)


@given(st.floats(0.05, 1.0), st.floats(0.0, 900.0), st.floats(0.0, 900.0))
def test_a_longer_rest_never_refills_less(share: float, one: float, other: float) -> None:
    short, long = sorted((one, other))
    assert share - 1e-12 <= refilled(share, short) <= refilled(share, long) <= 1.0


def test_what_equal_rests_leave_is_the_geometric_series() -> None:
    who = VirtualAthlete(pcr_cost=0.0, rep_cost=0.01, rep_cost_decay_s=100.0)
    fresh = Freshness(who)
    for _ in range(4):
        fresh.sprint(5.0, 1.0)
        fresh.rest(120.0)
    left = math.exp(-1.2)
    assert fresh.loss == pytest.approx(0.01 * left * (1 - left**4) / (1 - left), rel=1e-12)


def test_fatigue_fades_on_two_time_scales() -> None:
    condition = Condition(VirtualAthlete(fatigue_fast=0.02, fatigue_slow=0.004), WELL_SLEPT)
    condition.tire(3.0, 1.0)
    condition.tire(5.0, 0.5)
    fast = (0.02 * math.exp(-2 / 1.5) + 0.01) * math.exp(-1.0 / 1.5)
    slow = (0.004 * math.exp(-2 / 10) + 0.002) * math.exp(-1.0 / 10)
    assert condition.fatigue(6.0) == pytest.approx(fast + slow, rel=1e-12)


def test_short_nights_keep_fatigue_longer() -> None:
    nights = WELL_SLEPT.copy()
    nights[4] = 5.5
    rested, sleepless = Condition(VirtualAthlete(), WELL_SLEPT), Condition(VirtualAthlete(), nights)
    for condition in (rested, sleepless):
        condition.tire(3.7, 1.0)
    assert sleepless.fatigue(3.9) > rested.fatigue(3.9)
    # Two hours short: that day counts 1 - 2 * 0.12 for recovery.
    assert sleepless.fatigue(5.0) == pytest.approx(_after(0.3 * 0.76 + 1.0), rel=1e-12)


def _after(days: float) -> float:
    who = VirtualAthlete()
    return who.fatigue_fast * math.exp(-days / who.fast_days) + who.fatigue_slow * math.exp(
        -days / who.slow_days
    )


def test_gains_come_out_late_and_diminish_towards_the_ceiling() -> None:
    who = VirtualAthlete(gain_per_exposure=0.001, gain_delay_days=5.0, ceiling=0.04)
    condition = Condition(who, WELL_SLEPT)
    exposures = condition.sprint(1.0, [0.0] * 4)
    assert exposures == pytest.approx(8.0 * (1.0 - math.exp(-0.5)))
    assert condition.gain(1.0) == 0.0
    assert condition.gain(6.0) == pytest.approx(0.001 * exposures * (1 - math.exp(-1.0)))
    for day in range(2, 70):
        condition.sprint(float(day), [0.0] * 20)
    assert 0.035 < condition.gain(70.0) < 0.04


def test_slowed_reps_gain_less_and_slow_reps_nothing() -> None:
    who = VirtualAthlete(full_quality_within=0.01, no_quality_from=0.03)
    assert [who.quality(loss) for loss in (0.0, 0.01, 0.02, 0.03, 0.08)] == pytest.approx(
        [1.0, 1.0, 0.5, 0.0, 0.0]
    )


def test_a_night_of_four_hours_after_the_session_wastes_half_of_its_gain() -> None:
    nights = WELL_SLEPT.copy()
    nights[2] = 4.0
    rested, sleepless = Condition(VirtualAthlete(), WELL_SLEPT), Condition(VirtualAthlete(), nights)
    for condition in (rested, sleepless):
        condition.sprint(1.7, [0.0] * 4)
    assert sleepless.gain(9.0) == pytest.approx(0.5 * rested.gain(9.0), rel=1e-9)


def test_what_is_not_used_is_held_for_a_while_and_then_lost() -> None:
    who = VirtualAthlete(holds_days=8.0, detraining_days=40.0, floor=0.05, gain_per_exposure=0.0)
    condition = Condition(who, WELL_SLEPT)
    condition.sprint(2.0, [0.0] * 4)
    assert condition.gain(10.0) == 0.0
    assert condition.gain(30.0) == pytest.approx(-0.05 * (1 - math.exp(-20 / 40)), rel=1e-12)


def test_a_headwind_costs_more_than_a_tailwind_gives() -> None:
    who = VirtualAthlete(mss_m_s=10.0)
    assert who.wind_loss(0.0) == 0.0
    # SCIENCE section 5: two metres from behind, about a hundredth of a second in ten metres.
    assert who.wind_loss(2.0) == pytest.approx(-0.0105, abs=0.0006)
    assert who.wind_loss(-2.0) > -who.wind_loss(2.0) > 0.0
    assert who.wind_loss(14.0) < who.wind_loss(10.0) < who.wind_loss(9.0)


def test_zone_times_are_those_of_the_sheet() -> None:
    who = VirtualAthlete(mss_m_s=9.5, mac_m_s2=8.2)
    assert who.run_time(20.0) == pytest.approx(3.189993, abs=1e-6)
    assert who.zone_time(30.0, 10.0) == pytest.approx(1.0699, abs=5e-5)
    assert who.run_time(0.0) == 0.0


def test_an_athlete_without_speed_is_refused() -> None:
    with pytest.raises(InputError, match="mss_m_s above zero"):
        VirtualAthlete(mss_m_s=0.0)
