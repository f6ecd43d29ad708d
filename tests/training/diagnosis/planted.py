"""Small records with a planted cause, made in a few lines and without any model of the program's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np

from flyzone.model import Athlete, CheckIn, Ending, History, Rep, Session

START = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
TWICE_A_WEEK = tuple(168.0 * week + hour for week in range(6) for hour in (0.0, 72.0))
WEEKDAYS = tuple(168.0 * week + 24.0 * day for week in range(6) for day in (0, 1, 2, 4))


def uuid(number: int) -> str:
    return str(UUID(int=number))


def record(
    seed: int = 1,
    hours: Sequence[float] = TWICE_A_WEEK,
    rests: Sequence[float] = (300.0,),
    *,
    reps: int = 5,
    rest_cost: float = 0.0,
    gap_cost: float = 0.0,
    slowing: float = 0.0,
    trend: float = 0.0,
    rep_sd: float = 0.9,
    day_sd: float = 0.5,
    step_at: int = 10_000,
    step: float = 0.0,
    method: str | None = "video",
    known_rests: bool = True,
    endings: Ending | None = None,
    sleep_h: Sequence[float] = (),
    sleep_cost: float = 0.0,
    effort: float | None = None,
) -> History:
    """Costs in per cent: of a 90 s rest by the third rep, of a gap of a day, of an hour less than 7."""
    rng = np.random.default_rng(seed)
    who = Athlete(uuid(1), "An athlete")
    sessions, checkins = [], []
    for s, hour in enumerate(hours):
        rest = rests[s % len(rests)]
        gap = hour - hours[s - 1] if s else 1000.0
        day = (
            day_sd * rng.normal()
            + trend * hour / 168.0
            + gap_cost * min(max(2.0 - gap / 24.0, 0), 1)
        )
        day += step * (s >= step_at)
        at = START + timedelta(hours=hour)
        if sleep_h:
            slept = sleep_h[s % len(sleep_h)]
            day += sleep_cost * max(7.0 - slept, 0.0)
            checkins.append(
                CheckIn(uuid(10_000 + s), who.id, at - timedelta(hours=9), sleep_h=slept)
            )
        left, made = 0.0, []
        for j in range(reps):
            left = 0.0 if j == 0 else (left + 1.0) * 2.0 ** (-rest / 60.0)
            late = rest_cost * left / 0.477 + slowing * j + (0.8 if j == 0 else 0.0)
            time = np.exp((day + late + rep_sd * rng.normal()) / 100.0)
            made.append(
                Rep(
                    uuid(100 * s + j + 20_000), j + 1, 10.0, round(float(time), 4), 0.004,
                    rest_before_s=rest if j and known_rests else None,
                    method=method if s < step_at else "gates", effort=effort,
                )
            )  # fmt: skip
        sessions.append(
            Session(uuid(s + 100), who.id, at, "max-velocity", tuple(made), ended_by=endings)
        )
    return History(who, tuple(sessions), tuple(checkins))


def now(history: History) -> datetime:
    return history.sessions[-1].started_at + timedelta(hours=3)
