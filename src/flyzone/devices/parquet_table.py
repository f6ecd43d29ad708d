"""flyzone's own Parquet tables, read back.

The table is turned into the text of the same table and read as that: what makes a sprint of some rows,
and what is said of rows that contradict each other, is decided in one place for all tables.  Lines in
messages are those of the text: row 1 of the table is line 2.
"""

from __future__ import annotations

import csv
import io

from flyzone.devices import generic_splits, generic_trace
from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.tables.formula_guard import guarded
from flyzone.devices.tables.text import LARGEST_TEXT, MOST_LINES
from flyzone.errors import InputError
from flyzone.model import Reading

DIALECT = "flyzone-parquet"
_MAGIC = b"PAR1"
_COLUMNS = {"athlete", "run", "distance_m", "time_s", "time_sd_s", "velocity_m_s"}
_EVIDENCE = "The first and the last four bytes are 'PAR1'."


def recognise(source: Source) -> Claim | None:
    """Whether the signature of Parquet stands at both ends."""
    framed = source.data[:4] == _MAGIC and source.data[-4:] == _MAGIC
    return Claim(1.0, _EVIDENCE) if framed and len(source.data) > 12 else None


def read(source: Source, options: ReadOptions) -> Reading:
    """The splits or traces of a table.

    Raises
    ------
    InputError
        If the file is damaged or too large, or its columns are not flyzone's own.
    """
    import pyarrow  # noqa: PLC0415
    import pyarrow.parquet  # noqa: PLC0415

    try:
        file = pyarrow.parquet.ParquetFile(io.BytesIO(source.data))
        _refuse_what_is_not_ours(file)
        columns = file.read().to_pydict()
    except (pyarrow.ArrowException, OSError, ValueError, TypeError, OverflowError) as error:
        raise InputError(
            f"This Parquet file cannot be read ({type(error).__name__}). Export it again.",
            code="parquet-damaged",
        ) from error
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in zip(*columns.values(), strict=True):
        writer.writerow([_cell(value) for value in row])
    reader = generic_trace if "velocity_m_s" in columns else generic_splits
    data = text.getvalue().encode("utf-8", "replace")
    found = reader.read(Source(data, source.name), options)
    return Reading(
        DIALECT, _EVIDENCE, splits=found.splits, traces=found.traces, bodies=found.bodies,
        rejected=found.rejected, held=found.held, notices=found.notices,
    )  # fmt: skip


def _cell(value: object) -> object:
    if value is None:
        return ""
    # As in a CSV of ours, where an apostrophe keeps a name from being a formula.
    return guarded(value) if isinstance(value, str) else value


def _refuse_what_is_not_ours(file) -> None:  # type: ignore[no-untyped-def]
    """Judged by the file's own directory, before anything is unpacked."""
    names, found = set(file.schema_arrow.names), file.metadata
    if not {"time_s"} <= names <= _COLUMNS:
        raise InputError(
            f"The columns of this table are {', '.join(sorted(names)[:12])}. Expected flyzone's own: "
            "time_s with distance_m or velocity_m_s, athlete, run, time_sd_s.",
            code="parquet-columns",
        )
    size = sum(found.row_group(i).total_byte_size for i in range(found.num_row_groups))
    if found.num_rows >= MOST_LINES or size > 4 * LARGEST_TEXT:
        raise InputError(
            f"A table may have up to {MOST_LINES - 1} rows, got {found.num_rows}. Split it.",
            code="parquet-large",
        )


FORMAT = Format(DIALECT, "flyzone's own table (Parquet)", True, recognise, read)
