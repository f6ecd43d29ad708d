"""Kept answers: made once, found as long as they hold, never after something changed."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.web.people import OWNER, Club, uid

from flyzone.errors import InputError
from flyzone.model import CheckIn, Session
from flyzone.web.kept_answers import KeptAnswers, end_of_day, holds_until
from flyzone.web.site import Site

NOW = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)


def counting(until: datetime | None = None) -> tuple[list[int], Any]:
    made: list[int] = []

    def make() -> tuple[int, datetime | None]:
        made.append(len(made))
        return len(made), until

    return made, make


def test_an_answer_is_made_once() -> None:
    kept, (made, make) = KeptAnswers(), counting()
    assert [kept.answer(("mia", 1), NOW, make) for _ in range(3)] == [1, 1, 1]
    assert len(made) == 1


def test_an_answer_ends_with_its_time() -> None:
    kept, (_, make) = KeptAnswers(), counting(NOW + timedelta(hours=1))
    assert kept.answer(("mia", 1), NOW, make) == 1
    assert kept.answer(("mia", 1), NOW + timedelta(minutes=59), make) == 1
    assert kept.answer(("mia", 1), NOW + timedelta(hours=1), make) == 2


def test_the_least_recently_asked_for_gives_way() -> None:
    kept, (_, make) = KeptAnswers(2), counting()
    for key in ("a", "b", "a", "c"):
        kept.answer((key,), NOW, make)
    assert len(kept) == 2
    assert kept.answer(("a",), NOW, make) == 1
    assert kept.answer(("b",), NOW, make) == 4


def test_of_many_who_ask_at_once_one_makes_it() -> None:
    kept, (made, make) = KeptAnswers(), counting()
    begin = threading.Barrier(8)

    def ask(_: int) -> int:
        begin.wait()
        return kept.answer(("mia", 1), NOW, make)

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(ask, range(8))) == {1}
    assert len(made) == 1


def test_what_cannot_be_made_is_tried_again() -> None:
    kept = KeptAnswers()

    def fails() -> tuple[int, None]:
        raise InputError("It cannot be. Try again.")

    with pytest.raises(InputError):
        kept.answer(("mia", 1), NOW, fails)
    assert kept.answer(("mia", 1), NOW, lambda: (7, None)) == 7


def test_a_history_is_read_again_after_any_write(site: Site, people: Club) -> None:
    def known() -> Any:
        with site.store.reading(OWNER) as reader:
            return site.kept.athlete(reader, people.mia.id, NOW).one

    first = known()
    assert known() is first
    with site.store.writing(OWNER) as writer:
        writer.save(replace(first.history.sessions[0], note="in its place"))
    second = known()
    assert second.history.sessions[0].note == "in its place"
    with site.store.writing(OWNER) as writer:
        writer.delete(Session, second.history.sessions[0].id)
    assert len(known().history.sessions) == len(first.history.sessions) - 1


def test_nothing_is_kept_of_who_was_deleted(site: Site, people: Club) -> None:
    with site.store.reading(OWNER) as reader:
        site.kept.athlete(reader, people.mia.id, NOW)
        site.kept.athlete(reader, people.tom.id, NOW)
    site.kept.forget(people.mia.id)
    assert len(site.kept.histories) == 1


def test_an_answer_holds_to_the_end_of_the_day_or_to_a_record_ahead(
    site: Site, people: Club
) -> None:
    with site.store.reading(OWNER) as reader:
        history = reader.history(people.mia.id)
    assert holds_until(history, NOW) == end_of_day(NOW) == datetime(2026, 5, 13, tzinfo=UTC)
    soon = CheckIn(uid("soon"), people.mia.id, NOW + timedelta(minutes=2), ready=5)
    ahead = replace(history, checkins=(*history.checkins, soon))
    assert holds_until(ahead, NOW) == soon.at
