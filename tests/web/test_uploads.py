"""Handing in a clip piece by piece, with lost answers, lies, strangers, and a disk that is full."""

from __future__ import annotations

import base64
import hashlib
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import Clock, Served
from tests.web.people import OWNER, Club

from flyzone.model import StoredClip
from flyzone.storage import ClipFiles
from flyzone.web.site import Site
from flyzone.workflows import upload_clip

Clients = Callable[[str | None], TestClient]
FILM = bytes(range(256)) * 40
HERE = "/api/v1/uploads"


@pytest.fixture
def coach(client_of: Clients) -> TestClient:
    return client_of("coach")


def begin(client: TestClient, people: Club, **words: Any) -> Any:
    body = {
        "id": str(uuid4()), "name": "IMG_0001.MOV", "size_bytes": len(FILM),
        "athlete_id": people.mia.id,
    } | words  # fmt: skip
    return client.post(
        HERE, json={name: value for name, value in body.items() if value is not None}
    )


def send(client: TestClient, upload_id: str, offset: int, piece: bytes, **headers: str) -> Any:
    words = {"Upload-Offset": str(offset), "Content-Type": "application/octet-stream"} | headers
    return client.patch(f"{HERE}/{upload_id}", content=piece, headers=words)


def finish(client: TestClient, upload_id: str, **body: Any) -> Any:
    return client.post(f"{HERE}/{upload_id}/finish", json=body)


def code(answer: Any) -> str:
    return str(answer.json()["error"]["code"])


def test_a_clip_comes_in_pieces_and_is_there_once(
    coach: TestClient, people: Club, site: Site
) -> None:
    answer = begin(coach, people)
    assert answer.status_code == 201
    upload_id = answer.json()["id"]
    for offset in range(0, len(FILM), 4000):
        piece = FILM[offset : offset + 4000]
        got = send(coach, upload_id, offset, piece)
        assert got.status_code == 200, got.text
        assert got.json()["received_bytes"] == offset + len(piece)
        assert got.headers["upload-offset"] == str(offset + len(piece))
    hashed = hashlib.sha256(FILM).hexdigest()
    first = finish(coach, upload_id, sha256=hashed)
    assert first.status_code == 200, first.text
    assert first.json() == finish(coach, upload_id).json()
    assert first.json()["sha256"] == hashed
    with site.store.reading(OWNER) as reader:
        clip = reader.get(StoredClip, upload_id)
    assert (clip.name, clip.athlete_id, clip.size_bytes) == (
        "IMG_0001.MOV",
        people.mia.id,
        len(FILM),
    )
    files = ClipFiles(site.folder)
    assert files.path(upload_id, "original").read_bytes() == FILM
    assert files.all_upload_ids() == ()
    jobs = coach.get("/api/v1/jobs", params={"clip_id": upload_id}).json()["jobs"]
    assert [(one["kind"], one["state"]) for one in jobs] == [("still", "waiting")]
    assert coach.get(f"/api/v1/jobs/{jobs[0]['id']}").json() == jobs[0]
    assert coach.post(f"/api/v1/jobs/{jobs[0]['id']}/stop").json()["state"] == "stopped"


def test_who_begins_again_goes_on_from_what_is_there(coach: TestClient, people: Club) -> None:
    upload_id = begin(coach, people).json()["id"]
    send(coach, upload_id, 0, FILM[:4000])
    again = begin(coach, people, id=upload_id).json()
    assert again["received_bytes"] == 4000
    assert coach.get(f"{HERE}/{upload_id}").json()["received_bytes"] == 4000
    head = coach.head(f"{HERE}/{upload_id}")
    assert (head.status_code, head.headers["upload-offset"]) == (200, "4000")
    assert code(begin(coach, people, id=upload_id, size_bytes=7)) == "store-id-taken"


@pytest.mark.parametrize("offset", [1, 3999, 4001, 10**15])
def test_an_offset_that_is_not_so_changes_nothing(
    coach: TestClient, people: Club, offset: int
) -> None:
    upload_id = begin(coach, people).json()["id"]
    send(coach, upload_id, 0, FILM[:4000])
    got = send(coach, upload_id, offset, b"wrong")
    assert (got.status_code, code(got)) == (409, "upload-offset")
    assert got.headers["upload-offset"] == "4000"
    assert send(coach, upload_id, 4000, FILM[4000:]).status_code == 200
    assert finish(coach, upload_id).json()["sha256"] == hashlib.sha256(FILM).hexdigest()


def test_a_piece_whose_answer_was_lost_is_refused_the_second_time_and_told_where_to_go_on(
    coach: TestClient, people: Club
) -> None:
    upload_id = begin(coach, people).json()["id"]
    send(coach, upload_id, 0, FILM[:4000])
    got = send(coach, upload_id, 0, FILM[:4000])
    assert (got.status_code, got.headers["upload-offset"]) == (409, "4000")


def test_more_than_was_announced_is_refused(coach: TestClient, people: Club) -> None:
    upload_id = begin(coach, people).json()["id"]
    got = send(coach, upload_id, 0, FILM + b"x")
    assert (got.status_code, code(got)) == (422, "upload-size")
    assert code(finish(coach, upload_id)) == "upload-unfinished"


def test_a_piece_larger_than_a_piece_may_be_is_refused(coach: TestClient, people: Club) -> None:
    upload_id = begin(coach, people, size_bytes=20_000_000).json()["id"]
    assert send(coach, upload_id, 0, bytes(8 * 1024**2 + 1)).status_code == 413
    assert send(coach, upload_id, 0, bytes(8 * 1024**2)).status_code == 200, "8 MB are taken"


def test_a_piece_that_was_damaged_on_its_way_is_not_kept(coach: TestClient, people: Club) -> None:
    upload_id = begin(coach, people).json()["id"]
    right = base64.b64encode(hashlib.sha256(FILM[:4000]).digest()).decode()
    wrong = FILM[1:4000] + b"x"
    got = send(coach, upload_id, 0, wrong, **{"Content-Digest": f"sha-256=:{right}:"})
    assert (got.status_code, code(got)) == (422, "upload-damaged")
    got = send(coach, upload_id, 0, FILM[:4000], **{"Content-Digest": "md5=:abc:"})
    assert code(got) == "upload-digest"
    got = send(coach, upload_id, 0, FILM[:4000], **{"Content-Digest": f"sha-256=:{right}:"})
    assert got.json()["received_bytes"] == 4000


def test_a_whole_that_is_not_what_was_sent_becomes_no_clip(
    coach: TestClient, people: Club, site: Site
) -> None:
    upload_id = begin(coach, people).json()["id"]
    send(coach, upload_id, 0, FILM)
    assert code(finish(coach, upload_id, sha256="0" * 64)) == "upload-damaged"
    assert not ClipFiles(site.folder).exists(upload_id, "original")
    assert coach.delete(f"{HERE}/{upload_id}").status_code == 204
    assert coach.get(f"{HERE}/{upload_id}").status_code == 404
    assert ClipFiles(site.folder).all_upload_ids() == ()


def test_another_account_cannot_touch_it_or_learn_that_it_is_there(
    client_of: Clients, people: Club
) -> None:
    mia, guardian, owner = client_of("athlete"), client_of("guardian"), client_of("owner")
    upload_id = begin(mia, people).json()["id"]
    send(mia, upload_id, 0, FILM[:4000])
    for other in (guardian, owner):
        assert other.get(f"{HERE}/{upload_id}").status_code == 404
        assert send(other, upload_id, 4000, FILM[4000:]).status_code == 404
        assert finish(other, upload_id).status_code == 404
        assert other.delete(f"{HERE}/{upload_id}").status_code == 404
        assert code(begin(other, people, id=upload_id)) == "store-id-taken"
    assert send(mia, upload_id, 4000, FILM[4000:]).status_code == 200


def test_nobody_hands_in_a_clip_of_whom_he_does_not_see(client_of: Clients, people: Club) -> None:
    for role in ("coach", "athlete", "guardian"):
        client = client_of(role)
        assert begin(client, people, athlete_id=people.zoe.id).status_code == 404
        assert (
            begin(client, people, athlete_id=None, group_id=people.throwers.id).status_code == 404
        )
        nobody = begin(client, people, athlete_id=None)
        assert (nobody.status_code, code(nobody)) == (403, "store-forbidden")
    assert begin(client_of("coach"), people, session_id=str(uuid4())).status_code == 404


def test_limits_are_told_before_the_first_byte(
    coach: TestClient, people: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert code(begin(coach, people, size_bytes=3 * 1024**3)) == "upload-too-large"
    assert begin(coach, people, size_bytes=0).status_code == 422
    assert begin(coach, people, id="../../etc/passwd").status_code == 422
    for _ in range(upload_clip.MOST_OPEN):
        assert begin(coach, people).status_code == 201
    assert code(begin(coach, people)) == "upload-too-many"


def test_a_disk_without_room_is_told_with_words_and_counts_what_is_still_to_come(
    coach: TestClient, people: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = upload_clip.LEFT_FREE + len(FILM) + 100
    monkeypatch.setattr(ClipFiles, "free_bytes", lambda self: room)
    assert begin(coach, people).status_code == 201
    got = begin(coach, people)
    assert (got.status_code, code(got)) == (507, "upload-disk-full")
    assert "room for 0 MB" in got.json()["error"]["message"]


@pytest.mark.parametrize("name", ["../../../etc/passwd", "a\0b\nc", "x" * 900, "\u202e", " "])
def test_a_name_is_a_word_and_never_a_place(
    coach: TestClient, people: Club, site: Site, name: str
) -> None:
    upload_id = begin(coach, people, name=name).json()["id"]
    send(coach, upload_id, 0, FILM)
    assert finish(coach, upload_id).status_code == 200
    with site.store.reading(OWNER) as reader:
        assert reader.get(StoredClip, upload_id).name.isprintable()
    inside = {one.name for one in site.folder.rglob("*")}
    assert inside == {"clips", "uploads", upload_id, "original"}


def test_a_server_that_died_between_the_move_and_the_record_finishes_when_asked_again(
    coach: TestClient, people: Club, site: Site
) -> None:
    upload_id = begin(coach, people).json()["id"]
    send(coach, upload_id, 0, FILM)
    files = ClipFiles(site.folder)
    files.take_over(files.upload_path(upload_id), upload_id)
    assert finish(coach, upload_id).json()["sha256"] == hashlib.sha256(FILM).hexdigest()


def test_bytes_behind_what_was_acknowledged_are_written_over(
    coach: TestClient, people: Club, site: Site
) -> None:
    upload_id = begin(coach, people).json()["id"]
    send(coach, upload_id, 0, FILM[:4000])
    # A crash came after the write and before the acknowledgement.
    with ClipFiles(site.folder).upload_path(upload_id).open("ab") as file:
        file.write(b"half a piece" * 1000)
    send(coach, upload_id, 4000, FILM[4000:])
    assert finish(coach, upload_id).json()["sha256"] == hashlib.sha256(FILM).hexdigest()


def test_a_connection_that_breaks_in_the_middle_of_a_piece_leaves_what_was_acknowledged(
    served: Served, people: Club, clock: Clock
) -> None:
    with served.site.store.accounts(change=True) as accounts:
        secret = accounts.make_token(
            people.accounts["coach"].id, "a program", ("read", "write"), clock()
        )
    host, port = served.address.removeprefix("http://").split(":")
    with httpx.Client(
        base_url=served.address, headers={"authorization": f"Bearer {secret}"}
    ) as client:
        upload_id = begin(client, people).json()["id"]  # type: ignore[arg-type]
        send(client, upload_id, 0, FILM[:4000])  # type: ignore[arg-type]
        with socket.create_connection((host, int(port))) as broken:
            broken.sendall(
                f"PATCH {HERE}/{upload_id} HTTP/1.1\r\nHost: {host}:{port}\r\n"
                f"Authorization: Bearer {secret}\r\nUpload-Offset: 4000\r\n"
                f"Content-Type: application/octet-stream\r\nContent-Length: 5000\r\n\r\n".encode()
                + FILM[4000:6000]
            )
        assert client.get(f"{HERE}/{upload_id}").json()["received_bytes"] == 4000
        got = send(client, upload_id, 4000, FILM[4000:])  # type: ignore[arg-type]
        assert got.json()["received_bytes"] == len(FILM)
        assert (
            finish(client, upload_id).json()["sha256"]  # type: ignore[arg-type]
            == hashlib.sha256(FILM).hexdigest()
        )


def test_a_hundred_odd_pieces_make_the_same_file(
    coach: TestClient, people: Club, site: Site, tmp_path: Path
) -> None:
    upload_id = begin(coach, people).json()["id"]
    offset, size = 0, 1
    while offset < len(FILM):
        piece = FILM[offset : offset + size]
        offset = send(coach, upload_id, offset, piece).json()["received_bytes"]
        size = size * 2 % 997 + 1
    assert finish(coach, upload_id).status_code == 200
    assert ClipFiles(site.folder).path(upload_id, "original").read_bytes() == FILM
