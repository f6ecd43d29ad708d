"""Reps and sessions: nothing faster than a human, no rep before its session, none twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.training_builders import START, session, uid

from flyzone.errors import InputError
from flyzone.model import MAXIMAL, Rep, Stimulus
from flyzone.model.rep import FASTEST_M_S, SLOWEST_M_S

REP = Rep(uid("rep"), 1, 10.0, 1.05)


@given(st.floats(1.0, 1000.0), st.floats(0.0, 3600.0))
def test_a_time_is_taken_exactly_where_a_human_could_have_run_it(
    distance: float, time: float
) -> None:
    human = time > 0.0 and SLOWEST_M_S <= distance / time <= FASTEST_M_S
    if human:
        assert Rep(uid("r"), 1, distance, time).speed_m_s == distance / time
    else:
        with pytest.raises(InputError) as caught:
            Rep(uid("r"), 1, distance, time)
        assert caught.value.code in {"rep-too-fast", "rep-too-slow"}


@pytest.mark.parametrize("time", [0.0, 5e-324, 0.1])
def test_a_time_of_nothing_is_too_fast(time: float) -> None:
    with pytest.raises(InputError, match="faster than any human") as caught:
        replace(REP, time_s=time)
    assert caught.value.code == "rep-too-fast"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"time_s": -1.05}, "The time of a rep must lie between"),
        ({"time_s": float("nan")}, "must be a finite number"),
        ({"time_s": "1.05"}, "must be a finite number"),
        ({"number": 0}, "The number of a rep"),
        ({"number": 1.5}, "must be a whole number"),
        ({"distance_m": 0.0}, "The distance of a rep"),
        ({"time_sd_s": -0.01}, "standard deviation of a time"),
        ({"rest_before_s": -1.0}, "The rest before a rep"),
        ({"wind_m_s": 41.0}, "a tailwind positive"),
        ({"heart_rate_bpm": 300.0}, "The heart rate"),
        ({"ready": 11.0}, "The readiness"),
        ({"pain": -1.0}, "The pain"),
        ({"pain_place": "toe"}, "The place of a pain"),
        ({"effort": 0.0}, "The effort"),
        ({"effort": 1.01}, "The effort"),
        ({"at": datetime(2026, 5, 1)}, "needs its time zone"),
        ({"clip_id": "clip.mp4"}, "The clip of a rep needs a UUID"),
    ],
)
def test_a_field_that_cannot_be_is_refused(words: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        replace(REP, **words)


def test_full_effort_is_what_was_asked_for_where_nobody_says() -> None:
    assert [replace(REP, effort=e).maximal for e in (None, 1.0, 0.99)] == [True, True, False]
    assert replace(REP, time_s=None).speed_m_s is None


def test_every_maximal_stimulus_is_a_stimulus() -> None:
    assert set(get_args(Stimulus)) > MAXIMAL
    assert not MAXIMAL & {"tempo", "plyometrics", "heavy-lift", "speed-endurance"}


def test_reps_stand_in_their_order_and_each_once() -> None:
    reps = session((1.06, 1.05, 1.04)).reps
    turned = replace(session(), reps=(reps[2], reps[0], reps[1]))
    assert [rep.number for rep in turned.reps] == [1, 2, 3]
    with pytest.raises(InputError, match="a number of its own, got 1, 1") as caught:
        replace(session(), reps=(reps[0], replace(reps[1], number=1)))
    assert caught.value.code == "session-reps"


def test_a_rep_before_its_session_is_refused_by_the_moment_and_not_by_the_clock() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    # The night on which 2:30 comes twice: the second one is an hour after the first.
    began = datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=1)
    given = session(at=began)
    for minute, fold in ((45, 0), (29, 1)):
        early = began.replace(minute=minute, fold=fold)
        with pytest.raises(InputError, match="before its session began") as caught:
            replace(given, reps=(replace(REP, at=early),))
        assert caught.value.code == "rep-before-session"
    assert replace(given, reps=(replace(REP, at=began),)).reps


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"id": "a"}, "A session needs a UUID"),
        ({"athlete_id": "Mia"}, "An athlete needs a UUID"),
        ({"started_at": datetime(2026, 5, 1)}, "needs its time zone"),
        ({"stimulus": "speed"}, "The stimulus of a session must be one of"),
        ({"ended_by": "rain"}, "What ended a session must be one of"),
        ({"duration_s": 0.0}, "The duration of a session"),
        ({"distance_m": -1.0}, "The distance of a session"),
        ({"exertion": 11.0}, "The exertion"),
    ],
)
def test_a_session_that_cannot_be_is_refused(words: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        replace(session(), **words)


def test_a_session_may_have_no_reps_and_later_ones_at_any_distance_in_time() -> None:
    assert session(()).reps == ()
    late = replace(REP, at=START + timedelta(hours=5))
    assert replace(session(), reps=(late,)).reps == (late,)
