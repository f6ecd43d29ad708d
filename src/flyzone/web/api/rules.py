"""The rules, as they hold for somebody, and what coaches changed in them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from flyzone.model import RuleChange
from flyzone.web.api.today import Kept
from flyzone.web.asking import Member, Trainer
from flyzone.wire.rules import RulesDocument, rules_document
from flyzone.workflows.change_rule import Whom, book_for, change_rule

router = APIRouter(tags=["rules"])


class ChangeDocument(BaseModel):
    """A number that somebody changed."""

    id: str
    rule: str
    threshold: str
    value: float
    by: str
    at: str
    group_id: str | None
    athlete_id: str | None
    why: str


class ChangeBody(BaseModel):
    """A number as it shall be, for a group or an athlete; for everybody by the owner alone."""

    model_config = ConfigDict(extra="forbid")

    rule: str
    threshold: str
    value: float
    why: str
    group_id: str | None = None
    athlete_id: str | None = None


@router.get("/rules", response_model=RulesDocument, response_model_exclude_none=True)
def rules(
    asking: Member,
    athlete_id: Annotated[str | None, Query(max_length=80)] = None,
    group_id: Annotated[str | None, Query(max_length=80)] = None,
    rule: Annotated[str | None, Query(max_length=80)] = None,
) -> Any:
    """Every rule with its value, its evidence, its source and what disputes it."""
    with asking.reading() as reader:
        name = None if athlete_id is None else reader.athlete(athlete_id).name
        book = book_for(reader, Whom(athlete_id, None if athlete_id else group_id))
    return rules_document(book, name, rule)


@router.get("/rule-changes")
def rule_changes(asking: Member) -> list[ChangeDocument]:
    """All changes that concern anybody whom you see, the earliest first."""
    with asking.reading() as reader:
        return [_document(one) for one in reader.rule_changes()]


@router.post("/rule-changes", status_code=201)
def new_rule_change(asking: Trainer, body: ChangeBody) -> ChangeDocument:
    """Changes a number within its limits; the reason goes with it."""
    assert asking.account is not None
    with asking.writing() as writer:
        made = change_rule(
            writer,
            body.rule,
            body.threshold,
            body.value,
            Whom(body.athlete_id, body.group_id),
            by=asking.account.name,
            why=body.why,
            now=asking.now,
        )
    return _document(made)


@router.delete("/rule-changes/{change_id}")
def delete_rule_change(asking: Trainer, change_id: str) -> Kept:
    """Takes a change back."""
    with asking.writing() as writer:
        writer.delete(RuleChange, change_id)
    return Kept(id=change_id, outcome="deleted")


def _document(one: RuleChange) -> ChangeDocument:
    return ChangeDocument(
        id=one.id,
        rule=one.rule,
        threshold=one.threshold,
        value=one.value,
        by=one.by,
        at=one.at.isoformat(),
        group_id=one.group_id,
        athlete_id=one.athlete_id,
        why=one.why,
    )
