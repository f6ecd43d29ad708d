"""Is it working: everything that an athlete's records tell of his progress, read and worked out once.

Trend and diagnosis, bests, profiles over time, speed reserve, jumps and stiffness, and what was done on
each day.  What cannot be told is absent here; whoever shows it says how it would be measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flyzone.errors import InputError
from flyzone.model import Athlete, History, Measurement
from flyzone.science.speed_reserve import SpeedReserve, percent_of_mss, speed_reserve
from flyzone.storage import BoardTime, Reader, StoredResult
from flyzone.training.comparable import Series, why_left_out
from flyzone.training.rules import RuleBook
from flyzone.training.trend import NoTrend, Trend
from flyzone.workflows.jumps_over_time import JumpSeries, jumps_over_time
from flyzone.workflows.one_athlete import OneAthlete
from flyzone.workflows.training_load import LoadDay, training_load
from flyzone.workflows.trends import AthleteTrend, athlete_trend

SHOWN = ("F0", "V0", "Pmax", "MSS", "MAC")
"""Numbers of a profile that are shown over time."""
MOST_PROFILES = 60
RAISED = 1.02
"""Top speed that much higher shows what a faster top speed does to slower paces."""
_BOTH: tuple[Series, ...] = ("fly", "start")


@dataclass(frozen=True, slots=True)
class Known:
    """A number of a stored profile, with the ends of its 90 % interval where they are known."""

    value: float
    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class ProfilePoint:
    """A force-velocity profile that is kept in the store.

    Attributes
    ----------
    id : str
    at : datetime
        When it was worked out.
    origin : str
        What it was measured with.
    basis : str
        The definition of its forces; two definitions are never compared.
    values : mapping of str to Known
        By the names of `SHOWN`, as far as they are there.
    """

    id: str
    at: datetime
    origin: str
    basis: str
    values: Mapping[str, Known]


@dataclass(frozen=True, slots=True)
class Reserve:
    """The speed reserve, and what top speed does to the aerobic pace.

    Attributes
    ----------
    reserve : SpeedReserve
    mss, mas : Measurement, m/s
        The error of MAS is not known; it is taken as it was entered.
    from_profile : bool
        Whether MSS is a profile's; otherwise it is the level of his flying times.
    cost, cost_if_raised : float, %
        Of top speed that MAS takes: now, and with top speed raised.
    """

    reserve: SpeedReserve
    mss: Measurement
    mas: Measurement
    from_profile: bool
    cost: float
    cost_if_raised: float


@dataclass(frozen=True, slots=True)
class Progress:
    """All that is told of an athlete's progress.

    Attributes
    ----------
    athlete : Athlete
    now : datetime
        As of when, on his clock.
    series : tuple of {"fly", "start"}
        Of which there are times.
    chosen : {"fly", "start"} or None
        Which one the trend is of; ``None`` without any times.
    told : AthleteTrend
        Trend and diagnosis; the diagnosis is always of all his sprints.
    flying, standing : tuple of BoardTime
        Bests over each distance.
    profiles : tuple of ProfilePoint
        The earliest first.
    reserve : Reserve or None
    no_reserve : {"", "mas", "mss", "order"}
        What is missing for it: MAS, top speed, or that the second is above the first.
    jumps : tuple of JumpSeries
    load : tuple of LoadDay
    """

    athlete: Athlete
    now: datetime
    series: tuple[Series, ...]
    chosen: Series | None
    told: AthleteTrend
    flying: tuple[BoardTime, ...]
    standing: tuple[BoardTime, ...]
    profiles: tuple[ProfilePoint, ...]
    reserve: Reserve | None
    no_reserve: str
    jumps: tuple[JumpSeries, ...]
    load: tuple[LoadDay, ...]


def progress_of(
    store: Reader, one: OneAthlete, now: datetime, *, series: Series | None = None
) -> Progress:
    """The progress of an athlete.

    Parameters
    ----------
    store : Reader
    one : OneAthlete
        As the store knows him.
    now : datetime
        On his clock; what came later is left out.
    series : {"fly", "start"}, optional
        Of which the trend is; by default of his flying times where there are enough.
    """
    athlete, book = one.history.athlete, one.book_at(now)
    told = trend_of_series(one.history, now, book, series)
    profiles = profiles_of(store, athlete.id)
    reserve, missing = _reserve(athlete, told.trend, profiles)
    return Progress(
        athlete=athlete,
        now=now,
        series=series_of(one.history.known_at(now)),
        chosen=_chosen(told.trend, series),
        told=told,
        flying=store.personal_bests(athlete.id, "flying"),
        standing=store.personal_bests(athlete.id, "standing"),
        profiles=profiles,
        reserve=reserve,
        no_reserve=missing,
        jumps=jumps_over_time(one.history, now),
        load=training_load(one.history, now, book),
    )


def series_of(history: History) -> tuple[Series, ...]:
    """The series of which a history has times."""
    return tuple(
        series
        for series in _BOTH
        if any(
            why_left_out(session, rep, series) is None
            for session in history.sessions
            for rep in session.reps
        )
    )


def trend_of_series(
    history: History, now: datetime, book: RuleBook, series: Series | None
) -> AthleteTrend:
    """Trend and diagnosis; the trend of one series where one is named."""
    whole = athlete_trend(history, now, book)
    if series is None or series == _chosen(whole.trend, None):
        return whole
    sessions = tuple(
        replace(session, reps=reps)
        for session in history.sessions
        if (reps := tuple(r for r in session.reps if why_left_out(session, r, series) is None))
    )
    alone = athlete_trend(replace(history, sessions=sessions), now, book)
    return replace(alone, diagnosis=whole.diagnosis)


def profiles_of(store: Reader, athlete_id: str) -> tuple[ProfilePoint, ...]:
    """The force-velocity profiles that are kept of an athlete, the earliest first."""
    results = store.results(athlete_id, "profile", limit=MOST_PROFILES)
    points = [point for one in results for point in _points(one)]
    return tuple(sorted(points, key=lambda one: (one.at.timestamp(), one.id)))


def values_of(document: Mapping[str, Any]) -> list[dict[str, Known]]:
    """The numbers of each profile in a document; empty where it holds none."""
    return [values for one in _documents(document) if (values := _values(one))]


def _documents(document: Mapping[str, Any]) -> list[Any]:
    """A stored document holds one profile, or those of a file."""
    several = document.get("profiles")
    return several if isinstance(several, list) else [document]


def _points(result: StoredResult) -> list[ProfilePoint]:
    points = []
    for document in _documents(result.document):
        values = _values(document)
        if values:
            forces = document.get("force_velocity")
            basis = str(forces.get("basis", "")) if isinstance(forces, dict) else ""
            points.append(
                ProfilePoint(result.id, result.at, str(document.get("origin", "")), basis, values)
            )
    return points


def _values(document: Any) -> dict[str, Known]:
    found: dict[str, Known] = {}
    if not isinstance(document, dict):
        return found
    for part in ("force_velocity", "model"):
        numbers = document.get(part)
        for name, one in numbers.items() if isinstance(numbers, dict) else ():
            if (
                name in SHOWN
                and isinstance(one, dict)
                and isinstance(one.get("value"), (int, float))
            ):
                low, high = one.get("low_90"), one.get("high_90")
                found[name] = Known(float(one["value"]), low, high, str(one.get("unit", "")))
    return found


def _number(one: Any, name: str) -> float | None:
    """A number of a document that somebody sent: it may hold anything."""
    value = one.get(name) if isinstance(one, dict) else None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or abs(value) > 1e6:
        return None
    return float(value)


def _chosen(trend: Trend | NoTrend, asked: Series | None) -> Series | None:
    if isinstance(trend, Trend):
        return trend.series
    if trend.zone is None:
        return asked
    return "start" if trend.zone.run_in == 0.0 else "fly"


_SD_OF_INTERVAL = 2.0 * 1.6449


def _reserve(
    athlete: Athlete, trend: Trend | NoTrend, profiles: Sequence[ProfilePoint]
) -> tuple[Reserve | None, str]:
    if athlete.mas_m_s is None:
        return None, "mas"
    top = _level(trend)
    from_profile = top is None
    if top is None:
        top = _of_profile(profiles)
    if top is None:
        return None, "mss"
    mas = Measurement(athlete.mas_m_s, 0.0, "m/s", "as entered")
    try:
        reserve = speed_reserve(top, mas)
    except InputError:
        return None, "order"
    cost, raised = percent_of_mss(mas.value, [top.value, RAISED * top.value])
    return Reserve(reserve, top, mas, from_profile, float(cost), float(raised)), ""


def _level(trend: Trend | NoTrend) -> Measurement | None:
    """The level of flying times: a mean speed, and so never above his top speed."""
    level = trend.level_m_s
    if level is None or _chosen(trend, None) != "fly":
        return None
    return Measurement(level.value, level.sd, "m/s", "level of his flying times")


def _of_profile(profiles: Sequence[ProfilePoint]) -> Measurement | None:
    for one in reversed(profiles):
        top = one.values.get("MSS")
        if top is not None and top.low is not None and top.high is not None:
            sd = (top.high - top.low) / _SD_OF_INTERVAL
            return Measurement(top.value, sd, "m/s", one.origin or "profile")
    return None
