"""Take a device's file apart, and write what it holds in another form."""

from __future__ import annotations

from os import PathLike
from os.path import samefile
from pathlib import Path
from typing import Literal

from flyzone.devices.detect import read_file
from flyzone.devices.file_bytes import bytes_of_file
from flyzone.devices.format import ReadOptions
from flyzone.devices.lynx_evt import write_evt
from flyzone.devices.rep_history import LARGEST_FILE
from flyzone.devices.rep_rows import rep_table
from flyzone.devices.tables.text import head_of
from flyzone.devices.write_csv import write_csv
from flyzone.devices.write_parquet import write_parquet
from flyzone.errors import InputError, OutputError
from flyzone.files import check_target
from flyzone.model import Notice, Reading
from flyzone.workflows.sprints_of_file import no_sprints_in

_GZIP = b"\x1f\x8b"
_HEAD = 60_000
WRITTEN = (".csv", ".parquet", ".evt")
"""Endings that `write_reading` knows."""


def import_file(
    path: str | PathLike[str],
    options: ReadOptions | None = None,
    dialect: str | None = None,
) -> Reading:
    """Everything that a device's file gives.

    Parameters
    ----------
    path : path
    options : ReadOptions, optional
        What the file does not say itself.
    dialect : str, optional
        Its format, where that must be told.

    Returns
    -------
    Reading
        Every row of the file is in a result, in ``rejected`` or in ``held``.

    Raises
    ------
    InputError
        If the file cannot be read or nothing recognises it.
    """
    return read_file(path, options or ReadOptions(), dialect)


def what_is(path: str | PathLike[str]) -> Literal["device", "reps", "export"]:
    """What kind of file this is, by its content: a device's, a table of reps, an export of flyzone.

    Raises
    ------
    InputError
        If it cannot be opened.
    """
    start = bytes_of_file(Path(path), LARGEST_FILE, only=_HEAD)
    if start.startswith(_GZIP):
        return "export"
    return "reps" if rep_table(head_of(start)) is not None else "device"


def not_over_itself(source: str | PathLike[str], target: str | PathLike[str]) -> None:
    """Says before any work that a result may not replace the file that it comes from.

    Raises
    ------
    OutputError
        If both are one file: what could not be read of it would be lost.
    """
    try:
        same = samefile(source, target)
    except (OSError, ValueError):
        # One of them does not exist, so they are not one.
        return
    if same:
        raise OutputError(
            f"{target} is the file that is read; what was not understood of it would be lost. Choose "
            "another name for the output.",
            code="output-over-input",
        )


def write_reading(reading: Reading, path: str | PathLike[str]) -> tuple[Notice, ...]:
    """Write what a file gave in the form that the target's ending names.

    Parameters
    ----------
    reading : Reading
    path : path
        ``.csv`` and ``.parquet`` take splits and traces in flyzone's own columns; ``.evt`` takes
        start lists, for FinishLynx.

    Returns
    -------
    tuple of Notice
        What the form could not hold.

    Raises
    ------
    OutputError
        If the file cannot be written; an older one of that name is untouched then.
    InputError
        If the reading holds nothing that the form takes.
    """
    target = Path(path)
    check_target(target, WRITTEN)
    suffix = target.suffix.lower()
    if suffix != ".evt":
        write = write_csv if suffix == ".csv" else write_parquet
        return (*write(reading, target), *_not_written(reading))
    if not reading.start_lists:
        raise InputError(
            f"A {suffix} file holds start lists, and this {reading.dialect} file has none. Choose "
            ".csv or .parquet for times and traces.",
            code="export-nothing",
        )
    write_evt(reading.start_lists, target)
    return ()


def _not_written(reading: Reading) -> tuple[Notice, ...]:
    lost = [
        no_sprints_in(reading),
        "the athletes' bodies" if reading.bodies else "",
        "laps and channels" if any(a.laps or a.channels for a in reading.activities) else "",
    ]
    told = ", ".join(part for part in lost if part)
    if not told:
        return ()
    return (Notice("not-written", f"A table of sprints cannot hold all of the file: {told}."),)
