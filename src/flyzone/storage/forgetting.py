"""What else speaks of an athlete who is deleted: clips that show him, and mentions by his id or name.

What refers to him by a column of its own goes with him by itself.  Here goes the rest: squad clips in
whose order he stands, jobs and uploads of these, results of nobody, accounts of guardians who answer for
nobody else; and in what others keep, his runs are taken out of documents and his name out of texts.

A name is found where it stands whole ("Mia Ahrens", not "Mia"): a first name alone, or a nickname, is
nobody's for a program.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    Text,
    delete,
    or_,
    select,
    update,
)

from flyzone.storage import tables as t
from flyzone.storage.kinds import json_text
from flyzone.storage.rows import pages

GONE = "[deleted]"
"""Stands where a name was."""
NOBODY = "somebody deleted"
"""What the trail calls the author of a line when his account is gone."""

_OWN_WORDS = {
    # The name of somebody else who is called alike, and what never holds a person's name.
    t.athletes: {"name", "born", "sex", "level", "time_zone", "body", "injuries"},
    t.accounts: {"name", "login", "role", "manner", "password_hash"},
    t.groups: {"name"},
    t.audit: {"role", "kind", "action", "before", "after"},
    t.sessions: {"stimulus", "ended_by"},
    t.checkins: {"pains", "signs"},
    t.jobs: {"kind", "state", "worker"},
    t.clips: {"sha256", "order"},
}
_WITHOUT_PEOPLE = (t.reps, t.logins, t.failures, t.memberships, t.account_groups, t.account_wards)


@dataclass(frozen=True, slots=True)
class Traces:
    """What lies outside of the store by these ids, and has to go as well.

    Attributes
    ----------
    ids : tuple of str
        Of the athlete, of his clips and of their jobs and uploads.
    """

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to forget.

    Attributes
    ----------
    id : str
    names : tuple of str
        His own and those of his accounts.
    """

    id: str
    names: tuple[str, ...]

    def in_text(self, text: str) -> bool:
        """Whether a text speaks of him."""
        return self.id in text or any(_whole(one).search(text) for one in self.names)

    def out_of_text(self, text: str) -> str:
        """The text without him."""
        text = text.replace(self.id, GONE)
        for one in self.names:
            text = _whole(one).sub(GONE, text)
        return text

    def out_of(self, value: Any) -> Any:
        """A JSON value without him: an entry of a list that names him goes as a whole."""
        if isinstance(value, str):
            return self.out_of_text(value)
        if isinstance(value, list):
            return [self.out_of(one) for one in value if not self._is_of(one)]
        if isinstance(value, dict):
            return {
                key: self.out_of(one)
                for key, one in value.items()
                if key not in (self.id, *self.names)
            }
        return value

    def _is_of(self, entry: Any) -> bool:
        """Whether an entry of a list is he, or is his: one of its own fields names him alone."""
        fields = list(entry.values()) if isinstance(entry, dict) else [entry]
        return any(isinstance(one, str) and one in (self.id, *self.names) for one in fields)


def person_of(connection: Connection, athlete_id: str) -> Person:
    """An athlete by all the names that he has here."""
    accounts = t.accounts.c
    own = connection.scalars(select(t.athletes.c.name).where(t.athletes.c.id == athlete_id))
    login = connection.scalars(select(accounts.name).where(accounts.athlete_id == athlete_id))
    return Person(athlete_id, tuple(dict.fromkeys((*own, *login))))


def remove_what_shows(connection: Connection, person: Person) -> Traces:
    """Deletes clips, jobs, uploads, results and accounts that are his or show him.

    To be called while he is still there: afterwards nobody knows which were his.
    """
    run, clips, results = connection.execute, t.clips.c, t.results.c
    his = [
        (row.id, row.sha256)
        for row in run(
            select(clips.id, clips.sha256).where(
                or_(clips.athlete_id == person.id, clips.order.contains(person.id))
            )
        )
    ]
    ids = [one for one, _ in his]
    films = [one for _, one in his]
    traces = [person.id, *ids]
    jobs, uploads = t.jobs.c, t.uploads.c
    own_accounts = select(t.accounts.c.id).where(t.accounts.c.athlete_id == person.id)
    whose: tuple[tuple[Table, list[ColumnElement[bool]]], ...] = (
        (t.jobs, [jobs.athlete_id == person.id, *(jobs.clip_id.in_(some) for some in pages(ids))]),
        (t.uploads, [
            uploads.athlete_id == person.id,
            uploads.account_id.in_(own_accounts),
            uploads.wish.contains(person.id),
        ]),
    )  # fmt: skip
    for table, chosen in whose:
        found = list(connection.scalars(select(table.c.id).where(or_(*chosen))))
        traces += found
        for some in pages(found):
            run(delete(table).where(table.c.id.in_(some)))
    for some in pages(ids):
        run(delete(t.clips).where(clips.id.in_(some)))
        run(update(t.reps).where(t.reps.c.clip_id.in_(some)).values(clip_id=None))
        run(delete(t.audit).where(t.audit.c.record_id.in_(some)))
    for some in pages(films):
        # A timing of nobody, of a film that shows him.
        run(delete(t.results).where(results.athlete_id.is_(None), results.clip_sha256.in_(some)))
    run(delete(t.invitations).where(t.invitations.c.offer.contains(person.id)))
    run(
        update(t.audit).where(t.audit.c.who.in_(_own_logins(connection, person))).values(who=NOBODY)
    )
    _remove_guardians(connection, person)
    return Traces(tuple(traces))


def take_out_mentions(connection: Connection, person: Person) -> None:
    """Takes him out of what others keep."""
    run, trail = connection.execute, t.audit.c
    for column in (trail.before, trail.after):
        for row in list(run(select(trail.id, column).where(_speaks(column, person)))):
            if person.in_text(json.dumps(json.loads(row[1]), ensure_ascii=False)):
                # What changed in a squad's list, say: who did it and when stays.
                run(update(t.audit).where(trail.id == row[0]).values(before=None, after=None))
    for table, column in texts():
        keys = list(table.primary_key.columns)
        found = run(select(*keys, column).where(_speaks(column, person))).all()
        for *key, text in found:
            fresh = _rewritten(person, text, isinstance(column.type, t.Json))
            if fresh != text:
                where = [one == value for one, value in zip(keys, key, strict=True)]
                run(update(table).where(*where).values({column.name: fresh}))


def texts() -> Iterator[tuple[Table, Column[Any]]]:
    """Every column in which somebody may have been written of."""
    for table in t.metadata.sorted_tables:
        if table in _WITHOUT_PEOPLE:
            continue
        for column in table.columns:
            named = column.name in _OWN_WORDS.get(table, set()) or column.name.endswith("sha256")
            if isinstance(column.type, Text) and not named and not column.primary_key:
                yield table, column


def _speaks(column: Column[Any], person: Person) -> ColumnElement[bool]:
    """Rows that may speak of him; Python looks closer."""
    words = {person.id, *person.names}
    # JSON text writes letters beyond ASCII as escapes.
    words |= {json.dumps(one)[1:-1] for one in person.names}
    return or_(*(column.contains(one, autoescape=True) for one in sorted(words)))


def _rewritten(person: Person, text: str, is_json: bool) -> str:
    if not is_json:
        return person.out_of_text(text)
    value = json.loads(text)
    fresh = person.out_of(value)
    return text if fresh == value else json_text("a mention", fresh)


def _own_logins(connection: Connection, person: Person) -> list[str]:
    accounts = t.accounts.c
    return list(connection.scalars(select(accounts.name).where(accounts.athlete_id == person.id)))


def _remove_guardians(connection: Connection, person: Person) -> None:
    """Accounts of guardians who answer for nobody else."""
    wards = t.account_wards.c
    his = select(wards.account_id).where(wards.athlete_id == person.id)
    others = select(wards.account_id).where(wards.athlete_id != person.id)
    chosen = (t.accounts.c.id.in_(his), t.accounts.c.id.not_in(others))
    connection.execute(delete(t.accounts).where(*chosen))


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
