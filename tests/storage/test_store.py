"""What is saved comes back equal, saving again changes nothing, and one block is all or nothing."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from tests.storage.samples import DAY, OWNER, session, sessions_of, squad, take_out, uid

from flyzone.errors import InputError
from flyzone.model import (
    Athlete,
    CheckIn,
    Clearance,
    Group,
    History,
    Jump,
    Lift,
    Plan,
    PlannedDay,
    Reason,
    Rep,
    RuleChange,
    Session,
)
from flyzone.moments import FIRST_YEAR, LAST_YEAR
from flyzone.storage import Store, StoredResult, Viewer, open_store
from flyzone.storage.kinds import KINDS
from flyzone.storage.plain import plain_of


def plains(records: Any) -> list[dict[str, Any]]:
    return [plain_of(one) for one in records]


def test_every_kind_of_record_comes_back_equal_to_the_last_digit(store: Store) -> None:
    team = squad()
    with store.writing(OWNER) as w:
        assert w.save_many(team.records) == ["new"] * len(team.records)
    with store.reading(OWNER) as r:
        back = [r.get(type(one), one.id) for one in team.records]
    assert plains(back) == plains(team.records)
    assert {type(one) for one in back} == {kind.word for kind in KINDS.values()} - {
        KINDS["audit"].word
    }


def test_saving_again_changes_nothing_and_says_so(store: Store) -> None:
    team = squad()
    with store.writing(OWNER) as w:
        w.save_many(team.records)
    with store.reading(OWNER) as r:
        before = (r.counts(), r.audit(limit=1000))
    with store.writing(OWNER) as w:
        assert w.save_many(team.records) == ["same"] * len(team.records)
        assert w.save(team.mia) == "same"
    with store.reading(OWNER) as r:
        assert (r.counts(), r.audit(limit=1000)) == before


def test_a_store_that_was_closed_still_has_it(new_url: Callable[[], str]) -> None:
    url, team = new_url(), squad()
    with open_store(url) as store, store.writing(OWNER) as w:
        w.save_many(team.records)
    with open_store(url) as store, store.reading(OWNER) as r:
        assert r.athletes() == (team.mia, team.tom)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_session_comes_back_with_its_moment_and_its_offset(
    store: Store, data: st.DataObject
) -> None:
    athlete = Athlete(uid(), "Mia")
    made = data.draw(sessions_of(athlete.id))
    with store.writing(OWNER) as w:
        w.save_many([athlete, made])
        assert w.save(made) == "same"
    with store.reading(OWNER) as r:
        back = r.history(athlete.id).sessions[0]
    # Two clocks' times of one hour that comes twice never compare equal; their instants do.
    assert back.started_at.astimezone(UTC) == made.started_at.astimezone(UTC) or (
        back.started_at.timestamp() == made.started_at.timestamp()
    )
    assert back.started_at.utcoffset() == made.started_at.utcoffset()
    assert back.started_at.replace(tzinfo=None) == made.started_at.replace(tzinfo=None, fold=0)
    assert replace(back, started_at=DAY, reps=()) == replace(made, started_at=DAY, reps=())
    assert back.reps == made.reps


@pytest.mark.parametrize(
    "edge",
    [
        datetime(FIRST_YEAR, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(LAST_YEAR, 12, 31, 23, 59, 59, 999999, tzinfo=timezone(-timedelta(hours=12))),
    ],
    ids=["first", "last"],
)
def test_a_moment_at_the_end_of_our_time_is_kept(store: Store, edge: datetime) -> None:
    athlete = Athlete(uid(), "Mia")
    with store.writing(OWNER) as w:
        w.save_many([athlete, Jump(uid(), athlete.id, edge, "squat", 0.3)])
    with store.reading(OWNER) as r:
        (jump,) = r.history(athlete.id).jumps
    assert jump.at.isoformat() == edge.isoformat()


def test_a_history_is_sorted_and_begins_where_it_is_asked_to(store: Store) -> None:
    athlete, other = Athlete(uid(), "Mia"), Athlete(uid(), "Tom")
    sessions = [session(athlete.id, 1.05, at=DAY + timedelta(days=n)) for n in (5, 0, 9)]
    checkins = [CheckIn(uid(), athlete.id, DAY + timedelta(days=n), sleep_h=8.0) for n in (3, 1)]
    with store.writing(OWNER) as w:
        w.save_many([athlete, other, *sessions, *checkins, session(other.id, 1.2)])
    with store.reading(OWNER) as r:
        whole = r.history(athlete.id)
        later = r.history(athlete.id, DAY + timedelta(days=3))
    assert whole == History(athlete, tuple(sessions), tuple(checkins))
    assert later == History(athlete, (sessions[0], sessions[2]), (checkins[0],))


def test_the_same_session_with_one_more_rep_is_changed_and_the_trail_says_how(store: Store) -> None:
    athlete = Athlete(uid(), "Mia")
    first = session(athlete.id, 1.05, 1.04)
    more = replace(first, reps=(*first.reps, Rep(uid(), 3, 10.0, 1.06)), note="one more")
    with store.writing(OWNER) as w:
        w.save_many([athlete, first])
        assert w.save(more) == "changed"
    with store.reading(OWNER) as r:
        assert r.session(first.id) == more
        changes = [one for one in r.audit(athlete.id) if one.action == "changed"]
    (entry,) = changes
    assert (entry.who, entry.role, entry.kind, entry.record_id) == (
        "Nora", "owner", "session", first.id,
    )  # fmt: skip
    assert entry.before == {"reps": [], "note": ""}
    assert entry.after is not None
    assert [rep["number"] for rep in entry.after["reps"]] == [3]
    assert entry.after["note"] == "one more"


def test_two_sessions_at_one_time_are_refused_naming_both_and_nothing_is_written(
    store: Store,
) -> None:
    athlete = Athlete(uid(), "Mia")
    first = session(athlete.id, 1.05, 1.04)
    elsewhere = session(
        athlete.id, 1.2, at=DAY.astimezone(UTC), stimulus="acceleration", source="gates.csv"
    )
    with store.writing(OWNER) as w:
        w.save_many([athlete, first])
    said = CheckIn(uid(), athlete.id, DAY, sleep_h=8.0)
    with pytest.raises(InputError) as caught, store.writing(OWNER) as w:
        w.save_many([said, elsewhere])
    assert caught.value.code == "session-twice"
    for word in (first.id, elsewhere.id, "Mia", "gates.csv", "max-velocity", "acceleration"):
        assert word in caught.value.message
    with store.reading(OWNER) as r:
        assert r.history(athlete.id) == History(athlete, (first,))


def test_two_sessions_at_one_time_are_refused_within_one_call(store: Store) -> None:
    athlete = Athlete(uid(), "Mia")
    two = [session(athlete.id, 1.05), session(athlete.id, 1.06)]
    with pytest.raises(InputError, match="two sessions at one time"), store.writing(OWNER) as w:
        w.save_many([athlete, *two])
    with store.reading(OWNER) as r:
        assert r.athletes() == ()


def test_a_session_may_not_be_moved_onto_another(store: Store) -> None:
    athlete = Athlete(uid(), "Mia")
    first = session(athlete.id, 1.05)
    second = session(athlete.id, 1.06, at=DAY + timedelta(days=1))
    with store.writing(OWNER) as w:
        w.save_many([athlete, first, second])
    # Even one that says the same: two records may not become one unnoticed.
    moved = replace(second, started_at=DAY, reps=first.reps)
    with pytest.raises(InputError, match="two sessions at one time"), store.writing(OWNER) as w:
        w.save(moved)


def test_two_athletes_may_train_at_one_time(store: Store) -> None:
    mia, tom = Athlete(uid(), "Mia"), Athlete(uid(), "Tom")
    with store.writing(OWNER) as w:
        w.save_many([mia, tom, session(mia.id, 1.05), session(tom.id, 1.05)])
    with store.reading(OWNER) as r:
        assert r.counts()["session"] == 2


def test_the_same_content_under_new_ids_is_recognised_and_not_doubled(store: Store) -> None:
    athlete = Athlete(uid(), "Mia")
    again = [session(athlete.id, 1.05, 1.04, source=name) for name in ("a.csv", "copy of a.csv")]
    with store.writing(OWNER) as w:
        assert w.save_many([athlete, *again]) == ["new", "new", "same"]
    with store.writing(OWNER) as w:
        assert w.save(session(athlete.id, 1.05, 1.04)) == "same"
    with store.reading(OWNER) as r:
        assert r.history(athlete.id).sessions == (again[0],)


def test_an_exception_in_a_block_leaves_the_store_as_it_was(store: Store) -> None:
    def fail() -> None:
        with store.writing(OWNER) as w:
            w.save_many(squad().records)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.reading(OWNER) as r:
        assert set(r.counts().values()) == {0}


def test_a_record_never_changes_its_athlete_nor_takes_another_ones_id(store: Store) -> None:
    team = squad()
    with store.writing(OWNER) as w:
        w.save_many(team.records)
    his = team.one(Jump, team.tom)
    with pytest.raises(InputError) as caught, store.writing(OWNER) as w:
        w.save(replace(his, athlete_id=team.mia.id))
    assert caught.value.code == "store-id-taken"


def test_a_rep_of_another_session_is_not_taken_over(store: Store) -> None:
    athlete = Athlete(uid(), "Mia")
    first = session(athlete.id, 1.05)
    thief = replace(session(athlete.id, at=DAY + timedelta(days=1)), reps=first.reps)
    with store.writing(OWNER) as w:
        w.save_many([athlete, first])
    with pytest.raises(InputError) as caught, store.writing(OWNER) as w:
        w.save(thief)
    assert caught.value.code == "store-id-taken"
    with store.reading(OWNER) as r:
        assert r.history(athlete.id).sessions == (first,)


@pytest.mark.parametrize(
    "word", [Session, CheckIn, Clearance, Jump, Lift, RuleChange, StoredResult]
)
def test_a_record_of_an_unknown_athlete_is_refused(store: Store, word: type) -> None:
    record = squad().one(word, None)
    with pytest.raises(InputError) as caught, store.writing(OWNER) as w:
        w.save(record)
    assert caught.value.code == "unknown-athlete"


def test_a_deleted_record_is_gone_and_the_trail_has_what_it_held(store: Store) -> None:
    team = squad()
    gone = team.one(Session, team.mia)
    with store.writing(OWNER) as w:
        w.save_many(team.records)
        w.delete(Session, gone.id)
    with store.reading(OWNER) as r:
        assert r.history(team.mia.id).sessions == ()
        assert r.personal_bests(team.mia.id) == ()
        entry = next(one for one in r.audit(record_id=gone.id) if one.action == "deleted")
    assert entry.before == plain_of(gone)


def test_with_an_athlete_goes_everything_of_his_and_only_the_fact_stays(
    store: Store, tmp_path: Any
) -> None:
    team = squad()
    mia, tom = team.mia, team.tom
    with store.writing(OWNER) as w:
        w.save_many(team.records)
        w.save(replace(mia, note="a secret"))
        w.save(replace(team.hurdlers, athlete_ids=(tom.id, mia.id)))
        w.save(replace(team.hurdlers, athlete_ids=(tom.id,)))
        shared = next(one for one in team.records if type(one) is Plan and len(one.days) == 2)
        w.save(replace(shared, days=shared.days[:1]))
        w.save(shared)
    with store.writing(OWNER) as w:
        w.delete(Athlete, mia.id)
    with store.reading(OWNER) as r:
        assert r.athletes() == (tom,)
        assert [day.athlete_id for day in r.plan(shared.id).days] == [tom.id]
        assert r.plan(shared.id).notes == ()
        assert r.history(tom.id).sessions == (team.one(Session, tom),)
        entries = r.audit(limit=1000)
    gone = [one for one in entries if one.kind == "athlete" and one.action == "deleted"]
    assert [(one.who, one.athlete_id, one.before, one.after) for one in gone] == [
        ("Nora", None, None, None)
    ]
    take_out(store, tmp_path / "all.jsonl.gz")
    text = gzip.decompress((tmp_path / "all.jsonl.gz").read_bytes()).decode()
    assert mia.id not in text
    assert "a secret" not in text
    assert "Müller" not in text


def test_plans_are_found_by_who_they_are_for_and_when_they_were_made(store: Store) -> None:
    team = squad()
    with store.writing(OWNER) as w:
        w.save_many(team.records)
        alone = Athlete(uid(), "Zoe")
        w.save(alone)
    with store.reading(OWNER) as r:
        plans = r.latest_plans([team.mia.id, team.tom.id, alone.id])
        assert r.latest_plan(alone.id) is None
        assert plain_of(r.latest_plan(team.mia.id))["made_at"] == DAY.isoformat()
    assert set(plans) == {team.mia.id, team.tom.id}
    assert {one.made_at for one in plans.values()} == {DAY}


def test_an_athlete_is_found_by_name_by_its_beginning_and_by_id(store: Store) -> None:
    names = ["Max", "Maximilian", "Maya", "ÄNNE Öz"]
    athletes = {name: Athlete(uid(), name) for name in names}
    with store.writing(OWNER) as w:
        w.save_many(athletes.values())
    with store.reading(OWNER) as r:
        for asked, meant in {
            "max": "Max",
            "maxi": "Maximilian",
            "MAY": "Maya",
            "änne  ö": "ÄNNE Öz",
            athletes["Maya"].id: "Maya",
        }.items():
            assert r.find_athlete(asked).name == meant
        with pytest.raises(InputError) as caught:
            r.find_athlete("ma")
        assert caught.value.code == "ambiguous-athlete"
        assert all(name in caught.value.message for name in ("Max", "Maximilian", "Maya"))
        for nobody in ("Moritz", "", " "):
            with pytest.raises(InputError, match="no athlete"):
                r.find_athlete(nobody)


def test_results_are_found_by_athlete_kind_and_clip(store: Store) -> None:
    team = squad()
    with store.writing(OWNER) as w:
        w.save_many(team.records)
    mine = team.one(StoredResult, team.mia)
    with store.reading(OWNER) as r:
        assert r.results(team.mia.id) == (mine,)
        assert len(r.results(kind="clip-timing")) == 2
        assert len(r.results(clip_sha256="a" * 64)) == 2
        assert [one.athlete_id for one in r.results(kind="comparison")] == [None]
        assert len(r.results(limit=1)) == 1


def test_groups_and_rule_changes_come_in_order(store: Store) -> None:
    team = squad()
    with store.writing(OWNER) as w:
        w.save_many(team.records)
    with store.reading(OWNER) as r:
        assert r.groups() == (team.hurdlers, team.sprinters)
        assert r.find_group("spr") == team.sprinters
        assert r.group_ids(team.mia.id) == (team.sprinters.id,)
        assert r.athletes(team.sprinters.id) == (team.mia,)
        assert set(r.rule_changes()) == {one for one in team.records if type(one) is RuleChange}


def test_the_members_of_a_group_keep_their_order(store: Store) -> None:
    athletes = [Athlete(uid(), f"Athlete {n}") for n in range(20)]
    members = tuple(one.id for one in athletes)[::-1]
    with store.writing(OWNER) as w:
        w.save_many([*athletes, group := Group(uid(), "All", members)])
        w.save(moved := replace(group, athlete_ids=members[5:] + members[:5]))
    with store.reading(OWNER) as r:
        assert r.group(group.id) == moved


def test_a_reader_sees_one_moment_whatever_is_written_meanwhile(store: Store) -> None:
    athlete = Athlete(uid(), "Mia")
    with store.writing(OWNER) as w:
        w.save(athlete)
    with store.reading(OWNER) as r:
        before = r.counts()
        with store.writing(OWNER) as w:
            w.save(session(athlete.id, 1.05))
        assert r.counts() == before
    with store.reading(OWNER) as r:
        assert r.counts()["session"] == 1


def test_a_large_call_takes_many_pages(store: Store) -> None:
    athlete = Athlete(uid(), "Mia")
    many = [session(athlete.id, 1.05, at=DAY + timedelta(hours=n)) for n in range(1200)]
    with store.writing(OWNER) as w:
        assert w.save_many([athlete, *many, *many]) == ["new"] * 1201 + ["same"] * 1200
    with store.reading(OWNER) as r:
        assert r.history(athlete.id).sessions == tuple(many)


@pytest.mark.parametrize(
    ("record", "hint"),
    [
        (lambda a: session(a, source="nul\0here"), "NUL"),
        (lambda a: session(a, source="half \ud83d here"), "surrogate"),
        (lambda a: replace(session(a), reps=(Rep(uid(), 1, 10.0, method="\0"),)), "NUL"),
        (lambda a: session(a, source="x" * 20_000), "letters"),
        (lambda a: Rep(uid(), 1, 10.0), "keeps no Rep"),
        (lambda a: replace(session(a), source=7), "text"),
        (lambda a: Athlete(a, "Mia", lands_well="yes"), "true or false"),  # type: ignore[arg-type]
        (lambda a: Athlete(a, "Mia", born="2009-02-28T10:00"), "a date"),  # type: ignore[arg-type]
        (lambda a: Lift(uid(), a, DAY, "x", 1.0, 5, None), None),
        (
            lambda a: Jump(
                uid(), a, DAY.replace(tzinfo=timezone(timedelta(microseconds=1))), "hop", 1
            ),
            "whole seconds",
        ),
        (lambda a: Plan(uid(), DAY, (PlannedDay(a, DAY),)), "a date"),
        (lambda a: Plan(uid(), DAY, (), (Reason("x", {"n": True}),)), "number|text"),  # type: ignore[arg-type]
        (lambda a: Plan(uid(), DAY, (), (Reason("x", {"n": 10**400}),)), "number|text"),
        (lambda a: StoredResult(uid(), a, DAY, "x", {"deep": "y" * 3_000_000}, "1"), "letters"),
    ],
)
def test_what_a_database_cannot_keep_is_refused_or_kept_rightly_in_both(
    store: Store, record: Callable[[str], Any], hint: str | None
) -> None:
    athlete = Athlete(uid(), "Mia")
    with store.writing(OWNER) as w:
        w.save(athlete)
    made = record(athlete.id)
    if hint is None:
        with store.writing(OWNER) as w:
            w.save(made)
        with store.reading(OWNER) as r:
            if not isinstance(made, Athlete):
                assert r.get(type(made), made.id) == made
        return
    with pytest.raises(InputError, match=hint), store.writing(OWNER) as w:
        w.save(made)
    with store.reading(OWNER) as r:
        assert r.history(athlete.id) == History(athlete)


def test_a_document_keeps_every_text_and_number_that_json_can_say(store: Store) -> None:
    document = {
        "nul": "\0", "half": "\ud83d", "big": 10**400, "tiny": 5e-324, "pi": 3.141592653589793,
        "zero": -0.0, "list": [1, 1.0, True, None, "ü🏃"], "": {"": []},
    }  # fmt: skip
    result = StoredResult(uid(), None, DAY, "form", document, "0.1.0")
    with store.writing(OWNER) as w:
        w.save(result)
    with store.reading(OWNER) as r:
        assert r.get(StoredResult, result.id).document == document


def test_the_clock_of_the_trail_may_be_given(new_url: Callable[[], str]) -> None:
    with open_store(new_url(), clock=lambda: DAY) as store:
        with store.writing(OWNER) as w:
            w.save(Athlete(uid(), "Mia"))
        with store.reading(OWNER) as r:
            assert [one.at for one in r.audit()] == [DAY]


def test_viewers_names_stand_in_the_trail(store: Store) -> None:
    team = squad()
    with store.writing(OWNER) as w:
        w.save_many(team.records)
    with store.writing(team.herself) as w:
        w.save(CheckIn(uid(), team.mia.id, DAY, sleep_h=6.0))
    with store.reading(OWNER) as r:
        (entry,) = r.audit(team.mia.id, limit=1)
    assert (entry.who, entry.role, entry.action) == ("Mia", "athlete", "new")
    assert isinstance(Viewer.owner("x"), Viewer)


@pytest.mark.parametrize("odd", ["", "\0", "\ud83d", "x" * 5000, "' OR 1=1 --"])
def test_an_odd_id_is_an_unknown_one(store: Store, odd: str) -> None:
    team = squad()
    with store.writing(OWNER) as w:
        w.save_many(team.records)
        for ask in (w.athlete, w.group, w.session, w.plan, w.history, w.group_ids, w.find_athlete):
            with pytest.raises(InputError, match="no "):
                ask(odd)
        with pytest.raises(InputError):
            w.delete(Session, odd)
        with pytest.raises(InputError):
            w.save(RuleChange(uid(), "r", "t", 1.0, "Nora", DAY, athlete_id=odd))
        with pytest.raises(InputError):
            w.save(RuleChange(uid(), "r", "t", 1.0, "Nora", DAY, group_id=odd))
        assert w.latest_plans([odd]) == {}
        assert w.results(odd) == w.results(kind=odd or "?") == w.audit(record_id=odd) == ()


def test_who_catches_an_error_keeps_the_rest_of_his_block_and_nothing_of_what_failed(
    store: Store,
) -> None:
    mia = Athlete(uid(), "Mia")
    first = session(mia.id, 1.05)
    many = [session(mia.id, 1.05, at=DAY + timedelta(days=n)) for n in range(1, 700)]
    thief = replace(session(mia.id, at=DAY + timedelta(days=900)), reps=first.reps)
    later = session(mia.id, 1.04, at=DAY + timedelta(days=800))
    with store.writing(OWNER) as w:
        w.save_many([mia, first])
        # Written page by page, refused at its end, by a check of ours or by the database.
        for wrong in (session(mia.id, 1.2), thief):
            with pytest.raises(InputError):
                w.save_many([*many, wrong])
            assert w.counts()["session"] == 1
        assert w.save(later) == "new"
    with store.reading(OWNER) as r:
        assert r.history(mia.id).sessions == (first, later)
        assert {one.record_id for one in r.audit(limit=1000)} == {mia.id, first.id, later.id}


def test_what_a_save_looks_up_it_finds_in_an_index(sqlite_path: Path) -> None:
    """A full table is never read through: that would make each save slower than the one before."""
    mia = Athlete(uid(), "Mia")
    asked: list[tuple[str, Any]] = []
    with open_store(str(sqlite_path)) as store:
        engine = store._database._engine

        @event.listens_for(engine, "before_cursor_execute")
        def note(_c: Any, _cu: Any, statement: str, values: Any, _ctx: Any, many: bool) -> None:
            if statement.startswith(("SELECT", "UPDATE", "DELETE")) and not many:
                asked.append((statement, values))

        with store.writing(OWNER) as w:
            w.save_many([mia, first := session(mia.id, 1.05)])
            w.save_many([session(mia.id, 1.0, at=DAY + timedelta(days=n)) for n in range(1, 9)])
            w.save(replace(first, note="changed"))
            w.history(mia.id)
            w.history(mia.id, DAY)
            w.personal_bests(mia.id)
            w.latest_plan(mia.id)
            w.board(10.0)
            w.board(10.0, order="latest")
        with engine.connect() as connection:
            plans = [
                step
                for statement, values in asked
                for *_, step in connection.exec_driver_sql(
                    f"EXPLAIN QUERY PLAN {statement}", values
                )
            ]
    # The board goes through all athletes, and a sorted result through itself.
    read_through = {step for step in plans if step.startswith("SCAN")}
    assert not any(name in step for step in read_through for name in ("sessions", "reps", "audit"))
    assert len(plans) > 30
