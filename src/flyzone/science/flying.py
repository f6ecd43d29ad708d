"""Flying sprints: between zone times and speeds, and from one zone to another.

A fly time over a zone is its length over the mean speed, and that is all that "a 1.00 fly 10 is
22.4 mph" says.  Two zones are comparable only through the athlete's speed curve: behind a short
run-in he still gains speed in the zone, so his fly 20 from 30 m is not two of his fly 10.  Given MAC,
one fly time fixes MSS, and the curve then tells the time through any other zone::

    fly time = T(run-in + length) - T(run-in)

The curve knows no slowing and supposes that he sprints from the first step of the run-in.  Many
build up gently; then the time fits a curve of another, smaller MAC.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import FitError, InputError
from flyzone.model import Measurement, Notice
from flyzone.model.arrays import Floats, number
from flyzone.science.combine import require_unit
from flyzone.science.curve import time_at_distance, velocity_at_distance
from flyzone.science.functions import ratio, through
from flyzone.science.limits import above_zero, zero_or_more
from flyzone.science.qualified import Qualified

ALL_OUT_RUN_IN = Notice(
    "fly-all-out-run-in",
    "The conversion supposes an all-out acceleration from the first step of the run-in and no slowing "
    "in the zone. A gentle build-up makes it wrong: time both zones instead.",
)
_MOST_STEPS = 60


@dataclass(frozen=True, slots=True)
class FlyZone:
    """A flying zone: how far the athlete runs before it, and how long it is.

    Attributes
    ----------
    run_in : float, m
        From standing to the first line; zero or more.
    length : float, m
        Above zero.

    Raises
    ------
    InputError
        If a number is none of these.
    """

    run_in: float
    length: float

    def __post_init__(self) -> None:
        run_in = number(self.run_in, "The run-in", "fly-zone")
        length = number(self.length, "The length of a zone", "fly-zone")
        if run_in < 0.0 or length <= 0.0:
            raise InputError(
                f"A zone has a run-in of zero or more and a length above zero, got {run_in:g} m and "
                f"{length:g} m. Give both in metres.",
                code="fly-zone",
            )
        object.__setattr__(self, "run_in", run_in)
        object.__setattr__(self, "length", length)

    def __str__(self) -> str:
        return f"fly {self.length:g} from {self.run_in:g} m"


def mean_speed(time: ArrayLike, length: ArrayLike) -> Floats:
    """Mean speed through a zone.

    Parameters
    ----------
    time : array_like, s
    length : array_like, m
        Both above zero; they broadcast.

    Returns
    -------
    ndarray, m/s
        `flyzone.units` has km/h and mph.

    Raises
    ------
    InputError
        If a number is not above zero.

    Examples
    --------
    >>> float(mean_speed(0.95, 10.0))
    10.526315789473685
    """
    return above_zero(length, "Zone lengths (m)") / above_zero(time, "Zone times (s)")


def zone_speed(time: Measurement, length: Measurement) -> Measurement:
    """Mean speed (m/s) through a zone, with the errors of its time (s) and of its length (m).

    Raises
    ------
    InputError
        If a unit is another one, or a number is not above zero.
    """
    require_unit(time, "s", "The zone time")
    require_unit(length, "m", "The zone length")
    mean_speed(time.value, length.value)
    return ratio(length, time)


def zone_time(speed: Measurement, length: Measurement) -> Measurement:
    """Time (s) through a zone of a length (m) at a mean speed (m/s), with the errors of both.

    Raises
    ------
    InputError
        If a unit is another one, or a number is not above zero.
    """
    require_unit(speed, "m/s", "The speed")
    require_unit(length, "m", "The zone length")
    mean_speed(speed.value, length.value)
    return ratio(length, speed, unit="s")


def fly_time(run_in: ArrayLike, length: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Time through a zone on a speed curve.

    Parameters
    ----------
    run_in, length : array_like, m
    mss, mac : array_like, m/s and m/s²
        All broadcast; so for every function of this module that takes arrays.

    Returns
    -------
    ndarray, s
        Not valid for an athlete who slows within the zone.

    Raises
    ------
    InputError
        If a run-in is below zero or another number is not above it.

    Examples
    --------
    >>> round(float(fly_time(30.0, 10.0, 9.5, 8.2)), 4)
    1.0699
    """
    start = zero_or_more(run_in, "Run-ins (m)")
    end = start + above_zero(length, "Zone lengths (m)")
    return time_at_distance(end, mss, mac) - time_at_distance(start, mss, mac)


def mean_over_peak(run_in: ArrayLike, length: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Mean speed in a zone over the largest in it, which on this curve is that at its end; up to 1.

    Arguments as for `fly_time`.
    """
    mean = mean_speed(fly_time(run_in, length, mss, mac), length)
    end = np.asarray(run_in, dtype=np.float64) + np.asarray(length, dtype=np.float64)
    return mean / velocity_at_distance(end, mss, mac)


def top_speed_of_fly(
    time: ArrayLike, run_in: ArrayLike, length: ArrayLike, mac: ArrayLike
) -> Floats:
    """The MSS of the curve that takes this time through a zone: the inverse of `fly_time`.

    Parameters
    ----------
    time : array_like, s
    run_in, length : array_like, m
    mac : array_like, m/s²
        Initial acceleration of the athlete, from splits or a trace of his.

    Returns
    -------
    ndarray, m/s
        Larger than the mean speed in the zone.

    Raises
    ------
    InputError
        If a number is none that a zone can have.
    FitError
        If no top speed, however large, makes the time so short with this MAC.

    Notes
    -----
    Newton's method on the slowness 1 / MSS.  With MAC held, the time through a zone is a rising,
    convex function of slowness, so steps that begin at the slowness of the mean speed, which is too
    slow, go down to the root and never past it.
    """
    t = above_zero(time, "Zone times (s)")
    start = zero_or_more(run_in, "Run-ins (m)")
    end = start + above_zero(length, "Zone lengths (m)")
    a = above_zero(mac, "MAC (m/s²)")
    # The limit of endless top speed: constant acceleration.
    share = (np.sqrt(2.0 * end / a) - np.sqrt(2.0 * start / a)) / t
    if np.any(share >= 1.0 - 1e-9):
        raise FitError(
            "With this MAC no top speed gives so short a zone time: constant acceleration alone takes "
            f"{float(np.max(share)):.4g} times as long. Check the run-in, the length and MAC.",
            code="fly-too-fast",
        )
    slow: Floats = t / (end - start) + np.zeros_like(share)
    for _ in range(_MOST_STEPS):
        top = 1.0 / slow
        miss = time_at_distance(end, top, a) - time_at_distance(start, top, a) - t
        step = miss / (_slope(end, top, a) - _slope(start, top, a))
        slow = slow - step
        if np.all(np.abs(step) <= 1e-14 * slow):
            break
    return np.reciprocal(slow)


def fly_time_of_curve(zone: FlyZone, mss: Measurement, mac: Measurement) -> Measurement:
    """Time through a zone on a speed curve, with the errors of its parameters.

    Parameters
    ----------
    zone : FlyZone
    mss, mac : Measurement, m/s and m/s^2
        From one fit, make them with `flyzone.science.functions.correlated`: their errors are strongly
        related, and a fly time knows it.

    Returns
    -------
    Measurement
        In s; the curve itself is taken for true.

    Raises
    ------
    InputError
        If a unit is another one, or a parameter is not above zero.
    """
    require_unit(mss, "m/s", "MSS")
    require_unit(mac, "m/s^2", "MAC")
    return through(lambda v, a: fly_time(zone.run_in, zone.length, v, a), mss, mac, unit="s")


def convert_fly(time: Measurement, zone: FlyZone, to: FlyZone, mac: Measurement) -> Qualified:
    """The time through another zone of an athlete whose time through one is known.

    Parameters
    ----------
    time : Measurement, s
    zone, to : FlyZone
        Where it was measured, and where it is asked for.
    mac : Measurement, m/s^2
        His initial acceleration.  The less the zones differ, and the further both lie from the
        start, the less it matters; what it is not known by stands in the result.

    Returns
    -------
    Qualified
        In s.

    Raises
    ------
    InputError
        If a unit is another one, or a number is not above zero.
    FitError
        If no curve with this MAC takes this time.
    """
    require_unit(time, "s", "The zone time")
    require_unit(mac, "m/s^2", "MAC")

    def there(t: float, a: float) -> Floats:
        top = top_speed_of_fly(t, zone.run_in, zone.length, a)
        return fly_time(to.run_in, to.length, top, a)

    converted = through(there, time, mac, unit="s", origin=f"{time.origin}, {zone}, as {to}")
    return Qualified(converted, (ALL_OUT_RUN_IN,))


def _slope(distance: Floats, mss: Floats, mac: Floats) -> Floats:
    """Change of the time to a distance with the slowness 1 / MSS, at one MAC."""
    speed = velocity_at_distance(distance, mss, mac)
    # At the start both times and their change are zero.
    reach = 2.0 * distance / np.where(speed > 0.0, speed, 1.0)
    return mss * (reach - time_at_distance(distance, mss, mac))
