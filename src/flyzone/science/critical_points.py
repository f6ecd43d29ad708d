"""Where in a sprint power peaks, and for how long it stays near its peak.

Power is force times speed: nothing at the first movement, nothing but drag at top speed, most in
between.  Without air it peaks at half of MSS; air drag lets it peak a little later and higher.  As a
function of speed it is a cubic on either side of the wind's own speed, so the peak has a closed
form.  (Distance and time to a share of top speed or of MAC: see `flyzone.science.curve`.)

With a load whose drag coefficient is 0 all this is said without air.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model.arrays import Floats
from flyzone.science import curve
from flyzone.science.kinetics import power_at_time, power_at_velocity
from flyzone.science.limits import above_zero, finite
from flyzone.science.load import Load
from flyzone.science.roots import sign_change

_AT_TOP_SPEED = 50.0
"""Time, in units of TAU, after which no number can tell the speed from MSS."""


@dataclass(frozen=True, slots=True, eq=False)
class PeakPower:
    """The largest horizontal power of a sprint, and where it stands.

    Attributes
    ----------
    power : ndarray, W
    velocity : ndarray, m/s
    time, distance : ndarray, s and m
        From the first movement; infinite where power grows all the way to top speed, as it does
        with a heavy tether.
    """

    power: Floats
    velocity: Floats
    time: Floats
    distance: Floats


@dataclass(frozen=True, slots=True, eq=False)
class PowerWindow:
    """The stretch of a sprint in which power stays above a share of its peak.

    Attributes
    ----------
    start_time, end_time : ndarray, s
    start_distance, end_distance : ndarray, m
        From the first movement; the end is infinite where power never falls below the share.
    """

    start_time: Floats
    end_time: Floats
    start_distance: Floats
    end_distance: Floats


def peak_power(mss: ArrayLike, mac: ArrayLike, load: Load) -> PeakPower:
    """The largest horizontal power of a sprint under a load, and where it stands.

    Parameters
    ----------
    mss, mac : array_like, m/s and m/s²
        Above zero.
    load : Load

    Returns
    -------
    PeakPower

    Raises
    ------
    InputError
        If MSS or MAC is not above zero.
    """
    top, start = above_zero(mss, "MSS (m/s)"), above_zero(mac, "MAC (m/s²)")
    velocity = _speed_of_peak(top, start, load)
    within = velocity < top
    reached = curve.time_at_velocity(np.where(within, velocity, 0.0), top, start)
    time = np.where(within, reached, np.inf)
    distance = np.where(within, curve.position_at_time(reached, top, start), np.inf)
    return PeakPower(power_at_velocity(velocity, top, start, load), velocity, time, distance)


def power_window(fraction: ArrayLike, mss: ArrayLike, mac: ArrayLike, load: Load) -> PowerWindow:
    """The stretch of a sprint in which power stays above a share of its peak.

    Parameters
    ----------
    fraction : array_like
        Above 0 and below 1.
    mss, mac : array_like, m/s and m/s²
    load : Load

    Returns
    -------
    PowerWindow

    Raises
    ------
    InputError
        If a number lies outside these limits.
    """
    share = finite(fraction, "Shares of peak power")
    if np.any((share <= 0.0) | (share >= 1.0)):
        raise InputError(
            "A share of peak power must lie between 0 and 1. Divide per cent by 100.",
            code="power-fraction",
        )
    peak = peak_power(mss, mac, load)
    top, start = np.asarray(mss, dtype=np.float64), np.asarray(mac, dtype=np.float64)

    def above(time: Floats) -> Floats:
        return power_at_time(time, top, start, load) - share * peak.power

    late = _AT_TOP_SPEED * top / start
    summit = np.minimum(peak.time, late)
    rises = sign_change(above, np.zeros_like(share), summit)
    stays = above(late) >= 0.0
    falls = sign_change(above, summit, late)
    return PowerWindow(
        rises,
        np.where(stays, np.inf, falls),
        curve.position_at_time(rises, top, start),
        np.where(stays, np.inf, curve.position_at_time(falls, top, start)),
    )


def _speed_of_peak(mss: Floats, mac: Floats, load: Load) -> Floats:
    """Speed of the largest power: a zero of its derivative, or MSS where there is none below."""
    k, w = load.drag, load.wind
    push = load.moved * mac + load.resistance
    fall = load.moved * mac / mss
    # P' = push - 2 fall v + k (3 v² - 4 w v + w²) faster than the wind; the air changes its sign
    # where the wind is faster.
    candidates = [mss + 0.0 * push]
    for sign, low, high in ((1.0, np.maximum(w, 0.0), mss), (-1.0, 0.0, np.minimum(w, mss))):
        middle, last = 2.0 * fall + sign * 4.0 * k * w, push + sign * k * w**2
        inside = middle**2 - sign * 12.0 * k * last
        with np.errstate(invalid="ignore", divide="ignore"):
            v = 2.0 * last / (middle + np.sqrt(inside))
        candidates.append(np.where((inside >= 0.0) & (v >= low) & (v <= high), v, mss))
    speeds = np.stack(np.broadcast_arrays(*candidates))
    best = np.argmax(power_at_velocity(speeds, mss, mac, load), axis=0)
    return np.asarray(np.take_along_axis(speeds, best[np.newaxis], axis=0)[0])
