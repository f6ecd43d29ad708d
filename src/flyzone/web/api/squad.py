"""Groups, athletes, and today's answer for each of a squad."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Annotated, Literal
from uuid import uuid4

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from flyzone.errors import InputError
from flyzone.model import Athlete, Group
from flyzone.storage.plain import plain_of, record_of
from flyzone.web.api.today import Kept
from flyzone.web.asking import Asking, Member, Owner, Trainer
from flyzone.web.squads import PAGE, some_athletes, today_lines

router = APIRouter(tags=["squad"])


class LineDocument(BaseModel):
    """Today's answer for one athlete, in one word with its first reason."""

    athlete_id: str
    name: str
    verdict: Literal["yes", "change", "no"]
    code: str | None
    sentence: str | None
    needs_clearance: bool
    sprint_from: str | None


class LinesDocument(BaseModel):
    """Today's answers."""

    athletes: list[LineDocument]


class AthleteLine(BaseModel):
    """An athlete in a list."""

    id: str
    name: str


class AthletesDocument(BaseModel):
    """A page of athletes."""

    athletes: list[AthleteLine]
    page: int
    pages: int
    total: int


class GroupDocument(BaseModel):
    """A group with those of its members whom you see."""

    id: str
    name: str
    athlete_ids: list[str]


class GroupBody(BaseModel):
    """A group as it shall be."""

    model_config = ConfigDict(extra="forbid")

    name: str
    athlete_ids: list[str] = []


class AthleteBody(BaseModel):
    """What is known of an athlete; any part but the name may be missing."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    born: date | None = None
    sex: Literal["female", "male"] | None = None
    level: Literal["beginner", "trained", "advanced"] | None = None
    time_zone: str | None = None
    lands_well: bool | None = None
    kidney_disease: bool | None = None
    public: bool | None = None
    mas_m_s: float | None = None
    note: str | None = None


class NewAthleteBody(AthleteBody):
    """A new athlete; a coach names the group that he joins."""

    id: str | None = None
    group_id: str | None = None


@router.get("/squad/today")
def squad_today(
    asking: Member,
    athletes: Annotated[str, Query(max_length=40 * PAGE, description="ids, by commas")],
) -> LinesDocument:
    """May each of up to thirty athletes sprint; whom you do not see is left out."""
    ids = [one for one in athletes.split(",") if one]
    if len(ids) > PAGE:
        raise InputError(
            f"Up to {PAGE} athletes are answered at once, got {len(ids)}. Ask again for the others.",
            code="squad-many",
        )
    lines = today_lines(asking, ids)
    return LinesDocument(
        athletes=[
            LineDocument(
                athlete_id=one.athlete_id,
                name=one.name,
                verdict=one.verdict,
                code=None if one.reason is None else one.reason.code,
                sentence=None if one.reason is None else asking.words.sentence(one.reason),
                needs_clearance=one.person,
                sprint_from=None if one.sprint_from is None else one.sprint_from.isoformat(),
            )
            for one in lines
        ]
    )


@router.get("/athletes")
def athletes(
    asking: Member,
    q: Annotated[str, Query(max_length=80, description="part of a name")] = "",
    group_id: Annotated[str, Query(max_length=80)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> AthletesDocument:
    """The athletes whom you see, thirty a page, sorted by name."""
    with asking.reading() as reader:
        some = some_athletes(reader, q, group_id or None, page)
    return AthletesDocument(
        athletes=[AthleteLine(id=one, name=name) for one, name in some.athletes],
        page=some.number,
        pages=some.pages,
        total=some.total,
    )


@router.post("/athletes", status_code=201)
def new_athlete(asking: Trainer, body: NewAthleteBody) -> Kept:
    """Adds an athlete; sent twice with the same id, he is there once."""
    given = body.model_dump(mode="json", exclude_none=True, exclude={"group_id"})
    athlete = record_of(Athlete, {"id": str(uuid4()), **given})
    with asking.writing() as writer:
        group = body.group_id
        outcome = writer.save(athlete) if group is None else writer.enrol(athlete, group)
    return Kept(id=athlete.id, outcome=outcome)


@router.patch("/athletes/{athlete_id}")
def change_athlete(asking: Member, athlete_id: str, body: AthleteBody) -> Kept:
    """Changes what is sent and leaves the rest; ``null`` is not known."""
    given = body.model_dump(mode="json", exclude_unset=True)
    needed = {one.name for one in fields(Athlete) if one.name in ("name", "public", "note")}
    for name in needed & given.keys():
        if given[name] is None:
            raise InputError(
                f"{name} cannot be unknown, got null. Leave it out, or send a value.",
                code="athlete",
            )
    with asking.writing() as writer:
        before = plain_of(writer.athlete(athlete_id))
        outcome = writer.save(record_of(Athlete, before | given))
    return Kept(id=athlete_id, outcome=outcome)


@router.get("/groups")
def groups(asking: Member) -> list[GroupDocument]:
    """The groups that you see."""
    with asking.reading() as reader:
        return [_group(one) for one in reader.groups()]


@router.put("/groups/{group_id}")
def put_group(asking: Trainer, group_id: str, body: GroupBody) -> Kept:
    """Makes a group, or changes it: its name and who is in it."""
    group = Group(group_id, body.name, tuple(body.athlete_ids))
    return _save(asking, group)


@router.delete("/groups/{group_id}")
def delete_group(asking: Owner, group_id: str) -> Kept:
    """Takes a group away, with what is kept for it as a group, its clips among it; its athletes stay."""
    with asking.writing() as writer:
        writer.delete(Group, group_id)
    return Kept(id=group_id, outcome="deleted")


def _group(one: Group) -> GroupDocument:
    return GroupDocument(id=one.id, name=one.name, athlete_ids=list(one.athlete_ids))


def _save(asking: Asking, group: Group) -> Kept:
    with asking.writing() as writer:
        return Kept(id=group.id, outcome=writer.save(group))
