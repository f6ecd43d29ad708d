"""Builders: sessions of one athlete from a list of times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from flyzone.model import Rep, Session

ATHLETE = str(UUID(int=1))
START = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)


def session(
    number: int, times: Sequence[float | None], *, rest: float | None = 300.0, **fields: Any
) -> Session:
    """A session three and a half days after that with the number before."""
    of_session = {
        key: fields.pop(key) for key in ("stimulus", "athlete_id", "started_at") if key in fields
    }
    given = {"time_sd_s": 0.004, "run_in_m": 20.0, "method": "video", "distance_m": 10.0} | fields
    reps = tuple(
        Rep(
            str(UUID(int=1000 * number + i + 1)),
            i + 1,
            time_s=time,
            rest_before_s=rest if i else None,
            **given,
        )
        for i, time in enumerate(times)
    )
    whole = {
        "athlete_id": ATHLETE,
        "started_at": START + number * timedelta(days=3.5),
        "stimulus": "max-velocity",
    } | of_session
    return Session(str(UUID(int=number)), reps=reps, **whole)


def steady(
    rng: np.random.Generator, n: int, *, sd: float = 0.01, level: float = 1.05
) -> list[float]:
    """Times of a day without a drop: form SD 0.5 %, first reps 1 and 0.5 % slow."""
    logs = rng.normal(0.0, 0.005) + rng.normal(0.0, sd, n)
    warm = np.array([0.01, 0.005])[:n]
    logs[: len(warm)] += warm
    return [float(time) for time in level * np.exp(logs)]


def history(rng: np.random.Generator, n: int = 12, *, sd: float = 0.01) -> list[Session]:
    """Earlier sessions, numbers 2 to n + 1."""
    return [session(i + 2, steady(rng, 5, sd=sd)) for i in range(n)]
