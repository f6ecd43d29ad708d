"""Whatever is asked for: a plan that breaks no rule, or a smallest set of wishes that clash."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.training.planning.squads import BOOK, NOW, check, planned, session, squads

from flyzone.model import History, Stimulus
from flyzone.training.planning import PlanClash, Wishes, replan
from flyzone.training.planning.clash import Contradiction
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
        assert all(each.fixed or each.doses for each in day.sessions)
        for reason in (*reasons, *plan.notes):
            assert sentence(reason)


def smallest(wishes: Wishes, clash: PlanClash) -> None:
    """Asked anew, the wishes clash, and all but any one of them do not."""
    books = {one.athlete.id: BOOK for one in wishes.athletes}
    frames = frames_of(wishes, books, wishes.first_day, None, NOW)
    if len({wish.who for wish in clash.wishes}) == 1:
        frames = tuple(one for one in frames if one.athlete.name == clash.wishes[0].who)
    again = Contradiction(frames, wishes.facilities)
    assert clash.wishes
    assert again.stands([*clash.wishes, *again.rules])
    for left_out in clash.wishes:
        rest = [wish for wish in clash.wishes if wish != left_out]
        assert not again.stands([*rest, *again.rules]), f"{left_out} does not matter"


@given(squads())
@settings(max_examples=20)
def test_a_plan_breaks_no_rule_or_the_fewest_wishes_that_clash_are_named(wishes: Wishes) -> None:
    hold(wishes)


@pytest.mark.gate
@given(squads())
@settings(max_examples=400)
def test_many_plans_break_no_rule(wishes: Wishes) -> None:
    hold(wishes)


def hold_changed(wishes: Wishes, since_day: int, done: set[int], kind: Stimulus) -> None:
    """Made, then changed in its course after whatever was done, a plan still breaks no rule."""
    try:
        earlier = planned(wishes)
    except PlanClash:
        return
    since = wishes.first_day + timedelta(days=since_day % len(wishes.days))
    own = []
    for one in wishes.athletes:
        new = [
            session(wishes.first_day + timedelta(days=n), kind, who=one.athlete)
            for n in sorted(done)
            if wishes.first_day + timedelta(days=n) < since
        ]
        old = () if one.history is None else one.history.sessions
        own.append(replace(one, history=History(one.athlete, (*old, *new))))
    wishes = replace(wishes, athletes=tuple(own))
    now = datetime.combine(since, time(5), tzinfo=UTC)
    try:
        plan = replan(wishes, earlier, BOOK, since=since, made_at=now, plan_id=str(UUID(int=5)))
    except PlanClash:
        return
    assert check(plan, wishes, since=since) == ()
    assert [one for one in plan.days if one.day < since] == [
        one for one in earlier.days if one.day < since
    ]
    for day in plan.days:
        for reason in (*day.reasons, *plan.notes):
            assert sentence(reason)


_KINDS = st.sampled_from(["max-velocity", "sprint-endurance", "match", "heavy-lift", "tempo"])


@given(squads(2), st.integers(0, 34), st.sets(st.integers(0, 33), max_size=8), _KINDS)
@settings(max_examples=10)
def test_a_changed_plan_breaks_no_rule(
    wishes: Wishes, since: int, done: set[int], kind: Stimulus
) -> None:
    hold_changed(wishes, since, done, kind)


@pytest.mark.gate
@given(squads(2), st.integers(0, 34), st.sets(st.integers(0, 33), max_size=8), _KINDS)
@settings(max_examples=200)
def test_many_changed_plans_break_no_rule(
    wishes: Wishes, since: int, done: set[int], kind: Stimulus
) -> None:
    hold_changed(wishes, since, done, kind)
