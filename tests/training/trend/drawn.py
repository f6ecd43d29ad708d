"""Histories of fly-in sprints drawn at random, for the tests of the trend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np

from flyzone.model import Athlete, History, Rep, Session, Stimulus

START = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
LATER = START + timedelta(days=2000)
ATHLETE = Athlete(str(UUID(int=1)), "Ada")


def session(
    day: float,
    times: Sequence[float | None],
    *,
    stimulus: Stimulus = "max-velocity",
    distance: float = 10.0,
    **rep: object,
) -> Session:
    """A session on a day, with its times; further words go to each rep."""
    number = round(1000 * day)
    reps = tuple(
        Rep(str(UUID(int=(number + 1) * 1000 + k)), k + 1, distance, time, **rep)  # type: ignore[arg-type]
        for k, time in enumerate(times)
    )
    return Session(
        str(UUID(int=number + 10)), ATHLETE.id, START + timedelta(days=day), stimulus, reps
    )


def drawn(
    rng: np.random.Generator,
    *,
    sessions: int = 16,
    weeks: float = 8.0,
    reps: int = 4,
    gain: float = 0.0,
    form_sd: float = 0.005,
    memory: float = 0.3,
    rep_sd: float = 0.01,
    time_s: float = 1.05,
    sd_s: float | None = 0.004,
    method: str = "video",
) -> History:
    """A steady gain under day form with a memory, and scatter from rep to rep."""
    days = np.linspace(0.0, 7.0 * weeks, sessions)
    form, all_sessions = form_sd * float(rng.standard_normal()), []
    for day in days.tolist():
        level = np.log(time_s) - gain * day / days[-1] + form
        times = np.exp(level + rep_sd * rng.standard_normal(reps))
        times = times + (sd_s or 0.0) * rng.standard_normal(reps)
        all_sessions.append(session(day, times.tolist(), time_sd_s=sd_s, method=method))
        fresh = form_sd * np.sqrt(1.0 - memory**2) * float(rng.standard_normal())
        form = memory * form + fresh
    return History(ATHLETE, tuple(all_sessions))
