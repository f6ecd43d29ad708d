"""Freelap, exported from its app.

No real export could be found.  Known from programs of others that read them: the user chooses the
separator, the columns are those on the screen, in the language of the app, and lines on the session
stand before the headings.  A row is a run: ``N`` its number, ``ID`` the chip, ``TEMPS`` (``TIME``,
``ZEIT`` ...) the whole time, ``L1``, ``L2`` ... the times between transmitters.  A number in brackets
may stand after a time.  Where the transmitters stood is never in the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.tables.columns import column_of
from flyzone.devices.tables.csv_table import Table, find_table
from flyzone.devices.tables.gate_export import GateExport
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.text import head_of, text_of
from flyzone.devices.tables.timed_table import described
from flyzone.errors import InputError
from flyzone.model import Reading

_EXPORT = GateExport(
    "freelap",
    "Freelap",
    ("freelap", "myfreelap"),
    {"n": "run", "#": "run", "id": "athlete", "chip": "athlete", "lap": "", "split": ""},
)
_LAP = re.compile(r"[lL] ?\d{1,2}")
_BRACKETS = re.compile(r"(?<=\d) ?\(\d{1,3}\)")


def recognise(source: Source) -> Claim | None:
    """Claims a table of runs with N and ID, or with SPLIT or L1, or that names Freelap."""
    table = find_table(head_of(source.data), _headings)
    if table is not None:
        return Claim(0.7, f"columns of a Freelap screen: {described(table)}")
    return _EXPORT.recognise(source)


def read(source: Source, options: ReadOptions) -> Reading:
    """The runs; needs ``options.distances_m``, where the transmitters stood.

    Raises
    ------
    InputError
        If there is no such table, or as for any table of splits.
    """
    text = text_of(source.data)
    table = find_table(text.lines, _headings)
    if table is None:
        return _EXPORT.read(source, options)
    if not any(column_of(heading).number is not None for heading in table.headings):
        raise InputError(
            "This Freelap export shows no times between transmitters (columns L1, L2 ...). Show them "
            f"on the screen and export it again; its headings are {', '.join(table.headings)}.",
            code="freelap-layout",
        )
    return _EXPORT.read_table(_named(table), options, Ledger(text))


def _headings(cells: Sequence[str]) -> int:
    """How many cells are headings of a Freelap table; 0 unless enough of them are its own."""
    upper = [cell.upper() for cell in cells]
    laps = sum(bool(_LAP.fullmatch(cell)) for cell in cells)
    times = sum(column_of(cell).quantity in ("time", "total") for cell in cells)
    own = ("N" in upper and "ID" in upper) or "SPLIT" in upper
    return laps + times + 2 if own and times and (laps or "LAP" in upper) else 0


def _named(table: Table) -> Table:
    """The table with names before chips, and without the numbers in brackets after times."""
    headings = list(table.headings)
    if any(column_of(heading).quantity == "athlete" for heading in headings):
        headings = ["" if heading.casefold() in ("id", "chip") else heading for heading in headings]
    lines = [_BRACKETS.sub("", line) for line in table.lines]
    return replace(table, headings=tuple(headings), lines=tuple(lines))


FORMAT = Format("freelap", "Freelap", False, recognise, read)
