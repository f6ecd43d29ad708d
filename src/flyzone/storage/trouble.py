"""What can go wrong with a database, in words: one place that reads the drivers' errors.

A message never shows the statement or its values (they are people's data) nor a password.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, ProgrammingError

from flyzone.errors import StoreError
from flyzone.storage.address import Address

_BUSY = (
    "is being written by another program, which did not finish in time. Wait for it or stop it, and "
    "try again"
)
_FULL = "has no space left on its disk. Nothing of this was kept; free some space and try again"
_READ_ONLY = "may only be read. Give yourself the right to write to it and to its folder"
_DAMAGED = "is damaged. Keep a copy, and import your last export into a new store"
_LETTER = "cannot keep one of these letters. Make the database anew with the encoding UTF8"
_OF_CONNECTIONS = (InterfaceError, OperationalError, ProgrammingError)
_NO_STORE = "is no SQLite database. Name a store, or a file that does not exist yet"

_SQLITE = {
    "SQLITE_BUSY": ("store-busy", _BUSY),
    "SQLITE_LOCKED": ("store-busy", _BUSY),
    "SQLITE_FULL": ("store-full", _FULL),
    "SQLITE_READONLY": ("store-read-only", _READ_ONLY),
    "SQLITE_CANTOPEN": (
        "store-unreachable",
        "cannot be opened. Check that its folder exists and that you may write to both",
    ),
    "SQLITE_PERM": ("store-read-only", _READ_ONLY),
    "SQLITE_NOTADB": ("store-not-a-store", _NO_STORE),
    "SQLITE_CORRUPT": ("store-damaged", _DAMAGED),
}
"""By the names of SQLite's primary result codes; extended codes begin with them."""

_POSTGRESQL = {
    "53100": ("store-full", _FULL),
    "55P03": ("store-busy", _BUSY),
    "25006": ("store-read-only", _READ_ONLY),
    "42501": ("store-read-only", "gives this user too few rights. Ask who runs the server"),
    "22021": ("store-value", _LETTER),
    "22P05": ("store-value", _LETTER),
    "XX001": ("store-damaged", _DAMAGED),
    "XX002": ("store-damaged", _DAMAGED),
}


@contextlib.contextmanager
def told(address: Address) -> Iterator[None]:
    """Turns what the database's driver raises inside the block into a `StoreError`."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as problem:
        origin = problem.orig if isinstance(problem, DBAPIError) else problem
        code, what = _meaning(problem, origin)
        detail = address.without_secrets(_detail(origin))
        raise StoreError(f"The store {address.place} {what} ({detail}).", code=code) from problem


def _meaning(problem: Exception, origin: Any) -> tuple[str, str]:
    """Code and words for an error, by what its driver calls it."""
    name = getattr(origin, "sqlite_errorname", None)
    if name is not None:
        for known, meaning in _SQLITE.items():
            if name.startswith(known):
                return meaning
    state = getattr(origin, "sqlstate", None)
    if state in _POSTGRESQL:
        return _POSTGRESQL[state]
    # Before a connection stands, and after it broke, the server says nothing or one of these.
    silent = state is None and isinstance(problem, _OF_CONNECTIONS)
    if name is None and (silent or (state or "")[:2] in ("08", "28", "3D", "53", "57")):
        return "store-unreachable", "cannot be reached. Check its address and that its server runs"
    return "store", "could not do this"


def _detail(origin: Any) -> str:
    """The driver's own words, on one line, without the values that PostgreSQL adds as details."""
    diagnosis = getattr(origin, "diag", None)
    primary = getattr(diagnosis, "message_primary", None)
    text = " ".join(str(primary or origin or type(origin).__name__).split())
    return text[:300]
