"""Plans of one athlete and of squads, against what their wishes and rules say must come out."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from tests.training.planning.squads import (
    BOOK,
    GYM,
    HILL,
    MONDAY,
    NOW,
    PLAN_ID,
    TRACK,
    alone,
    ann,
    athlete,
    check,
    history,
    planned,
    session,
)

from flyzone.errors import InputError, PlanError
from flyzone.model import MAXIMAL, Plan, PlannedDay, RuleChange
from flyzone.training.planning import (
    AthleteWishes,
    Competition,
    Facility,
    FixedSession,
    Returning,
    Slot,
    Window,
    Wishes,
    plan_weeks,
)
from flyzone.training.planning import week as week_module


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def kinds(plan: Plan, of: date, athlete_id: str | None = None) -> set[str]:
    days = [one for one in plan.days if one.day == of and athlete_id in {None, one.athlete_id}]
    return {one.stimulus for each in days for one in each.sessions if not one.fixed}


def codes(plan: Plan, of: date) -> set[str]:
    (own,) = [one for one in plan.days if one.day == of]
    return {one.code for one in (*own.reasons, *(r for s in own.sessions for r in s.reasons))}


def maximal_days(plan: Plan) -> list[date]:
    return [one.day for one in plan.days if any(s.stimulus in MAXIMAL for s in one.sessions)]


def test_a_normal_week_holds_the_big_three_and_48_hours_between_sprints() -> None:
    wishes = alone(3, days_a_week=(3, 5), history=history(2, 5, 9, 12))
    plan = planned(wishes)
    for week in range(3):
        held = set().union(*(kinds(plan, day(7 * week + n)) for n in range(7)))
        assert {"max-velocity", "plyometrics", "heavy-lift"} <= held
    days = maximal_days(plan)
    assert min(b - a for a, b in pairwise(days)) >= timedelta(days=2)


def test_sprint_endurance_is_followed_by_72_hours() -> None:
    wishes = alone(4, target="100-m", days_a_week=(3, 6), history=history(2, 4, 7, 9, 11, 14))
    plan = planned(wishes)
    long = [one.day for one in plan.days if "sprint-endurance" in kinds(plan, one.day)]
    assert long, "the target asks for it and the athlete has the sessions for it"
    for one in long:
        assert not kinds(plan, one + timedelta(days=1)) & MAXIMAL
        assert not kinds(plan, one + timedelta(days=2)) & MAXIMAL


def test_a_master_of_forty_recovers_a_day_longer() -> None:
    plan = planned(alone(3, athlete=athlete(age=45), history=None))
    days = maximal_days(plan)
    assert min(b - a for a, b in pairwise(days)) >= timedelta(days=3)


def test_jumps_and_lifts_stand_on_sprint_days_so_that_low_days_are_low() -> None:
    plan = planned(alone(3, days_a_week=(4, 6)))
    for one in plan.days:
        if kinds(plan, one.day) & {"plyometrics", "heavy-lift"}:
            assert kinds(plan, one.day) & MAXIMAL
        if kinds(plan, one.day) & {"tempo", "skills"}:
            assert len(one.sessions) == 1


def test_the_last_48_hours_before_a_match_and_72_after_it_hold_nothing_maximal() -> None:
    match = Competition(day(12), "match", name="the derby")
    plan = planned(alone(3, competitions=(match,)))
    hard = MAXIMAL | {"plyometrics", "heavy-lift"}
    for n in (11, 12, 13, 14):
        assert not kinds(plan, day(n)) & hard
    assert kinds(plan, day(12)) == set()
    assert "plan-before-competition" in codes(plan, day(11))
    assert "plan-recovering" in codes(plan, day(13))


def test_a_day_of_rest_names_the_session_that_it_recovers_from() -> None:
    plan = planned(alone(1, days_a_week=(2, 2), history=history()))
    sprint = maximal_days(plan)[0]
    (rest,) = [one for one in plan.days if one.day == sprint + timedelta(days=1)]
    reason = next(one for one in rest.reasons if one.code == "plan-recovering")
    assert reason.numbers["day"] == str(sprint)
    assert (reason.numbers["hours"], reason.numbers["needed"]) == (24.0, 48.0)
    assert reason.rule.startswith("recovery-")
    assert "48 hours are a floor" in reason.caveat


def test_what_was_done_the_day_before_the_plan_reaches_over_its_border() -> None:
    plan = planned(alone(1, history=history(1)))
    assert not kinds(plan, day(0)) & MAXIMAL
    assert "plan-recovering" in codes(plan, day(0))


def test_a_session_that_was_called_maximal_and_run_easily_does_not_count() -> None:
    easy = session(day(-1), "max-velocity", reps=4)
    easy = replace(easy, reps=tuple(replace(rep, effort=0.6) for rep in easy.reps))
    own = replace(history(), sessions=(easy,))
    free = (Window(120.0), *[None] * 6)
    plan = planned(alone(1, history=own, week=free, days_a_week=(1, 1)))
    assert "max-velocity" in kinds(plan, day(0))


def test_clock_times_count_where_they_are_known() -> None:
    early, late = Window(120.0, time(9)), Window(120.0, time(18))
    # From Monday evening to Wednesday morning are 39 hours, to Thursday morning 63.
    week = (late, None, early, early, None, None, None)
    plan = planned(alone(1, week=week, days_a_week=(2, 3), history=history(9, 12)))
    assert not (kinds(plan, day(0)) & MAXIMAL and kinds(plan, day(2)) & MAXIMAL)


def test_sprinting_grows_by_at_most_a_fifth_of_what_was_really_done() -> None:
    own = history(3)  # One whole session in the last week.
    plan = planned(alone(2, days_a_week=(3, 5), history=own))
    totals = []
    for week in range(2):
        shares = [
            float(reason.numbers["percent"]) / 100.0
            for one in plan.days
            if one.day in {day(7 * week + n) for n in range(7)}
            for each in one.sessions
            for reason in each.reasons
            if reason.code.startswith("plan-share")
        ]
        totals.append(sum(shares))
    assert totals[0] <= 1.2 + 1e-9
    assert totals[1] <= 1.2 * totals[0] + 1e-9
    assert totals[1] > 1.3, "and it does grow"


def test_every_fourth_week_unloads_and_an_a_race_is_tapered_for() -> None:
    race = Competition(day(7 * 6 + 5), "race", "A")
    plan = planned(alone(7, competitions=(race,), days_a_week=(3, 5)))
    notes = {(one.code, one.numbers.get("day")) for one in plan.notes}
    assert ("plan-unload-week", str(day(21))) in notes
    assert ("plan-taper-week", str(day(42))) in notes


def test_who_is_not_released_does_nothing_maximal_and_takes_his_steps_in_order() -> None:
    plan = planned(alone(2, returning=Returning("hamstring", 1), days_a_week=(2, 4)))
    assert maximal_days(plan) == []
    steps = [
        (one.day, reason.numbers["step"], reason.numbers["percent"], each)
        for one in plan.days
        for each in one.sessions
        for reason in each.reasons
        if reason.code == "plan-return-step"
    ]
    assert [(step, round(percent)) for _, step, percent, _ in steps] == [
        (2, 70), (3, 80), (4, 90), (5, 95),
    ]  # fmt: skip
    fast = [when for when, step, *_ in steps if step >= 4]
    assert fast[1] - fast[0] >= timedelta(days=2)
    efforts = {dose.effort for *_, each in steps for dose in each.doses if dose.run_in_m}
    assert efforts == {0.7, 0.8, 0.9, 0.95}


def test_released_later_he_sprints_from_that_day_on() -> None:
    plan = planned(alone(3, returning=Returning("calf", 5, day(9))))
    assert maximal_days(plan)[0] >= day(9)


def test_other_training_and_races_stay_where_they_are() -> None:
    fixed = FixedSession("skills", weekday=1, starts=time(19), minutes=90.0, name="football")
    plan = planned(alone(2, fixed=(fixed,), competitions=(Competition(day(12), "race", "C"),)))
    stays = [(s.day, s.stimulus, s.starts) for d in plan.days for s in d.sessions if s.fixed]
    assert stays == [
        (day(1), "skills", time(19)), (day(8), "skills", time(19)), (day(12), "race", None),
    ]  # fmt: skip


def test_two_fixed_sessions_too_close_stay_and_are_noted() -> None:
    fixed = tuple(FixedSession("acceleration", weekday=n, name="football") for n in (1, 2))
    plan = planned(alone(1, fixed=fixed, big_three=False))
    assert "plan-fixed-too-close" in {one.code for one in plan.notes}


def test_a_facility_never_takes_more_than_its_places() -> None:
    gym = replace(GYM, capacity=1)
    squad = tuple(ann(athlete=athlete(n), days_a_week=(1, 3)) for n in range(1, 7))
    wishes = Wishes(MONDAY, 2, squad, (replace(TRACK, capacity=6), gym))
    plan = planned(wishes)
    assert check(plan, wishes) == ()
    lifts = [s.day for d in plan.days for s in d.sessions if s.facility == "gym"]
    assert len(lifts) == len(set(lifts)) >= 12


def test_slots_give_the_sessions_their_clock_times() -> None:
    evening = (Slot(frozenset(range(7)), time(18), time(20)),)
    wishes = alone(
        1, replace(TRACK, slots=evening), replace(GYM, slots=evening),
        week=(Window(150.0, time(17)),) * 7,
    )  # fmt: skip
    plan = planned(wishes)
    (sprint,) = [s for d in plan.days for s in d.sessions if s.stimulus == "max-velocity"]
    (lift,) = [
        s for d in plan.days if d.day == sprint.day for s in d.sessions if s.facility == "gym"
    ]
    assert sprint.starts == time(18)
    assert sprint.duration_s is not None
    assert lift.starts is not None
    ends = datetime.combine(sprint.day, sprint.starts) + timedelta(seconds=sprint.duration_s)
    assert datetime.combine(lift.day, lift.starts) >= ends.replace(second=0, microsecond=0)


def test_hills_are_run_on_a_hill() -> None:
    wishes = alone(3, TRACK, GYM, HILL, target="5-km-kick", history=history(2, 4, 9, 11))
    for one in planned(wishes).days:
        for each in one.sessions:
            if each.stimulus == "hill":
                assert each.facility == "hill"
            if each.stimulus == "heavy-lift":
                assert each.facility == "gym"


def test_sessions_fit_their_minutes_and_hold_doses() -> None:
    for minutes in (60.0, 75.0, 150.0):
        plan = planned(alone(1, week=(Window(minutes, time(17)),) * 7))
        for one in plan.days:
            assert sum(each.duration_s or 0.0 for each in one.sessions) <= 60.0 * minutes + 1e-6
            assert all(each.doses for each in one.sessions)


def test_a_coach_who_changes_a_rule_changes_the_plan_and_is_named() -> None:
    change = RuleChange(str(UUID(int=5)), "recovery-max-velocity", "hours", 96.0, "Coach Kim", NOW)
    wishes = alone(2, target="max-velocity", days_a_week=(2, 4))
    plan = plan_weeks(wishes, BOOK.changed([change]), made_at=NOW, plan_id=PLAN_ID)
    flys = [one.day for one in plan.days if "max-velocity" in kinds(plan, one.day)]
    for one in flys:
        assert not any(kinds(plan, one + timedelta(days=n)) & MAXIMAL for n in (1, 2, 3))
    said = [reason for one in plan.days for reason in one.reasons if reason.changes]
    assert {reason.changes[0].by for reason in said} == {"Coach Kim"}


def test_each_athlete_may_have_a_book_of_his_own() -> None:
    one, two = athlete(1), athlete(2)
    wishes = Wishes(MONDAY, 1, (ann(athlete=one), ann(athlete=two)))
    change = RuleChange(str(UUID(int=5)), "plan-high-days", "trained", 1.0, "Kim", NOW)
    books = {one.id: BOOK, two.id: BOOK.changed([change], athlete_id=two.id)}
    plan = plan_weeks(wishes, books, made_at=NOW, plan_id=PLAN_ID)
    sprints = {
        key: sum(bool(kinds(plan, d.day, key) & MAXIMAL) for d in plan.of(key))
        for key in (one.id, two.id)
    }
    assert sprints[two.id] == 1 < sprints[one.id]


def test_a_week_of_holidays_asks_for_nothing() -> None:
    away = {day(n): None for n in range(7, 14)}
    plan = planned(alone(3, exceptions=away, days_a_week=(3, 5)))
    assert all(not one.sessions for one in plan.days if one.day in away)
    assert "plan-away-week" in {one.code for one in plan.notes}


def test_no_speed_before_a_night_known_to_be_short() -> None:
    nights = frozenset(day(n) for n in (0, 2, 4))
    plan = planned(alone(1, short_nights=nights))
    assert not any(kinds(plan, night) & MAXIMAL for night in nights)


def test_preferred_weekdays_are_followed_where_nothing_speaks_against_it() -> None:
    plan = planned(alone(2, days_a_week=(2, 2), preferred=frozenset({1, 4})))
    assert {one.day.weekday() for one in plan.days if one.sessions} == {1, 4}


def test_weekdays_stay_the_same_from_week_to_week() -> None:
    plan = planned(alone(3, days_a_week=(2, 4)))
    sprints = [frozenset(d.weekday() for d in maximal_days(plan) if (d - MONDAY).days // 7 == n)
               for n in range(3)]  # fmt: skip
    assert len(set(sprints)) == 1


def test_progress_goes_up_to_one() -> None:
    told: list[float] = []
    squad = tuple(ann(athlete=athlete(n)) for n in range(1, 4))
    plan_weeks(Wishes(MONDAY, 1, squad), BOOK, made_at=NOW, plan_id=PLAN_ID, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) >= 4


def test_the_same_wishes_give_the_same_plan_in_another_process() -> None:
    code = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.training.planning import squads as s\n"
        "w = s.Wishes(s.MONDAY, 2, tuple(s.ann(athlete=s.athlete(n), days_a_week=(2, 5),"
        " target='40-yards') for n in range(1, 4)), (s.TRACK, s.GYM))\n"
        "p = s.planned(w)\n"
        "import hashlib; print(hashlib.sha256(repr([(d.day, d.athlete_id, d.sessions)"
        " for d in p.days]).encode()).hexdigest())\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1


def test_a_solver_that_breaks_a_rule_is_caught_before_the_plan_is_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def wrong(plan_id: str, frame: object, choice: object, wishes: object) -> list[PlannedDay]:
        days = right(plan_id, frame, choice, wishes)
        sprint = next(one for one in days if any(s.stimulus in MAXIMAL for s in one.sessions))
        moved = tuple(replace(one, day=MONDAY) for one in sprint.sessions)
        return [replace(days[0], sessions=moved), *days[1:]]

    right = week_module._days
    monkeypatch.setattr(week_module, "_days", wrong)
    with pytest.raises(PlanError, match="breaks a rule") as caught:
        planned(alone(1, history=history(1)))
    assert caught.value.code == "plan-unsound"


# What cannot be meant.


@pytest.mark.parametrize("weeks", [0, -1, 53])
def test_a_plan_of_no_or_too_many_weeks_is_refused(weeks: int) -> None:
    with pytest.raises(InputError, match="1 to 52 weeks"):
        alone(weeks)


def test_a_year_that_no_calendar_reaches_is_refused() -> None:
    with pytest.raises(InputError, match="years 1900 and 2999"):
        Wishes(date.max, 1, (ann(),))


def test_an_athlete_twice_is_refused() -> None:
    with pytest.raises(InputError, match="Athlete 1 stands twice"):
        Wishes(MONDAY, 1, (ann(), ann()))


def test_no_athlete_is_refused() -> None:
    with pytest.raises(InputError, match="got none"):
        Wishes(MONDAY, 1, ())


def test_a_facility_twice_is_refused() -> None:
    with pytest.raises(InputError, match="track stands twice"):
        alone(1, TRACK, TRACK)


@pytest.mark.parametrize("capacity", [0, -1, 1.5])
def test_a_facility_without_a_place_is_refused(capacity: float) -> None:
    with pytest.raises(InputError, match="1 to 1000"):
        Facility("gym", capacity, GYM.place)


def test_a_facility_that_nobody_listed_is_refused() -> None:
    with pytest.raises(InputError, match="no facility has that name"):
        alone(1, TRACK, facilities=frozenset({"pool"}))


def test_two_races_on_one_day_are_refused() -> None:
    races = (Competition(day(3), "race"), Competition(day(3), "match"))
    with pytest.raises(InputError, match="two races or matches"):
        alone(1, competitions=races)


@pytest.mark.parametrize("n", [-1, 7])
def test_a_race_outside_the_plan_is_refused(n: int) -> None:
    with pytest.raises(InputError, match="lies outside the plan"):
        alone(1, competitions=(Competition(day(n), "race"),))


def test_slots_that_overlap_are_refused() -> None:
    slots = (Slot(starts=time(16), ends=time(18)), Slot(starts=time(17), ends=time(19)))
    with pytest.raises(InputError, match="overlap on Monday"):
        Facility("hall", 2, GYM.place, slots)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: AthleteWishes(athlete(), week=(None,) * 6),
        lambda: AthleteWishes(athlete(), days_a_week=(5, 3)),
        lambda: AthleteWishes(athlete(), days_a_week=(0, 8)),
        lambda: AthleteWishes(athlete(), preferred=frozenset({7})),
        lambda: AthleteWishes(athlete(), target="marathon"),
        lambda: AthleteWishes(athlete(1), history=history(who=athlete(2))),
        lambda: FixedSession("skills"),
        lambda: FixedSession("skills", weekday=1, day=MONDAY),
        lambda: FixedSession("yoga", weekday=1),
        lambda: Competition(MONDAY, "chess"),
        lambda: Window(0.0),
        lambda: Window(float("nan")),
        lambda: Slot(starts=time(18), ends=time(17)),
        lambda: Slot(starts=time(18)),
        lambda: Returning("hamstring", 6),
    ],
)
def test_what_cannot_be_meant_is_refused(wrong: object) -> None:
    with pytest.raises(InputError) as caught:
        wrong()
    assert "got" in caught.value.message or "given for" in caught.value.message
