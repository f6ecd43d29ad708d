"""Builders for the training side: athletes, sessions, seasons, tables of reps, and a clock that is set."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import jsonschema
import numpy as np

from flyzone.model import Athlete, History, Reason, Rep, RuleChange, Session
from flyzone.wire import json_schema

START = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
COLUMNS = (
    "athlete", "session", "started_at", "rep", "distance_m", "time_s", "time_sd_s",
    "rest_before_s", "wind_m_s", "method", "pain",
)  # fmt: skip


def uid(*words: object) -> str:
    """The same id for the same words."""
    return str(uuid5(UUID(int=4), "/".join(map(str, words))))


HIM = uid("athlete", "Mia")


def athlete(name: str = "Mia", **words: Any) -> Athlete:
    return Athlete(uid("athlete", name), name, **({"born": date(1999, 4, 3)} | words))


def session(
    times: Sequence[float | None] = (1.06, 1.05, 1.05),
    at: datetime = START,
    *,
    who: str = HIM,
    rest: float | None = 300.0,
    stimulus: Any = "max-velocity",
    **fields: Any,
) -> Session:
    """A session of fly 10s; the fields are those of its reps."""
    given = {"distance_m": 10.0, "time_sd_s": 0.004, "run_in_m": 20.0, "method": "video"} | fields
    own = uid(who, at.timestamp())
    reps = tuple(
        Rep(uid(own, n), n, time_s=time, rest_before_s=rest if n > 1 else None, **given)
        for n, time in enumerate(times, start=1)
    )
    return Session(own, who, at, stimulus, reps)


def season(
    seed: int = 1,
    *,
    sessions: int = 12,
    reps: int = 4,
    gain: float = 0.0,
    level: float = 1.06,
    fade: float = 0.0,
    **words: Any,
) -> tuple[Session, ...]:
    """Two sessions a week: the level falls by ``gain`` in all, each rep is slower by ``fade``."""
    rng = np.random.default_rng(seed)
    made = []
    for number in range(sessions):
        now = level * math.exp(-gain * number / max(sessions - 1, 1) + 0.005 * rng.normal())
        losses = fade * np.arange(reps) + 0.008 * rng.normal(size=reps)
        losses[0] += 0.01
        times = [float(now * math.exp(loss)) for loss in losses]
        made.append(session(times, START + timedelta(days=3.5 * number), **words))
    return tuple(made)


def history(*sessions: Session, who: Athlete | None = None) -> History:
    return History(who or athlete(), sessions)


def change(value: float = 60.0, **words: Any) -> RuleChange:
    given = {"id": uid("change", value), "rule": "recovery-max-velocity", "threshold": "hours",
             "value": value, "by": "Kim", "at": START}  # fmt: skip
    return RuleChange(**(given | words))


def reason(**words: Any) -> Reason:
    """One that has a sentence."""
    return Reason(**({"code": "guard-over", "numbers": {"rep": 3}} | words))


def rep_table(path: Path, named: Iterable[tuple[str, Sequence[Session]]]) -> Path:
    """Sessions as a table of reps."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for name, sessions in named:
            writer.writerows(_rows(name, sessions))
    return path


def _rows(name: str, sessions: Sequence[Session]) -> Iterator[list[object]]:
    for number, one in enumerate(sessions):
        for rep in one.reps:
            told = (rep.distance_m, rep.time_s, rep.time_sd_s, rep.rest_before_s, rep.wind_m_s,
                    rep.method, rep.pain)  # fmt: skip
            cells = ["" if value is None else value for value in told]
            yield [name, f"s{number}", one.started_at.isoformat(), rep.number, *cells]


class SetClock:
    """A clock that goes on only when it is told to."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def valid(name: str, document: Any) -> Any:
    """The document as its reader gets it, once it is JSON and keeps to its own schema."""
    read = json.loads(json.dumps(document, allow_nan=False))
    schema = json_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(read, schema)
    return read
