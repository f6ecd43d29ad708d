"""May he sprint today, and how he is: the answer and the check-in."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from flyzone.model import CheckIn
from flyzone.storage.plain import plain_of, record_of
from flyzone.training.today import answer_today
from flyzone.web.asking import Member
from flyzone.wire.today import TodayDocument, today_document
from flyzone.workflows.one_athlete import athlete_of

router = APIRouter(tags=["today"])


class CheckInBody(BaseModel):
    """What an athlete says of himself; any part may be missing."""

    model_config = ConfigDict(extra="forbid")

    id: str
    at: str
    sleep_h: float | None = None
    expected_sleep_h: float | None = None
    soreness: float | None = None
    stress: float | None = None
    ready: float | None = None
    pains: list[dict[str, Any]] = []
    signs: list[str] = []
    resting_heart_rate_bpm: float | None = None
    hrv_ms: float | None = None
    creatine_g: float | None = None
    note: str = ""


class Kept(BaseModel):
    """What became of a record that was sent."""

    id: str
    outcome: str


@router.get(
    "/athletes/{athlete_id}/today", response_model=TodayDocument, response_model_exclude_none=True
)
def today(asking: Member, athlete_id: str) -> Any:
    """May he sprint: yes, with a change, or no; every reason, and from when."""
    with asking.reading() as reader:
        known = athlete_of(reader, athlete_id)
    now = asking.now_of(known.history.athlete)
    answer = answer_today(known.history, now, known.book_at(now))
    return today_document(known.name, answer, now)


@router.put("/athletes/{athlete_id}/check-ins")
def check_in(asking: Member, athlete_id: str, body: CheckInBody) -> Kept:
    """Keeps a check-in under the id that it brings: sent twice, it is there once."""
    record = record_of(CheckIn, {**body.model_dump(), "athlete_id": athlete_id})
    with asking.writing() as writer:
        return Kept(id=record.id, outcome=writer.save(record))


@router.get("/athletes/{athlete_id}")
def athlete(asking: Member, athlete_id: str) -> dict[str, Any]:
    """An athlete as the store knows him."""
    with asking.reading() as reader:
        return plain_of(reader.athlete(athlete_id))
