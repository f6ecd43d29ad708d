"""Takes what phones kept and sent: in order, each entry once, and each answered.

An entry comes with an id that the phone made.  What it does and that it was done stand in one
transaction; sent again it is answered alike and done no second time.  Where it did nothing (a conflict,
a refusal) nothing is remembered either: sent again it is looked at anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Literal

from flyzone.errors import InputError
from flyzone.model import Athlete, CheckIn, Rep, Session
from flyzone.model.athlete import zone_of
from flyzone.model.limits import aware, identifier
from flyzone.storage import Store, Viewer, Writer
from flyzone.storage.plain import plain_of, record_of
from flyzone.workflows.merge_entry import (
    SOURCE,
    Merged,
    Outcome,
    add_rep,
    change_rep,
    end_session,
    remove_rep,
)

EntryKind = Literal["rep", "rep-change", "rep-remove", "session-end", "check-in"]

NEAR = timedelta(hours=12)
"""How far around an entry his sessions are looked at."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody typed.

    Attributes
    ----------
    id : str
        A UUID that the phone made.
    at : datetime
        When it was typed, with its offset.
    kind : {"rep", "rep-change", "rep-remove", "session-end", "check-in"}
    body : mapping
        Plain values. Of a rep: ``session`` (``id``, ``athlete_id``, ``started_at``, ``stimulus``)
        and ``rep``, fields of `Rep`. Of its change: ``rep_id``, ``base``, ``change``; of its
        removal: ``rep_id``, ``base``. Of an end: ``session``, ``base``, ``change``. Of a check-in:
        fields of `CheckIn`.
    """

    id: str
    at: datetime
    kind: EntryKind
    body: Mapping[str, Any]

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "An entry", "entry"))
        aware(self.at, "The moment of an entry", "entry")


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an entry.

    Attributes
    ----------
    id : str
        Of the entry.
    outcome : {"new", "same", "changed", "conflict", "refused"}
    code, message : str
        Why it is no plain success; empty where it is.
    session_id, rep_id : str or None
        What it is about, as it is called in the store.
    there : mapping or None
        In a conflict, what is there instead; ``None`` also where it is gone.
    again : bool
        Whether it had been done before.
    """

    id: str
    outcome: Outcome
    code: str = ""
    message: str = ""
    session_id: str | None = None
    rep_id: str | None = None
    there: Mapping[str, Any] | None = None
    again: bool = False


def take_entries(
    store: Store, viewer: Viewer, account_id: str, entries: Sequence[Entry], now: datetime
) -> list[Answer]:
    """Takes entries in their order, in one transaction.

    Parameters
    ----------
    store : Store
    viewer : Viewer
        In whose name they are written.
    account_id : str
        Whose entries they are.
    entries : sequence of Entry
    now : datetime

    Returns
    -------
    list of Answer
        For each entry. One that cannot be taken is refused, and the others are taken.

    Raises
    ------
    StoreError
        If nothing can be written: then nothing was done, and all may be sent again.
    """
    answers = []
    with store.taking(viewer, account_id) as (writer, sent):
        known = sent.done(entry.id for entry in entries)
        for entry in entries:
            if entry.id in known:
                answers.append(_again(entry, known[entry.id]))
                continue
            try:
                with writer.step():
                    merged = _take(writer, entry)
                    answer = _answer(entry, merged)
                    if answer.outcome != "conflict":
                        done = {"outcome": answer.outcome, "code": answer.code,
                                "session_id": answer.session_id, "rep_id": answer.rep_id}  # fmt: skip
                        sent.remember(entry.id, done, now)
                        known[entry.id] = done
                answers.append(answer)
            except InputError as problem:
                answers.append(Answer(entry.id, "refused", problem.code, problem.message))
    return answers


def _again(entry: Entry, done: Mapping[str, Any] | None) -> Answer:
    if done is None:
        message = (
            f"The id {entry.id} of this entry belongs to another account's. Type it again, so that "
            "it gets a new one."
        )
        return Answer(entry.id, "refused", "entry-taken", message)
    return Answer(entry.id, **done, again=True)


def _answer(entry: Entry, merged: Merged) -> Answer:
    return Answer(
        entry.id,
        merged.outcome,
        merged.code,
        session_id=None if merged.session is None else merged.session.id,
        rep_id=merged.rep_id,
        there=merged.there,
    )


def _take(writer: Writer, entry: Entry) -> Merged:
    if entry.kind == "check-in":
        return _check_in(writer, entry.body)
    if entry.kind in ("rep", "session-end"):
        return _of_session(writer, entry)
    rep_id = identifier(str(entry.body.get("rep_id")), "A rep", "entry")
    session = writer.session_of_rep(rep_id)
    base = _mapping(entry.body, "base")
    if entry.kind == "rep-change":
        merged = change_rep(session, rep_id, base, _mapping(entry.body, "change"))
    else:
        merged = remove_rep(session, rep_id, base)
    _keep(writer, merged, session)
    return merged


def _of_session(writer: Writer, entry: Entry) -> Merged:
    told = _mapping(entry.body, "session")
    begun = record_of(Session, {**told, "source": SOURCE})
    athlete = writer.athlete(begun.athlete_id)
    begun = record_of(Session, {**plain_of(begun), "started_at": _his(begun.started_at, athlete)})
    if entry.kind == "session-end":
        near = writer.sessions(athlete.id, since=begun.started_at - NEAR)
        ends = _mapping(entry.body, "base", needed=False), _mapping(entry.body, "change")
        merged = end_session(near, begun, *ends)
        _keep(writer, merged, merged.session)
        return merged
    plain = {**_mapping(entry.body, "rep"), "number": 1}
    rep = record_of(Rep, plain)
    if rep.at is not None:
        rep = record_of(Rep, {**plain, "at": _his(rep.at, athlete)})
    since = min(begun.started_at, rep.at or begun.started_at) - NEAR
    near = writer.sessions(athlete.id, since=since)
    holder = writer.session_of_rep(rep.id)
    if holder is not None and all(one.id != holder.id for one in near):
        near = (*near, holder)
    merged = add_rep(near, begun, rep)
    _keep(writer, merged, merged.session)
    return merged


def _check_in(writer: Writer, body: Mapping[str, Any]) -> Merged:
    said = record_of(CheckIn, body)
    try:
        there = writer.get(CheckIn, said.id)
    except InputError:
        there = None
    if there is not None and plain_of(there) != plain_of(said):
        return Merged("conflict", None, "check-in-differs", plain_of(there))
    return Merged(writer.save(said), None)


def _keep(writer: Writer, merged: Merged, before: Session | None) -> None:
    if merged.outcome not in ("new", "changed"):
        return
    if merged.session is not None:
        writer.save(merged.session)
    elif before is not None:
        writer.delete(Session, before.id)


def _his(moment: datetime, athlete: Athlete) -> str:
    """A moment on the clock of where an athlete lives: its date is his day."""
    if athlete.time_zone is not None:
        moment = moment.astimezone(zone_of(athlete.time_zone))
    return moment.astimezone(timezone(moment.utcoffset() or timedelta())).isoformat()


def _mapping(body: Mapping[str, Any], name: str, *, needed: bool = True) -> Mapping[str, Any]:
    value = body.get(name, None if needed else {})
    if not isinstance(value, Mapping):
        raise InputError(
            f"An entry of this kind has `{name}` with fields, got {type(value).__name__}. See the "
            "API's description.",
            code="entry",
        )
    return value
