"""Everything in one file, out of a store and into one.

The file is gzip-compressed JSON Lines.  The first line names the format and its version; then follows a
line for each record, ``{"kind": "session", "record": {...}}``, an athlete before his records, each kind
sorted by id; the last line says how many records there were.  Fields that are not known are left out.
One store gives always the same bytes, whatever database it lies in.

What is read is believed by nobody: a file that is cut off, unpacks to something huge, is out of order or
holds one record that its own word refuses is refused as a whole, and nothing of it is kept.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flyzone.errors import InputError
from flyzone.files import check_target, written_whole
from flyzone.storage.kinds import KINDS, LONGEST_JSON, Kind, Plain
from flyzone.storage.plain import plain_of, record_of
from flyzone.storage.reading import Reader
from flyzone.storage.rights import forbidden
from flyzone.storage.rows import PAGE
from flyzone.storage.writing import Writer

FORMAT_VERSION = 2
READABLE = (1, 2)
"""Version 1 had fewer kinds of record."""
SUFFIX = ".gz"
LONGEST_LINE = 2 * LONGEST_JSON
"""Bytes of a line: a record with a document of full length fits."""
MOST_GROWTH = 100
"""An export unpacks to some five times its size; to more than this it was made to fill a disk."""
SMALL = 10_000_000
"""Bytes that any file may unpack to."""
_CODE = "import-file"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the records of a file: how many were new, changed something, were there."""

    new: int
    changed: int
    same: int


def export_all(reader: Reader, path: str | os.PathLike[str]) -> int:
    """Writes everything that the viewer sees into one file.

    Parameters
    ----------
    reader : Reader
    path : path
        Its name must end in ``.gz``, such as ``backup.jsonl.gz``.

    Returns
    -------
    int
        How many records it holds.

    Raises
    ------
    OutputError
        If it cannot be written; an older file of that name is untouched then.
    """
    check_target(Path(path), (SUFFIX,), what="export", code="output-suffix")
    with written_whole(path, what="export") as temporary, temporary.open("wb") as file:
        # People's data: not for the eyes of others on this machine.
        os.chmod(temporary, 0o600)
        # No name and no time inside, so that equal stores give equal files.
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
            return _write(reader, packed)


def import_all(writer: Writer, path: str | os.PathLike[str]) -> Imported:
    """Adds everything in a file to the store; a record that is there already becomes as in the file.

    Parameters
    ----------
    writer : Writer
        The store's owner's.
    path : path
        As `export_all` wrote it.

    Returns
    -------
    Imported

    Raises
    ------
    InputError
        If it cannot be read to its end, or a record in it cannot be kept; nothing is, then.
    """
    if writer.viewer.role != "owner":
        raise forbidden("only the owner of a store imports everything")
    counts = {"new": 0, "changed": 0, "same": 0}
    with writer.step():
        for lines, kind, plains in _batches(path):
            with _named(path, lines):
                # The file brings its own trail; only what it changes here is added to that.
                outcomes = writer.keep(kind, plains, trail=False)
            for outcome in outcomes:
                counts[outcome] += 1
    return Imported(**counts)


def _write(reader: Reader, file: gzip.GzipFile) -> int:
    count = 0
    file.write(_line({"flyzone_export": FORMAT_VERSION}))
    for kind in KINDS.values():
        for plain in reader.plains(kind):
            file.write(_line({"kind": kind.name, "record": _compact(plain)}))
            count += 1
    file.write(_line({"records": count}))
    return count


def _line(value: Any) -> bytes:
    return (
        json.dumps(value, allow_nan=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    )


def _compact(plain: Plain) -> Plain:
    """Without the fields that are not known."""
    return {
        name: [_compact(one) if isinstance(one, dict) else one for one in value]
        if name == "reps" and isinstance(value, list)
        else value
        for name, value in plain.items()
        if value is not None
    }


def _batches(path: str | os.PathLike[str]) -> Iterator[tuple[str, Kind, list[Plain]]]:
    """The records of a file, checked by their own words: some lines, their kind, their records."""
    plains: list[Plain] = []
    first, held, kind_before = 2, 0, KINDS["athlete"]
    for number, (kind, record, size) in enumerate(_records(path), start=2):
        full = len(plains) == PAGE or held + size > LONGEST_LINE
        if plains and (full or kind is not kind_before):
            yield f"lines {first} to {number - 1}", kind_before, plains
            plains, first, held = [], number, 0
        with _named(path, f"line {number}"):
            plains.append(plain_of(record_of(kind.word, record)))
        held, kind_before = held + size, kind
    if plains:
        yield f"lines {first} and on", kind_before, plains


@contextlib.contextmanager
def _named(path: str | os.PathLike[str], lines: str) -> Iterator[None]:
    """Says of an error in which file and where in it."""
    try:
        yield
    except InputError as error:
        raise InputError(
            f"{Path(path).name}, {lines}: {error.message} Nothing of this file was kept.",
            code=error.code,
        ) from error


def _records(path: str | os.PathLike[str]) -> Iterator[tuple[Kind, Plain, int]]:
    """Kind, fields and bytes of each record; the ends and the order of the file are looked at."""
    order = list(KINDS)
    lines = _lines(path)
    head, _ = next(lines, ({}, 0))
    if "flyzone_export" not in head:
        raise _bad("it does not begin like an export of flyzone")
    if head["flyzone_export"] not in READABLE:
        raise _bad(
            f"it has the version {head['flyzone_export']!r:.40} and this program reads "
            f"{FORMAT_VERSION}. Install the flyzone that wrote it",
            code="import-version",
        )
    count, last = 0, (0, "")
    for line, size in lines:
        if "records" in line:
            if line["records"] != count or next(lines, None) is not None:
                raise _bad(f"it should end after {line['records']!r:.40} records, and has {count}")
            return
        name, record = line.get("kind"), line.get("record")
        if name not in KINDS or not isinstance(record, dict):
            raise _bad("a line is no record of a kind that this program knows")
        place = (order.index(name), str(record.get("id")))
        if place <= last:
            raise _bad("its records are not in order, or one is there twice")
        last, count = place, count + 1
        yield KINDS[name], record, size
    raise _bad("it is cut off")


def _lines(path: str | os.PathLike[str]) -> Iterator[tuple[dict[str, Any], int]]:
    """The JSON objects of a packed file and their bytes, as long as it grows like an honest one."""
    try:
        size = os.stat(path).st_size
        with open(path, "rb") as file, gzip.open(file) as packed:
            most = max(SMALL, MOST_GROWTH * size)
            read = 0
            while line := packed.readline(LONGEST_LINE + 1):
                read += len(line)
                if len(line) > LONGEST_LINE or read > most:
                    raise _bad("it unpacks to more than any export does")
                yield _object(line), len(line)
    except (OSError, EOFError, zlib.error, ValueError) as problem:
        raise _bad(f"it cannot be read ({problem})") from problem


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as problem:
        raise _bad(f"a line is no JSON ({str(problem)[:80]})") from None
    if not isinstance(value, dict):
        raise _bad("a line is no JSON object")
    return value


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")


def _bad(why: str, code: str = _CODE) -> InputError:
    return InputError(
        f"This is no whole export of flyzone: {why}. Give the file that `flyzone export --all` wrote.",
        code=code,
    )
