"""``flyzone rules``: each rule with its evidence, and what a coach changed."""

from __future__ import annotations

import pytest
from tests.cli.shell import document, flyzone, refusal, said, wrong_usage

pytestmark = pytest.mark.usefixtures("squad")
RULE = "recovery-max-velocity"


def hours(*whom: str) -> float:
    (rule,) = document("rules", "--rule", RULE, *whom)["rules"]
    return float(rule["thresholds"]["hours"]["value"])


def changed(value: object, *options: str) -> dict[str, object]:
    found: dict[str, object] = document(
        "rules", "set", RULE, "hours", value, "--by", "Coach Kim", *options
    )
    return found


def test_every_rule_tells_when_what_and_how_well_founded() -> None:
    rules = document("rules")["rules"]
    assert len(rules) > 50
    assert all(one["condition"] and one["advice"] and one["evidence"] for one in rules)
    assert len({one["key"] for one in rules}) == len(rules)
    shown = said("rules", "--rule", RULE)
    assert shown.startswith(f"{RULE}  [convention]\n")
    assert "36 to 168 allowed" in shown
    assert "source: " in shown


def test_a_change_holds_for_whom_it_was_made_the_narrower_first() -> None:
    changed(60, "--group", "Sprinters")
    changed(66, "--athlete", "Mia")
    assert (hours(), hours("--athlete", "Lea"), hours("--athlete", "Mia")) == (48, 60, 66)
    assert "66 h (changed by Coach Kim; flyzone's 48)" in said(
        "rules", "--rule", RULE, "--athlete", "Mia"
    )


def test_a_change_is_taken_back_where_it_was_made() -> None:
    changed(60, "--group", "Sprinters")
    changed(66, "--athlete", "Mia")
    nothing = flyzone("rules", "reset", RULE)
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert said("rules", "reset", RULE, "--athlete", "Mia") == f"1 change of {RULE} taken back.\n"
    assert hours("--athlete", "Mia") == 60
    assert len(document("rules", "reset", RULE, "--group", "Sprinters")["removed"]) == 1
    assert hours("--athlete", "Mia") == 48


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([RULE, "hours", "1", "--by", "Kim"], "rule-limits"),
        ([RULE, "hours", "1000", "--by", "Kim"], "rule-limits"),
        ([RULE, "hours", "nan", "--by", "Kim"], "rule-change"),
        ([RULE, "minutes", "60", "--by", "Kim"], "rule-unknown"),
        (["nope", "hours", "60", "--by", "Kim"], "rule-unknown"),
        ([RULE, "hours", "60", "--by", ""], "rule-change"),
        ([RULE, "hours", "60", "--by", "K\x1b[2J"], "rule-change"),
        ([RULE, "hours", "60", "--by", "Kim", "--why", "\x1b[2J"], "rule-change"),
        ([RULE, "hours", "60", "--by", "Kim", "--group", "none"], "unknown-group"),
        ([RULE, "hours", "60", "--by", "Kim", "--athlete", "Tom"], "unknown-athlete"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_changes_nothing(
    arguments: list[str], code: str
) -> None:
    assert refusal("rules", "set", *arguments)["code"] == code
    assert hours() == 48


def test_both_a_group_and_an_athlete_are_too_many() -> None:
    both = ["--group", "Sprinters", "--athlete", "Mia"]
    refusal("rules", "set", RULE, "hours", "60", "--by", "Kim", *both)
    wrong_usage("rules", "reset", RULE, *both)


def test_a_rule_that_does_not_exist_is_told() -> None:
    for arguments in (["--rule", "nope"], ["reset", "nope"]):
        assert refusal("rules", *arguments)["code"] == "rule-unknown"


@pytest.mark.parametrize(
    "arguments",
    [
        ["set", RULE, "hours", "60"], ["set", RULE, "hours", "many", "--by", "Kim"],
        ["--json", "set", RULE, "hours", "60", "--by", "Kim"],
        ["--athlete", "Mia", "set", RULE, "hours", "60", "--by", "Kim"], ["list"],
    ],
)  # fmt: skip
def test_wrong_usage_changes_nothing(arguments: list[str]) -> None:
    wrong_usage("rules", *arguments)
    assert hours() == 48
