"""A twinge blocks until somebody competent cleared it; then he comes back in steps without pain."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.training.today.histories import (
    HIM,
    NOW,
    ago,
    ask,
    athlete,
    changed,
    checkin,
    cleared,
    codes,
    hurts,
    reason,
    reps,
    session,
    uid,
    unknown,
)

from flyzone.model import Clearance, Pain, Session

MINOR = athlete(date(2012, 1, 1))
AGELESS = athlete(None)


def run(effort: float, days: float, pain: float | None = 0.0, place: Any = None) -> Session:
    """Runs at this effort so many days ago."""
    done = reps(3, 40.0, effort=effort, pain=pain, pain_place=place)
    return session(ago(days=days), "acceleration", reps=done, duration_s=2400.0)


# ---- what blocks


@pytest.mark.parametrize("place", ["hamstring", "achilles"])
@pytest.mark.parametrize("severity", [0.5, 1.0, 8.0])
def test_any_pain_in_hamstring_or_achilles_blocks(place: str, severity: float) -> None:
    today = ask(hurts(place, severity))
    assert today.verdict == "no"
    assert codes(today)[0] == "today-pain-blocks"
    assert today.sprint_from is None
    assert [one.stimulus for one in today.instead] == [None]


@pytest.mark.parametrize(
    ("place", "mild", "strong"), [("calf", 1.0, 2.0), ("groin", 1.0, 2.0), ("knee", 3.0, 4.0)]
)
def test_elsewhere_a_mild_pain_costs_reps_and_a_stronger_one_blocks(
    place: str, mild: float, strong: float
) -> None:
    assert ask(hurts(place, mild)).verdict == "change"
    assert ask(hurts(place, strong)).verdict == "no"


def test_a_pain_felt_in_a_rep_blocks_the_next_days() -> None:
    done = session(ago(days=4), reps=reps(2, pain=2.0, pain_place="hamstring"))
    today = ask(done)
    assert today.verdict == "no"
    assert reason(today, "today-pain-blocks").numbers["place"] == "hamstring"


@pytest.mark.parametrize("place", ["knee", None])
def test_a_pain_in_a_rep_blocks_wherever_it_was(place: Any) -> None:
    assert ask(session(ago(days=4), reps=reps(2, pain=1.0, pain_place=place))).verdict == "no"


def test_a_session_that_pain_ended_blocks_although_no_number_was_written() -> None:
    today = ask(session(ago(days=4), ended_by="pain"))
    assert today.verdict == "no"
    assert "today-pain-blocks-unrated" in codes(today)


def test_pain_asked_about_and_not_there_blocks_nothing() -> None:
    assert ask(hurts(severity=0.0)).verdict == "yes"
    assert "today-pain-not-asked" in unknown(ask(checkin(sleep_h=8.0)))
    assert "today-pain-not-asked" not in unknown(ask(hurts(severity=0.0)))


def test_a_twinge_is_not_cleared_by_feeling_well_again() -> None:
    assert ask(hurts("hamstring", 1.0, ago(days=20)), hurts("hamstring", 0.0)).verdict == "no"


def test_a_knee_that_hurts_no_more_needs_no_clearance() -> None:
    assert ask(hurts("knee", 4.0, ago(days=2)), hurts("knee", 0.0)).verdict == "yes"
    assert ask(hurts("knee", 4.0, ago(0.5)), hurts("knee", 0.0)).verdict == "no"
    assert ask(hurts("knee", 8.0, ago(days=2)), hurts("knee", 0.0)).verdict == "no"


def test_a_mild_pain_is_forgotten_after_two_days_and_a_twinge_never() -> None:
    assert ask(hurts("knee", 2.0, ago(days=1))).verdict == "change"
    assert ask(hurts("knee", 2.0, ago(days=3))).verdict == "yes"
    assert ask(hurts("hamstring", 2.0, ago(days=300))).verdict == "no"


# ---- who clears


@pytest.mark.parametrize("role", ["doctor", "physiotherapist", "coach", "parent"])
@pytest.mark.parametrize("who", [athlete(), MINOR, AGELESS], ids=["adult", "minor", "unknown"])
def test_another_person_clears_anybody(role: str, who: Any) -> None:
    today = ask(hurts(at=ago(days=3)), cleared(ago(days=1), role), who=who)
    assert today.verdict == "change"
    assert "today-return-step" in codes(today)


@pytest.mark.parametrize("who", [MINOR, AGELESS], ids=["fourteen", "unknown"])
def test_a_fourteen_year_old_who_clears_himself_stays_blocked(who: Any) -> None:
    today = ask(hurts(at=ago(days=3)), cleared(ago(days=1), "athlete"), who=who)
    assert today.verdict == "no"
    assert reason(today, "today-clearance-refused").numbers["role"] == "athlete"
    assert "athlete" not in str(reason(today, "today-clear-by").numbers["roles"])


def test_an_adult_may_clear_himself_after_a_lesser_pain_only() -> None:
    clearance = cleared(ago(days=1), "athlete")
    assert ask(hurts(severity=3.0, at=ago(days=3)), clearance).verdict == "change"
    assert ask(hurts(severity=7.0, at=ago(days=3)), clearance).verdict == "no"
    assert ask(hurts(severity=7.0, at=ago(days=3)), cleared(ago(days=1))).verdict == "change"


def test_whoever_was_a_minor_on_the_day_did_not_clear_himself() -> None:
    just_eighteen = athlete(date(2008, 5, 20))
    records = hurts(at=ago(days=3)), cleared(ago(days=1), "athlete")
    assert ask(*records, who=just_eighteen).verdict == "no"
    assert ask(records[0], cleared(ago(1.0), "athlete"), who=just_eighteen).verdict == "change"


def test_no_change_of_a_rule_lets_a_minor_clear_himself() -> None:
    book = changed("pain-clearance", "athlete", 2.0)
    assert dict(book.changes) == {}, "beyond the limits it counts for nothing"


def test_a_coach_may_keep_clearances_to_himself_and_the_medical_staff() -> None:
    book = changed("pain-clearance", "athlete", 0.0)
    today = ask(hurts(at=ago(days=3)), cleared(ago(days=1), "athlete"), book=book)
    assert today.verdict == "no"
    assert reason(today, "today-clear-by").changes[0].threshold == "athlete"


def test_a_clearance_older_than_the_pain_does_not_count() -> None:
    assert ask(cleared(ago(days=4)), hurts(at=ago(days=3))).verdict == "no"
    same = ago(days=3)
    assert ask(cleared(same), hurts(at=same)).verdict == "no"


def test_a_clearance_of_another_place_does_not_count() -> None:
    assert ask(hurts(at=ago(days=3)), cleared(ago(days=1), place="knee")).verdict == "no"


def test_a_new_pain_after_a_clearance_blocks_again() -> None:
    assert ask(hurts(at=ago(days=5)), cleared(ago(days=3)), hurts(at=ago(days=1))).verdict == "no"


def test_pain_of_a_place_that_nobody_named_is_cleared_by_any_clearance_after_it() -> None:
    done = session(ago(days=4), ended_by="pain")
    assert ask(done, cleared(ago(days=2), place="calf")).verdict == "change"


# ---- the way back

TWINGE = hurts(at=ago(days=30))
CLEARED = cleared(ago(days=20))
STEPS = (0.6, 0.7, 0.8, 0.9, 0.95)


def back(*runs: Session, now: datetime = NOW, **words: Any) -> Any:
    return ask(TWINGE, CLEARED, *runs, now=now, **words)


def test_after_the_clearance_the_first_step_may_be_run() -> None:
    today = back()
    assert today.verdict == "change"
    assert reason(today, "today-return-step").numbers["percent"] == pytest.approx(60.0)
    assert (today.instead[0].stimulus, today.instead[0].effort) == ("max-velocity", 0.6)
    assert today.instead[0].reason.code == "today-instead-step"


@pytest.mark.parametrize("done", [1, 2, 3, 4])
def test_each_step_without_pain_allows_the_next(done: int) -> None:
    today = back(*(run(STEPS[n], 12.0 - 2 * n) for n in range(done)))
    step = reason(today, "today-return-step")
    assert step.numbers["percent"] == pytest.approx(100 * STEPS[done])
    assert today.instead[0].effort == STEPS[done]


def test_after_the_last_step_without_pain_he_is_free() -> None:
    today = back(*(run(STEPS[n], 12.0 - 2 * n) for n in range(5)))
    assert today.verdict == "yes"


def test_the_last_step_asks_for_the_hours_of_a_maximal_session() -> None:
    today = back(*(run(STEPS[n], 9.0 - 2 * n) for n in range(5)))
    assert today.verdict == "no"
    assert codes(today)[0] == "today-recovering"


def test_steps_on_one_day_count_once() -> None:
    today = back(
        run(0.6, 10.0), session(ago(days=10, hours=-2), reps=reps(2, effort=0.7, pain=0.0))
    )
    assert reason(today, "today-return-step").numbers["step"] == 2


def test_a_run_faster_than_its_step_counts_as_one_step() -> None:
    assert reason(back(run(0.9, 10.0)), "today-return-step").numbers["step"] == 2


def test_a_run_slower_than_its_step_counts_as_none() -> None:
    today = back(run(0.6, 10.0), run(0.6, 8.0))
    assert reason(today, "today-return-step").numbers["step"] == 2


def test_the_next_step_waits_for_the_next_day_and_after_a_fast_one_for_two() -> None:
    today = back(run(0.6, 0.2))
    assert today.verdict == "no"
    assert reason(today, "today-return-wait").numbers["days"] == 1
    steps = [run(STEPS[n], 12.0 - 3 * n) for n in range(3)]
    assert back(*steps, run(0.9, 2.0)).verdict == "change"
    assert reason(back(*steps, run(0.9, 1.0)), "today-return-wait").numbers["days"] == 1


def test_a_run_of_which_nobody_said_whether_it_hurt_is_no_step() -> None:
    today = back(run(0.6, 10.0, pain=None))
    assert reason(today, "today-return-step").numbers["step"] == 1
    assert "today-step-not-known" in unknown(today)


def test_saying_the_next_morning_that_it_does_not_hurt_makes_it_a_step() -> None:
    today = back(run(0.6, 10.0, pain=None), hurts("hamstring", 0.0, ago(days=9)))
    assert reason(today, "today-return-step").numbers["step"] == 2


def test_a_pain_on_the_way_blocks_and_goes_back_one_step() -> None:
    steps = [run(0.6, 16.0), run(0.7, 14.0), run(0.8, 12.0)]
    hurt = run(0.9, 10.0, pain=2.0, place="hamstring")
    assert back(*steps, hurt).verdict == "no"
    today = back(*steps, hurt, cleared(ago(days=6)))
    assert reason(today, "today-return-step").numbers["percent"] == pytest.approx(80.0)


def test_a_mild_ache_on_the_way_goes_back_one_step_without_blocking() -> None:
    records = hurts("calf", 4.0, ago(days=30)), cleared(ago(days=20), place="calf")
    today = ask(*records, run(0.6, 16.0), run(0.7, 14.0), hurts("calf", 1.0, ago(days=5)))
    assert reason(today, "today-return-step").numbers["step"] == 2


def test_a_pain_after_the_return_begins_anew() -> None:
    free = [run(STEPS[n], 17.0 - 2 * n) for n in range(5)]
    today = back(*free, hurts(at=ago(days=5)), cleared(ago(days=4)))
    assert reason(today, "today-return-step").numbers["step"] == 1


def test_runs_before_the_clearance_are_no_steps() -> None:
    today = back(run(0.6, 25.0), run(0.7, 23.0))
    assert reason(today, "today-return-step").numbers["step"] == 1


def test_a_return_that_nobody_recorded_is_over_after_twelve_weeks() -> None:
    records = hurts(at=ago(days=120)), cleared(ago(days=90))
    assert ask(*records).verdict == "yes"
    assert ask(records[0], cleared(ago(days=80))).verdict == "change"


def test_the_way_back_tells_when_he_is_back_at_the_earliest() -> None:
    today = back()
    # Steps today, +1, +2, +3, and two days after the fast one +5; then two more days.
    assert today.sprint_from is not None
    assert today.sprint_from.date() == NOW.date() + timedelta(days=7)


def test_a_clearance_of_a_sign_is_none_of_a_pain() -> None:
    doctor = Clearance(uid(), HIM, ago(days=1), None, "Sam", "doctor")
    assert ask(hurts(at=ago(days=3)), doctor).verdict == "no"


def test_two_pains_need_two_clearances() -> None:
    both = checkin(ago(days=5), pains=(Pain("hamstring", 2.0), Pain("achilles", 2.0)))
    assert ask(both, cleared(ago(days=2))).verdict == "no"
    assert (
        ask(both, cleared(ago(days=2)), cleared(ago(days=2), place="achilles")).verdict == "change"
    )


def test_a_step_of_the_return_may_be_moved() -> None:
    book = changed("pain-return", "step_1", 0.5)
    today = back(book=book)
    assert today.instead[0].effort == 0.5
    assert today.instead[0].reason.changes[0].threshold == "step_1"
