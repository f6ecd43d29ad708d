"""Air drag: against the original package, physics by another way, and what was assumed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from tests.science.references import cases, load_of

from flyzone.errors import InputError
from flyzone.model.conditions import Conditions
from flyzone.science.air import (
    Air,
    air_density,
    air_drag,
    air_of,
    drag_coefficient,
    frontal_area,
    hpa_from_torr,
    pressure_at_altitude,
)

SPEEDS = st.floats(0.0, 13.0)
WINDS = st.floats(-8.0, 8.0)


@pytest.mark.parametrize("case", cases("fvp", "get_air_resistance"))
def test_drag_is_the_one_of_shorts(case: dict[str, Any]) -> None:
    force = load_of(case["inputs"]).air_drag(case["inputs"]["velocity"])
    assert_allclose(force, case["expected"], rtol=1e-12)


@pytest.mark.parametrize("case", cases("formulas", id_starts="air_drag"))
def test_drag_of_the_formula_sheet(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    rho = air_density(given_["temp_c"], hpa_from_torr(given_["pressure_torr"]))
    k = drag_coefficient(given_["mass"], given_["height"], rho)
    assert_allclose(rho, expected["rho"], rtol=1e-12)
    assert_allclose(frontal_area(given_["mass"], given_["height"]), expected["area"], rtol=1e-12)
    assert_allclose(k, expected["k"], rtol=1e-12)
    assert_allclose(air_drag(given_["v"], k, given_["wind"]), expected["F"], rtol=1e-12)


@pytest.mark.parametrize("case", cases("formulas", id_starts="isa_pressure"))
def test_pressure_at_altitude_of_the_formula_sheet(case: dict[str, Any]) -> None:
    ours = pressure_at_altitude(case["inputs"]["altitude_m"])
    assert_allclose(ours, hpa_from_torr(case["expected"]["pressure_torr"]), rtol=1e-12)


@pytest.mark.parametrize(
    ("altitude", "hpa"),
    [(0.0, 1013.25), (1000.0, 898.75), (2000.0, 794.95), (3000.0, 701.09), (11_000.0, 226.32)],
)
def test_pressure_is_that_of_the_table_of_iso_2533(altitude: float, hpa: float) -> None:
    assert pressure_at_altitude(altitude) == pytest.approx(hpa, abs=0.006)


@pytest.mark.parametrize("temperature", [-10.0, 0.0, 20.0, 35.0])
@pytest.mark.parametrize("pressure", [750.0, 1013.25])
def test_density_is_that_of_the_gas_law(temperature: float, pressure: float) -> None:
    by_gas_law = 100.0 * pressure / (287.05 * (temperature + 273.15))
    assert_allclose(air_density(temperature, pressure), by_gas_law, rtol=1e-3)


def test_frontal_area_is_a_share_of_the_surface_that_du_bois_gives_in_centimetres() -> None:
    surface = 0.007184 * 75.0**0.425 * 180.0**0.725
    assert_allclose(frontal_area(75.0, 1.80), 0.266 * surface, rtol=5e-4)


@given(SPEEDS, WINDS, WINDS)
def test_more_tailwind_never_means_more_drag(speed: float, one: float, other: float) -> None:
    more, less = max(one, other), min(one, other)
    assert air_drag(speed, 0.28, more) <= air_drag(speed, 0.28, less)


@given(SPEEDS, WINDS)
def test_drag_turns_its_sign_with_the_flow(speed: float, wind: float) -> None:
    assert_allclose(air_drag(wind, 0.28, speed), -air_drag(speed, 0.28, wind))
    assert air_drag(speed, 0.28, speed) == 0.0


def test_air_that_was_measured_has_no_assumptions() -> None:
    air = air_of(Conditions(wind_m_s=-1.5, temperature_c=25.0, pressure_hpa=1000.0))
    assert air == Air(float(air_density(25.0, 1000.0)), -1.5, ())


def test_what_nobody_measured_is_assumed_aloud() -> None:
    air = air_of(Conditions())
    assert air.wind == 0.0
    assert air.density == pytest.approx(1.204741, abs=1e-6)
    assert air.assumed == ("temperature 20 °C", "air pressure 1013.25 hPa", "no wind")


def test_an_altitude_stands_in_for_a_pressure_and_says_so() -> None:
    mexico = Conditions(wind_m_s=0.0, temperature_c=20.0, altitude_m=2240.0)
    air = air_of(mexico)
    assert air.density == pytest.approx(float(air_density(20.0, 771.544)), rel=1e-5)
    assert air.assumed == ("air pressure 772 hPa, of the standard atmosphere at 2240 m",)


def test_a_measured_pressure_goes_before_an_altitude() -> None:
    both = Conditions(wind_m_s=0.0, temperature_c=20.0, pressure_hpa=900.0, altitude_m=2240.0)
    assert air_of(both) == Air(float(air_density(20.0, 900.0)), 0.0, ())


def test_bodies_and_winds_broadcast() -> None:
    k = drag_coefficient([60.0, 75.0, 90.0], [1.70, 1.80, 1.90], 1.2)
    assert air_drag(np.linspace(0.0, 10.0, 5)[:, np.newaxis], k, [-1.0, 0.0, 1.0]).shape == (5, 3)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: air_density(20.0, 0.0), "not-positive"),
        (lambda: air_density(-300.0, 1013.0), "not-positive"),
        (lambda: air_density(np.nan, 1013.0), "not-finite"),
        (lambda: hpa_from_torr(-760.0), "not-positive"),
        (lambda: pressure_at_altitude(12_000.0), "air-altitude"),
        (lambda: pressure_at_altitude([0.0, -2500.0]), "air-altitude"),
        (lambda: frontal_area(0.0, 1.8), "not-positive"),
        (lambda: frontal_area(75.0, -1.8), "not-positive"),
        (lambda: drag_coefficient(75.0, 1.8, 0.0), "not-positive"),
        (lambda: air_drag(np.nan, 0.28), "not-finite"),
        (lambda: air_drag(10.0, -0.28), "negative"),
    ],
)
def test_impossible_air_is_refused(call: Any, code: str) -> None:
    with pytest.raises(InputError) as error:
        call()
    assert error.value.code == code
