"""A squad at a glance: who is in it, when each last trained, whom something hurt; one query for each.

A page of a squad shows thirty athletes of a thousand.  What it needs of each is a line, so lines are all
that is read here: the records themselves are read when somebody opens one athlete.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select, union_all

from flyzone.model import Stimulus
from flyzone.storage import tables as t
from flyzone.storage.kinds import can_be_kept, microseconds, moment_of
from flyzone.storage.rows import pages
from flyzone.storage.scope import Scope

_NONE = '"severity":0.0,'
"""How no severity stands in JSON text, with what parts it from the next field."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """That somebody trained.

    Attributes
    ----------
    athlete_id, session_id : str
    started_at : datetime
        On the clock that it was written down with.
    stimulus : Stimulus
    ended_by : str or None
    """

    athlete_id: str
    session_id: str
    started_at: datetime
    stimulus: Stimulus
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group: its id, its name, and how many athletes the viewer sees in it."""

    id: str
    name: str
    members: int


def names(
    connection: Connection, scope: Scope, group_id: str | None
) -> tuple[tuple[str, str], ...]:
    """Ids and names of all athletes, or of a group's, sorted by name in small letters."""
    athletes = scope.seen(t.athletes)
    statement = select(athletes.c.id, athletes.c.name)
    if group_id is not None:
        members = scope.seen(t.memberships)
        statement = statement.join(members, members.c.athlete_id == athletes.c.id).where(
            members.c.group_id == group_id
        )
    found = [(row.id, row.name) for row in connection.execute(statement)]
    return tuple(sorted(found, key=lambda one: (one[1].casefold(), one[0])))


def group_names(
    connection: Connection, scope: Scope, athlete_ids: Sequence[str] | None
) -> tuple[GroupLine, ...]:
    """Id, name and number of members of each group, sorted by name; or of those with certain members."""
    groups, members = scope.seen(t.groups), scope.seen(t.memberships)
    count = func.count(members.c.athlete_id)
    statement = (
        select(groups.c.id, groups.c.name, count.label("members"))
        .outerjoin(members, members.c.group_id == groups.c.id)
        .group_by(groups.c.id, groups.c.name)
    )
    if athlete_ids is not None:
        mine = scope.seen(t.memberships).alias("mine")
        wanted = select(mine.c.group_id).where(mine.c.athlete_id.in_(athlete_ids))
        statement = statement.where(groups.c.id.in_(wanted))
    found = [GroupLine(row.id, row.name, row.members) for row in connection.execute(statement)]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))


def session_lines(
    connection: Connection, scope: Scope, athlete_ids: Sequence[str], since: datetime | None
) -> tuple[SessionLine, ...]:
    """The sessions of some athletes since a moment, the latest first; without one, the last of each."""
    sessions = scope.seen(t.sessions)
    found: list[SessionLine] = []
    for some in pages([one for one in athlete_ids if can_be_kept(one)]):
        statement = select(
            sessions.c.athlete_id,
            sessions.c.id,
            sessions.c.started_at_us,
            sessions.c.started_at_offset_s,
            sessions.c.stimulus,
            sessions.c.ended_by,
        ).where(sessions.c.athlete_id.in_(some))
        if since is not None:
            statement = statement.where(sessions.c.started_at_us >= microseconds(since))
        else:
            others = scope.seen(t.sessions).alias("others")
            last = (
                select(others.c.athlete_id, func.max(others.c.started_at_us).label("last_us"))
                .where(others.c.athlete_id.in_(some))
                .group_by(others.c.athlete_id)
                .subquery("last")
            )
            statement = statement.join(
                last,
                (last.c.athlete_id == sessions.c.athlete_id)
                & (last.c.last_us == sessions.c.started_at_us),
            )
        found += [
            SessionLine(
                row.athlete_id,
                row.id,
                moment_of(row.started_at_us, row.started_at_offset_s),
                row.stimulus,
                row.ended_by,
            )
            for row in connection.execute(statement)
        ]
    return tuple(sorted(found, key=lambda one: (-one.started_at.timestamp(), one.session_id)))


def aching(connection: Connection, scope: Scope) -> tuple[str, ...]:
    """Ids of those who ever said that something hurt, or a warning sign; whoever did so last first.

    Whether it still matters is for `flyzone.training` to say.
    """
    checkins, sessions, reps = (scope.seen(one) for one in (t.checkins, t.sessions, t.reps))
    # "Nothing hurts" is kept as a pain of no severity.
    hurts = func.replace(checkins.c.pains, _NONE, "").contains('"severity"')
    said = or_(and_(checkins.c.pains != "[]", hurts), checkins.c.signs != "[]")
    parts = union_all(
        select(checkins.c.athlete_id, checkins.c.at_us).where(said),
        select(sessions.c.athlete_id, sessions.c.started_at_us).where(
            sessions.c.ended_by == "pain"
        ),
        select(reps.c.athlete_id, reps.c.session_started_us).where(reps.c.pain > 0.0),
    ).subquery("aches")
    last = func.max(parts.c.at_us)
    statement = select(parts.c.athlete_id).group_by(parts.c.athlete_id)
    return tuple(connection.scalars(statement.order_by(last.desc(), parts.c.athlete_id)))
