"""A table with a row for each run and a column for each gate.

Columns tell times at places (``t_5m``), over zones (``5-10 m``), at numbered gates (``Split 2``) or
over a fly (``Fly 10 m``), also beside each other.  Numbered gates get their places from the user, for
no such file holds them.  A zone that begins at the start, or where a time is known, is added to it;
where the file holds a zone and the times at both of its ends, they must agree within their rounding,
or the row is held.  A zone that begins elsewhere is a fly time of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from flyzone.devices.format import ReadOptions
from flyzone.devices.tables.columns import Column, columns_of
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
from flyzone.model import Conditions, Measurement, Splits, ZoneTime
from flyzone.model.reading import ROUNDING_ONLY, resolution_sd


class _Row(NamedTuple):
    """The times of one run: line, whose, and by column what stands there, s."""

    line: int
    who: Who
    times: Mapping[int, float]


def read_wide(
    table: Table, options: ReadOptions, ledger: Ledger, *, origin: str
) -> tuple[tuple[Splits, ...], tuple[ZoneTime, ...]]:
    """The sprints and fly times of a table with a row for each run.

    Parameters
    ----------
    table : Table
    options : ReadOptions
        ``distances_m`` and ``times_are`` are heard.
    ledger : Ledger
    origin : str

    Raises
    ------
    InputError
        If places, units, the decimal mark or the counting of the times are open.
    """
    columns = columns_of(table.headings)
    gates = [index for index, column in enumerate(columns) if column.is_gate]
    total = Sheet(table, columns).where("total", "time")
    sheet = sheet_of(table, gates, ledger)
    rows = list(_rows(sheet, gates, total, ledger))
    digits = max(sheet.decimals(index) for index in gates)
    filled = [index for index in gates if any(index in row.times for row in rows)]
    placed = _placed({index: columns[index] for index in filled}, options, ledger)
    placed = _counted(placed, rows, total, options, ledger)
    by_line, used = conditions_of(sheet, lambda row: row.line, ledger)
    if total is not None and any(total in row.times for row in rows):
        used.append(total)
    tell_unused(sheet, [*gates, *used], ledger)
    runs: dict[Who, list[Passing]] = {}
    conditions: dict[Who, Conditions] = {}
    zones: list[ZoneTime] = []
    for row in _each_once(rows, ledger):
        passings, flies, why = _passings(row, placed, digits)
        if why:
            ledger.hold([row.line], why)
            continue
        zones += [_fly(row.who, column, time, digits, origin) for column, time in flies]
        if passings:
            runs[row.who] = passings
            conditions[row.who] = by_line.get(row.line) or Conditions()
    splits = sprints_of(runs, ledger, origin=origin, digits=digits, conditions=conditions)
    if splits or zones:
        tell_resolution(digits, ledger)
    if zones:
        ledger.note(
            "zone-sd-is-rounding",
            "The standard deviation of the fly times is that of their rounding alone: the file does "
            "not say how good the gates are.",
        )
    return splits, tuple(zones)


def _rows(sheet: Sheet, gates: Sequence[int], total: int | None, ledger: Ledger) -> Iterator[_Row]:
    """The rows that hold a time at a gate, with what stands in their cells."""
    whose, read = sheet.whose(), 0
    for row in sheet.rows(ledger):
        times: dict[int, float] = {}
        why = ""
        for index in gates:
            value = sheet.value(row.cells, index)
            if isinstance(value, str):
                why = why or value
            elif value is not None:
                times[index] = value.value
                why = why or impossible(1.0, value.value)
        if not why and not times:
            why = "no time stands in it"
        whole = None if total is None else sheet.value(row.cells, total)
        # What heads like a total may be a time of day: it is a witness, and never a reason to reject.
        if total is not None and isinstance(whole, Number) and not impossible(1.0, whole.value):
            times[total] = whole.value
        if why:
            ledger.reject(row.line, why)
            continue
        read += 1
        refuse_too_many(read, read * len(gates))
        yield _Row(row.line, whose(row.cells), times)


def _placed(
    columns: Mapping[int, Column], options: ReadOptions, ledger: Ledger
) -> dict[int, Column]:
    """The columns with places also where the headings have numbers only."""
    numbered = [column for column in columns.values() if column.number is not None]
    if not numbered:
        if options.distances_m is not None:
            ledger.note(
                "distances-not-needed", "The headings name the places; distances_m was not used."
            )
        return dict(columns)
    places = (0.0, *_distances(numbered, options))
    beside = any(column.kind == "cumulative" for column in numbered)
    found: dict[int, Column] = {}
    for index, column in columns.items():
        if column.number is None:
            found[index] = column
            continue
        start, end = places[column.number - 1], places[column.number]
        zone = column.kind == "interval" or (column.kind == "open" and beside)
        found[index] = replace(
            column,
            from_m=start if zone else None,
            to_m=end,
            kind="interval" if zone else column.kind,
        )
    return found


def _distances(numbered: Sequence[Column], options: ReadOptions) -> tuple[float, ...]:
    """Where the numbered gates stood, as the user says."""
    wanted = max(column.number or 0 for column in numbered)
    names = ", ".join(dict.fromkeys(column.heading for column in numbered[:8]))
    if options.distances_m is None:
        raise InputError(
            f"Where did the gates stand? The file numbers them ({names}) and does not say. Give "
            f"distances_m: {wanted} places in m from the start line, in order.",
            code="gate-places",
        )
    places = tuple(float(place) for place in options.distances_m)
    places = places[1:] if places[:1] == (0.0,) else places
    growing = all(start < end for start, end in zip((0.0, *places), places, strict=False))
    if len(places) != wanted or not growing:
        raise InputError(
            f"distances_m must be {wanted} growing places in m, one for each of {names}, got "
            f"{', '.join(f'{place:g}' for place in places) or 'none'}.",
            code="gate-places",
        )
    return places


def _counted(
    placed: dict[int, Column],
    rows: Sequence[_Row],
    total: int | None,
    options: ReadOptions,
    ledger: Ledger,
) -> dict[int, Column]:
    """The columns with zones in place of places, where their times count from gate to gate."""
    family = sorted(
        (index for index, column in placed.items() if column.from_m is None and not column.fly),
        key=lambda index: placed[index].to_m or 0.0,
    )
    places = [placed[index].to_m or 0.0 for index in family]
    if not family or len(set(places)) < len(places):
        return placed
    named = all(placed[index].kind == "cumulative" for index in family)
    counting, why = counting_of(
        (
            Run(
                places,
                [row.times[index] for index in family],
                None if total is None else row.times.get(total),
            )
            for row in rows
            if all(index in row.times for index in family)
        ),
        named=named,
        asked=options.times_are,
    )
    if counting == "intervals" or not named:
        ledger.note("times-counted", f"Times were read as {counting}: {why}.")
    if counting == "cumulative":
        return placed
    starts = dict(zip(family, (0.0, *places), strict=False))
    return {
        index: replace(column, kind="interval", from_m=starts[index]) if index in starts else column
        for index, column in placed.items()
    }


def _each_once(rows: Sequence[_Row], ledger: Ledger) -> list[_Row]:
    """The rows without repeated and contradicting ones.

    Rows of an athlete without a run's name are as many runs, and get the numbers that are free.
    """
    by_who: dict[Who, list[_Row]] = {}
    for row in rows:
        by_who.setdefault(row.who, []).append(row)
    kept: list[_Row] = []
    for who, same in by_who.items():
        first = {tuple(sorted(row.times.items())): row for row in reversed(same)}
        unique = sorted(first.values(), key=lambda row: row.line)
        ledger.repeat({row.line for row in same} - {row.line for row in unique})
        if len(unique) > 1 and who.run is not None:
            ledger.hold(
                (row.line for row in unique),
                f"run {who.run} of {who.athlete or 'the athlete'} stands in rows with different "
                "times. Delete the wrong ones, or number the runs",
            )
        elif len(unique) > 1:
            numbers = (Who(who.athlete, str(n)) for n in count(1))
            free = (numbered for numbered in numbers if numbered not in by_who)
            kept += [
                row._replace(who=numbered) for row, numbered in zip(unique, free, strict=False)
            ]
        else:
            kept += unique
    return sorted(kept, key=lambda row: row.line)


def _passings(
    row: _Row, placed: Mapping[int, Column], digits: int
) -> tuple[list[Passing], list[tuple[Column, float]], str]:
    """Passings and fly times of one row, or why its numbers contradict each other."""
    # Each of three times is off by half a step at most.
    rounding = 1.5 * 10.0**-digits + 1e-9
    times = [(placed[index], time) for index, time in row.times.items() if index in placed]
    known = {0.0: 0.0}
    flies: list[tuple[Column, float]] = []
    for column, time in times:
        if column.from_m is None and not column.fly:
            where = column.to_m or 0.0
            if abs(known.setdefault(where, time) - time) > rounding:
                return [], [], f"two times at {where:g} m: {known[where]:g} and {time:g} s"
    zones = [pair for pair in times if pair[0].from_m is not None or pair[0].fly]
    for column, time in sorted(zones, key=lambda pair: pair[0].from_m or 0.0):
        start, end = column.from_m, column.to_m or 0.0
        if start is None or start not in known:
            flies.append((column, time))
            continue
        arrival = round(known[start] + time, 9)
        if abs(known.setdefault(end, arrival) - arrival) > rounding:
            why = f"{known[start]:g} s at {start:g} m and {known[end]:g} s at {end:g} m"
            return [], [], f"{time:g} s from {start:g} to {end:g} m, but {why}"
    passings = [Passing(row.line, place, time) for place, time in known.items() if place > 0.0]
    why = next((why for p in passings if (why := impossible(p.distance, p.time))), "")
    return passings, flies, why


def _fly(who: Who, column: Column, time: float, digits: int, origin: str) -> ZoneTime:
    start, end = column.from_m, column.to_m or 0.0
    return ZoneTime(
        length_m=round(end - (start or 0.0), 9),
        time=Measurement(time, resolution_sd(digits), "s", origin + ROUNDING_ONLY),
        from_m=start,
        to_m=None if start is None else end,
        athlete=who.athlete,
        run=who.run,
    )
