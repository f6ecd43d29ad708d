"""Connections that keep their word: what is acknowledged is on the disk, and one writes at a time.

SQLite runs with a write-ahead log that is flushed at every commit.  A transaction that will write takes
the lock at its beginning: one that reads first and asks for the lock later is refused at once, however
long it would be ready to wait.  For that Python's own transaction control is switched off and BEGIN is
sent from here.

PostgreSQL gets the same shape.  Writers queue for one advisory lock, so that what one of them has
checked (is this id free, is nobody at that time in another session) still holds when it writes; readers
work on one snapshot and never wait.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from flyzone.errors import StoreError
from flyzone.storage.address import Address
from flyzone.storage.trouble import told

PATIENCE_S = 15.0
"""How long a writer waits for the writer before him."""

_SETTINGS = (
    "foreign_keys=ON",
    "synchronous=FULL",
    "secure_delete=ON",
    # 32 MB, taken as needed: with SQLite's own 2 MB a large import writes its pages many times.
    "cache_size=-32768",
)
_WRITES = "flyzone_writes"
_LOCK = 0x666C797A
"""Of PostgreSQL's advisory locks, the one that writers of a store hold."""


class Database:
    """A database that a store may lie in; nothing is opened before it is used."""

    def __init__(self, address: Address, patience_s: float = PATIENCE_S) -> None:
        self.address = address
        self._patience_s = patience_s
        make = _postgresql if address.file is None else _sqlite
        with told(address):
            self._engine = make(address, patience_s)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection on which everything is read from one and the same moment."""
        options: dict[str, Any] = {}
        if self.address.file is None:
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with (
            told(self.address),
            self._engine.execution_options(**options).connect() as connection,
        ):
            # Nothing to keep: leaving the block rolls back.
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that alone may write; what it wrote is kept at the end."""
        with (
            told(self.address),
            self._engine.execution_options(**{_WRITES: True}).begin() as connection,
        ):
            yield connection

    def begin_wal(self) -> None:
        """Gives an SQLite file its write-ahead log; one that has it already stays as it is.

        Raises
        ------
        StoreError
            If its folder cannot have one.
        """
        if self.address.file is None:
            return
        with told(self.address), self._raw() as cursor:
            mode = _patiently(lambda: cursor.execute("PRAGMA journal_mode=WAL"), self._patience_s)
        if mode != "wal":
            raise StoreError(
                f"The store {self.address.place} cannot have a write-ahead log in its folder (it has "
                f"the journal mode {mode}). Put it on a disk of this machine.",
                code="store-no-wal",
            )

    def forget_the_deleted(self) -> None:
        """Writes SQLite's file anew and empties its log: in both, deleted rows may still be read.

        Rows that moved to another page leave bytes behind, for all that `secure_delete` overwrites.
        """
        if self.address.file is not None:
            # Where somebody is reading or writing, that stays until a later commit overwrites it.
            with contextlib.suppress(sqlite3.Error), self._raw() as cursor:
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextlib.contextmanager
    def _raw(self) -> Iterator[Any]:
        """Outside of any transaction, for settings that allow none."""
        connection = self._engine.raw_connection()
        try:
            yield connection.cursor()
        finally:
            connection.close()

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()


def _sqlite(address: Address, patience_s: float) -> Engine:
    engine = create_engine(address.url, connect_args={"timeout": patience_s}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(raw: Any, _: Any) -> None:
        raw.isolation_level = None
        for setting in _SETTINGS:
            raw.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(address: Address, patience_s: float) -> Engine:
    engine = create_engine(
        address.url,
        connect_args={
            "connect_timeout": 10,
            "application_name": "flyzone",
            # A prepared statement keeps the plan that suited the empty table while an import fills it.
            "prepare_threshold": None,
        },
        # A server that was started anew in between costs nobody an error.
        pool_pre_ping=True,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(raw: Any, _: Any) -> None:
        with raw.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {round(patience_s * 1000)}")
            if cursor.execute("SHOW synchronous_commit").fetchone() == ("off",):
                cursor.execute("SET synchronous_commit = on")
        raw.commit()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES):
            # Not under REPEATABLE READ: that would look at the time before the wait.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

    return engine


def create_private(address: Address) -> None:
    """Makes an empty SQLite file that only its user may read, where there is none.

    Raises
    ------
    StoreError
        If there is something else than a file, or none can be made.
    """
    if address.file is None:
        return
    try:
        os.close(os.open(address.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if not address.file.is_file():
            raise StoreError(
                f"{address.place} is not an ordinary file. Name a store, or a file that does not "
                "exist yet.",
                code="store-not-a-store",
            ) from None
        if not os.access(address.file, os.R_OK | os.W_OK):
            raise StoreError(
                f"The store {address.place} may not be written by you. Change the rights of the file.",
                code="store-read-only",
            ) from None
    except (OSError, ValueError) as problem:
        raise StoreError(
            f"No store can be made at {address.place} ({problem}). Create its folder first, or "
            "choose one that you may write to.",
            code="store-unreachable",
        ) from problem


def _patiently(ask: Callable[[], Any], patience_s: float) -> str:
    """The journal mode; SQLite does not wait by itself when two switch it at once."""
    deadline = time.monotonic() + patience_s
    while True:
        try:
            return str(ask().fetchone()[0])
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
