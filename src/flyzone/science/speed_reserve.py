"""Speed reserve: how much faster an athlete can run than his lungs can pay for, and what that buys.

MSS is the fastest he can run at all, from a short flying sprint; MAS the fastest that his aerobic
supply alone can hold (maximal aerobic speed).  The span between them is the anaerobic speed reserve
(ASR), their ratio the speed reserve ratio (SRR).  An all-out effort of some duration runs at MAS
plus a share of the reserve that decays with that duration, in all people alike ([Bundle2003]_)::

    v(t) = MAS + (MSS - MAS) exp(-k t)

So every pace has a price in per cent of MSS: 10 mph is 50 % of a 20 mph runner and 83 % of a 12 mph
one.  Raising MSS lowers the price of every slower pace.  That is arithmetic; whether the athlete then
races faster is not: the link between MSS and middle-distance times is an association found between
elite runners ([Sandford2019]_), no proof that training the one moves the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from flyzone.errors import InputError
from flyzone.model import Measurement, Notice, SharedError
from flyzone.model.arrays import Floats
from flyzone.science.combine import difference, linear, require_unit
from flyzone.science.functions import ratio, through
from flyzone.science.limits import above_zero, finite
from flyzone.science.qualified import Qualified

DECAY_PER_S = 0.013
SHORTEST_S, LONGEST_S = 3.0, 240.0
MODEL_SD = 0.034
"""Of a predicted speed, relative: the larger of the reported accuracies."""

SPEED_DURATION_MODEL = Notice(
    "speed-duration-model",
    f"The decay of speed with duration ({DECAY_PER_S:g} per second, running) and the accuracy of the "
    f"model ({100 * MODEL_SD:.1f} %) are from memory and unverified; a later author found errors well "
    f"above 3 %. It holds for all-out efforts of about {SHORTEST_S:g} to {LONGEST_S:g} s, counted as a "
    "whole. Take it as a guide.",
)
ASSOCIATION_ONLY = Notice(
    "speed-reserve-association",
    "Speed reserve describes; that a higher top speed improves middle-distance times is an "
    "association between athletes, not an effect of training one of them.",
)
ELITE_MEN = Notice(
    "speed-reserve-elite-men",
    "The groups of 800 m runners come from 19 elite men whose MAS was predicted from 1500 m times. "
    "For others they are a comparison, not a verdict.",
)

SUBGROUPS_800M = (("400-800 m", 1.575), ("800 m", 1.475), ("800-1500 m", 1.355))
"""Groups of 800 m runners and the least SRR of each (the published limits have two decimals)."""
OUTSIDE_800M = "none of the groups"


@dataclass(frozen=True, slots=True)
class SpeedReserve:
    """An athlete's speed reserve.

    Attributes
    ----------
    asr : Measurement, m/s
    srr : Measurement
    subgroup_800m : tuple of (str, float)
        The groups of 800 m runners and `OUTSIDE_800M`, each with the probability that the athlete's
        ratio falls there, given how well it is known.
    caveats : tuple of Notice
    """

    asr: Measurement
    srr: Measurement
    subgroup_800m: tuple[tuple[str, float], ...]
    caveats: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class PaceCost:
    """What a pace costs an athlete.

    Attributes
    ----------
    percent_mss : Measurement, %
    percent_asr : Measurement, %, or None
        Of the reserve between MAS and MSS, negative below MAS; ``None`` where MAS is not known.
    time_limit : Measurement, s, or None
        How long the model lets him hold it; ``None`` where the model does not say, with the reason
        in ``caveats``.
    caveats : tuple of Notice
    """

    percent_mss: Measurement
    percent_asr: Measurement | None
    time_limit: Measurement | None
    caveats: tuple[Notice, ...]


def speed_for_duration(duration: ArrayLike, mss: ArrayLike, mas: ArrayLike) -> Floats:
    """Mean speed of an all-out effort of each duration.

    Parameters
    ----------
    duration : array_like, s
        3 to 240, the whole effort.
    mss, mas : array_like, m/s
        Above zero, MSS larger than MAS; so for every function of this module.

    Returns
    -------
    ndarray, m/s
        The decay constant is from memory, unverified.  [Bundle2003]_

    Raises
    ------
    InputError
        If a duration lies outside what the model was made for, or a speed is none.

    Examples
    --------
    >>> round(float(speed_for_duration(60.0, 9.5, 5.2)), 3)
    7.171
    """
    top, aerobic = _speeds(mss, mas)
    t = finite(duration, "Durations (s)")
    outside = t[(t < SHORTEST_S) | (t > LONGEST_S)]
    if outside.size:
        raise InputError(
            f"The speed-duration model holds for {SHORTEST_S:g} to {LONGEST_S:g} s, got "
            f"{outside.flat[0]:g} s: before, speed still rises; beyond, the decay of the anaerobic "
            "share says little. Choose a duration within.",
            code="speed-duration",
        )
    return aerobic + (top - aerobic) * np.exp(-DECAY_PER_S * t)


def time_limit(pace: ArrayLike, mss: ArrayLike, mas: ArrayLike) -> Floats:
    """How long each pace can be held all-out: the inverse of `speed_for_duration`.

    Parameters
    ----------
    pace, mss, mas : array_like, m/s

    Returns
    -------
    ndarray, s
        Not a number where the model says nothing: at MAS and below, or where it would give less
        than 3 or more than 240 s.

    Raises
    ------
    InputError
        If a speed is none.
    """
    share = percent_of_reserve(pace, mss, mas) / 100.0
    limit = -np.log(np.where(share > 0.0, share, np.nan)) / DECAY_PER_S
    # A hair of slack, so that what `speed_for_duration` gives at its ends comes back.
    inside = (limit >= SHORTEST_S * (1.0 - 1e-9)) & (limit <= LONGEST_S * (1.0 + 1e-9))
    return np.where(inside, limit, np.nan)


def percent_of_mss(pace: ArrayLike, mss: ArrayLike) -> Floats:
    """Each pace (m/s) in per cent of top speed (m/s)."""
    return 100.0 * above_zero(pace, "Paces (m/s)") / above_zero(mss, "Top speeds (m/s)")


def percent_of_reserve(pace: ArrayLike, mss: ArrayLike, mas: ArrayLike) -> Floats:
    """Each pace (m/s) in per cent of the speed reserve; 0 at MAS, 100 at MSS, negative below MAS."""
    top, aerobic = _speeds(mss, mas)
    return 100.0 * (above_zero(pace, "Paces (m/s)") - aerobic) / (top - aerobic)


def subgroup_800m(srr: float) -> str:
    """The group of 800 m runners that a speed reserve ratio belongs to.

    Parameters
    ----------
    srr : float
        MSS over MAS.

    Returns
    -------
    str
        A name of `SUBGROUPS_800M`, or `OUTSIDE_800M`.  [Sandford2019]_
    """
    return next((name for name, least in SUBGROUPS_800M if srr >= least), OUTSIDE_800M)


def speed_reserve(mss: Measurement, mas: Measurement) -> SpeedReserve:
    """Speed reserve, its ratio, and how it compares with elite 800 m runners, with errors.

    Parameters
    ----------
    mss, mas : Measurement, m/s

    Returns
    -------
    SpeedReserve

    Raises
    ------
    InputError
        If a unit is another one, or MSS is not larger than MAS.
    """
    _checked(mss, mas)
    srr = ratio(mss, mas)
    limits = [math.inf, *(least for _, least in SUBGROUPS_800M), -math.inf]
    names = [*(name for name, _ in SUBGROUPS_800M), OUTSIDE_800M]
    below = [_chance_below(limit, srr) for limit in limits]
    shares = tuple(
        (name, upper - lower)
        for name, upper, lower in zip(names, below[:-1], below[1:], strict=True)
    )
    return SpeedReserve(difference(mss, mas), srr, shares, (ELITE_MEN, ASSOCIATION_ONLY))


def predict_speed(
    duration: float, mss: Measurement, mas: Measurement, *, athlete: str
) -> Qualified:
    """Mean speed of an all-out effort, with the errors of MSS, MAS and the model itself.

    Parameters
    ----------
    duration : float, s
        3 to 240.
    mss, mas : Measurement, m/s
    athlete : str
        Whose: how far he departs from the model is one error that all his predictions share.

    Returns
    -------
    Qualified
        In m/s.

    Raises
    ------
    InputError
        As for `speed_for_duration`.
    """
    _checked(mss, mas)
    speed = through(lambda top, low: speed_for_duration(duration, top, low), mss, mas, unit="m/s")
    model = _model_error(0.0, MODEL_SD * speed.value, athlete)
    return Qualified(linear((speed, model), (1.0, 1.0)), (SPEED_DURATION_MODEL,))


def cost_of_pace(
    pace: float, mss: Measurement, mas: Measurement | None = None, *, athlete: str
) -> PaceCost:
    """What a pace costs: per cent of top speed, of the reserve, and how long it can last.

    Parameters
    ----------
    pace : float, m/s
    mss : Measurement, m/s
    mas : Measurement, m/s, optional
    athlete : str
        As for `predict_speed`; the time limit bears the error of the model.

    Returns
    -------
    PaceCost
        Call it with MSS before and after to see what raising MSS does to the pace.

    Raises
    ------
    InputError
        If a unit is another one, a speed is not above zero, or MSS is not larger than MAS.

    Examples
    --------
    >>> twenty_mph = Measurement(8.9408, 0.1, "m/s", "fly 10")
    >>> round(cost_of_pace(4.4704, twenty_mph, athlete="Mia").percent_mss.value, 1)
    50.0
    """
    require_unit(mss, "m/s", "MSS")
    of_top = through(lambda top: percent_of_mss(pace, top), mss, unit="%")
    if mas is None:
        return PaceCost(of_top, None, None, (_no_limit("MAS is not known"),))
    _checked(mss, mas)
    of_reserve = through(lambda top, low: percent_of_reserve(pace, top, low), mss, mas, unit="%")
    if not np.isfinite(time_limit(pace, mss.value, mas.value)):
        return PaceCost(of_top, of_reserve, None, (_no_limit(_why(pace, mss, mas)),))
    # The plain formula, so that the steps of the error may cross the ends of its range.
    limit = through(
        lambda v, top, low: -math.log((v - low) / (top - low)) / DECAY_PER_S,
        _model_error(pace, MODEL_SD * pace, athlete),
        mss,
        mas,
        unit="s",
    )
    return PaceCost(of_top, of_reserve, limit, (SPEED_DURATION_MODEL, ASSOCIATION_ONLY))


def _model_error(speed: float, sd: float, athlete: str) -> Measurement:
    source = SharedError(f"speed-duration model for {athlete}", sd)
    return Measurement(speed, sd, "m/s", "speed-duration model", (source,))


def _why(pace: float, mss: Measurement, mas: Measurement) -> str:
    if pace <= mas.value:
        return "the pace is not above MAS, where the aerobic supply alone carries it"
    if pace >= mss.value:
        return "the pace is not below MSS"
    return f"it would lie outside {SHORTEST_S:g} to {LONGEST_S:g} s, for which the model was made"


def _no_limit(why: str) -> Notice:
    return Notice("no-time-limit", f"No time limit is given for this pace: {why}.")


def _chance_below(limit: float, srr: Measurement) -> float:
    if srr.sd == 0.0:
        return float(srr.value < limit)
    return float(ndtr((limit - srr.value) / srr.sd))


def _checked(mss: Measurement, mas: Measurement) -> None:
    require_unit(mss, "m/s", "MSS")
    require_unit(mas, "m/s", "MAS")
    _speeds(mss.value, mas.value)


def _speeds(mss: ArrayLike, mas: ArrayLike) -> tuple[Floats, Floats]:
    top, aerobic = above_zero(mss, "Top speeds (m/s)"), above_zero(mas, "Aerobic speeds (m/s)")
    if np.any(top <= aerobic):
        raise InputError(
            "MSS must be larger than MAS, got a reserve of "
            f"{float(np.min(top - aerobic)):g} m/s. Check which is which, and their units.",
            code="speed-reserve",
        )
    return top, aerobic
