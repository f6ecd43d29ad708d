"""A second method: for one week, every plan there is, tried one by one in plain loops."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.training.planning.squads import MONDAY, alone, history, planned

from flyzone.training.planning import Competition, FixedSession, PlanClash, Window, Wishes

# What a day may hold, with the fewest minutes of the rule plan-minutes.  A sprint at maximal velocity
# recovers as fast as any other sprint session, so that no other kind makes more possible.
CHOICES = {
    "": 0, "low": 25, "S": 30, "SJ": 40, "SL": 50, "SJL": 60, "J": 10, "L": 20, "JL": 30,
}  # fmt: skip


@st.composite
def weeks(draw: st.DrawFn) -> Wishes:
    minutes = st.sampled_from([None, 25.0, 45.0, 60.0, 90.0])
    numbers = st.integers(0, 6)
    fewest = draw(st.integers(0, 5))
    return alone(
        1,
        week=tuple(None if m is None else Window(m) for m in (draw(minutes) for _ in range(7))),
        days_a_week=(fewest, draw(st.integers(fewest, 6))),
        competitions=tuple(
            Competition(MONDAY + timedelta(days=n), "match")
            for n in draw(st.sets(numbers, max_size=2))
        ),
        fixed=tuple(
            FixedSession(draw(st.sampled_from(["acceleration", "skills"])), weekday=n)
            for n in draw(st.sets(numbers, max_size=1))
        ),
        short_nights=frozenset(
            MONDAY + timedelta(days=n) for n in draw(st.sets(numbers, max_size=2))
        ),
        history=history(*draw(st.sets(st.integers(1, 5), max_size=2))),
    )


def some_plan_holds(wishes: Wishes) -> bool:
    own, days = wishes.athletes[0], wishes.days
    matches = {one.day for one in own.competitions}
    hard = {
        day for day in days if any(f.on(day) and f.stimulus == "acceleration" for f in own.fixed)
    }
    soft = {day for day in days if any(f.on(day) and f.stimulus == "skills" for f in own.fixed)}
    assert own.history is not None
    done = {one.started_at.date() for one in own.history.sessions}
    allowed = [
        [what for what in CHOICES if _fits(what, day, wishes, matches, hard, soft, done)]
        for day in days
    ]
    fewest, most = own.days_a_week
    bears = max(3, len(matches | hard)) - len(matches | hard)
    before = [len([d for d in done if MONDAY - timedelta(days=7 * n) <= d]) for n in (1, 2)]
    largest = max(before[0], before[1] - before[0])
    sprinting = max(1.0, 1.2 * largest - len(hard))
    for plan in product(*allowed):
        sprints = [i for i, what in enumerate(plan) if "S" in what]
        if (
            fewest <= sum(bool(what) for what in plan) <= most
            and len(sprints) <= min(bears, sprinting / 0.5)
            and sprints
            and any("J" in what for what in plan)
            and any("L" in what for what in plan)
            and all(b - a >= 2 for a, b in pairwise(sprints))
            and _apart(plan, "J")
            and _apart(plan, "L")
        ):
            return True
    return False


def _apart(plan: tuple[str, ...], letter: str) -> bool:
    days = [i for i, what in enumerate(plan) if letter in what]
    return all(b - a >= 2 for a, b in pairwise(days))


def _fits(
    what: str, day: date, wishes: Wishes, matches: set[date], hard: set[date], soft: set[date],
    done: set[date],
) -> bool:  # fmt: skip
    own = wishes.athletes[0]
    window = own.window(day)
    if not what:
        return True
    if window is None or CHOICES[what] > window.minutes or day in matches:
        return False
    if what == "low":
        return day not in hard | soft
    near = [(match - day).days for match in matches]
    if day in own.short_nights or any(0 < n < 2 or -3 < n < 0 for n in near):
        return False
    if "S" not in what:
        return day in hard
    clear = all(abs((one - day).days) >= 2 for one in hard)
    return clear and all((day - one).days >= 2 for one in done)


@given(weeks())
@settings(max_examples=50)
def test_there_is_a_plan_exactly_when_trying_every_plan_finds_one(wishes: Wishes) -> None:
    try:
        planned(wishes)
        found = True
    except PlanClash:
        found = False
    assert found == some_plan_holds(wishes)
