"""A coach reads every rule in his language: condition, advice, dispute, and what each number is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flyzone.training.rules import RULES
from flyzone.wording.german.sources import SOURCES
from flyzone.wording.german.units import SAME, UNITS
from flyzone.wording.rules import TRANSLATED, rule_text, unit_text
from flyzone.wording.sentences import source

LIBRARY = Path(__file__).parents[2] / "docs" / "references.bib"


def numbers(text: str) -> list[str]:
    """What stands in a text in digits."""
    return sorted(re.findall(r"\d+(?:\.\d+)?", text))


def with_points(text: str) -> str:
    """A German text with the decimal mark of English."""
    return re.sub(r"(\d),(\d)", r"\1.\2", text)


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_language_has_each_rule_and_none_besides(language: str) -> None:
    assert set(TRANSLATED[language]) == set(RULES)


@pytest.mark.parametrize("key", RULES)
def test_german_says_of_a_rule_what_english_says(key: str) -> None:
    rule, german = RULES[key], rule_text(RULES[key], "de")
    english = rule_text(rule)
    assert (english.condition, english.caveat) == (rule.condition, rule.caveat)
    assert set(german.thresholds) == set(english.thresholds) == set(rule.thresholds)
    assert bool(german.caveat) == bool(rule.caveat)
    for said, told in (
        (rule.condition, german.condition),
        (rule.advice, german.advice),
        (rule.caveat, german.caveat),
    ):
        assert numbers(with_points(told)) == numbers(said)
        assert told == "" or told.endswith(".")
        assert not re.search(r"\d\.\d|  |[{}]", told)
    for name, what in german.thresholds.items():
        assert what
        assert what != rule.thresholds[name].what
        assert not what.endswith(".")


def test_each_unit_has_its_german_and_none_is_left_over() -> None:
    units = {one.unit for rule in RULES.values() for one in rule.thresholds.values()}
    assert set(UNITS) | SAME == units
    assert unit_text("days", "de") == "Tage"
    assert unit_text("days") == "days"


@pytest.mark.parametrize("text", sorted({rule.source for rule in RULES.values()}))
def test_a_source_is_german_or_needs_no_translation(text: str) -> None:
    library = LIBRARY.read_text(encoding="utf-8")
    parts = re.split(r"[;,] ", text)
    known = all(f"{{{part}," in library or part.startswith("docs/") for part in parts)
    assert known or text in SOURCES
    assert source(text) == text


def test_a_language_that_nobody_wrote_reads_english() -> None:
    assert rule_text(RULES["load-pause"], "xx").condition == RULES["load-pause"].condition
