"""Sprints of equal power: the line along which force is traded for velocity.

"Equal power" is either F0 times V0 of the analytic profile, or the peak power of the sprint itself.
Each keeps a line of sprints, from much force and little velocity to the reverse.  `EqualPower` walks
along it and tells at each place how MSS and MAC change there, which is all that
`flyzone.science.optimal_profile` needs to find the fastest sprint of the line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from flyzone.errors import InputError
from flyzone.model.arrays import Floats
from flyzone.science.critical_points import peak_power
from flyzone.science.force_velocity import ForceVelocityLine, curve_under, invert
from flyzone.science.load import Load
from flyzone.science.roots import sign_change

_WIDEST = 20.0
"""A line reaches up to this many times, and down to this part of, what the athlete has."""


@dataclass(frozen=True, slots=True)
class EqualPower:
    """Sprints of equal power, one for each place on a line from force towards velocity.

    Attributes
    ----------
    at : callable
        Takes a place; gives MSS (m/s) and MAC (m/s²) there, and how the logarithms of both change
        along the line, up to a common factor above zero.
    low, high : ndarray
        Ends of the line.
    here : ndarray
        The athlete's own place.
    """

    at: Callable[[Floats], tuple[Floats, Floats, Floats, Floats]]
    low: Floats
    high: Floats
    here: Floats


def equal_product(profile: ForceVelocityLine, load: Load) -> EqualPower:
    """Sprints with the same F0 V0; a place is the logarithm of V0 over the athlete's V0.

    Raises
    ------
    InputError
        If the profile is not analytic or does not overcome the load.
    """
    curve_under(profile, load)

    def at(place: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        f0, v0 = profile.f0 * np.exp(-place), profile.v0 * np.exp(place)
        mss, mac = invert(f0, v0, load)
        driving = mac * load.moved
        holding = driving * v0 / mss
        d_mac = -f0 / driving
        d_holding = 2.0 * load.drag * np.abs(v0 - load.wind) * v0 - f0
        return mss, mac, d_mac + 1.0 - d_holding / holding, d_mac

    # F0 may shrink until it no more than balances what holds the athlete at the start.
    standing = load.resistance + load.air_drag(0.0)
    least = np.maximum(standing / profile.f0, 1.0 / _WIDEST)
    here = 0.0 * (least + profile.v0)
    return EqualPower(at, here - np.log(_WIDEST), here - np.log(least) - 1e-9, here)


def equal_peak(profile: ForceVelocityLine, load: Load) -> EqualPower:
    """Sprints with the same peak power; a place is the speed at which it stands.

    Raises
    ------
    InputError
        If the profile is not analytic or does not overcome the load, or power has no peak.

    Notes
    -----
    That the power is P at the speed v, and its derivative zero, are two equations, linear in the force
    moved * MAC = a and its fall per speed b = a / MSS, so the sprint follows directly::

        b = P / v² + D',    a = 2 P / v + v D' - D - R

    with air drag D and resistance R.  Along the line d log MSS : d log MAC = (MSS / v - 1) : -1.
    """
    peak = peak_power(*curve_under(profile, load), load)
    if np.any(np.isinf(peak.time)):
        raise InputError(
            "With this load power grows all the way to top speed, so there is no peak to keep. "
            "Keep f0-v0, or lessen the resistance.",
            code="optimal-no-peak",
        )

    def at(place: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        bend = 2.0 * load.drag * np.abs(place - load.wind)
        fall = peak.power / place**2 + bend
        push = 2.0 * peak.power / place + place * bend - load.air_drag(place) - load.resistance
        mss = push / fall
        return mss, push / load.moved, mss / place - 1.0, np.full_like(mss, -1.0)

    def room(place: Floats) -> Floats:
        # Beyond, P is no peak any more: it lies at top speed, or has become a lowest point.
        held = np.maximum(load.air_drag(place) + load.resistance, load.drag * place**2)
        return peak.power / place - held

    farthest = _WIDEST * peak.velocity
    end = np.where(room(farthest) > 0.0, farthest, sign_change(room, peak.velocity, farthest))
    return EqualPower(at, peak.velocity / _WIDEST, end * (1.0 - 1e-9), peak.velocity)
