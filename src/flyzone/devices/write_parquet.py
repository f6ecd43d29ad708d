"""Sprints as Parquet, in flyzone's own columns, each with its unit.

The file itself says which kind of table it is (``flyzone:kind``) and, for each column, its unit
(``unit``), so that a reader need not trust a name.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from flyzone.devices.tables.canonical import UNITS, flat_table
from flyzone.errors import InputError
from flyzone.files import check_target, written_whole
from flyzone.model import Notice, Reading, Splits, Trace

LAYOUT = "1"
"""Version of the columns; it rises when a reader of an older one could be misled."""


def write_parquet(
    parts: Reading | Sequence[Splits] | Sequence[Trace], path: str | os.PathLike[str]
) -> tuple[Notice, ...]:
    """Writes splits or traces as Parquet.

    Parameters
    ----------
    parts : Reading, or sequence of Splits or of Trace
        Of one kind.
    path : path
        Ends in ``.parquet``.

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
    import pyarrow  # noqa: PLC0415
    import pyarrow.parquet  # noqa: PLC0415

    target = Path(path)
    check_target(target, (".parquet",), what="table")
    table = flat_table(parts)
    schema = pyarrow.schema(
        [
            pyarrow.field(
                name,
                pyarrow.float64() if name in UNITS else pyarrow.string(),
                metadata={"unit": UNITS[name]} if name in UNITS else None,
            )
            for name in table.columns
        ],
        metadata={"flyzone:kind": table.kind, "flyzone:layout": LAYOUT},
    )
    try:
        columns = pyarrow.table(table.columns, schema=schema)
    except UnicodeEncodeError as problem:
        raise InputError(
            f"A name holds {problem.object[problem.start : problem.end]!r}, which is half a letter. "
            "Correct the name.",
            code="table-name",
        ) from problem
    with written_whole(target, what="table") as temporary:
        pyarrow.parquet.write_table(columns, temporary)
    return table.notices
