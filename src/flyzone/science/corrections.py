"""What a time would have been: other air, another clock, another start.

Each of these is a convention or a model laid over a measurement, so each result says so.  None of
them is official: World Athletics applies no correction for wind or altitude at all.  It only refuses
records and lists marks apart with more than 2.0 m/s from behind.

The air here is that of a whole 100 m by a simple formula ([Mureika2000]_); for other distances and
for an athlete of known size, drag itself is in `flyzone.science.air`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model import Measurement, Notice, SharedError, StartType
from flyzone.model.arrays import Floats
from flyzone.science.combine import difference, linear, require_unit
from flyzone.science.functions import through
from flyzone.science.limits import finite
from flyzone.science.qualified import Qualified

LEGAL_WIND_M_S = 2.0
FALSE_START_S = 0.100
HAND_SHORT_S, HAND_LONG_S = 0.24, 0.14
_SHORT_UNTIL_M, _LONG_FROM_M = 300.0, 400.0
_LIMITS = {"time": (9.0, 25.0), "wind": (-10.0, 10.0), "altitude": (-500.0, 4000.0)}

AIR_100M = Notice(
    "air-100m-unverified",
    "The constants of this wind and altitude correction are from memory and unverified, and it knows "
    "neither the athlete's size nor gusts. World Athletics applies no such correction.",
)
OVER_LEGAL_WIND = Notice(
    "wind-over-limit",
    f"The tailwind was above {LEGAL_WIND_M_S:.1f} m/s: the mark itself counts for no record.",
)
HAND_TIMING = Notice(
    "hand-time-unverified",
    f"Adding {HAND_SHORT_S:g} s (up to {_SHORT_UNTIL_M:g} m) or {HAND_LONG_S:g} s (from "
    f"{_LONG_FROM_M:g} m) to a hand time is a convention, from memory and unverified, that differs "
    "between federations. It says nothing about this timekeeper.",
)
START_DIFFERENCE = Notice(
    "start-difference",
    "Differences between starts are means of 14 women and 11 men over 40 m, with how athletes differed "
    "as their standard deviation. Time this athlete from both starts where it matters.",
)
EARLY_REACTION = Notice(
    "false-start",
    f"A reaction below {FALSE_START_S:.3f} s is a false start by rule; people have reacted to sound in "
    "0.080 to 0.085 s. Check the start before using this time.",
)

StartMethod = Literal[
    "block-gun", "three-point-hand-release", "standing-beam", "standing-foot-release"
]
"""How the athlete stands, and what starts the clock."""

FASTER_THAN_BLOCK: Mapping[StartMethod, tuple[float, float]] = MappingProxyType(
    {
        "block-gun": (0.0, 0.0),
        "three-point-hand-release": (0.17, 0.09),
        "standing-beam": (0.27, 0.12),
        "standing-foot-release": (0.69, 0.11),
    }
)
"""How much shorter (s, mean and SD) a 40 m time is than from blocks, reacting to the gun.  With the
beam, the front foot stands at the line under it.  [Haugen2012]_"""


def still_sea_level_100m(time: ArrayLike, wind: ArrayLike, altitude: ArrayLike) -> Floats:
    """What each 100 m time would have been without wind at sea level.

    Parameters
    ----------
    time : array_like, s
        Over 100 m; 9 to 25.
    wind : array_like, m/s
        Along the run, a tailwind is positive; within 10, and slower than the athlete.
    altitude : array_like, m
        -500 to 4000.

    Returns
    -------
    ndarray, s
        Larger than ``time`` after a tailwind or at altitude.  The constants are from memory,
        unverified.  [Mureika2000]_

    Raises
    ------
    InputError
        If a number lies outside these limits.

    Examples
    --------
    >>> round(float(still_sea_level_100m(10.0, 2.0, 0.0)), 3)
    10.108
    """
    t = _within(time, "time", "100 m times (s)")
    w = _within(wind, "wind", "Winds (m/s)")
    height = _within(altitude, "altitude", "Altitudes (m)")
    # Speed against the air over mean speed; drag goes with its square.
    against = 1.0 - w * t / 100.0
    if np.any(against <= 0.0):
        raise InputError(
            f"A tailwind as fast as the athlete is outside this correction, got {float(np.max(w)):g} "
            "m/s. Check its unit.",
            code="correction-limits",
        )
    return t * (1.03 - 0.03 * np.exp(-0.000125 * height) * against**2)


def correct_100m(time: Measurement, wind: Measurement, altitude: float) -> Qualified:
    """A 100 m time without wind at sea level, with the errors of the time and of the wind.

    Parameters
    ----------
    time : Measurement, s
    wind : Measurement, m/s
        A gauge by the track reads one place for ten seconds: say how well that tells the wind that
        the athlete met.
    altitude : float, m

    Returns
    -------
    Qualified

    Raises
    ------
    InputError
        If a unit is another one, or a number lies outside the limits of `still_sea_level_100m`.
    """
    require_unit(time, "s", "The 100 m time")
    require_unit(wind, "m/s", "The wind")
    corrected = through(
        lambda t, w: still_sea_level_100m(t, w, altitude),
        time,
        wind,
        unit="s",
        origin=f"{time.origin}, without wind at sea level",
    )
    assisted = (OVER_LEGAL_WIND,) if wind.value > LEGAL_WIND_M_S else ()
    return Qualified(corrected, (AIR_100M, *assisted))


def automatic_from_hand(hand: Measurement, distance: float, start: StartType) -> Qualified:
    """A hand time on the scale of fully automatic timing.

    Parameters
    ----------
    hand : Measurement, s
        Of a watch started at the gun's smoke and rounded up to a tenth; its standard deviation is
        that of the timekeeper.
    distance : float, m
        Up to 300 or from 400: between them there is no convention.
    start : {"block", "three-point", "standing", "foot-release", "rolling"}
        A rolling start is refused: who starts a watch at a passing body anticipates it as he does at
        the end, and trained raters read a 30 m fly 1.6 to 2.5 % slow in speed ([Zajac2022]_).

    Returns
    -------
    Qualified

    Raises
    ------
    InputError
        If the unit, the distance or the start is none of these.
    """
    require_unit(hand, "s", "The hand time")
    if start == "rolling" or start not in get_args(StartType):
        raise InputError(
            f"Hand times are converted for starts from standing only, got start {start!r}. For a "
            "flying zone compare with hand times of the same timekeeper.",
            code="hand-start",
        )
    if 0.0 < distance <= _SHORT_UNTIL_M:
        late = HAND_SHORT_S
    elif distance >= _LONG_FROM_M:
        late = HAND_LONG_S
    else:
        raise InputError(
            f"Hand times are converted up to {_SHORT_UNTIL_M:g} m and from {_LONG_FROM_M:g} m, got "
            f"{distance:g} m. Leave the hand time as it is.",
            code="hand-distance",
        )
    converted = through(lambda t: t + late, hand, unit="s", origin=f"{hand.origin}, as automatic")
    return Qualified(converted, (HAND_TIMING,))


def as_from(time: Measurement, start: StartMethod, to: StartMethod, *, athlete: str) -> Qualified:
    """A 40 m time from one start, as from another.

    Parameters
    ----------
    time : Measurement, s
    start, to : {"block-gun", "three-point-hand-release", "standing-beam", "standing-foot-release"}
        How it was run, and how it is asked for.
    athlete : str
        Whose: how far he departs from the mean difference is one error that all his runs share.

    Returns
    -------
    Qualified

    Raises
    ------
    InputError
        If the unit or a start is none of these.

    Notes
    -----
    The differences of two starts from the block start are taken as independent, which nobody
    published.  [Haugen2012]_
    """
    require_unit(time, "s", "The 40 m time")
    gained, given = _faster(start, athlete), _faster(to, athlete)
    origin = f"{time.origin}, {start} as {to}"
    converted = linear((time, gained, given), (1.0, 1.0, -1.0), origin=origin)
    return Qualified(converted, (START_DIFFERENCE,))


def without_reaction(time: Measurement, reaction: Measurement) -> Qualified:
    """A gun time less the reaction time: the time from the athlete's first movement.

    Parameters
    ----------
    time, reaction : Measurement, s
        On one clock; what both carry of its error falls out.

    Returns
    -------
    Qualified
        With a caveat if the reaction is a false start by rule.

    Raises
    ------
    InputError
        If a unit is another one, or the reaction is not above zero and below the time.
    """
    require_unit(time, "s", "The gun time")
    require_unit(reaction, "s", "The reaction time")
    if not 0.0 < reaction.value < time.value:
        raise InputError(
            f"A reaction lies between the gun and the end of the run, got {reaction.value:g} s for a "
            f"time of {time.value:g} s. Check both; a flying time holds no reaction.",
            code="reaction",
        )
    origin = f"{time.origin}, without reaction"
    early = (EARLY_REACTION,) if reaction.value < FALSE_START_S else ()
    return Qualified(difference(time, reaction, origin=origin), early)


def _faster(start: StartMethod, athlete: str) -> Measurement:
    if start not in FASTER_THAN_BLOCK:
        raise InputError(
            f"The start must be one of {', '.join(FASTER_THAN_BLOCK)}, got {start!r}. Others were not "
            "compared.",
            code="start-method",
        )
    mean, sd = FASTER_THAN_BLOCK[start]
    shared = SharedError(f"{start} start of {athlete}", sd)
    return Measurement(mean, sd, "s", "start comparison", (shared,))


def _within(values: ArrayLike, name: str, what: str) -> Floats:
    low, high = _LIMITS[name]
    array = finite(values, what)
    outside = array[(array < low) | (array > high)]
    if outside.size:
        raise InputError(
            f"{what} must lie between {low:g} and {high:g} for this correction, got "
            f"{outside.flat[0]:g}. Check the unit.",
            code="correction-limits",
        )
    return array
