"""A version tells two states of an athlete's records apart, whatever happened between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.storage.samples import DAY, OWNER, Squad, session, squad, uid

from flyzone.model import Athlete, CheckIn, Clearance, Group, Jump, Lift, Plan, RuleChange, Session
from flyzone.storage import Store, StoredResult, Viewer, Writer, export_all, import_all, open_store
from flyzone.storage.kinds import KINDS
from flyzone.storage.plain import plain_of


@pytest.fixture
def team(store: Store) -> Squad:
    made = squad()
    with store.writing(OWNER) as w:
        w.save_many(made.records)
    return made


def version(store: Store, athlete_id: str, viewer: Viewer = OWNER) -> str:
    with store.reading(viewer) as r:
        return r.version(athlete_id)


def _plan_changed(w: Writer, team: Squad) -> None:
    plan = w.latest_plan(team.mia.id)
    assert plan is not None
    w.save(replace(plan, days=plan.days[:-1]) if len(plan.days) > 1 else replace(plan, notes=()))


def _session_changed(w: Writer, team: Squad) -> None:
    one = team.one(Session, team.mia)
    w.save(replace(one, note="changed in its place"))


def _rule_changed(w: Writer, team: Squad) -> None:
    change = RuleChange(uid(), "trend-window", "weeks", 9.0, "Nora", DAY)
    w.save(change)


def _rule_changed_in_place(w: Writer, team: Squad) -> None:
    one = w.rule_changes()[0]
    w.save(replace(one, value=one.value + 1e-6))


WRITES: dict[str, Callable[[Writer, Squad], Any]] = {
    "a session is added": lambda w, team: w.save(
        session(team.mia.id, 1.1, at=DAY + timedelta(days=30))
    ),
    "a session is changed": _session_changed,
    "a session is deleted": lambda w, team: w.delete(Session, team.one(Session, team.mia).id),
    "a check-in is added": lambda w, team: w.save(CheckIn(uid(), team.mia.id, DAY, ready=5)),
    "a clearance is added": lambda w, team: w.save(
        replace(team.one(Clearance, team.mia), id=uid())
    ),
    "a jump is added": lambda w, team: w.save(replace(team.one(Jump, team.mia), id=uid())),
    "a lift is added": lambda w, team: w.save(replace(team.one(Lift, team.mia), id=uid())),
    "a result is added": lambda w, team: w.save(
        StoredResult(uid(), team.mia.id, DAY, "profile", {}, "1")
    ),
    "the athlete is changed": lambda w, team: w.save(replace(team.mia, mas_m_s=4.4)),
    "a plan is changed": _plan_changed,
    "a plan is added": lambda w, team: w.save(
        Plan(uid(), DAY + timedelta(days=400), tuple(
            day for day in w.latest_plans([team.mia.id])[team.mia.id].days
            if day.athlete_id == team.mia.id
        ))
    ),
    "a rule is changed for all": _rule_changed,
    "a change of a rule is changed": _rule_changed_in_place,
    "a group takes her in": lambda w, team: w.save(Group(uid(), "Relay", (team.mia.id,))),
}  # fmt: skip


@pytest.mark.parametrize("what", WRITES)
def test_the_version_changes_when(store: Store, team: Squad, what: str) -> None:
    before = version(store, team.mia.id)
    assert version(store, team.mia.id) == before
    with store.writing(OWNER) as w:
        WRITES[what](w, team)
    assert version(store, team.mia.id) != before


def test_what_changes_for_others_leaves_it_alone(store: Store, team: Squad) -> None:
    before = version(store, team.mia.id)
    with store.writing(OWNER) as w:
        w.save(session(team.tom.id, 1.1, at=DAY + timedelta(days=30)))
        w.save(replace(team.tom, mas_m_s=4.4))
    assert version(store, team.mia.id) == before


def test_an_import_that_brings_no_trail_changes_it_too(
    store: Store, team: Squad, tmp_path: Path
) -> None:
    """As an export that was cut out of a larger store: a session more, and no line about it."""
    with open_store(str(tmp_path / "other.db")) as other:
        with other.writing(OWNER) as w:
            w.save(team.mia)
            w.save(session(team.mia.id, 1.1, at=DAY + timedelta(days=30)))
        with other.reading(OWNER) as r:
            export_all(r, tmp_path / "all.jsonl.gz")
    before = version(store, team.mia.id)
    with store.writing(OWNER) as w:
        import_all(w, tmp_path / "all.jsonl.gz")
    assert version(store, team.mia.id) != before


def test_a_record_kept_without_a_line_in_the_trail_changes_it(store: Store, team: Squad) -> None:
    before = version(store, team.mia.id)
    with store.writing(OWNER) as w, w.step():
        fresh = session(team.mia.id, 1.1, at=DAY + timedelta(days=30))
        w.keep(KINDS["session"], [plain_of(fresh)], trail=False)
    assert version(store, team.mia.id) != before


def test_another_store_open_at_the_same_place_is_seen(tmp_path: Path) -> None:
    place = str(tmp_path / "one.db")
    mia = Athlete(uid(), "Mia")
    with open_store(place) as here, open_store(place) as there:
        with here.writing(OWNER) as w:
            w.save(mia)
        before = version(here, mia.id)
        with there.writing(OWNER) as w:
            w.save(session(mia.id, 1.1))
        assert version(here, mia.id) != before


def test_who_is_deleted_and_comes_back_is_another(store: Store, team: Squad) -> None:
    zoe = Athlete(uid(), "Zoe")
    seen = set()
    for _ in range(3):
        with store.writing(OWNER) as w:
            w.save(zoe)
        seen.add(version(store, zoe.id))
        with store.writing(OWNER) as w:
            w.delete(Athlete, zoe.id)
    assert len(seen) == 3


def test_a_deleted_team_mate_changes_a_shared_plan(store: Store, team: Squad) -> None:
    with store.reading(OWNER) as r:
        plan = r.latest_plans([team.mia.id])[team.mia.id]
    assert {day.athlete_id for day in plan.days} == {team.mia.id, team.tom.id}
    before = version(store, team.mia.id)
    with store.writing(OWNER) as w:
        w.delete(Athlete, team.tom.id)
    assert version(store, team.mia.id) != before


def test_many_at_once_are_as_one_by_one_and_strangers_are_left_out(
    store: Store, team: Squad
) -> None:
    with store.reading(OWNER) as r:
        both = r.versions([team.mia.id, team.tom.id, uid()])
        assert both == {one: r.version(one) for one in (team.mia.id, team.tom.id)}
    with store.reading(team.coach) as r:
        assert set(r.versions([team.mia.id, team.tom.id])) == {team.mia.id}
