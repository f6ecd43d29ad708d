"""Peak power and the stretch around it: against the original package and a numerical search."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from tests.science.references import cases, load_of

from flyzone.errors import InputError
from flyzone.science.critical_points import peak_power, power_window
from flyzone.science.curve import position_at_time, velocity_at_time
from flyzone.science.kinetics import power_at_distance, power_at_time, power_at_velocity
from flyzone.science.load import Load

TOP_SPEEDS, ACCELERATIONS = st.floats(5.0, 13.0), st.floats(4.0, 12.0)
DRAGS, WINDS, PULLS = st.floats(0.0, 0.4), st.floats(-6.0, 6.0), st.floats(-50.0, 300.0)


@pytest.mark.parametrize("case", cases("find"))
def test_peak_power_is_what_shorts_finds(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    peak = peak_power(given_["MSS"], given_["MAC"], load_of(given_))
    over_distance, over_time = expected["peak_power_distance"], expected["peak_power_time"]
    # The power is flat there, so the original's coarse search finds it well, and the place less so.
    assert_allclose(peak.power, over_distance["peak_power"], rtol=1e-8)
    assert_allclose(peak.power, over_time["peak_power"], rtol=1e-8)
    assert_allclose(peak.distance, over_distance["distance"], rtol=1e-4)
    assert_allclose(peak.time, over_time["time"], rtol=1e-4)


@pytest.mark.parametrize("case", cases("find"))
def test_the_stretch_near_peak_power_is_what_shorts_finds(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    window = power_window(0.75, given_["MSS"], given_["MAC"], load_of(given_))
    over_distance, over_time = (
        expected["power_critical_distance_0.75"],
        expected["power_critical_time_0.75"],
    )
    assert_allclose(window.start_distance, over_distance["lower"], rtol=1e-4)
    assert_allclose(window.end_distance, over_distance["upper"], rtol=1e-4)
    assert_allclose(window.start_time, over_time["lower"], rtol=1e-4)
    assert_allclose(window.end_time, over_time["upper"], rtol=1e-4)


@pytest.mark.parametrize("case", cases("formulas", id_starts="net_peak_power"))
def test_without_air_power_peaks_at_half_of_top_speed(case: dict[str, Any]) -> None:
    expected = case["expected"]
    peak = peak_power(case["inputs"]["MSS"], case["inputs"]["MAC"], Load(1.0))
    assert_allclose(
        [peak.power, peak.velocity, peak.time, peak.distance],
        [expected["p_rel"], expected["v"], expected["t"], expected["x"]],
        rtol=1e-12,
    )


@given(st.floats(0.05, 0.99), TOP_SPEEDS, ACCELERATIONS)
@settings(max_examples=40)
def test_without_air_the_stretch_has_a_closed_form(share: float, mss: float, mac: float) -> None:
    # P / Pmax = 4 x (1 - x) at the speed x MSS.
    window = power_window(share, mss, mac, Load(75.0))
    half_width = np.sqrt(1.0 - share)
    slow, fast = 0.5 * (1.0 - half_width), 0.5 * (1.0 + half_width)
    ends = [window.start_time, window.end_time]
    assert_allclose(np.divide(velocity_at_time(ends, mss, mac), mss), [slow, fast], rtol=1e-9)
    assert_allclose(
        [window.start_distance, window.end_distance], position_at_time(ends, mss, mac), rtol=1e-12
    )


@given(TOP_SPEEDS, ACCELERATIONS, DRAGS, WINDS, PULLS)
def test_no_speed_of_the_sprint_has_more_power_than_the_peak(
    mss: float, mac: float, drag: float, wind: float, pull: float
) -> None:
    load = Load(70.0, drag, wind, resistance=pull)
    peak = peak_power(mss, mac, load)
    searched = power_at_velocity(np.linspace(0.0, mss, 2001), mss, mac, load)
    assert np.max(searched) <= peak.power * (1.0 + 1e-12)
    assert_allclose(np.max(searched), peak.power, rtol=1e-5)
    if np.isfinite(peak.time):
        assert_allclose(power_at_time(peak.time, mss, mac, load), peak.power, rtol=1e-9)
        assert_allclose(power_at_distance(peak.distance, mss, mac, load), peak.power, rtol=1e-9)
    else:
        assert peak.velocity == mss


@given(st.floats(0.3, 0.95), TOP_SPEEDS, ACCELERATIONS, DRAGS, WINDS)
@settings(max_examples=40)
def test_power_has_the_asked_share_at_both_ends(
    share: float, mss: float, mac: float, drag: float, wind: float
) -> None:
    load = Load(70.0, drag, wind)
    peak, window = peak_power(mss, mac, load), power_window(share, mss, mac, load)
    assert window.start_time < peak.time < window.end_time
    assert_allclose(
        power_at_time(window.start_time, mss, mac, load), share * peak.power, rtol=1e-10
    )
    if np.isfinite(window.end_time):
        assert_allclose(
            power_at_time(window.end_time, mss, mac, load), share * peak.power, rtol=1e-10
        )
    else:
        assert power_at_velocity(mss, mss, mac, load) >= share * peak.power * (1.0 - 1e-12)


def test_air_makes_power_peak_later_and_higher() -> None:
    free, held = (peak_power(9.5, 8.2, Load(70.0, k)) for k in (0.0, 0.28))
    assert held.power > free.power
    assert held.time > free.time


@pytest.mark.parametrize("drag", [0.0, 1e-12])
def test_a_wind_as_fast_as_the_peak_itself_hides_nothing(drag: float) -> None:
    peak = peak_power(5.0, 4.0, Load(70.0, drag, wind=2.5))
    assert_allclose([peak.velocity, peak.power], [2.5, 70.0 * 5.0 * 4.0 / 4.0], rtol=1e-9)


def test_on_a_heavy_tether_power_grows_all_the_way_to_top_speed() -> None:
    load = Load(70.0, 0.28, resistance=800.0)
    peak, window = peak_power(9.5, 8.2, load), power_window(0.75, 9.5, 8.2, load)
    assert (peak.time, peak.distance, peak.velocity) == (np.inf, np.inf, 9.5)
    assert_allclose(peak.power, 9.5 * (800.0 + 0.28 * 9.5**2))
    assert (window.end_time, window.end_distance) == (np.inf, np.inf)
    assert_allclose(power_at_time(window.start_time, 9.5, 8.2, load), 0.75 * peak.power)


def test_drag_alone_can_keep_power_above_a_small_share() -> None:
    # At top speed the air still takes 240 W of a peak of 1395 W.
    window = power_window(0.05, 9.5, 8.2, Load(70.0, 0.28))
    assert window.end_time == np.inf
    assert power_window(0.5, 9.5, 8.2, Load(70.0, 0.28)).end_time < 3.0


def test_many_athletes_and_shares_are_asked_at_once() -> None:
    load = Load(np.array([60.0, 75.0, 90.0]), 0.28)
    window = power_window([[0.5], [0.9]], [8.0, 9.0, 10.0], 8.0, load)
    assert window.end_distance.shape == (2, 3)
    alone = power_window(0.9, 9.0, 8.0, Load(75.0, 0.28))
    assert_allclose(window.end_distance[1, 1], alone.end_distance, rtol=1e-12)


@pytest.mark.parametrize("share", [0.0, 1.0, 75.0, -0.5, np.nan])
def test_shares_outside_their_limits_are_refused(share: float) -> None:
    with pytest.raises(InputError):
        power_window(share, 9.5, 8.2, Load(70.0))


@pytest.mark.parametrize(("mss", "mac"), [(0.0, 8.0), (9.0, -8.0), (np.nan, 8.0)])
def test_impossible_sprints_are_refused(mss: float, mac: float) -> None:
    with pytest.raises(InputError):
        peak_power(mss, mac, Load(70.0))
