"""A table of reps into the store: each session once, and all of the table or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.training_builders import HIM, START, athlete, rep_table, season, session
from tests.workflows.training_store import OWNER, sessions_in, store_with

from flyzone.errors import InputError
from flyzone.model import Athlete, Session
from flyzone.storage import Store
from flyzone.workflows.import_reps import Kept, import_reps


def bring(
    store: Store, folder: Path, *named: tuple[str, Sequence[Session]], add: bool = False
) -> Kept:
    path = rep_table(folder / "reps.csv", named)
    with store.writing(OWNER) as writer:
        return import_reps(writer, path, add_athletes=add)


def athletes_in(store: Store) -> list[Athlete]:
    with store.reading(OWNER) as reader:
        return list(reader.athletes())


def test_a_table_imported_again_changes_nothing(tmp_path: Path) -> None:
    with store_with(tmp_path, athlete()) as store:
        first = bring(store, tmp_path, ("Mia", season(3)))
        assert dict(first.sessions) == {"new": 12}
        kept = sessions_in(store, HIM)
        assert dict(bring(store, tmp_path, ("mia", season(3))).sessions) == {"same": 12}
        assert sessions_in(store, HIM) == kept
        assert first.added == ()


def test_a_table_that_has_grown_adds_what_is_new_and_changes_what_differs(tmp_path: Path) -> None:
    with store_with(tmp_path, athlete()) as store:
        bring(store, tmp_path, ("Mia", [session((1.06, 1.05))]))
        more = session((1.0,), START + timedelta(days=3))
        kept = bring(store, tmp_path, ("Mia", [session((1.06, 1.05, 1.04)), more]))
        assert dict(kept.sessions) == {"changed": 1, "new": 1}
        assert [len(one.reps) for one in sessions_in(store, HIM)] == [3, 1]


def test_a_name_that_nobody_has_is_refused_or_added_once(tmp_path: Path) -> None:
    with store_with(tmp_path) as store:
        with pytest.raises(InputError, match="knows nobody called 'Mia'") as caught:
            bring(store, tmp_path, ("Mia", [session()]))
        assert caught.value.code == "import-unknown-athlete"
        assert athletes_in(store) == []
        assert bring(store, tmp_path, ("Mia", [session()]), add=True).added == ("Mia",)
        assert bring(store, tmp_path, ("Mia", [session()]), add=True).added == ()
        assert [one.name for one in athletes_in(store)] == ["Mia"]


def test_spaces_and_capitals_make_no_second_athlete(tmp_path: Path) -> None:
    name = "Mia  Müller "
    with store_with(tmp_path) as store:
        assert bring(store, tmp_path, (name, [session()]), add=True).added == ("Mia Müller",)
        again = bring(store, tmp_path, (name, [session()]), ("MIA MÜLLER", [session()]), add=True)
        assert again.added == ()
        assert len(athletes_in(store)) == 1
        assert len(sessions_in(store, athletes_in(store)[0].id)) == 1


def test_a_name_that_two_have_is_refused(tmp_path: Path) -> None:
    twin = replace(athlete("Other"), name="MIA")
    with (
        store_with(tmp_path, athlete(), twin) as store,
        pytest.raises(InputError, match="2 athletes of the store are called"),
    ):
        bring(store, tmp_path, ("Mia", [session()]))


def test_one_clash_and_nothing_of_the_table_is_kept(tmp_path: Path) -> None:
    there = replace(session((1.2,)), id=athlete("x").id)
    with store_with(tmp_path, athlete(), there) as store:
        with pytest.raises(InputError) as caught:
            bring(store, tmp_path, ("Tom", [session()]), ("Mia", [session()]), add=True)
        assert caught.value.code == "session-twice"
        assert [one.name for one in athletes_in(store)] == ["Mia"]
        assert sessions_in(store, HIM) == (there,)


def test_rows_that_were_not_used_are_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = rep_table(tmp_path / "reps.csv", [("Mia", [session()])])
    with path.open("a", encoding="utf-8") as file:
        file.write(f"Mia,s0,{START.isoformat()},9,10,0.2,,,,,\n")
    with store_with(tmp_path, athlete()) as store:
        with store.writing(OWNER) as writer:
            kept = import_reps(writer, path)
        assert [one.code for one in kept.notices] == ["row-rejected"]
        assert [rep.number for rep in sessions_in(store, HIM)[0].reps] == [1, 2, 3]
