"""A history is in the order of events, and an old question cannot know the future."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.training_builders import HIM, START, athlete, history, session, uid

from flyzone.errors import InputError
from flyzone.model import CheckIn, Clearance, History, Jump, Lift

HOURS = st.lists(st.integers(-5000, 5000), max_size=6, unique=True)


def records(hours: list[int]) -> History:
    """One of each kind at each hour."""
    moments = [START + timedelta(hours=hour) for hour in hours]
    return History(
        athlete(),
        tuple(session(at=at) for at in moments),
        tuple(CheckIn(uid("c", at), HIM, at, sleep_h=8.0) for at in moments),
        tuple(Clearance(uid("k", at), HIM, at, "knee", "Wu", "doctor") for at in moments),
        tuple(Jump(uid("j", at), HIM, at, "squat", 0.3) for at in moments),
        tuple(Lift(uid("l", at), HIM, at, "step-up", 40.0, 5) for at in moments),
    )


def moments(of: History) -> dict[str, list[float]]:
    at: dict[str, list[float]] = {"sessions": [one.started_at.timestamp() for one in of.sessions]}
    for kind in ("checkins", "clearances", "jumps", "lifts"):
        at[kind] = [one.at.timestamp() for one in getattr(of, kind)]
    return at


@given(HOURS, st.integers(-6000, 6000))
def test_what_is_known_is_what_came_before_each_kind_in_its_order(
    hours: list[int], asked: int
) -> None:
    now = START + timedelta(hours=asked)
    known = records(hours).known_at(now)
    expected = sorted((START + timedelta(hours=h)).timestamp() for h in hours if h <= asked)
    assert moments(known) == dict.fromkeys(moments(known), expected)
    assert known.known_at(now) == known


def test_order_follows_moments_and_not_clocks() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
    first, second = session(at=twice), session(at=twice.replace(fold=1))
    assert history(second, first).sessions == (first, second)
    assert history(first, second).known_at(twice).sessions == (first,)


def test_a_question_without_a_zone_is_refused() -> None:
    with pytest.raises(InputError, match="needs its time zone"):
        history(session()).known_at(datetime(2026, 5, 1))


def test_records_of_one_moment_stand_in_one_order() -> None:
    checkins: list[Any] = [
        CheckIn(uid("c", n), HIM, START.astimezone(UTC), sleep_h=8.0) for n in range(9)
    ]
    one = History(athlete(), checkins=tuple(checkins))
    other = History(athlete(), checkins=tuple(reversed(checkins)))
    assert one == other
    assert all(a.id < b.id for a, b in pairwise(one.checkins))
