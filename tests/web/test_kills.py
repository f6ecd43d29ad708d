"""A server that is killed a hundred times loses nothing that it acknowledged, and doubles nothing.

Phones send reps and clips all the while, as a phone does: an entry is sent again under the same id until it
is answered, an upload goes on from where the server says it is.  Server and worker get SIGKILL together, in
the middle of whatever they do.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import numpy as np
import pytest
from tests.web.people import OWNER, Club

from flyzone.model import Account, Athlete, StoredClip
from flyzone.storage import ClipFiles, open_store
from flyzone.storage.kinds import KINDS

pytestmark = pytest.mark.gate

ROOT = Path(__file__).parents[2]
KILLS = 100
PIECE = 20_000
SESSION_REPS = 12
DAY = datetime(2025, 1, 1, 15, 0, tzinfo=UTC)


@dataclass
class Killable:
    """A store, and a server and a worker on it that are killed and started."""

    database: str
    folder: Path
    process: subprocess.Popen[str]
    address: str
    pids: tuple[int, ...] = ()
    kills: int = 0

    def start(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("start\n")
        self.process.stdin.flush()
        self.pids = tuple(int(one) for one in self.process.stdout.readline().split())

    def wait_until_it_answers(self) -> None:
        httpx.get(f"{self.address}/static/nothing", timeout=30.0)

    def kill(self) -> None:
        for pid in self.pids:
            os.kill(pid, signal.SIGKILL)
        self.kills += 1


@pytest.fixture
def killable(club_store: tuple[Path, Club], tmp_path: Path) -> Iterator[Killable]:
    database, folder = shutil.copy(club_store[0], tmp_path / "store.db"), tmp_path / "files"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.web.killable", str(database), str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    port = process.stdout.readline().split()[1]
    made = Killable(str(database), folder, process, f"http://127.0.0.1:{port}")
    made.start()
    yield made
    made.kill()
    process.stdin.close()
    process.wait(10)
    process.stdout.close()


def key_of(database: str, account: Account) -> str:
    """A key for a program in somebody's name."""
    with open_store(database) as store, store.accounts(change=True) as accounts:
        return accounts.make_token(account.id, "a phone", ("read", "write"), datetime.now(UTC))


def rep_entry(athlete_id: str, session_id: str, number: int, started: datetime) -> dict[str, Any]:
    at = (started + timedelta(minutes=6 * (number % SESSION_REPS))).isoformat()
    session = {
        "id": session_id, "athlete_id": athlete_id, "started_at": started.isoformat(),
        "stimulus": "max-velocity",
    }  # fmt: skip
    rep = {
        "id": str(uuid4()), "distance_m": 10.0, "run_in_m": 20.0,
        "time_s": round(1.1 + 0.001 * (number % 40), 3), "at": at, "method": "gates",
    }  # fmt: skip
    return {"id": str(uuid4()), "at": at, "kind": "rep", "body": {"session": session, "rep": rep}}


@dataclass
class Phone:
    """Somebody who sends, and remembers what was acknowledged."""

    address: str
    key: str
    account_id: str
    over: threading.Event
    acknowledged: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    breaks: int = 0

    def __post_init__(self) -> None:
        headers = {"authorization": f"Bearer {self.key}"}
        self.client = httpx.Client(base_url=self.address, headers=headers, timeout=20.0)

    def ask(self, method: str, path: str, **words: Any) -> httpx.Response | None:
        """One answer; ``None`` where the line broke."""
        try:
            return self.client.request(method, f"/api/v1/{path}", **words)
        except httpx.TransportError:
            self.breaks += 1
            return None

    def until_answered(self, method: str, path: str, **words: Any) -> httpx.Response | None:
        while not self.over.is_set():
            answer = self.ask(method, path, **words)
            if answer is not None:
                return answer
        return None


@dataclass
class Typist(Phone):
    """Sends reps of one athlete."""

    athlete_id: str = ""

    def run(self) -> None:
        number = 0
        while not self.over.is_set():
            if number % SESSION_REPS == 0:
                session_id, started = str(uuid4()), DAY + timedelta(days=number // SESSION_REPS)
            entry = rep_entry(self.athlete_id, session_id, number, started)
            sent = {"account_id": self.account_id, "entries": [entry]}
            answer = self.until_answered("POST", "entries", json=sent)
            if answer is None:
                return
            if answer.status_code != 200 or answer.json()["entries"][0]["outcome"] != "new":
                self.faults.append(answer.text[:300])
                return
            self.acknowledged.append(entry["body"]["rep"]["id"])
            number += 1


@dataclass
class Filmer(Phone):
    """Hands in clips of one athlete, one after the other."""

    athlete_id: str = ""
    films: dict[str, bytes] = field(default_factory=dict)

    def run(self) -> None:
        while not self.over.is_set():
            film, clip_id = os.urandom(5 * PIECE + 777), str(uuid4())
            self.films[clip_id] = film
            with contextlib.suppress(_OverError):
                self._hand_in(clip_id, film)

    def _hand_in(self, clip_id: str, film: bytes) -> None:
        begun = {
            "id": clip_id, "name": "fly.mp4", "size_bytes": len(film), "athlete_id": self.athlete_id,
        }  # fmt: skip
        there = safe = self._get("POST", "uploads", json=begun)["received_bytes"]
        while there < len(film):
            answer = self.ask(
                "PATCH",
                f"uploads/{clip_id}",
                content=film[there : there + PIECE],
                headers={"Upload-Offset": str(there), "content-type": "application/octet-stream"},
            )
            if answer is not None and answer.status_code == 200:
                safe = there = answer.json()["received_bytes"]
                continue
            if self.over.is_set():
                raise _OverError
            there = self._get("GET", f"uploads/{clip_id}")["received_bytes"]
            if there < safe:
                self.faults.append(f"{clip_id}: {safe} bytes were acknowledged, {there} are there")
        done = self._get("POST", f"uploads/{clip_id}/finish", json={})
        if done["sha256"] != hashlib.sha256(film).hexdigest():
            self.faults.append(f"{clip_id}: another hash")
        self.acknowledged.append(clip_id)

    def _get(self, method: str, path: str, **words: Any) -> Any:
        answer = self.until_answered(method, path, **words)
        if answer is None:
            raise _OverError
        if not answer.is_success:
            self.faults.append(f"{method} {path}: {answer.text[:300]}")
            raise _OverError
        return answer.json()


class _OverError(Exception):
    pass


def run_all(phones: list[Any]) -> list[threading.Thread]:
    threads = [threading.Thread(target=one.run) for one in phones]
    for one in threads:
        one.start()
    return threads


def reps_of(database: str, athlete_id: str) -> list[str]:
    with open_store(database) as store, store.reading(OWNER) as reader:
        return [rep.id for one in reader.history(athlete_id).sessions for rep in one.reps]


def until(true: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def test_a_server_that_is_killed_a_hundred_times_loses_and_doubles_nothing(
    killable: Killable, people: Club
) -> None:
    rng = np.random.default_rng(5)
    over, database = threading.Event(), killable.database
    key = key_of(database, people.accounts["coach"])
    words = (killable.address, key, people.accounts["coach"].id, over)
    before = {one.id: set(reps_of(database, one.id)) for one in (people.mia, people.tom)}
    typists = [Typist(*words, athlete_id=one.id) for one in (people.mia, people.tom)]
    filmer = Filmer(*words, athlete_id=people.mia.id)
    threads = run_all([*typists, filmer])
    while killable.kills < KILLS:
        # Now and then while it starts, most of the time in the middle of something, and sometimes
        # so late that a job has its end.
        if killable.kills % 5:
            killable.wait_until_it_answers()
        time.sleep(2.5 if killable.kills % 10 == 9 else float(rng.uniform(0.02, 0.7)))
        killable.kill()
        killable.start()
        assert not any(one.faults for one in (*typists, filmer))
    over.set()
    for one in threads:
        one.join()
    phones = (*typists, filmer)
    for one in phones:
        one.client.close()
    assert [one.faults for one in phones] == [[], [], []]
    assert min(one.breaks for one in phones) > 20, "they were cut off in the middle"
    assert min(len(one.acknowledged) for one in phones) > 5
    print("kept", [len(one.acknowledged) for one in phones], "cut", [one.breaks for one in phones])

    for one in typists:
        there = Counter(reps_of(database, one.athlete_id))
        assert set(there.values()) == {1}
        new = set(there) - before[one.athlete_id]
        assert set(one.acknowledged) <= new
        # One may have been kept and its answer lost with the last kill.
        assert len(new) <= len(one.acknowledged) + 1
        assert before[one.athlete_id] <= set(there)
    _check_clips(killable, filmer)
    with contextlib.closing(sqlite3.connect(database)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def _check_clips(killable: Killable, filmer: Filmer) -> None:
    """Every clip whole, and its job done once."""
    files = ClipFiles(killable.folder)
    with open_store(killable.database) as store:
        with store.reading(OWNER) as reader:
            clips = [plain["id"] for plain in reader.plains(KINDS["clip"])]
            for clip_id in clips:
                film = filmer.films[clip_id]
                clip = reader.get(StoredClip, clip_id)
                assert clip.sha256 == hashlib.sha256(film).hexdigest()
                assert files.path(clip_id, "original").read_bytes() == film
        assert set(filmer.acknowledged) <= set(clips)

        def all_ended() -> bool:
            with store.queue() as queue:
                return all(job.ended for one in clips for job in queue.of_clip(one))

        until(all_ended, 90.0)
        with store.queue() as queue:
            jobs = {one: queue.of_clip(one) for one in clips}
        assert {tuple(job.state for job in found) for found in jobs.values()} == {("done",)}
        assert max(job.tries for (job,) in jobs.values()) > 1, "some were cut off in the middle"
        with store.reading(OWNER) as reader:
            kept = Counter(plain["name"] for plain in reader.plains(KINDS["ground"]))
        assert kept == Counter(clips), "each result was kept once"


def test_fifty_athletes_enter_reps_at_once(killable: Killable, people: Club) -> None:
    athletes = [Athlete(str(uuid4()), f"Runner {number}") for number in range(50)]
    accounts = [
        Account(str(uuid4()), one.name, "athlete", DAY, athlete_id=one.id) for one in athletes
    ]
    with open_store(killable.database) as store:
        with store.writing(OWNER) as writer:
            writer.save_many(athletes)
        with store.accounts(change=True) as kept:
            for account in accounts:
                kept.add(account, None)
    keys = [key_of(killable.database, one) for one in accounts]
    start, sent = threading.Barrier(50), 4
    answers: list[list[tuple[int, str]]] = [[] for _ in athletes]
    entered: list[list[str]] = [[] for _ in athletes]

    def enter(who: int) -> None:
        athlete, session_id = athletes[who], str(uuid4())
        headers = {"authorization": f"Bearer {keys[who]}"}
        with httpx.Client(base_url=killable.address, headers=headers, timeout=60.0) as client:
            start.wait()
            for number in range(sent):
                entry = rep_entry(athlete.id, session_id, number, DAY)
                entered[who].append(entry["body"]["rep"]["id"])
                body = {"account_id": accounts[who].id, "entries": [entry]}
                # Each is sent twice, as a phone does that did not hear the answer.
                for _ in range(2):
                    answer = client.post("/api/v1/entries", json=body)
                    outcome = answer.json().get("entries", [{}])[0].get("outcome", answer.text)
                    answers[who].append((answer.status_code, outcome))

    threads = [threading.Thread(target=enter, args=(who,)) for who in range(50)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert {one for found in answers for one in found} == {(200, "new")}
    for athlete, ids in zip(athletes, entered, strict=True):
        assert sorted(reps_of(killable.database, athlete.id)) == sorted(ids)
