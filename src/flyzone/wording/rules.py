"""What a rule says to a coach, in his language.

>>> from flyzone.training.rules import RULES
>>> rule_text(RULES["load-pause"], "de").thresholds["days"]
'Tage ohne Sprints, die eine Unterbrechung sind'
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flyzone.training.rules import Rule
from flyzone.wording.german.rules import RULES as GERMAN
from flyzone.wording.german.units import UNITS as GERMAN_UNITS
from flyzone.wording.rule_text import RuleText

TRANSLATED: Final[Mapping[str, Mapping[str, RuleText]]] = {"de": GERMAN}
"""Texts by language and key; English stands in the rules themselves."""
UNITS: Final[Mapping[str, Mapping[str, str]]] = {"de": GERMAN_UNITS}
"""Units by language; what is not in here is the same everywhere."""


def rule_text(rule: Rule, language: str = "en") -> RuleText:
    """The texts of one rule.

    In a template, with ``t`` the words of the reader: ``{{ t.rule(rule).condition }}``,
    ``{{ t.rule(rule).thresholds[name] }}`` and, for its unit, ``{{ t.unit(limits.unit) }}``.

    Parameters
    ----------
    rule : Rule
        From any book: texts do not depend on changed numbers.
    language : str

    Returns
    -------
    RuleText
        In English where nobody wrote it in that language.
    """
    translated = TRANSLATED.get(language, {}).get(rule.key)
    if translated is not None:
        return translated
    numbers = {name: one.what for name, one in rule.thresholds.items()}
    return RuleText(rule.condition, rule.advice, rule.caveat, numbers)


def unit_text(unit: str, language: str = "en") -> str:
    """A threshold's unit, such as ``times a week``."""
    return UNITS.get(language, {}).get(unit, unit)
