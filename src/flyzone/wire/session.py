"""The ``flyzone session`` documents: each rep's verdict, and what the session was.

A replay gives one document; a live session gives one line for each rep and one for its end.  The
verdict after a rep uses nothing later than that rep.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal

from pydantic import BaseModel, Field, TypeAdapter

from flyzone.model import Notice, Rep, Session
from flyzone.training.guard import GuardedSession, RepVerdict
from flyzone.wire.reason import EXACT, ReasonDocument, digits, reason_documents
from flyzone.wire.timed import NoticeDocument

SESSION_SCHEMA_VERSION: Final = 1

Kind = Literal["speed", "sub-maximal", "conditioning"]


class RepDocument(BaseModel):
    """One rep with its verdict."""

    model_config = EXACT

    rep: int = Field(ge=1)
    kind: Kind = Field(alias="class")
    verdict: Literal["go", "wait", "stop"]
    until_s: float | None = Field(
        default=None,
        ge=0.0,
        description="rest from the end of this rep; absent: the session is over",
    )
    until: str | None = Field(default=None, description="the same as a moment, where it is known")
    p_drop: float | None = Field(
        default=None,
        ge=0.0,
        le=1.0,
        description="probability that he is really below today's level; absent: no time to judge by",
    )
    loss: float | None = Field(
        default=None, description="share of today's level that is lost, as estimated"
    )
    loss_sd: float | None = Field(default=None, ge=0.0)
    level_s: float | None = Field(
        default=None, description="today's level: the time of a rep when warm and not tired"
    )
    level_sd_s: float | None = Field(default=None, ge=0.0)
    of_best: float | None = Field(
        default=None, description="share of his best speed on record; it decides nothing"
    )
    time_s: float | None = None
    time_sd_s: float | None = None
    rest_before_s: float | None = None
    reasons: list[ReasonDocument]


class SessionKindDocument(BaseModel):
    """What the session was."""

    model_config = EXACT

    kind: str
    reasons: list[ReasonDocument]


class SessionDocument(BaseModel):
    """A session rep by rep, as if live."""

    model_config = EXACT

    schema_version: Literal[1] = SESSION_SCHEMA_VERSION
    athlete: str
    started_at: str
    reps: list[RepDocument]
    session: SessionKindDocument
    warnings: list[NoticeDocument]


class SessionsDocument(BaseModel):
    """Several sessions of one table."""

    model_config = EXACT

    schema_version: Literal[1] = SESSION_SCHEMA_VERSION
    sessions: list[SessionDocument]
    warnings: list[NoticeDocument]


class RepLine(RepDocument):
    """One rep of a live session."""

    event: Literal["rep"] = "rep"


class EndLine(SessionKindDocument):
    """The end of a live session."""

    event: Literal["end"] = "end"
    ended_by: str


class ToldLine(BaseModel):
    """Something else of a live session: a command's effect, or why it had none."""

    model_config = EXACT

    event: Literal["told"] = "told"
    code: str
    message: str


SESSION_DOCUMENT: TypeAdapter[SessionDocument | SessionsDocument] = TypeAdapter(
    SessionDocument | SessionsDocument
)
SESSION_LINE: TypeAdapter[RepLine | EndLine | ToldLine] = TypeAdapter(RepLine | EndLine | ToldLine)


def session_document(
    name: str, session: Session, guarded: GuardedSession, warnings: Iterable[Notice] = ()
) -> dict[str, Any]:
    """The document of one session."""
    document = SessionDocument.model_validate(
        {
            "athlete": name,
            "started_at": session.started_at.isoformat(),
            "reps": [
                _rep(verdict, session.reps[index]) for index, verdict in enumerate(guarded.reps)
            ],
            "session": {"kind": guarded.kind, "reasons": reason_documents(guarded.reasons)},
            "warnings": [{"code": n.code, "message": n.message} for n in warnings],
        }
    )
    return document.model_dump(exclude_none=True, by_alias=True)


def sessions_document(
    documents: Sequence[dict[str, Any]], warnings: Iterable[Notice] = ()
) -> dict[str, Any]:
    """The document of several sessions, each as `session_document` gives it."""
    return {
        "schema_version": SESSION_SCHEMA_VERSION,
        "sessions": list(documents),
        "warnings": [{"code": n.code, "message": n.message} for n in warnings],
    }


def rep_line(verdict: RepVerdict, session: Session) -> dict[str, Any]:
    """The line of the last rep of a live session."""
    line = RepLine.model_validate(_rep(verdict, session.reps[-1]))
    return line.model_dump(exclude_none=True, by_alias=True)


def end_line(guarded: GuardedSession, ended_by: str) -> dict[str, Any]:
    """The line of the end of a live session."""
    line = EndLine.model_validate(
        {
            "kind": guarded.kind,
            "reasons": reason_documents(guarded.reasons),
            "ended_by": ended_by,
        }
    )
    return line.model_dump(exclude_none=True)


def told_line(code: str, message: str) -> dict[str, Any]:
    """The line of anything else."""
    return ToldLine(code=code, message=message).model_dump(exclude_none=True)


def _rep(verdict: RepVerdict, rep: Rep) -> dict[str, Any]:
    loss, level = verdict.loss, verdict.level
    return {
        "rep": verdict.number,
        "class": verdict.kind,
        "verdict": verdict.verdict,
        "until_s": digits(verdict.rest_s),
        "until": None if verdict.until is None else verdict.until.isoformat(),
        "p_drop": digits(verdict.p_drop),
        "loss": None if loss is None else digits(loss.value),
        "loss_sd": None if loss is None else digits(loss.se),
        "level_s": None if level is None else digits(level.value),
        "level_sd_s": None if level is None else digits(level.se),
        "of_best": digits(verdict.of_best),
        "time_s": rep.time_s,
        "time_sd_s": rep.time_sd_s,
        "rest_before_s": rep.rest_before_s,
        "reasons": reason_documents(verdict.reasons),
    }
