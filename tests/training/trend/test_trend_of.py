from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.training.trend.drawn import ATHLETE, LATER, START, drawn, session

from flyzone.model import History, Measurement, Reason, RuleChange
from flyzone.training.rules import STANDARD
from flyzone.training.trend import NoTrend, Trend, trend_of
from flyzone.wording.sentences import sentence


def trend(history: History, **more: object) -> Trend:
    found = trend_of(history, LATER, STANDARD, **more)  # type: ignore[arg-type]
    assert isinstance(found, Trend)
    return found


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in reasons]


def test_a_large_gain_is_called_and_its_interval_holds_it() -> None:
    found = trend(drawn(np.random.default_rng(1), gain=0.05))
    assert found.call == "faster"
    assert found.p_gain > 0.99
    assert found.p_gain_over_swc > 0.95
    assert found.change_per_week.time_s.value < 0.0
    assert found.change.percent.low < -4.88 < found.change.percent.high
    assert found.level_s.low < 1.05 * np.exp(-0.05) < found.level_s.high
    assert found.level_m_s.value == pytest.approx(10.0 / found.level_s.value)


def test_a_large_loss_is_called_slower() -> None:
    found = trend(drawn(np.random.default_rng(1), gain=-0.05))
    assert found.call == "slower"
    assert found.p_loss > 0.99
    assert found.change_per_week.percent.low > 0.0
    assert codes(found.reasons)[0] == "trend-slower"


def test_numbers_agree_with_one_another() -> None:
    found = trend(drawn(np.random.default_rng(2), gain=0.02))
    assert found.p_gain + found.p_loss == pytest.approx(1.0)
    assert found.p_gain_over_swc < found.p_gain
    per_week, whole = found.change_per_week.time_s, found.change.time_s
    assert per_week.value * found.weeks == pytest.approx(whole.value)
    assert per_week.low < per_week.value < per_week.high
    assert (found.sessions, found.reps) == (16, 64)
    assert found.weeks == pytest.approx(8.0)
    assert 0.006 < found.rep_sd < 0.014


def test_many_steady_sessions_show_that_nothing_changed() -> None:
    steady = drawn(np.random.default_rng(7), sessions=24, reps=8, form_sd=0.001, rep_sd=0.004)
    found = trend(steady)
    assert found.call == "steady"
    assert found.reasons[0].numbers["most"] <= found.swc_percent
    assert "No change larger than" in sentence(found.reasons[0])


def test_where_it_cannot_be_told_it_says_how_many_sessions_more() -> None:
    found = trend(drawn(np.random.default_rng(4), sessions=6, weeks=3.0, reps=3))
    assert found.call == "cannot-tell"
    assert 1 <= found.reasons[0].numbers["more"] < 99
    assert found.reasons[0].probability is None


def test_a_few_sessions_know_less() -> None:
    widths = [
        trend(drawn(np.random.default_rng(5), sessions=n, reps=4)).change.percent.sd
        for n in (4, 8, 16, 32)
    ]
    assert all(few > 1.1 * many for few, many in pairwise(widths))


def test_order_of_time_is_what_counts_not_the_clock_shift() -> None:
    history = drawn(np.random.default_rng(6), gain=0.02)
    moved = History(
        ATHLETE,
        tuple(replace(s, started_at=s.started_at + timedelta(days=100)) for s in history.sessions),
    )
    assert trend(moved).p_gain == pytest.approx(trend(history).p_gain, abs=1e-6)


@settings(max_examples=10, deadline=None)
@given(st.floats(0.85, 1.2), st.integers(0, 1000))
def test_a_longer_track_changes_no_per_cent(scale: float, seed: int) -> None:
    history = drawn(np.random.default_rng(seed), gain=0.02, sd_s=None, method="", sessions=8)
    scaled = History(
        ATHLETE,
        tuple(
            replace(
                s,
                reps=tuple(
                    replace(r, time_s=scale * (r.time_s or 0.0), time_sd_s=0.004 * scale)
                    for r in s.reps
                ),
            )
            for s in history.sessions
        ),
    )
    same = History(
        ATHLETE,
        tuple(
            replace(s, reps=tuple(replace(r, time_sd_s=0.004) for r in s.reps))
            for s in history.sessions
        ),
    )
    one, other = trend(same), trend(scaled)
    assert other.p_gain == pytest.approx(one.p_gain, abs=1e-6)
    assert other.change.percent.value == pytest.approx(one.change.percent.value, abs=1e-6)
    assert other.level_s.value == pytest.approx(scale * one.level_s.value)


def test_the_future_is_not_looked_at() -> None:
    history = drawn(np.random.default_rng(8), sessions=20, weeks=10.0)
    now = START + timedelta(days=35.0)
    known = trend_of(history, now, STANDARD)
    alone = trend_of(History(ATHLETE, history.known_at(now).sessions), now, STANDARD)
    assert isinstance(known, Trend)
    assert known == alone


def test_the_window_ends_with_the_last_session_and_is_eight_weeks_long() -> None:
    history = drawn(np.random.default_rng(8), sessions=53, weeks=26.0)
    found = trend(history)
    assert found.weeks == pytest.approx(8.0)
    assert found.sessions == 17
    assert trend(history, window_weeks=52.0).sessions == 53


def test_a_changed_method_is_not_taken_for_progress() -> None:
    # The second half is timed by another method that reads 2.5 % short.
    called = 0
    for seed in range(20):
        history = drawn(np.random.default_rng(seed), method="gates")
        sessions = list(history.sessions)
        for i in range(8, 16):
            reps = tuple(
                replace(r, time_s=0.975 * (r.time_s or 0.0), method="app") for r in sessions[i].reps
            )
            sessions[i] = replace(sessions[i], reps=reps)
        found = trend(History(ATHLETE, tuple(sessions)))
        called += found.call == "faster"
        assert "trend-methods" in codes(found.not_measured)
    assert called <= 3


def test_a_known_bias_restores_what_a_change_of_method_hides() -> None:
    history = drawn(np.random.default_rng(1), gain=0.03, method="gates")
    sessions = list(history.sessions)
    for i in range(8, 16):
        reps = tuple(
            replace(r, time_s=(r.time_s or 0.0) + 0.03, method="app") for r in sessions[i].reps
        )
        sessions[i] = replace(sessions[i], reps=reps)
    changed = History(ATHLETE, tuple(sessions))
    bias = {"app": Measurement(0.03, 0.001, "s", "comparison of 40 runs")}
    sure, unsure = trend(changed, biases=bias), trend(changed)
    assert sure.call == "faster"
    assert sure.change.percent.sd < 0.8 * unsure.change.percent.sd


def test_more_tired_reps_later_are_no_loss() -> None:
    rng = np.random.default_rng(3)
    called = 0
    for _ in range(15):
        sessions = []
        for i in range(16):
            count = 2 + i // 3
            tired = 0.006 * np.arange(count)
            times = 1.05 * np.exp(
                tired + 0.01 * rng.standard_normal(count) + 0.004 * rng.standard_normal()
            )
            sessions.append(session(3.5 * i, times.tolist(), time_sd_s=0.004))
        called += trend(History(ATHLETE, tuple(sessions))).call == "slower"
    assert called <= 3


def test_a_time_that_no_sprint_gives_is_left_out() -> None:
    history = drawn(np.random.default_rng(1), gain=0.02)
    spoilt = list(history.sessions)
    last = spoilt[-1]
    spoilt[-1] = replace(last, reps=(replace(last.reps[0], time_s=1.9), *last.reps[1:]))
    found = trend(History(ATHLETE, tuple(spoilt)))
    assert found.reps == 63
    assert "left-out-far-off" in codes(found.not_measured)
    assert found.change.percent.value == pytest.approx(trend(history).change.percent.value, abs=0.3)


def test_wind_that_was_measured_is_no_progress() -> None:
    rng = np.random.default_rng(5)
    sessions = []
    for i in range(16):
        wind = -2.0 + 4.0 * i / 15
        slowed = 0.033 * ((1.0 - wind / 9.5) ** 2 - 1.0)
        times = 1.05 * np.exp(
            slowed + 0.005 * rng.standard_normal() + 0.01 * rng.standard_normal(4)
        )
        sessions.append(
            session(3.5 * i, times.tolist(), time_sd_s=0.004, wind_m_s=wind, wind_sd_m_s=0.2)
        )
    found = trend(History(ATHLETE, tuple(sessions)))
    assert found.call != "faster"
    assert found.change.percent.low < 0.0 < found.change.percent.high
    assert "trend-wind-unknown" not in codes(found.not_measured)


def test_a_gain_that_ended_is_a_plateau() -> None:
    rng = np.random.default_rng(2)
    sessions = []
    for i in range(24):
        day = 7.0 * 12.0 * i / 23
        level = -0.06 * min(day / 42.0, 1.0)
        times = 1.05 * np.exp(
            level + 0.002 * rng.standard_normal() + 0.006 * rng.standard_normal(6)
        )
        sessions.append(session(day, times.tolist(), time_sd_s=0.002))
    found = trend(History(ATHLETE, tuple(sessions)), window_weeks=12.0)
    assert found.call == "faster"
    assert found.plateau
    assert "trend-plateau" in codes(found.reasons)


def test_a_steady_gain_is_no_plateau() -> None:
    found = trend(drawn(np.random.default_rng(1), gain=0.05, sessions=24, reps=6))
    assert not found.plateau
    assert found.p_plateau is not None
    assert found.p_plateau < 0.3


def test_a_window_no_longer_than_a_plateau_shows_none() -> None:
    found = trend(drawn(np.random.default_rng(1), sessions=8, weeks=4.0))
    assert found.p_plateau is None
    assert not found.plateau


def test_starts_are_the_trend_of_who_has_no_flying_times() -> None:
    sessions = [session(3.5 * i, [3.0, 3.02, 2.98], distance=20.0, run_in_m=0.0) for i in range(8)]
    found = trend(History(ATHLETE, tuple(sessions)))
    assert found.series == "start"
    assert found.level_s.low < 3.0 < found.level_s.high
    assert "trend-of-starts" in codes(found.not_measured)


def test_without_any_time_there_is_no_trend_and_a_reason() -> None:
    for history in (History(ATHLETE), History(ATHLETE, (session(0.0, [None, None]),))):
        found = trend_of(history, LATER, STANDARD)
        assert isinstance(found, NoTrend)
        assert codes(found.reasons) == ["trend-no-times"]
        assert found.level_s is None


def test_two_sessions_tell_a_level_and_no_change() -> None:
    history = History(ATHLETE, (session(0.0, [1.05, 1.06]), session(3.0, [1.05])))
    found = trend_of(history, LATER, STANDARD)
    assert isinstance(found, NoTrend)
    assert codes(found.reasons) == ["trend-too-few"]
    assert found.level_s is not None
    assert found.level_s.low < 1.053 < found.level_s.high


def test_one_rep_tells_a_level_with_a_wide_interval() -> None:
    found = trend_of(History(ATHLETE, (session(0.0, [1.05]),)), LATER, STANDARD)
    assert isinstance(found, NoTrend)
    assert found.level_s is not None
    assert found.level_s.high - found.level_s.low > 0.02


def test_two_sessions_at_one_time_are_no_trouble() -> None:
    history = drawn(np.random.default_rng(1), sessions=5)
    twice = [
        *history.sessions,
        replace(session(900.0, [1.05]), started_at=history.sessions[2].started_at),
    ]
    assert trend(History(ATHLETE, tuple(twice))).sessions == 6


def test_one_rep_a_session_is_enough() -> None:
    found = trend(drawn(np.random.default_rng(1), reps=1))
    assert found.sessions == found.reps == 16


def test_a_coach_may_ask_for_more_certainty_and_the_answer_says_so() -> None:
    history = drawn(np.random.default_rng(24), gain=0.02)
    probability = trend(history).p_gain
    assert 0.95 <= probability < 0.99, "the draw must be called, and not be certain"
    change = RuleChange(ATHLETE.id, "trend-called", "probability", 0.99, "Coach", START)
    strict = trend_of(history, LATER, STANDARD.changed([change], athlete_id=ATHLETE.id))
    assert isinstance(strict, Trend)
    assert strict.call == "cannot-tell"
    assert strict.reasons[0].changes == (change,)


def test_who_is_as_fast_as_the_elite_hears_that_a_year_shows_little() -> None:
    fast = trend(drawn(np.random.default_rng(1), time_s=0.92))
    slow = trend(drawn(np.random.default_rng(1)))
    assert "trend-elite" in codes(fast.reasons)
    assert "trend-elite" not in codes(slow.reasons)
    assert "Haugen2019" in fast.reasons[codes(fast.reasons).index("trend-elite")].source


def test_an_old_level_says_how_old_it_is() -> None:
    history = drawn(np.random.default_rng(1))
    recent = trend_of(history, START + timedelta(days=57), STANDARD)
    assert "trend-old" in codes(trend(history).reasons)
    assert "trend-old" not in codes(recent.reasons)


def test_what_was_left_out_is_said() -> None:
    history = drawn(np.random.default_rng(1))
    more = (*history.sessions, session(20.3, [1.1], effort=0.9), session(25.3, [1.1], pain=4.0))
    found = trend(History(ATHLETE, more))
    assert {"left-out-sub-maximal", "left-out-painful"} <= set(codes(found.not_measured))


def test_every_reason_has_its_sentence() -> None:
    rng = np.random.default_rng(1)
    histories = [
        drawn(rng, gain=gain, sessions=n, method=method, sd_s=None, time_s=time)
        for gain, n, method, time in (
            (0.06, 16, "hand", 0.9),
            (-0.06, 16, "", 1.2),
            (0.0, 5, "gates", 1.0),
        )
    ]
    mixed = [
        *histories[0].sessions,
        session(20.1, [2.0], distance=20.0),
        session(21.1, [1.0, None], method="gates"),
        session(22.1, [9.0], distance=70.0),
        session(23.1, [3.0], run_in_m=0.0),
    ]
    starts = [session(i, [3.0], distance=20.0, run_in_m=0.0) for i in range(4)]
    more = [session(9.5, [4.3], distance=30.0, run_in_m=0.0), session(9.7, [1.0])]
    records = [tuple(mixed), (), tuple(starts + more)]
    for history in (*histories, *(History(ATHLETE, sessions) for sessions in records)):
        found = trend_of(history, LATER, STANDARD)
        for reason in (*found.reasons, *found.not_measured):
            assert sentence(reason)


def test_the_course_of_the_chart_holds_what_the_trend_says() -> None:
    found = trend(drawn(np.random.default_rng(1), gain=0.03))
    course = found.course
    assert len(course.at) == len(course.time_s) == found.sessions
    assert np.all((course.low_s < course.time_s) & (course.time_s < course.high_s))
    at_end = np.interp(course.forecast_from, course.level.at, course.level.middle)
    assert at_end == pytest.approx(found.level_s.value, abs=0.4 * found.level_s.sd)
    assert course.level.at[-1] == pytest.approx(found.last_at + 4.0 * 604_800.0)
