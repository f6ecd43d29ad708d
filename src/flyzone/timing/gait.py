"""Whether what was seen is possible for a human, at the clip's speed.

A clip that was slowed on export shows a real runner at a false speed.  His step length does not
change with the playback, his step rate does: nobody runs two-metre steps at one and a half per
second.  Where the clip's own data do not tell its true rate, this is what gives it away.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

_SLOWEST_HZ, _FASTEST_HZ = 0.25, 7.0
_RUNNING_HZ = 2.35
"""Slowest step rate of a run with steps longer than `_WALKING_STEP_M`; joggers step at 2.5-2.9 Hz."""
_WALKING_STEP_M = 1.25
_STROLLING_HZ = 1.7
_SLOWEST_AT_REST_HZ, _QUICKER_HZ_PER_M_S = 1.9, 0.15
_FASTEST_STEPS_HZ = 6.2
_FASTEST_M_S = 13.0
_USUAL_HZ = 4.3
_RATES = (2, 4, 8, 10, 16, 20, 32, 40)
_CLEAR_POWER = 0.25
_IN_STRIDE_M_S = 0.7
_LEGS_M_S2 = 25.0
_RATE_RATIO = 1.7


@dataclass(frozen=True)
class StepRate:
    """Steps per second as the clip plays.

    Attributes
    ----------
    hz : float, Hz
    power : float
        Share of the legs' motion that this rate explains, 0 to 1.
    periods : float
        How many steps were seen.
    """

    hz: float
    power: float
    periods: float = 0.0


def find_step_rate(times: ArrayLike, leg_spread: ArrayLike) -> StepRate | None:
    """Step rate from how the legs open and close, once a step.

    Parameters
    ----------
    times : array_like, shape (n,), s
    leg_spread : array_like, shape (n,), m
        Horizontal extent of the legs.

    Returns
    -------
    StepRate or None
        None where fewer than one and a half periods or no clear period were seen.

    Notes
    -----
    Least-squares spectrum over irregular times, with a slow trend taken out first.
    """
    t = np.asarray(times, dtype=float)
    y = np.asarray(leg_spread, dtype=float)
    good = np.isfinite(y)
    t, y = t[good], y[good]
    if t.size < 8:
        return None
    span = float(t[-1] - t[0])
    if span <= 0:
        return None
    sampling = (t.size - 1) / span
    trend = np.polyfit(t - t[0], y, 2 if span * _USUAL_HZ > 4 else 1)
    y = y - np.polyval(trend, t - t[0])
    low = max(_SLOWEST_HZ, 1.5 / span)
    high = min(_FASTEST_HZ, 0.45 * sampling)
    if high <= low:
        return None
    rates = np.arange(low, high, 0.1 / span)
    total = float(np.sum(y * y))
    if total <= 0:
        return None
    power = np.array([_explained(t, y, hz) for hz in rates]) / total
    best = int(np.argmax(power))
    if power[best] < _CLEAR_POWER:
        return None
    return StepRate(float(rates[best]), float(power[best]), float(rates[best]) * span)


def _explained(t: Array, y: Array, hz: float) -> float:
    basis = np.column_stack([np.cos(2 * np.pi * hz * t), np.sin(2 * np.pi * hz * t)])
    fit, *_ = np.linalg.lstsq(basis, y, rcond=None)
    return float(np.sum((basis @ fit) ** 2))


def too_slow_by(speed_m_s: float, step_hz: float) -> float | None:
    """By about how many times a clip must have been slowed, or None where the gait is possible.

    Parameters
    ----------
    speed_m_s, step_hz : float
        As the clip plays.

    Returns
    -------
    float or None
        The nearest usual factor (2, 4, 8 ...), judged by a sprinter's step rate.
    """
    step_m = speed_m_s / step_hz
    # Walkers who step slowly take short steps: at one step a second hardly 0.6 m.
    longest = _WALKING_STEP_M if step_hz > _STROLLING_HZ else 0.55 + 0.30 * step_hz
    # The faster, the quicker the steps: at 5 m/s nobody takes fewer than two and a half a second.
    slowest = max(_RUNNING_HZ, _SLOWEST_AT_REST_HZ + _QUICKER_HZ_PER_M_S * min(speed_m_s, 7.0))
    if step_m <= longest or step_hz >= slowest:
        return None
    factor = _USUAL_HZ / step_hz
    return float(min(_RATES, key=lambda rate: abs(np.log(rate / factor))))


def too_fast(speed_m_s: float, step_hz: float | None) -> bool:
    """Whether nobody can run like that: faster than 13 m/s or more than 6.2 steps a second."""
    return speed_m_s > _FASTEST_M_S or (step_hz is not None and step_hz > _FASTEST_STEPS_HZ)


def rate_jumps(times: ArrayLike, places: ArrayLike, *, window_s: float = 0.10) -> float | None:
    """When the playback rate changed, from a speed that no runner can change so fast.

    Parameters
    ----------
    times : array_like, shape (n,), s
    places : array_like, shape (n,), m
        Sightings of one runner, in order.

    Returns
    -------
    float or None, s
        The moment of the sharpest change, or None.

    Notes
    -----
    Speed before and after each moment, over ``window_s`` or five frames on either side, whichever is
    longer.  A ratio above 1.7 between them at more than 25 m/s² is beyond any legs; a start from
    blocks passes through low speeds, so the slower side must already move.
    """
    t = np.asarray(times, dtype=float)
    x = np.asarray(places, dtype=float)
    if t.size < 14:
        return None
    half = max(5, int(np.ceil(window_s / np.median(np.diff(t)))))
    worst, moment = _RATE_RATIO, None
    for i in range(half, t.size - half):
        before = _slope(t[i - half : i], x[i - half : i])
        after = _slope(t[i : i + half], x[i : i + half])
        slow, fast = sorted((abs(before), abs(after)))
        if before * after <= 0 or slow < _IN_STRIDE_M_S:
            continue
        # A standing start passes through low speeds; a jump is sharp against what legs can do.
        change = (fast - slow) / (t[i + half - 1] - t[i - half]) * 2
        if change > _LEGS_M_S2 and fast / max(slow, 0.05) > worst:
            worst, moment = fast / max(slow, 0.05), float(t[i])
    return moment


def _slope(t: Array, x: Array) -> float:
    s = t - t.mean()
    return float(np.sum(s * x) / np.sum(s * s))
