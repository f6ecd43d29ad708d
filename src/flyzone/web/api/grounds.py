"""The places where athletes train."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from flyzone.model import Ground
from flyzone.web.api.today import Kept
from flyzone.web.asking import Member, Trainer
from flyzone.workflows.grounds import keep_ground

router = APIRouter(tags=["grounds"])


class GroundBody(BaseModel):
    """A place: its name, and the rest as a facility in the wishes of `flyzone plan`."""

    model_config = ConfigDict(extra="forbid")

    name: str
    description: dict[str, Any]


class GroundDocument(GroundBody):
    """A place that is kept."""

    id: str


@router.get("/grounds")
def grounds(asking: Member) -> list[GroundDocument]:
    """All places, sorted by name."""
    with asking.reading() as reader:
        return [
            GroundDocument(id=one.id, name=one.name, description=dict(one.description))
            for one in reader.grounds()
        ]


@router.put("/grounds/{ground_id}")
def put_ground(asking: Trainer, ground_id: str, body: GroundBody) -> Kept:
    """Makes a place, or changes it."""
    with asking.writing() as writer:
        outcome = keep_ground(writer, ground_id, body.name, body.description)
    return Kept(id=ground_id, outcome=outcome)


@router.delete("/grounds/{ground_id}")
def delete_ground(asking: Trainer, ground_id: str) -> Kept:
    """Takes a place away."""
    with asking.writing() as writer:
        writer.delete(Ground, ground_id)
    return Kept(id=ground_id, outcome="deleted")
