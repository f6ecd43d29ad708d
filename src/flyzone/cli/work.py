"""``flyzone work``: one worker beside a server; ``flyzone serve`` starts it, and nobody needs to."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flyzone.cli.door import door
from flyzone.cli.store_options import DATABASE_VARIABLE, Database

if TYPE_CHECKING:
    from flyzone.jobs import Pool


@door
def work(
    files: Annotated[
        Path, typer.Option("--files", metavar="FOLDER", help="Where the files of clips lie.")
    ],
    database: Database = None,
    parent: Annotated[
        int | None,
        typer.Option("--parent", metavar="PID", help="The process with whose end it ends."),
    ] = None,
) -> None:
    """Work on clips until SIGTERM: several may, on one machine or on many with the same store."""
    import signal
    from datetime import UTC, datetime

    from flyzone.jobs import Worker
    from flyzone.jobs.kin import end_with_parent
    from flyzone.storage import ClipFiles, open_store
    from flyzone.workflows.housekeeping import keep_house
    from flyzone.workflows.work import REGISTRY

    clips = ClipFiles(files)
    with open_store(database or None) as store:
        worker = Worker(
            store, clips, REGISTRY, idle=lambda: keep_house(store, clips, datetime.now(UTC))
        )
        if parent is not None:
            # Its own handler must be there before the parent's end may call it.
            signal.signal(signal.SIGTERM, worker.stop)
            end_with_parent(parent, signal.SIGTERM)
        worker.run()


def pool_of(database: str | None, files: Path, size: int) -> Pool:
    """Workers for a server in this process; to be used as ``with pool_of(...):``.

    Parameters
    ----------
    database : str or None
        The address of the store; handed over in the environment, where no list of processes shows it.
    files : Path
    size : int
        How many workers.
    """
    from flyzone.jobs import Pool

    command = [sys.executable, "-m", "flyzone", "work", "--files", str(files)]
    command += ["--parent", str(os.getpid())]
    environment = None if database is None else os.environ | {DATABASE_VARIABLE: database}
    return Pool(command, size, environment)
