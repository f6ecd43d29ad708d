"""An impossible wish is answered with the few wishes that clash."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.training.planning.squads import GYM, MONDAY, TRACK, alone, ann, athlete, planned

from flyzone.errors import PlanError
from flyzone.training.planning import (
    Competition,
    FixedSession,
    PlanClash,
    Window,
    Wishes,
)

HOUR = Window(60.0)


def clash(wishes: Wishes) -> PlanClash:
    with pytest.raises(PlanClash) as caught:
        planned(wishes)
    return caught.value


def test_too_few_days_for_the_days_that_are_wanted() -> None:
    week = (HOUR, None, HOUR, None, HOUR, None, None)
    found = clash(alone(2, week=week, days_a_week=(5, 6)))
    words = [wish.words for wish in found.wishes]
    assert "at least 5 training days a week" in words
    assert sum("no training on" in word for word in words) == 3
    assert len(words) == 4
    # A day more is still too few, two more are enough; so is one wish less.
    one_more = tuple(HOUR if i == 1 else one for i, one in enumerate(week))
    clash(alone(2, week=one_more, days_a_week=(5, 6)))
    two_more = tuple(HOUR if i in {1, 3} else one for i, one in enumerate(week))
    planned(alone(2, week=two_more, days_a_week=(5, 6)))
    planned(alone(2, week=week, days_a_week=(3, 6)))


def test_matches_that_leave_no_room_for_the_big_three() -> None:
    matches = tuple(Competition(MONDAY + timedelta(days=n), "match") for n in (2, 5, 9, 12))
    found = clash(alone(2, competitions=matches))
    assert {wish.code for wish in found.wishes} == {"competition", "big-three"}
    assert set(found.rules) >= {"recovery-match"}
    assert "2026-03-11" in found.message
    for left_out in (one for one in found.wishes if one.code == "competition"):
        rest = tuple(one for one in matches if str(one.day) not in left_out.words)
        planned(alone(2, competitions=rest))
    planned(alone(2, competitions=matches, big_three=False))


def test_football_with_full_sprints_and_a_match_leave_no_day_for_sprints_of_his_own() -> None:
    football = tuple(FixedSession("acceleration", weekday=n, name="football") for n in (1, 3))
    match = (Competition(MONDAY + timedelta(days=5), "match"),)
    found = clash(alone(1, fixed=football, competitions=match))
    assert [wish.code for wish in found.wishes].count("fixed") == 2
    assert any("a sprint at maximal velocity" in wish.words for wish in found.wishes)
    light = tuple(replace(one, stimulus="skills") for one in football)
    planned(alone(1, fixed=light, competitions=match))


def test_a_gym_that_is_too_small_is_named_with_the_athletes_who_fill_it() -> None:
    monday = (Window(120.0), *[None] * 6)
    squad = tuple(ann(athlete=athlete(n), week=monday, days_a_week=(0, 4)) for n in range(1, 4))
    wishes = Wishes(MONDAY, 1, squad, (TRACK, replace(GYM, capacity=1)))
    found = clash(wishes)
    lifts = [wish for wish in found.wishes if "heavy lift" in wish.words]
    assert len({wish.who for wish in lifts}) == 2, "the third one has nothing to do with it"
    assert [wish.who for wish in found.wishes if wish.code == "capacity"] == ["gym"]
    planned(replace(wishes, facilities=(TRACK, replace(GYM, capacity=3))))


def test_a_place_where_nobody_can_sprint_is_named() -> None:
    found = clash(alone(1, GYM))
    assert {wish.code for wish in found.wishes} == {"places", "big-three"}


def test_too_few_minutes_are_named() -> None:
    found = clash(alone(1, week=(Window(20.0),) * 7))
    assert {wish.code for wish in found.wishes} == {"availability", "big-three"}
    assert len(found.wishes) == 8


def test_no_available_day_is_named() -> None:
    found = clash(alone(1, week=(None,) * 7))
    assert {wish.code for wish in found.wishes} <= {"availability", "big-three", "fewest-days"}
    assert sum("no training on" in wish.words for wish in found.wishes) >= 6


def test_the_message_says_what_where_and_what_next_and_survives_pickling() -> None:
    found = clash(alone(1, GYM))
    assert "(1) Athlete 1: " in found.message
    assert "(facilities)" in found.message
    assert found.message.endswith("Take back or loosen one of them.")
    assert isinstance(found, PlanError)
    again = pickle.loads(pickle.dumps(found))
    assert (again.message, again.code, again.wishes, again.rules) == (
        found.message, "plan-clash", found.wishes, found.rules,
    )  # fmt: skip
