"""The ``flyzone targets --json`` document: what a faster fly time does elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal

from pydantic import BaseModel, Field

from flyzone.model import Measurement, Notice
from flyzone.training.targets import Kick, PaceTarget, Targets
from flyzone.wire.reason import EXACT, ReasonDocument, digits, reason_document, reason_documents
from flyzone.wire.timed import NoticeDocument

TARGETS_SCHEMA_VERSION: Final = 1


class MeasuredDocument(BaseModel):
    """A number with its standard deviation."""

    model_config = EXACT

    value: float
    sd: float = Field(ge=0.0)
    unit: str


class SprintTargetDocument(BaseModel):
    """A distance from first movement, now and with the faster fly time."""

    model_config = EXACT

    distance_m: float
    now: MeasuredDocument
    then: MeasuredDocument
    change: MeasuredDocument = Field(description="below zero is faster")
    low_90_s: float
    high_90_s: float
    reason: ReasonDocument


class PaceTargetDocument(BaseModel):
    """A pace, now and with the higher top speed."""

    model_config = EXACT

    pace_m_s: float
    percent_top_speed_now: MeasuredDocument
    percent_top_speed_then: MeasuredDocument
    time_limit_now: MeasuredDocument | None = None
    time_limit_then: MeasuredDocument | None = None
    reasons: list[ReasonDocument]


class KickDocument(BaseModel):
    """What it does to his last kick: without a number, unless his own races give one."""

    model_config = EXACT

    change: MeasuredDocument | None = None
    low_90_percent: float | None = None
    high_90_percent: float | None = None
    reasons: list[ReasonDocument]


class TargetsDocument(BaseModel):
    """What a faster fly time does."""

    model_config = EXACT

    schema_version: Literal[1] = TARGETS_SCHEMA_VERSION
    athlete: str | None = None
    top_speed_now: MeasuredDocument
    top_speed_then: MeasuredDocument
    rise: MeasuredDocument
    sprints: list[SprintTargetDocument]
    paces: list[PaceTargetDocument]
    kick: KickDocument
    reasons: list[ReasonDocument]
    warnings: list[NoticeDocument]


def targets_document(
    targets: Targets,
    paces: Iterable[PaceTarget],
    kick: Kick,
    *,
    athlete: str | None = None,
    warnings: Iterable[Notice] = (),
) -> dict[str, Any]:
    """The document of the targets of one athlete."""
    document = TargetsDocument.model_validate(
        {
            "athlete": athlete,
            "top_speed_now": _measured(targets.top_speed_now),
            "top_speed_then": _measured(targets.top_speed_then),
            "rise": _measured(targets.rise),
            "sprints": [
                {
                    "distance_m": one.distance_m,
                    "now": _measured(one.now),
                    "then": _measured(one.then),
                    "change": _measured(one.change),
                    "low_90_s": digits(one.low),
                    "high_90_s": digits(one.high),
                    "reason": reason_document(one.reason),
                }
                for one in targets.sprints
            ],
            "paces": [_pace(one) for one in paces],
            "kick": {
                "change": _measured(kick.change),
                "low_90_percent": digits(kick.low),
                "high_90_percent": digits(kick.high),
                "reasons": reason_documents(kick.reasons),
            },
            "reasons": reason_documents(targets.reasons),
            "warnings": [{"code": n.code, "message": n.message} for n in warnings],
        }
    )
    return document.model_dump(exclude_none=True)


def _pace(one: PaceTarget) -> dict[str, Any]:
    return {
        "pace_m_s": one.pace_m_s,
        "percent_top_speed_now": _measured(one.now.percent_mss),
        "percent_top_speed_then": _measured(one.then.percent_mss),
        "time_limit_now": _measured(one.now.time_limit),
        "time_limit_then": _measured(one.then.time_limit),
        "reasons": reason_documents(one.reasons),
    }


def _measured(one: Measurement | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"value": digits(one.value), "sd": digits(one.sd), "unit": one.unit}
