"""The speed curve of a sprint, asked every way.

A sprinter who pushes as hard as he can gains speed quickly at first and ever more slowly as he nears
his top speed.  One exponential describes that well from the first movement until he begins to slow::

    v(t) = MSS (1 - exp(-t / TAU)),    TAU = MSS / MAC

MSS is the maximal sprinting speed (m/s), MAC the acceleration at the first movement (m/s²), TAU the
time constant (s), t the time since the *first movement*.  The curve knows no slowing: past the
distance at which the athlete fades it is wrong.

Everything follows from two pure numbers: u = t / TAU and the distance delta = d / (MSS TAU), with
``delta = u + exp(-u) - 1``.  Written like that the difference of two nearly equal numbers spoils the
first centimetres, so `_covered` sums the series there, and `_elapsed` inverts it by Halley steps
(the closed form with Lambert's W loses half of its digits at the start).

All functions broadcast over all their arguments: one sprint at many times, or many athletes at once.
Sources: [Furusawa1927]_, [Greene1986]_, [Clark2017]_, [Samozino2018]_.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model.arrays import Floats
from flyzone.science.limits import above_zero, finite, zero_or_more

_SERIES_BELOW = 0.05
# exp(-u) - 1 + u = u²/2 - u³/6 + ...: coefficients of u², u³, ...
_SERIES = np.array([(-1.0) ** n / float(np.prod(np.arange(1.0, n + 1))) for n in range(2, 10)])


def velocity_at_time(time: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Speed at each time since the first movement.

    Parameters
    ----------
    time : array_like, s
        Zero or more.
    mss, mac : array_like, m/s and m/s²
        Above zero.

    Returns
    -------
    ndarray, m/s
        Of the broadcast shape; so for every function of this module.

    Raises
    ------
    InputError
        If a number lies outside these limits; so for every function of this module.
    """
    t, mss, mac = zero_or_more(time, "Times (s)"), *_parameters(mss, mac)
    return -mss * np.expm1(-t * mac / mss)


def position_at_time(time: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Distance covered at each time (s) since the first movement, m."""
    t, mss, mac = zero_or_more(time, "Times (s)"), *_parameters(mss, mac)
    tau = mss / mac
    return mss * tau * covered(t / tau)


def acceleration_at_time(time: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Acceleration at each time (s) since the first movement, m/s²."""
    t, mss, mac = zero_or_more(time, "Times (s)"), *_parameters(mss, mac)
    return mac * np.exp(-t * mac / mss)


def time_at_distance(distance: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Time from the first movement to each distance.

    Parameters
    ----------
    distance : array_like, m
        Zero or more.
    mss, mac : array_like, m/s and m/s²

    Returns
    -------
    ndarray, s
        To full precision, from the first millimetre on.

    Notes
    -----
    Not valid once the athlete slows.

    Examples
    --------
    >>> round(float(time_at_distance(20.0, 9.5, 8.2)), 4)
    3.19
    """
    d, mss, mac = zero_or_more(distance, "Distances (m)"), *_parameters(mss, mac)
    tau = mss / mac
    return tau * elapsed(d / (mss * tau))


def velocity_at_distance(distance: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Speed at each distance (m) from the first movement, m/s."""
    return velocity_at_time(time_at_distance(distance, mss, mac), mss, mac)


def acceleration_at_distance(distance: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Acceleration at each distance (m) from the first movement, m/s²."""
    return acceleration_at_time(time_at_distance(distance, mss, mac), mss, mac)


def acceleration_at_velocity(velocity: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Acceleration at each speed (m/s), m/s²: MAC below zero speed, none at MSS and above."""
    v, mss, mac = finite(velocity, "Speeds (m/s)"), *_parameters(mss, mac)
    return mac * np.clip(1.0 - v / mss, 0.0, 1.0)


def time_at_velocity(velocity: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Time from the first movement until each speed is reached, s; a speed must lie below MSS."""
    v, mss, mac = zero_or_more(velocity, "Speeds (m/s)"), *_parameters(mss, mac)
    if np.any(v >= mss):
        raise InputError(
            f"A speed is reached only below the top speed, got {float(np.max(v)):g} m/s for "
            f"MSS {float(np.min(mss)):g} m/s. The curve nears MSS and never reaches it: ask for a "
            "fraction such as 0.99.",
            code="curve-velocity",
        )
    return -(mss / mac) * np.log1p(-v / mss)


def distance_at_velocity(velocity: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Distance from the first movement at which each speed is reached, m; below MSS."""
    return position_at_time(time_at_velocity(velocity, mss, mac), mss, mac)


def time_to_fraction(fraction: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Time (s) until a fraction of top speed, 0 to below 1, is reached."""
    p, mss, mac = _fraction(fraction), *_parameters(mss, mac)
    return -(mss / mac) * np.log1p(-p)


def distance_to_fraction(fraction: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Distance (m) until a fraction of top speed, 0 to below 1, is reached: the run-in it needs.

    Examples
    --------
    >>> round(float(distance_to_fraction(0.95, 9.5, 8.2)), 3)
    22.516
    """
    return position_at_time(time_to_fraction(fraction, mss, mac), mss, mac)


def time_at_acceleration_fraction(fraction: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Time (s) until acceleration has fallen to a fraction of MAC, above 0 up to 1."""
    p, mss, mac = finite(fraction, "Fractions of MAC"), *_parameters(mss, mac)
    if np.any((p <= 0.0) | (p > 1.0)):
        raise InputError(
            "A fraction of MAC must lie above 0 and up to 1. Divide per cent by 100.",
            code="curve-fraction",
        )
    return -(mss / mac) * np.log(p)


def distance_at_acceleration_fraction(
    fraction: ArrayLike, mss: ArrayLike, mac: ArrayLike
) -> Floats:
    """Distance (m) until acceleration has fallen to a fraction of MAC, above 0 up to 1."""
    return position_at_time(time_at_acceleration_fraction(fraction, mss, mac), mss, mac)


def covered(u: ArrayLike) -> Floats:
    """Distance in units of MSS TAU after the time ``u`` in units of TAU: u + exp(-u) - 1.

    Parameters
    ----------
    u : array_like
        Any sign; the formula goes on before the first movement.

    Returns
    -------
    ndarray
        Without the cancellation that the formula as written suffers for small ``u``.
    """
    u = np.asarray(u, dtype=np.float64)
    plain: Floats = u + np.expm1(-u)
    near = np.abs(u) < _SERIES_BELOW
    if not near.any():
        return plain
    small = np.where(near, u, 0.0)
    series = np.full_like(small, _SERIES[-1])
    for coefficient in _SERIES[-2::-1]:
        series = series * small + coefficient
    return np.where(near, series * small * small, plain)


def elapsed(delta: ArrayLike) -> Floats:
    """Time in units of TAU until the distance ``delta`` in units of MSS TAU: inverse of `covered`.

    Parameters
    ----------
    delta : array_like
        Zero or more.

    Returns
    -------
    ndarray
        Relative error below 1e-14.

    Notes
    -----
    The root of ``covered(u) = delta``; in closed form ``u = W0(-exp(-delta - 1)) + delta + 1``.
    """
    delta = np.asarray(delta, dtype=np.float64)
    # First guesses for W0 from its two ends: the series at its branch point, where the sprint
    # begins, and the one at zero, far out.  Each is good to 0.02, which two Halley steps make 1e-16.
    z = -np.exp(-delta - 1.0)
    p = np.sqrt(-2.0 * np.expm1(-delta))
    early = p * (1.0 - p * (1.0 / 3.0 - p * (11.0 / 72.0 - p * 43.0 / 540.0)))
    u = delta + np.where(delta < 0.5, early, 1.0 + z * (1.0 - z * (1.0 - 1.5 * z)))
    moving = delta > 0.0
    for _ in range(2):
        slope = -np.expm1(-u)
        miss = covered(u) - delta
        # The second derivative of `covered` is exp(-u) = 1 - slope.
        below = 2.0 * slope * slope - miss * (1.0 - slope)
        u = np.where(moving, u - 2.0 * miss * slope / np.where(moving, below, 1.0), 0.0)
    return u


def _parameters(mss: ArrayLike, mac: ArrayLike) -> tuple[Floats, Floats]:
    return above_zero(mss, "MSS (m/s)"), above_zero(mac, "MAC (m/s²)")


def _fraction(values: ArrayLike) -> Floats:
    array = finite(values, "Fractions of top speed")
    if np.any((array < 0.0) | (array >= 1.0)):
        raise InputError(
            "A fraction of top speed must lie from 0 to below 1: the curve nears its top speed and "
            "never reaches it. Divide per cent by 100.",
            code="curve-fraction",
        )
    return array
