"""The rules in German, by their keys; one module for each part, as in ``training/rules``."""

from __future__ import annotations

from typing import Final

from flyzone.wording.german.rules.board import BOARD_RULES
from flyzone.wording.german.rules.catalogue import CATALOGUE_RULES
from flyzone.wording.german.rules.diagnosis import DIAGNOSIS_RULES
from flyzone.wording.german.rules.doses import DOSE_RULES
from flyzone.wording.german.rules.pain import PAIN_RULES
from flyzone.wording.german.rules.plan import PLAN_RULES
from flyzone.wording.german.rules.recovery import RECOVERY_RULES
from flyzone.wording.german.rules.rests import REST_RULES
from flyzone.wording.german.rules.session import SESSION_RULES
from flyzone.wording.german.rules.targets import TARGET_RULES
from flyzone.wording.german.rules.today import TODAY_RULES
from flyzone.wording.german.rules.trend import TREND_RULES
from flyzone.wording.rule_text import RuleText

RULES: Final[dict[str, RuleText]] = {
    **RECOVERY_RULES,
    **PAIN_RULES,
    **BOARD_RULES,
    **TARGET_RULES,
    **DOSE_RULES,
    **CATALOGUE_RULES,
    **TODAY_RULES,
    **SESSION_RULES,
    **REST_RULES,
    **PLAN_RULES,
    **TREND_RULES,
    **DIAGNOSIS_RULES,
}
