"""Jumps and stiffness over time: the mean of each day and kind, with how well it is known.

A day with three jumps or more tells its own error, by how they scatter.  With fewer, only the error that
was stated with them is known, and with none stated there is no error to give: the value then stands
alone and says so.  Stiffness is that of hops and pogos, from contact and flight by the spring-mass model,
and compares an athlete with himself only.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean, stdev
from typing import Literal

from scipy.special import stdtrit

from flyzone.model import History, Jump
from flyzone.science.load import GRAVITY
from flyzone.science.spring_mass import vertical_stiffness
from flyzone.training.today.days import Days

Quantity = Literal["height", "distance", "rsi", "stiffness"]
_Z_90 = 1.6449
_ENOUGH = 3
_BOUNCES = frozenset({"pogo", "hop"})


@dataclass(frozen=True, slots=True)
class DayMean:
    """The mean of one day.

    Attributes
    ----------
    day : date
    value : float
    low, high : float or None
        Ends of the 90 % interval; ``None``: not known.
    n : int
        Jumps in it.
    """

    day: date
    value: float
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class JumpSeries:
    """One quantity of one kind of jump over time.

    Attributes
    ----------
    kind : str
        A `JumpKind`.
    quantity : {"height", "distance", "rsi", "stiffness"}
        Height and distance in m, reactive strength index (height over contact) in m/s, vertical
        stiffness in kN/m.
    days : tuple of DayMean
        The earliest first.
    """

    kind: str
    quantity: Quantity
    days: tuple[DayMean, ...]


def jumps_over_time(history: History, now: datetime) -> tuple[JumpSeries, ...]:
    """All series that the jumps of a history give, by kind and quantity.

    Parameters
    ----------
    history : History
    now : datetime
        Later jumps are left out.
    """
    known = history.known_at(now)
    days = Days.of(known, now)
    body = known.athlete.body
    mass = None if body is None else body.mass_kg
    by_kind: dict[str, dict[date, list[Jump]]] = defaultdict(lambda: defaultdict(list))
    for jump in known.jumps:
        by_kind[_kind(jump)][days.of_record(jump.at)].append(jump)
    found = []
    for kind, of_days in sorted(by_kind.items()):
        for quantity, value, error in _quantities(mass):
            series = [
                mean
                for day, jumps in sorted(of_days.items())
                if (mean := _mean(day, jumps, value, error)) is not None
            ]
            if series:
                found.append(JumpSeries(kind, quantity, tuple(series)))
    return tuple(found)


def _kind(jump: Jump) -> str:
    """Drop jumps from different boxes are different jumps."""
    if jump.kind == "drop" and jump.drop_m is not None:
        return f"drop {jump.drop_m:g}"
    return jump.kind


Value = Callable[[Jump], float | None]


def _quantities(mass: float | None) -> Iterable[tuple[Quantity, Value, Value]]:
    yield "height", lambda one: one.height_m, lambda one: one.sd
    yield (
        "distance",
        lambda one: one.distance_m if one.height_m is None else None,
        lambda one: one.sd,
    )
    yield "rsi", _rsi, lambda one: None
    if mass is not None:
        yield "stiffness", lambda one: _stiffness(one, mass), lambda one: None


def _rsi(jump: Jump) -> float | None:
    if jump.height_m is None or jump.contact_s is None:
        return None
    return jump.height_m / jump.contact_s


def _stiffness(jump: Jump, mass: float) -> float | None:
    """Of a bounce, kN/m."""
    if jump.kind not in _BOUNCES or jump.height_m is None or jump.contact_s is None:
        return None
    flight = math.sqrt(8.0 * jump.height_m / GRAVITY)
    return float(vertical_stiffness(mass, jump.contact_s, flight)) / 1000.0


def _mean(day: date, jumps: Sequence[Jump], value: Value, error: Value) -> DayMean | None:
    values = [one for jump in jumps if (one := value(jump)) is not None]
    if not values:
        return None
    mean, n = fmean(values), len(values)
    half = None
    if n >= _ENOUGH:
        half = float(stdtrit(n - 1, 0.95)) * stdev(values) / math.sqrt(n)
    else:
        stated = [error(jump) for jump in jumps if value(jump) is not None]
        known = [one for one in stated if one is not None]
        if len(known) == n:
            half = _Z_90 * math.sqrt(sum(one**2 for one in known)) / n
    if half is None:
        return DayMean(day, mean, None, None, n)
    return DayMean(day, mean, mean - half, mean + half, n)
