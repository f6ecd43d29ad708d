"""Forces, power and work: against the original package and against integration."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.integrate import quad
from tests.science.references import cases, load_of

from flyzone.errors import InputError
from flyzone.science.curve import time_at_distance, velocity_at_time
from flyzone.science.kinetics import (
    force_angle,
    force_at_distance,
    force_at_time,
    force_at_velocity,
    kinetics_at_time,
    power_at_distance,
    power_at_time,
    power_at_velocity,
    ratio_of_force,
    work_till_distance,
    work_till_time,
)
from flyzone.science.load import GRAVITY, Load

LOADS = {
    "no air": Load(75.0),
    "still air": Load(75.0, 0.28),
    "headwind": Load(75.0, 0.28, -3.0),
    "tailwind": Load(75.0, 0.28, 3.0),
    "gale from behind": Load(75.0, 0.28, 12.0),
    "sled": Load(75.0, 0.28, 1.0, towed=30.0, resistance=90.0),
    "downhill with vest": Load(75.0, 0.28, carried=10.0, resistance=-30.0),
}
EACH_LOAD = pytest.mark.parametrize("load", LOADS.values(), ids=LOADS.keys())


@pytest.mark.parametrize("case", cases("predict", "predict_*"))
def test_forces_and_power_are_those_of_shorts(case: dict[str, Any]) -> None:
    given_, expected, load = case["inputs"], case["expected"], load_of(case["inputs"])
    curve = given_["MSS"], given_["MAC"]
    time, distance = given_["time"], given_["distance"]
    reached = time_at_distance(distance, *curve)
    power = power_at_time(time, *curve, load)
    for ours, theirs in (
        (force_at_time(time, *curve, load), "force_at_time"),
        (power, "power_at_time"),
        (power / load.mass, "relative_power_at_time"),
        (load.air_drag(velocity_at_time(time, *curve)), "air_resistance_at_time"),
        (work_till_time(time, *curve, load), "work_till_time"),
        (force_at_distance(distance, *curve, load), "force_at_distance"),
        (power_at_distance(distance, *curve, load), "power_at_distance"),
        (load.air_drag(velocity_at_time(reached, *curve)), "air_resistance_at_distance"),
        (force_at_velocity(given_["velocity_for_force"], *curve, load), "force_at_velocity"),
    ):
        assert_allclose(ours, expected[theirs], rtol=1e-9, err_msg=theirs)


@pytest.mark.parametrize("case", cases("predict", "predict_*"))
def test_shorts_integrates_power_over_distance_where_it_says_work(case: dict[str, Any]) -> None:
    # Its work till a distance is watts times metres.  Ours is joules; that ours is right, and its
    # numbers are what this comment says, are two facts.
    given_, load = case["inputs"], load_of(case["inputs"])
    curve = given_["MSS"], given_["MAC"]
    for distance, theirs in zip(
        given_["distance"], case["expected"]["work_till_distance"], strict=True
    ):
        over_distance, _ = quad(lambda x: float(power_at_distance(x, *curve, load)), 0.0, distance)
        work, _ = quad(lambda x: float(force_at_distance(x, *curve, load)), 0.0, distance)
        assert_allclose(over_distance, theirs, rtol=1e-6)
        assert_allclose(work_till_distance(distance, *curve, load), work, rtol=1e-8)


@pytest.mark.parametrize("case", cases("predict", "predict_kinematics"))
def test_the_table_of_motion_and_forces_is_the_one_of_shorts(case: dict[str, Any]) -> None:
    given_, expected, load = case["inputs"], case["expected"], load_of(case["inputs"])
    ours = kinetics_at_time(expected["time"], given_["MSS"], given_["MAC"], load)
    for column, theirs in (
        (ours.position, "distance"), (ours.velocity, "velocity"),
        (ours.acceleration, "acceleration"), (ours.air_drag, "air_resistance"),
        (ours.force, "horizontal_force"), (ours.vertical_force, "vertical_force"),
        (ours.resultant_force, "resultant_force"), (ours.power, "power"), (ours.work, "work"),
        (ours.ratio_of_force, "RF"), (np.degrees(ours.force_angle), "force_angle"),
    ):  # fmt: skip
        assert_allclose(column, expected[theirs], rtol=1e-10, err_msg=theirs)
    assert_allclose(ours.mean_power[1:], expected["average_power"][1:], rtol=1e-10)


@EACH_LOAD
@pytest.mark.parametrize("time", [0.05, 0.4, 2.0, 8.0])
def test_work_is_the_integral_of_power(time: float, load: Load) -> None:
    by_quadrature, _ = quad(
        lambda t: float(power_at_time(t, 8.8, 7.6, load)), 0.0, time, epsabs=1e-10, limit=200
    )
    assert_allclose(work_till_time(time, 8.8, 7.6, load), by_quadrature, rtol=1e-8)


@EACH_LOAD
@pytest.mark.parametrize("distance", [0.1, 5.0, 40.0])
def test_work_is_the_integral_of_force_over_distance(distance: float, load: Load) -> None:
    # Force falls like a square root at the start line: integrate over the root of the distance.
    by_quadrature, _ = quad(
        lambda r: 2.0 * r * float(force_at_distance(r * r, 8.8, 7.6, load)),
        0.0,
        np.sqrt(distance),
        epsabs=1e-10,
        limit=200,
    )
    assert_allclose(work_till_distance(distance, 8.8, 7.6, load), by_quadrature, rtol=1e-8)


@EACH_LOAD
@given(time=st.floats(0.0, 12.0))
def test_asking_by_time_and_by_speed_gives_one_force(load: Load, time: float) -> None:
    speed = velocity_at_time(time, 8.8, 7.6)
    assert_allclose(
        force_at_velocity(speed, 8.8, 7.6, load), force_at_time(time, 8.8, 7.6, load), atol=1e-9
    )
    assert_allclose(
        power_at_velocity(speed, 8.8, 7.6, load), power_at_time(time, 8.8, 7.6, load), atol=1e-8
    )


@EACH_LOAD
@given(time=st.floats(0.0, 12.0))
def test_ratio_and_angle_describe_one_push(load: Load, time: float) -> None:
    force = force_at_time(time, 8.8, 7.6, load)
    angle = force_angle(force, load)
    assert_allclose(np.cos(angle), ratio_of_force(force, load), rtol=1e-9, atol=1e-12)
    assert_allclose(np.sin(angle) * np.hypot(force, load.weight), load.weight, rtol=1e-12)


def test_half_of_the_push_is_horizontal_at_a_known_force() -> None:
    load = Load(80.0, carried=5.0)
    # cos 60 degrees = 1/2, so F = W / tan 60 degrees.
    force = GRAVITY * 85.0 / np.sqrt(3.0)
    assert ratio_of_force(force, load) == pytest.approx(0.5, rel=1e-12)
    assert np.degrees(force_angle(force, load)) == pytest.approx(60.0, rel=1e-12)


def test_a_braking_runner_has_a_negative_ratio_and_leans_back() -> None:
    load = Load(75.0)
    assert ratio_of_force(-100.0, load) < 0.0
    assert force_angle(-100.0, load) > np.pi / 2.0


def test_without_air_work_is_kinetic_energy() -> None:
    speed = velocity_at_time(3.0, 8.8, 7.6)
    assert_allclose(work_till_time(3.0, 8.8, 7.6, Load(75.0)), 0.5 * 75.0 * speed**2, rtol=1e-13)


def test_mean_power_is_work_over_time_and_nothing_at_the_start() -> None:
    table = kinetics_at_time([0.0, 2.0], 8.8, 7.6, LOADS["still air"])
    assert table.mean_power[0] == 0.0
    assert table.mean_power[1] == pytest.approx(table.work[1] / 2.0)


def test_a_table_for_many_athletes_has_one_shape() -> None:
    load = Load(np.array([[60.0], [75.0], [90.0]]), 0.28)
    table = kinetics_at_time([0.5, 1.0], [[8.0], [9.0], [10.0]], 8.0, load)
    shapes = {getattr(table, name).shape for name in table.__slots__}
    assert shapes == {(3, 2)}


@pytest.mark.parametrize("function", [force_at_time, power_at_time, work_till_time])
@pytest.mark.parametrize("wrong", [(-1.0, 9.0, 8.0), (1.0, 0.0, 8.0), (1.0, 9.0, np.nan)])
def test_impossible_sprints_are_refused(function: Any, wrong: tuple[float, ...]) -> None:
    with pytest.raises(InputError):
        function(*wrong, Load(75.0))
    with pytest.raises(InputError):
        force_at_velocity(np.nan, 9.0, 8.0, Load(75.0))
