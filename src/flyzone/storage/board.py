"""The board: one time of each athlete over a distance, in one query.

A time is compared with others over the same distance, to the millimetre.  Times that the ground or a
rope helped or held back (hills, tows, sleds) are in no board.  Whether two neighbours on it really
differ is for `flyzone.training` to say: their errors are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Literal, get_args

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    cast,
    func,
    or_,
    select,
)

from flyzone.model import Stimulus
from flyzone.model.limits import one_of, within
from flyzone.storage import tables as t
from flyzone.storage.kinds import microseconds, moment_of
from flyzone.storage.rows import pages
from flyzone.storage.scope import Scope

Order = Literal["best", "latest"]
Start = Literal["flying", "standing"]
"""Standing: the zone begins where he starts.  Flying: all others, those whose run-in nobody wrote down
among them."""

NOT_FREE: tuple[Stimulus, ...] = ("assisted", "hill", "resisted")
"""Sessions whose times are no measure of free speed."""

_DAY_US = 86_400_000_000


@dataclass(frozen=True, slots=True)
class BoardTime:
    """One time on a board; ``None`` is not known.

    Attributes
    ----------
    athlete_id, athlete : str
        Id and name.
    public : bool
        Whether others than his coach and himself may see it.
    distance_m, run_in_m : float, m
    time_s, time_sd_s : float, s
    wind_m_s, wind_sd_m_s : float or None, m/s
    method : str or None
    started_at : datetime
        When its session began.
    session_id, rep_id : str
    number : int
        Which rep of its session.
    """

    athlete_id: str
    athlete: str
    public: bool
    distance_m: float
    run_in_m: float | None
    time_s: float
    time_sd_s: float | None
    wind_m_s: float | None
    wind_sd_m_s: float | None
    method: str | None
    started_at: datetime
    session_id: str
    rep_id: str
    number: int


def board(
    connection: Connection,
    scope: Scope,
    distance_m: float,
    athlete_ids: Sequence[str] | None,
    order: Order,
    start: Start,
    before: date | None = None,
) -> tuple[BoardTime, ...]:
    """One time of each athlete over a distance.

    Parameters
    ----------
    connection : sqlalchemy.Connection
    scope : Scope
    distance_m : float, m
        Of the zone.
    athlete_ids : sequence of str or None
        ``None`` is everybody whom the viewer sees.
    order : {"best", "latest"}
        Which of his times; the board is sorted by time in both cases.
    start : {"flying", "standing"}
    before : date, optional
        Only times of earlier days, each day as its session's own clock had it.

    Returns
    -------
    tuple of BoardTime
        The fastest first; who has no such time is left out.

    Raises
    ------
    InputError
        If the distance or a word cannot be what it says.
    """
    within(distance_m, 1.0, 50_000.0, "The distance of a board", "m", "board")
    one_of(order, get_args(Order), "The order of a board", "board")
    one_of(start, get_args(Start), "The start of a board", "board")
    athletes, reps, sessions = (scope.seen(one) for one in (t.athletes, t.reps, t.sessions))
    candidates, theirs = reps.alias("candidates"), sessions.alias("candidate_sessions")
    times = candidates.c
    ranks: tuple[Any, ...] = (times.time_s, times.session_started_us, times.number)
    if order == "latest":
        ranks = (times.session_started_us.desc(), times.number.desc())
    # For each athlete a step or two in an index: his other times are not looked at.
    chosen = (
        select(times.id)
        .join(theirs, theirs.c.id == times.session_id)
        .where(times.athlete_id == athletes.c.id)
        .where(times.distance_mm == round(distance_m * 1000))
        .where(*_free(candidates, theirs, start))
    )
    if before is not None:
        chosen = chosen.where(_local_us(theirs) < _midnight_us(before))
    best = chosen.order_by(*ranks).limit(1).scalar_subquery()
    statement = _columns(athletes, reps, sessions).join(reps, reps.c.id == best)
    if athlete_ids is not None:
        statement = statement.where(athletes.c.id.in_(athlete_ids))
    statement = statement.join(sessions, sessions.c.id == reps.c.session_id)
    return _times(connection, statement.order_by(reps.c.time_s, athletes.c.id))


def of_day(
    connection: Connection,
    scope: Scope,
    day: date,
    athlete_ids: Sequence[str] | None,
    start: Start,
) -> tuple[BoardTime, ...]:
    """All times of a day, over every distance, the fastest of each distance first.

    Parameters
    ----------
    connection : sqlalchemy.Connection
    scope : Scope
    day : date
        As each session's own clock had it.
    athlete_ids : sequence of str or None
        ``None`` is everybody whom the viewer sees.
    start : {"flying", "standing"}

    Returns
    -------
    tuple of BoardTime
    """
    one_of(start, get_args(Start), "The start of a board", "board")
    athletes, reps, sessions = (scope.seen(one) for one in (t.athletes, t.reps, t.sessions))
    begin = _midnight_us(day)
    # A day's sessions first, athlete by athlete in an index: else all reps would be looked through.
    of_the_day = (
        select(sessions.c.id)
        .where(sessions.c.athlete_id.in_(select(athletes.c.id)))
        .where(sessions.c.started_at_us.between(begin - _DAY_US, begin + 2 * _DAY_US))
        .where(_local_us(sessions) >= begin, _local_us(sessions) < begin + _DAY_US)
    )
    if athlete_ids is not None:
        of_the_day = of_the_day.where(sessions.c.athlete_id.in_(athlete_ids))
    statement = (
        _columns(athletes, reps, sessions)
        .join(reps, reps.c.athlete_id == athletes.c.id)
        .join(sessions, sessions.c.id == reps.c.session_id)
        .where(*_free(reps, sessions, start))
    )
    found: list[BoardTime] = []
    for some in pages(connection.scalars(of_the_day).all()):
        found += _times(connection, statement.where(reps.c.session_id.in_(some)))
    return tuple(
        sorted(found, key=lambda one: (one.distance_m, one.time_s, one.started_at, one.number))
    )


def personal_bests(
    connection: Connection, scope: Scope, athlete_id: str, start: Start
) -> tuple[BoardTime, ...]:
    """One athlete's best time over each distance, the shortest distance first."""
    one_of(start, get_args(Start), "The start of a board", "board")
    athletes, reps, sessions = (scope.seen(one) for one in (t.athletes, t.reps, t.sessions))
    rank = (
        func.row_number()
        .over(
            partition_by=reps.c.distance_mm,
            order_by=(reps.c.time_s, reps.c.session_started_us, reps.c.number),
        )
        .label("rank")
    )
    ranked = (
        _columns(athletes, reps, sessions)
        .add_columns(rank)
        .join(reps, reps.c.athlete_id == athletes.c.id)
        .join(sessions, sessions.c.id == reps.c.session_id)
        .where(athletes.c.id == athlete_id, *_free(reps, sessions, start))
        .subquery("ranked")
    )
    best = [column for column in ranked.c if column.name != "rank"]
    return _times(connection, select(*best).where(ranked.c.rank == 1).order_by(ranked.c.distance_m))


def _local_us(sessions: FromClause) -> ColumnElement[int]:
    """Microseconds on the clock that a session was written down with."""
    # Microseconds are large for PostgreSQL's ordinary whole numbers.
    offset = cast(sessions.c.started_at_offset_s, BigInteger)
    local: ColumnElement[int] = sessions.c.started_at_us + 1_000_000 * offset
    return local


def _midnight_us(day: date) -> int:
    return microseconds(datetime.combine(day, time(0), tzinfo=UTC))


def _free(reps: FromClause, sessions: FromClause, start: Start) -> tuple[ColumnElement[bool], ...]:
    """What makes a rep a time for a board."""
    run_in = reps.c.run_in_m
    return (
        reps.c.time_s.is_not(None),
        run_in == 0.0 if start == "standing" else or_(run_in.is_(None), run_in > 0.0),
        sessions.c.stimulus.not_in(NOT_FREE),
    )


def _columns(athletes: FromClause, reps: FromClause, sessions: FromClause) -> Select[Any]:
    return select(
        athletes.c.id.label("athlete_id"),
        athletes.c.name.label("athlete"),
        athletes.c.public,
        reps.c.distance_m,
        reps.c.run_in_m,
        reps.c.time_s,
        reps.c.time_sd_s,
        reps.c.wind_m_s,
        reps.c.wind_sd_m_s,
        reps.c.method,
        sessions.c.started_at_us,
        sessions.c.started_at_offset_s,
        sessions.c.id.label("session_id"),
        reps.c.id.label("rep_id"),
        reps.c.number,
    ).select_from(athletes)


def _times(connection: Connection, statement: Select[Any]) -> tuple[BoardTime, ...]:
    times = []
    for row in connection.execute(statement).mappings():
        words = dict(row)
        started_at = moment_of(words.pop("started_at_us"), words.pop("started_at_offset_s"))
        times.append(BoardTime(**words, started_at=started_at))
    return tuple(times)
