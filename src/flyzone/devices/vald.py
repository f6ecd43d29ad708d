"""VALD SmartSpeed, one row for each trial.

No real export could be found.  The fields of VALD's public interface are known, and tables made from
it have them as headings: ``splitOne`` ... ``splitFour`` from gate to gate, ``cumulativeOne`` ...
``cumulativeFour`` from the start, ``totalTimeSeconds``, ``trialNumber``, ``isValid``.  Distances of
the gates are not among them.  A trial that is marked as not valid is no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.tables.csv_table import find_table
from flyzone.devices.tables.gate_export import GateExport
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.text import head_of, text_of
from flyzone.devices.tables.timed_table import described
from flyzone.model import Reading

_EXPORT = GateExport(
    "vald",
    "VALD SmartSpeed",
    ("vald",),
    {
        "profileid": "athlete",
        "athleteid": "athlete",
        "profilename": "athlete",
        "trialindex": "run",
        "trialnumber": "run",
    },
)
_OWN = frozenset(
    f"{what}{which}"
    for what in ("split", "cumulative")
    for which in ("one", "two", "three", "four")
)
_NOT_VALID = frozenset({"false", "0", "no"})


def recognise(source: Source) -> Claim | None:
    """Claims a table with VALD's fields, or that names VALD."""
    table = find_table(head_of(source.data), _headings)
    if table is not None:
        return Claim(0.9, f"fields of VALD SmartSpeed: {described(table)}")
    return _EXPORT.recognise(source)


def read(source: Source, options: ReadOptions) -> Reading:
    """The trials; needs ``options.distances_m``, where the gates stood.

    Raises
    ------
    InputError
        As for any table of splits.
    """
    text = text_of(source.data)
    table = find_table(text.lines, _headings)
    if table is None:
        return _EXPORT.read(source, options)
    ledger = Ledger(text)
    lines = list(table.lines)
    names = [heading.casefold() for heading in table.headings]
    if "isvalid" in names:
        for row in table.rows():
            if not row.fault and row.cells[names.index("isvalid")].casefold() in _NOT_VALID:
                ledger.reject(row.line, "the trial is marked as not valid")
                lines[row.line - 1] = ""
    # Tables flattened from the interface may keep the groups: gateSummaryFields.splitOne.
    headings = tuple(heading.rpartition(".")[2] for heading in table.headings)
    return _EXPORT.read_table(
        replace(table, lines=tuple(lines), headings=headings), options, ledger
    )


def _headings(cells: Sequence[str]) -> int:
    return sum(cell.casefold().rpartition(".")[2] in _OWN for cell in cells)


FORMAT = Format("vald", "VALD SmartSpeed", False, recognise, read)
