"""How far a viewer sees: every table as it looks to him.

Reading never touches a table itself.  It asks the scope for the table as this viewer sees it, a
selection that leaves out all other rows; a table for which the scope has no condition cannot be read
at all.  So a query that forgets its viewer cannot be written: there is nothing else to select from.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Table,
    and_,
    case,
    exists,
    literal,
    or_,
    select,
    true,
)

from flyzone.errors import InputError
from flyzone.storage import tables as t
from flyzone.storage.kinds import can_be_kept
from flyzone.storage.rows import pages
from flyzone.storage.viewer import Viewer

Condition = ColumnElement[bool]

_OF_AN_ATHLETE = (
    t.memberships, t.checkins, t.clearances, t.sessions, t.reps, t.jumps, t.lifts, t.planned_days,
    t.results, t.audit, t.wish_lists, t.consents,
)  # fmt: skip
"""Tables whose rows are each one athlete's; a row without one is for the owner alone."""


class Scope:
    """What one viewer sees."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        changes, days = t.rule_changes, t.planned_days
        self._conditions: dict[Table, Condition] = {
            t.athletes: self._sees(t.athletes.c.id),
            t.groups: self._sees_group(t.groups.c.id),
            t.plans: exists().where(days.c.plan_id == t.plans.c.id, self._sees(days.c.athlete_id)),
            changes: or_(
                self._sees(changes.c.athlete_id),
                self._sees_group(changes.c.group_id),
                and_(changes.c.athlete_id.is_(None), changes.c.group_id.is_(None)),
            ),
            t.clips: self._sees_film(t.clips),
            t.jobs: self._sees_film(t.jobs),
            # Of the store as a whole: who belongs to it may see them.
            t.camera_places: true(),
            t.grounds: true(),
            **{table: self._sees(table.c.athlete_id) for table in _OF_AN_ATHLETE},
        }
        # Members of groups that he does not see stay hidden, even where he sees the members.
        self._conditions[t.memberships] &= self._sees_group(t.memberships.c.group_id)

    def seen(self, table: Table) -> FromClause:
        """A table as the viewer sees it; `KeyError` where nothing says how far that is."""
        condition = self._conditions[table]
        if self.viewer.role == "owner":
            return table
        columns: dict[str, ColumnElement[Any]] = {column.name: column for column in table.c}
        if table is t.plans:
            # Notes are on the plan as a whole: they are for those who see all of it.
            days = t.planned_days
            hidden = exists().where(days.c.plan_id == table.c.id, ~self._sees(days.c.athlete_id))
            columns["notes"] = case((hidden, literal("[]", t.Json())), else_=table.c.notes)
        return (
            select(*(column.label(name) for name, column in columns.items()))
            .where(condition)
            .subquery(table.name)
        )

    def unseen(self, connection: Connection, table: Table, ids: Iterable[str]) -> list[str]:
        """Those of some ids that are not in the table as the viewer sees it, sorted."""
        wanted, seen = sorted(set(ids)), self.seen(table)
        found: set[str] = set()
        for some in pages([one for one in wanted if can_be_kept(one)]):
            found |= set(connection.scalars(select(seen.c.id).where(seen.c.id.in_(some))))
        return [one for one in wanted if one not in found]

    def _sees(self, athlete_id: ColumnElement[str | None]) -> Condition:
        viewer = self.viewer
        if viewer.role == "owner":
            return true()
        if viewer.role != "coach":
            return athlete_id.in_(viewer.own_ids)
        members = t.memberships
        mine = select(members.c.athlete_id).where(members.c.group_id.in_(viewer.group_ids))
        return athlete_id.in_(mine)

    def _sees_group(self, group_id: ColumnElement[str | None]) -> Condition:
        viewer = self.viewer
        if viewer.role == "owner":
            return true()
        if viewer.role == "coach":
            return group_id.in_(viewer.group_ids)
        members = t.memberships.alias()
        mine = select(members.c.group_id).where(members.c.athlete_id.in_(viewer.own_ids))
        return group_id.in_(mine)

    def _sees_film(self, table: Table) -> Condition:
        """A film of a squad shows others too: it, and the work on it, is for their coach alone."""
        if self.viewer.role == "coach":
            return or_(self._sees(table.c.athlete_id), self._sees_group(table.c.group_id))
        return self._sees(table.c.athlete_id)


def unknown(what: str, given: str) -> InputError:
    """The error for an id that is not there, or not for this viewer: he cannot tell which."""
    return InputError(
        f"There is no {what} {given} here, or none that you may see. Check the id.",
        code=f"unknown-{what}",
    )
