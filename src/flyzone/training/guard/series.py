"""Which times are compared: full-effort reps over the same zone, timed the same way.

A slower time means a slower runner only if the stretch, the run-in and the clock are the same.  So a
rep is judged among its own kind; what another kind showed is left out, and not converted as for the
trend, because a conversion has an error that all its reps share, which within one session would look
like a drop.  A measured wind is taken out.  Times are taken as logarithms: one per cent is then one
per cent for everybody.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flyzone.model import Rep, Session
from flyzone.training.comparable import GAUGE_SD_M_S, WIND_SHARE, typical_timing_sd

COARSE = 0.015
"""An error of timing that nobody stated counts where it is typically larger than this share of a time,
as by hand.  A smaller one stays in the scatter from rep to rep, which his own history tells."""


@dataclass(frozen=True, slots=True)
class RunKind:
    """What must not differ between two times that are compared; ``None`` is not known."""

    distance_m: float
    run_in_m: float | None
    method: str | None
    exercise: str | None

    @classmethod
    def of(cls, rep: Rep) -> RunKind:
        """The kind of a rep."""
        method = (rep.method or "").strip().lower() or None
        return cls(rep.distance_m, rep.run_in_m, method, rep.exercise)

    def fits(self, other: RunKind) -> bool:
        """Whether nothing that is known of both differs."""
        return self.distance_m == other.distance_m and all(
            mine is None or theirs is None or mine == theirs
            for mine, theirs in (
                (self.run_in_m, other.run_in_m),
                (self.method, other.method),
                (self.exercise, other.exercise),
            )
        )


@dataclass(frozen=True, slots=True)
class TimedRep:
    """A full-effort rep with a time.

    Attributes
    ----------
    index : int
        Among all reps of its session, from 0.
    place : int
        How many full-effort reps of any kind he had run before it: 0 is the first, maybe a cold one.
    log_time : float
        Logarithm of seconds, without the wind where it was measured.
    sd : float
        Relative error of the timing and of the wind gauge.
    """

    index: int
    place: int
    log_time: float
    sd: float


def timed_reps(session: Session, kind: RunKind) -> tuple[TimedRep, ...]:
    """The full-effort reps that fit a kind and have a time, in their order."""
    full = [(index, rep) for index, rep in enumerate(session.reps) if rep.maximal]
    told = []
    for place, (index, rep) in enumerate(full):
        if rep.time_s is None or not kind.fits(RunKind.of(rep)):
            continue
        taken, gauge = _wind(rep, rep.distance_m / rep.time_s)
        sd = math.hypot(_timing(rep, rep.time_s), gauge)
        told.append(TimedRep(index, place, math.log(rep.time_s) + taken, sd))
    return tuple(told)


def before(earlier: Iterable[Session], session: Session) -> tuple[Session, ...]:
    """His sessions that began before this one, by time; never the session itself."""
    start = session.started_at.timestamp()
    mine = {
        one.id: one
        for one in earlier
        if one.athlete_id == session.athlete_id
        and one.id != session.id
        and one.started_at.timestamp() < start
    }
    return tuple(sorted(mine.values(), key=lambda one: (one.started_at.timestamp(), one.id)))


def days_between(first: datetime, second: datetime) -> float:
    """Days from one moment to another."""
    return (second.timestamp() - first.timestamp()) / 86_400.0


def _timing(rep: Rep, time: float) -> float:
    """Relative error of a time."""
    if rep.time_sd_s is not None:
        return rep.time_sd_s / time
    typical = typical_timing_sd(rep.method, time) / time
    return typical if typical > COARSE else 0.0


def _wind(rep: Rep, speed: float) -> tuple[float, float]:
    """What a measured wind took off the logarithm of the time, and the error of that."""
    if rep.wind_m_s is None:
        return 0.0, 0.0
    air = 1.0 - rep.wind_m_s / speed
    gauge = GAUGE_SD_M_S if rep.wind_sd_m_s is None else rep.wind_sd_m_s
    return WIND_SHARE * (1.0 - air * abs(air)), 2.0 * WIND_SHARE * abs(air) / speed * gauge
