"""Planted causes are found, and what a record cannot show is not claimed."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.training.diagnosis.planted import START, TWICE_A_WEEK, WEEKDAYS, now, record

from flyzone.model import History, RuleChange
from flyzone.training.diagnosis import Diagnosis, diagnose
from flyzone.training.rules import STANDARD

DAILY = [24.0 * day for day in range(42)]


def diagnosed(**how: object) -> Diagnosis:
    history = record(**how)  # type: ignore[arg-type]
    return diagnose(history, now(history), STANDARD)


def firsts(n: int = 12, **how: object) -> Counter[str]:
    return Counter(diagnosed(seed=seed, **how).causes[0].code for seed in range(n))


def test_short_rests_that_slow_later_reps_come_first() -> None:
    assert firsts(rests=(80.0,), rest_cost=2.5)["rest_too_short"] >= 11


def test_rests_now_short_now_long_show_it_just_as_well() -> None:
    assert firsts(rests=(80.0, 300.0, 150.0), rest_cost=2.5)["rest_too_short"] >= 11


def test_crowded_sessions_that_lower_whole_days_come_first() -> None:
    assert firsts(hours=WEEKDAYS, gap_cost=2.5)["recovery_too_short"] >= 11


def test_short_nights_count_as_too_little_recovery() -> None:
    how = {"sleep_h": (8.0, 5.0, 7.5), "sleep_cost": 1.5}
    assert firsts(**how)["recovery_too_short"] >= 10
    found = diagnosed(**how)
    codes = {reason.code for reason in found.causes[0].evidence}
    assert "diagnosis-sleep-varied" in codes
    assert "advise-sleep" in {reason.code for reason in found.advice}


def test_nothing_is_blamed_where_nothing_is_wrong() -> None:
    for trend in (-0.3, 0.0):
        assert firsts(trend=trend)["none"] >= 11


def test_both_causes_are_told_and_the_larger_one_comes_first() -> None:
    found = diagnosed(hours=WEEKDAYS, rests=(70.0, 300.0), rest_cost=1.5, gap_cost=4.0)
    assert found.causes[0].code == "recovery_too_short"
    assert found.both > 0.7
    assert "diagnosis-both" in {reason.code for reason in found.reasons}


def test_a_decline_under_full_rests_that_never_varied_is_not_blamed_on_rest() -> None:
    found = diagnosed(slowing=0.8)
    assert found.causes[0].code == "cannot_tell"
    assert found.probability("rest_too_short") < 0.05
    assert "advise-rest-test" in {reason.code for reason in found.advice}


def test_the_same_decline_under_varied_full_rests_is_one_of_too_many_reps() -> None:
    assert diagnosed(slowing=0.8, rests=(260.0, 600.0, 420.0)).causes[0].code == "too_many_reps"


def test_short_rests_without_a_decline_are_not_blamed() -> None:
    found = diagnosed(rests=(90.0,), rep_sd=0.7)
    assert found.probability("rest_too_short") < 0.4


def test_daily_sessions_that_never_varied_leave_the_belief_between_causes() -> None:
    found = diagnosed(hours=[24.0 * day for day in range(8)])
    assert found.causes[0].probability < 0.8
    assert found.probability("cannot_tell") > 0.05


def test_six_weeks_of_daily_sessions_on_one_level_convict_nobody() -> None:
    for seed in range(4):
        found = diagnosed(seed=seed, hours=DAILY)
        assert 0.1 < found.probability("recovery_too_short") < 0.7
        assert found.probability("none") < 0.7
        assert found.probability("cannot_tell") > 0.03


def test_daily_sessions_while_the_times_rise_are_too_little_recovery() -> None:
    assert firsts(hours=DAILY, trend=0.6, n=8)["recovery_too_short"] >= 7


def test_a_visible_loss_is_named_though_the_times_fall() -> None:
    assert firsts(rests=(80.0,), rest_cost=2.5, trend=-0.4)["rest_too_short"] >= 11
    assert firsts(hours=WEEKDAYS, gap_cost=2.5, trend=-0.4)["recovery_too_short"] >= 11


@pytest.mark.parametrize("sessions", [1, 2])
def test_one_or_two_sessions_cannot_tell(sessions: int) -> None:
    found = diagnosed(hours=TWICE_A_WEEK[:sessions], rests=(60.0,), rest_cost=3.0)
    assert found.causes[0].code == "cannot_tell"


def test_nothing_on_record_cannot_tell() -> None:
    history = History(record().athlete)
    found = diagnose(history, START, STANDARD)
    assert [(cause.code, cause.probability) for cause in found.causes] == [("cannot_tell", 1.0)]


def test_rests_that_nobody_wrote_down_are_not_blamed() -> None:
    found = diagnosed(rests=(80.0,), rest_cost=3.0, known_rests=False)
    assert found.probability("rest_too_short") == 0.0
    assert found.causes[0].code == "cannot_tell"


def test_another_way_of_timing_is_found() -> None:
    assert firsts(step_at=6, step=2.5)["method_changed"] >= 11


def test_wild_times_are_not_maximal() -> None:
    assert firsts(rep_sd=4.0)["not_maximal"] >= 11


def test_reps_asked_for_below_full_effort_are_not_maximal() -> None:
    history = record(seed=3)
    soft = record(seed=4, effort=0.9)
    mixed = History(history.athlete, history.sessions[::2] + soft.sessions[1::2])
    assert diagnose(history, now(history), STANDARD).probability("not_maximal") < 0.05
    assert diagnose(mixed, now(mixed), STANDARD).probability("not_maximal") > 0.4


def test_a_long_break_shows_as_detraining() -> None:
    hours = [*TWICE_A_WEEK[:6], *(h + 21 * 24.0 for h in TWICE_A_WEEK[6:])]
    assert firsts(hours=hours, step_at=6, step=3.0, method="gates")["detraining"] >= 8


def test_a_break_is_not_taken_for_rare_training() -> None:
    hours = [*TWICE_A_WEEK[:4], *(h + 28 * 24.0 for h in TWICE_A_WEEK[4:8])]
    assert diagnosed(hours=hours).probability("too_few_exposures") == 0.0


def test_a_session_every_ten_days_is_too_rare() -> None:
    hours = [240.0 * n for n in range(6)]
    found = diagnosed(hours=hours, trend=0.2, rep_sd=0.6, day_sd=0.2)
    assert found.causes[0].code == "too_few_exposures"


def test_rare_sessions_are_blamed_though_there_are_few_of_them_unless_the_times_fall() -> None:
    rare = [264.0 * n for n in range(5)]
    assert firsts(hours=rare, trend=0.1)["too_few_exposures"] >= 11
    falling = diagnosed(hours=rare, trend=-0.6, rep_sd=0.6, day_sd=0.2)
    assert falling.probability("too_few_exposures") < 0.35


def test_once_a_week_with_an_hour_more_or_less_is_not_rare() -> None:
    hours = [168.0 * n + 2.0 * (n % 2) for n in range(7)]
    assert diagnosed(hours=hours).probability("too_few_exposures") == 0.0


def test_unsteady_athletes_are_not_called_half_hearted() -> None:
    for seed in range(8):
        assert diagnosed(seed=seed, rep_sd=1.5).probability("not_maximal") < 0.2


def test_two_weeks_without_a_fall_are_too_early() -> None:
    found = diagnosed(hours=[48.0 * n for n in range(8)], trend=0.3, rep_sd=0.6, day_sd=0.2)
    assert found.causes[0].code == "still_adapting"


def test_sessions_ended_by_the_guard_blame_no_rest_by_themselves() -> None:
    blamed = 0
    for seed in range(12):
        full = record(seed=seed, reps=8, rests=(120.0, 300.0))
        cut = []
        for session in full.sessions:
            times = np.array([rep.time_s for rep in session.reps])
            slow = np.flatnonzero(times[3:] > 1.015 * np.median(times[:3]))
            stop = 4 + int(slow[0]) if len(slow) else len(times)
            ended = "guard" if len(slow) else None
            cut.append(type(session)(session.id, session.athlete_id, session.started_at,
                                     session.stimulus, session.reps[:stop], ended_by=ended))  # fmt: skip
        history = History(full.athlete, tuple(cut))
        blamed += diagnose(history, now(history), STANDARD).probability("rest_too_short") > 0.5
    assert blamed <= 1


def test_what_comes_later_is_not_known() -> None:
    history = record(hours=WEEKDAYS, gap_cost=2.0)
    half = START + timedelta(days=21)
    assert diagnose(history, half, STANDARD) == diagnose(history.known_at(half), half, STANDARD)


def test_a_diagnosis_asked_for_later_is_still_one_of_his_last_weeks() -> None:
    history = record(rests=(80.0,), rest_cost=2.5)
    later = diagnose(history, now(history) + timedelta(days=300), STANDARD)
    assert later.causes[0].code == "rest_too_short"


def test_a_coach_who_asks_for_less_rest_has_less_to_blame() -> None:
    history = record(rests=(150.0, 200.0), rest_cost=4.0)
    change = [
        RuleChange(
            "00000000-0000-0000-0000-00000000000a", "diagnosis-rest", name, value, "Coach", START
        )
        for name, value in (("floor_s", 60.0), ("seconds_per_10_m", 20.0))
    ]
    asked = diagnose(history, now(history), STANDARD)
    eased = diagnose(history, now(history), STANDARD.changed(change))
    assert eased.probability("rest_too_short") < asked.probability("rest_too_short")
    evidence = next(c.evidence for c in eased.causes if c.code == "rest_too_short")
    assert {one.threshold for reason in evidence for one in reason.changes} >= {"floor_s"}


def test_one_missed_beam_changes_no_verdict() -> None:
    history = record(rests=(300.0, 120.0))
    session = history.sessions[4]
    rep = session.reps[2]
    bad = type(rep)(rep.id, rep.number, rep.distance_m, 1.6, rep.time_sd_s, rest_before_s=120.0)
    reps = (*session.reps[:2], bad, *session.reps[3:])
    spoilt = type(session)(session.id, session.athlete_id, session.started_at, "max-velocity", reps)
    sessions = (*history.sessions[:4], spoilt, *history.sessions[5:])
    clean = diagnose(history, now(history), STANDARD)
    dirty = diagnose(History(history.athlete, sessions), now(history), STANDARD)
    assert dirty.causes[0].code == clean.causes[0].code == "none"
    assert dirty.probability("none") == pytest.approx(clean.probability("none"), abs=0.25)


def test_a_session_of_two_contradicting_reps_breaks_nothing() -> None:
    history = record(reps=2)
    session = history.sessions[4]
    rep = session.reps[1]
    bad = type(rep)(rep.id, rep.number, rep.distance_m, 1.6, rep.time_sd_s, rest_before_s=300.0)
    torn = type(session)(
        session.id, session.athlete_id, session.started_at, "max-velocity", (session.reps[0], bad)
    )
    sessions = (*history.sessions[:4], torn, *history.sessions[5:])
    found = diagnose(History(history.athlete, sessions), now(history), STANDARD)
    assert sum(cause.probability for cause in found.causes) == pytest.approx(1.0)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 10_000), st.integers(1, 14), st.integers(1, 5),
    st.sampled_from([0.0, 30.0, 200.0, 900.0]), st.booleans(), st.sampled_from([5.0, 24.0, 200.0]),
)  # fmt: skip
def test_probabilities_are_probabilities(
    seed: int, sessions: int, reps: int, rest: float, known: bool, gap: float
) -> None:
    found = diagnosed(
        seed=seed, hours=[gap * s for s in range(sessions)], rests=(rest,), reps=reps,
        known_rests=known, rep_sd=1.0 + seed % 5,
    )  # fmt: skip
    assert sum(cause.probability for cause in found.causes) == pytest.approx(1.0, abs=1e-9)
    assert all(0.0 <= cause.probability <= 1.0 + 1e-12 for cause in found.causes)
    ranked = [cause.probability for cause in found.causes]
    assert ranked == sorted(ranked, reverse=True)
    assert 0.0 <= found.both <= 1.0 + 1e-12


def test_units_of_time_do_not_matter() -> None:
    history = record(rests=(80.0, 300.0), rest_cost=1.5)
    slower = [
        type(s)(s.id, s.athlete_id, s.started_at, s.stimulus, tuple(
            type(r)(r.id, r.number, r.distance_m, 1.3 * r.time_s, 1.3 * r.time_sd_s,
                    rest_before_s=r.rest_before_s, method=r.method) for r in s.reps))
        for s in history.sessions
    ]  # fmt: skip
    one = diagnose(history, now(history), STANDARD)
    two = diagnose(History(history.athlete, tuple(slower)), now(history), STANDARD)
    assert two.probability("rest_too_short") == pytest.approx(one.probability("rest_too_short"))
