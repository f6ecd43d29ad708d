"""Athletes and programmes with a planted cause: why his fly 10 does not fall.

The dial ``effect`` goes from 0, nothing planted, to 1, about 3 % of time: what SCIENCE section 7 gives as
the border between speed work and conditioning.  It turns what is *done* (rest, gaps, effort, method,
wind, exposures); what that costs follows from the athlete who was drawn, and differs between people.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

import numpy as np

from flyzone.errors import InputError
from flyzone.virtual.athlete.programme import METHODS, Method, Programme
from flyzone.virtual.athlete.traits import VirtualAthlete

Cause = Literal[
    "none", "rest_too_short", "recovery_too_short", "both", "not_maximal", "method_changed", "wind",
    "too_few_exposures", "detraining",
]  # fmt: skip
CAUSES: tuple[Cause, ...] = get_args(Cause)

_REST_S, _SHORT_REST_S = (300.0, 420.0), (45.0, 80.0)
_GAP_H, _SHORT_GAP_H, _RARE_GAP_H = (76.0, 92.0), (24.0, 30.0), (240.0, 340.0)
_SLEEP_H, _SHORT_SLEEP_H = (7.4, 8.6), (6.0, 6.8)
_EFFORT, _EFFORT_SD = 0.95, 0.02
_BIAS = 0.03
_WIND_M_S = 5.0
"""Between the mean winds of the two halves; at 9 m/s about 3 % of time."""
_BREAK_WEEKS = 4.0


def draw_athlete(
    rng: np.random.Generator, cause: Cause = "none", effect: float = 1.0
) -> VirtualAthlete:
    """A plausible athlete, drawn at random.

    Parameters
    ----------
    rng : numpy.random.Generator
    cause : Cause
        The people are the same whatever is planted; only for rest and recovery they are people whom
        that costs something.
    effect : float
        0 to 1; only checked here.

    Returns
    -------
    VirtualAthlete

    Raises
    ------
    InputError
        If the cause is none, or the effect lies outside 0 to 1.
    """
    _checked(cause, effect)
    u = rng.random(17).tolist()
    cost = _between((0.5, 1.6), u[0])
    tiring = _between((0.6, 1.6), u[1])
    if cause in ("rest_too_short", "both"):
        cost = max(cost, 0.8)
    if cause in ("recovery_too_short", "both"):
        tiring = max(tiring, 0.8)
    mss = _between((7.6, 10.8), u[2])
    return VirtualAthlete(
        mss_m_s=mss,
        mac_m_s2=mss / _between((1.05, 1.35), u[3]),
        rep_sd=_between((0.007, 0.016), u[4]),
        form_sd=_between((0.003, 0.007), u[5]),
        form_memory=_between((0.0, 0.6), u[6]),
        warm_up=_between((0.0, 0.018), u[7]),
        pcr_cost=0.05 * cost,
        rep_cost=0.012 * cost,
        rep_cost_decay_s=_between((110.0, 170.0), u[8]),
        fatigue_fast=0.012 * tiring,
        fatigue_slow=0.002 * tiring,
        fast_days=_between((1.1, 1.9), u[9]),
        slow_days=_between((7.0, 14.0), u[10]),
        sleep_slowing=_between((0.05, 0.18), u[11]),
        sleep_cost=_between((0.0, 0.002), u[12]),
        gain_per_exposure=_between((0.0002, 0.0011), u[13]),
        ceiling=_between((0.03, 0.08), u[14]),
        gain_delay_days=_between((3.0, 9.0), u[15]),
        drag_share=_between((0.026, 0.042), u[16]),
    )


def draw_programme(
    rng: np.random.Generator, cause: Cause = "none", effect: float = 1.0, weeks: float = 6.0
) -> tuple[Programme, ...]:
    """A plausible way of training with a cause planted in it, drawn at random.

    Parameters
    ----------
    rng : numpy.random.Generator
    cause : Cause
    effect : float
        0 plants nothing, 1 about 3 % of time.
    weeks : float
        Of the whole history.

    Returns
    -------
    tuple of Programme
        For `flyzone.virtual.training_history.train`; with an effect of 0 that of ``"none"``.

    Raises
    ------
    InputError
        If the cause is none, the effect lies outside 0 to 1, or there is less than one week.
    """
    _checked(cause, effect)
    if weeks < 1.0:
        raise InputError(
            f"A planted cause needs at least one week, got {weeks:g}.", code="virtual-programme"
        )
    u = rng.random(14).tolist()
    usual = _usual(u, weeks)
    if effect == 0.0 or cause == "none":
        return (usual,)
    rest = _towards(usual.rest_s, _between(_SHORT_REST_S, u[10]), effect)
    gap = usual.gaps_h[0]
    match cause:
        case "rest_too_short":
            return (replace(usual, rest_s=rest),)
        case "recovery_too_short":
            return (_crowded(usual, u, effect),)
        case "both":
            return (_crowded(replace(usual, rest_s=rest), u, effect),)
        case "not_maximal":
            effort = 1.0 - (1.0 - _EFFORT) * effect
            return (replace(usual, effort=effort, effort_sd=_EFFORT_SD * effect),)
        case "too_few_exposures":
            rare = _towards(gap, _between(_RARE_GAP_H, u[11]), effect)
            fewer = max(2, round(usual.reps[0] * (1.0 - 0.5 * effect)))
            return (replace(usual, gaps_h=(rare,), reps=(fewer,)),)
        case "detraining":
            away = min(_BREAK_WEEKS * effect, 0.7 * weeks)
            trained = weeks - away
            until = trained * _between((0.4, 0.6), u[12])
            return (
                replace(usual, weeks=until),
                replace(usual, weeks=away, gaps_h=()),
                replace(usual, weeks=trained - until),
            )
    # What changed about half-way.
    half = weeks * _between((0.4, 0.6), u[12])
    before, after = replace(usual, weeks=half), replace(usual, weeks=weeks - half)
    if cause == "method_changed":
        name = "gates" if usual.method.name == "video" else "video"
        return before, replace(after, method=Method(name, METHODS[name].sd_s, _BIAS * effect))
    shift = _WIND_M_S * effect / 2.0
    return replace(before, wind_m_s=shift), replace(after, wind_m_s=-shift)


def _usual(u: list[float], weeks: float) -> Programme:
    """Training with nothing wrong in it."""
    return Programme(
        weeks=weeks,
        gaps_h=(_between(_GAP_H, u[0]),),
        gap_jitter_h=6.0,
        reps=(4, 5, 6, 5) if u[1] < 0.5 else (4 + int(3 * u[2]),),
        rest_s=_between(_REST_S, u[3]),
        rest_spread=_between((0.05, 0.3), u[4]),
        rest_jitter=0.08,
        method=METHODS["video"] if u[5] < 0.6 else METHODS["gates"],
        wind_sd=_between((0.3, 1.2), u[6]),
        gust_sd=0.3,
        gauge_sd=0.4 if u[7] < 0.5 else None,
        sleep_h=_between(_SLEEP_H, u[8]),
        sleep_sd=0.7,
        checkin_share=_between((0.3, 1.0), u[9]),
    )


def _crowded(usual: Programme, u: list[float], effect: float) -> Programme:
    """The same with sessions close together, of differing gaps, and shorter nights."""
    gap = _towards(usual.gaps_h[0], _between(_SHORT_GAP_H, u[11]), effect)
    sleep = _towards(usual.sleep_h, _between(_SHORT_SLEEP_H, u[13]), effect)
    uneven = 1.0 + 0.25 * effect
    return replace(usual, gaps_h=(gap / uneven, gap, gap * uneven), sleep_h=sleep)


def _between(limits: tuple[float, float], share: float) -> float:
    return limits[0] + (limits[1] - limits[0]) * share


def _towards(usual: float, planted: float, effect: float) -> float:
    """On the way from one to the other, in the logarithm: what short rests cost is exponential."""
    return float(usual ** (1.0 - effect) * planted**effect)


def _checked(cause: str, effect: float) -> None:
    if cause not in CAUSES or not 0.0 <= effect <= 1.0:
        raise InputError(
            f"A planted cause is one of {', '.join(CAUSES)} with an effect from 0 to 1, got "
            f"{cause!r} and {effect}.",
            code="virtual-cause",
        )
