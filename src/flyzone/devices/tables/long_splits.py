"""A table with a row for each passing: athlete, distance, time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from flyzone.devices.format import ReadOptions
from flyzone.devices.tables.columns import columns_of
from flyzone.devices.tables.csv_table import Table
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.numerals import Number
from flyzone.devices.tables.run_conditions import conditions_of
from flyzone.devices.tables.sheet import Sheet, Who, sheet_of
from flyzone.devices.tables.split_kind import Run, counting_of
from flyzone.devices.tables.sprints import (
    Passing,
    impossible,
    refuse_too_many,
    sprints_of,
    tell_resolution,
)
from flyzone.devices.tables.unused_columns import tell_unused
from flyzone.errors import InputError
from flyzone.model import Splits


def read_long(
    table: Table, options: ReadOptions, ledger: Ledger, *, origin: str
) -> tuple[Splits, ...]:
    """The sprints of a table with a row for each passing.

    Parameters
    ----------
    table : Table
        With a heading of a distance and one of a time.
    options : ReadOptions
        ``times_are`` is heard.
    ledger : Ledger
    origin : str

    Raises
    ------
    InputError
        If a unit, the decimal mark or the counting of the times is open.
    """
    bare = Sheet(table, columns_of(table.headings))
    place, time, deviation = (
        bare.where("distance"),
        bare.where("time", "total"),
        bare.where("time-sd"),
    )
    if place is None or time is None:
        raise InputError(
            "A table of passings needs a distance and a time, got the headings "
            f"{', '.join(table.headings)}. Name them distance_m and time_s.",
            code="no-headings",
        )
    needed = [index for index in (place, time, deviation) if index is not None]
    sheet = sheet_of(table, needed, ledger)
    runs = _runs(sheet, place, time, deviation, ledger)
    whose = sheet.whose()
    conditions, used = conditions_of(sheet, lambda row: whose(row.cells), ledger)
    tell_unused(sheet, [*needed, *used], ledger)
    digits = sheet.decimals(time)
    counted = _from_the_start(runs, sheet.columns[time].kind, options, ledger)
    splits = sprints_of(counted, ledger, origin=origin, digits=digits, conditions=conditions)
    if splits:
        tell_resolution(digits, ledger)
    return splits


def _runs(
    sheet: Sheet, place: int, time: int, deviation: int | None, ledger: Ledger
) -> dict[Who, list[Passing]]:
    """The passings of each run, in the order of the file."""
    whose = sheet.whose()
    runs: dict[Who, list[Passing]] = {}
    measured = sheet.measured((place, time), ledger)
    for count, (line, cells, (distance, moment)) in enumerate(measured, start=1):
        where = round(distance, 9)
        why = impossible(where, moment)
        sd = None if deviation is None else sheet.value(cells, deviation)
        if isinstance(sd, str):
            why = why or sd
        if why:
            ledger.reject(line, why)
            continue
        who = whose(cells)
        gates = runs.get(who)
        if gates is None:
            gates = runs[who] = []
        gates.append(Passing(line, where, moment, sd.value if isinstance(sd, Number) else None))
        refuse_too_many(len(runs), count)
    return runs


def _from_the_start(
    runs: Mapping[Who, list[Passing]], kind: str, options: ReadOptions, ledger: Ledger
) -> Mapping[Who, list[Passing]]:
    """The passings with times from the start, whichever way the file counts."""
    if kind == "cumulative" and options.times_are is None:
        return runs
    ordered = {who: _ordered(passings) for who, passings in runs.items()}
    counting, why = counting_of(
        (
            Run([passing.distance for passing in gates], [passing.time for passing in gates])
            for gates in ordered.values()
        ),
        named=False,
        asked=options.times_are,
    )
    ledger.note("times-counted", f"Times were read as {counting}: {why}.")
    if counting == "cumulative":
        return runs
    summed: dict[Who, list[Passing]] = {}
    for who, gates in ordered.items():
        lines = [passing.line for passing in runs[who] if passing.distance > 0.0]
        if len({gate.distance for gate in gates}) < len(gates):
            ledger.hold(
                lines, "two different times for one zone. Number the runs in a column 'run'"
            )
            continue
        ledger.repeat(set(lines) - {gate.line for gate in gates})
        times = accumulate(gate.time for gate in gates)
        summed[who] = [
            gate._replace(time=time, sd=None) for gate, time in zip(gates, times, strict=True)
        ]
    return summed


def _ordered(passings: Sequence[Passing]) -> list[Passing]:
    """The passings after the start, the nearest first, each once."""
    unique = {(passing.distance, passing.time): passing for passing in reversed(passings)}
    return [unique[key] for key in sorted(unique) if key[0] > 0.0]
