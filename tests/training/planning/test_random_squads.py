"""Whatever is asked for: a plan that breaks no rule, or a smallest set of wishes that clash."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.training.planning.squads import BOOK, NOW, check, planned, squads

from flyzone.training.planning import PlanClash, Wishes
from flyzone.training.planning.clash import _Contradiction
from flyzone.training.planning.frame import frames_of
from flyzone.wording.sentences import sentence


def hold(wishes: Wishes) -> None:
    try:
        plan = planned(wishes)
    except PlanClash as clash:
        smallest(wishes, clash)
        return
    assert check(plan, wishes) == ()
    assert len(plan.days) == len(wishes.days) * len(wishes.athletes)
    for day in plan.days:
        reasons = [*day.reasons, *(one for each in day.sessions for one in each.reasons)]
        assert reasons, f"{day.day} says nothing"
        for reason in (*reasons, *plan.notes):
            assert sentence(reason)


def smallest(wishes: Wishes, clash: PlanClash) -> None:
    """Asked anew, the wishes clash, and all but any one of them do not."""
    books = {one.athlete.id: BOOK for one in wishes.athletes}
    frames = frames_of(wishes, books, wishes.first_day, None, NOW)
    if len({wish.who for wish in clash.wishes}) == 1:
        frames = tuple(one for one in frames if one.athlete.name == clash.wishes[0].who)
    again = _Contradiction(frames, wishes.facilities)
    rules = [key for key in again.keys if isinstance(key, str)]
    assert clash.wishes
    assert again.stands([*clash.wishes, *rules])
    for left_out in clash.wishes:
        rest = [wish for wish in clash.wishes if wish != left_out]
        assert not again.stands([*rest, *rules]), f"{left_out} does not matter"


@given(squads())
@settings(max_examples=25)
def test_a_plan_breaks_no_rule_or_the_fewest_wishes_that_clash_are_named(wishes: Wishes) -> None:
    hold(wishes)


@pytest.mark.gate
@given(squads())
@settings(max_examples=1500)
def test_many_plans_break_no_rule(wishes: Wishes) -> None:
    hold(wishes)
