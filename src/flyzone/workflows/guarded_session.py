"""A session out of the store as the guard sees it, and what a phone needs to begin one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flyzone.errors import InputError
from flyzone.model import Session
from flyzone.storage import BoardTime, Reader
from flyzone.training.board import Mark
from flyzone.training.comparable import typical_timing_sd
from flyzone.training.guard import GuardedSession, judge_session
from flyzone.training.guard.series import RunKind
from flyzone.training.today import Today, answer_today
from flyzone.workflows.guard_data import guard_data, usual_kinds
from flyzone.workflows.one_athlete import OneAthlete, athlete_of

RECENT_SESSIONS = 20
"""So many of the last sessions tell which zones he usually times."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A session with a verdict for each rep.

    Attributes
    ----------
    name : str
        Of the athlete.
    session : Session
    guarded : GuardedSession
    """

    name: str
    session: Session
    guarded: GuardedSession


@dataclass(frozen=True, slots=True)
class Best:
    """A personal best with its error.

    Attributes
    ----------
    distance_m, run_in_m : float, m
    time_s, sd_s : float, s
    stated : bool
        Whether the error was stated; otherwise it is typical of the method.
    mark : Mark
    """

    distance_m: float
    run_in_m: float | None
    time_s: float
    sd_s: float
    stated: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class Lane:
    """One athlete at the start of a live session.

    Attributes
    ----------
    known : OneAthlete
    today : Today
        Whether he may sprint.
    guard : dict
        The ``guard-data`` document.
    bests : tuple of Best
        Flying or standing as he is about to run.
    open : Guarded or None
        A session that phones began today and nobody ended.
    """

    known: OneAthlete
    today: Today
    guard: dict[str, Any]
    bests: tuple[Best, ...]
    open: Guarded | None


def guarded_session(reader: Reader, session: Session, known: OneAthlete | None = None) -> Guarded:
    """A session of the store with a verdict for each rep.

    Parameters
    ----------
    reader : Reader
    session : Session
    known : OneAthlete, optional
        Whose it is, where that was read already.
    """
    known = athlete_of(reader, session.athlete_id) if known is None else known
    book = known.book_at(session.started_at)
    judged = judge_session(session, known.history.sessions, book, athlete=known.history.athlete)
    return Guarded(known.name, session, judged)


def lane_of(
    reader: Reader,
    athlete_id: str,
    now: datetime,
    kinds: Sequence[RunKind],
    *,
    session_id: str | None = None,
    source: str,
    language: str,
) -> Lane:
    """What a phone needs to know of one athlete before his first rep.

    Parameters
    ----------
    reader : Reader
    athlete_id : str
    now : datetime
        On his clock.
    kinds : sequence of RunKind
        What is about to be timed.
    session_id : str, optional
        The session that goes on already, as the phone calls it.
    source : str
        Of sessions that phones make.
    language : str

    Raises
    ------
    InputError
        If there is no such athlete.
    """
    known = athlete_of(reader, athlete_id)
    sessions = known.history.sessions
    open_ = None
    for one in sessions:
        mine = one.id == session_id
        today = one.started_at.astimezone(now.tzinfo).date() == now.date()
        if mine or (today and one.source == source and one.ended_by is None and one.reps):
            open_ = one
    standing = bool(kinds) and kinds[0].run_in_m == 0.0
    bests = reader.personal_bests(athlete_id, "standing" if standing else "flying")
    book = known.book_at(now)
    return Lane(
        known,
        answer_today(known.history, now, book),
        guard_of(known, now, kinds, session=open_, language=language),
        tuple(map(_best, bests)),
        None if open_ is None else guarded_session(reader, open_, known),
    )


def guard_of(
    known: OneAthlete,
    now: datetime,
    kinds: Sequence[RunKind],
    *,
    session: Session | None,
    language: str,
) -> dict[str, Any]:
    """Today's guard of an athlete as data: for some kinds of run, and those that he usually times.

    Raises
    ------
    InputError
        If the session is another's.
    """
    if session is not None and session.athlete_id != known.history.athlete.id:
        raise InputError(
            f"The session {session.id} is another athlete's. Name one of his.", code="guard-athlete"
        )
    usual = usual_kinds(known.history.sessions[-RECENT_SESSIONS:])
    return guard_data(
        known.history.athlete.id,
        known.history.sessions,
        known.book_at(now),
        now,
        [*kinds, *usual],
        session=session,
        language=language,
    )


def _best(one: BoardTime) -> Best:
    stated = one.time_sd_s is not None
    sd = one.time_sd_s if one.time_sd_s is not None else typical_timing_sd(one.method, one.time_s)
    mark = Mark(
        one.athlete_id, one.athlete, one.time_s, one.time_sd_s, one.method, one.wind_m_s,
        one.started_at,
    )  # fmt: skip
    return Best(one.distance_m, one.run_in_m, one.time_s, sd, stated, mark)
