"""The rule book: whose change holds, what it may not do, and that an answer says so."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.training_builders import HIM, START, change, uid

from flyzone.errors import InputError
from flyzone.training.rules import RULES, STANDARD, RuleBook, Threshold
from flyzone.wording.sentences import sentence

RULE, NAME = "recovery-max-velocity", "hours"
SPRINTERS, HURDLERS = uid("sprinters"), uid("hurdlers")


def hours(*changes: Any, who: str | None = HIM, groups: tuple[str, ...] = (SPRINTERS,)) -> float:
    return STANDARD.changed(changes, athlete_id=who, group_ids=groups).value(RULE, NAME)


def test_his_own_change_goes_before_his_groups_and_that_before_everybodys() -> None:
    everybody, group, own = (
        change(50.0), change(60.0, group_id=SPRINTERS), change(70.0, athlete_id=HIM)
    )  # fmt: skip
    for order in permutations((everybody, group, own)):
        assert hours(*order) == 70.0
        assert hours(*order, who=uid("other")) == 60.0
        assert hours(*order, who=None, groups=()) == 50.0
    assert hours() == 48.0


def test_reach_goes_before_age_and_the_later_of_two_alike_holds() -> None:
    old = change(70.0, athlete_id=HIM)
    new = change(60.0, group_id=SPRINTERS, at=START + timedelta(days=9))
    assert hours(old, new) == 70.0
    later = change(72.0, athlete_id=HIM, at=START + timedelta(days=1))
    assert hours(later, old) == hours(old, later) == 72.0


@given(st.lists(st.sampled_from([None, HIM, uid("other")]), max_size=6))
def test_nobody_elses_change_ever_reaches_him(whose: list[str | None]) -> None:
    changes = [
        change(49.0 + number, athlete_id=one, at=START + timedelta(days=number))
        for number, one in enumerate(whose)
    ]
    mine = [one.value for one in changes if one.athlete_id == HIM]
    for_all = [one.value for one in changes if one.athlete_id is None]
    expected = mine[-1] if mine else for_all[-1] if for_all else 48.0
    assert hours(*changes) == expected
    hurdler = change(99.0, group_id=HURDLERS)
    assert hours(*changes, hurdler) == expected


def test_a_change_leaves_the_standard_and_all_other_rules_as_they_are() -> None:
    book = STANDARD.changed([change(60.0)])
    assert STANDARD.value(RULE, NAME) == 48.0
    for key, rule in RULES.items():
        for name, threshold in rule.thresholds.items():
            if (key, name) != (RULE, NAME):
                assert book.value(key, name) == threshold.value


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ({"rule": "no-rule"}, "rule-unknown", "`flyzone rules` lists them"),
        ({"threshold": "days"}, "rule-unknown", "it has hours"),
        ({"rule": "speed-reserve", "threshold": "x"}, "rule-unknown", "it has none"),
        ({"value": 35.9}, "rule-limits", "may lie between 36 and 168 h, got 35.9"),
        ({"value": 168.1}, "rule-limits", "Beyond that the rule protects nobody"),
    ],
)
def test_a_change_that_no_rule_allows_is_refused(
    words: dict[str, Any], code: str, message: str
) -> None:
    with pytest.raises(InputError, match=message) as caught:
        STANDARD.check(change(**words))
    assert caught.value.code == code
    kept = STANDARD.changed([change(**words)])
    assert dict(kept.changes) == {}, "made under older limits, it counts for nothing"


def test_limits_themselves_are_allowed() -> None:
    for rule in RULES.values():
        for name, threshold in rule.thresholds.items():
            for value in (threshold.low, threshold.high):
                STANDARD.check(change(value, rule=rule.key, threshold=name))


def test_somebody_elses_impossible_change_does_not_stop_him() -> None:
    assert hours(change(1.0, athlete_id=uid("other"))) == 48.0


def test_a_reason_carries_its_rules_source_dispute_and_changes_and_no_others() -> None:
    other = change(0.9, rule="board-tie", threshold="probability")
    book = STANDARD.changed([change(60.0), other])
    found = book.reason(RULE, "guard-over", {"rep": 3}, 0.9)
    rule = RULES[RULE]
    assert (found.rule, found.source, found.caveat) == (RULE, rule.source, rule.caveat)
    assert found.changes == (change(60.0),)
    assert STANDARD.reason(RULE, "guard-over").changes == ()
    assert sentence(found) == "The session was over after rep 3. Probability 0.90."


def test_a_book_cannot_be_changed_from_outside() -> None:
    book = STANDARD.changed([change(60.0)])
    with pytest.raises(TypeError):
        book.changes[RULE, NAME] = change(99.0)  # type: ignore[index]
    with pytest.raises(TypeError):
        RULES[RULE].thresholds[NAME] = None  # type: ignore[index]
    with pytest.raises(TypeError):
        RULES["mine"] = RULES[RULE]  # type: ignore[index]


def test_an_unknown_rule_is_a_fault_of_the_program() -> None:
    for rule, threshold in (("no-rule", "x"), (RULE, "x")):
        with pytest.raises(KeyError):
            RuleBook(RULES).value(rule, threshold)


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_a_threshold_outside_its_own_limits_cannot_be_written(value: float) -> None:
    with pytest.raises(ValueError, match="outside its own limits"):
        Threshold(value, "", 0.0, 1.0, "It")
