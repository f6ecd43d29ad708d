"""A copy of the whole store, accounts included, taken while others write; and back into an empty one.

SQLite copies itself page by page with its own backup interface, in one step under a reader's lock: the
copy is one moment of the store, and writers go on.  PostgreSQL is read in one snapshot into a file of
lines, one for each row of each table; such a file fits either database.  Wrong passwords of the last
day are the only rows that stay behind.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select

from flyzone.errors import InputError
from flyzone.files import written_whole
from flyzone.storage import tables as t
from flyzone.storage.address import read_address
from flyzone.storage.engine import Database, create_private
from flyzone.storage.schema import REVISIONS, prepare
from flyzone.storage.trouble import told

SQLITE_COPY, ROWS = "store.db", "rows.jsonl.gz"
_MANY = 500
_LEFT_OUT = (t.failures,)
"""Its numbers are given by the database, and a day later nobody asks for them."""


def copy_store(url: str, folder: Path) -> str:
    """Copies the store at an address into a folder.

    Parameters
    ----------
    url : str
    folder : Path
        There already.

    Returns
    -------
    str
        The name of the file: `SQLITE_COPY` or `ROWS`.

    Raises
    ------
    StoreError, OutputError
        If the store cannot be read, or the copy not be written.
    """
    address = read_address(url)
    if address.file is None:
        _write_rows(Database(address), folder / ROWS)
        return ROWS
    with (
        told(address),
        written_whole(folder / SQLITE_COPY, what="backup") as temporary,
        contextlib.closing(
            sqlite3.connect(f"file:{_quoted(address.file)}?mode=rw", uri=True)
        ) as here,
        contextlib.closing(sqlite3.connect(temporary)) as copy,
    ):
        temporary.chmod(0o600)
        here.backup(copy, pages=-1)
        # One file, without a log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        found = copy.execute("PRAGMA quick_check").fetchone()
        if found != ("ok",):
            raise InputError(
                f"The copy of the store is not sound ({found}). Keep the store as it is, and make an "
                "export with `flyzone export --all`.",
                code="backup-damaged",
            )
    return SQLITE_COPY


def restore_store(copy: Path, url: str) -> None:
    """Brings a copy into an empty store; nothing is kept unless all of it is.

    Parameters
    ----------
    copy : Path
        As `copy_store` wrote it; its name tells how.
    url : str
        Of a store in which nothing is, or of nothing yet.

    Raises
    ------
    InputError
        If something is there, or the copy cannot be read to its end.
    StoreError
        If the store cannot be written.
    """
    address = read_address(url)
    if address.file is not None:
        with contextlib.suppress(OSError):
            address.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    create_private(address)
    database = Database(address)
    try:
        prepare(database)
        with database.writing() as connection:
            _empty(connection, address.place)
            for table, rows in _rows_of(copy):
                connection.execute(insert(t.metadata.tables[table]), rows)
    finally:
        database.close()


def _empty(connection: Connection, place: str) -> None:
    for table in t.metadata.sorted_tables:
        if table not in _LEFT_OUT and connection.scalar(select(func.count()).select_from(table)):
            raise InputError(
                f"{place} holds something already (table {table.name}), and a backup is restored into "
                "an empty store only. Name a file or database that is not there yet.",
                code="restore-not-empty",
            )


def _rows_of(copy: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The rows of a copy, a page at a time; what refers to something comes after it."""
    if copy.name == ROWS:
        yield from _read_rows(copy)
        return
    with tempfile.TemporaryDirectory() as beside:
        # One of an older flyzone is brought up to date first, and never in the backup itself.
        here = Path(shutil.copy(copy, beside))
        database = Database(read_address(f"sqlite:///{here}"))
        try:
            prepare(database)
            with database.reading() as connection:
                yield from _pages(connection)
        finally:
            database.close()


def _pages(connection: Connection) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for table in t.metadata.sorted_tables:
        if table not in _LEFT_OUT:
            found = connection.execution_options(yield_per=_MANY).execute(select(table))
            for page in found.mappings().partitions(_MANY):
                yield table.name, [dict(row) for row in page]


def _write_rows(database: Database, path: Path) -> None:
    count = 0
    try:
        with (
            written_whole(path, what="backup") as temporary,
            gzip.open(temporary, "wt", encoding="ascii", newline="\n") as file,
            database.reading() as connection,
        ):
            temporary.chmod(0o600)
            file.write(json.dumps({"flyzone_rows": REVISIONS[-1]}) + "\n")
            for table, rows in _pages(connection):
                for row in rows:
                    file.write(json.dumps({"table": table, "row": row}, allow_nan=False) + "\n")
                    count += 1
            file.write(json.dumps({"rows": count}) + "\n")
    finally:
        database.close()


def _read_rows(path: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    page: list[dict[str, Any]] = []
    table, count = "", 0
    try:
        with gzip.open(path, "rt", encoding="ascii") as file:
            head = json.loads(file.readline())
            _same_version(str(head.get("flyzone_rows")))
            for line in file:
                one = json.loads(line)
                if "rows" in one:
                    if one["rows"] != count:
                        raise _cut_off(f"it should hold {one['rows']} rows and has {count}")
                    if page:
                        yield table, page
                    return
                if one["table"] != table or len(page) == _MANY:
                    if page:
                        yield table, page
                    table, page = one["table"], []
                page.append(one["row"])
                count += 1
    except (
        OSError,
        EOFError,
        zlib.error,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ) as problem:
        raise _cut_off(str(problem)[:120]) from problem
    raise _cut_off("it is cut off")


def _same_version(found: str) -> None:
    if found != REVISIONS[-1]:
        raise InputError(
            f"This backup was made of tables of version {found[:20]}, and this program has "
            f"{REVISIONS[-1]}. Restore it with the flyzone that made it, and open that store with this "
            "one.",
            code="restore-version",
        )


def _cut_off(why: str) -> InputError:
    return InputError(
        f"The backup cannot be read to its end ({why}). Nothing was restored; take another one.",
        code="restore-damaged",
    )


def _quoted(path: os.PathLike[str]) -> str:
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
