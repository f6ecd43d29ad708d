"""What a running app consists of: a store, a folder for files, a clock, and how it is reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from flyzone.storage import Store
from flyzone.web.kept_answers import Kept
from flyzone.web.live import Pulse


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


@dataclass(frozen=True)
class Site:
    """One running app.

    Attributes
    ----------
    store : Store
    folder : Path
        Where clips, pictures and unfinished uploads lie; nobody else reads it.
    database : str or None
        The address that the store was opened at, for workers; ``None`` is the user's own store.
    clock : callable
        Gives the moment, with its offset.
    secure : bool
        Whether it is reached by HTTPS only: then its cookies never travel without.
    lan : bool
        Whether its certificate is an authority's of our own: a browser that was told to insist on
        HTTPS would then, after a change of addresses, let nobody past.
    demo : bool
        Whether all people and times in it are made up: every page says so.
    closing : Event
        Set when the server goes down, so that open streams end.
    kept : Kept
        Answers that were computed once and still hold.
    pulse : Pulse
        Rung by whoever writes, heard by open streams.
    """

    store: Store
    folder: Path
    database: str | None = None
    clock: Callable[[], datetime] = _now
    secure: bool = False
    lan: bool = False
    demo: bool = False
    closing: Event = field(default_factory=Event)
    kept: Kept = field(default_factory=Kept)
    pulse: Pulse = field(default_factory=Pulse)
