"""A worker with the samples' work, for tests that start, stop and kill workers.

Run as: python -m tests.jobs.worker_child URL FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from flyzone.jobs import Limits, Work, Worker
from flyzone.model import Ground
from flyzone.storage import ClipFiles, Writer, open_store


def keep(writer: Writer, task: Mapping[str, Any], outcome: Mapping[str, Any]) -> None:
    """Keeps a record of its own each time: kept twice, there would be two."""
    writer.save(Ground(str(uuid4()), str(task["name"]), dict(outcome)))


REGISTRY = {
    name: Work(f"tests.jobs.samples:{name}", keep, Limits(memory_bytes=10**9))
    for name in ("good", "slow", "crashes", "refuses", "hungry")
}

if __name__ == "__main__":
    with open_store(sys.argv[1]) as store:
        Worker(store, ClipFiles(Path(sys.argv[2])), REGISTRY, look_s=0.05).run()
