from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"

POOL = """
import os, sys, time
sys.path.insert(0, {benchmarks!r})
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from job import leave_with_parent

if __name__ == "__main__":
    spawn = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, initializer=leave_with_parent) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        pool.submit(time.sleep, 600).result()
"""


def alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc who is alive")
def test_a_worker_leaves_when_its_benchmark_was_killed(tmp_path: Path) -> None:
    program = tmp_path / "pool.py"
    program.write_text(POOL.format(benchmarks=str(BENCHMARKS)))
    with subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout is not None
        worker = int(running.stdout.readline())
        running.send_signal(signal.SIGKILL)
        running.wait()
        # The worker sleeps in its job for ten minutes: only the watch can end it.
        deadline = time.monotonic() + 20.0
        while alive(worker) and time.monotonic() < deadline:
            time.sleep(0.2)
        left = alive(worker)
        if left:
            os.kill(worker, signal.SIGKILL)
    assert not left
