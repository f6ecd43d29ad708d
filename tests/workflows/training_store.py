"""A store on SQLite for one test, and its owner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flyzone.model import Session
from flyzone.storage import Store, Viewer, open_store

OWNER = Viewer.owner("Ines")


def store_with(path: Path, *records: Any) -> Store:
    """A new store that holds some records; the caller closes it."""
    store = open_store(str(path / "store.db"))
    with store.writing(OWNER) as writer:
        writer.save_many(records)
    return store


def sessions_in(store: Store, athlete_id: str) -> tuple[Session, ...]:
    with store.reading(OWNER) as reader:
        return reader.history(athlete_id).sessions
