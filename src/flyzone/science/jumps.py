"""Jumps from the clock: how high, how fast off the ground, and how reactive.

Between take-off and landing only gravity acts, so the time in the air fixes the height, if the body
lands as it took off: landing with bent knees lengthens the flight and flatters the jump.

Two numbers go by the name of reactive strength index: height over contact time (m/s) and flight time
over contact time (no unit).  They are not proportional to each other, so each has a name of its own
here and they cannot be mixed up.
"""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model import Measurement
from flyzone.model.arrays import Floats
from flyzone.science.combine import require_unit
from flyzone.science.functions import through
from flyzone.science.limits import above_zero
from flyzone.science.load import GRAVITY

LONGEST_FLIGHT_S = 1.2
"""A jump of 1.77 m; a longer flight is a fault of the clock or of the unit."""


@dataclass(frozen=True, slots=True)
class Jump:
    """One jump; ``None`` where the contact before it was not timed.

    Attributes
    ----------
    height : Measurement, m
        Rise of the body after take-off.
    take_off_speed : Measurement, m/s
    reactive_strength : Measurement, m/s, or None
        Height over contact time.
    flight_ratio : Measurement or None
        Flight time over contact time.
    """

    height: Measurement
    take_off_speed: Measurement
    reactive_strength: Measurement | None = None
    flight_ratio: Measurement | None = None


def jump_height(flight_time: ArrayLike) -> Floats:
    """Rise of the body after take-off.

    Parameters
    ----------
    flight_time : array_like, s
        Above zero; so for every function of this module.

    Returns
    -------
    ndarray, m

    Raises
    ------
    InputError
        If a time is not above zero; so for every function of this module.

    Examples
    --------
    >>> round(float(jump_height(0.55)), 3)
    0.371
    """
    return GRAVITY * _flight(flight_time) ** 2 / 8.0


def take_off_speed(flight_time: ArrayLike) -> Floats:
    """Upward speed at take-off, m/s, from flight time (s)."""
    return GRAVITY * _flight(flight_time) / 2.0


def reactive_strength(flight_time: ArrayLike, contact_time: ArrayLike) -> Floats:
    """Reactive strength index as jump height over contact time, m/s, from both times (s)."""
    return jump_height(flight_time) / _contact(contact_time)


def flight_ratio(flight_time: ArrayLike, contact_time: ArrayLike) -> Floats:
    """Reactive strength index as flight time over contact time, no unit, from both times (s)."""
    return _flight(flight_time) / _contact(contact_time)


def measure_jump(flight_time: Measurement, contact_time: Measurement | None = None) -> Jump:
    """Everything that one jump's times tell, with errors.

    Parameters
    ----------
    flight_time : Measurement, s
    contact_time : Measurement, s, optional
        Of the contact before the jump (drop jumps, rebounds).

    Returns
    -------
    Jump

    Raises
    ------
    InputError
        If a time is not in seconds or not above zero, or the flight is longer than anybody's.
    """
    require_unit(flight_time, "s", "The flight time")
    if flight_time.value > LONGEST_FLIGHT_S:
        raise InputError(
            f"A jump lasts up to {LONGEST_FLIGHT_S:g} s, got {flight_time.value:g} s. Check its unit.",
            code="jump-input",
        )
    height = through(jump_height, flight_time, unit="m")
    speed = through(take_off_speed, flight_time, unit="m/s")
    if contact_time is None:
        return Jump(height, speed)
    require_unit(contact_time, "s", "The contact time")
    return Jump(
        height,
        speed,
        through(reactive_strength, flight_time, contact_time, unit="m/s"),
        through(flight_ratio, flight_time, contact_time, unit="1"),
    )


def _flight(flight_time: ArrayLike) -> Floats:
    return above_zero(flight_time, "Flight times (s)")


def _contact(contact_time: ArrayLike) -> Floats:
    return above_zero(contact_time, "Contact times (s)")
