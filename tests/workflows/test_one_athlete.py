"""One athlete out of the store, with the rules as they hold for him."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.training_builders import HIM, START, athlete, change, season, uid
from tests.workflows.training_store import OWNER, store_with

from flyzone.errors import InputError
from flyzone.model import Group
from flyzone.training.rules import STANDARD
from flyzone.workflows.one_athlete import book_of, one_athlete

RULE = ("recovery-max-velocity", "hours")


def test_a_name_its_beginning_or_an_id_finds_all_that_is_known_of_him(tmp_path: Path) -> None:
    with store_with(tmp_path, athlete(), *season(3)) as store, store.reading(OWNER) as reader:
        for name in ("Mia", " mi", "MIA", HIM):
            found = one_athlete(reader, name)
            assert found.name == "Mia"
            assert found.history.sessions == season(3)
            assert dict(found.book_at(START).changes) == {}


def test_nobody_and_several_are_refused(tmp_path: Path) -> None:
    with (
        store_with(tmp_path, athlete(), athlete("Mika")) as store,
        store.reading(OWNER) as reader,
    ):
        for name in ("Tom", "", "mi"):
            with pytest.raises(InputError):
                one_athlete(reader, name)


def test_his_rules_are_everybodys_his_groups_and_his_own(tmp_path: Path) -> None:
    other = athlete("Tom")
    group = Group(uid("g"), "Sprinters", (HIM,))
    changes = (
        change(50.0), change(60.0, group_id=group.id), change(70.0, athlete_id=other.id),
        change(72.0, group_id=group.id, at=START + timedelta(days=1)),
    )  # fmt: skip
    with (
        store_with(tmp_path, athlete(), other, group, *changes) as store,
        store.reading(OWNER) as reader,
    ):
        assert book_of(reader, HIM).value(*RULE) == 72.0
        assert book_of(reader, other.id).value(*RULE) == 70.0
    assert STANDARD.value(*RULE) == 48.0
