"""Invitations, clearances, and who changed what."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from flyzone.model import Account, Clearance, Place
from flyzone.storage import AuditEntry
from flyzone.web import urls
from flyzone.web.api.today import Kept
from flyzone.web.asking import Asking, Member, Trainer
from flyzone.workflows.accounts import invite
from flyzone.workflows.clearing import clear
from flyzone.workflows.people import people_of, withdraw

router = APIRouter(tags=["people"])


class InvitationDocument(BaseModel):
    """An invitation that still holds."""

    id: str
    role: str
    belongs: list[str]
    until: datetime


class InvitationBody(BaseModel):
    """Whom to invite, as what."""

    model_config = ConfigDict(extra="forbid")

    role: Literal["owner", "coach", "athlete", "guardian", "board"]
    group_ids: list[str] = []
    ward_ids: list[str] = []
    athlete_id: str | None = None


class MadeInvitation(BaseModel):
    """The address to hand on; it is shown this once."""

    address: str


class ClearanceDocument(BaseModel):
    """Somebody said that an athlete may begin to run again."""

    id: str
    athlete_id: str
    at: datetime
    place: str | None
    by: str
    role: str


class ClearanceBody(BaseModel):
    """Who cleared what; ``place`` is ``null`` for a warning sign."""

    model_config = ConfigDict(extra="forbid")

    id: str | None = None
    place: Place | None
    role: Literal["doctor", "physiotherapist", "coach", "parent", "athlete"]
    by: str


class AuditDocument(BaseModel):
    """One line of the trail."""

    id: str
    at: datetime
    who: str
    role: str
    kind: str
    record_id: str
    athlete_id: str | None
    action: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@router.get("/invitations")
def invitations(asking: Trainer) -> list[InvitationDocument]:
    """The open ones: all for an owner, his own for a coach."""
    _, offers = people_of(asking.site.store, _account(asking), asking.now)
    return [
        InvitationDocument(
            id=one.invitation.id,
            role=one.role,
            belongs=list(one.belongs),
            until=one.invitation.until,
        )
        for one in offers
    ]


@router.post("/invitations", status_code=201)
def new_invitation(asking: Trainer, body: InvitationBody) -> MadeInvitation:
    """Invites somebody."""
    offer = {name: value for name, value in body.model_dump().items() if value}
    secret = invite(asking.site.store, _account(asking), offer, asking.now)
    return MadeInvitation(address=address_of(asking, urls.url(urls.JOIN, secret=secret)))


@router.delete("/invitations/{invitation_id}")
def delete_invitation(asking: Trainer, invitation_id: str) -> Kept:
    """Takes an invitation back."""
    withdraw(asking.site.store, _account(asking), invitation_id)
    return Kept(id=invitation_id, outcome="deleted")


@router.get("/athletes/{athlete_id}/clearances")
def clearances(asking: Member, athlete_id: str) -> list[ClearanceDocument]:
    """Who cleared an athlete of what, the latest last."""
    with asking.reading() as reader:
        found = reader.history(athlete_id).clearances
    return [_clearance(one) for one in found]


@router.post("/athletes/{athlete_id}/clearances", status_code=201)
def new_clearance(asking: Member, athlete_id: str, body: ClearanceBody) -> ClearanceDocument:
    """Writes down who cleared an athlete; a minor never clears himself."""
    with asking.writing() as writer:
        now = asking.now_of(writer.athlete(athlete_id))
        made = clear(
            writer, athlete_id, place=body.place, role=body.role, by=body.by, now=now,
            record_id=body.id,
        )  # fmt: skip
    return _clearance(made)


@router.get("/audit")
def audit(
    asking: Member,
    athlete_id: Annotated[str | None, Query(max_length=80)] = None,
    record_id: Annotated[str | None, Query(max_length=80)] = None,
    kind: Annotated[str | None, Query(max_length=40)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[AuditDocument]:
    """Who changed what, the latest first."""
    with asking.reading() as reader:
        return [_line(one) for one in reader.audit(athlete_id, record_id, limit, kind)]


def address_of(asking: Asking, path: str) -> str:
    """An address of this app as somebody else opens it."""
    return str(asking.request.base_url).rstrip("/") + path


def _account(asking: Asking) -> Account:
    assert asking.account is not None
    return asking.account


def _clearance(one: Clearance) -> ClearanceDocument:
    return ClearanceDocument(
        id=one.id, athlete_id=one.athlete_id, at=one.at, place=one.place, by=one.by, role=one.role
    )


def _line(one: AuditEntry) -> AuditDocument:
    return AuditDocument(
        id=one.id,
        at=one.at,
        who=one.who,
        role=one.role,
        kind=one.kind,
        record_id=one.record_id,
        athlete_id=one.athlete_id,
        action=one.action,
        before=None if one.before is None else dict(one.before),
        after=None if one.after is None else dict(one.after),
    )
