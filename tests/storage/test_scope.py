"""Nobody sees, or touches, what is not his: asked of every method that a store has."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, String, Table
from tests.storage.samples import DAY, OWNER, Squad, session, squad, uid

import flyzone.storage
from flyzone.errors import InputError
from flyzone.model import (
    Athlete,
    CheckIn,
    Consent,
    Group,
    Jump,
    Plan,
    RuleChange,
    Session,
    StoredClip,
)
from flyzone.storage import AuditEntry, Reader, Store, StoredResult, Viewer, Writer
from flyzone.storage import tables as t
from flyzone.storage.kinds import KINDS
from flyzone.storage.plain import plain_of
from flyzone.storage.scope import Scope

VIEWERS: dict[str, Callable[[Squad], Viewer]] = {
    "coach": lambda team: team.coach,
    "athlete": lambda team: team.herself,
}


@pytest.fixture
def team(store: Store) -> Squad:
    """Mia of the sprinters and Tom of the hurdlers; who looks sees Mia alone."""
    made = squad()
    with store.writing(OWNER) as w:
        w.save_many(made.records)
    return made


@pytest.fixture(params=VIEWERS)
def viewer(request: pytest.FixtureRequest, team: Squad) -> Viewer:
    """A coach of the sprinters, and Mia herself."""
    return VIEWERS[request.param](team)


READS: dict[str, Callable[[Reader, Squad], Any]] = {
    "athletes": lambda r, team: [r.athletes(), _refused(lambda: r.athletes(team.hurdlers.id))],
    "athlete": lambda r, team: _refused(lambda: r.athlete(team.tom.id)),
    "find_athlete": lambda r, team: [
        _refused(lambda word=word: r.find_athlete(word)) for word in ("Tom", "t", team.tom.id)
    ],
    "groups": lambda r, team: r.groups(),
    "group": lambda r, team: _refused(lambda: r.group(team.hurdlers.id)),
    "find_group": lambda r, team: _refused(lambda: r.find_group("hurdlers")),
    "group_ids": lambda r, team: _refused(lambda: r.group_ids(team.tom.id)),
    "history": lambda r, team: _refused(lambda: r.history(team.tom.id)),
    "session": lambda r, team: _refused(lambda: r.session(team.one(Session, team.tom).id)),
    "sessions": lambda r, team: _refused(lambda: r.sessions(team.tom.id)),
    "session_of_rep": lambda r, team: r.session_of_rep(team.one(Session, team.tom).reps[0].id),
    "changes_since": lambda r, team: r.changes_since(0),
    "rule_changes": lambda r, team: r.rule_changes(),
    "plan": lambda r, team: [r.plan(p.id) for p in team.records if _shared(p)],
    "latest_plans": lambda r, team: r.latest_plans([team.mia.id, team.tom.id]),
    "latest_plan": lambda r, team: [
        r.latest_plan(team.mia.id), _refused(lambda: r.latest_plan(team.tom.id))
    ],
    "results": lambda r, team: [r.results(), r.results(team.tom.id), r.results(kind="comparison")],
    "audit": lambda r, team: [
        r.audit(limit=1000), r.audit(team.tom.id), r.audit(record_id=team.hurdlers.id)
    ],
    "board": lambda r, team: [
        r.board(10.0), r.board(36.576, order="latest"),
        _refused(lambda: r.board(10.0, group_id=team.hurdlers.id)),
    ],
    "board_of_day": lambda r, team: [
        r.board_of_day(DAY.date()),
        _refused(lambda: r.board_of_day(DAY.date(), group_id=team.hurdlers.id)),
    ],
    "names": lambda r, team: [r.names(), _refused(lambda: r.names(team.hurdlers.id))],
    "group_names": lambda r, team: [r.group_names(), r.group_names([team.tom.id])],
    "athletes_by_id": lambda r, team: r.athletes_by_id([team.tom.id, team.mia.id]),
    "session_lines": lambda r, team: [
        r.session_lines([team.tom.id, team.mia.id]),
        r.session_lines([team.tom.id], DAY - timedelta(days=9)),
    ],
    "aching": lambda r, team: r.aching(),
    "consents": lambda r, team: [r.consents(), r.consents(team.tom.id)],
    "personal_bests": lambda r, team: _refused(lambda: r.personal_bests(team.tom.id)),
    "versions": lambda r, team: sorted(r.versions([team.mia.id, team.tom.id])),
    "version": lambda r, team: _refused(lambda: r.version(team.tom.id)),
    "wish_list": lambda r, team: _refused(lambda: r.wish_list(team.tom.id)),
    "grounds": lambda r, team: r.grounds(),
    "clips": lambda r, team: r.clips(),
    "camera_places": lambda r, team: r.camera_places(),
    "counts": lambda r, team: _counts_of_one(r.counts()),
    "get": lambda r, team: [
        _refused(lambda one=one: r.get(type(one), one.id)) for one in _of_tom(team)
    ],
    "plains": lambda r, team: [list(r.plains(kind)) for kind in KINDS.values()],
}  # fmt: skip
"""What each method gives to who asks for all, and for Tom."""

WRITES: dict[str, Callable[[Writer, Squad], Any]] = {
    "save": lambda w, team: [
        _refused(lambda one=one: w.save(one))
        for one in (*_of_tom(team), session(team.tom.id, 1.0, at=DAY + timedelta(1)), team.tom)
    ],
    "save_many": lambda w, team: _refused(
        lambda: w.save_many([team.mia, session(team.tom.id, 1.0, at=DAY + timedelta(1))])
    ),
    "enrol": lambda w, team: [
        _refused(lambda: w.enrol(team.tom, team.sprinters.id)),
        _refused(lambda: w.enrol(Athlete(uid(), "New"), team.hurdlers.id)),
    ],
    "delete": lambda w, team: [
        _refused(lambda one=one: w.delete(type(one), one.id)) for one in _of_tom(team)
    ],
    "step": lambda w, team: _refused(lambda: _in_a_step(w, team)),
    "keep": lambda w, team: [
        _refused(lambda one=one: w.keep(_kind(one), [plain_of(one)])) for one in _of_tom(team)
    ],
}


def _in_a_step(w: Writer, team: Squad) -> None:
    with w.step():
        w.save(team.tom)


def _of_tom(team: Squad) -> list[Any]:
    """Records that Mia and her coach do not see, one of each kind, each a little changed."""
    tom = team.tom.id
    of_tom = [one for one in team.records if getattr(one, "athlete_id", None) == tom]
    plan = next(
        one
        for one in team.records
        if type(one) is Plan and {d.athlete_id for d in one.days} == {tom}
    )
    return [team.tom, team.hurdlers, *of_tom, plan]


def _kind(record: Any) -> Any:
    return next(kind for kind in KINDS.values() if kind.word is type(record))


def _shared(record: Any) -> bool:
    return type(record) is Plan and len(record.days) == 2


def _refused(ask: Callable[[], Any]) -> str:
    with pytest.raises(InputError) as caught:
        ask()
    assert caught.value.code.startswith(("unknown-", "store-id-taken", "store-forbidden"))
    return caught.value.message


def _counts_of_one(counts: dict[str, int]) -> None:
    # Mia's alone, with the shared plan, and the change of a rule for everybody.
    assert counts["athlete"] == counts["group"] == counts["session"] == counts["result"] == 1
    assert counts["plan"] == counts["rule-change"] == 2


def _public(of: type) -> Iterator[str]:
    for name, _ in inspect.getmembers(of, inspect.isfunction):
        if not name.startswith("_"):
            yield name


def test_every_public_method_is_asked() -> None:
    assert set(_public(Reader)) == set(READS)
    assert set(_public(Writer)) == set(READS) | set(WRITES)


READS_OF_ALL: dict[str, Callable[[Reader, Squad], Any]] = {
    "athletes": lambda r, team: r.athletes(),
    "groups": lambda r, team: r.groups(),
    "latest_plans": lambda r, team: r.latest_plans([team.tom.id]),
    "results": lambda r, team: r.results(),
    "audit": lambda r, team: r.audit(limit=1000),
    "board": lambda r, team: r.board(10.0),
    "board_of_day": lambda r, team: r.board_of_day(DAY.date()),
    "names": lambda r, team: r.names(),
    "athletes_by_id": lambda r, team: r.athletes_by_id([team.tom.id]),
    "session_lines": lambda r, team: r.session_lines([team.tom.id]),
    "aching": lambda r, team: r.aching(),
    "consents": lambda r, team: r.consents(),
    "plains": lambda r, team: [list(r.plains(kind)) for kind in KINDS.values()],
}


def test_what_is_read_never_speaks_of_who_is_not_seen(
    store: Store, team: Squad, viewer: Viewer
) -> None:
    for name, ask in READS.items():
        with store.reading(viewer) as r:
            found = ask(r, team)
        # A refusal repeats the id that was asked for; what is given may not name Tom at all.
        given = [one for one in found if type(one) is not str] if type(found) is list else found
        if type(given) is not str:
            for secret in (team.tom.id, team.hurdlers.id, "Tom"):
                assert secret not in repr(given), name


def test_the_owner_does_see_him(store: Store, team: Squad) -> None:
    for name, ask in READS_OF_ALL.items():
        with store.reading(OWNER) as r:
            assert team.tom.id in repr(ask(r, team)), name


def test_nothing_is_written_to_who_is_not_seen(store: Store, team: Squad, viewer: Viewer) -> None:
    with store.reading(OWNER) as r:
        before = [list(r.plains(kind)) for kind in KINDS.values()]
    for name, tries in WRITES.items():
        with store.writing(viewer) as w:
            tries(w, team)
        with store.reading(OWNER) as r:
            assert [list(r.plains(kind)) for kind in KINDS.values()] == before, name


def test_who_is_not_seen_is_refused_in_the_words_for_who_is_not_there(
    store: Store, team: Squad, viewer: Viewer
) -> None:
    nobody = uid()
    with store.reading(viewer) as r:
        for ask in (r.athlete, r.history, r.personal_bests, r.latest_plan, r.group_ids):
            there, absent = (
                _refused(lambda ask=ask: ask(team.tom.id)),
                _refused(lambda ask=ask: ask(nobody)),
            )
            assert there.replace(team.tom.id, nobody) == absent
        for one in _of_tom(team):
            there = _refused(lambda one=one: r.get(type(one), one.id))
            absent = _refused(lambda one=one: r.get(type(one), nobody))
            assert there.replace(one.id, nobody) == absent
    for whose in (team.tom.id, nobody):
        with store.writing(viewer) as w:
            said = _refused(lambda: w.save(session(whose, 1.0)))  # noqa: B023
            assert said.replace(whose, "X") == (
                "There is no athlete X here, or none that you may see. Check the id."
            )


def test_they_see_and_write_what_is_theirs(store: Store, team: Squad, viewer: Viewer) -> None:
    with store.reading(viewer) as r:
        assert r.athletes() == (team.mia,)
        assert r.history(team.mia.id).sessions == (team.one(Session, team.mia),)
        assert r.find_athlete("m") == team.mia
        assert r.results() == (team.one(StoredResult, team.mia),)
        assert r.groups() == (team.sprinters,)
        changes = {(one.athlete_id, one.group_id) for one in r.rule_changes()}
        assert changes == {(team.mia.id, None), (None, None)}
        (shared,) = [r.plan(one.id) for one in team.records if _shared(one)]
        # The notes are on all, Tom among them.
        assert [day.athlete_id for day in shared.days] == [team.mia.id]
        assert shared.notes == ()
    with store.writing(viewer) as w:
        said = CheckIn(uid(), team.mia.id, DAY, sleep_h=7.0)
        assert w.save(said) == "new"
        assert w.save(replace(team.mia, note="new")) == "changed"
        w.delete(CheckIn, said.id)


def test_a_plan_that_concerns_others_is_neither_overwritten_nor_deleted(
    store: Store, team: Squad, viewer: Viewer
) -> None:
    (shared,) = [one for one in team.records if _shared(one)]
    with store.writing(viewer) as w:
        mine = w.plan(shared.id)
        assert "already belongs to another plan" in _refused(lambda: w.save(mine))
        assert "whom you do not see" in _refused(lambda: w.delete(Plan, shared.id))
    with store.reading(OWNER) as r:
        assert plain_of(r.plan(shared.id)) == plain_of(shared)


def test_a_coach_enrols_athletes_and_leads_his_groups_only(store: Store, team: Squad) -> None:
    new = Athlete(uid(), "Zoe")
    with store.writing(team.coach) as w:
        assert w.enrol(new, team.sprinters.id) == "new"
        assert w.enrol(new, team.sprinters.id) == "same"
        assert w.save(session(new.id, 1.1)) == "new"
        assert w.save(replace(w.group(team.sprinters.id), name="Fast ones")) == "changed"
    for wish in (
        lambda w: w.save(Athlete(uid(), "Ada")),
        lambda w: w.save(Group(uid(), "Mine", (new.id,))),
        # By naming Tom a member he would come to see him.
        lambda w: w.save(replace(team.sprinters, athlete_ids=(team.mia.id, team.tom.id))),
        lambda w: w.save(RuleChange(uid(), "r", "t", 1.0, "Carl", DAY)),
        lambda w: w.save(RuleChange(uid(), "r", "t", 1.0, "Carl", DAY, group_id=team.hurdlers.id)),
        lambda w: w.save(StoredResult(uid(), None, DAY, "form", {}, "1")),
        lambda w: w.delete(Athlete, new.id),
    ):
        with store.writing(team.coach) as w:
            _refused(lambda: wish(w))  # noqa: B023
    with store.writing(team.coach) as w:
        change = RuleChange(uid(), "r", "t", 1.0, "Carl", DAY, group_id=team.sprinters.id)
        assert w.save(change) == "new"
    with store.reading(team.coach) as r:
        assert r.athletes() == (team.mia, new)


def test_an_athlete_changes_no_rules_and_enrols_nobody_but_may_delete_himself(
    store: Store, team: Squad
) -> None:
    with store.writing(team.herself) as w:
        _refused(lambda: w.save(RuleChange(uid(), "r", "t", 1.0, "M", DAY, athlete_id=team.mia.id)))
        _refused(lambda: w.enrol(Athlete(uid(), "Ada"), team.sprinters.id))
        _refused(lambda: w.save(replace(team.sprinters, name="Mine")))
    with store.writing(team.herself) as w:
        w.delete(Athlete, team.mia.id)
    with store.reading(OWNER) as r:
        assert r.athletes() == (team.tom,)


def test_nobody_writes_or_deletes_the_trail_by_hand(store: Store, team: Squad) -> None:
    with store.reading(OWNER) as r:
        entry = r.audit(limit=1)[0]
    forged = replace(entry, id=uid(), who="Somebody else")
    for viewer in (OWNER, team.coach, team.herself):
        with store.writing(viewer) as w:
            _refused(lambda: w.save(forged))  # type: ignore[arg-type]
            _refused(lambda: w.delete(AuditEntry, entry.id))


def test_of_who_is_in_several_groups_a_coach_sees_his_own_alone(store: Store, team: Squad) -> None:
    other = Group(uid(), "Relay", (team.mia.id, team.tom.id))
    with store.writing(OWNER) as w:
        w.save(other)
    with store.reading(team.coach) as r:
        assert r.group_ids(team.mia.id) == (team.sprinters.id,)
        assert r.groups() == (team.sprinters,)
        assert other.id not in repr([list(r.plains(kind)) for kind in KINDS.values()])
    with store.reading(team.herself) as r:
        assert set(r.group_ids(team.mia.id)) == {team.sprinters.id, other.id}
        assert r.group(other.id).athlete_ids == (team.mia.id,)


def test_a_coach_without_groups_sees_nobody(store: Store, team: Squad) -> None:
    with store.reading(Viewer.coach("New", [])) as r:
        assert r.athletes() == r.groups() == r.board(10.0) == ()
        assert r.counts()["rule-change"] == 1  # what holds for everybody


def test_every_table_says_how_far_a_viewer_sees_and_one_that_does_not_cannot_be_read() -> None:
    scope = Scope(Viewer.coach("Carl", [uid()]))
    records = {kind.table for kind in KINDS.values()}
    records |= {kind.part.table for kind in KINDS.values() if kind.part is not None}
    # Of the store as a whole, and nobody's data: everybody who belongs to it sees them.
    for table in records - {t.camera_places, t.grounds}:
        assert "WHERE" in str(scope.seen(table))
    with pytest.raises(KeyError):
        scope.seen(Table("new", MetaData(), Column("id", String)))
    with pytest.raises(KeyError):
        Scope(OWNER).seen(Table("new", MetaData(), Column("id", String)))


def test_what_reads_for_a_viewer_takes_no_table_but_from_the_scope() -> None:
    folder = Path(flyzone.storage.__file__).parent
    for name in ("reading.py", "board.py", "squad.py"):
        tree = ast.parse((folder / name).read_text(encoding="utf-8"))
        asked = {
            inner
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and ast.unparse(node.func) in ("self._scope.seen", "scope.seen")
            for inner in ast.walk(node)
        }
        asked |= {
            inner
            for node in ast.walk(tree)
            if isinstance(node, ast.GeneratorExp) and ast.unparse(node.elt) == "scope.seen(one)"
            for inner in ast.walk(node)
        }
        # A table is `t.sessions` or the `.table` of a kind or of its part.
        tables = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and (ast.unparse(node.value) == "t" or (node.attr == "table" and not _of_rows(node)))
        ]
        assert tables
        assert [ast.unparse(node) for node in tables if node not in asked] == []


def _of_rows(node: ast.Attribute) -> bool:
    """Whether it is the method of the viewer's own rows, which ask the scope themselves."""
    return ast.unparse(node.value) == "self._rows"


@pytest.mark.parametrize(
    "words",
    [
        {"role": "owner", "group_ids": (uid(),)},
        {"role": "athlete"},
        {"role": "coach", "athlete_id": uid()},
        {"role": "king"},
        {"role": "coach", "group_ids": ("no id",)},
    ],
)
def test_a_viewer_whose_ids_do_not_go_with_his_role_is_refused(words: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        Viewer("Carl", **words)


def test_jumps_of_others_are_not_read_by_id(store: Store, team: Squad) -> None:
    with store.reading(team.coach) as r:
        assert r.get(Jump, team.one(Jump, team.mia).id) == team.one(Jump, team.mia)
        _refused(lambda: r.get(Jump, team.one(Jump, team.tom).id))


def test_a_guardian_sees_and_writes_what_is_his_wards(store: Store, team: Squad) -> None:
    vera = Viewer.guardian("Vera", [team.mia.id])
    with store.reading(vera) as r:
        assert r.athletes() == (team.mia,)
        assert team.tom.id not in repr([list(r.plains(kind)) for kind in KINDS.values()])
    with store.writing(vera) as w:
        assert w.save(CheckIn(uid(), team.mia.id, DAY, sleep_h=9.0)) == "new"
        assert w.save(replace(team.mia, born=date(2010, 1, 1))) == "changed"
        _refused(lambda: w.save(RuleChange(uid(), "r", "t", 1.0, "V", DAY, athlete_id=team.mia.id)))
        _refused(lambda: w.save(session(team.tom.id, 1.0)))


@pytest.mark.parametrize(
    "change", [{"born": date(2000, 1, 1)}, {"public": False}, {"lands_well": None}]
)
def test_an_athlete_does_not_make_himself_an_adult_or_fit(
    store: Store, team: Squad, change: dict[str, Any]
) -> None:
    with store.writing(team.herself) as w:
        said = _refused(lambda: w.save(replace(team.mia, **change)))
        assert next(iter(change)) in said


def test_who_agrees_does_it_himself_and_a_coach_for_nobody(store: Store, team: Squad) -> None:
    def consent(role: Any) -> Consent:
        return Consent(uid(), team.mia.id, DAY, "V", role, True, "Comet")

    with store.writing(Viewer.guardian("Vera", [team.mia.id])) as w:
        assert w.save(consent("guardian")) == "new"
        _refused(lambda: w.save(consent("athlete")))
    with store.writing(team.herself) as w:
        assert w.save(consent("athlete")) == "new"
        _refused(lambda: w.save(consent("guardian")))
    with store.writing(team.coach) as w:
        _refused(lambda: w.save(consent("guardian")))


def test_a_film_of_the_squad_is_for_its_coach_and_not_for_each_in_it(
    store: Store, team: Squad
) -> None:
    clip = StoredClip(uid(), DAY, "relay.mov", 9, "e" * 64, group_id=team.sprinters.id)
    with store.writing(team.coach) as w:
        assert w.save(clip) == "new"
        # Nobody is named in it whom he does not see.
        _refused(lambda: w.save(replace(clip, order=(team.tom.id,))))
        _refused(lambda: w.save(replace(clip, id=uid(), group_id=None)))
    with store.reading(team.coach) as r:
        assert r.get(StoredClip, clip.id) == clip
    with store.reading(team.herself) as r:
        _refused(lambda: r.get(StoredClip, clip.id))


def test_a_coach_takes_an_athlete_off_public_boards_and_puts_nobody_on_them(
    store: Store, team: Squad
) -> None:
    hidden = replace(team.mia, public=False)
    with store.writing(team.coach) as w:
        assert w.save(hidden) == "changed"
        _refused(lambda: w.save(team.mia))
        _refused(lambda: w.enrol(Athlete(uid(), "New", public=True), team.sprinters.id))
    with store.writing(OWNER) as w:
        assert w.save(team.mia) == "changed"


def test_a_guardian_enrols_nobody(store: Store, team: Squad) -> None:
    with store.writing(Viewer.guardian("Vera", [team.mia.id])) as w:
        _refused(lambda: w.enrol(Athlete(uid(), "New"), team.sprinters.id))
