"""Every rule of flyzone, by its key."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flyzone.training.rules.board import BOARD_RULES
from flyzone.training.rules.book import Evidence, Rule, RuleBook, Threshold
from flyzone.training.rules.catalogue import CATALOGUE_RULES
from flyzone.training.rules.diagnosis import DIAGNOSIS_RULES
from flyzone.training.rules.pain import PAIN_RULES
from flyzone.training.rules.plan import PLAN_RULES
from flyzone.training.rules.recovery import RECOVERY_RULES
from flyzone.training.rules.session import SESSION_RULES
from flyzone.training.rules.targets import TARGET_RULES
from flyzone.training.rules.today import TODAY_RULES
from flyzone.training.rules.trend import TREND_RULES

_ALL = (
    *RECOVERY_RULES,
    *PAIN_RULES,
    *BOARD_RULES,
    *TARGET_RULES,
    *CATALOGUE_RULES,
    *TODAY_RULES,
    *SESSION_RULES,
    *PLAN_RULES,
    *TREND_RULES,
    *DIAGNOSIS_RULES,
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.key: rule for rule in _ALL})
"""In the order in which `flyzone rules` lists them."""

STANDARD = RuleBook(RULES)
"""The book as flyzone sets it, nothing changed."""

__all__ = ["RULES", "STANDARD", "Evidence", "Rule", "RuleBook", "Threshold"]
