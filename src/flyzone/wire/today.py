"""The ``flyzone today --json`` document: yes, change or no, with every reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Literal

from pydantic import BaseModel, Field

from flyzone.training.today import Today
from flyzone.wire.reason import EXACT, ReasonDocument, digits, reason_document, reason_documents

TODAY_SCHEMA_VERSION: Final = 1


class AlternativeDocument(BaseModel):
    """What to do instead."""

    model_config = EXACT

    stimulus: str | None = Field(default=None, description="absent: rest")
    effort: float | None = Field(default=None, description="share of full effort")
    dose: float | None = Field(default=None, description="share of his usual reps")
    reason: ReasonDocument


class LastMaximalDocument(BaseModel):
    """The last session at full effort, by what was really done."""

    model_config = EXACT

    named: str = Field(description="what it was called")
    was: str = Field(description="what was done in it")
    ended_at: str
    end_known: bool = Field(description="false: its start stands in")
    hours_ago: float
    needed_h: float = Field(description="hours without maximal sprinting that belong after it")


class TodayDocument(BaseModel):
    """May he sprint."""

    model_config = EXACT

    schema_version: Literal[1] = TODAY_SCHEMA_VERSION
    athlete: str
    now: str
    verdict: Literal["yes", "change", "no"]
    sprint_from: str | None = Field(
        default=None,
        description="earliest moment of a maximal session by what is known; absent: a person must "
        "decide first",
    )
    reasons: list[ReasonDocument] = Field(description="those that decided first")
    deciding: int = Field(ge=0, description="how many of them decided")
    instead: list[AlternativeDocument]
    last_maximal: LastMaximalDocument | None = None
    not_known: list[ReasonDocument] = Field(description="what nobody said and would have counted")


def today_document(name: str, answer: Today, now: datetime) -> dict[str, Any]:
    """The document of one answer."""
    last = answer.last_maximal
    document = TodayDocument.model_validate(
        {
            "athlete": name,
            "now": now.isoformat(),
            "verdict": answer.verdict,
            "sprint_from": None if answer.sprint_from is None else answer.sprint_from.isoformat(),
            "reasons": reason_documents(answer.reasons),
            "deciding": answer.deciding,
            "instead": [
                {
                    "stimulus": one.stimulus,
                    "effort": one.effort,
                    "dose": one.dose,
                    "reason": reason_document(one.reason),
                }
                for one in answer.instead
            ],
            "last_maximal": None
            if last is None
            else {
                "named": last.named,
                "was": last.was,
                "ended_at": last.ended_at.isoformat(),
                "end_known": last.end_known,
                "hours_ago": digits(last.hours_ago),
                "needed_h": digits(last.needed_h),
            },
            "not_known": reason_documents(answer.not_known),
        }
    )
    return document.model_dump(exclude_none=True)
