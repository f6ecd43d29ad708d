"""The ``flyzone trend --json`` document: level, change, and why, athlete by athlete.

Times fall as an athlete becomes faster, so ``change_per_week`` below zero is a gain; ``p_gain`` is the
probability that he became faster at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final, Literal

from pydantic import BaseModel, Field

from flyzone.model import Notice
from flyzone.training.diagnosis import Diagnosis
from flyzone.training.trend import Credible, NoTrend, Trend
from flyzone.wire.reason import EXACT, ReasonDocument, digits, reason_documents
from flyzone.wire.timed import NoticeDocument
from flyzone.wording.sentences import sentence

TREND_SCHEMA_VERSION: Final = 1
_LEVELS = ("level", "level_speed")


class CredibleDocument(BaseModel):
    """A number with its standard deviation and 90 % interval."""

    model_config = EXACT

    value: float
    sd: float = Field(ge=0.0)
    unit: str
    low_90: float
    high_90: float


class ZoneDocument(BaseModel):
    """What the times are over."""

    model_config = EXACT

    length_m: float
    run_in_m: float | None = None


class CauseDocument(BaseModel):
    """One cause, and what in his own numbers speaks for or against it."""

    model_config = EXACT

    cause: str
    probability: float = Field(ge=0.0, le=1.0)
    evidence: list[ReasonDocument]


class MissingDocument(BaseModel):
    """A quantity that these times cannot give."""

    model_config = EXACT

    quantity: str
    reason: str


class AthleteTrendDocument(BaseModel):
    """One athlete's trend."""

    model_config = EXACT

    athlete: str
    now: str
    call: Literal["faster", "slower", "steady", "cannot-tell"]
    zone: ZoneDocument | None = None
    method: str | None = None
    level: CredibleDocument | None = Field(
        default=None, description="time through the zone: warm, on a mean day, without wind"
    )
    level_speed: CredibleDocument | None = None
    change_per_week: CredibleDocument | None = Field(
        default=None, description="of the time; below zero is faster"
    )
    change_per_week_percent: CredibleDocument | None = None
    change: CredibleDocument | None = Field(default=None, description="over the whole window")
    p_gain: float | None = Field(default=None, ge=0.0, le=1.0)
    p_loss: float | None = Field(default=None, ge=0.0, le=1.0)
    p_gain_over_swc: float | None = Field(
        default=None, ge=0.0, le=1.0, description="by more than the smallest worthwhile change"
    )
    swc_percent: float | None = None
    p_plateau: float | None = Field(default=None, ge=0.0, le=1.0)
    plateau: bool | None = None
    forecast: CredibleDocument | None = None
    forecast_weeks: float | None = None
    rep_sd: float | None = Field(default=None, description="from rep to rep, a share of time")
    sessions: int
    reps: int
    weeks: float | None = None
    last_at: str | None = None
    causes: list[CauseDocument] = Field(description="their probabilities add up to 1")
    p_rest_and_recovery: float | None = Field(
        default=None, description="probability that rest and recovery are both too short"
    )
    advice: list[ReasonDocument]
    reasons: list[ReasonDocument]
    not_measured: list[MissingDocument]


class TrendDocument(BaseModel):
    """The trends of some athletes."""

    model_config = EXACT

    schema_version: Literal[1] = TREND_SCHEMA_VERSION
    athletes: list[AthleteTrendDocument]
    warnings: list[NoticeDocument]


def athlete_trend(
    name: str, now: datetime, trend: Trend | NoTrend, diagnosis: Diagnosis
) -> dict[str, Any]:
    """One athlete's part of the document."""
    zone = trend.zone
    found: dict[str, Any] = {
        "athlete": name,
        "now": now.isoformat(),
        "call": trend.call if isinstance(trend, Trend) else "cannot-tell",
        "zone": None if zone is None else {"length_m": zone.length, "run_in_m": zone.run_in},
        "level": _credible(trend.level_s, "s"),
        "level_speed": _credible(trend.level_m_s, "m/s"),
        "sessions": trend.sessions,
        "reps": trend.reps,
        "causes": [
            {
                "cause": cause.code,
                "probability": cause.probability,
                "evidence": reason_documents(cause.evidence),
            }
            for cause in diagnosis.causes
        ],
        "p_rest_and_recovery": digits(diagnosis.both),
        "advice": reason_documents(diagnosis.advice),
        "reasons": reason_documents((*trend.reasons, *diagnosis.reasons)),
        "not_measured": [
            {"quantity": reason.code, "reason": sentence(reason)} for reason in trend.not_measured
        ],
    }
    if isinstance(trend, Trend):
        found |= _of_change(trend)
    else:
        absent = ("change_per_week", "p_gain", "p_gain_over_swc", "forecast")
        found["not_measured"] += [
            {"quantity": quantity, "reason": sentence(reason)}
            for quantity in ((*_LEVELS, *absent) if trend.level_s is None else absent)
            for reason in trend.reasons[:1]
        ]
    return found


def trend_document(
    athletes: Iterable[dict[str, Any]], warnings: Iterable[Notice] = ()
) -> dict[str, Any]:
    """The document of some athletes, each as `athlete_trend` gives it."""
    document = TrendDocument.model_validate(
        {
            "athletes": list(athletes),
            "warnings": [{"code": n.code, "message": n.message} for n in warnings],
        }
    )
    return document.model_dump(exclude_none=True)


def _of_change(trend: Trend) -> dict[str, Any]:
    return {
        "method": trend.method or None,
        "change_per_week": _credible(trend.change_per_week.time_s, "s/week"),
        "change_per_week_percent": _credible(trend.change_per_week.percent, "%/week"),
        "change": _credible(trend.change.time_s, "s"),
        "p_gain": digits(trend.p_gain),
        "p_loss": digits(trend.p_loss),
        "p_gain_over_swc": digits(trend.p_gain_over_swc),
        "swc_percent": trend.swc_percent,
        "p_plateau": digits(trend.p_plateau),
        "plateau": trend.plateau,
        "forecast": _credible(trend.forecast_s, "s"),
        "forecast_weeks": trend.forecast_weeks,
        "rep_sd": digits(trend.rep_sd),
        "weeks": digits(trend.weeks),
        "last_at": datetime.fromtimestamp(trend.last_at, UTC).isoformat(),
    }


def _credible(one: Credible | None, unit: str) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "value": digits(one.value),
        "sd": digits(one.sd),
        "unit": unit,
        "low_90": digits(one.low),
        "high_90": digits(one.high),
    }
