"""What phones sent is known again, to who sent it; and what changed since a moment is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.storage.samples import DAY, OWNER, Squad, session, squad, uid

from flyzone.errors import InputError
from flyzone.model import Account, CheckIn, Session
from flyzone.storage import Store


@pytest.fixture
def team(store: Store) -> Squad:
    made = squad()
    with store.writing(OWNER) as w:
        w.save_many(made.records)
    return made


@pytest.fixture
def account(store: Store) -> Callable[[str], str]:
    def made(name: str) -> str:
        one = Account(uid(), name, "owner", DAY)
        with store.accounts(change=True) as accounts:
            accounts.add(one, None)
        return one.id

    return made


def test_an_entry_is_remembered_for_its_account_and_hidden_from_others(
    store: Store, account: Callable[[str], str]
) -> None:
    mine, other, entry = account("Nora"), account("Nils"), uid()
    with store.taking(OWNER, mine) as (_, sent):
        assert sent.done([entry]) == {}
        sent.remember(entry, {"outcome": "new"}, DAY)
    with store.taking(OWNER, mine) as (_, sent):
        assert sent.done([entry, uid()]) == {entry: {"outcome": "new"}}
    with store.taking(OWNER, other) as (_, sent):
        assert sent.done([entry]) == {entry: None}


def test_an_entry_of_a_block_that_failed_is_not_remembered(
    store: Store, account: Callable[[str], str]
) -> None:
    mine, entry = account("Nora"), uid()

    def fails() -> None:
        with store.taking(OWNER, mine) as (_, sent):
            sent.remember(entry, {"outcome": "new"}, DAY)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with store.taking(OWNER, mine) as (_, sent):
        assert sent.done([entry]) == {}


def test_sessions_come_the_latest_first_and_a_rep_leads_to_its_own(
    store: Store, team: Squad
) -> None:
    later = session(team.mia.id, 1.0, at=DAY.replace(year=DAY.year + 1))
    with store.writing(OWNER) as w:
        w.save(later)
    first = team.one(Session, team.mia)
    with store.reading(OWNER) as r:
        assert r.sessions(team.mia.id) == (later, first)
        assert r.sessions(team.mia.id, limit=1) == (later,)
        assert r.sessions(team.mia.id, since=later.started_at) == (later,)
        assert r.session_of_rep(first.reps[0].id) == first
        assert r.session_of_rep(uid()) is None
        with pytest.raises(InputError, match="no athlete"):
            r.sessions(uid())


def test_what_was_written_since_a_moment_is_told_with_whose_it_is(
    store: Store, team: Squad
) -> None:
    with store.reading(OWNER) as r:
        mark, _ = r.changes_since(0)
        assert r.changes_since(mark) == (mark, {})
    with store.writing(OWNER) as w:
        w.save(CheckIn(uid(), team.mia.id, DAY, ready=5.0))
    with store.reading(OWNER) as r:
        latest, lines = r.changes_since(mark)
    assert latest > mark
    assert list(lines.values()) == [team.mia.id]
