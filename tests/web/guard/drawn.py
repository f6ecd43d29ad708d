"""Drawn athletes and sessions for the guard: all that a phone may hear, sound and odd.

An athlete has a level, scatter, days and kinds of run; his sessions hold drops, mistimed reps, short and
unknown rests, pain, faults of form, winds, missing times and runs of less than full effort.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, get_args
from uuid import UUID

import numpy as np
from tests.training.guard.sessions import ATHLETE, START

from flyzone.model import Rep, RuleChange, Session, Stimulus
from flyzone.model.athlete import Place
from flyzone.training.guard.series import RunKind
from flyzone.training.rules import STANDARD, RuleBook
from flyzone.wire.guard_data import GUARD_RULES

METHODS = (None, "video", "Gates", " Hand", "freelap", "GPS watch", "typed", "app on phone")
STRANGE = RunKind(13.0, 5.0, "video", None)
"""A kind of run that no history holds."""
FAULTS = ("low-hips", "overstriding", "head-back")
FASTEST_M_S = 12.4
MISTIMED = (0.8, 0.9, 1.07, 1.2, 1.3)


@dataclass(frozen=True)
class Drawn:
    """An athlete: his history, his rules, and how he runs."""

    earlier: tuple[Session, ...]
    book: RuleBook
    kinds: tuple[RunKind, ...]
    speed: float
    scatter: float
    day: float
    warm_up: float


def athlete(rng: np.random.Generator) -> Drawn:
    """An athlete with 0 to 40 earlier sessions over one to three kinds of run."""
    distance = float(rng.choice([10.0, 20.0, 30.0, 60.0]))
    kinds = [_kind(rng, distance)]
    for _ in range(rng.integers(0, 3)):
        # Often the same zone, of which less is known: the two fit.
        kinds.append(_kind(rng, distance if rng.random() < 0.6 else 10.0))
    drawn = Drawn(
        (),
        _book(rng) if rng.random() < 0.4 else STANDARD,
        tuple(dict.fromkeys(kinds)),
        speed=float(rng.uniform(6.5, 10.5)),
        scatter=float(rng.choice([0.004, 0.008, 0.012, 0.02, 0.03])),
        day=float(rng.choice([0.002, 0.006, 0.012])),
        warm_up=float(rng.choice([0.0, 0.01, 0.02])),
    )
    how_many = int(rng.choice([0, 1, 2, 4, 8, 15, 40], p=[0.12, 0.1, 0.1, 0.2, 0.2, 0.2, 0.08]))
    earlier = [session(rng, drawn, number) for number in range(2, 2 + how_many)]
    return Drawn(
        tuple(earlier),
        drawn.book,
        drawn.kinds,
        drawn.speed,
        drawn.scatter,
        drawn.day,
        drawn.warm_up,
    )


def today(rng: np.random.Generator, drawn: Drawn) -> Session:
    """A session after all of his earlier ones."""
    return session(rng, drawn, 50, strange=0.04)


def session(
    rng: np.random.Generator, drawn: Drawn, number: int, *, strange: float = 0.0
) -> Session:
    """A session of 1 to 12 reps, three and a half days after that with the number before."""
    started = START + number * timedelta(days=3.5)
    n = int(rng.integers(1, 13))
    level = _level(rng, drawn, n)
    rested, clocked, windy = rng.random(), rng.random() < 0.7, rng.random() < 0.25
    reps, at = [], started + timedelta(seconds=float(rng.uniform(0, 900)))
    kind = drawn.kinds[0]
    for index in range(n):
        if rng.random() < 0.08:
            kind = drawn.kinds[rng.integers(len(drawn.kinds))]
        ran = STRANGE if rng.random() < strange else kind
        time = _time(rng, ran.distance_m / drawn.speed * np.exp(level[index]), ran.distance_m)
        rest = float(rng.uniform(20, 240) if rested < 0.3 else rng.uniform(180, 900))
        at += timedelta(seconds=rest + (time or 0.0))
        rep = Rep(
            str(UUID(int=1000 * number + index + 1)),
            index + 1,
            ran.distance_m,
            time_s=time,
            time_sd_s=_maybe(rng, 0.7, float(rng.choice([0.0, 0.002, 0.004, 0.02]))),
            run_in_m=ran.run_in_m,
            rest_before_s=_maybe(rng, 0.7, round(rest)) if index else None,
            at=at if clocked else None,
            method=ran.method,
            wind_m_s=float(rng.normal(0.0, 2.0)) if windy else None,
            wind_sd_m_s=_maybe(rng, 0.5, 0.2) if windy else None,
            exercise=ran.exercise,
            **_body(rng),
        )
        reps.append(rep)
    stimulus = "max-velocity" if rng.random() < 0.6 else str(rng.choice(get_args(Stimulus)))
    return Session(
        str(UUID(int=number)),
        ATHLETE,
        started,
        stimulus,
        tuple(reps),  # type: ignore[arg-type]
    )


def as_json(rep: Rep) -> dict[str, Any]:
    """A rep as a page hands it in: what is not known is absent."""
    fields = {name: getattr(rep, name) for name in Rep.__dataclass_fields__}
    fields |= {"at": None if rep.at is None else rep.at.isoformat(), "form": list(rep.form)}
    return {name: value for name, value in fields.items() if value is not None}


def _kind(rng: np.random.Generator, distance: float) -> RunKind:
    method = METHODS[rng.integers(len(METHODS))]
    return RunKind.of(
        Rep(
            str(UUID(int=1)),
            1,
            distance,
            run_in_m=(None, 0.0, 20.0, 30.0)[rng.integers(4)],
            method=method,
            exercise=(None, None, "fly-10")[rng.integers(3)],
        )
    )


def _book(rng: np.random.Generator) -> RuleBook:
    """The rules with one to five thresholds of the guard changed, within their limits."""
    every = [
        (key, name, threshold)
        for key, rule in STANDARD.rules.items()
        if key.startswith(GUARD_RULES)
        for name, threshold in rule.thresholds.items()
    ]
    changes = []
    for number in range(rng.integers(1, 6)):
        key, name, threshold = every[rng.integers(len(every))]
        value = float(rng.uniform(threshold.low, threshold.high))
        changes.append(RuleChange(str(UUID(int=900 + number)), key, name, value, "Coach", START))
    return STANDARD.changed(changes)


def _level(rng: np.random.Generator, drawn: Drawn, n: int) -> np.ndarray:
    """How much slower than usual each rep is: the day, the warm-up, the scatter, a drop."""
    level = rng.normal(0.0, drawn.day) + rng.normal(0.0, drawn.scatter, n)
    cold = np.array([1.0, 0.5, 0.2])[:n]
    level[: len(cold)] += drawn.warm_up * cold
    what, since = rng.random(), np.arange(n) - rng.integers(1, n + 1) + 1
    if what < 0.35:
        level += float(rng.choice([0.01, 0.02, 0.03, 0.05, 0.08])) * (since > 0)
    elif what < 0.45:
        level += 0.008 * np.maximum(since, 0)
    if rng.random() < 0.08:
        level += float(rng.choice([-0.06, 0.06, 0.1]))
    return level


def _time(rng: np.random.Generator, time: float, distance: float) -> float | None:
    if rng.random() < 0.05:
        return None
    if rng.random() < 0.04:
        time *= float(rng.choice(MISTIMED))
    time = max(time, distance / FASTEST_M_S)
    digits = int(rng.choice([2, 3, 4, 17], p=[0.3, 0.4, 0.1, 0.2]))
    return round(float(time), digits)


def _body(rng: np.random.Generator) -> dict[str, Any]:
    """Pain, effort, form: mostly nothing."""
    said: dict[str, Any] = {}
    if rng.random() < 0.05:
        said["pain"] = float(rng.choice([0.0, 0.0, 1.0, 2.5, 7.0]))
        said["pain_place"] = _maybe(rng, 0.5, str(rng.choice(get_args(Place))))
    if rng.random() < 0.06:
        said["effort"] = float(rng.choice([0.5, 0.7, 0.9, 0.97, 1.0]))
    if rng.random() < 0.1:
        said["form"] = tuple(rng.choice(FAULTS, rng.integers(1, 3), replace=False).tolist())
    return said


def _maybe(rng: np.random.Generator, how_often: float, value: Any) -> Any:
    return value if rng.random() < how_often else None


def sequence_of(sessions: Sequence[Session]) -> list[dict[str, Any]]:
    """Sessions as a page hands them in."""
    return [
        {
            "stimulus": one.stimulus,
            "started_at": one.started_at.isoformat(),
            "reps": [as_json(rep) for rep in one.reps],
        }
        for one in sessions
    ]
