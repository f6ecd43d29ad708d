"""Stalker ATS radar, the table with its header (``.rad``).

The header states sample rate, units and kind of data; the table has sample number, time, speed,
acceleration and distance.  Times stand there rounded to 0.01 s while samples come 21.3 ms apart, so
a sample's time is its number over the rate; the rounded column serves as a check of the rate.

The speeds are called raw and are not quite: in the two trials whose readings (``.rda``, see
`stalker_rda`) were at hand too, 26 and 35 % of them differ, because the program draws straight lines
over readings that repeat or jump.  The distances are the program's sum of these speeds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.tables import words
from flyzone.devices.tables.columns import Column
from flyzone.devices.tables.csv_table import Row, Table
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.numerals import decimal_mark, number
from flyzone.devices.tables.samples import Samples, traces_of
from flyzone.devices.tables.sheet import Sheet, Who
from flyzone.devices.tables.text import clipped, head_of, text_of
from flyzone.errors import InputError
from flyzone.model import Reading
from flyzone.model.trace import FASTEST_M_S

DIALECT = "stalker-ats"
_END = ["END", "OF", "FILE"]
_SEARCHED_LINES = 60
_FASTEST_RATE_HZ = 10_000.0
_HALF_A_CENT = 0.0051
_DATE = re.compile(r"(\d{2}/\d{2}/\d{4} \d{2}:\d{2}:\d{2}) \((\S+)\)")


def recognise(source: Source) -> Claim | None:
    """Claims a file whose first line names Stalker ATS and that has the table of samples."""
    lines = head_of(source.data)
    if lines and is_stalker(lines[0]) and _table(lines) is not None:
        return Claim(1.0, f"first line {clipped(lines[0].strip(), 60)!r}, and a table of samples")
    return None


def is_stalker(line: str) -> bool:
    """Whether the first line of a file names the radar's program."""
    start = line.strip().casefold()
    return start.startswith("stalker") and "ats" in start


def read(source: Source, options: ReadOptions) -> Reading:
    """The trace of a trial.

    Raises
    ------
    InputError
        If the table, the rate or a unit is missing or not known, or the rate contradicts the times.
    """
    text = text_of(source.data)
    table = _table(text.lines)
    if table is None:
        raise InputError(
            "No line 'Sample Time Speed Accel Dist' heads a table in this file. Save the trial from "
            "Stalker ATS as .rad.",
            code="no-headings",
        )
    facts = {}
    for stated in table.before:
        name, _, fact = stated.partition(":")
        facts[" ".join(name.casefold().split())] = fact.strip()
    ledger = Ledger(text)
    sheet = _sheet(table, facts)
    rate = _rate(facts, sheet.mark)
    samples, wrong, ended = _samples(sheet, rate, ledger)
    if len(wrong) > len(samples.lines):
        raise InputError(
            f"The times of this file are not those of samples at {rate:g} Hz (line {wrong[0]}). "
            "The file was changed after it was written; save the trial again.",
            code="stalker-rate",
        )
    for line in wrong:
        ledger.hold([line], f"its time is not that of its sample at {rate:g} Hz")
    _tell(table, facts, samples, ended, ledger)
    who = Who(None, facts.get("trial name") or None)
    traces = traces_of({who: samples}, ledger, origin=f"radar Stalker ATS, {rate:g} Hz")
    evidence = f"first line {clipped(text.lines[0].strip(), 60)!r}, sample rate {rate:g} Hz"
    return ledger.reading(DIALECT, evidence, traces=traces)


def _table(lines: Sequence[str]) -> Table | None:
    for index, line in enumerate(lines[:_SEARCHED_LINES]):
        headings = line.split()
        if [heading.casefold() for heading in headings[:3]] == ["sample", "time", "speed"]:
            return Table(tuple(lines), tuple(headings), index, index + 1, " ")
    return None


def _sheet(table: Table, facts: Mapping[str, str]) -> Sheet:
    """The table with the units of the header."""
    columns = []
    for heading in table.headings:
        name = heading.casefold()
        if name == "speed":
            columns.append(_column(heading, "velocity", facts.get("speed units"), words.SPEEDS))
        elif name == "dist":
            columns.append(_column(heading, "distance", facts.get("dist units"), words.LENGTHS))
        else:
            columns.append(Column(heading, {"sample": "sample", "time": "time"}.get(name, "other")))
    cells = (
        (cell, float("inf")) for row in table.rows() if not row.fault for cell in row.cells[1:]
    )
    return Sheet(table, tuple(columns), decimal_mark(cells))


def _column(heading: str, quantity: str, unit: str | None, units: Mapping[str, float]) -> Column:
    factor = units.get((unit or "").casefold())
    if factor is None:
        raise InputError(
            f"The header states {unit or 'nothing'!r} as the unit of {heading}, which flyzone does "
            "not know. Save the trial in SI units.",
            code="unit-unknown",
        )
    return Column(heading, quantity, unit, factor)


def _rate(facts: Mapping[str, str], mark: str) -> float:
    stated = facts.get("sample rate", "")
    found = number(stated, mark)
    if found is None or not 0.0 < found.value <= _FASTEST_RATE_HZ:
        raise InputError(
            f"The header must state the sample rate in Hz, such as 46.875, got {stated!r}. Save the "
            "trial again.",
            code="stalker-rate",
        )
    return found.value


def _samples(sheet: Sheet, rate: float, ledger: Ledger) -> tuple[Samples, list[int], bool]:
    """The samples, the lines whose time is wrong, and whether the end of the file is marked."""
    wanted = [
        index
        for what in ("sample", "time", "velocity", "distance")
        if (index := sheet.where(what)) is not None
    ]
    samples, wrong, ended = Samples(), list[int](), False
    for row in sheet.table.rows():
        if ended or row.cells == _END:
            ended = True
            if row.cells != _END:
                ledger.reject(row.line, "it stands after the end of the file")
            continue
        values = _values(sheet, row, wanted)
        if isinstance(values, str):
            ledger.reject(row.line, values)
            continue
        count, time, speed, *place = values
        if count != int(count) or count < 0:
            ledger.reject(row.line, f"{count:g} is no number of a sample")
        elif abs(speed) > FASTEST_M_S:
            ledger.reject(row.line, f"nobody runs {speed:g} m/s; a false return")
        elif abs(count / rate - time) > _HALF_A_CENT:
            wrong.append(row.line)
        else:
            samples.lines.append(row.line)
            samples.times.append(count / rate)
            samples.velocities.append(speed)
            samples.positions.append(place[0] if place else math.nan)
    return samples, wrong, ended


def _values(sheet: Sheet, row: Row, wanted: Sequence[int]) -> list[float] | str:
    """The numbers of a row, or why it lacks one."""
    if row.fault:
        return row.fault
    numbers: list[float] = []
    for index in wanted:
        found = sheet.number(row.cells, index)
        if isinstance(found, str):
            return found
        numbers.append(found)
    return numbers


def _tell(
    table: Table, facts: Mapping[str, str], samples: Samples, ended: bool, ledger: Ledger
) -> None:
    date = next((found for line in table.before if (found := _DATE.search(line))), None)
    if date:
        ledger.note("recorded-at", f"Recorded {date[1]} ({date[2]}), time zone not stated.")
    kind = facts.get("data type", "not stated")
    ledger.note(
        "radar-smoothed",
        f"The data type is {kind}. Even raw data of this table are not quite: where readings repeat "
        "or jump, the program draws straight lines. The .rda of the trial has the readings. The "
        "distances are the program's sum of the speeds.",
    )
    promised = number(facts.get("samples", ""), ".")
    count = len(samples.lines)
    # The program numbers samples from 0 to the number that it states.
    if not ended or promised is None or promised.value + 1 != count:
        ledger.note(
            "samples-missing",
            f"The header promises samples 0 to {facts.get('samples', 'not stated')}, and {count} were "
            f"read; the end of the file is {'marked' if ended else 'not marked: it was cut'}.",
        )


FORMAT = Format(DIALECT, "Stalker ATS radar table (.rad)", True, recognise, read)
