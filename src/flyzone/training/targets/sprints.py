"""What a faster fly 10 does to a 40-yard dash and to 100 m.

A fly time and the way he accelerates fix his speed curve, and that curve tells his time over any
distance.  Then the fly time falls, and with it comes another curve.  Three things are not known, and
stand in the error:

* how he accelerates, where only his fly time was measured: then people's spread stands for it;
* whether his acceleration rises with his top speed (his whole curve is lifted) or stays as it is (only
  its end is): anything between is possible, and over 40 yards that is most of the answer;
* how much he slows at the end of 100 m, now and then, which the curve knows nothing of.

What is common to now and then, such as the timing error of his fly 10, mostly falls out of the change.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtri

from flyzone.errors import FitError, InputError
from flyzone.model import Measurement, Reason
from flyzone.science.combine import require_unit
from flyzone.science.corrections import HAND_SHORT_S
from flyzone.science.curve import time_at_distance
from flyzone.science.flying import FlyZone, fly_time
from flyzone.science.functions import through
from flyzone.training.rules.book import RuleBook
from flyzone.units import metres_from_yards

FLY_10 = FlyZone(30.0, 10.0)
FORTY_YARDS_M = metres_from_yards(40.0)
HUNDRED_M = 100.0
DISTANCES_M = (FORTY_YARDS_M, HUNDRED_M)
LEVEL = 0.90
_ORIGIN = "speed curve of a fly time"

FOLLOWS, FOLLOWS_SD = 0.5, 12.0**-0.5
"""How far his acceleration follows his top speed: 0 not at all, 1 in proportion.  Nobody has measured
that for an athlete; this is the mean and the standard deviation of "anything between"."""
_BEYOND_HUMAN_M_S = 20.0
_Curve = tuple[float, float]
"""MSS and MAC."""


@dataclass(frozen=True, slots=True)
class SprintTarget:
    """A distance, now and with the faster fly time; all from first movement.

    Attributes
    ----------
    distance_m : float, m
    now, then : Measurement, s
    change : Measurement, s
        Below zero is faster; known much better than either time.
    low, high : float, s
        Interval that holds the change nine times in ten, if what is supposed is right.
    reason : Reason
        The same as a sentence's numbers.
    """

    distance_m: float
    now: Measurement
    then: Measurement
    change: Measurement
    low: float
    high: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Targets:
    """What a faster fly time does.

    Attributes
    ----------
    top_speed_now, top_speed_then : Measurement, m/s
    rise : Measurement, %
        From the one to the other; known better than their difference would tell, because they share
        the errors of his fly time.
    sprints : tuple of SprintTarget
    reasons : tuple of Reason
        What was supposed.
    """

    top_speed_now: Measurement
    top_speed_then: Measurement
    rise: Measurement
    sprints: tuple[SprintTarget, ...]
    reasons: tuple[Reason, ...]


def what_faster_fly_does(
    fly: Measurement,
    gain: Measurement | float,
    book: RuleBook,
    *,
    zone: FlyZone = FLY_10,
    mac: Measurement | None = None,
    distances_m: Sequence[float] = DISTANCES_M,
) -> Targets:
    """Times over other distances now, and when the fly time has fallen.

    Parameters
    ----------
    fly : Measurement, s
        His time through the zone.
    gain : Measurement or float, s
        By how much it falls; a plain number is a wish, known exactly.
    book : RuleBook
    zone : FlyZone
        Its run-in and length.
    mac : Measurement, m/s^2, optional
        His initial acceleration, from a profile; without it people's spread stands for it.
    distances_m : sequence of float, m
        1 to 100.

    Returns
    -------
    Targets

    Raises
    ------
    InputError
        If a unit is another one, the gain is not below the fly time, or a distance is outside.
    FitError
        If no curve of a human takes this fly time.
    """
    require_unit(fly, "s", "The fly time")
    wished = gain if isinstance(gain, Measurement) else Measurement(float(gain), 0.0, "s", "wish")
    require_unit(wished, "s", "The gain")
    if not wished.value < fly.value:
        raise InputError(
            f"A fly time can fall by less than all of itself, got {wished.value:g} s of "
            f"{fly.value:g} s. Give the gain in seconds.",
            code="targets-gain",
        )
    if any(not 1.0 <= distance <= HUNDRED_M for distance in distances_m):
        raise InputError(
            f"Targets are told for 1 to {HUNDRED_M:g} m, got {list(distances_m)}. The speed curve knows "
            "no longer sprints.",
            code="targets-distance",
        )
    if mac is not None:
        require_unit(mac, "m/s^2", "MAC")
    start = mac or _of_people(book, "mac-of-people", "tau_s", "tau_sd_s", "s")
    follows = Measurement(FOLLOWS, FOLLOWS_SD, "1", "anything between")
    fade = _of_people(book, "fade-100m", "percent", "percent_sd", "%")
    more_fade = Measurement(0.0, book.value("fade-100m", "change_sd"), "%", "people")
    question = _Question(zone, mac is not None, book.value("fade-100m", "from_m"))
    inputs = (fly, wished, start, follows, fade, more_fade)
    return Targets(
        through(lambda t, a: question.curve_now(t, a)[0], fly, start, unit="m/s", origin=_ORIGIN),
        through(
            lambda *all_: question.curve_then(*all_)[0], *inputs[:4], unit="m/s", origin=_ORIGIN
        ),
        through(question.rise, *inputs[:4], unit="%", origin=_ORIGIN),
        tuple(_target(question, distance, inputs, book) for distance in distances_m),
        tuple(_supposed(question, distances_m, inputs, book)),
    )


@dataclass(frozen=True, slots=True)
class _Question:
    """The model as plain arithmetic: from a fly time and a start to times over distances."""

    zone: FlyZone
    known: bool
    fades_from_m: float

    def curve_now(self, fly: float, start: float) -> _Curve:
        """MSS and MAC; the start is MAC where it is known, else the time constant."""
        if self.known:
            return _curve_of_fly(fly, self.zone, (1.0, start), 0.0)
        return _curve_of_fly(fly, self.zone, (1.0, 1.0 / start), 1.0)

    def curve_then(self, fly: float, gain: float, start: float, follows: float) -> _Curve:
        """MSS and MAC of the faster fly time."""
        return _curve_of_fly(fly - gain, self.zone, self.curve_now(fly, start), follows)

    def rise(self, fly: float, gain: float, start: float, follows: float) -> float:
        """By how many per cent top speed rises."""
        before, after = self.curve_now(fly, start), self.curve_then(fly, gain, start, follows)
        return 100.0 * (after[0] / before[0] - 1.0)

    def time(self, distance: float, curve: _Curve, fade: float) -> float:
        """Time over a distance; from where fading begins to 100 m speed falls evenly by ``fade`` %."""
        plain = float(time_at_distance(distance, *curve))
        if distance <= self.fades_from_m:
            return plain
        slowing = HUNDRED_M - self.fades_from_m
        lost = fade / 100.0 * (distance - self.fades_from_m) / slowing
        if abs(lost) < 1e-9:
            return plain
        at_fade = float(time_at_distance(self.fades_from_m, *curve))
        return at_fade + (plain - at_fade) * -float(np.log1p(-lost)) / lost


def _target(
    question: _Question, distance: float, inputs: tuple[Measurement, ...], book: RuleBook
) -> SprintTarget:
    fly, _, start, _, fade, _ = inputs

    def time_now(t: float, a: float, f: float) -> float:
        return question.time(distance, question.curve_now(t, a), f)

    def time_then(t: float, g: float, a: float, follows: float, f: float, more: float) -> float:
        return question.time(distance, question.curve_then(t, g, a, follows), f + more)

    def change(t: float, g: float, a: float, follows: float, f: float, more: float) -> float:
        return time_then(t, g, a, follows, f, more) - time_now(t, a, f)

    before = through(time_now, fly, start, fade, unit="s", origin=_ORIGIN)
    after = through(time_then, *inputs, unit="s", origin=_ORIGIN)
    changed = through(change, *inputs, unit="s", origin=_ORIGIN)
    half = float(ndtri(0.5 + LEVEL / 2.0)) * changed.sd
    numbers = {
        "distance": distance,
        "now": before.value,
        "now_sd": before.sd,
        "then": after.value,
        "change": changed.value,
        "low": changed.value - half,
        "high": changed.value + half,
    }
    code = "target-40-yards" if abs(distance - FORTY_YARDS_M) < 1e-9 else "target-distance"
    if distance > question.fades_from_m:
        reason = book.reason("fade-100m", code, numbers)
    elif not question.known:
        reason = book.reason("mac-of-people", code, numbers)
    else:
        reason = Reason(code, numbers)
    return SprintTarget(distance, before, after, changed, numbers["low"], numbers["high"], reason)


def _supposed(
    question: _Question,
    distances_m: Sequence[float],
    inputs: tuple[Measurement, ...],
    book: RuleBook,
) -> Iterator[Reason]:
    fly, _, start, _, fade, _ = inputs
    if question.known:
        yield Reason("target-mac-known")
    else:
        tau = {"tau": start.value, "sd": start.sd}
        yield book.reason("mac-of-people", "target-mac-unknown", tau)
    yield Reason("target-acceleration-follows", caveat="Nobody has measured it for one athlete.")
    if max(distances_m, default=0.0) > question.fades_from_m:
        bound = question.time(HUNDRED_M, question.curve_now(fly.value, start.value), 0.0)
        numbers = {"from": question.fades_from_m, "percent": fade.value, "sd": fade.sd}
        yield book.reason("fade-100m", "target-fade", {**numbers, "bound": bound})
    clocks = {"reaction": book.value("start-clocks", "reaction_s"), "hand": HAND_SHORT_S}
    yield book.reason("start-clocks", "target-clocks", clocks)


def _of_people(book: RuleBook, rule: str, middle: str, spread: str, unit: str) -> Measurement:
    """What people have in the middle, and how they differ."""
    return Measurement(book.value(rule, middle), book.value(rule, spread), unit, "people")


@lru_cache(maxsize=256)
def _curve_of_fly(time: float, zone: FlyZone, known: _Curve, follows: float) -> _Curve:
    """The curve that takes this time through the zone, where MAC follows MSS from a known curve on."""
    mss_there, mac_there = known

    def mac_of(mss: float) -> float:
        return mac_there * math.pow(mss / mss_there, follows)

    def late(mss: float) -> float:
        return float(fly_time(zone.run_in, zone.length, mss, mac_of(mss))) - time

    slow, fast = zone.length / time, _BEYOND_HUMAN_M_S
    if slow >= fast or late(fast) > 0.0:
        raise FitError(
            f"No top speed up to {fast:g} m/s takes so short a time ({time:g} s) through {zone}. Check "
            "the time, the run-in and MAC.",
            code="fly-too-fast",
        )
    mss = float(brentq(late, slow, fast, xtol=1e-12))
    return mss, mac_of(mss)
