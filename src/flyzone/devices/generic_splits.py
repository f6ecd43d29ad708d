"""Split times in any table: a row for each passing, or a row for each run.

The columns ``athlete,distance_m,time_s`` (and ``run``, ``time_sd_s``, ``wind_m_s``) are flyzone's own
format; ``Name;Distanz;Zeit (s)`` says the same, and so does a row for each run with ``t_5m,t_10m``.
"""

from __future__ import annotations

from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.tables.columns import column_of
from flyzone.devices.tables.csv_table import Table
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.long_splits import read_long
from flyzone.devices.tables.table_shape import shape_of
from flyzone.devices.tables.text import head_of, text_of
from flyzone.devices.tables.timed_table import described, timed_table
from flyzone.devices.tables.wide_splits import read_wide
from flyzone.errors import InputError
from flyzone.model import Reading

DIALECT = "splits-csv"
_HISTORY = frozenset({"session", "started_at", "rep"})


def recognise(source: Source) -> Claim | None:
    """Claims a table with times at places, or with a column for each gate."""
    table = timed_table(head_of(source.data))
    shape = None if table is None else shape_of(table)
    if table is None or shape is None or shape == "trace":
        return None
    what = "a column for each gate" if shape == "wide" else "times at places"
    return Claim(0.5, f"{what}: {described(table)}")


def read(source: Source, options: ReadOptions) -> Reading:
    """The sprints of a table.

    Raises
    ------
    InputError
        If there is no such table, a unit or the decimal mark is open, or nothing can be read.
    """
    text = text_of(source.data)
    table = timed_table(text.lines)
    if table is None:
        raise InputError(
            "No line of this file heads a table of times. Name the columns athlete, distance_m and "
            "time_s.",
            code="no-headings",
        )
    if {*table.headings} >= _HISTORY:
        raise InputError(
            "This is a history of repetitions (session, started_at, rep), not a table of splits. "
            "Give it to `flyzone trend --history` or `flyzone session --replay`.",
            code="rep-history",
        )
    return read_splits(
        table, options, Ledger(text), DIALECT, described(table), "gates, table of splits"
    )


def read_splits(
    table: Table,
    options: ReadOptions,
    ledger: Ledger,
    dialect: str,
    evidence: str,
    origin: str,
) -> Reading:
    """A table of splits of any device, with a row for each run or for each passing.

    Raises
    ------
    InputError
        As `read`.
    """
    if any(column_of(heading).is_gate for heading in table.headings):
        splits, zones = read_wide(table, options, ledger, origin=origin)
        return ledger.reading(dialect, evidence, splits=splits, zones=zones)
    splits = read_long(table, options, ledger, origin=origin)
    return ledger.reading(dialect, evidence, splits=splits)


FORMAT = Format(DIALECT, "Table of split times (CSV)", True, recognise, read)
