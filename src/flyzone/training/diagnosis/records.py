"""What a diagnosis looks at: the maximal sprints of the last weeks, as columns.

Times enter as 100 times their logarithm, so that a difference of one is one per cent.  Each kind of
sprint (distance, run-in, exercise) is centred on its own median: only what moves within a kind can
speak.  The window ends with the last session, not with the day on which somebody asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from flyzone.model import MAXIMAL, History, Rep, Session
from flyzone.model.arrays import Floats
from flyzone.training.comparable import OTHER_TIMING_SD_S, TIMING_SD_S
from flyzone.training.rules import RuleBook

Ints = NDArray[np.int64]

DAY_S = 86_400.0
OUTLIER_SDS = 5.0
"""A time farther from its session's median than this many robust SDs is left out: a missed beam, not a
sprint."""

NEARLY = 0.95
"""Of the asked hours: Monday at six and Wednesday at half past five keep two days between them."""


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """The timed maximal reps of the window, n of them in S sessions.

    Attributes
    ----------
    y : ndarray, shape (n,), per cent
        100 log(time), centred on the median of its kind.
    sd : ndarray, shape (n,), per cent
        Standard deviation of the timing error.
    session, order, kind, method : ndarray of int, shape (n,)
        Which session; how many reps were run before it there; which kind; which way of timing.
    rest, asked_rest : ndarray, shape (n,), s
        Before it, and what the rule asks; NaN for a first rep, and where it is not known.
    all_rests : tuple of (ndarray, ndarray)
        For each session, rests and asked rests of all its reps, untimed ones included, by order.
    wind : ndarray, shape (n,), m/s
        NaN where nobody measured it.
    starts : ndarray, shape (S,), s
        POSIX times of the sessions.
    sleep : ndarray, shape (S,), h
        In the night before; NaN where it is not known.
    cut : ndarray of bool, shape (S,)
        Ended by the guard.
    hard, load, asked_gap : ndarray, shape (H,)
        POSIX times of all hard sessions up to the last, how large each was in terms of his median one,
        and how long a recovery the rules ask after it, s.
    methods : tuple of str
    effort_share : float
        Share of the reps that were asked for below full effort.
    """

    y: Floats
    sd: Floats
    session: Ints
    order: Ints
    kind: Ints
    method: Ints
    rest: Floats
    asked_rest: Floats
    all_rests: tuple[tuple[Floats, Floats], ...]
    wind: Floats
    starts: Floats
    sleep: Floats
    cut: NDArray[np.bool_]
    hard: Floats
    load: Floats
    asked_gap: Floats
    methods: tuple[str, ...]
    effort_share: float

    @property
    def gap(self) -> Floats:
        """Time since the last hard session, shape (S,), s; infinite where there was none."""
        before = np.searchsorted(self.hard, self.starts - 1.0)
        earlier = np.concatenate([[-np.inf], self.hard])[before]
        return np.asarray(self.starts - earlier)

    @property
    def gap_asked(self) -> Floats:
        """What the recovery rules ask after the last hard session, shape (S,), s; zero after none."""
        before = np.searchsorted(self.hard, self.starts - 1.0)
        return np.asarray(np.concatenate([[0.0], self.asked_gap])[before])

    @property
    def came_soon(self) -> NDArray[np.bool_]:
        """Which sessions came sooner than the recovery rules ask, shape (S,)."""
        return np.asarray(self.gap < NEARLY * self.gap_asked)

    @property
    def level(self) -> Floats:
        """Mean of each session, shape (S,), per cent."""
        count = np.bincount(self.session, minlength=len(self.starts))
        return np.asarray(np.bincount(self.session, self.y, len(self.starts)) / count)


def records_of(history: History, now: datetime, book: RuleBook) -> Records | None:
    """The columns of what was known at a moment; ``None`` where no maximal sprint was timed."""
    known = history.known_at(now)
    hard = [one for one in known.sessions if _recovery_rule(one) in book.rules]
    timed = [one for one in hard if one.stimulus in MAXIMAL and any(map(_usable, one.reps))]
    if not timed:
        return None
    last = timed[-1].started_at.timestamp()
    since = last - 7.0 * DAY_S * book.value("diagnosis-data", "weeks")
    timed = [one for one in timed if one.started_at.timestamp() > since]
    meant = [
        rep.maximal
        for one in hard
        if one.stimulus in MAXIMAL and since < one.started_at.timestamp() <= last
        for rep in one.reps
    ]
    rests = tuple(_rests(one, book) for one in timed)
    chosen = [
        (s, order, rep)
        for s, one in enumerate(timed)
        for order, rep in enumerate(one.reps)
        if _usable(rep)
    ]
    kind = _numbered(
        [(r.distance_m, r.run_in_m, r.exercise, timed[s].stimulus) for s, _, r in chosen]
    )
    kept = _sprinted(chosen, kind)
    chosen, kind = [chosen[i] for i in kept], _numbered(kind[kept].tolist())
    reps = [rep for _, _, rep in chosen]
    session = np.array([s for s, _, _ in chosen])
    times = np.array([rep.time_s for rep in reps], dtype=float)
    up_to = [one for one in hard if one.started_at.timestamp() <= last]
    asked = [3600.0 * book.value(_recovery_rule(one), "hours") for one in up_to]
    slept = {c.day: c.sleep_h for c in known.checkins if c.sleep_h is not None}
    return Records(
        y=_centred(100.0 * np.log(times), kind),
        sd=100.0 * np.array([_timing_sd(rep) for rep in reps]) / times,
        session=session,
        order=np.array([o for _, o, _ in chosen]),
        kind=kind,
        method=_numbered([rep.method for rep in reps]),
        rest=np.array([rests[s][0][o] for s, o, _ in chosen]),
        asked_rest=np.array([rests[s][1][o] for s, o, _ in chosen]),
        all_rests=rests,
        wind=np.array([_or_nan(rep.wind_m_s) for rep in reps]),
        starts=np.array([one.started_at.timestamp() for one in timed]),
        sleep=np.array([_or_nan(slept.get(one.started_at.date())) for one in timed]),
        cut=np.array([one.ended_by == "guard" for one in timed]),
        hard=np.array([one.started_at.timestamp() for one in up_to]),
        load=_loads(up_to),
        asked_gap=np.array(asked),
        methods=tuple(dict.fromkeys(rep.method or "unnamed" for rep in reps)),
        effort_share=1.0 - float(np.mean(meant)),
    )


def _recovery_rule(session: Session) -> str:
    return f"recovery-{session.stimulus}"


def _usable(rep: Rep) -> bool:
    return rep.time_s is not None and rep.maximal and not rep.pain


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value


def _timing_sd(rep: Rep) -> float:
    if rep.time_sd_s is not None:
        return rep.time_sd_s
    name = (rep.method or "").lower().replace(" ", "-")
    return next((sd for word, sd in TIMING_SD_S.items() if word in name), OTHER_TIMING_SD_S)


def _numbered(keys: Sequence[object]) -> Ints:
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys])


def _centred(y: Floats, kind: Ints) -> Floats:
    medians = np.array([np.median(y[kind == k]) for k in range(kind.max() + 1)])
    return np.asarray(y - medians[kind])


def _sprinted(reps: Sequence[tuple[int, int, Rep]], kind: Ints) -> list[int]:
    """Places of the reps that are no outliers."""
    y = _centred(np.array([100.0 * np.log(rep.time_s or np.nan) for _, _, rep in reps]), kind)
    session = np.array([s for s, _, _ in reps])
    middle = np.array([np.median(y[session == s]) for s in range(session.max() + 1)])[session]
    spread = max(1.4826 * float(np.median(np.abs(y - middle))), 1.0)
    sound = np.abs(y - middle) <= OUTLIER_SDS * spread
    # Of two reps that contradict each other nobody knows which one to believe.
    torn = np.bincount(session, sound)[session] == 0
    return [int(place) for place in np.flatnonzero(sound | torn)]


def _rests(session: Session, book: RuleBook) -> tuple[Floats, Floats]:
    """Rest before each rep and what the rule asks there, NaN before the first one."""
    rests, asked = [np.nan], [np.nan]
    for before, rep in zip(session.reps, session.reps[1:], strict=False):
        rest = _or_nan(rep.rest_before_s)
        if rep.rest_before_s is None and rep.at is not None and before.at is not None:
            rest = max((rep.at - before.at).total_seconds() - (before.time_s or 0.0), 0.0)
        rests.append(rest)
        asked.append(_asked_rest(before, session, book))
    return np.array(rests), np.array(asked)


def _asked_rest(rep: Rep, session: Session, book: RuleBook) -> float:
    fly = session.stimulus not in {"acceleration", "resisted", "hill"}
    run_in = rep.run_in_m
    if run_in is None:
        run_in = book.value("diagnosis-rest", "run_in_m") if fly else 0.0
    by_distance = (
        book.value("diagnosis-rest", "seconds_per_10_m") * (rep.distance_m + run_in) / 10.0
    )
    floor = book.value("diagnosis-rest", "floor_s" if fly else "acceleration_floor_s")
    return max(by_distance, floor)


def _loads(sessions: Sequence[Session]) -> Floats:
    metres = np.array([sum(rep.distance_m for rep in one.reps) for one in sessions], dtype=float)
    known = metres > 0.0
    if not known.any():
        return np.ones(len(sessions))
    relative = np.where(known, metres / np.median(metres[known]), 1.0)
    # Beyond this the metres say more about what was written down than about the load.
    return np.clip(relative, 0.5, 2.0)
