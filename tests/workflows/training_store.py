"""A store on SQLite for one test, and its owner."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from flyzone.model import Session
from flyzone.storage import Store, Viewer, open_store

OWNER = Viewer.owner("Nora")


def store_with(folder: Path, *records: Any) -> Store:
    """A new store that holds some records; the caller closes it."""
    path = folder / "store.db"
    path.write_bytes(_empty())
    store = open_store(str(path))
    with store.writing(OWNER) as writer:
        writer.save_many(records)
    return store


def sessions_in(store: Store, athlete_id: str) -> tuple[Session, ...]:
    with store.reading(OWNER) as reader:
        return reader.history(athlete_id).sessions


@cache
def _empty() -> bytes:
    """An empty store: made once, because making one takes its time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        open_store(str(path)).close()
        return path.read_bytes()
