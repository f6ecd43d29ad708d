from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.training.trend.drawn import session

from flyzone.errors import InputError
from flyzone.model import Measurement
from flyzone.science.flying import fly_time
from flyzone.training.comparable import (
    Zone,
    comparable_times,
    typical_timing_sd,
)


def test_a_fly_10_stays_the_time_that_was_read() -> None:
    times = comparable_times([session(0.0, [1.05, 1.04], run_in_m=20.0)])
    assert times.zone == Zone(10.0, 20.0)
    np.testing.assert_allclose(np.exp(times.y), [1.05, 1.04], rtol=1e-12)


def test_zones_of_one_curve_give_one_fly_10() -> None:
    mss, mac = 9.4, 8.0
    zones = [(30.0, 10.0), (30.0, 10.0), (30.0, 20.0), (20.0, 10.0), (40.0, 30.0)]
    sessions = [
        session(day, [float(fly_time(run_in, length, mss, mac))], distance=length, run_in_m=run_in)
        for day, (run_in, length) in enumerate(zones)
    ]
    times = comparable_times(sessions, mac=mac)
    assert times.zone == Zone(10.0, 30.0)
    np.testing.assert_allclose(np.exp(times.y), fly_time(30.0, 10.0, mss, mac), rtol=1e-9)
    assert times.kinds[0] == Zone(10.0, 30.0)
    # The typical time constant in place of his own errs by well under the offset's prior.
    supposed = comparable_times(sessions)
    assert np.ptp(supposed.y) < 0.005


def test_without_a_run_in_zones_are_compared_by_mean_speed() -> None:
    times = comparable_times([session(0.0, [1.0]), session(1.0, [2.1], distance=20.0)])
    np.testing.assert_allclose(np.exp(times.y), [1.0, 1.05])
    assert times.zone == Zone(10.0, None)
    assert set(times.kind) == {0, 1}


@given(st.floats(-4.0, 4.0), st.floats(0.85, 1.4))
def test_a_tailwind_never_makes_the_time_without_wind_shorter(wind: float, time: float) -> None:
    times = comparable_times([session(0.0, [time], wind_m_s=wind)])
    taken = float(times.wind_taken_out[0])
    assert times.y[0] == pytest.approx(math.log(time) + taken)
    # A breath of wind is lost in rounding.
    assert taken >= -1e-12 if wind >= 0.0 else taken <= 1e-12


def test_a_headwind_costs_more_than_a_tailwind_gives() -> None:
    times = comparable_times(
        [session(0.0, [1.0], wind_m_s=2.0), session(1.0, [1.0], wind_m_s=-2.0)]
    )
    tail, head = times.wind_taken_out
    # About one per cent for 2 m/s [Mureika2000], a guess of the body's drag is somewhat more.
    assert 0.009 < tail < 0.015
    assert -head > tail


def test_unmeasured_wind_is_not_taken_for_calm() -> None:
    times = comparable_times([session(0.0, [1.0])])
    assert np.isnan(times.wind_taken_out[0])


def test_the_gauge_adds_its_error() -> None:
    calm = comparable_times([session(0.0, [1.0], time_sd_s=0.004)])
    windy = comparable_times([session(0.0, [1.0], time_sd_s=0.004, wind_m_s=1.0)])
    sure = comparable_times([session(0.0, [1.0], time_sd_s=0.004, wind_m_s=1.0, wind_sd_m_s=0.0)])
    assert calm.sd[0] == pytest.approx(0.004)
    assert sure.sd[0] == pytest.approx(0.004)
    assert windy.sd[0] > 0.0045


@pytest.mark.parametrize(
    ("method", "sd"),
    [
        ("Freelap Pro", 0.02),
        ("hand", 0.05),
        ("phone video", 0.010),
        ("gates", 0.005),
        (None, 0.008),
    ],
)
def test_an_unstated_timing_error_is_that_of_the_method(method: str | None, sd: float) -> None:
    times = comparable_times([session(0.0, [1.25], method=method)])
    assert typical_timing_sd(method) == sd
    assert times.sd[0] == pytest.approx(sd / 1.25)
    assert not times.stated[0]


def test_satellites_err_by_a_share() -> None:
    assert typical_timing_sd("GPS watch", 4.0) == 2.0 * typical_timing_sd("GPS watch", 2.0)


def test_what_is_no_maximal_fly_is_left_out_with_its_reason() -> None:
    sessions = [
        session(0.0, [1.05, None]),
        session(1.0, [1.05], effort=0.9),
        session(2.0, [1.05], pain=3.0),
        session(3.0, [3.0], distance=20.0, run_in_m=0.0),
        session(4.0, [3.0], distance=20.0, stimulus="acceleration"),
        session(5.0, [9.0], distance=80.0),
        session(6.0, [4.0], distance=20.0, stimulus="hill"),
        session(7.0, [3.5], distance=20.0, exercise="hill-sprint"),
    ]
    times = comparable_times(sessions)
    assert len(times) == 1
    assert [(one.session, one.why) for one in times.left_out] == [
        (0, "not-timed"),
        (1, "sub-maximal"),
        (2, "painful"),
        (3, "standing-start"),
        (4, "standing-start"),
        (5, "zone-too-long"),
        (6, "other-training"),
        (7, "other-training"),
    ]


def test_a_pain_of_zero_is_no_pain() -> None:
    assert len(comparable_times([session(0.0, [1.05], pain=0.0)])) == 1


def test_a_fly_within_a_session_of_accelerations_counts() -> None:
    mixed = session(0.0, [1.05], stimulus="acceleration", run_in_m=30.0)
    assert len(comparable_times([mixed])) == 1


def test_starts_are_a_series_of_the_usual_distance() -> None:
    sessions = [
        session(0.0, [3.0, 3.1], distance=20.0, run_in_m=0.0),
        session(1.0, [4.3], distance=30.0, run_in_m=0.0),
        session(2.0, [1.05], run_in_m=30.0),
    ]
    times = comparable_times(sessions, series="start")
    assert times.zone == Zone(20.0, 0.0)
    np.testing.assert_allclose(np.exp(times.y), [3.0, 3.1])
    assert [one.why for one in times.left_out] == ["flying-start", "other-distance"]


def test_a_known_bias_is_taken_out() -> None:
    bias = {"app": Measurement(0.05, 0.005, "s", "comparison")}
    times = comparable_times([session(0.0, [1.10], method="App")], biases=bias)
    np.testing.assert_allclose(np.exp(times.y), [1.05])


def test_a_bias_as_large_as_a_time_is_refused() -> None:
    bias = {"app": Measurement(50.0, 5.0, "s", "comparison in ms")}
    with pytest.raises(InputError, match="unit") as refused:
        comparable_times([session(0.0, [1.10], method="app")], biases=bias)
    assert refused.value.code == "method-bias"


def test_nothing_comparable_is_an_empty_answer() -> None:
    times = comparable_times([])
    assert len(times) == 0
    assert times.zone is None
    assert times.kinds == ()
