"""What kind of table it is: a row for each run, for each passing of a gate, or for each sample.

A table of times and distances may hold gates or samples.  Gates stand at round places and are passed
every few tenths of a second; samples come many and close, or in even steps of time.  Where the numbers
leave it open, flyzone's own headings decide by their order: ``distance_m,time_s`` are splits,
``time_s,distance_m`` a trace.  A table that is both or neither is claimed by the reader of splits and
by the reader of traces, and the user is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Literal

import numpy as np

from flyzone.devices.tables.columns import column_of
from flyzone.devices.tables.csv_table import Table
from flyzone.devices.tables.numerals import seconds
from flyzone.devices.tables.sheet import Sheet, Who

Shape = Literal["wide", "long", "trace", "long-or-trace"]

_ROUND_M = 0.5
_SAMPLED_S = 0.2
_MOST_GATES = 30
_FEWEST_STEPS = 4
_EVEN = 0.02
_ROWS_LOOKED_AT = 2000


def shape_of(table: Table) -> Shape | None:
    """The kind of a table; ``None`` where it holds no sprint.

    Looks at the headings and at the first rows.
    """
    sheet = Sheet(table, tuple(column_of(heading) for heading in table.headings))
    gates = [index for index, column in enumerate(sheet.columns) if column.is_gate]
    if gates:
        return "wide" if _has_numbers(sheet, gates) else None
    speed = sheet.where("velocity", "raw-velocity")
    place, time = sheet.where("distance"), sheet.where("time", "total")
    if time is None or (place is None and speed is None):
        return None
    if not _has_numbers(sheet, [time]):
        return None
    if place is None:
        return "trace"
    longest = _longest_run(sheet, place, time)
    if longest is None:
        return "long" if speed is None else "trace"
    steps = np.abs(np.diff(longest[:, 1]))
    round_places = bool(np.all(np.abs(longest[:, 0] % _ROUND_M) < 1e-6))
    sampled = len(longest) > _MOST_GATES or (len(steps) > 0 and np.median(steps) < _SAMPLED_S)
    if speed is None and not sampled and not round_places:
        sampled = _even(steps) or _own_trace(sheet, time, place)
    if round_places and sampled and speed is None:
        return "long-or-trace"
    return "trace" if sampled or (speed is not None and not round_places) else "long"


def _even(steps: np.ndarray) -> bool:
    """Whether time goes on in equal steps, as a device samples and no runner passes gates."""
    return len(steps) >= _FEWEST_STEPS and float(np.ptp(steps)) <= _EVEN * float(np.median(steps))


def _own_trace(sheet: Sheet, time: int, place: int) -> bool:
    """Whether the headings are those of flyzone's own traces, time before place."""
    names = sheet.columns[time].heading.strip(), sheet.columns[place].heading.strip()
    return names == ("time_s", "distance_m") and time < place


def _has_numbers(sheet: Sheet, indexes: Sequence[int]) -> bool:
    """Whether a number stands under one of the headings, or no whole row under any."""
    whole = [row for row in islice(sheet.table.rows(), _ROWS_LOOKED_AT) if not row.fault]
    if not whole:
        return True
    return any(_rough(row.cells[index]) is not None for row in whole for index in indexes)


def _rough(cell: str) -> float | None:
    """A number whatever its decimal mark; good enough to see how round and how close numbers are."""
    found = seconds(cell.replace(",", "."), ".") or seconds(cell, ",") or seconds(cell, ".")
    return None if found is None else found.value


def _longest_run(sheet: Sheet, place: int, time: int) -> np.ndarray | None:
    """Places as written and times in s of the run with the most rows, shape (n, 2)."""
    factor = sheet.columns[time].factor or 1.0
    whose = sheet.whose()
    runs: dict[Who, list[tuple[float, float]]] = {}
    for row in islice(sheet.table.rows(), _ROWS_LOOKED_AT):
        if not row.fault:
            distance, moment = _rough(row.cells[place]), _rough(row.cells[time])
            if distance is not None and moment is not None:
                runs.setdefault(whose(row.cells), []).append((distance, moment * factor))
    return np.array(max(runs.values(), key=len)) if runs else None
