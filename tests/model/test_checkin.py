"""Check-ins may be half filled and never empty; a clearance names who cleared."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from tests.training_builders import HIM, START, uid

from flyzone.errors import InputError
from flyzone.model import CheckIn, Clearance, Pain


def said(**words: Any) -> CheckIn:
    return CheckIn(uid("c"), HIM, START, **words)


@pytest.mark.parametrize(
    "words",
    [
        {"sleep_h": 0.0}, {"expected_sleep_h": 5.0}, {"soreness": 0.0}, {"stress": 1.0},
        {"ready": 0.0}, {"pains": [Pain("hamstring", 0.0)]}, {"signs": ["fainting"]},
        {"resting_heart_rate_bpm": 48.0}, {"hrv_ms": 80.0}, {"creatine_g": 0.0}, {"note": "tired"},
    ],
)  # fmt: skip
def test_one_answer_is_enough_and_zero_is_an_answer(words: dict[str, Any]) -> None:
    assert said(**words).athlete_id == HIM


def test_a_check_in_that_says_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="says nothing") as caught:
        said(pains=(), signs=(), note="")
    assert caught.value.code == "checkin-empty"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"sleep_h": 25.0}, "The sleep must lie between 0 and 24"),
        ({"sleep_h": 480.0}, "Check its unit"),
        ({"ready": -1.0}, "The readiness"),
        ({"signs": ("cough",)}, "A warning sign must be one of"),
        ({"hrv_ms": 0.0}, "RMSSD"),
        ({"resting_heart_rate_bpm": 10.0}, "The resting heart rate"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(words: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        said(**words)


def test_a_check_in_is_about_the_day_on_the_athletes_own_clock() -> None:
    late = datetime(2026, 5, 1, 23, 30, tzinfo=timezone(timedelta(hours=-7)))
    assert replace(said(sleep_h=8.0), at=late).day.isoformat() == "2026-05-01"
    with pytest.raises(InputError, match="needs its time zone"):
        replace(said(sleep_h=8.0), at=datetime(2026, 5, 1))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"place": "toe"}, "The place of a pain"),
        ({"severity": 11.0}, "The severity of a pain"),
        ({"side": "middle"}, "The side of a pain"),
    ],
)
def test_a_pain_that_cannot_be_is_refused(words: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        replace(Pain("knee", 3.0, "left"), **words)


def test_a_clearance_names_who_and_what() -> None:
    given = Clearance(uid("k"), HIM, START, None, " Dr.  Wu ", "doctor")
    assert given.by == "Dr. Wu"
    assert given.place is None
    for words, message in (
        ({"by": " "}, "Who cleared needs a name"),
        ({"role": "friend"}, "The role of who cleared"),
        ({"place": "toe"}, "The place of a pain"),
    ):
        with pytest.raises(InputError, match=message):
            replace(given, **words)
