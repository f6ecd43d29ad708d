"""WISHES.json: what a coach writes becomes what the planner asks for, or all its faults are named."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from tests.training_builders import HIM, athlete, history, valid

from flyzone.errors import InputError
from flyzone.model import Athlete, History
from flyzone.training.planning.wishes import ALWAYS, Window, Wishes
from flyzone.wire.faults import checked
from flyzone.wire.wishes import WEEK, WishesDocument, weekday_number, wishes_of

FULL: dict[str, Any] = {
    "first_day": "2026-05-04",
    "weeks": 2,
    "facilities": [
        {"name": "track", "capacity": 4, "kinds": ["track"], "straight_m": 110,
         "slots": [{"weekdays": ["mon", "thu"], "starts": "17:00", "ends": "19:00"}]},
        {"name": "hill", "capacity": 2, "hill_deg": 11, "equipment": []},
    ],
    "athletes": [
        {"athlete": "Mia", "week": {"tue": None, "wed": {"minutes": 60, "starts": "18:00"}},
         "exceptions": {"2026-05-09": None}, "days_a_week": [1, 3], "target": "100-m",
         "competitions": [{"day": "2026-05-16", "kind": "race", "importance": "A", "name": "meet"}],
         "fixed": [{"stimulus": "skills", "weekday": "fri", "minutes": 90},
                   {"stimulus": "long-run", "day": "2026-05-10"}],
         "forbidden": ["2026-05-05"], "short_nights": ["2026-05-06"], "preferred": ["mon", "sun"],
         "facilities": ["track"], "big_three": False, "returning": {"place": "calf", "step": 2}},
    ],
}  # fmt: skip


def known(name: str) -> tuple[Athlete, History | None]:
    return athlete(name), history(who=athlete(name))


def read(given: Any) -> Wishes:
    return wishes_of(checked(given, WishesDocument, "WISHES.json", "docs/plan.md"), known)


def with_athlete(**words: Any) -> dict[str, Any]:
    return {"first_day": "2026-05-04", "weeks": 1, "athletes": [{"athlete": "Mia"} | words]}


def test_every_key_of_a_full_document_arrives() -> None:
    valid("wishes", FULL)
    wishes = read(FULL)
    assert (wishes.first_day, wishes.weeks) == (date(2026, 5, 4), 2)
    track, hill = wishes.facilities
    assert (track.capacity, track.place.straight_m) == (4, 110.0)
    assert (track.slots[0].weekdays, track.slots[0].starts) == (frozenset({0, 3}), time(17))
    assert (hill.place.hill_deg, hill.slots[0].weekdays) == (11.0, frozenset(range(7)))
    (mia,) = wishes.athletes
    assert mia.athlete.id == HIM
    assert mia.history is not None
    assert mia.week[:3] == (ALWAYS[0], None, Window(60.0, time(18)))
    assert mia.window(date(2026, 5, 9)) is None
    assert mia.window(date(2026, 5, 16)) == ALWAYS[5]
    assert (mia.days_a_week, mia.target, mia.big_three) == ((1, 3), "100-m", False)
    (race,) = mia.competitions
    assert (race.day, race.kind, race.importance, race.name) == (
        date(2026, 5, 16), "race", "A", "meet",
    )  # fmt: skip
    assert [(one.weekday, one.day) for one in mia.fixed] == [(4, None), (None, date(2026, 5, 10))]
    assert (mia.forbidden, mia.short_nights) == (
        frozenset({date(2026, 5, 5)}), frozenset({date(2026, 5, 6)}),
    )  # fmt: skip
    assert (mia.preferred, mia.facilities) == (frozenset({0, 6}), frozenset({"track"}))
    assert mia.returning is not None
    assert (mia.returning.place, mia.returning.step) == ("calf", 2)


def test_a_name_is_all_that_an_athlete_needs() -> None:
    (mia,) = read(with_athlete()).athletes
    assert (mia.week, mia.days_a_week, mia.target, mia.facilities) == (
        ALWAYS, (2, 4), "max-velocity", None,
    )  # fmt: skip


def test_monday_is_the_first_weekday() -> None:
    assert [weekday_number(day) for day in WEEK] == list(range(7))


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({}, "first_day: is missing"),
        (with_athlete(athlets=1), "athletes[0].athlets: no such key"),
        (with_athlete(week={"monday": None}), "athletes[0].week.monday"),
        (with_athlete(week={"mon": {"minutes": 0}}), "athletes[0].week.mon.minutes"),
        (with_athlete(week={"mon": {"minutes": 1e999}}), "athletes[0].week.mon.minutes"),
        (with_athlete(week={"mon": {"minutes": 60, "starts": "17:00Z"}}), "has no offset"),
        (with_athlete(target="marathon"), "athletes[0].target"),
        (with_athlete(exceptions={"soon": None}), "athletes[0].exceptions.soon"),
        (with_athlete(returning={"place": "toe"}), "athletes[0].returning.place"),
        (with_athlete() | {"athletes": []}, "athletes: "),
        (with_athlete() | {"weeks": 53}, "weeks: "),
        (with_athlete() | {"facilities": [{"name": "x", "capacity": 0}]}, "facilities[0].capacity"),
        ([], "the whole: "),
        (None, "the whole: "),
    ],
)
def test_a_fault_is_named_with_its_path(given: Any, path: str) -> None:
    with pytest.raises(InputError) as caught:
        read(given)
    assert caught.value.code == "document-faults"
    assert path in caught.value.message
    assert "docs/plan.md" in caught.value.message


@pytest.mark.parametrize(
    "given",
    [
        with_athlete(days_a_week=[4, 2]),
        with_athlete(facilities=["track"]),
        with_athlete(fixed=[{"stimulus": "skills"}]),
        with_athlete(competitions=[{"day": "2027-01-01", "kind": "race"}]),
        with_athlete() | {"facilities": [{"name": "x", "capacity": 1, "slots": [{"starts": "17:00"}]}]},
        with_athlete() | {"facilities": [{"name": "x", "capacity": 1, "kinds": ["moon"]}]},
        {**with_athlete(), "athletes": [{"athlete": "Mia"}, {"athlete": "Mia"}]},
    ],
)  # fmt: skip
def test_wishes_that_contradict_themselves_are_refused(given: Any) -> None:
    with pytest.raises(InputError):
        read(given)
