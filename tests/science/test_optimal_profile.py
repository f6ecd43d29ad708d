"""Optimal profiles: against the original package, a numerical search, and their own definition."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.optimize import brentq, minimize_scalar
from tests.science.references import cases, load_of

from flyzone.errors import InputError
from flyzone.science.critical_points import peak_power
from flyzone.science.curve import time_at_distance
from flyzone.science.force_velocity import ForceVelocityLine, analytic_profile, invert
from flyzone.science.force_velocity_spreadsheet import spreadsheet_profile
from flyzone.science.load import Load
from flyzone.science.optimal_profile import (
    OPTIMAL_DELTA,
    optimal_curve,
    optimal_distance,
    optimal_distance_of_curve,
    optimal_profile,
)

TOP_SPEEDS, ACCELERATIONS = st.floats(6.0, 12.5), st.floats(5.0, 11.0)
MASSES, DRAGS, WINDS = st.floats(50.0, 100.0), st.floats(0.15, 0.3), st.floats(-2.0, 2.0)
DISTANCES, PULLS = st.floats(5.0, 100.0), st.floats(0.0, 60.0)


def given_line(inputs: dict[str, Any]) -> ForceVelocityLine:
    numbers = (np.float64(inputs[name]) for name in ("F0", "V0", "bodymass"))
    return ForceVelocityLine("analytic-3.x", *numbers)


@pytest.mark.parametrize("case", cases("optimal", "optimal_MSS_MAC"))
def test_optimal_mss_and_mac_are_those_of_shorts(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    best = optimal_curve(given_["distance"], given_["MSS"], given_["MAC"])
    for ours, theirs, rtol in (
        (best.time, "time", 1e-12), (best.optimal_time, "time_optim", 1e-12),
        (best.mss, "MSS_optim", 1e-7), (best.mac, "MAC_optim", 1e-7),
        (best.imbalance, "profile_imb", 1e-7), (-best.time_gain, "time_gain", 1e-9),
        (best.mss * best.mac / 4.0, "Pmax_rel_optim", 1e-12),
    ):  # fmt: skip
        assert_allclose(ours, expected[theirs], rtol=rtol, err_msg=theirs)


@pytest.mark.parametrize("case", cases("optimal", "optimal_FV", id_starts="optimal_FV_max"))
def test_optimal_f0_and_v0_of_equal_product_are_those_of_shorts(case: dict[str, Any]) -> None:
    given_, expected, load = case["inputs"], case["expected"], load_of(case["inputs"])
    best = optimal_profile(given_["distance"], given_line(given_), load)
    peak = peak_power(best.mss, best.mac, load)
    for ours, theirs, rtol in (
        (best.time, "time", 1e-12), (best.optimal_time, "time_optim", 1e-12),
        (best.profile.f0, "F0_optim", 1e-7), (best.profile.v0, "V0_optim", 1e-7),
        (best.profile.pmax, "Pmax_optim", 1e-12), (best.profile.slope, "slope_optim", 1e-7),
        (best.imbalance, "profile_imb", 1e-7), (-best.time_gain, "time_gain", 1e-9),
        # The original's search for the peak is coarse.
        (peak.power, "Ppeak_optim", 1e-8), (peak.distance, "Ppeak_dist_optim", 1e-4),
        (peak.time, "Ppeak_time_optim", 1e-4),
    ):  # fmt: skip
        assert_allclose(ours, expected[theirs], rtol=rtol, err_msg=theirs)


@pytest.mark.parametrize("case", cases("optimal", "optimal_FV", id_starts="optimal_FV_peak"))
def test_optimal_f0_and_v0_of_equal_peak_power_are_those_of_shorts(case: dict[str, Any]) -> None:
    given_, expected, load = case["inputs"], case["expected"], load_of(case["inputs"])
    best = optimal_profile(given_["distance"], given_line(given_), load, kept="peak-power")
    peak = peak_power(best.mss, best.mac, load)
    # The original holds the peak power to about 2e-6 only, and all else follows that.
    for ours, theirs, rtol in (
        (best.time, "time", 1e-12), (best.optimal_time, "time_optim", 2e-6),
        (best.profile.f0, "F0_optim", 5e-5), (best.profile.v0, "V0_optim", 5e-5),
        (best.imbalance, "profile_imb", 5e-5), (peak.power, "Ppeak_optim", 5e-6),
        (peak.distance, "Ppeak_dist_optim", 1e-4), (peak.time, "Ppeak_time_optim", 1e-4),
    ):  # fmt: skip
        assert_allclose(ours, expected[theirs], rtol=rtol, err_msg=theirs)
    assert_allclose(-best.time_gain, expected["time_gain"], atol=5e-6)


@pytest.mark.parametrize("case", cases("optimal", "find_optimal_distance"))
def test_optimal_distances_are_those_of_shorts(case: dict[str, Any]) -> None:
    given_, expected, load = case["inputs"], case["expected"], load_of(case["inputs"])
    whole = optimal_distance(given_line(given_), load)
    assert_allclose(whole, expected["optimal_FV_max"], rtol=1e-6)
    simple = optimal_distance_of_curve(given_["MSS"], given_["MAC"])
    assert_allclose(simple, expected["optimal_MSS_MAC"], rtol=1e-6)


@pytest.mark.parametrize("case", cases("formulas", id_starts="optimal_mss_mac"))
def test_the_closed_form_is_that_of_the_formula_sheet(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    curve = given_["MSS"], given_["MAC"]
    best = optimal_curve(given_["d"], *curve)
    # The sheet has its constant to ten digits.
    assert_allclose(OPTIMAL_DELTA, expected["K"], rtol=1e-10)
    assert_allclose(optimal_distance_of_curve(*curve), expected["optimal_distance"], rtol=1e-10)
    assert_allclose(best.mac / given_["MAC"], expected["MAC_coef"], rtol=1e-10)
    assert_allclose(best.mss / given_["MSS"], expected["MSS_coef"], rtol=1e-10)
    assert_allclose(best.imbalance, expected["profile_imbalance_pct"], rtol=1e-10)
    assert_allclose(best.optimal_time, expected["time_optim"], rtol=1e-10)


def test_the_constant_is_the_root_that_its_derivation_asks_for() -> None:
    # 3 (u + exp(-u) - 1) = 2 u (1 - exp(-u)), the stretch of 2/3.
    u = brentq(lambda u: 3.0 * (u + np.exp(-u) - 1.0) - 2.0 * u * (1.0 - np.exp(-u)), 1.0, 5.0)
    assert_allclose(OPTIMAL_DELTA, u + np.exp(-u) - 1.0, rtol=1e-11)


@given(DISTANCES, TOP_SPEEDS, ACCELERATIONS)
def test_a_search_finds_no_faster_curve_of_equal_product(
    way: float, mss: float, mac: float
) -> None:
    def time(log_factor: float) -> float:
        factor = np.exp(log_factor)
        return float(time_at_distance(way, mss / factor, mac * factor))

    searched = minimize_scalar(time, bounds=(-3.0, 3.0), method="bounded")
    best = optimal_curve(way, mss, mac)
    assert best.optimal_time <= searched.fun * (1.0 + 1e-14)
    assert_allclose(best.optimal_time, searched.fun, rtol=1e-8)


@given(DISTANCES, TOP_SPEEDS, ACCELERATIONS, MASSES, DRAGS, WINDS, PULLS)
@settings(max_examples=40)
def test_a_search_finds_no_faster_profile_of_equal_product(
    way: float, mss: float, mac: float, mass: float, drag: float, wind: float, pull: float
) -> None:
    load = Load(mass, drag, wind, towed=20.0, resistance=pull)
    line = analytic_profile(mss, mac, load)

    def time(log_factor: float) -> float:
        factor = np.exp(log_factor)
        return float(time_at_distance(way, *invert(line.f0 / factor, line.v0 * factor, load)))

    searched = minimize_scalar(time, bounds=(-1.5, 1.5), method="bounded")
    best = optimal_profile(way, line, load)
    assert best.optimal_time <= searched.fun * (1.0 + 1e-14)
    assert_allclose(best.optimal_time, searched.fun, rtol=1e-8)
    assert_allclose(best.profile.pmax, line.pmax, rtol=1e-11)
    assert_allclose(best.profile.f0 * best.profile.v0, line.f0 * line.v0, rtol=1e-11)


@given(DISTANCES, TOP_SPEEDS, ACCELERATIONS, MASSES, DRAGS, st.floats(-1.0, 1.0), PULLS)
@example(way=20.0, mss=8.0, mac=9.0, mass=75.0, drag=0.0, wind=0.0, pull=400.0)
@settings(max_examples=40)
def test_a_search_finds_no_faster_sprint_of_equal_peak_power(
    way: float, mss: float, mac: float, mass: float, drag: float, wind: float, pull: float
) -> None:
    load = Load(mass, drag, wind, towed=20.0, resistance=pull)
    line = analytic_profile(mss, mac, load)
    power = float(peak_power(mss, mac, load).power)
    best = optimal_profile(way, line, load, kept="peak-power")
    assert_allclose(peak_power(best.mss, best.mac, load).power, power, rtol=1e-11)
    # For some top speeds around the optimum: the acceleration of equal peak power, and its time.
    for factor in (0.8, 0.97, 0.999, 1.001, 1.03):
        top = float(best.mss) * factor
        start = brentq(lambda a, v=top: float(peak_power(v, a, load).power) - power, 0.1, 100.0)
        assert time_at_distance(way, top, start) >= best.optimal_time * (1.0 - 1e-11)


@pytest.mark.parametrize("kept", ["f0-v0", "peak-power"])
@given(mss=TOP_SPEEDS, mac=ACCELERATIONS, mass=MASSES, drag=DRAGS, wind=WINDS)
@settings(max_examples=40)
def test_over_its_optimal_distance_a_profile_is_its_own_optimum(
    kept: Any, mss: float, mac: float, mass: float, drag: float, wind: float
) -> None:
    load = Load(mass, drag, wind)
    line = analytic_profile(mss, mac, load)
    way = optimal_distance(line, load, kept=kept)
    if way > 100.0:
        return
    best = optimal_profile(way, line, load, kept=kept)
    assert_allclose(best.imbalance, 100.0, rtol=1e-6)
    assert_allclose(best.time_gain, 0.0, atol=1e-10)


@pytest.mark.parametrize("kept", ["f0-v0", "peak-power"])
def test_without_air_all_three_ways_of_equal_power_are_one(kept: Any) -> None:
    load, ways = Load(75.0), [5.0, 20.0, 60.0]
    line = analytic_profile(9.5, 8.2, load)
    best, plain = optimal_profile(ways, line, load, kept=kept), optimal_curve(ways, 9.5, 8.2)
    assert_allclose(best.imbalance, plain.imbalance, rtol=1e-9)
    assert_allclose(best.optimal_time, plain.optimal_time, rtol=1e-12)
    plain_distance = optimal_distance_of_curve(9.5, 8.2)
    assert_allclose(optimal_distance(line, load, kept=kept), plain_distance, rtol=1e-12)


def test_short_distances_ask_for_force_and_long_ones_for_speed() -> None:
    load = Load(75.0, 0.28)
    best = optimal_profile([3.0, 10.0, 30.0, 100.0], analytic_profile(9.5, 8.2, load), load)
    assert np.all(np.diff(best.imbalance) > 0.0)
    assert best.imbalance[0] < 100.0 < best.imbalance[-1]
    assert np.all(best.time_gain > 0.0)


def test_each_result_carries_the_dispute_and_what_it_kept() -> None:
    load = Load(75.0, 0.28)
    line = analytic_profile(9.5, 8.2, load)
    for best, kept in (
        (optimal_curve(20.0, 9.5, 8.2), "product of MSS and MAC"),
        (optimal_profile(20.0, line, load), "product of F0 and V0"),
        (optimal_profile(20.0, line, load, kept="peak-power"), "peak power"),
    ):
        assert "is disputed" in best.caveat
        assert "about the model" in best.caveat
        assert kept in best.caveat


def test_more_v0_gains_nothing_where_the_air_takes_it_all() -> None:
    # V0 beyond what this drag lets anybody use: no distance is long enough.
    line = ForceVelocityLine("analytic-3.x", *map(np.float64, (600.0, 60.0, 75.0)))
    assert optimal_distance(line, Load(75.0, 0.28)) == np.inf


def test_many_athletes_get_the_optima_that_each_gets_alone() -> None:
    mss, mass = np.array([8.0, 9.5, 11.0]), np.array([60.0, 75.0, 90.0])
    load = Load(mass, 0.28, 0.5)
    line = analytic_profile(mss, 8.5, load)
    for kept in ("f0-v0", "peak-power"):
        together = optimal_profile([[10.0], [30.0]], line, load, kept=kept)
        assert together.imbalance.shape == (2, 3)
        own = Load(75.0, 0.28, 0.5)
        alone = optimal_profile(30.0, analytic_profile(9.5, 8.5, own), own, kept=kept)
        assert_allclose(together.imbalance[1, 1], alone.imbalance, rtol=1e-10)


def test_a_tether_without_a_peak_of_power_has_none_to_keep() -> None:
    load = Load(70.0, 0.1, resistance=800.0)
    line = analytic_profile(9.5, 8.2, load)
    with pytest.raises(InputError, match="no peak to keep") as error:
        optimal_profile(20.0, line, load, kept="peak-power")
    assert error.value.code == "optimal-no-peak"


def test_a_spreadsheet_profile_has_no_optimum() -> None:
    load = Load(75.0, 0.28)
    for call in (optimal_profile, lambda _, line, load: optimal_distance(line, load)):
        with pytest.raises(InputError) as error:
            call(20.0, spreadsheet_profile(9.2, 8.6, load), load)
        assert error.value.code == "force-velocity-definition"


def test_a_distance_beyond_the_model_is_refused_with_the_next_step() -> None:
    for way, drag, kept in ((400.0, 0.28, "peak-power"), (1e6, 0.0, "f0-v0"), (1e-6, 0.0, "f0-v0")):
        load = Load(75.0, drag)
        with pytest.raises(InputError, match="some 5 to 100 m") as error:
            optimal_profile(way, analytic_profile(8.0, 9.0, load), load, kept=kept)
        assert error.value.code == "optimal-distance"


def test_an_unknown_kind_of_equal_power_is_refused() -> None:
    load = Load(75.0, 0.28)
    with pytest.raises(InputError, match="f0-v0 or peak-power") as error:
        optimal_profile(20.0, analytic_profile(8.0, 9.0, load), load, kept="mss-mac")
    assert error.value.code == "optimal-kept"


@pytest.mark.parametrize("way", [0.0, -5.0, np.nan])
def test_impossible_distances_are_refused(way: float) -> None:
    load = Load(75.0, 0.28)
    with pytest.raises(InputError, match="Distances"):
        optimal_curve(way, 9.5, 8.2)
    with pytest.raises(InputError, match="Distances"):
        optimal_profile(way, analytic_profile(9.5, 8.2, load), load)
