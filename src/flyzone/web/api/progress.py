"""An athlete's progress for programs: trend and diagnosis, profiles, and what was done on each day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from flyzone.errors import InputError
from flyzone.storage import StoredResult
from flyzone.storage.plain import plain_of
from flyzone.web.asking import Member
from flyzone.web.kept_progress import kept_progress
from flyzone.wire.trend import TrendDocument, athlete_trend, trend_document
from flyzone.workflows.progress_of import values_of

router = APIRouter(tags=["progress"])


class GapDocument(BaseModel):
    """The time before a maximal session, from start to start."""

    hours: float
    needed_h: float
    kept: bool


class LoadDayDocument(BaseModel):
    """What was done on a day."""

    day: date
    kinds: list[str] = Field(description="judged from what was done, not from its name")
    fast_m: float = Field(description="metres at full effort, run-ins included")
    maximal: bool
    gap: GapDocument | None = Field(default=None, description="since the last maximal session")


class LoadDocument(BaseModel):
    """The days of the last twelve weeks, whole weeks."""

    athlete_id: str
    days: list[LoadDayDocument]


class ResultBody(BaseModel):
    """A result as a program of flyzone printed it, such as the document of `flyzone profile --json`."""

    model_config = ConfigDict(extra="forbid")

    document: dict[str, Any]
    program_version: str = "unknown"


class KeptResult(BaseModel):
    """What became of a result that was sent."""

    id: str
    outcome: str


@router.get(
    "/athletes/{athlete_id}/trend", response_model=TrendDocument, response_model_exclude_none=True
)
def trend(
    asking: Member,
    athlete_id: str,
    series: Annotated[Literal["fly", "start"] | None, Query()] = None,
) -> Any:
    """Level, change and forecast with their errors; causes that add up to 1, evidence and advice."""
    told = kept_progress(asking, athlete_id, series).progress.told
    return trend_document([athlete_trend(told.name, told.now, told.trend, told.diagnosis)])


@router.get("/athletes/{athlete_id}/load", response_model=LoadDocument)
def load(asking: Member, athlete_id: str) -> Any:
    """What was done on each day of the last weeks, and whether the hours between were kept."""
    days = kept_progress(asking, athlete_id).progress.load
    return {
        "athlete_id": athlete_id,
        "days": [
            {
                "day": one.day,
                "kinds": list(one.kinds),
                "fast_m": one.fast_m,
                "maximal": one.maximal,
                "gap": None
                if one.gap is None
                else {
                    "hours": one.gap.hours, "needed_h": one.gap.needed_h, "kept": one.gap.kept,
                },
            }
            for one in days
            if not one.ahead
        ],
    }  # fmt: skip


@router.get("/athletes/{athlete_id}/profiles")
def profiles(
    asking: Member, athlete_id: str, limit: Annotated[int, Query(ge=1, le=500)] = 100
) -> list[dict[str, Any]]:
    """The force-velocity profiles that are kept of him, the latest first, as they were computed."""
    with asking.reading() as reader:
        reader.athlete(athlete_id)
        return [plain_of(one) for one in reader.results(athlete_id, "profile", limit=limit)]


@router.put("/athletes/{athlete_id}/profiles/{result_id}")
def put_profile(asking: Member, athlete_id: str, result_id: UUID, body: ResultBody) -> KeptResult:
    """Keeps a profile under an id that the sender chose: sent twice, it is there once."""
    if not values_of(body.document):
        raise InputError(
            "A profile has a part `model` or `force_velocity` with MSS, MAC, F0, V0 or Pmax, each with "
            "its value; none was found. Send the document of `flyzone profile --json`.",
            code="profile-document",
        )
    with asking.writing() as writer:
        now = asking.now_of(writer.athlete(athlete_id))
        there = [one for one in writer.results(athlete_id, "profile", limit=500)
                 if one.id == str(result_id)]  # fmt: skip
        at = there[0].at if there else now
        result = StoredResult(
            str(result_id), athlete_id, at, "profile", body.document, body.program_version
        )
        return KeptResult(id=result.id, outcome=writer.save(result))
