"""The rules as a document: each with its limits, and what was changed for whom."""

from __future__ import annotations

from tests.training_builders import HIM, change, valid

from flyzone.training.rules import RULES, STANDARD
from flyzone.wire.rules import rules_document


def test_every_rule_and_threshold_is_there_in_order() -> None:
    document = valid("rules", rules_document(STANDARD))
    assert [rule["key"] for rule in document["rules"]] == list(RULES)
    for rule in document["rules"]:
        written = RULES[rule["key"]]
        assert rule.get("caveat", "") == written.caveat
        assert list(rule["thresholds"]) == list(written.thresholds)
        for name, threshold in rule["thresholds"].items():
            assert threshold["value"] == threshold["standard"] == written.thresholds[name].value
            assert threshold["low"] <= threshold["value"] <= threshold["high"]
            assert "changed" not in threshold
    assert document["schema_version"] == 1
    assert "athlete" not in document


def test_a_change_stands_beside_the_standard_and_only_there() -> None:
    book = STANDARD.changed([change(60.0, athlete_id=HIM)], athlete_id=HIM)
    document = valid("rules", rules_document(book, "Mia", "recovery-max-velocity"))
    (rule,) = document["rules"]
    assert document["athlete"] == "Mia"
    hours = rule["thresholds"]["hours"]
    assert (hours["value"], hours["standard"]) == (60.0, 48.0)
    assert (hours["changed"]["by"], hours["changed"]["for_athlete"]) == ("Kim", HIM)


def test_a_key_that_no_rule_has_leaves_nothing() -> None:
    assert rules_document(STANDARD, only="no-rule")["rules"] == []
