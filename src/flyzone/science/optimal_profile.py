"""The profile that would run a distance fastest with the same power, and what it would gain.

Trade acceleration for top speed, or force for velocity, while power stays as it is: for each
distance one mixture is fastest.  Short distances ask for force, long ones for speed.  The
*imbalance* compares the athlete's slope with that optimum, in per cent: above 100 he has more force
than this distance asks for, below 100 more speed.

"The same power" can mean three things, and each gives another optimum:

"mss-mac"
    MSS times MAC, the power without air.
"f0-v0"
    F0 times V0 of the analytic profile.
"peak-power"
    The largest power that the sprint really shows, air included.

**This is a statement about the model.**  That an athlete can move along such a line is an
assumption, and it is disputed [Jovanovic2022]_: across athletes force and velocity rise and fall
together.  Each result carries that caveat, and `flyzone.science.probe` asks the humbler question,
which of the two is worth more on its own.

How it is found.  With T = TAU elapsed(delta), delta = d MAC / MSS² and the *stretch*
e = d log elapsed / d log delta, which grows from 1/2 at the start to 1 far out::

    d log T = (1 - 2 e) d log MSS - (1 - e) d log MAC

Along a line of equal power both differentials are known, so the optimum is where this sum vanishes,
and the distance for which a given profile is the optimum follows from e alone.  For "mss-mac" the
two are opposite and equal: e = 2/3, and the optimum has a closed form.

Sources: [Samozino2022]_, [Jovanovic2022]_.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model.arrays import Floats
from flyzone.science.curve import covered, elapsed, time_at_distance
from flyzone.science.equal_power import EqualPower, equal_peak, equal_product
from flyzone.science.force_velocity import ForceVelocityLine, analytic_profile, curve_under
from flyzone.science.limits import above_zero
from flyzone.science.load import Load
from flyzone.science.roots import sign_change

Kept = Literal["mss-mac", "f0-v0", "peak-power"]

OPTIMAL_DELTA = 1.2657118326651833
"""Distance in units of MSS²/MAC at which e = 2/3: where a speed curve is its own optimum."""

_KEPT_WORDS: dict[Kept, str] = {
    "mss-mac": "the product of MSS and MAC",
    "f0-v0": "the product of F0 and V0",
    "peak-power": "the peak power of the sprint",
}


@dataclass(frozen=True, slots=True, eq=False)
class Optimum:
    """The fastest profile for a distance among those of equal power.

    Attributes
    ----------
    kept : {"mss-mac", "f0-v0", "peak-power"}
        What stayed the same.
    distance : ndarray, m
    imbalance : ndarray, per cent
        The athlete's slope over the optimal one: above 100, more force than this distance asks for.
    mss, mac : ndarray, m/s and m/s²
        Of the optimum.
    profile : ForceVelocityLine or None
        The optimum; ``None`` for "mss-mac", which knows no forces.
    time, optimal_time : ndarray, s
        Over the distance, as the athlete is and at the optimum.
    """

    kept: Kept
    distance: Floats
    imbalance: Floats
    mss: Floats
    mac: Floats
    profile: ForceVelocityLine | None
    time: Floats
    optimal_time: Floats

    @property
    def time_gain(self) -> Floats:
        """Seconds by which the optimum would be faster."""
        return self.time - self.optimal_time

    @property
    def caveat(self) -> str:
        """What a reader must be told with these numbers."""
        return (
            "A statement about the model, not about the athlete: it trades force for velocity while "
            f"{_KEPT_WORDS[self.kept]} stays the same. Whether athletes can make that trade is "
            "disputed."
        )


def optimal_curve(distance: ArrayLike, mss: ArrayLike, mac: ArrayLike) -> Optimum:
    """The fastest speed curve over a distance with the same product of MSS and MAC.

    Parameters
    ----------
    distance : array_like, m
        Above zero.
    mss, mac : array_like, m/s and m/s²
        Above zero.

    Returns
    -------
    Optimum

    Raises
    ------
    InputError
        If a number lies outside these limits.
    """
    d = above_zero(distance, "Distances (m)")
    top, start = above_zero(mss, "MSS (m/s)"), above_zero(mac, "MAC (m/s²)")
    factor = np.cbrt(optimal_distance_of_curve(top, start) / d)
    best_top, best_start = top / factor, start * factor
    return Optimum(
        "mss-mac",
        d,
        100.0 / factor**2,
        best_top,
        best_start,
        None,
        time_at_distance(d, top, start),
        time_at_distance(d, best_top, best_start),
    )


def optimal_distance_of_curve(mss: ArrayLike, mac: ArrayLike) -> Floats:
    """Distance (m) over which a speed curve is the fastest with its product of MSS and MAC."""
    return OPTIMAL_DELTA * above_zero(mss, "MSS (m/s)") ** 2 / above_zero(mac, "MAC (m/s²)")


def optimal_profile(
    distance: ArrayLike, profile: ForceVelocityLine, load: Load, *, kept: Kept = "f0-v0"
) -> Optimum:
    """The fastest analytic profile over a distance with the same power.

    Parameters
    ----------
    distance : array_like, m
        Above zero.
    profile : ForceVelocityLine
        Of an analytic definition.
    load : Load
        Under which the sprint is run.
    kept : {"f0-v0", "peak-power"}
        What stays the same.

    Returns
    -------
    Optimum

    Raises
    ------
    InputError
        If the distance is not above zero, or so short or long (over 150 m with "peak-power") that
        the model loses its sense; if the profile is not analytic or does not overcome the load; or
        if power has no peak to be kept.
    """
    d = above_zero(distance, "Distances (m)")
    mss, mac = curve_under(profile, load)
    line = _line(kept, profile, load)

    def slowing(place: Floats) -> Floats:
        top, start, d_top, d_start = line.at(place)
        e = _stretch(elapsed(d * start / top**2))
        return (1.0 - 2.0 * e) * d_top - (1.0 - e) * d_start

    low, high = line.low + 0.0 * d, line.high + 0.0 * d
    if np.any(slowing(low) > 0.0) or np.any(slowing(high) < 0.0):
        raise _beyond_the_model(d)
    top, start, _, _ = line.at(sign_change(slowing, low, high))
    try:
        optimum = analytic_profile(top, start, load)
    except InputError as error:
        raise _beyond_the_model(d) from error
    return Optimum(
        kept,
        d,
        100.0 * (profile.f0 / profile.v0) / (optimum.f0 / optimum.v0),
        top,
        start,
        optimum,
        time_at_distance(d, mss, mac),
        time_at_distance(d, top, start),
    )


def optimal_distance(profile: ForceVelocityLine, load: Load, *, kept: Kept = "f0-v0") -> Floats:
    """Distance over which an analytic profile is the fastest with its power.

    Parameters
    ----------
    profile, load, kept
        As for `optimal_profile`.

    Returns
    -------
    ndarray, m
        Infinite where more V0 would only lose speed to the air.

    Raises
    ------
    InputError
        As for `optimal_profile`.
    """
    line = _line(kept, profile, load)
    mss, mac, d_mss, d_mac = line.at(line.here)
    gains = d_mss > 0.0
    e = (d_mss - d_mac) / np.where(gains, 2.0 * d_mss - d_mac, 1.0)

    def short_of(log_u: Floats) -> Floats:
        return _stretch(np.exp(log_u)) - e

    u = np.exp(sign_change(short_of, np.full_like(e, -10.0), np.full_like(e, 10.0)))
    return np.where(gains, covered(u) * mss**2 / mac, np.inf)


def _line(kept: Kept, profile: ForceVelocityLine, load: Load) -> EqualPower:
    if kept == "f0-v0":
        return equal_product(profile, load)
    if kept == "peak-power":
        return equal_peak(profile, load)
    raise InputError(
        f"A force-velocity profile can keep f0-v0 or peak-power, got {kept!r}. For the product of "
        "MSS and MAC use `optimal_curve`.",
        code="optimal-kept",
    )


def _beyond_the_model(distance: Floats) -> InputError:
    return InputError(
        f"Over {float(np.min(distance)):g} to {float(np.max(distance)):g} m the fastest sprint of "
        "equal power lies where no force-velocity profile exists: out of all proportion, without a "
        "V0, or slower than the wind. Ask for a distance of some 5 to 100 m.",
        code="optimal-distance",
    )


def _stretch(u: Floats) -> Floats:
    """By how many per cent the time grows with one per cent of distance, at time u TAU."""
    return covered(u) / (u * -np.expm1(-u))
