"""Writing the store, in somebody's name: all that one block writes is kept, or nothing.

Every record comes with an id that whoever made it chose.  Saving it again is therefore harmless: what
is there already is left alone, what differs is changed, and both are said.  The trail names who changed
what.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Connection, delete, or_, select, tuple_, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from flyzone.errors import InputError
from flyzone.model import Athlete
from flyzone.storage import tables as t
from flyzone.storage.audit import Action, AuditEntry
from flyzone.storage.forgetting import (
    NOBODY,
    person_of,
    remove_what_shows,
    take_out_mentions,
)
from flyzone.storage.kinds import (
    KINDS,
    Kind,
    Plain,
    Record,
    json_text,
    kind_of,
    microseconds,
)
from flyzone.storage.plain import plain_of
from flyzone.storage.reading import Reader
from flyzone.storage.rights import Change, admit, forbidden
from flyzone.storage.rows import PAGE, Rows, add, change, pages, remove
from flyzone.storage.scope import unknown
from flyzone.storage.viewer import Viewer

Outcome = Literal["new", "same", "changed"]


class Writer(Reader):
    """What a viewer may read and write; made by `Store.writing`."""

    def __init__(
        self, connection: Connection, viewer: Viewer, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(connection, viewer)
        self._clock = clock
        # Without the scope, for one question only: is this id taken, and by what?
        self._there = Rows(connection, lambda table: table)
        self.erased = False
        """Whether an athlete was deleted, so that his traces must go from the disk as well."""
        self.traces: tuple[str, ...] = ()
        """Ids by which files outside of the store are named that must go with a deleted athlete."""
        self.added = 0
        """How many new records this block has kept."""

    def save(self, record: Record) -> Outcome:
        """Keeps a record.

        Returns
        -------
        {"new", "same", "changed"}
            ``"same"`` also for a session that is there under another id, equal in all it says: the
            same file, imported once more.

        Raises
        ------
        InputError
            If the viewer may not, the id is another's, the athlete is in another session at that
            time, or a value cannot be kept.  Nothing of this call is kept then, and nothing of the
            whole block unless somebody catches the error.
        """
        return self.save_many([record])[0]

    def save_many(self, records: Iterable[Record]) -> list[Outcome]:
        """Keeps many records, as `save` does one by one, only faster.

        Parameters
        ----------
        records : iterable
            An athlete before his records.

        Returns
        -------
        list of {"new", "same", "changed"}
            For each record.
        """
        outcomes: list[Outcome] = []
        with self.step():
            for kind, plains in _batches((kind_of(type(one)), plain_of(one)) for one in records):
                if kind.word is AuditEntry:
                    raise forbidden("the audit trail is written by the store itself")
                outcomes += self.keep(kind, plains)
        return outcomes

    def enrol(self, athlete: Athlete, group_id: str) -> Outcome:
        """Keeps an athlete and makes him a member of a group; so a coach adds a new one.

        Raises
        ------
        InputError
            As `save`; or if there is no such group.
        """
        if self.viewer.role not in ("owner", "coach"):
            raise forbidden("only coaches and the owner of the store enrol athletes")
        if self.viewer.role == "coach" and athlete.public:
            raise forbidden("an athlete agrees himself to be on public boards")
        group = self.group(group_id)
        kind, plain = KINDS["athlete"], plain_of(athlete)
        with self.step():
            if self._there.by_id(kind, [athlete.id]):
                outcome = self.save(athlete)
            else:
                outcome = self._write(kind, [(None, plain)])[0]
            before = self._there.by_id(KINDS["group"], [group.id])[group.id]
            if athlete.id not in before["athlete_ids"]:
                after = before | {"athlete_ids": [*before["athlete_ids"], athlete.id]}
                self._write(KINDS["group"], [(before, after)])
        return outcome

    def delete(self, word: type, record_id: str) -> None:
        """Deletes a record; an athlete with everything that is his.

        Parameters
        ----------
        word : type
            Its class, such as ``Session``.
        record_id : str

        Raises
        ------
        InputError
            If there is none of that id, or the viewer may not delete it.
        """
        kind = kind_of(word)
        seen = self._rows.by_id(kind, [record_id])
        if not seen:
            raise unknown(kind.name, record_id)
        if kind.word is Athlete:
            self._erase(record_id)
            return
        before = self._there.by_id(kind, [record_id])[record_id]
        if before != seen[record_id]:
            raise forbidden(f"this {kind.name} also concerns athletes whom you do not see")
        admit(self._connection, self._scope, kind, [(before, before)])
        if kind.word is AuditEntry:
            raise forbidden("nobody deletes from the audit trail")
        remove(self._connection, kind, record_id)
        self._trail([self._entry(kind, before, "deleted", before, None)])

    @contextlib.contextmanager
    def step(self) -> Iterator[None]:
        """What is written inside is kept as one or not at all, also where its error is caught."""
        point = self._connection.begin_nested()
        try:
            yield
        except BaseException:
            try:
                point.rollback()
            except DBAPIError:
                # A full disk, or a server that is gone, undid the whole block already; with this
                # connection nothing more may be written, and the first error is the one to tell.
                self._connection.invalidate()
            raise
        point.commit()

    def keep(self, kind: Kind, plains: Sequence[Plain], *, trail: bool = True) -> list[Outcome]:
        """Keeps records of one kind, each once, as plain values; a part of a `step`.

        Parameters
        ----------
        kind : Kind
        plains : sequence of mapping
        trail : bool
            Whether new ones go into the audit trail; an import brings its own.
        """
        there = self._there.by_id(kind, [plain["id"] for plain in plains])
        changes = [(there.get(plain["id"]), plain) for plain in plains]
        admit(self._connection, self._scope, kind, changes)
        return self._write(kind, changes, trail=trail)

    def _write(self, kind: Kind, changes: Sequence[Change], *, trail: bool = True) -> list[Outcome]:
        twins = self._twins(kind, changes)
        outcomes: list[Outcome] = []
        fresh, altered, entries = [], [], []
        for before, after in changes:
            if before == after or after["id"] in twins:
                outcomes.append("same")
            elif before is None:
                outcomes.append("new")
                fresh.append(after)
                if trail:
                    entries.append(self._entry(kind, after, "new", None, None))
            else:
                if kind.word is AuditEntry:
                    raise InputError(
                        f"The line {after['id']} of the audit trail differs from the one that is "
                        "here. A trail is never changed; import into a new store.",
                        code="store-trail",
                    )
                outcomes.append("changed")
                altered.append(after)
                entries.append(self._entry(kind, after, "changed", *_differences(before, after)))
        try:
            # First what gives something free, then what takes it.
            change(self._connection, kind, altered)
            add(self._connection, kind, fresh)
            self.added += len(fresh)
        except IntegrityError as problem:
            raise InputError(
                f"A {kind.name} clashes with what is here: the id of one of its parts belongs to "
                "another record, or another is there at that time. Make new ids with uuid4.",
                code="store-id-taken",
            ) from problem
        self._trail(entries)
        return outcomes

    def _twins(self, kind: Kind, changes: Sequence[Change]) -> set[str]:
        """Ids of new sessions that are here already under another id.

        Raises
        ------
        InputError
            If an athlete would be in two different sessions at one time.
        """
        if kind.name != "session":
            return set()
        here: dict[tuple[str, int], Plain] = {}
        differ = [(before, after) for before, after in changes if before != after]
        athlete, started = t.sessions.c.athlete_id, t.sessions.c.started_at_us
        for some in pages([_moment(after) for _, after in differ]):
            # For SQLite the athletes once more: it looks up one column in an index, but no pairs.
            wanted = (athlete.in_({one for one, _ in some}), tuple_(athlete, started).in_(some))
            for found in self._there.chosen(kind, select(t.sessions).where(*wanted)):
                here[_moment(found)] = found
        twins = set()
        for before, after in differ:
            other = here.setdefault(_moment(after), after)
            if other["id"] == after["id"]:
                continue
            if before is None and _content(other) == _content(after):
                twins.add(after["id"])
            else:
                raise self._two_at_once(other, after)
        return twins

    def _two_at_once(self, here: Plain, new: Plain) -> InputError:
        name = self._there.by_id(KINDS["athlete"], [new["athlete_id"]])[new["athlete_id"]]["name"]
        return InputError(
            f"{name} cannot be in two sessions at one time, {new['started_at']}: {_shown(here)} is "
            f"here, and {_shown(new)} came. Correct the start of one of them, or save it under the "
            "id of the other to replace it.",
            code="session-twice",
        )

    def _erase(self, athlete_id: str) -> None:
        viewer = self.viewer
        if viewer.role == "coach":
            raise forbidden("only the owner of the store, or he himself, deletes an athlete")
        run, days, trail = self._connection.execute, t.planned_days.c, t.audit.c
        his_plans = list(
            self._connection.scalars(
                select(days.plan_id).where(days.athlete_id == athlete_id).distinct()
            )
        )
        person = person_of(self._connection, athlete_id)
        self.traces += remove_what_shows(self._connection, person).ids
        remove(self._connection, KINDS["athlete"], athlete_id)
        for some in pages(his_plans):
            left = select(days.plan_id).where(days.plan_id.in_(some))
            run(delete(t.plans).where(t.plans.c.id.in_(some), t.plans.c.id.not_in(left)))
            # A note on a squad's plan may speak of him.
            run(update(t.plans).where(t.plans.c.id.in_(some)).values(notes="[]"))
        run(
            delete(t.audit).where(
                or_(trail.athlete_id == athlete_id, trail.record_id == athlete_id)
            )
        )
        take_out_mentions(self._connection, person)
        # That somebody was deleted stays, and nothing that says who.
        entry = self._entry(KINDS["athlete"], {"id": str(uuid4())}, "deleted", None, None)
        himself = viewer.role != "owner"
        who = NOBODY if himself else entry.who
        self._trail([replace(entry, athlete_id=None, who=who)])
        self.erased = True

    def _entry(
        self, kind: Kind, plain: Plain, action: Action, before: Plain | None, after: Plain | None
    ) -> AuditEntry:
        return AuditEntry(
            id=str(uuid4()),
            at=self._clock(),
            who=self.viewer.name,
            role=self.viewer.role,
            kind=kind.name,
            record_id=plain["id"],
            athlete_id=kind.owner_of(plain),
            action=action,
            before=before,
            after=after,
        )

    def _trail(self, entries: Sequence[AuditEntry]) -> None:
        add(self._connection, KINDS["audit"], [plain_of(entry) for entry in entries])


def _batches(
    items: Iterable[tuple[Kind, Plain]],
) -> Iterator[tuple[Kind, list[Plain]]]:
    """Neighbours of one kind, a page at a time, no id twice in one."""
    for _, neighbours in groupby(items, key=lambda item: item[0].name):
        batch: dict[str, Plain] = {}
        for kind, plain in neighbours:
            if plain["id"] in batch or len(batch) == PAGE:
                yield kind, list(batch.values())
                batch = {}
            batch[plain["id"]] = plain
        yield kind, list(batch.values())


def _moment(session: Plain) -> tuple[str, int]:
    return session["athlete_id"], microseconds(datetime.fromisoformat(session["started_at"]))


def _content(session: Plain) -> Plain:
    """All that a session says, whatever its ids and wherever it was read."""
    reps = [{**rep, "id": None} for rep in session["reps"]]
    return {**session, "id": None, "source": None, "reps": reps}


def _shown(session: Plain) -> str:
    return (
        f"session {session['id']} ({session['stimulus']}, {len(session['reps'])} reps, from "
        f"{session['source']!r})"
    )


def _differences(before: Plain, after: Plain) -> tuple[Plain, Plain]:
    """The fields that differ; of lists only the entries that the other one lacks."""
    old, new = {}, {}
    for name, value in after.items():
        was = before[name]
        if was != value:
            both = isinstance(was, list) and isinstance(value, list)
            old[name], new[name] = (
                (_lacking(was, value), _lacking(value, was)) if both else (was, value)
            )
    return old, new


def _lacking(these: list[Any], others: list[Any]) -> list[Any]:
    known = {json_text("", one) for one in others}
    return [one for one in these if json_text("", one) not in known]
