"""What phones sent is in the store once, answered alike, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_DNS, uuid4, uuid5

import pytest

from flyzone.errors import StoreError
from flyzone.model import Account, Athlete, CheckIn, Group
from flyzone.storage import Store, Viewer, open_store
from flyzone.workflows.take_entries import Answer, Entry, take_entries

OWNER = Viewer.owner("Nora")
NOW = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)


def uid(name: object) -> str:
    return str(uuid5(NAMESPACE_DNS, f"take.{name}"))


ACCOUNT, OTHER = uid("account"), uid("other account")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.db")) as opened:
        mia = Athlete(uid("mia"), "Mia", time_zone="Asia/Tokyo")
        tom = Athlete(uid("tom"), "Tom")
        with opened.writing(OWNER) as writer:
            writer.save_many([mia, tom, Group(uid("group"), "Sprinters", (mia.id,))])
        with opened.accounts(change=True) as accounts:
            accounts.add(Account(ACCOUNT, "Nora", "owner", NOW), None)
            accounts.add(Account(OTHER, "Nils", "owner", NOW), None)
        yield opened


def session_of(athlete: str = "mia", phone: str = "a") -> dict[str, Any]:
    return {
        "id": uid(f"session {athlete} {phone}"), "athlete_id": uid(athlete),
        "started_at": NOW.isoformat(), "stimulus": "max-velocity",
    }  # fmt: skip


def rep(name: object, at_s: float = 60.0, **more: Any) -> dict[str, Any]:
    at = (NOW + timedelta(seconds=at_s)).isoformat()
    return {"id": uid(name), "distance_m": 10.0, "run_in_m": 20.0, "time_s": 1.05, "at": at, **more}


def entry(kind: Any, body: dict[str, Any], name: object = None) -> Entry:
    return Entry(str(uuid4()) if name is None else uid(name), NOW, kind, body)


def ran(name: object, at_s: float = 60.0, **more: Any) -> Entry:
    body = {"session": session_of(), "rep": rep(name, at_s, **more)}
    return entry("rep", body, f"entry {name}")


def take(
    store: Store, *entries: Entry, viewer: Viewer = OWNER, account: str = ACCOUNT
) -> list[Answer]:
    return take_entries(store, viewer, account, entries, NOW)


def outcomes(answers: list[Answer]) -> list[str]:
    return [one.outcome for one in answers]


def sessions(store: Store) -> Any:
    with store.reading(OWNER) as reader:
        return reader.sessions(uid("mia"))


def test_entries_are_done_in_their_order(store: Store) -> None:
    hurt = {"pain": 3.0, "pain_place": "hamstring"}
    answers = take(
        store,
        ran(1),
        ran(2, 400.0),
        entry("rep-change", {"rep_id": uid(2), "base": dict.fromkeys(hurt), "change": hurt}),
        entry("rep-remove", {"rep_id": uid(1), "base": {"time_s": 1.05}}),
        entry("session-end", {"session": session_of(), "change": {"ended_by": "pain"}}),
        entry("check-in", {"id": uid("said"), "athlete_id": uid("mia"),
                           "at": NOW.isoformat(), "ready": 7.0}),
    )  # fmt: skip
    assert outcomes(answers) == ["new", "new", "changed", "changed", "changed", "new"]
    (session,) = sessions(store)
    assert [(one.id, one.number, one.pain) for one in session.reps] == [(uid(2), 1, 3.0)]
    assert session.ended_by == "pain"
    with store.reading(OWNER) as reader:
        assert reader.get(CheckIn, uid("said")).ready == 7.0


def test_an_entry_that_is_sent_again_is_answered_alike_and_done_once(store: Store) -> None:
    first = take(store, ran(1))
    remove = entry("rep-remove", {"rep_id": uid(1), "base": {}})
    gone = take(store, remove)
    # The answer to the first was lost, and it comes again after the rep was taken back.
    again = take(store, ran(1), remove)
    assert outcomes(again) == outcomes(first + gone)
    assert [one.again for one in again] == [True, True]
    assert [one.session_id for one in again] == [first[0].session_id, gone[0].session_id]
    assert sessions(store) == ()


def test_an_entry_twice_in_one_request_is_done_once(store: Store) -> None:
    assert outcomes(take(store, ran(1), ran(1))) == ["new", "new"]
    assert [len(one.reps) for one in sessions(store)] == [1]


def test_a_day_is_the_athletes_own(store: Store) -> None:
    take(store, ran(1))
    (session,) = sessions(store)
    assert session.started_at.isoformat() == "2026-05-13T00:00:00+09:00"
    assert session.reps[0].at.utcoffset() == timedelta(hours=9)


def test_what_cannot_be_taken_is_refused_alone_and_may_come_again(store: Store) -> None:
    fast, unknown = ran(2, 300.0, time_s=0.1), ran(3, 500.0, colour="red")
    answers = take(store, ran(1), fast, unknown, ran(4, 700.0))
    assert outcomes(answers) == ["new", "refused", "refused", "new"]
    assert answers[1].code == "rep-too-fast"
    assert "colour" in answers[2].message
    assert [one.number for one in sessions(store)[0].reps] == [1, 2]
    assert outcomes(take(store, fast)) == ["refused"]


def test_whom_an_account_does_not_see_it_writes_nothing_to(store: Store) -> None:
    coach = Viewer.coach("Carl", [uid("group")])
    hidden = entry("rep", {"session": session_of("tom"), "rep": rep(1)})
    answers = take(store, hidden, ran(2), viewer=coach)
    assert [(one.outcome, one.code) for one in answers] == [
        ("refused", "unknown-athlete"), ("new", ""),
    ]  # fmt: skip


def test_the_rep_of_an_athlete_whom_he_does_not_see_is_not_there_for_him(store: Store) -> None:
    take(store, entry("rep", {"session": session_of("tom"), "rep": rep(1)}))
    coach = Viewer.coach("Carl", [uid("group")])
    change = entry("rep-change", {"rep_id": uid(1), "base": {}, "change": {"time_s": 1.2}})
    (answer,) = take(store, change, viewer=coach)
    assert (answer.outcome, answer.there) == ("conflict", None)
    # Nor does he take its id for another rep.
    assert outcomes(take(store, ran(1), viewer=coach)) == ["refused"]


def test_an_id_of_another_accounts_entry_is_refused_and_says_nothing_of_it(store: Store) -> None:
    take(store, ran(1))
    (answer,) = take(store, ran(1), account=OTHER)
    assert (answer.outcome, answer.code, answer.session_id) == ("refused", "entry-taken", None)


def test_a_conflict_shows_what_is_there_and_is_looked_at_anew(store: Store) -> None:
    take(store, ran(1))
    theirs = {"rep_id": uid(1), "base": {"time_s": 1.05}, "change": {"time_s": 1.06}}
    mine = {"rep_id": uid(1), "base": {"time_s": 1.05}, "change": {"time_s": 1.10}}
    take(store, entry("rep-change", theirs))
    clash = entry("rep-change", mine)
    for _ in range(2):
        (answer,) = take(store, clash)
        assert (answer.outcome, answer.there) == ("conflict", {"time_s": 1.06})
    kept = entry("rep-change", {**mine, "base": {"time_s": 1.06}})
    assert outcomes(take(store, kept)) == ["changed"]
    assert sessions(store)[0].reps[0].time_s == 1.10


def test_a_check_in_of_the_same_id_that_says_something_else_is_a_conflict(store: Store) -> None:
    said = {"id": uid("said"), "athlete_id": uid("mia"), "at": NOW.isoformat(), "ready": 7.0}
    take(store, entry("check-in", said))
    (answer,) = take(store, entry("check-in", {**said, "ready": 3.0}))
    assert answer.outcome == "conflict"
    assert answer.there is not None
    assert answer.there["ready"] == 7.0


def test_what_was_done_and_that_it_was_done_are_kept_together_or_not_at_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flyzone.storage import entries as sent  # noqa: PLC0415

    def broken(*_: Any) -> None:
        raise StoreError("the disk is full", code="store-full")

    with monkeypatch.context() as patched:
        patched.setattr(sent.SentEntries, "remember", broken)
        with pytest.raises(StoreError):
            take(store, ran(1))
    assert sessions(store) == ()
    assert outcomes(take(store, ran(1))) == ["new"]


def test_bodies_that_are_no_bodies_are_refused_with_a_next_step(store: Store) -> None:
    for kind in ("rep", "rep-change", "rep-remove", "session-end", "check-in"):
        for body in ({}, {"session": 1, "rep": []}, {"rep_id": 5, "base": [], "change": None}):
            (answer,) = take(store, entry(kind, body))
            assert answer.outcome == "refused", kind
            assert answer.message.endswith(".")
