"""Stiffness from contact and flight time: closed form against integration, errors against throws."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad, solve_ivp
from tests.science.builders import known, throws
from tests.science.references import cases

from flyzone.errors import InputError
from flyzone.model import Measurement
from flyzone.science.combine import mean
from flyzone.science.functions import as_shared
from flyzone.science.spring_mass import (
    LEG_FROM_HEIGHT,
    SINE_MODEL,
    leg_compression,
    leg_length_from_height,
    leg_stiffness,
    maximal_force,
    spring_mass,
    vertical_displacement,
    vertical_stiffness,
)

CONTACTS = st.floats(0.06, 0.3)
FLIGHTS = st.floats(0.02, 0.3)
G = 9.81


@pytest.mark.parametrize("case", cases("formulas", id_starts="spring_mass"))
def test_the_numbers_of_the_formula_sheet(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    times = given_["contact_time"], given_["flight_time"]
    leg = given_["speed"], given_["leg_length"]
    found = {
        "Fmax": maximal_force(given_["mass"], *times),
        "delta_y": vertical_displacement(*times),
        "k_vert": vertical_stiffness(given_["mass"], *times),
        "delta_L": leg_compression(*times, *leg),
        "k_leg": leg_stiffness(given_["mass"], *times, *leg),
    }
    for name, value in found.items():
        assert value == pytest.approx(expected[name], rel=1e-9), name


@given(CONTACTS, FLIGHTS)
def test_the_force_carries_the_weight_over_the_whole_step(contact: float, flight: float) -> None:
    peak = float(maximal_force(70.0, contact, flight))
    impulse, _ = quad(lambda t: peak * math.sin(math.pi * t / contact), 0.0, contact)
    assert impulse == pytest.approx(70.0 * G * (contact + flight), rel=1e-9)


@pytest.mark.parametrize(("contact", "flight"), [(0.095, 0.13), (0.2, 0.05), (0.12, 0.12)])
def test_the_body_sinks_as_far_as_its_motion_integrates_to(contact: float, flight: float) -> None:
    peak = float(maximal_force(1.0, contact, flight))

    def motion(t: float, state: list[float]) -> list[float]:
        return [state[1], peak * math.sin(math.pi * t / contact) - G]

    # It touches down falling, as gravity left it after half a flight.
    fall = [0.0, -G * flight / 2.0]
    path = solve_ivp(motion, (0.0, contact), fall, rtol=1e-11, atol=1e-13, dense_output=True)
    middle, end = path.sol(contact / 2.0), path.sol(contact)
    assert middle[1] == pytest.approx(0.0, abs=1e-9), "lowest in the middle of contact"
    assert end == pytest.approx([0.0, G * flight / 2.0], abs=1e-9), "leaves as it came"
    assert -middle[0] == pytest.approx(float(vertical_displacement(contact, flight)), rel=1e-8)


@given(CONTACTS, FLIGHTS, st.floats(3.0, 10.0), st.floats(0.8, 1.1))
def test_the_leg_shortens_by_what_its_ends_come_nearer(
    contact: float, flight: float, speed: float, leg: float
) -> None:
    reach = speed * contact / 2.0
    if reach >= 0.99 * leg:
        return
    # At touchdown the hip stands this high over the foot; in the middle it has sunk from there.
    high = math.sqrt(leg**2 - reach**2)
    shortest = high - float(vertical_displacement(contact, flight))
    assert float(leg_compression(contact, flight, speed, leg)) == pytest.approx(leg - shortest)


@given(st.floats(40.0, 120.0), CONTACTS, FLIGHTS)
def test_a_body_twice_as_heavy_is_twice_as_stiff(
    mass: float, contact: float, flight: float
) -> None:
    once = vertical_stiffness(mass, contact, flight)
    assert vertical_stiffness(2.0 * mass, contact, flight) == pytest.approx(2.0 * once)


def test_a_shorter_contact_is_stiffer_by_about_its_square() -> None:
    # Published sensitivity of the model: 10 % less contact, 20 % more vertical stiffness, up to 25 %
    # more leg stiffness (the treadmill speeds of the paper).
    long, short = 0.22, 0.198
    vertical = vertical_stiffness(70, short, 0.1) / vertical_stiffness(70, long, 0.1)
    leg = leg_stiffness(70, short, 0.1, 3.3, 0.92) / leg_stiffness(70, long, 0.1, 3.3, 0.92)
    assert 1.15 < vertical < 1.25
    assert 1.18 < leg < 1.30


MASS = known(70.0, "kg", 0.5)
CONTACT = known(0.095, "s", 0.001, toe_off=0.001)
FLIGHT = known(0.130, "s", 0.001, toe_off=-0.001)
SPEED = known(9.8, "m/s", 0.05)
LEG = known(0.92, "m", 0.01)


def test_the_errors_are_the_spread_of_many_throws() -> None:
    inputs = (MASS, CONTACT, FLIGHT, SPEED, LEG)
    step = spring_mass(*inputs)
    m, tc, tf, v, leg = throws(inputs, 200_000)
    for found, thrown in (
        (step.maximal_force, maximal_force(m, tc, tf)),
        (step.vertical_displacement, vertical_displacement(tc, tf)),
        (step.vertical_stiffness, vertical_stiffness(m, tc, tf)),
        (step.leg_compression, leg_compression(tc, tf, v, leg)),
        (step.leg_stiffness, leg_stiffness(m, tc, tf, v, leg)),
    ):
        assert found.value == pytest.approx(np.mean(thrown), rel=0.005)
        assert found.sd == pytest.approx(np.std(thrown), rel=0.02)


def test_units_and_caveats_come_along() -> None:
    step = spring_mass(MASS, CONTACT, FLIGHT, SPEED, LEG)
    units = [getattr(step, f.name).unit for f in fields(step) if f.name != "caveats"]
    assert units == ["N", "m", "N/m", "m", "N/m"]
    assert step.caveats == (SINE_MODEL,)
    assert "from memory" in SINE_MODEL.message


def test_a_late_toe_off_makes_force_less_sure_than_independent_times_would() -> None:
    apart = spring_mass(MASS, known(0.095, "s", 0.0014), known(0.130, "s", 0.0014), SPEED, LEG)
    together = spring_mass(MASS, CONTACT, FLIGHT, SPEED, LEG)
    assert together.maximal_force.sd > 1.05 * apart.maximal_force.sd


def test_averaging_steps_does_not_shrink_the_error_of_the_one_mass() -> None:
    heavy = as_shared(known(70.0, "kg", 3.5), "body mass of Mia")
    exact = known(0.1, "s"), known(0.12, "s"), known(9.8, "m/s"), known(0.92, "m")
    steps = [spring_mass(heavy, *exact).maximal_force for _ in range(16)]
    assert mean(steps).sd == pytest.approx(0.05 * mean(steps).value)


def test_a_leg_taken_from_height_is_wider_and_says_so() -> None:
    leg = leg_length_from_height(known(1.75, "m", 0.01), "Mia")
    assert leg.measurement.value == pytest.approx(0.53 * 1.75)
    assert leg.measurement.sd == pytest.approx(math.hypot(0.53 * 0.01, 1.75 * 0.015))
    guessed = spring_mass(MASS, CONTACT, FLIGHT, SPEED, leg)
    measured = spring_mass(MASS, CONTACT, FLIGHT, SPEED, known(0.53 * 1.75, "m", 0.01))
    assert guessed.caveats == (SINE_MODEL, LEG_FROM_HEIGHT)
    assert guessed.leg_stiffness.value == pytest.approx(measured.leg_stiffness.value)
    assert guessed.leg_stiffness.sd > measured.leg_stiffness.sd
    # His proportion is one error, however many steps he takes.
    assert [error.source for error in guessed.leg_stiffness.shared if "Mia" in error.source]


def test_arrays_broadcast() -> None:
    steps = leg_stiffness(70.0, [[0.1], [0.12]], [0.1, 0.12, 0.14], 9.0, 0.92)
    assert steps.shape == (2, 3)
    assert steps[1, 2] == leg_stiffness(70.0, 0.12, 0.14, 9.0, 0.92)


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: maximal_force(0.0, 0.1, 0.1), "not-positive"),
        (lambda: maximal_force(70.0, -0.1, 0.1), "not-positive"),
        (lambda: vertical_stiffness(70.0, 0.1, math.nan), "not-finite"),
        (lambda: leg_compression(0.1, 0.1, "9", 0.9), "not-numbers"),
        (lambda: leg_compression(0.2, 0.1, 9.8, [1.0, 0.9]), "spring-mass-sweep"),
        (lambda: spring_mass(MASS, known(95.0, "ms"), FLIGHT, SPEED, LEG), "combine-units"),
        (lambda: spring_mass(known(154.0, "lb"), CONTACT, FLIGHT, SPEED, LEG), "combine-units"),
        (lambda: spring_mass(MASS, CONTACT, FLIGHT, known(35.0, "km/h"), LEG), "combine-units"),
        (lambda: spring_mass(MASS, CONTACT, FLIGHT, SPEED, known(92.0, "cm")), "combine-units"),
        (lambda: leg_length_from_height(known(175.0, "cm"), "Mia"), "combine-units"),
    ],
)
def test_what_is_no_running_step_is_refused(deed: Callable[[], object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        deed()
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"


def test_a_measurement_made_by_the_model_keeps_where_it_came_from() -> None:
    clip = Measurement(0.095, 0.001, "s", "phone clip, 240 fps")
    assert "phone clip" in spring_mass(MASS, clip, FLIGHT, SPEED, LEG).vertical_stiffness.origin
