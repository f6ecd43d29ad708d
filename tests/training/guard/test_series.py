"""Which times are compared, and with which error."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from tests.training.guard.sessions import session

from flyzone.training.comparable import comparable_times
from flyzone.training.guard.series import RunKind, before, timed_reps

KIND = RunKind(10.0, 20.0, "video", None)


def test_only_full_effort_reps_of_the_same_kind_with_a_time_are_compared() -> None:
    whole = session(5, [1.05, None, 1.06, 1.07, 1.08])
    first, second, third, fourth, fifth = whole.reps
    reps = (first, second, replace(third, effort=0.9), replace(fourth, method="gates"), fifth)
    told = timed_reps(replace(whole, reps=reps), KIND)
    assert [(one.index, one.place) for one in told] == [(0, 0), (4, 3)]


def test_a_measured_wind_is_taken_out_as_for_the_trend() -> None:
    whole = session(5, [1.05, 1.05], wind_m_s=1.5, wind_sd_m_s=0.3)
    as_trend = comparable_times([whole])
    told = timed_reps(whole, KIND)
    assert [one.log_time for one in told] == pytest.approx(as_trend.y.tolist())
    assert [one.sd for one in told] == pytest.approx(as_trend.sd.tolist())
    assert told[0].log_time > math.log(1.05)


def test_an_error_that_nobody_stated_counts_where_it_is_coarse() -> None:
    by_hand = session(5, [1.0], time_sd_s=None, method="hand")
    gates = session(5, [1.0], time_sd_s=None, method="gates")
    assert timed_reps(by_hand, RunKind.of(by_hand.reps[0]))[0].sd == pytest.approx(0.05)
    assert timed_reps(gates, RunKind.of(gates.reps[0]))[0].sd == 0.0


def test_sessions_before_are_his_own_earlier_ones_each_once_and_in_order() -> None:
    today, first, second = session(5, [1.0]), session(2, [1.0]), session(3, [1.0])
    stranger = replace(session(4, [1.0]), athlete_id=first.id)
    given = [second, session(9, [1.0]), today, first, stranger, second]
    assert before(given, today) == (first, second)


def test_what_is_not_known_of_a_rep_keeps_it_from_no_comparison() -> None:
    whole = session(5, [1.05, 1.06])
    reps = (whole.reps[0], replace(whole.reps[1], method=None, run_in_m=None))
    assert len(timed_reps(replace(whole, reps=reps), KIND)) == 2
    assert not KIND.fits(RunKind(10.0, 30.0, None, None))
    assert not KIND.fits(RunKind(20.0, None, None, None))
