"""Jumps from the clock: the numbers of the sheet, a thrown ball, and errors that come along."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from tests.science.builders import known, throws
from tests.science.references import cases

from flyzone.errors import InputError
from flyzone.science.jumps import (
    flight_ratio,
    jump_height,
    measure_jump,
    reactive_strength,
    take_off_speed,
)


@pytest.mark.parametrize("case", cases("formulas", id_starts="jump"))
def test_the_numbers_of_the_formula_sheet(case: dict[str, Any]) -> None:
    flight, contact = case["inputs"]["flight_time"], case["inputs"]["contact_time"]
    expected = case["expected"]
    assert jump_height(flight) == pytest.approx(expected["height"], rel=1e-9)
    assert take_off_speed(flight) == pytest.approx(expected["v_takeoff"], rel=1e-9)
    assert reactive_strength(flight, contact) == pytest.approx(expected["rsi_height"], rel=1e-9)
    assert flight_ratio(flight, contact) == pytest.approx(expected["rsi_ratio"], rel=1e-9)


@pytest.mark.parametrize("flight", [0.2, 0.55, 0.9])
def test_a_body_thrown_up_so_fast_rises_so_high_and_lands_then(flight: float) -> None:
    speed, height = float(take_off_speed(flight)), float(jump_height(flight))
    path = solve_ivp(lambda t, s: [s[1], -9.81], (0.0, flight), [0.0, speed], rtol=1e-10,
                     max_step=flight / 400)  # fmt: skip
    assert path.y[0, -1] == pytest.approx(0.0, abs=1e-9)
    assert path.y[0].max() == pytest.approx(height, rel=1e-4)
    # Energy is the second way.
    assert speed**2 / (2.0 * 9.81) == pytest.approx(height)


@given(st.floats(0.1, 1.0), st.floats(0.1, 1.0), st.floats(0.1, 0.5))
def test_a_longer_flight_is_a_higher_and_more_reactive_jump(
    one: float, other: float, contact: float
) -> None:
    low, high = sorted((one, other))
    for measure in (jump_height, take_off_speed):
        assert measure(low) <= measure(high)
    for measure in (reactive_strength, flight_ratio):
        assert measure(low, contact) <= measure(high, contact)
        assert measure(low, contact) >= measure(low, contact + 0.1)


def test_the_errors_are_the_spread_of_many_throws() -> None:
    # Take-off ends the contact and begins the flight: one error, two signs.
    inputs = known(0.55, "s", 0.004, take_off=-0.006), known(0.20, "s", 0.004, take_off=0.006)
    jump = measure_jump(*inputs)
    flight, contact = throws(inputs, 200_000)
    for found, thrown, unit in (
        (jump.height, jump_height(flight), "m"),
        (jump.take_off_speed, take_off_speed(flight), "m/s"),
        (jump.reactive_strength, reactive_strength(flight, contact), "m/s"),
        (jump.flight_ratio, flight_ratio(flight, contact), "1"),
    ):
        assert found is not None
        assert found.value == pytest.approx(np.mean(thrown), rel=0.01)
        assert found.sd == pytest.approx(np.std(thrown), rel=0.02)
        assert found.unit == unit


def test_without_a_contact_there_is_no_reactive_strength() -> None:
    jump = measure_jump(known(0.55, "s", 0.004))
    assert jump.reactive_strength is None
    assert jump.flight_ratio is None


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: jump_height(0.0), "not-positive"),
        (lambda: take_off_speed([0.5, -0.5]), "not-positive"),
        (lambda: reactive_strength(0.5, 0.0), "not-positive"),
        (lambda: flight_ratio(math.nan, 0.2), "not-finite"),
        (lambda: measure_jump(known(550.0, "ms")), "combine-units"),
        (lambda: measure_jump(known(55.0, "s")), "jump-input"),
        (lambda: measure_jump(known(0.5, "s"), known(200.0, "ms")), "combine-units"),
    ],
)
def test_what_is_no_jump_is_refused(deed: Callable[[], object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        deed()
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"
