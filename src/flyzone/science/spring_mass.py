"""A runner as a mass on a spring: stiffness from how long he touches the ground and how long he flies.

During contact the vertical force is taken as half a sine wave.  Over a whole step it must carry the
body's weight, so contact and flight time alone fix its height; integrated twice it gives how far the
body sinks, and the leg's sweep over the ground how much the leg shortens.  All of that holds for
running at constant speed on level ground.  It does not hold on a slope: there temporal methods fail
([Meyer2023]_), so do not use it on hill sprints.

Against force plates the model read 0.67 to 6.93 % low ([Morin2005]_, abstract).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model import Measurement, Notice, SharedError
from flyzone.model.arrays import Floats
from flyzone.science.combine import require_unit
from flyzone.science.functions import through
from flyzone.science.limits import above_zero
from flyzone.science.load import GRAVITY
from flyzone.science.qualified import Qualified

LEG_OF_HEIGHT = 0.53
_LEG_OF_HEIGHT_SD = 0.015

SINE_MODEL = Notice(
    "spring-mass-sine-model",
    "Stiffness supposes a sine-shaped ground force and level ground; the formulas are written from "
    "memory of Morin et al. (2005) and were checked by their dimensions and by integration only. "
    "Compare it with itself, not with force plates.",
)
LEG_FROM_HEIGHT = Notice(
    "leg-length-from-height",
    f"The leg length is {LEG_OF_HEIGHT:g} of the body height, give or take {_LEG_OF_HEIGHT_SD:g}; both "
    "numbers are from memory and unverified. Measure the leg, hip joint to ground, where leg "
    "stiffness matters.",
)


@dataclass(frozen=True, slots=True)
class SpringMass:
    """What the spring-mass model says of one step.

    Attributes
    ----------
    maximal_force : Measurement, N
    vertical_displacement : Measurement, m
        How far the body sinks during contact.
    vertical_stiffness : Measurement, N/m
    leg_compression : Measurement, m
    leg_stiffness : Measurement, N/m
    caveats : tuple of Notice

    Notes
    -----
    All five come from the same few inputs, so their errors go together in ways that they do not
    carry: compute what needs two of them from the inputs instead.
    """

    maximal_force: Measurement
    vertical_displacement: Measurement
    vertical_stiffness: Measurement
    leg_compression: Measurement
    leg_stiffness: Measurement
    caveats: tuple[Notice, ...]


def maximal_force(mass: ArrayLike, contact_time: ArrayLike, flight_time: ArrayLike) -> Floats:
    """Peak vertical ground force of a step.

    Parameters
    ----------
    mass : array_like, kg
    contact_time, flight_time : array_like, s
        All above zero; they broadcast, here and for every function of this module.

    Returns
    -------
    ndarray, N
        [Morin2005]_; the formula is from memory, unverified.

    Raises
    ------
    InputError
        If a number is not above zero; so for every function of this module.
    """
    m = above_zero(mass, "Body masses (kg)")
    tc = above_zero(contact_time, "Contact times (s)")
    tf = above_zero(flight_time, "Flight times (s)")
    return m * GRAVITY * (math.pi / 2.0) * (tf / tc + 1.0)


def vertical_displacement(contact_time: ArrayLike, flight_time: ArrayLike) -> Floats:
    """How far (m) the body sinks during contact, from contact and flight time (s); any mass."""
    tc = above_zero(contact_time, "Contact times (s)")
    per_mass = maximal_force(1.0, tc, flight_time)
    return per_mass * (tc / math.pi) ** 2 - GRAVITY * tc**2 / 8.0


def vertical_stiffness(mass: ArrayLike, contact_time: ArrayLike, flight_time: ArrayLike) -> Floats:
    """Peak force over the sinking of the body, N/m, from mass (kg), contact and flight time (s)."""
    force = maximal_force(mass, contact_time, flight_time)
    return force / vertical_displacement(contact_time, flight_time)


def leg_compression(
    contact_time: ArrayLike, flight_time: ArrayLike, speed: ArrayLike, leg_length: ArrayLike
) -> Floats:
    """How much the leg shortens during contact.

    Parameters
    ----------
    contact_time, flight_time : array_like, s
    speed : array_like, m/s
        Horizontal, constant over the step.
    leg_length : array_like, m
        Hip joint to ground, standing.

    Returns
    -------
    ndarray, m
        [Morin2005]_; the formula is from memory, unverified.

    Raises
    ------
    InputError
        If a number is not above zero, or the body travels further in half a contact than the leg
        is long.
    """
    tc = above_zero(contact_time, "Contact times (s)")
    length = above_zero(leg_length, "Leg lengths (m)")
    # Half of what the body travels during contact, in leg lengths: the sine of the leg's angle.
    sweep = above_zero(speed, "Speeds (m/s)") * tc / (2.0 * length)
    if np.any(sweep >= 1.0):
        raise InputError(
            "In half a contact the body travels less than a leg length, got "
            f"{float(np.max(sweep)):.2f} leg lengths. Check contact time and speed.",
            code="spring-mass-sweep",
        )
    return length * (1.0 - np.sqrt(1.0 - sweep**2)) + vertical_displacement(tc, flight_time)


def leg_stiffness(
    mass: ArrayLike,
    contact_time: ArrayLike,
    flight_time: ArrayLike,
    speed: ArrayLike,
    leg_length: ArrayLike,
) -> Floats:
    """Peak force over the shortening of the leg, N/m; arguments as for `leg_compression`."""
    force = maximal_force(mass, contact_time, flight_time)
    return force / leg_compression(contact_time, flight_time, speed, leg_length)


def spring_mass(
    mass: Measurement,
    contact_time: Measurement,
    flight_time: Measurement,
    speed: Measurement,
    leg_length: Measurement | Qualified,
) -> SpringMass:
    """Force, displacement and stiffness of one step, with their errors.

    Parameters
    ----------
    mass : Measurement, kg
    contact_time, flight_time : Measurement, s
        Both end at toe-off.  Where its error is known, let both carry it as one shared error of
        opposite signs: what is taken from the one is added to the other.
    speed : Measurement, m/s
    leg_length : Measurement, m, or Qualified
        Measured, or from `leg_length_from_height` whose caveat then goes along.

    Returns
    -------
    SpringMass
        Of a step on level ground.  To average steps, first mark what they share (the mass, the leg)
        with `flyzone.science.functions.as_shared`.

    Raises
    ------
    InputError
        If a unit is another one, or a number is none that a running step can have.
    """
    leg, caveats = (
        (leg_length.measurement, (SINE_MODEL, *leg_length.caveats))
        if isinstance(leg_length, Qualified)
        else (leg_length, (SINE_MODEL,))
    )
    require_unit(mass, "kg", "The body mass")
    require_unit(contact_time, "s", "The contact time")
    require_unit(flight_time, "s", "The flight time")
    require_unit(speed, "m/s", "The speed")
    require_unit(leg, "m", "The leg length")
    times = (contact_time, flight_time)
    return SpringMass(
        through(maximal_force, mass, *times, unit="N"),
        through(vertical_displacement, *times, unit="m"),
        through(vertical_stiffness, mass, *times, unit="N/m"),
        through(leg_compression, *times, speed, leg, unit="m"),
        through(leg_stiffness, mass, *times, speed, leg, unit="N/m"),
        caveats,
    )


def leg_length_from_height(height: Measurement, athlete: str) -> Qualified:
    """A leg length for an athlete whose leg nobody measured: 0.53 of the body height.

    Parameters
    ----------
    height : Measurement, m
    athlete : str
        Whose leg: his own proportion is one error that all his steps share.

    Returns
    -------
    Qualified
        Its standard deviation holds how people's proportions differ (both constants are from
        memory, unverified).

    Raises
    ------
    InputError
        If the height is not in metres.
    """
    require_unit(height, "m", "The body height")
    proportion = Measurement(
        LEG_OF_HEIGHT,
        _LEG_OF_HEIGHT_SD,
        "1",
        "leg as a share of height",
        (SharedError(f"leg proportion of {athlete}", _LEG_OF_HEIGHT_SD),),
    )
    leg = through(lambda h, p: h * p, height, proportion, unit="m")
    return Qualified(leg, (LEG_FROM_HEIGHT,))
