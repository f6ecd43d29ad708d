"""One job in its own process: what it gives, how it dies, and that nothing else dies with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from flyzone.jobs import Limits
from flyzone.jobs.running import Ended, Running

HERE = "tests.jobs.samples:"


@pytest.fixture(autouse=True)
def samples_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def run(name: str, folder: Path, task: dict[str, Any] | None = None, **limits: Any) -> Ended:
    with Running(HERE + name, task or {}, folder, Limits(**limits)) as running:
        ended = running.wait(30.0)
    assert ended is not None
    return ended


def gone(pid: int) -> bool:
    for _ in range(100):
        try:
            stat = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return True
        if stat.rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_what_a_function_gives_comes_back_whatever_libraries_print(tmp_path: Path) -> None:
    ended = run("good", tmp_path, {"number": 21})
    assert ended.outcome == {"twice": 42}
    assert (tmp_path / "made.txt").read_text() == "21"
    assert "a library says something" in ended.log


def test_an_error_with_words_comes_back_with_its_code(tmp_path: Path) -> None:
    ended = run("refuses", tmp_path)
    assert ended.error == {"code": "clip-unreadable", "message": "This is no clip. Send a clip."}


def test_a_fault_of_the_program_shows_nothing_of_its_inside(tmp_path: Path) -> None:
    ended = run("faulty", tmp_path)
    assert ended.error is not None
    assert ended.error["code"] == "job-fault"
    assert "no-such-key" not in ended.error["message"]
    assert "no-such-key" in ended.log


def test_a_job_that_takes_too_much_memory_dies_of_it_alone(tmp_path: Path) -> None:
    ended = run("hungry", tmp_path, memory_bytes=600_000_000)
    assert ended.death is not None
    assert ended.death["code"] == "job-killed-memory"


def test_a_job_that_crashes_is_told_as_a_crash(tmp_path: Path) -> None:
    ended = run("crashes", tmp_path)
    assert ended.death is not None
    assert ended.death["code"] == "job-crashed"


def test_a_job_that_computes_for_ever_is_ended_by_its_limit(tmp_path: Path) -> None:
    ended = run("burns", tmp_path, cpu_s=1)
    assert ended.death is not None
    assert ended.death["code"] == "job-timeout"


def test_a_job_that_waits_for_ever_is_ended_by_the_clock_with_all_that_it_started(
    tmp_path: Path,
) -> None:
    ended = run("has_children", tmp_path, wall_s=2.0)
    assert ended.death is not None
    assert ended.death["code"] == "job-timeout"
    assert all(gone(int(pid)) for pid in (tmp_path / "pids").read_text().split())


def test_a_job_that_writes_without_end_is_stopped(tmp_path: Path) -> None:
    ended = run("writes", tmp_path, file_bytes=5_000_000)
    assert ended.error is not None
    assert ended.error["code"] == "job-disk"
    assert (tmp_path / "large").stat().st_size <= 5_000_000


def test_a_job_knows_no_secret_of_the_server_and_leaves_nothing_in_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLYZONE_DATABASE_URL", "postgresql://u:secret@host/db")
    ended = run("tells_secrets", tmp_path)
    assert ended.outcome is not None
    assert "FLYZONE_DATABASE_URL" not in ended.outcome["environment"]
    assert not Path(ended.outcome["own"]).exists()


def test_progress_is_heard_while_it_works(tmp_path: Path) -> None:
    with Running(HERE + "slow", {"steps": 40}, tmp_path, Limits()) as running:
        seen = []
        while running.wait(0.1) is None:
            seen.append(running.progress)
    assert seen == sorted(seen)
    assert 0.0 < max(seen) <= 1.0


def test_a_job_ends_when_its_worker_is_killed(tmp_path: Path) -> None:
    code = (
        "import time; from pathlib import Path; from flyzone.jobs import Limits\n"
        "from flyzone.jobs.running import Running\n"
        f"r = Running('{HERE}slow', {{'steps': 2000}}, Path({str(tmp_path)!r}), Limits())\n"
        "print(r.pid, flush=True); time.sleep(60)"
    )
    worker = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert worker.stdout is not None
    pid = int(worker.stdout.readline())
    while not (tmp_path / "begun").exists():
        time.sleep(0.02)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    assert gone(pid)
