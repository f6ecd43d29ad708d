"""Everything of one athlete in one archive, and nothing of anybody else."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.people import OWNER, Club, uid

from flyzone.model import StoredClip
from flyzone.web.site import Site
from flyzone.workflows.export_athlete import clear_exports

Clients = Callable[[str | None], TestClient]


@pytest.fixture
def filmed(site: Site, people: Club) -> Site:
    """Mia has a clip of her own, and is in a film of her squad."""
    now = site.clock()
    own = StoredClip(uid("own"), now, "mine", 4, "a" * 64, athlete_id=people.mia.id)
    squad = StoredClip(
        uid("squad"), now, "ours", 4, "b" * 64, group_id=people.sprinters.id, order=(people.mia.id,)
    )
    with site.store.writing(OWNER) as w:
        w.save_many([own, squad])
    for one in (own, squad):
        (site.folder / "clips" / one.id).mkdir(parents=True)
        (site.folder / "clips" / one.id / "original").write_bytes(b"film " + one.name.encode())
    return site


def _archive(client: TestClient, athlete_id: str) -> tuple[Any, zipfile.ZipFile]:
    answer = client.get(f"/api/v1/athletes/{athlete_id}/export")
    assert answer.status_code == 200, answer.text
    return answer, zipfile.ZipFile(io.BytesIO(answer.content))


@pytest.mark.parametrize("role", ["athlete", "guardian", "coach", "owner"])
def test_it_holds_her_records_reps_and_clips_and_nobody_elses(
    filmed: Site, people: Club, client_of: Clients, role: str
) -> None:
    answer, archive = _archive(client_of(role), people.mia.id)
    assert 'filename="flyzone-Mia-Ahrens-2026-05-12.zip"' in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "private, no-store"
    assert archive.testzip() is None
    names = archive.namelist()
    assert f"clips/clips/{uid('own')}/original" in names
    assert not any(uid("squad") in name for name in names)
    rows = list(csv.DictReader(io.StringIO(archive.read("reps.csv").decode())))
    assert len(rows) == 32
    assert {row["athlete"] for row in rows} == {"Mia Ahrens"}
    lines = gzip.decompress(archive.read("records.jsonl.gz")).decode()
    kinds = {json.loads(line).get("kind") for line in lines.splitlines()}
    assert {"athlete", "check-in", "session", "clip", "audit"} <= kinds
    assert people.tom.id not in lines
    assert "Weber" not in lines
    accounts = json.loads(archive.read("accounts.json"))
    assert [(one["name"], one["role"]) for one in accounts] == [
        ("Mia", "athlete"),
        ("Vera", "guardian"),
    ]
    assert "Mia Ahrens" in archive.read("README.txt").decode()


def test_the_archive_does_not_stay_on_the_server(
    filmed: Site, people: Club, client_of: Clients
) -> None:
    _archive(client_of("athlete"), people.mia.id)
    assert not list((filmed.folder / "exports").iterdir())


def test_an_archive_that_a_dead_server_left_is_cleared(filmed: Site) -> None:
    (filmed.folder / "exports").mkdir()
    (filmed.folder / "exports" / "half.zip").write_bytes(b"PK")
    clear_exports(filmed.folder)
    assert not (filmed.folder / "exports").exists()
    clear_exports(filmed.folder)


def test_whom_somebody_does_not_see_he_does_not_export(
    filmed: Site, people: Club, client_of: Clients
) -> None:
    for role in ("athlete", "guardian", "coach"):
        answer = client_of(role).get(f"/api/v1/athletes/{people.zoe.id}/export")
        assert answer.status_code == 404
    assert client_of("board").get(f"/api/v1/athletes/{people.mia.id}/export").status_code == 403
    assert not (filmed.folder / "exports").exists()
