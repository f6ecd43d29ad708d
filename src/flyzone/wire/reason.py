"""A reason as JSON: its code, its sentence, how sure it is, what it rests on and what disputes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from flyzone.model import Reason, RuleChange
from flyzone.wording.sentences import sentence

EXACT = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
"""How every document here is checked: no unknown key, nothing that is not JSON."""


class RuleChangeDocument(BaseModel):
    """A threshold that somebody changed, and for whom."""

    model_config = EXACT

    rule: str
    threshold: str
    value: float
    by: str
    at: str = Field(description="ISO 8601 with its offset")
    for_group: str | None = None
    for_athlete: str | None = None
    why: str | None = None


class ReasonDocument(BaseModel):
    """Why something is said, with how sure that is and what speaks against it."""

    model_config = EXACT

    code: str
    text: str
    probability: float | None = Field(default=None, ge=0.0, le=1.0)
    source: str | None = None
    caveat: str | None = None
    rule: str | None = Field(default=None, description="its rule, as `flyzone rules` lists it")
    changed: list[RuleChangeDocument] | None = Field(
        default=None, description="thresholds of that rule that somebody changed for this athlete"
    )


def reason_document(reason: Reason) -> dict[str, Any]:
    """One reason; what it does not have is ``None``."""
    return {
        "code": reason.code,
        "text": sentence(reason),
        "probability": digits(reason.probability),
        "source": reason.source or None,
        "caveat": reason.caveat or None,
        "rule": reason.rule or None,
        "changed": [change_document(one) for one in reason.changes] or None,
    }


def reason_documents(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Several, in their order."""
    return [reason_document(reason) for reason in reasons]


def change_document(change: RuleChange) -> dict[str, Any]:
    """What was changed in a rule."""
    return {
        "rule": change.rule,
        "threshold": change.threshold,
        "value": change.value,
        "by": change.by,
        "at": change.at.isoformat(),
        "for_group": change.group_id,
        "for_athlete": change.athlete_id,
        "why": change.why or None,
    }


def digits(value: float | None) -> float | None:
    """A number with ten significant digits: what people read is rounded at the doors."""
    # Plain float: NumPy scalars are not JSON.  Adding 0.0 turns -0.0 into 0.0.
    return None if value is None else float(f"{float(value):.10g}") + 0.0
