"""Identities of a step at constant speed: what length, frequency, contact, force and thigh must share.

They are bookkeeping, not a model of the muscles: a step's length times its frequency is the speed;
over a whole step the ground carries the weight, so a short contact means a large force
([Weyand2000]_); and a thigh that swings like a pendulum bob, as in [Clark2022]_, has its speeds
fixed by how far and how often it swings.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model.arrays import Floats
from flyzone.science.limits import above_zero


def contact_time(contact_length: ArrayLike, speed: ArrayLike) -> Floats:
    """Time on the ground, from how far the body travels meanwhile.

    Parameters
    ----------
    contact_length : array_like, m
    speed : array_like, m/s
        Both above zero; they broadcast, here and for every function of this module.

    Returns
    -------
    ndarray, s

    Raises
    ------
    InputError
        If a number is not above zero; so for every function of this module.
    """
    return above_zero(contact_length, "Contact lengths (m)") / above_zero(speed, "Speeds (m/s)")


def step_length(speed: ArrayLike, step_frequency: ArrayLike) -> Floats:
    """Length of a step (m), from speed (m/s) and step frequency (Hz)."""
    return above_zero(speed, "Speeds (m/s)") / above_zero(step_frequency, "Step frequencies (Hz)")


def flight_time(step_frequency: ArrayLike, contact: ArrayLike) -> Floats:
    """Time in the air (s), from step frequency (Hz) and contact time (s)."""
    step = 1.0 / above_zero(step_frequency, "Step frequencies (Hz)")
    aloft = step - above_zero(contact, "Contact times (s)")
    if np.any(aloft < 0.0):
        raise InputError(
            "A contact lasts no longer than its step, got one that is "
            f"{float(-np.min(aloft)):g} s longer. Check contact time and step frequency.",
            code="step-input",
        )
    return aloft


def mean_vertical_force(contact: ArrayLike, flight: ArrayLike) -> Floats:
    """Mean vertical force during contact, in body weights, from contact and flight time (s).

    Examples
    --------
    >>> round(float(mean_vertical_force(0.1, 0.125)), 2)
    2.25
    """
    tc, tf = above_zero(contact, "Contact times (s)"), above_zero(flight, "Flight times (s)")
    return (tc + tf) / tc


def mean_thigh_speed(range_of_motion: ArrayLike, stride_frequency: ArrayLike) -> Floats:
    """Mean angular speed of a thigh that swings like a sine.

    Parameters
    ----------
    range_of_motion : array_like, rad
        From the most extended to the most flexed.
    stride_frequency : array_like, Hz
        Half the step frequency.

    Returns
    -------
    ndarray, rad/s
    """
    return 2.0 * _swing(range_of_motion) * _stride(stride_frequency)


def peak_thigh_speed(range_of_motion: ArrayLike, stride_frequency: ArrayLike) -> Floats:
    """Largest angular speed (rad/s) of a thigh that swings like a sine; as `mean_thigh_speed`."""
    return math.pi * _swing(range_of_motion) * _stride(stride_frequency)


def peak_thigh_acceleration(range_of_motion: ArrayLike, stride_frequency: ArrayLike) -> Floats:
    """Largest angular acceleration (rad/s²) of such a thigh; as `mean_thigh_speed`."""
    return _swing(range_of_motion) / 2.0 * (2.0 * math.pi * _stride(stride_frequency)) ** 2


def _swing(range_of_motion: ArrayLike) -> Floats:
    return above_zero(range_of_motion, "Ranges of motion (rad)")


def _stride(stride_frequency: ArrayLike) -> Floats:
    return above_zero(stride_frequency, "Stride frequencies (Hz)")
