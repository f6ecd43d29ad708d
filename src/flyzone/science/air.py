"""Air: how dense it is, how large a runner is in it, and with what force it holds him.

Air drag is a share of a sprint that differs from day to day.  It grows with the square of the speed
*through the air*, so it turns its sign when a tailwind overtakes the runner::

    F = k (v - w) |v - w|,    k = density * frontal area * Cd / 2

with v the running speed and w the wind along the run, a tailwind positive.  Frontal area is 0.266 of
the body surface of Du Bois, Cd is 0.9.

What nobody measured is not known: `air_of` takes standard values for it and says so in
``Air.assumed``, for the door to tell.  Between 10 and 30 degrees the density changes by 7 %, between
the sea and Mexico City by 24 %; at 10 m/s a tailwind of 2 m/s takes away 36 % of the drag.

Sources: [Samozino2016]_, [Arsac2002]_, [DuBois1916]_, [ISO2533]_.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model.arrays import Floats
from flyzone.model.conditions import Conditions
from flyzone.science.limits import above_zero, finite, zero_or_more

STANDARD_TEMPERATURE_C = 20.0
STANDARD_PRESSURE_HPA = 1013.25
HPA_PER_TORR = STANDARD_PRESSURE_HPA / 760.0
DRAG_FACTOR = 0.9
"""Cd, without unit."""


@dataclass(frozen=True, slots=True)
class Air:
    """The air of a sprint, as far as drag needs it.

    Attributes
    ----------
    density : float, kg/m³
    wind : float, m/s
        Along the run, a tailwind is positive.
    assumed : tuple of str
        What was not known and stands at a standard value, in words for a reader; empty where
        everything was measured.
    """

    density: float
    wind: float = 0.0
    assumed: tuple[str, ...] = ()


def air_of(conditions: Conditions) -> Air:
    """The air that some conditions describe, with a list of what had to be assumed.

    Parameters
    ----------
    conditions : Conditions
        A pressure goes before an altitude; an altitude gives the pressure of the standard
        atmosphere.

    Returns
    -------
    Air

    Examples
    --------
    >>> air_of(Conditions(temperature_c=25.0, wind_m_s=1.2)).assumed
    ('air pressure 1013.25 hPa',)
    """
    assumed: list[str] = []
    temperature = conditions.temperature_c
    if temperature is None:
        temperature = STANDARD_TEMPERATURE_C
        assumed.append(f"temperature {temperature:g} °C")
    pressure = conditions.pressure_hpa
    if pressure is None and conditions.altitude_m is not None:
        pressure = float(pressure_at_altitude(conditions.altitude_m))
        assumed.append(
            f"air pressure {pressure:.0f} hPa, of the standard atmosphere at "
            f"{conditions.altitude_m:g} m"
        )
    elif pressure is None:
        pressure = STANDARD_PRESSURE_HPA
        assumed.append(f"air pressure {pressure:g} hPa")
    wind = conditions.wind_m_s
    if wind is None:
        wind = 0.0
        assumed.append("no wind")
    return Air(float(air_density(temperature, pressure)), wind, tuple(assumed))


def air_density(temperature: ArrayLike, pressure: ArrayLike) -> Floats:
    """Density of the air, kg/m³.

    Parameters
    ----------
    temperature : array_like, degrees Celsius
        Above -273.
    pressure : array_like, hPa
        At the place itself, not reduced to sea level.

    Returns
    -------
    ndarray, kg/m³
        Of dry air; moist air is a little lighter.

    Raises
    ------
    InputError
        If a number lies outside these limits; so for every function of this module.
    """
    kelvin = above_zero(
        finite(temperature, "Temperatures (°C)") + 273.0, "Temperatures less -273 °C"
    )
    relative = above_zero(pressure, "Air pressures (hPa)") / STANDARD_PRESSURE_HPA
    return 1.293 * relative * 273.0 / kelvin


def hpa_from_torr(pressure: ArrayLike) -> Floats:
    """Air pressure in hPa from Torr (mm of mercury; 760 Torr = 1013.25 hPa)."""
    return above_zero(pressure, "Air pressures (Torr)") * HPA_PER_TORR


def pressure_at_altitude(altitude: ArrayLike) -> Floats:
    """Air pressure of the standard atmosphere, hPa.

    Parameters
    ----------
    altitude : array_like, m
        -2000 to 11 000. The weather moves the true pressure by a few per cent around this.

    Examples
    --------
    >>> round(float(pressure_at_altitude(2240.0)), 1)
    771.5
    """
    metres = finite(altitude, "Altitudes (m)")
    if np.any((metres < -2000.0) | (metres > 11_000.0)):
        raise InputError(
            "The standard atmosphere used here holds from -2000 to 11 000 m, got altitudes from "
            f"{float(np.min(metres)):g} to {float(np.max(metres)):g} m. Give them in metres.",
            code="air-altitude",
        )
    return STANDARD_PRESSURE_HPA * (1.0 - 2.25577e-5 * metres) ** 5.25588


def frontal_area(mass: ArrayLike, height: ArrayLike) -> Floats:
    """Area that an upright runner offers to the air, m², from body mass (kg) and height (m)."""
    m, h = above_zero(mass, "Body masses (kg)"), above_zero(height, "Body heights (m)")
    return 0.266 * 0.2025 * h**0.725 * m**0.425


def drag_coefficient(mass: ArrayLike, height: ArrayLike, density: ArrayLike) -> Floats:
    """Drag force per squared speed through the air, N s²/m² (= kg/m): the k of the formulas.

    Parameters
    ----------
    mass, height : array_like, kg and m
    density : array_like, kg/m³

    Examples
    --------
    >>> round(float(drag_coefficient(75.0, 1.80, air_density(20.0, 1013.25))), 4)
    0.2801
    """
    rho = above_zero(density, "Air densities (kg/m³)")
    return 0.5 * rho * frontal_area(mass, height) * DRAG_FACTOR


def air_drag(velocity: ArrayLike, drag: ArrayLike, wind: ArrayLike = 0.0) -> Floats:
    """Force of the air against the run, N; negative where a tailwind pushes.

    Parameters
    ----------
    velocity : array_like, m/s
    drag : array_like, kg/m
        From `drag_coefficient`.
    wind : array_like, m/s
        A tailwind is positive.
    """
    through_air = finite(velocity, "Speeds (m/s)") - finite(wind, "Winds (m/s)")
    return zero_or_more(drag, "Drag coefficients (kg/m)") * through_air * np.abs(through_air)
