"""Sprints as CSV, in flyzone's own columns, so that nothing is lost on the way back.

UTF-8, commas, decimal points, one heading line.  A number is written with as many digits as bring it
back bit for bit.  A name that a spreadsheet would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path

from flyzone.devices.tables.canonical import Cell, flat_table
from flyzone.devices.tables.formula_guard import guarded
from flyzone.errors import InputError
from flyzone.files import check_target, written_whole
from flyzone.model import Notice, Reading, Splits, Trace


def write_csv(
    parts: Reading | Sequence[Splits] | Sequence[Trace], path: str | os.PathLike[str]
) -> tuple[Notice, ...]:
    """Writes splits or traces as CSV.

    Parameters
    ----------
    parts : Reading, or sequence of Splits or of Trace
        Of one kind.
    path : path
        Ends in ``.csv``.

    Returns
    -------
    tuple of Notice
        What the columns could not hold.

    Raises
    ------
    InputError
        If there is nothing to write, both kinds together, or a name that is no text.
    OutputError
        If the file cannot be written; an older one is untouched then.
    """
    target = Path(path)
    check_target(target, (".csv",), what="table")
    table = flat_table(parts)
    with (
        written_whole(target, what="table") as temporary,
        temporary.open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(table.columns)
        try:
            for row in zip(*table.columns.values(), strict=True):
                writer.writerow([_cell(value) for value in row])
        except UnicodeEncodeError as problem:
            raise InputError(
                f"A name holds {problem.object[problem.start : problem.end]!r}, which is half a "
                "letter. Correct the name.",
                code="table-name",
            ) from problem
    return table.notices


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else repr(value)
