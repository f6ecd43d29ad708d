"""A reader of German is spoken to in German: words, exercises, doses, rules and what disputes them."""

from __future__ import annotations

from typing import Any

import pytest

from flyzone.model import Dose, Manner, Reason
from flyzone.training.rules import RULES, STANDARD
from flyzone.web.words import Words

ENGLISH, GERMAN = Words(Manner()), Words(Manner(language="de", decimal=","))


def test_words_of_the_domain_are_said_in_the_readers_language() -> None:
    assert ENGLISH.word("speed-endurance") == "speed endurance"
    assert GERMAN.word("speed-endurance") == "Schnelligkeitsausdauer"
    assert GERMAN.word("nobody-knows") == "nobody knows"


def test_a_line_begins_with_a_capital_and_keeps_those_within() -> None:
    assert ENGLISH.opening("heavy-lift") == "Heavy lift"
    assert GERMAN.opening("heavy-lift") == "Schweres Krafttraining"
    assert GERMAN.opening("resisted") == "Sprints mit Widerstand"


def test_exercises_and_doses_are_german() -> None:
    assert ENGLISH.exercise("fly-10").name == "Fly 10"
    assert GERMAN.exercise("fly-10").name == "Fliegend 10 m"
    dose = Dose("fly-10", reps=4, distance_m=10.0, rest_s=210.0)
    assert ENGLISH.dose(dose) == "4 x 10 m, rest 3.5 min"
    assert GERMAN.dose(dose) == "4 x 10 m, Pause 3,5 min"


def test_a_reason_is_disputed_in_the_readers_language() -> None:
    reason = STANDARD.reason("load-exposure", "today-few-exposures", {"n": 1, "days": 14.0})
    assert ENGLISH.caveat(reason) == RULES["load-exposure"].caveat
    assert GERMAN.caveat(reason) == "Eine Mannschaft, eine Saison; ein Zusammenhang, kein Versuch."
    assert GERMAN.caveat(Reason("today-no-checkin")) == ""
    assert GERMAN.source(RULES["low-day"].source) != RULES["low-day"].source


def test_a_rule_and_its_unit_are_german() -> None:
    rule = RULES["load-pause"]
    assert GERMAN.rule(rule).condition == "Seit Wochen wurde nicht gesprintet."
    assert GERMAN.unit("weeks") == "Wochen"


@pytest.mark.parametrize("rule", ["recovery-max-velocity", "session-drop"])
def test_a_coach_who_reads_german_reads_german_rules(client_of: Any, rule: str) -> None:
    coach = client_of("coach")
    coach.post("/account/manner", data={"language": "de", "decimal": ","})
    page, listed = (coach.get(there).text for there in (f"/coach/rules/{rule}", "/coach/rules"))
    told = GERMAN.rule(RULES[rule])
    for text in (told.condition, told.caveat, *told.thresholds.values()):
        assert text in page
    assert f"{told.condition} {told.advice}" in listed
    for english in (RULES[rule].condition, RULES[rule].caveat):
        assert english not in page
