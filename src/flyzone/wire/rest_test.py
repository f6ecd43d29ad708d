"""The documents of ``flyzone rest-test``: the plan that the lot gave, and what came out."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel, Field, TypeAdapter

from flyzone.errors import InputError
from flyzone.training.rest_test import RestTest, RestTestPlan
from flyzone.wire.reason import EXACT, ReasonDocument, digits, reason_documents

REST_TEST_SCHEMA_VERSION: Final = 1


class RestTestPlanDocument(BaseModel):
    """Which rests to take in each session."""

    model_config = EXACT

    schema_version: Literal[1] = REST_TEST_SCHEMA_VERSION
    athlete: str
    made_at: str = Field(description="sessions from here on belong to it")
    short_s: float = Field(gt=0.0)
    long_s: float = Field(gt=0.0)
    reps_each: int = Field(ge=1, description="in a row, after each of the two rests")
    short_first: list[bool] = Field(min_length=1, description="for each session, drawn by lot")
    rests_s: list[list[float]] = Field(description="before the second, third ... rep")


class RestTestDocument(BaseModel):
    """His cost of the short rest."""

    model_config = EXACT

    schema_version: Literal[1] = REST_TEST_SCHEMA_VERSION
    athlete: str
    cost_percent: float | None = Field(default=None, description="of time, after the short rest")
    cost_sd_percent: float | None = None
    low_90_percent: float | None = None
    high_90_percent: float | None = None
    p_costs: float | None = Field(default=None, ge=0.0, le=1.0)
    p_not_worth: float | None = Field(
        default=None, ge=0.0, le=1.0, description="that it costs more than the rule's limit"
    )
    sessions: int
    reps: int
    reasons: list[ReasonDocument]


REST_TEST_DOCUMENT: TypeAdapter[RestTestPlanDocument | RestTestDocument] = TypeAdapter(
    RestTestPlanDocument | RestTestDocument
)


def plan_document(plan: RestTestPlan, athlete: str, made_at: str) -> dict[str, Any]:
    """The document of a plan."""
    document = RestTestPlanDocument(
        athlete=athlete,
        made_at=made_at,
        short_s=plan.short_s,
        long_s=plan.long_s,
        reps_each=plan.reps_each,
        short_first=list(plan.short_first),
        rests_s=_rests(plan),
    )
    return document.model_dump()


def _rests(plan: RestTestPlan) -> list[list[float]]:
    return [list(plan.rests_s(number)) for number in range(len(plan.short_first))]


def plan_of(document: RestTestPlanDocument) -> RestTestPlan:
    """The plan of a document.

    Raises
    ------
    InputError
        If it contradicts itself: somebody changed it.
    """
    plan = RestTestPlan(
        document.short_s, document.long_s, document.reps_each, tuple(document.short_first)
    )
    if not plan.short_s < plan.long_s or document.rests_s != _rests(plan):
        raise InputError(
            f"The plan of this rest-test contradicts itself: rests of {plan.short_s:g} and "
            f"{plan.long_s:g} s, {plan.reps_each} reps after each, do not give the rests that it "
            "lists. Use it as it was drawn.",
            code="rest-test-plan",
        )
    return plan


def result_document(found: RestTest, athlete: str) -> dict[str, Any]:
    """The document of a result."""
    cost = found.cost
    document = RestTestDocument.model_validate(
        {
            "athlete": athlete,
            "cost_percent": None if cost is None else digits(cost.value),
            "cost_sd_percent": None if cost is None else digits(cost.sd),
            "low_90_percent": digits(found.low),
            "high_90_percent": digits(found.high),
            "p_costs": digits(found.p_costs),
            "p_not_worth": digits(found.p_not_worth),
            "sessions": found.sessions,
            "reps": found.reps,
            "reasons": reason_documents(found.reasons),
        }
    )
    return document.model_dump(exclude_none=True)
