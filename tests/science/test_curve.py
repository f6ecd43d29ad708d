"""The speed curve: against the original package, against integration, and against itself."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import lambertw
from tests.science.references import cases

from flyzone.errors import InputError
from flyzone.science.curve import (
    acceleration_at_distance,
    acceleration_at_time,
    acceleration_at_velocity,
    covered,
    distance_at_acceleration_fraction,
    distance_at_velocity,
    distance_to_fraction,
    elapsed,
    position_at_time,
    time_at_acceleration_fraction,
    time_at_distance,
    time_at_velocity,
    time_to_fraction,
    velocity_at_distance,
    velocity_at_time,
)

TOP_SPEEDS = st.floats(4.0, 14.0)
ACCELERATIONS = st.floats(2.0, 15.0)
TIMES = st.floats(1e-6, 15.0)
DISTANCES = st.floats(1e-6, 120.0)
CURVES = [(9.5, 8.2), (12.2, 9.8), (6.2, 7.9), (7.0, 3.0)]


@pytest.mark.parametrize("case", cases("predict", "predict_*"))
def test_the_curve_is_the_one_of_shorts(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    parameters = given_["MSS"], given_["MAC"]
    time, distance = given_["time"], given_["distance"]
    for ours, theirs in (
        (velocity_at_time(time, *parameters), "velocity_at_time"),
        (position_at_time(time, *parameters), "distance_at_time"),
        (acceleration_at_time(time, *parameters), "acceleration_at_time"),
        (time_at_distance(distance, *parameters), "time_at_distance"),
        (velocity_at_distance(distance, *parameters), "velocity_at_distance"),
        (acceleration_at_distance(distance, *parameters), "acceleration_at_distance"),
        (
            acceleration_at_velocity(given_["velocity_for_acceleration"], *parameters),
            "acceleration_at_velocity",
        ),
    ):
        assert_allclose(ours, expected[theirs], rtol=1e-10, atol=1e-12, err_msg=theirs)


@pytest.mark.parametrize("case", cases("predict", "predict_kinematics"))
def test_the_motion_is_the_one_of_shorts(case: dict[str, Any]) -> None:
    expected, parameters = case["expected"], (case["inputs"]["MSS"], case["inputs"]["MAC"])
    time = expected["time"]
    assert_allclose(position_at_time(time, *parameters), expected["distance"], rtol=1e-10)
    assert_allclose(velocity_at_time(time, *parameters), expected["velocity"], rtol=1e-10)
    assert_allclose(acceleration_at_time(time, *parameters), expected["acceleration"], rtol=1e-10)


@pytest.mark.parametrize("case", cases("trace", "create_sprint_trace"))
def test_a_trace_with_faults_of_time_and_place_is_the_one_of_shorts(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    parameters = given_["MSS"], given_["MAC"]
    before = time_at_distance(given_["FD"], *parameters)
    if "time" in given_:
        sprint_time = np.asarray(given_["time"]) + before
        sprint_distance = position_at_time(sprint_time, *parameters)
    else:
        sprint_distance = np.asarray(given_["distance"]) + given_["FD"]
        sprint_time = time_at_distance(sprint_distance, *parameters)
    for ours, theirs in (
        (sprint_time, "sprint_time"),
        (sprint_distance, "sprint_distance"),
        (sprint_time - before + given_["TC"], "time"),
        (sprint_distance - given_["FD"] + given_["DC"], "distance"),
        (velocity_at_time(sprint_time, *parameters), "velocity"),
        (acceleration_at_time(sprint_time, *parameters), "acceleration"),
    ):
        assert_allclose(ours, expected[theirs], rtol=1e-10, atol=1e-12, err_msg=theirs)


@pytest.mark.parametrize("case", cases("trace", "create_timing_gates_splits"))
def test_gate_times_are_those_of_shorts(case: dict[str, Any]) -> None:
    given_ = case["inputs"]
    parameters, ahead = (given_["MSS"], given_["MAC"]), given_["FD"]
    gates = np.asarray(given_["gates"]) + ahead
    passed = time_at_distance(gates, *parameters) - time_at_distance(ahead, *parameters)
    assert_allclose(passed + given_["TC"], case["expected"], rtol=1e-9)


@pytest.mark.parametrize("case", cases("formulas", id_starts="mono_exponential"))
def test_the_worked_example_of_the_formula_sheet(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    parameters = given_["MSS"], given_["MAC"]
    assert_allclose(velocity_at_time(given_["t"], *parameters), expected["v"], rtol=1e-12)
    assert_allclose(position_at_time(given_["t"], *parameters), expected["x"], rtol=1e-12)
    assert_allclose(acceleration_at_time(given_["t"], *parameters), expected["a"], rtol=1e-12)
    assert_allclose(time_at_distance(given_["d"], *parameters), expected["t_at_d"], rtol=1e-12)
    assert_allclose(velocity_at_distance(given_["d"], *parameters), expected["v_at_d"], rtol=1e-12)


@pytest.mark.parametrize("case", cases("formulas", id_starts="build_up_distance"))
def test_the_run_in_is_the_one_of_the_formula_sheet(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    where = given_["fraction"], given_["MSS"], given_["MAC"]
    assert_allclose(time_to_fraction(*where), expected["t"], rtol=1e-12)
    assert_allclose(distance_to_fraction(*where), expected["x"], rtol=1e-12)


@pytest.mark.parametrize("case", cases("find"))
def test_critical_points_are_the_closed_forms_that_shorts_searches_for(
    case: dict[str, Any],
) -> None:
    parameters = case["inputs"]["MSS"], case["inputs"]["MAC"]
    functions = {
        "velocity_critical_distance": distance_to_fraction,
        "velocity_critical_time": time_to_fraction,
        "acceleration_critical_distance": distance_at_acceleration_fraction,
        "acceleration_critical_time": time_at_acceleration_fraction,
    }
    for name, exact in case["expected_closed_form"].items():
        what, fraction = name.rsplit("_", 1)
        ours = functions[what](float(fraction), *parameters)
        assert_allclose(ours, exact, rtol=1e-10, err_msg=name)
        assert_allclose(ours, case["expected"][name], rtol=1e-3, err_msg=name)


@pytest.mark.parametrize(("mss", "mac"), CURVES)
@pytest.mark.parametrize("time", [0.01, 0.3, 1.0, 4.0, 9.0])
def test_speed_integrates_to_position_and_acceleration_to_speed(
    time: float, mss: float, mac: float
) -> None:
    way, _ = quad(lambda t: float(velocity_at_time(t, mss, mac)), 0.0, time, epsabs=0.0)
    speed, _ = quad(lambda t: float(acceleration_at_time(t, mss, mac)), 0.0, time, epsabs=0.0)
    assert_allclose(position_at_time(time, mss, mac), way, rtol=1e-11)
    assert_allclose(velocity_at_time(time, mss, mac), speed, rtol=1e-11)


@pytest.mark.parametrize(("mss", "mac"), CURVES)
@pytest.mark.parametrize("distance", [0.001, 0.3, 5.0, 20.0, 60.0])
def test_time_at_distance_is_the_root_of_position(distance: float, mss: float, mac: float) -> None:
    def beyond(time: float) -> float:
        return float(position_at_time(time, mss, mac)) - distance

    root = brentq(beyond, 0.0, 60.0, xtol=1e-14, rtol=1e-14)
    assert_allclose(time_at_distance(distance, mss, mac), root, rtol=1e-11)


def test_elapsed_is_the_closed_form_with_lambert_w() -> None:
    delta = np.linspace(0.5, 30.0, 300)
    closed = np.real(lambertw(-np.exp(-delta - 1.0))) + delta + 1.0
    assert_allclose(elapsed(delta), closed, rtol=1e-13)


@pytest.mark.parametrize("exponent", range(-9, 4))
def test_covered_and_elapsed_are_exact_from_the_first_millimetre(exponent: int) -> None:
    for mantissa in (1.0, 1.7, 3.4, 3.6, 7.3):
        u = mantissa * 10.0**exponent
        with localcontext() as precise:
            precise.prec = 60
            exact = float(Decimal(u) + (-Decimal(u)).exp() - 1)
        assert_allclose(covered(u), exact, rtol=3e-15)
        # The input of `elapsed` is rounded, and for short times that costs half a unit.
        assert_allclose(elapsed(exact), u, rtol=3e-15)


@given(TIMES, TOP_SPEEDS, ACCELERATIONS)
def test_time_at_distance_undoes_position_at_time(time: float, mss: float, mac: float) -> None:
    way = position_at_time(time, mss, mac)
    assert_allclose(time_at_distance(way, mss, mac), time, rtol=1e-12)


@given(DISTANCES, TOP_SPEEDS, ACCELERATIONS)
def test_position_at_time_undoes_time_at_distance(way: float, mss: float, mac: float) -> None:
    time = time_at_distance(way, mss, mac)
    assert_allclose(position_at_time(time, mss, mac), way, rtol=1e-12)


@given(st.floats(1e-6, 0.999), TOP_SPEEDS, ACCELERATIONS)
def test_the_ways_to_ask_for_a_speed_agree(share: float, mss: float, mac: float) -> None:
    speed = share * mss
    time, way = time_at_velocity(speed, mss, mac), distance_at_velocity(speed, mss, mac)
    assert_allclose(velocity_at_time(time, mss, mac), speed, rtol=1e-12)
    assert_allclose(velocity_at_distance(way, mss, mac), speed, rtol=1e-11)
    assert_allclose(time_to_fraction(share, mss, mac), time, rtol=1e-12)
    assert_allclose(distance_to_fraction(share, mss, mac), way, rtol=1e-12)
    assert_allclose(
        acceleration_at_velocity(speed, mss, mac), acceleration_at_time(time, mss, mac), rtol=1e-11
    )
    left = 1.0 - share
    assert_allclose(time_at_acceleration_fraction(left, mss, mac), time, rtol=1e-9)
    assert_allclose(distance_at_acceleration_fraction(left, mss, mac), way, rtol=1e-9)
    assert_allclose(acceleration_at_distance(way, mss, mac), left * mac, rtol=1e-9)


@given(DISTANCES, TOP_SPEEDS, ACCELERATIONS, st.floats(0.2, 5.0))
def test_yards_give_the_times_of_metres(way: float, mss: float, mac: float, factor: float) -> None:
    scaled = time_at_distance(way * factor, mss * factor, mac * factor)
    assert_allclose(scaled, time_at_distance(way, mss, mac), rtol=1e-12)


@given(DISTANCES, TOP_SPEEDS, ACCELERATIONS, st.floats(0.2, 5.0))
def test_another_unit_of_time_changes_no_sprint(
    way: float, mss: float, mac: float, factor: float
) -> None:
    scaled = time_at_distance(way, mss / factor, mac / factor**2)
    assert_allclose(scaled, factor * time_at_distance(way, mss, mac), rtol=1e-12)


@given(DISTANCES, TOP_SPEEDS, ACCELERATIONS, st.floats(1.001, 1.5))
def test_more_speed_or_more_acceleration_is_never_slower(
    way: float, mss: float, mac: float, factor: float
) -> None:
    time = time_at_distance(way, mss, mac)
    # In the first centimetre top speed matters less than the last digit of the time.
    assert time_at_distance(way, mss * factor, mac) <= time * (1.0 + 1e-14)
    assert time_at_distance(way, mss, mac * factor) < time


def test_many_athletes_and_many_distances_are_asked_at_once() -> None:
    mss, mac = np.array([[9.5], [12.2], [6.2]]), np.array([[8.2], [9.8], [7.9]])
    distances = [10.0, 20.0, 30.0, 40.0]
    together = time_at_distance(distances, mss, mac)
    assert together.shape == (3, 4)
    for row in range(3):
        alone = [float(time_at_distance(d, mss[row, 0], mac[row, 0])) for d in distances]
        assert_allclose(together[row], alone, rtol=1e-15)


def test_acceleration_stays_mac_below_zero_speed_and_none_beyond_top_speed() -> None:
    assert_allclose(acceleration_at_velocity([-1.0, 0.0, 9.5, 11.0], 9.5, 8.2), [8.2, 8.2, 0, 0])


def test_a_sprint_begins_at_rest_and_at_the_line() -> None:
    assert velocity_at_time(0.0, 9.5, 8.2) == 0.0
    assert position_at_time(0.0, 9.5, 8.2) == 0.0
    assert time_at_distance(0.0, 9.5, 8.2) == 0.0


@pytest.mark.parametrize("function", [velocity_at_time, position_at_time, acceleration_at_time])
def test_times_before_the_first_movement_are_refused(function: Any) -> None:
    with pytest.raises(InputError, match=r"Times \(s\) must be zero or more, got -0.1"):
        function([1.0, -0.1], 9.5, 8.2)


@pytest.mark.parametrize(
    ("mss", "mac", "code"),
    [
        (0.0, 8.0, "not-positive"), (9.0, 0.0, "not-positive"), (-9.0, 8.0, "not-positive"),
        (9.0, [8.0, -1.0], "not-positive"), (np.nan, 8.0, "not-finite"), (9.0, np.inf, "not-finite"),
        ("fast", 8.0, "not-numbers"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("function", [velocity_at_time, time_at_distance, acceleration_at_velocity])
def test_impossible_parameters_are_refused(function: Any, mss: Any, mac: Any, code: str) -> None:
    with pytest.raises(InputError) as error:
        function(1.0, mss, mac)
    assert error.value.code == code


@pytest.mark.parametrize("distance", [-1.0, np.nan, [5.0, np.inf], "ten"])
def test_impossible_distances_are_refused(distance: Any) -> None:
    with pytest.raises(InputError, match="Distances"):
        time_at_distance(distance, 9.5, 8.2)


@pytest.mark.parametrize("velocity", [9.5, 10.0])
def test_a_speed_of_mss_or_more_is_never_reached(velocity: float) -> None:
    with pytest.raises(InputError) as error:
        time_at_velocity(velocity, 9.5, 8.2)
    assert error.value.code == "curve-velocity"


@pytest.mark.parametrize(
    ("function", "fraction"),
    [
        (time_to_fraction, 1.0), (distance_to_fraction, 95.0), (time_to_fraction, -0.1),
        (time_at_acceleration_fraction, 0.0), (distance_at_acceleration_fraction, 1.1),
    ],
)  # fmt: skip
def test_fractions_outside_their_limits_are_refused(function: Any, fraction: float) -> None:
    with pytest.raises(InputError, match="Divide per cent by 100") as error:
        function(fraction, 9.5, 8.2)
    assert error.value.code == "curve-fraction"
