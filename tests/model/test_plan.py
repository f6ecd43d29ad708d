"""Doses, planned sessions, days and plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.training_builders import HIM, START, uid

from flyzone.errors import InputError
from flyzone.model import Dose, Plan, PlannedDay, PlannedSession

DAY = date(2026, 5, 4)
DOSE = Dose("fly-10", 2, 4, 10.0, 20.0, 30.0, None, 300.0, 600.0, "none", 1.0)


def planned(day: date = DAY, who: str = HIM, **words: Any) -> PlannedSession:
    return PlannedSession(uid("p", day, who), who, day, "max-velocity", (DOSE,), **words)


def test_a_dose_counts_in_whole_numbers() -> None:
    given = Dose("fly-10", 2.0, 4.0)  # type: ignore[arg-type]
    assert (type(given.sets), given.sets, given.reps) == (int, 2, 4)
    with pytest.raises(InputError, match=r"must be a whole number, got 4\.5"):
        replace(DOSE, reps=4.5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"sets": 0}, "The sets of a dose"),
        ({"reps": 101}, "The reps of a dose"),
        ({"distance_m": 0.0}, "The distance of a dose"),
        ({"rest_s": -1.0}, "The rest of a dose"),
        ({"effort": 1.1}, "of a dose must lie between 0.01 and 1.05"),
        ({"duration_s": float("inf")}, "finite"),
    ],
)
def test_a_dose_that_cannot_be_is_refused(words: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        replace(DOSE, **words)


@pytest.mark.parametrize("words", [{"stimulus": "speed"}, {"duration_s": 59.0}, {"id": "x"}])
def test_a_planned_session_that_cannot_be_is_refused(words: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        replace(planned(), **words)


@pytest.mark.parametrize(
    "stranger", [planned(who=uid("other")), planned(day=DAY + timedelta(days=1))]
)
def test_a_day_holds_only_its_own_sessions(stranger: PlannedSession) -> None:
    with pytest.raises(InputError, match="Put it into the day that it belongs to"):
        PlannedDay(HIM, DAY, (stranger,))


def test_a_plan_is_sorted_and_has_each_day_of_an_athlete_once() -> None:
    other = uid("other")
    days = [PlannedDay(who, DAY + timedelta(days=n)) for who in (HIM, other) for n in (1, 0)]
    plan = Plan(uid("plan"), START, tuple(days))
    assert [(one.day, one.athlete_id) for one in plan.days] == sorted(
        (one.day, one.athlete_id) for one in days
    )
    assert [one.day for one in plan.of(HIM)] == [DAY, DAY + timedelta(days=1)]
    assert plan.of(uid("nobody")) == ()
    with pytest.raises(InputError, match="5 days of which 4 differ"):
        Plan(uid("plan"), START, (*days, PlannedDay(HIM.upper(), DAY)))


def test_a_plan_knows_when_it_was_made_and_in_which_zone() -> None:
    with pytest.raises(InputError, match="needs its time zone"):
        Plan(uid("plan"), datetime(2026, 5, 1), ())
