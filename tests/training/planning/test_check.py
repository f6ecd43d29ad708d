"""The checker, which knows nothing of the solver, sees every broken rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from tests.training.planning.squads import (
    GYM,
    MONDAY,
    TRACK,
    alone,
    ann,
    athlete,
    check,
    history,
    planned,
)

from flyzone.model import Plan, PlannedSession, Stimulus
from flyzone.training.planning import Competition, FixedSession, Returning, Window, Wishes


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def changed(
    plan: Plan, on: date, change: Callable[[tuple[PlannedSession, ...]], tuple[PlannedSession, ...]]
) -> Plan:
    days = tuple(
        replace(one, sessions=change(one.sessions)) if one.day == on else one for one in plan.days
    )
    return replace(plan, days=days)


def sprint_day(plan: Plan, kind: Stimulus = "max-velocity") -> date:
    return next(d.day for d in plan.days if any(s.stimulus == kind for s in d.sessions))


def copied(plan: Plan, source: date, target: date, only: Stimulus | None = None) -> Plan:
    """The plan with the sessions of one day on another day too."""
    (origin,) = [one for one in plan.days if one.day == source]
    extra = tuple(
        replace(one, day=target) for one in origin.sessions if only in {None, one.stimulus}
    )
    return changed(plan, target, lambda sessions: (*sessions, *extra))


def test_a_good_plan_is_let_through() -> None:
    wishes = alone(2, history=history(3, 6))
    assert check(planned(wishes), wishes) == ()


def test_two_sprint_sessions_a_day_apart() -> None:
    wishes = alone(1, days_a_week=(1, 6))
    plan = planned(wishes)
    source = sprint_day(plan)
    near = source + timedelta(days=1 if source < day(6) else -1)
    assert any("24 h of recovery" in one for one in check(copied(plan, source, near), wishes))


def test_a_sprint_session_before_he_recovered_from_what_he_did() -> None:
    plan = planned(alone(1, week=(Window(120.0), *[None] * 6), days_a_week=(1, 1)))
    found = check(plan, alone(1, days_a_week=(1, 1), history=history(1)))
    assert any("with max-velocity on 2026-03-01" in one for one in found)


@pytest.mark.parametrize(("n", "words"), [(4, "24 h from it"), (5, "training on that day")])
def test_hard_training_near_a_match(n: int, words: str) -> None:
    wishes = alone(1, competitions=(Competition(day(5), "match"),), days_a_week=(1, 6))
    plan = planned(wishes)
    assert any(words in one for one in check(copied(plan, sprint_day(plan), day(n)), wishes))


def test_a_lift_on_a_low_day() -> None:
    wishes = alone(1, days_a_week=(2, 6))
    plan = planned(wishes)
    free = next(one.day for one in plan.days if not one.sessions)
    found = check(copied(plan, sprint_day(plan), free, "heavy-lift"), wishes)
    assert any("jumps or lifts on the low day" in one for one in found)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"week": (None,) * 7}, "allowed are None"),
        ({"week": (Window(30.0),) * 7}, "allowed are 30"),
        ({"forbidden": frozenset(day(n) for n in range(7))}, "which stays free"),
        ({"short_nights": frozenset(day(n) for n in range(7))}, "short night"),
        ({"returning": Returning("calf", 3)}, "before he is released"),
        ({"days_a_week": (0, 1)}, "training days in the week"),
        ({"days_a_week": (6, 7)}, "only"),
        ({"fixed": (FixedSession("skills", weekday=6),)}, "was moved"),
        ({"athlete": athlete(level="beginner"), "days_a_week": (3, 3)}, "high days"),
    ],
)  # fmt: skip
def test_a_wish_that_the_plan_was_not_made_for(wish: dict[str, object], words: str) -> None:
    plan = planned(alone(1, days_a_week=(3, 3), history=history(2, 4, 6, 9, 11, 13)))
    found = check(plan, alone(1, **{"history": history(9, 11, 13), **wish}))
    assert any(words in one for one in found), found


def test_a_week_without_one_of_the_big_three() -> None:
    wishes = alone(1, days_a_week=(0, 4))
    plan = planned(wishes)
    for kind in ("max-velocity", "plyometrics", "heavy-lift"):
        less = replace(
            plan,
            days=tuple(
                replace(one, sessions=tuple(s for s in one.sessions if s.stimulus != kind))
                for one in plan.days
            ),
        )
        assert any(f"too little {kind}" in one for one in check(less, wishes))


def test_more_sprinting_than_what_was_done_allows() -> None:
    plan = planned(alone(1, days_a_week=(3, 5), history=history(2, 4, 6, 9, 11, 13)))
    found = check(plan, alone(1, days_a_week=(3, 5), history=history(9)))
    assert any("full sprint sessions in the week" in one for one in found)


def test_a_facility_beyond_its_places_closed_or_forbidden() -> None:
    squad = tuple(ann(athlete=athlete(n)) for n in (1, 2, 3))
    wishes = Wishes(MONDAY, 1, squad, (TRACK, GYM))
    plan = planned(wishes)
    one = replace(GYM, capacity=1)
    crowded = any(
        sum(s.facility == "gym" for d in plan.days if d.day == day(n) for s in d.sessions) > 1
        for n in range(7)
    )
    assert crowded, "three athletes with the same wishes lift on one day"
    assert any(
        "gym takes 1" in one for one in check(plan, replace(wishes, facilities=(TRACK, one)))
    )
    never = replace(GYM, slots=(replace(GYM.slots[0], weekdays=frozenset()),))
    found = check(plan, replace(wishes, facilities=(TRACK, never)))
    assert any("gym is closed" in one for one in found)
    barred = tuple(replace(own, facilities=frozenset({"track"})) for own in squad)
    assert any("he cannot use" in one for one in check(plan, replace(wishes, athletes=barred)))


def test_clock_times_that_come_too_close() -> None:
    wishes = alone(1, week=(Window(120.0, time(17)),) * 7, days_a_week=(2, 4))
    plan = planned(wishes)
    sprints = [
        s for d in plan.days for s in d.sessions if s.stimulus in {"acceleration", "max-velocity"}
    ]
    first, second = sprints[:2]
    gap = (second.day - first.day).days
    source, target = second.day, first.day + timedelta(days=2)

    def earlier(sessions: tuple[PlannedSession, ...]) -> tuple[PlannedSession, ...]:
        return tuple(replace(one, starts=time(9)) for one in sessions)

    moved = plan if gap == 2 else changed(copied(plan, source, target), source, lambda _: ())
    assert any("40 h of recovery" in one for one in check(changed(moved, target, earlier), wishes))
