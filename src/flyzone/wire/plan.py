"""The ``flyzone plan --json`` document: days, what to do on each, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from pydantic import BaseModel, Field

from flyzone.model import Dose, Plan, PlannedDay, PlannedSession
from flyzone.wire.reason import EXACT, ReasonDocument, reason_documents

PLAN_SCHEMA_VERSION: Final = 1


class DoseDocument(BaseModel):
    """How much of one exercise; what does not apply is absent."""

    model_config = EXACT

    exercise: str
    sets: int
    reps: int
    distance_m: float | None = None
    run_in_m: float | None = None
    run_out_m: float | None = None
    duration_s: float | None = None
    rest_s: float | None = None
    set_rest_s: float | None = None
    load: str | None = None
    effort: float | None = None


class PlannedSessionDocument(BaseModel):
    """One session."""

    model_config = EXACT

    id: str
    stimulus: str
    fixed: bool = Field(description="not chosen by the planner: a race, other training")
    starts: str | None = Field(default=None, description="on the clock of the place")
    duration_s: float | None = None
    facility: str | None = None
    doses: list[DoseDocument]
    reasons: list[ReasonDocument]


class PlannedDayDocument(BaseModel):
    """One athlete's day; no sessions is a day of rest."""

    model_config = EXACT

    day: str
    athlete: str
    athlete_id: str
    sessions: list[PlannedSessionDocument]
    reasons: list[ReasonDocument]


class PlanDocument(BaseModel):
    """A plan."""

    model_config = EXACT

    schema_version: Literal[1] = PLAN_SCHEMA_VERSION
    id: str
    made_at: str
    days: list[PlannedDayDocument]
    notes: list[ReasonDocument]
    written: list[str] = Field(default_factory=list, description="files that were written")


def plan_document(
    plan: Plan, names: Mapping[str, str], written: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The document of a plan; ``names`` from id to name."""
    document = PlanDocument.model_validate(
        {
            "id": plan.id,
            "made_at": plan.made_at.isoformat(),
            "days": [_day(day, names) for day in plan.days],
            "notes": reason_documents(plan.notes),
            "written": list(written),
        }
    )
    return document.model_dump(exclude_none=True)


def _day(day: PlannedDay, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "athlete": names.get(day.athlete_id, day.athlete_id),
        "athlete_id": day.athlete_id,
        "sessions": [_session(session) for session in day.sessions],
        "reasons": reason_documents(day.reasons),
    }


def _session(session: PlannedSession) -> dict[str, Any]:
    return {
        "id": session.id,
        "stimulus": session.stimulus,
        "fixed": session.fixed,
        "starts": None if session.starts is None else session.starts.isoformat("minutes"),
        "duration_s": None if session.duration_s is None else round(session.duration_s),
        "facility": session.facility,
        "doses": [dose_document(dose) for dose in session.doses],
        "reasons": reason_documents(session.reasons),
    }


def dose_document(dose: Dose) -> dict[str, Any]:
    """One dose."""
    return {
        "exercise": dose.exercise,
        "sets": dose.sets,
        "reps": dose.reps,
        "distance_m": dose.distance_m,
        "run_in_m": dose.run_in_m,
        "run_out_m": dose.run_out_m,
        "duration_s": dose.duration_s,
        "rest_s": dose.rest_s,
        "set_rest_s": dose.set_rest_s,
        "load": dose.load or None,
        "effort": dose.effort,
    }
