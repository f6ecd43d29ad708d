"""Deletion that really deletes: afterwards no byte of store or files tells who somebody was."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import insert
from tests.web.people import OWNER, Club, uid

from flyzone.model import Athlete, Consent, Group, StoredClip
from flyzone.storage import StoredResult
from flyzone.storage import tables as t
from flyzone.storage.forgetting import GONE, Person, texts
from flyzone.web.site import Site
from flyzone.workflows.backup import make_backup
from flyzone.workflows.delete_athlete import delete_athlete, finish_deleting

Clients = Callable[[str | None], TestClient]
NAME = "Mia Ahrens"
SHA = "a" * 64


def _clip(name: str, now: Any, **words: Any) -> StoredClip:
    return StoredClip(uid(name), now, name, 4, SHA, **words)


@pytest.fixture
def full(site: Site, people: Club) -> Site:
    """The club with clips, files, jobs, uploads and mentions of Mia all over it."""
    now, mia, tom = site.clock(), people.mia, people.tom
    clips = {
        "own": _clip("Mia Ahrens runs", now, athlete_id=mia.id),
        "squad": _clip("squad with her", now, group_id=people.sprinters.id, order=(tom.id, mia.id)),
        "others": _clip("squad without", now, group_id=people.sprinters.id, order=(tom.id,)),
    }
    run = {"entry_s": 0.1, "time_s": 1.1371}
    with site.store.writing(OWNER) as w:
        w.save_many(clips.values())
        w.save(Consent(uid("c"), mia.id, now, "Vera", "guardian", True, "Comet", uid("vera")))
        w.save(
            StoredResult(
                uid("r1"), tom.id, now, "clip-timing",
                {"runs": [{"athlete": NAME, **run}, {"athlete": "Tom Weber", "time_s": 1.02}]}, "1",
                clip_sha256="b" * 64, path=f"/films/{NAME}.mp4",
            )
        )  # fmt: skip
        w.save(
            StoredResult(uid("r2"), None, now, "clip-timing", {"runs": [run]}, "1", clip_sha256=SHA)
        )
        his = w.history(tom.id).sessions[0]
        w.save(replace(his, note=f"ran beside {NAME}, and well"))
        w.save(Group(uid("late"), "Late", (mia.id, tom.id)))
        w.save(Group(uid("late"), "Late", (tom.id,)))
    with site.store._database.writing() as connection:
        job = {"progress": 0.0, "tries": 0, "made_us": 1, "state": "done"}
        connection.execute(
            insert(t.jobs),
            [
                {
                    "id": uid("j1"),
                    "kind": "still",
                    "task": "{}",
                    "clip_id": clips["squad"].id,
                    **job,
                },
                {
                    "id": uid("j2"),
                    "kind": "still",
                    "task": json.dumps({"order": [tom.id, mia.id]}),
                    "clip_id": None,
                    **job,
                },
            ],
        )
        upload = {"size_bytes": 9, "received_bytes": 4, "made_us": 1, "seen_us": 1, "name": "x"}
        connection.execute(
            insert(t.uploads),
            [
                {
                    "id": uid("u1"),
                    "account_id": people.accounts["athlete"].id,
                    "wish": "{}",
                    **upload,
                }
            ],
        )
        connection.execute(
            insert(t.sent_entries),
            [
                {
                    "id": uid("s1"), "account_id": people.accounts["coach"].id, "at_us": 1,
                    "outcome": json.dumps({"athlete_id": mia.id, "ok": True}),
                }
            ],
        )  # fmt: skip
    with site.store.accounts(change=True) as accounts:
        offer = {"role": "guardian", "ward_ids": [mia.id]}
        accounts.invite(people.accounts["owner"].id, offer, now, now + timedelta(days=7))
    for clip in clips.values():
        (site.folder / "clips" / clip.id).mkdir(parents=True)
        (site.folder / "clips" / clip.id / "original").write_bytes(b"film")
    (site.folder / "uploads").mkdir()
    (site.folder / "uploads" / f"{uid('u1')}.part").write_bytes(b"fi")
    return site


def _bytes(folder: Path) -> bytes:
    """Every name and every byte below a folder."""
    found = b""
    for one in sorted(folder.rglob("*")):
        found += one.name.encode() + b"\n"
        if one.is_file():
            found += one.read_bytes()
    return found


def test_no_trace_is_left_in_store_or_files(full: Site, people: Club, client_of: Clients) -> None:
    mia, folder = people.mia, full.folder.parent
    with full.store.reading(OWNER) as r:
        sessions = r.history(mia.id).sessions
    traces = [
        mia.id,
        NAME,
        people.accounts["athlete"].id,
        uid("Mia Ahrens runs"),
        "1.1371",
        "Comet",
    ]
    traces += [one.id for one in sessions]
    before = _bytes(folder)
    assert all(one.encode() in before for one in traces)
    client = client_of("guardian")
    gone = client.post(f"/athletes/{mia.id}/profile/delete", data={"name": "mia  ahrens"})
    assert gone.status_code == 303, gone.text
    after = _bytes(folder)
    assert [one for one in traces if one.encode() in after] == []
    assert sorted(one.name for one in (full.folder / "clips").iterdir()) == [uid("squad without")]
    assert not list((full.folder / "uploads").iterdir())


def test_others_keep_theirs(full: Site, people: Club, client_of: Clients) -> None:
    client_of("owner").post(f"/athletes/{people.mia.id}/profile/delete", data={"name": NAME})
    with full.store.reading(OWNER) as r:
        assert [one.name for one in r.athletes()] == ["Tom Weber", "Zoe Lind"]
        assert len(r.history(people.tom.id).sessions) == 8
        (kept,) = r.results(people.tom.id)
        assert kept.document == {"runs": [{"athlete": "Tom Weber", "time_s": 1.02}]}
        assert kept.path == f"/films/{GONE}.mp4"
        assert r.results() == (kept,)
        noted = [s.note for s in r.history(people.tom.id).sessions if s.note]
        assert noted == [f"ran beside {GONE}, and well"]
        (entry,) = [one for one in r.audit(kind="athlete") if one.action == "deleted"]
    assert (entry.who, entry.athlete_id, entry.before, entry.after) == ("Nora", None, None, None)
    with full.store.accounts() as accounts:
        # Vera answered for nobody else.
        assert sorted(one.name for one in accounts.all()) == ["Carl", "Fence", "Nora"]


def test_who_deletes_himself_is_nobody_in_the_trail(
    full: Site, people: Club, client_of: Clients
) -> None:
    client = client_of("athlete")
    answer = client.post(f"/athletes/{people.mia.id}/profile/delete", data={"name": NAME})
    assert answer.status_code == 303
    assert "storage" in answer.headers["clear-site-data"]
    assert client.get("/account").status_code == 303
    with full.store.reading(OWNER) as r:
        assert "Mia" not in {one.who for one in r.audit(limit=10_000)}


@pytest.mark.parametrize("typed", ["", "Mia", "Tom Weber"])
def test_without_the_name_nothing_is_deleted(
    full: Site, people: Club, client_of: Clients, typed: str
) -> None:
    answer = client_of("owner").post(
        f"/athletes/{people.mia.id}/profile/delete", data={"name": typed}
    )
    assert answer.status_code == 422
    assert "type the name" in answer.text
    with full.store.reading(OWNER) as r:
        assert r.athlete(people.mia.id) == people.mia
    assert (full.folder / "clips" / uid("Mia Ahrens runs") / "original").is_file()


def test_a_coach_deletes_nobody(full: Site, people: Club, client_of: Clients) -> None:
    client = client_of("coach")
    assert "/profile/delete" not in client.get(f"/athletes/{people.mia.id}/profile").text
    answer = client.post(f"/athletes/{people.mia.id}/profile/delete", data={"name": NAME})
    assert answer.status_code == 403
    api = client.post(f"/api/v1/athletes/{people.mia.id}/delete", json={"name": NAME})
    assert api.status_code == 403
    with full.store.reading(OWNER) as r:
        assert r.athlete(people.mia.id) == people.mia


def test_a_deletion_that_was_cut_short_is_finished_at_the_next_start(
    full: Site, people: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flyzone.workflows.delete_athlete.remove_files", dies)
    with pytest.raises(KeyboardInterrupt):
        delete_athlete(full.store, OWNER, full.folder, people.mia.id, NAME)
    monkeypatch.undo()
    film = full.folder / "clips" / uid("Mia Ahrens runs") / "original"
    assert film.is_file()
    assert finish_deleting(full.store, full.folder) == 1
    assert not film.exists()
    assert finish_deleting(full.store, full.folder) == 0
    assert people.mia.id.encode() not in _bytes(full.folder)


def test_a_note_of_a_deletion_that_was_not_kept_removes_nothing(full: Site, people: Club) -> None:
    clip = uid("Mia Ahrens runs")
    note = full.folder / "erasing-1.json"
    note.write_text(json.dumps({"athlete": people.mia.id, "ids": [clip]}))
    assert finish_deleting(full.store, full.folder) == 0
    assert (full.folder / "clips" / clip / "original").is_file()
    assert not note.exists()


def test_within_thirty_days_the_backups_have_forgotten_too(
    full: Site, people: Club, client_of: Clients, tmp_path: Path
) -> None:
    target, now = tmp_path / "backups", full.clock()
    url = str(full.database)
    make_backup(url, full.folder, target, now=now)
    assert NAME.encode() in _bytes(target)
    client_of("owner").post(f"/athletes/{people.mia.id}/profile/delete", data={"name": NAME})
    for days in (1, 15, 29):
        make_backup(url, full.folder, target, now=now + timedelta(days=days))
    make_backup(url, full.folder, target, now=now + timedelta(days=30))
    left = _bytes(target)
    assert NAME.encode() not in left
    assert people.mia.id.encode() not in left
    assert len(list(target.iterdir())) == 4


def test_every_column_of_text_is_looked_through_or_says_why_not() -> None:
    looked = {(table.name, column.name) for table, column in texts()}
    for must in (
        ("sessions", "note"), ("checkins", "note"), ("clips", "name"), ("results", "document"),
        ("plans", "notes"), ("planned_days", "reasons"), ("jobs", "task"), ("jobs", "outcome"),
        ("sent_entries", "outcome"), ("rule_changes", "why"), ("audit", "who"),
    ):  # fmt: skip
        assert must in looked, must


def test_a_store_of_another_with_the_same_name_keeps_it(site: Site, people: Club) -> None:
    with site.store.writing(OWNER) as w:
        w.save(Athlete(uid("twin"), NAME))
        w.delete(Athlete, people.mia.id)
    with site.store.reading(OWNER) as r:
        assert r.athlete(uid("twin")).name == NAME


def test_a_name_is_taken_out_where_it_stands_whole_and_entries_that_are_his_go() -> None:
    person = Person("11111111-1111-1111-1111-111111111111", ("Jo Fast", "Jörg"))
    said = "Jo Fast and Jo Faster, (Jörg); Jörgs"
    assert person.out_of_text(said) == f"{GONE} and Jo Faster, ({GONE}); Jörgs"
    document = {
        "runs": [{"athlete": "Jo Fast", "time_s": 1.0}, {"athlete": "Ann", "note": "beside Jörg"}],
        "order": [person.id, "Ann"],
        person.id: {"time_s": 1.0},
    }
    assert person.out_of(document) == {
        "runs": [{"athlete": "Ann", "note": f"beside {GONE}"}],
        "order": ["Ann"],
    }
