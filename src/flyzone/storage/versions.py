"""Which state an athlete's records are in: a short text that differs after every change.

Whoever keeps an answer beside the store must know whether it still holds.  Every change leaves a line in
the audit trail, lines are never taken away, and only an import adds records without one; so the number
of lines together with the numbers of records never comes back to what it was.  What is no single
athlete's is looked at itself: his groups, the rules that somebody changed, the plans that he is in.  An
athlete who was deleted and came back is told from his former self by the lines about him, whose ids are
random.

Only what the viewer sees goes into it, as into the answers themselves.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Connection,
    Select,
    String,
    Table,
    bindparam,
    cast,
    func,
    literal,
    select,
    union_all,
)  # fmt: skip

from flyzone.storage import tables as t
from flyzone.storage.kinds import can_be_kept
from flyzone.storage.rows import pages
from flyzone.storage.scope import Scope

_COUNTED: tuple[Table, ...] = (
    t.audit, t.checkins, t.clearances, t.sessions, t.jumps, t.lifts, t.planned_days, t.results,
    t.clips, t.wish_lists, t.consents,
)  # fmt: skip
"""Tables with an index on whose a row is; counting goes by it alone."""


_SOME: BindParameter[Any] = bindparam("some", expanding=True)


def _own() -> CompoundSelect[Any]:
    """Of each athlete: how many records and lines there are, and what stands for him and his plans."""
    days, plans, trail = t.planned_days.c, t.plans, t.audit.c
    parts: list[Select[Any]] = [
        select(
            literal(table.name).label("part"),
            table.c.athlete_id.label("athlete"),
            cast(func.count(), String).label("value"),
        )
        .where(table.c.athlete_id.in_(_SOME))
        .group_by(table.c.athlete_id)
        for table in _COUNTED
    ]
    # The lines about the athlete himself: few, and each with an id of its own.
    lines = select(literal("line"), trail.record_id, trail.id).where(trail.record_id.in_(_SOME))
    # Where a team-mate is deleted, the notes of a shared plan go without a line.
    his = select(days.athlete_id, days.plan_id).where(days.athlete_id.in_(_SOME)).distinct()
    mine = his.subquery("mine")
    of_plan = select(func.count()).where(trail.record_id == mine.c.plan_id).scalar_subquery()
    size = func.length(cast(plans.c.notes, String))
    state = mine.c.plan_id + ":" + cast(of_plan, String) + ":" + cast(size, String)
    made = select(literal("plan"), mine.c.athlete_id, state).join_from(
        mine, plans, plans.c.id == mine.c.plan_id
    )
    return union_all(*parts, lines, made)


_OWN = _own()


def versions(connection: Connection, scope: Scope, athlete_ids: Iterable[str]) -> dict[str, str]:
    """The state of the records of each of some athletes; who is not seen is left out.

    Parameters
    ----------
    connection : sqlalchemy.Connection
    scope : Scope
    athlete_ids : iterable of str

    Returns
    -------
    dict of str to str
        Equal texts for equal states, as this viewer sees them; different ones after a change.
    """
    wanted = list(dict.fromkeys(one for one in athlete_ids if can_be_kept(one)))
    athletes, members = scope.seen(t.athletes), scope.seen(t.memberships)
    rules = _rules(connection, scope)
    found: dict[str, str] = {}
    for some in pages(wanted):
        seen = connection.scalars(select(athletes.c.id).where(athletes.c.id.in_(some))).all()
        if not seen:
            continue
        parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        # That they are seen is known: what is theirs is seen too.
        for part, athlete, value in connection.execute(_OWN, {"some": seen}):
            parts[athlete].append((part, value))
        groups = select(members.c.athlete_id, members.c.group_id)
        for athlete, group in connection.execute(groups.where(members.c.athlete_id.in_(seen))):
            parts[athlete].append(("group", group))
        found |= {one: _digest([rules, *sorted(parts[one])]) for one in seen}
    return found


def _rules(connection: Connection, scope: Scope) -> str:
    changes = scope.seen(t.rule_changes)
    rows = connection.execute(select(changes).order_by(changes.c.id))
    return _digest([tuple(row) for row in rows])


def _digest(parts: Sequence[Any]) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
