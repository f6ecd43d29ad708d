"""Takes what phones kept while they had no signal."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from flyzone.errors import InputError
from flyzone.web.api.sessions import SessionSeen, seen_of
from flyzone.web.asking import Member
from flyzone.web.failures import Refused
from flyzone.wire.session import RepDocument
from flyzone.workflows.take_entries import Answer, Entry, EntryKind, take_entries

router = APIRouter(tags=["session"])

MOST = 200
"""Entries of one request: thirty athletes with three reps each are half of that."""


class SentEntry(BaseModel):
    """One thing that somebody typed."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(description="a UUID that the phone made: sent again, it is done no second time")
    at: str = Field(description="when it was typed, ISO 8601 with its offset")
    kind: EntryKind
    body: dict[str, Any] = Field(
        description=(
            "rep: session (id, athlete_id, started_at, stimulus), rep; rep-change: rep_id, base, "
            "change; rep-remove: rep_id, base; session-end: session, base, change; check-in: its "
            "fields"
        )
    )


class SentEntries(BaseModel):
    """Several, in the order in which they were typed."""

    model_config = ConfigDict(extra="forbid")

    account_id: str = Field(description="who typed them: nobody else's are taken")
    entries: list[SentEntry] = Field(max_length=MOST)


class EntryAnswer(BaseModel):
    """What became of one."""

    id: str
    outcome: Literal["new", "same", "changed", "conflict", "refused"]
    code: str | None = None
    message: str | None = None
    session_id: str | None = None
    rep_id: str | None = None
    there: dict[str, Any] | None = Field(
        default=None, description="in a conflict what is there; absent where it is gone"
    )
    verdict: RepDocument | None = Field(
        default=None, description="of its rep, as the guard sees it"
    )


class EntriesTaken(BaseModel):
    """What became of all, and the sessions that they are about."""

    now: str
    entries: list[EntryAnswer]
    sessions: list[SessionSeen]


@router.post("/entries", response_model=EntriesTaken, response_model_exclude_none=True)
def entries(asking: Member, body: SentEntries) -> Any:
    """Takes entries in their order; each is done once, however often it is sent, and answered.

    One that cannot be taken is refused or in conflict with what is there, and the others are taken.
    """
    assert asking.account is not None
    if body.account_id != asking.account.id:
        raise Refused(
            409,
            "other-account",
            "Somebody else typed this than is logged in. Log in as who typed it and send it again; "
            "nothing was taken.",
        )
    sent = [_entry(one) for one in body.entries]
    good = [one for one in sent if isinstance(one, Entry)]
    taken = iter(
        take_entries(asking.site.store, asking.viewer, asking.account.id, good, asking.now)
        if good
        else ()
    )
    answers = [next(taken) if isinstance(one, Entry) else one for one in sent]
    if any(one.outcome in ("new", "changed") and not one.again for one in answers):
        asking.site.pulse.ring()
    sessions = seen_of(asking, [one.session_id for one in answers if one.session_id is not None])
    verdicts = {
        rep["id"]: verdict
        for one in sessions
        for rep, verdict in zip(one["session"]["reps"], one["guarded"]["reps"], strict=True)
    }
    return {
        "now": asking.now.isoformat(),
        "entries": [_told(one, verdicts.get(one.rep_id or "")) for one in answers],
        "sessions": sessions,
    }


def _entry(one: SentEntry) -> Entry | Answer:
    try:
        return Entry(one.id, _moment(one.at), one.kind, one.body)
    except InputError as problem:
        return Answer(one.id, "refused", problem.code, problem.message)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"A moment is ISO 8601 with its offset, got {text[:40]!r}. Send such as "
            "2026-05-12T17:00:00+02:00.",
            code="entry",
        ) from None


def _told(one: Answer, verdict: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "id": one.id,
        "outcome": one.outcome,
        "code": one.code or None,
        "message": one.message or None,
        "session_id": one.session_id,
        "rep_id": one.rep_id,
        "there": one.there,
        "verdict": verdict,
    }
