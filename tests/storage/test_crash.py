"""What was acknowledged is there after a kill at any moment, whole; what was not is there whole or not.

A power cut cannot be tried here.  What can be seen is the order of things: the log is flushed after its
last write and before the acknowledgement goes out.
"""

from __future__ import annotations

import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from tests.storage.postgres import Server, may_skip, programs, served
from tests.storage.samples import OWNER, uid
from tests.storage.writer_child import REPS

from flyzone.model import Athlete
from flyzone.storage import open_store
from flyzone.storage.address import read_address

CHILD = [sys.executable, str(Path(__file__).with_name("writer_child.py"))]
KILLS = 12


@pytest.mark.gate
def test_a_killed_program_loses_nothing_that_it_acknowledged(url: str) -> None:
    rng = np.random.default_rng(5)
    mia = Athlete(uid(), "Mia")
    with open_store(url) as store, store.writing(OWNER) as w:
        w.save(mia)
    acknowledged: list[str] = []
    for kill in range(KILLS):
        child = _start(url, mia, kill)
        assert child.stdout is not None
        acknowledged.append(child.stdout.readline().decode().strip())
        time.sleep(float(rng.uniform(0.0, 0.15)))
        child.send_signal(signal.SIGKILL)
        rest, _ = child.communicate(timeout=60)
        # A line without its end was not said.
        acknowledged += [line.decode() for line in rest.split(b"\n")[:-1]]
        _check(url, mia, acknowledged)
    assert len(acknowledged) > 2 * KILLS
    if (file := read_address(url).file) is not None:
        with sqlite3.connect(file) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        raw.close()


@pytest.mark.gate
@pytest.mark.parametrize("how", ["kill", "immediate"])
def test_a_killed_server_loses_nothing_that_was_acknowledged(how: str) -> None:
    bin_ = programs()
    if bin_ is None:
        assert may_skip(), "PostgreSQL must be here"
        pytest.skip("no PostgreSQL server here")
    rng = np.random.default_rng(6)
    mia = Athlete(uid(), "Mia")
    acknowledged: list[str] = []
    with served(bin_) as server:
        url = server.new_database()
        with open_store(url) as store, store.writing(OWNER) as w:
            w.save(mia)
        for kill in range(3):
            child = _start(url, mia, kill)
            assert child.stdout is not None
            acknowledged.append(child.stdout.readline().decode().strip())
            crash = threading.Timer(float(rng.uniform(0.05, 0.3)), _crash, (server, how))
            crash.start()
            rest, _ = child.communicate(timeout=60)
            crash.join()
            acknowledged += [line.decode() for line in rest.split(b"\n")[:-1]]
            assert child.returncode == 1, "the child noticed that its server was gone"
            server.start()
            _check(url, mia, acknowledged)
    assert len(acknowledged) > 6


def _crash(server: Server, how: str) -> None:
    if how == "kill":
        server.kill()
    else:
        server.stop()


def _start(url: str, athlete: Athlete, kill: int) -> subprocess.Popen[bytes]:
    command = [*CHILD, url, athlete.id, str(kill * 50_000), "50000"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _check(url: str, athlete: Athlete, acknowledged: list[str]) -> None:
    with open_store(url) as store, store.reading(OWNER) as r:
        sessions = r.history(athlete.id).sessions
        trail = {one.record_id for one in r.audit(limit=1_000_000)}
    assert set(acknowledged) <= {one.id for one in sessions}
    assert {len(one.reps) for one in sessions} == {REPS}
    assert {one.id for one in sessions} <= trail


def test_the_log_is_flushed_before_each_acknowledgement(sqlite_path: Path, tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if (
        strace is None
        or subprocess.run([strace, "-o", "/dev/null", "true"], check=False).returncode
    ):
        pytest.skip("no strace here, or it may not trace")
    mia = Athlete(uid(), "Mia")
    with open_store(str(sqlite_path)) as store, store.writing(OWNER) as w:
        w.save(mia)
    log = tmp_path / "trace"
    trace = [
        strace,
        "-f",
        "-y",
        "-o",
        str(log),
        "-e",
        "trace=pwrite64,pwritev,write,fsync,fdatasync",
    ]
    subprocess.run(
        [*trace, *CHILD, str(sqlite_path), mia.id, "0", "8"],
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=120,
    )
    written, flushed, acknowledged = 0, True, 0
    call = re.compile(r"(\w+)\((\d+)<([^>]*)>")
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if (match := call.search(line)) is None:
            continue
        name, descriptor, path = match.groups()
        if path.endswith("-wal"):
            if name in ("fsync", "fdatasync"):
                flushed = True
            else:
                written, flushed = written + 1, False
        elif descriptor == "1" and name == "write":
            assert written, "each session was written to the log"
            assert flushed, "and the log was flushed after the last write"
            written, acknowledged = 0, acknowledged + 1
    assert acknowledged == 8
