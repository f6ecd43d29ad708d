"""Workers as processes: they share the work, survive their jobs, and are themselves survived."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from flyzone.jobs import Pool
from flyzone.jobs.kin import is_gone, name_of
from flyzone.storage import ClipFiles, Job, Store, Viewer, open_store
from flyzone.storage.kinds import KINDS

ROOT = Path(__file__).parents[2]
OWNER = Viewer.owner("Nora")


class Shop:
    """A store with workers that may be started and killed."""

    def __init__(self, folder: Path) -> None:
        self.url, self.files = str(folder / "store.db"), ClipFiles(folder / "files")
        self.store: Store = open_store(self.url)
        self.workers: list[subprocess.Popen[bytes]] = []

    def put(self, kind: str, **task: Any) -> Job:
        one = Job(str(uuid4()), kind, {"name": kind} | task, clip_id=str(uuid4()))
        with self.store.queue(change=True) as queue:
            return queue.put(one, datetime.now(UTC))

    @property
    def command(self) -> list[str]:
        return [
            sys.executable, "-m", "tests.jobs.worker_child", self.url, str(self.files.folder),
        ]  # fmt: skip

    def hire(self) -> subprocess.Popen[bytes]:
        worker = subprocess.Popen(self.command, cwd=ROOT, stderr=subprocess.DEVNULL)
        self.workers.append(worker)
        return worker

    def get(self, one: Job) -> Job:
        with self.store.queue() as queue:
            return queue.get(one.id)

    def kept(self) -> list[str]:
        with self.store.reading(OWNER) as reader:
            return sorted(plain["name"] for plain in reader.plains(KINDS["ground"]))

    def until(self, true: Callable[[], bool], seconds: float = 40.0) -> None:
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, "it did not happen"
            time.sleep(0.03)

    def begun(self, one: Job) -> bool:
        return one.clip_id is not None and (self.files.folder_of(one.clip_id) / "begun").exists()

    def close(self) -> None:
        for one in self.workers:
            one.kill()
            one.wait()
        self.store.close()


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    opened = Shop(tmp_path)
    yield opened
    opened.close()


def test_each_job_is_done_once_by_two_workers_and_its_result_kept_once(shop: Shop) -> None:
    jobs = [shop.put("good", number=number) for number in range(6)]
    shop.hire()
    shop.hire()
    shop.until(lambda: all(shop.get(one).ended for one in jobs))
    ended = [shop.get(one) for one in jobs]
    assert [one.outcome for one in ended] == [{"twice": 2 * number} for number in range(6)]
    assert {one.tries for one in ended} == {1}
    assert shop.kept() == ["good"] * 6


def test_a_hostile_clip_ends_only_its_own_process_and_fails_the_third_time(shop: Shop) -> None:
    bad, hungry = shop.put("crashes"), shop.put("hungry")
    refused, good = shop.put("refuses"), shop.put("good", number=1)
    worker = shop.hire()
    jobs = (bad, hungry, refused, good)
    shop.until(lambda: all(shop.get(one).ended for one in jobs))
    codes = [(shop.get(one).error or {}).get("code") for one in jobs]
    assert codes == ["job-crashed", "job-killed-memory", "clip-unreadable", None]
    assert shop.get(bad).tries == 3
    assert bad.clip_id is not None
    log = shop.files.folder_of(bad.clip_id) / "log"
    assert log.read_text().count("begun") == 3
    assert worker.poll() is None
    assert shop.kept() == ["good"]


def test_a_worker_that_is_told_to_go_gives_its_job_back(shop: Shop) -> None:
    one = shop.put("slow", steps=400)
    worker = shop.hire()
    shop.until(lambda: shop.begun(one))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0
    assert (shop.get(one).state, shop.get(one).tries) == ("waiting", 0)


def test_the_job_of_a_killed_worker_is_done_by_the_next_once(shop: Shop) -> None:
    one = shop.put("slow", steps=20)
    first = shop.hire()
    shop.until(lambda: shop.begun(one))
    first.kill()
    first.wait()
    assert shop.get(one).state == "running"
    shop.hire()
    shop.until(lambda: shop.get(one).ended, 15.0)
    done = shop.get(one)
    assert (done.state, done.tries) == ("done", 2)
    assert shop.kept() == ["slow"]


def test_a_stopped_job_is_let_go(shop: Shop) -> None:
    one = shop.put("slow", steps=4000)
    shop.hire()
    shop.until(lambda: shop.begun(one))
    assert one.clip_id is not None
    pid = int((shop.files.folder_of(one.clip_id) / "log").read_text().split()[0])
    with shop.store.queue(OWNER, change=True) as queue:
        queue.stop(one.id, datetime.now(UTC))
    other = shop.put("good", number=1)
    shop.until(lambda: shop.get(other).state == "done")
    assert shop.get(one).state == "stopped"
    assert not Path(f"/proc/{pid}").exists()


def test_progress_is_seen_while_a_job_runs(shop: Shop) -> None:
    one = shop.put("slow", steps=60)
    shop.hire()
    shop.until(lambda: 0.0 < shop.get(one).progress < 1.0)
    shop.until(lambda: shop.get(one).state == "done")
    assert shop.get(one).progress == 1.0


def test_a_pool_starts_a_dead_worker_anew_and_ends_them_all(shop: Shop) -> None:
    os.environ["PYTHONPATH"] = str(ROOT)
    with Pool(shop.command, 2) as pool:
        shop.until(lambda: len(pool.pids) == 2)
        first = pool.pids
        os.kill(first[0], signal.SIGKILL)
        shop.until(lambda: len(pool.pids) == 2 and first[0] not in pool.pids)
        one = shop.put("good", number=3)
        shop.until(lambda: shop.get(one).state == "done")
        last = pool.pids
    assert not any(Path(f"/proc/{pid}").exists() for pid in last)


def test_a_process_is_known_by_its_start_and_not_by_its_number_alone() -> None:
    mine = name_of()
    assert not is_gone(mine)
    host, number, started = mine.rsplit("/", 2)
    assert is_gone(f"{host}/{number}/{int(started) - 1}")
    assert not is_gone(f"elsewhere/{number}/1"), "of another machine nobody here knows"
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    name = name_of(child.pid)
    assert not is_gone(name)
    child.kill()
    child.wait()
    assert child.stdin is not None
    child.stdin.close()
    assert is_gone(name)


def test_a_lease_that_ran_out_is_somebody_elses_whatever_the_clock_of_the_first(shop: Shop) -> None:
    one = shop.put("good", number=1)
    now = datetime.now(UTC)
    with shop.store.queue(change=True) as queue:
        queue.claim("elsewhere/1/1", ["good"], now - timedelta(seconds=40))
    shop.hire()
    shop.until(lambda: shop.get(one).ended)
    assert replace(shop.get(one)).tries == 2
