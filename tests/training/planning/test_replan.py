"""A plan that is changed in its course keeps its past and as many of its days as it can."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from tests.training.planning.squads import BOOK, MONDAY, alone, athlete, check, planned, session

from flyzone.errors import InputError
from flyzone.model import History, Plan, PlannedDay, Session
from flyzone.training.planning import Wishes, replan

WEEKS = 4
NEW_ID = str(UUID(int=78))
HARD = {"acceleration", "max-velocity", "hill", "plyometrics", "heavy-lift"}


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


@pytest.fixture(scope="module")
def wishes() -> Wishes:
    return alone(WEEKS, days_a_week=(3, 5), history=History(athlete()))


@pytest.fixture(scope="module")
def earlier(wishes: Wishes) -> Plan:
    return planned(wishes)


def as_planned(plan: Plan, until: date, *, leaving_out: date | None = None) -> list[Session]:
    """What he did if he did what was planned; the whole dose is not known, so it counts in full."""
    done = []
    for number, one in enumerate(s for d in plan.days if d.day < until for s in d.sessions):
        if one.day != leaving_out:
            began = datetime.combine(one.day, time(17, number % 60), tzinfo=UTC)
            done.append(Session(str(UUID(int=900 + number)), athlete().id, began, one.stimulus))
    return done


def anew(wishes: Wishes, earlier: Plan, since: date, done: list[Session]) -> Plan:
    (own,) = wishes.athletes
    own = replace(own, history=History(own.athlete, tuple(done)))
    now = datetime.combine(since, time(6), tzinfo=UTC)
    wishes = replace(wishes, athletes=(own,))
    plan = replan(wishes, earlier, BOOK, since=since, made_at=now, plan_id=NEW_ID)
    assert check(plan, wishes, since=since) == ()
    return plan


def kinds(one: PlannedDay) -> set[str]:
    low = {"tempo": "low", "skills": "low"}
    return {low.get(each.stimulus, each.stimulus) for each in one.sessions}


def differing(plan: Plan, earlier: Plan, since: date) -> list[date]:
    pairs = zip(plan.days, earlier.days, strict=True)
    return [new.day for new, old in pairs if new.day >= since and kinds(new) != kinds(old)]


def test_who_did_what_was_planned_keeps_his_plan(wishes: Wishes, earlier: Plan) -> None:
    plan = anew(wishes, earlier, day(9), as_planned(earlier, day(9)))
    assert differing(plan, earlier, day(9)) == []
    assert not {one.code for one in plan.notes} & {"plan-missed", "plan-on-top"}


def test_past_days_stay_as_they_were_planned(wishes: Wishes, earlier: Plan) -> None:
    plan = anew(wishes, earlier, day(9), [])
    assert plan.days[:9] == earlier.days[:9]
    assert plan.id == NEW_ID != earlier.id


def test_a_missed_session_is_named(wishes: Wishes, earlier: Plan) -> None:
    missed = next(one.day for one in earlier.days if kinds(one) & HARD)
    plan = anew(wishes, earlier, day(7), as_planned(earlier, day(7), leaving_out=missed))
    said = [one for one in plan.notes if one.code == "plan-missed"]
    assert {one.numbers["day"] for one in said} == {str(missed)}


def test_a_race_on_top_moves_only_the_days_around_it(wishes: Wishes, earlier: Plan) -> None:
    since = next(one.day for one in earlier.days if one.day >= day(7) and kinds(one) & HARD)
    extra = session(since - timedelta(days=1), "acceleration", at=time(19))
    plan = anew(wishes, earlier, since, [*as_planned(earlier, since), extra])
    assert ("plan-on-top", str(extra.started_at.date())) in {
        (one.code, one.numbers.get("day")) for one in plan.notes
    }
    changed = differing(plan, earlier, since)
    assert since in changed, "a day after a maximal session nobody sprints"
    assert len(changed) <= 4
    for one in plan.days:
        said = any(reason.code == "plan-changed" for reason in one.reasons)
        assert said == (one.day in changed)


def test_a_day_outside_the_plan_is_refused(wishes: Wishes, earlier: Plan) -> None:
    with pytest.raises(InputError, match="from a day in it on"):
        anew(wishes, earlier, day(7 * WEEKS), [])


def test_a_history_that_nobody_gave_is_not_guessed(wishes: Wishes, earlier: Plan) -> None:
    unknown = replace(wishes, athletes=(replace(wishes.athletes[0], history=None),))
    with pytest.raises(InputError, match=r"is not known\. Give his history"):
        replan(
            unknown, earlier, BOOK, since=day(7), made_at=datetime(2026, 3, 9, tzinfo=UTC),
            plan_id=NEW_ID,
        )  # fmt: skip
