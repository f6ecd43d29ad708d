"""The ``flyzone rules --json`` document: every rule, its thresholds, and what was changed in them."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel, Field

from flyzone.training.rules import Rule, RuleBook
from flyzone.wire.reason import EXACT, RuleChangeDocument, change_document

RULES_SCHEMA_VERSION: Final = 1


class ThresholdDocument(BaseModel):
    """A number of a rule."""

    model_config = EXACT

    value: float = Field(description="as it holds here")
    standard: float = Field(description="as flyzone sets it")
    unit: str
    low: float = Field(description="how far a change may go")
    high: float
    what: str
    changed: RuleChangeDocument | None = None


class RuleDocument(BaseModel):
    """One rule of the method."""

    model_config = EXACT

    key: str
    condition: str
    advice: str
    evidence: Literal["strong", "moderate", "weak", "convention", "simulation"]
    source: str
    caveat: str | None = None
    thresholds: dict[str, ThresholdDocument]


class RulesDocument(BaseModel):
    """All rules, as they hold for one athlete or, without one, for everybody."""

    model_config = EXACT

    schema_version: Literal[1] = RULES_SCHEMA_VERSION
    athlete: str | None = None
    rules: list[RuleDocument]


def rules_document(
    book: RuleBook, athlete: str | None = None, only: str | None = None
) -> dict[str, Any]:
    """The document of a rule book.

    Parameters
    ----------
    book : RuleBook
    athlete : str, optional
        For whom it holds.
    only : str, optional
        The key of the one rule that is wanted.
    """
    document = RulesDocument.model_validate(
        {
            "athlete": athlete,
            "rules": [
                _rule(rule, book) for rule in book.rules.values() if only in (None, rule.key)
            ],
        }
    )
    return document.model_dump(exclude_none=True)


def _rule(rule: Rule, book: RuleBook) -> dict[str, Any]:
    thresholds = {}
    for name, threshold in rule.thresholds.items():
        change = book.changes.get((rule.key, name))
        thresholds[name] = {
            "value": book.value(rule.key, name),
            "standard": threshold.value,
            "unit": threshold.unit,
            "low": threshold.low,
            "high": threshold.high,
            "what": threshold.what,
            "changed": None if change is None else change_document(change),
        }
    return {
        "key": rule.key,
        "condition": rule.condition,
        "advice": rule.advice,
        "evidence": rule.evidence,
        "source": rule.source,
        "caveat": rule.caveat or None,
        "thresholds": thresholds,
    }
