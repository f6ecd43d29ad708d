"""A season from the store: wishes by name, everybody's own rules, and a plan that is his latest."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.training_builders import HIM, START, athlete, change, season
from tests.workflows.training_store import OWNER, store_with

from flyzone.errors import InputError, PlanError
from flyzone.storage import Store
from flyzone.wire.wishes import WishesDocument
from flyzone.workflows.plan_season import Season, keep_plan, plan_season, read_season

FIRST = date(2026, 5, 4)
MADE = START + timedelta(days=60)
TOM = athlete("Tom", level="trained")


def wishes(*names: str, **words: Any) -> WishesDocument:
    return WishesDocument.model_validate(
        {
            "first_day": FIRST,
            "weeks": 1,
            "athletes": [{"athlete": name, **words} for name in names],
        }
    )


def read(store: Store, document: WishesDocument, *, again: bool = False) -> Season:
    with store.reading(OWNER) as reader:
        return read_season(reader, document, again=again)


def made(store: Store, *names: str) -> Any:
    plan = plan_season(read(store, wishes(*names)), made_at=MADE)
    with store.writing(OWNER) as writer:
        keep_plan(writer, plan)
    return plan


def test_wishes_name_athletes_whose_history_and_rules_come_from_the_store(tmp_path: Path) -> None:
    own = change(60.0, athlete_id=HIM)
    with store_with(tmp_path, athlete(), TOM, own, *season(3)) as store:
        found = read(store, wishes("mi", TOM.id))
        assert found.athletes == {HIM: athlete(), TOM.id: TOM}
        assert [one.history and len(one.history.sessions) for one in found.wishes.athletes] == [
            12, 0,
        ]  # fmt: skip
        assert found.books[HIM].value("recovery-max-velocity", "hours") == 60.0
        assert found.books[TOM.id].value("recovery-max-velocity", "hours") == 48.0
        assert found.earlier is None


@pytest.mark.parametrize("names", [("Kim",), ("Mia", "mia")])
def test_an_athlete_who_is_not_known_or_stands_twice_is_refused(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    with store_with(tmp_path, athlete()) as store, pytest.raises(InputError):
        read(store, wishes(*names))


def test_a_plan_covers_every_day_and_is_then_his_latest(tmp_path: Path) -> None:
    with store_with(tmp_path, athlete(), *season(3)) as store:
        told: list[float] = []
        plan = plan_season(read(store, wishes("Mia")), made_at=MADE, progress=told.append)
        assert [day.day for day in plan.days] == [FIRST + timedelta(days=n) for n in range(7)]
        assert all(day.athlete_id == HIM for day in plan.days)
        assert all(one.reasons for day in plan.days for one in (day, *day.sessions))
        assert told == sorted(told)
        assert told[-1] == 1.0
        with store.writing(OWNER) as writer:
            keep_plan(writer, plan)
        with store.reading(OWNER) as reader:
            assert reader.latest_plan(HIM) == plan


def test_a_plan_is_changed_from_a_day_on_and_not_before(tmp_path: Path) -> None:
    with store_with(tmp_path, athlete(), *season(3)) as store:
        plan = made(store, "Mia")
        again = read(store, wishes("Mia"), again=True)
        assert again.earlier == plan
        since = FIRST + timedelta(days=3)
        changed = plan_season(again, made_at=MADE, since=since)
        assert changed.id != plan.id
        assert [day for day in changed.days if day.day < since] == [
            day for day in plan.days if day.day < since
        ]


def test_there_must_be_one_plan_of_all_to_be_changed(tmp_path: Path) -> None:
    with store_with(tmp_path, athlete(), TOM) as store:
        for names in (("Mia",), ("Mia", "Tom")):
            with pytest.raises(InputError, match="Make a new plan, without --again") as caught:
                read(store, wishes(*names), again=True)
            assert caught.value.code == "plan-again"
            made(store, "Mia")
        made(store, "Tom")
        with pytest.raises(InputError, match="plans that differ"):
            read(store, wishes("Mia", "Tom"), again=True)


def test_wishes_that_cannot_all_hold_are_named(tmp_path: Path) -> None:
    never = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    with store_with(tmp_path, athlete()) as store, pytest.raises(PlanError) as caught:
        plan_season(read(store, wishes("Mia", week=never, days_a_week=(2, 4))), made_at=MADE)
    assert "Mia" in caught.value.message
