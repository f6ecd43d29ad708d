"""Finding the table of times in a file, and naming it to the user."""

from __future__ import annotations

from collections.abc import Sequence

from flyzone.devices.tables.columns import column_of
from flyzone.devices.tables.csv_table import SEPARATOR_NAMES, Table, find_table
from flyzone.devices.tables.text import clipped

_NAMED = 8


def timed_table(lines: Sequence[str]) -> Table | None:
    """The table of times in some lines, if there is one."""
    return find_table(lines, timed_headings)


def timed_headings(cells: Sequence[str]) -> int:
    """How many of some cells are headings that are known; 0 where no time is among them."""
    quantities = [column_of(cell).quantity for cell in cells]
    if "time" not in quantities and "total" not in quantities:
        return 0
    return sum(quantity != "other" for quantity in quantities)


def described(table: Table) -> str:
    """A table for the user: its headings, and what separates them."""
    names = ", ".join(clipped(heading, 30) for heading in table.headings[:_NAMED])
    more = len(table.headings) - _NAMED
    return (
        f"headings {names}{f' and {more} more' if more > 0 else ''} on line {table.first + 1}, "
        f"separated by {SEPARATOR_NAMES[table.separator]}"
    )
