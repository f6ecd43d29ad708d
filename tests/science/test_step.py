"""Identities of a step: the numbers of the sheet, and what must add up."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.science.references import cases

from flyzone.errors import InputError
from flyzone.science import step


@pytest.mark.parametrize("case", cases("formulas", id_starts="thigh_sinusoid"))
def test_the_numbers_of_the_formula_sheet(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    swing = math.radians(given_["theta_total_deg"]), given_["stride_freq"]
    rate = 2.0 * given_["stride_freq"]
    contact = step.contact_time(given_["contact_length"], given_["speed"])
    flight = step.flight_time(rate, contact)
    found = {
        "omega_avg": np.degrees(step.mean_thigh_speed(*swing)),
        "omega_max": np.degrees(step.peak_thigh_speed(*swing)),
        "alpha_max": np.degrees(step.peak_thigh_acceleration(*swing)),
        "contact_time": contact,
        "step_length": step.step_length(given_["speed"], rate),
        "aerial_time": flight,
        "fz_avg_bw": step.mean_vertical_force(contact, flight),
    }
    for name, value in found.items():
        assert value == pytest.approx(expected[name], rel=1e-9), name


@pytest.mark.parametrize("case", cases("formulas", id_starts="spring_mass"))
def test_the_mean_force_of_the_spring_mass_case(case: dict[str, Any]) -> None:
    given_ = case["inputs"]
    force = step.mean_vertical_force(given_["contact_time"], given_["flight_time"])
    assert force == pytest.approx(case["expected"]["fz_avg_bw"], rel=1e-9)


@given(st.floats(0.2, 3.0), st.floats(1.0, 3.0))
def test_thigh_speeds_are_those_of_a_sine(swing: float, frequency: float) -> None:
    times = np.linspace(0.0, 1.0 / frequency, 20_001)
    angle = swing / 2.0 * np.sin(2.0 * np.pi * frequency * times)
    speed = np.gradient(angle, times)
    assert np.max(np.abs(speed)) == pytest.approx(step.peak_thigh_speed(swing, frequency), rel=1e-5)
    assert np.mean(np.abs(np.diff(angle))) / times[1] == pytest.approx(
        step.mean_thigh_speed(swing, frequency), rel=1e-5
    )
    assert np.max(np.abs(np.gradient(speed, times)[2:-2])) == pytest.approx(
        step.peak_thigh_acceleration(swing, frequency), rel=1e-4
    )


@given(st.floats(3.0, 12.0), st.floats(2.5, 5.5), st.floats(0.06, 0.18))
def test_the_parts_of_a_step_add_up(speed: float, frequency: float, contact: float) -> None:
    flight = float(step.flight_time(frequency, contact))
    assert contact + flight == pytest.approx(1.0 / frequency)
    assert step.step_length(speed, frequency) * frequency == pytest.approx(speed)
    # Speed is step frequency times contact length times mean force in body weights.
    length = speed * contact
    assert step.contact_time(length, speed) == pytest.approx(contact)
    if flight > 0.0:
        force = float(step.mean_vertical_force(contact, flight))
        assert force > 1.0
        assert frequency * length * force == pytest.approx(speed)


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: step.contact_time(0.0, 9.8), "not-positive"),
        (lambda: step.contact_time(0.98, [9.8, -1.0]), "not-positive"),
        (lambda: step.step_length(9.8, math.inf), "not-finite"),
        (lambda: step.flight_time(5.0, [0.1, 0.21]), "step-input"),
        (lambda: step.mean_vertical_force(0.1, 0.0), "not-positive"),
        (lambda: step.mean_thigh_speed("110", 2.2), "not-numbers"),
        (lambda: step.peak_thigh_speed(-1.0, 2.2), "not-positive"),
        (lambda: step.peak_thigh_acceleration(1.0, 0.0), "not-positive"),
    ],
)
def test_what_is_no_step_is_refused(deed: Callable[[], object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        deed()
    assert caught.value.code == code
