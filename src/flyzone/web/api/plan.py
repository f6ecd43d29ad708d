"""An athlete's plan: read it, make it from wishes, ask about a move and carry it out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from flyzone.errors import InputError
from flyzone.model import Plan
from flyzone.web.asking import Asking, Member
from flyzone.web.pages.plan import carry_out, plain_move
from flyzone.wire.plan import PlanDocument, plan_document
from flyzone.workflows.move_session import ask_move
from flyzone.workflows.plan_for import MOST_WEEKS, keep_wishes, plan_for

router = APIRouter(tags=["plan"])


class MoveBody(BaseModel):
    """A day's training that shall be on another day."""

    model_config = ConfigDict(extra="forbid")

    before: date
    to: date
    anyway: bool = Field(default=False, description="a coach moves past rules that he may overrule")


class ObjectionDocument(BaseModel):
    """Something that speaks against a move."""

    code: str
    rule: str = Field(description="key of the rule; empty where a wish or the plan itself objects")
    message: str
    safety: bool = Field(description="whether it protects health: nobody overrules it")


class MoveDocument(BaseModel):
    """What came of a move, or would come."""

    before: date
    to: date
    kept: bool = Field(description="whether it was carried out")
    may_overrule: bool
    objections: list[ObjectionDocument]


class PlanBody(BaseModel):
    """What a plan is asked for; without wishes, those that are kept hold."""

    model_config = ConfigDict(extra="forbid")

    first_day: date
    weeks: int = Field(ge=1, le=MOST_WEEKS)
    wishes: dict[str, Any] | None = Field(
        default=None,
        description="as an athlete in the wishes of `flyzone plan`, without his name",
    )
    grounds: bool = Field(default=True, description="whether the listed places limit the plan")


@router.get(
    "/athletes/{athlete_id}/plan", response_model=PlanDocument, response_model_exclude_none=True
)
def plan(asking: Member, athlete_id: str) -> Any:
    """His plan: every day with its sessions and reasons.  404 where there is none."""
    with asking.reading() as reader:
        athlete = reader.athlete(athlete_id)
        found = reader.latest_plan(athlete_id)
    if found is None:
        raise InputError(f"{athlete.name} has no plan yet. Make one.", code="unknown-plan")
    return _document(found, athlete_id, athlete.name)


@router.post(
    "/athletes/{athlete_id}/plan", response_model=PlanDocument, response_model_exclude_none=True
)
def make_plan(asking: Member, athlete_id: str, body: PlanBody) -> Any:
    """Makes a plan and keeps it; wishes that cannot hold together are named in the error."""
    with asking.reading() as reader:
        athlete = reader.athlete(athlete_id)
    now = asking.now_of(athlete)
    made = plan_for(
        asking.site.store, asking.viewer, [athlete_id], first_day=body.first_day, weeks=body.weeks,
        now=now, grounds=body.grounds,
        wishes=None if body.wishes is None else {athlete_id: body.wishes},
    )  # fmt: skip
    return _document(made, athlete_id, athlete.name)


@router.get("/athletes/{athlete_id}/plan/wishes")
def wishes(asking: Member, athlete_id: str) -> dict[str, Any]:
    """What he last asked of his plan; empty where he never did."""
    with asking.reading() as reader:
        kept = reader.wish_list(athlete_id)
    return {} if kept is None else dict(kept.wishes)


@router.put("/athletes/{athlete_id}/plan/wishes")
def put_wishes(asking: Member, athlete_id: str, body: dict[str, Any]) -> dict[str, Any]:
    """Keeps what he asks of his plan, and makes no plan yet."""
    with asking.reading() as reader:
        now = asking.now_of(reader.athlete(athlete_id))
    kept = keep_wishes(asking.site.store, asking.viewer, athlete_id, body, now)
    return dict(kept.wishes)


@router.get("/athletes/{athlete_id}/plan/move", response_model=MoveDocument)
def may_move(
    asking: Member,
    athlete_id: str,
    before: Annotated[date, Query()],
    to: Annotated[date, Query()],
) -> Any:
    """Which rules would object to a move; nothing is changed."""
    return plain_move(_asked(asking, athlete_id, before, to), asking)


@router.put("/athletes/{athlete_id}/plan/move", response_model=MoveDocument)
def move(asking: Member, athlete_id: str, body: MoveBody) -> Any:
    """Moves a day's training; where something objects, nothing is moved and ``kept`` is false."""
    done = carry_out(asking, athlete_id, body.before, body.to, anyway=body.anyway)
    return plain_move(done, asking)


def _asked(asking: Asking, athlete_id: str, before: date, to: date) -> Any:
    with asking.reading() as reader:
        one = asking.site.kept.athlete(reader, athlete_id, asking.now).one
        return ask_move(reader, one, before, to, asking.now_of(one.history.athlete))


def _document(plan: Plan, athlete_id: str, name: str) -> dict[str, Any]:
    mine = Plan(plan.id, plan.made_at, plan.of(athlete_id), plan.notes)
    return plan_document(mine, {athlete_id: name})
