"""Servers to be killed: everything is imported once, and each server is a fork that starts in no time.

Run as: python -m tests.web.killable DATABASE FOLDER

It says ``port N``.  After each line ``start`` on its standard input it says ``SERVER WORKER``, the numbers of
a fresh server and a fresh worker.  Both have the socket from here, as from an init system, so that who
connects while no server runs waits for the next one.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import uvicorn

from flyzone.jobs import Limits, Work, Worker
from flyzone.jobs.kin import end_with_parent
from flyzone.model import Ground
from flyzone.storage import ClipFiles, Writer, open_store
from flyzone.web.app import create_app
from flyzone.web.site import Site


def keep(writer: Writer, task: Mapping[str, Any], outcome: Mapping[str, Any]) -> None:
    """Keeps a record of its own each time: kept twice, there would be two."""
    writer.save(Ground(str(uuid4()), str(task["clip_id"]), dict(outcome)))


REGISTRY = {"still": Work("tests.jobs.samples:size_of", keep, Limits(memory_bytes=10**9))}


def _serve(listening: socket.socket, database: str, folder: Path) -> None:
    with open_store(database) as store:
        app = create_app(Site(store, folder, database), burst=1e9, per_s=1e9)
        config = uvicorn.Config(app, log_level="error", lifespan="off", timeout_keep_alive=60)
        uvicorn.Server(config).run(sockets=[listening])


def _work(database: str, folder: Path) -> None:
    with open_store(database) as store:
        Worker(store, ClipFiles(folder), REGISTRY, look_s=0.05).run()


def _forked(what: Any, *words: Any) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        end_with_parent(parent, signal.SIGKILL)
        try:
            what(*words)
        finally:
            os._exit(1)
    return pid


def main() -> None:
    """Starts servers until its standard input ends."""
    # Whoever is killed leaves nothing that would have to be counted.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    database, folder = sys.argv[1], Path(sys.argv[2])
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(256)
    print("port", listening.getsockname()[1], flush=True)
    for _ in sys.stdin:
        server = _forked(_serve, listening, database, folder)
        worker = _forked(_work, database, folder)
        print(server, worker, flush=True)


if __name__ == "__main__":
    main()
