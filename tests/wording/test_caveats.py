"""What speaks against a reason is said in the reader's language, whether a rule or code says it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.wording.test_sentences import emitted, words

import flyzone
from flyzone.model import Notice, Reason
from flyzone.science import optimal_profile
from flyzone.training.rules import RULES, STANDARD
from flyzone.wording.german.caveats import CAVEATS
from flyzone.wording.sentences import CATALOGUES, caveat, notice, sentence

SOURCE = Path(flyzone.__file__).parent
SPOKEN = ("training", "workflows", "science")
PLACE = 4
"""Of the caveat among the arguments of a reason."""


def disputed_in_code() -> Iterator[tuple[str, str]]:
    """Where a reason without a rule is given a caveat: its code, or the file where that is a name."""
    files = (file for room in SPOKEN for file in (SOURCE / room).rglob("*.py"))
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason"):
                continue
            named = {one.arg for one in node.keywords}
            if "rule" in named or not ("caveat" in named or len(node.args) > PLACE):
                continue
            codes = list(words(node.args[0]))
            yield from ((code, file.name) for code in codes or [""])


def test_every_caveat_that_stands_in_code_has_a_german_one() -> None:
    found = set(disputed_in_code())
    assert {code for code, _ in found if code} <= set(CAVEATS)
    # Codes that are worked out: the test below plants them all.
    assert {file for code, file in found if not code} == {"profile_meaning.py"}


def test_every_disputed_reason_of_profiles_is_disputed_in_german() -> None:
    disputed = [one for one in emitted() if isinstance(one, Reason) and one.caveat and not one.rule]
    assert len({one.code for one in disputed}) > len(CAVEATS) // 2
    for one in disputed:
        assert caveat(one) == one.caveat
        assert caveat(one, "de") == CAVEATS[one.code] != one.caveat


def test_german_caveats_belong_to_codes_and_end() -> None:
    assert set(CAVEATS) <= set(CATALOGUES["en"])
    assert all(text.endswith(".") for text in CAVEATS.values())
    # One German text stands for each way of keeping the power that a reason may carry.
    assert optimal_profile.optimal_profile.__kwdefaults__ == {"kept": "f0-v0"}


@pytest.mark.parametrize("rule", RULES)
def test_a_reason_of_a_rule_is_disputed_as_the_rule_is(rule: str) -> None:
    reason = STANDARD.reason(rule, "train-both")
    told = caveat(reason, "de")
    assert caveat(reason) == RULES[rule].caveat
    assert bool(told) == bool(reason.caveat)
    assert not told or told != reason.caveat


def test_where_nothing_speaks_against_it_nothing_is_said() -> None:
    assert caveat(Reason("train-both", rule="load-pause"), "de") == ""


def test_a_german_warning_carries_its_german_caveat() -> None:
    reason = STANDARD.reason("load-pause", "today-long-pause", {"days": 20.0})
    text = f"{sentence(reason, 'de')} Eine Übereinkunft: Zur Zahl der Tage wurde keine Studie gefunden."
    assert notice(reason, "de") == Notice("today-long-pause", text)
