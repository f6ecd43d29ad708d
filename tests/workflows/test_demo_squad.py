"""The sample squad: made up and marked so, the same for the same seed, with something true to find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flyzone.errors import InputError
from flyzone.storage import Store, Viewer, open_store
from flyzone.training.today import answer_today
from flyzone.workflows.accounts import WrongPasswordError, log_in
from flyzone.workflows.demo_squad import SQUAD, SYNTHETIC, demo_squad, is_demo, new_keys
from flyzone.workflows.one_athlete import one_athlete

NOW = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)
OWNER = Viewer.owner("A test")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Path]]:
    folder = tmp_path_factory.mktemp("demo")
    with open_store(str(folder / "s.db")) as store:
        demo_squad(store, folder / "files", NOW)
        yield store, folder / "files"


def test_everybody_is_marked_as_made_up(demo: tuple[Store, Path]) -> None:
    store, files = demo
    assert is_demo(files)
    with store.reading(OWNER) as r:
        athletes = r.athletes()
        assert len(athletes) == 20
        assert {one.note for one in athletes} == {SYNTHETIC}
        for one in athletes:
            assert {s.source for s in r.history(one.id).sessions} == {"virtual"}
        minors = [one for one in athletes if not one.is_adult_on(NOW.date())]
        assert len(minors) == 10
        assert not any(one.public for one in athletes)


def test_each_has_weeks_behind_him_and_nothing_lies_in_the_future(demo: tuple[Store, Path]) -> None:
    store, _ = demo
    with store.reading(OWNER) as r:
        for one in r.athletes():
            history = r.history(one.id)
            starts = [s.started_at for s in history.sessions]
            assert min(starts) < NOW - timedelta(weeks=10)
            assert max(starts) < NOW
            assert max(c.at for c in history.checkins) < NOW
            assert len(history.jumps) == 18
            assert len(r.results(one.id, "profile")) == 2
            story = next(v.story for v in SQUAD if v.name == one.name)
            plan = r.latest_plan(one.id)
            assert (plan is None) == (story == "pain")
            if plan is not None:
                days = {day.day for day in plan.days if day.athlete_id == one.id}
                assert len(days) == 14


def test_a_pain_that_nobody_cleared_is_found(demo: tuple[Store, Path]) -> None:
    store, _ = demo
    verdicts = {}
    with store.reading(OWNER) as r:
        for one in r.athletes():
            known = one_athlete(r, one.id)
            verdicts[one.name] = answer_today(known.history, NOW, known.book_at(NOW)).verdict
    assert verdicts["Gia Hare"] == "no"
    assert list(verdicts.values()).count("no") < 15


def test_the_same_seed_gives_the_same_squad_and_another_another(
    demo: tuple[Store, Path], tmp_path: Path
) -> None:
    def told(store: Store) -> list[object]:
        with store.reading(OWNER) as r:
            return [(r.history(one.id), r.wish_list(one.id)) for one in r.athletes()]

    def planned(store: Store) -> list[object]:
        with store.reading(OWNER) as r:
            plans = r.latest_plans([one.id for one in r.athletes()])
            return sorted(
                (day.athlete_id, day.day.isoformat(), [s.stimulus for s in day.sessions])
                for plan in {p.id: p for p in plans.values()}.values()
                for day in plan.days
            )

    for seed, same in ((2026, True), (7, False)):
        with open_store(str(tmp_path / f"{seed}.db")) as store:
            demo_squad(store, tmp_path / str(seed), NOW, seed=seed)
            assert (told(store) == told(demo[0])) is same
            assert (planned(store) == planned(demo[0])) is same


def test_passwords_are_random_and_the_last_ones_hold(demo: tuple[Store, Path]) -> None:
    store, _ = demo
    first, second = new_keys(store), new_keys(store)
    assert [key.role for key in first] == ["owner", "coach", "athlete", "guardian", "board"]
    assert not {key.password for key in first} & {key.password for key in second}
    words = {"caller": "x", "device": "x", "now": NOW}
    with pytest.raises(WrongPasswordError):
        log_in(store, first[0].name, first[0].password, **words)  # type: ignore[arg-type]
    account, _ = log_in(store, second[0].name, second[0].password, **words)  # type: ignore[arg-type]
    assert account.role == "owner"


def test_it_is_never_made_where_somebody_is(demo: tuple[Store, Path], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a store of its own"):
        demo_squad(demo[0], tmp_path / "other", NOW)
    assert not is_demo(tmp_path / "other")
