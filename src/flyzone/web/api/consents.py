"""Whether an athlete is on public boards, and who said so."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from flyzone.model.squad import Agreeing
from flyzone.web.asking import Member
from flyzone.workflows.public_board import publicity_of, say

router = APIRouter(tags=["publishing"])


class ConsentDocument(BaseModel):
    """What somebody said."""

    id: str
    at: datetime
    by: str
    role: Agreeing
    given: bool
    alias: str | None


class PublicityDocument(BaseModel):
    """Whether an athlete is on public boards, under which name, and all that was said about it."""

    athlete_id: str
    public: bool
    name: str | None
    why_not: str | None
    consents: list[ConsentDocument]


class ConsentBody(BaseModel):
    """Yes or no; an owner writes down who said it to him."""

    model_config = ConfigDict(extra="forbid")

    given: bool
    alias: str | None = None
    by: str | None = None
    role: Agreeing | None = None


@router.get("/athletes/{athlete_id}/consents")
def consents(asking: Member, athlete_id: str) -> PublicityDocument:
    """Whether an athlete is on public boards, the latest word first."""
    with asking.reading() as reader:
        athlete = reader.athlete(athlete_id)
        found, said = publicity_of(reader, athlete, asking.now_of(athlete).date())
    return PublicityDocument(
        athlete_id=athlete_id,
        public=found.name is not None,
        name=found.name,
        why_not=found.why_not,
        consents=[
            ConsentDocument(
                id=one.id, at=one.at, by=one.by, role=one.role, given=one.given, alias=one.alias
            )
            for one in said
        ],
    )


@router.post("/athletes/{athlete_id}/consents", status_code=201)
def new_consent(asking: Member, athlete_id: str, body: ConsentBody) -> PublicityDocument:
    """Says it; taking back holds at once."""
    assert asking.account is not None
    with asking.writing() as writer:
        now = asking.now_of(writer.athlete(athlete_id))
        by = body.by if asking.role == "owner" and body.by else asking.account.name
        say(
            writer, athlete_id, given=body.given, alias=body.alias, by=by, now=now,
            role=body.role, account_id=asking.account.id,
        )  # fmt: skip
    asking.site.pulse.ring()
    return consents(asking, athlete_id)
