"""Whether a little more force or a little more speed is worth more over a distance.

Raise one of the two by a few per cent, leave the other, and look how much faster the distance is
run; then the other way round.  Unlike an optimal profile this trades nothing for anything and keeps
no power constant.  It does not say how hard either gain is to come by.

Source: the R package `shorts` (Jovanović), whose step is 2.5 %.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from flyzone.model.arrays import Floats
from flyzone.science.curve import time_at_distance
from flyzone.science.force_velocity import ForceVelocityLine, curve_under, invert
from flyzone.science.limits import above_zero
from flyzone.science.load import Load
from flyzone.science.roots import sign_change

_SHORTEST, _LONGEST = 0.1, 1000.0
"""Distances (m) between which the balance is sought."""


@dataclass(frozen=True, slots=True, eq=False)
class Probe:
    """What a little more of each would gain over a distance.

    Attributes
    ----------
    distance : ndarray, m
    per_cent : ndarray
        By which each was raised.
    time : ndarray, s
        As the athlete is.
    force_gain, speed_gain : ndarray, s
        Seconds gained by more F0 (or MAC), and by more V0 (or MSS).
    """

    distance: Floats
    per_cent: Floats
    time: Floats
    force_gain: Floats
    speed_gain: Floats

    @property
    def imbalance(self) -> Floats:
        """Gain by speed over gain by force, per cent: above 100, speed is worth more."""
        return 100.0 * self.speed_gain / self.force_gain


def probe_curve(
    distance: ArrayLike, mss: ArrayLike, mac: ArrayLike, *, per_cent: ArrayLike = 2.5
) -> Probe:
    """What a little more MAC, and a little more MSS, would gain over a distance.

    Parameters
    ----------
    distance : array_like, m
        Above zero.
    mss, mac : array_like, m/s and m/s²
        Above zero.
    per_cent : array_like
        Above zero.

    Returns
    -------
    Probe

    Raises
    ------
    InputError
        If a number lies outside these limits.
    """
    top, start = above_zero(mss, "MSS (m/s)"), above_zero(mac, "MAC (m/s²)")
    return _probe(distance, per_cent, lambda force, speed: (top * speed, start * force))


def probe_profile(
    distance: ArrayLike, profile: ForceVelocityLine, load: Load, *, per_cent: ArrayLike = 2.5
) -> Probe:
    """What a little more F0, and a little more V0, would gain over a distance under a load.

    Parameters
    ----------
    distance : array_like, m
        Above zero.
    profile : ForceVelocityLine
        Of an analytic definition.
    load : Load
    per_cent : array_like
        Above zero.

    Returns
    -------
    Probe

    Raises
    ------
    InputError
        If a number lies outside these limits, or the profile is not analytic or does not overcome
        the load.
    """
    curve_under(profile, load)
    return _probe(
        distance,
        per_cent,
        lambda force, speed: invert(profile.f0 * force, profile.v0 * speed, load),
    )


def balanced_distance_of_curve(mss: ArrayLike, mac: ArrayLike, *, per_cent: float = 2.5) -> Floats:
    """Distance (m) over which more MAC and more MSS are worth the same; nearer, MAC is worth more."""
    return _balanced(lambda d: probe_curve(d, mss, mac, per_cent=per_cent))


def balanced_distance(profile: ForceVelocityLine, load: Load, *, per_cent: float = 2.5) -> Floats:
    """Distance (m) over which more F0 and more V0 are worth the same; nearer, F0 is worth more."""
    return _balanced(lambda d: probe_profile(d, profile, load, per_cent=per_cent))


def _probe(
    distance: ArrayLike,
    per_cent: ArrayLike,
    curve: Callable[[Floats, Floats], tuple[Floats, Floats]],
) -> Probe:
    d = above_zero(distance, "Distances (m)")
    step = above_zero(per_cent, "Per cents")
    same, more = np.ones_like(step), 1.0 + step / 100.0
    time = time_at_distance(d, *curve(same, same))
    with_force = time_at_distance(d, *curve(more, same))
    with_speed = time_at_distance(d, *curve(same, more))
    return Probe(d, step, time, time - with_force, time - with_speed)


def _balanced(probe: Callable[[Floats], Probe]) -> Floats:
    def leaning(log_distance: Floats) -> Floats:
        return probe(np.exp(log_distance)).imbalance - 100.0

    low = np.log(_SHORTEST) + 0.0 * leaning(np.log(_SHORTEST))
    return np.exp(sign_change(leaning, low, low + np.log(_LONGEST / _SHORTEST)))
