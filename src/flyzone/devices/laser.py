"""Laser distance meters (LAVEG, LDM, Jenoptik and alike), as text.

No real export was at hand.  These devices give place over time, as columns with or without headings.
With headings, a file that names its laser is read as any table of samples.  Without, little is told,
and only what the numbers prove is used: a column that grows in even steps of 0.5 ms to 0.2 s is time
in seconds, and a column that goes beyond what a runner's speed can be, and changes no faster than he
runs, is distance in metres.  A single column of distances needs the rate of the samples.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.generic_trace import read_samples
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.numerals import decimal_mark, number
from flyzone.devices.tables.samples import Samples, traces_of
from flyzone.devices.tables.sheet import Who
from flyzone.devices.tables.split_kind import FASTEST_RUNNER_M_S
from flyzone.devices.tables.table_shape import shape_of
from flyzone.devices.tables.text import LONGEST_LINE, clipped, head_of, text_of
from flyzone.devices.tables.timed_table import described, timed_table
from flyzone.errors import InputError
from flyzone.model import Reading

DIALECT = "laser-text"
_NAMES = ("laveg", "ldm 3", "ldm3", "jenoptik", "laser")
_LEAST_ROWS, _MOST_ROWS = 20, 100_000
_MOSTLY = 0.9
_EVEN = 0.51
_STEPS_S = (0.0005, 0.2)


def recognise(source: Source) -> Claim | None:
    """Claims a table of samples that names a laser, or columns of numbers without headings."""
    lines = head_of(source.data)
    table = timed_table(lines)
    if table is not None:
        text = "\n".join((*table.before, *table.headings)).casefold()
        name = next((name for name in _NAMES if name in text), None)
        if name and shape_of(table) in ("trace", "long-or-trace"):
            return Claim(0.8, f"{name!r} stands in it: {described(table)}")
        return None
    rows = [cells for line in lines if (cells := _cells(line))]
    whole = sum(len(cells) in (1, 2) and all(map(_is_number, cells)) for cells in rows)
    if len(rows) < _LEAST_ROWS or whole < _MOSTLY * len(rows):
        return None
    count = max((len(cells) for cells in rows if all(map(_is_number, cells))), default=0)
    return Claim(0.3, f"{count} column{'s' * (count > 1)} of numbers without headings")


def read(source: Source, options: ReadOptions) -> Reading:
    """The trace; ``options.sample_rate_hz`` is heard where the file has no times.

    Raises
    ------
    InputError
        If what the columns hold cannot be told.
    """
    text = text_of(source.data)
    table = timed_table(text.lines)
    if table is not None:
        return read_samples(text, table, DIALECT, described(table), "laser")
    ledger = Ledger(text)
    lines, columns = _columns(text.lines, ledger)
    if len(columns) == 1:
        rate = options.sample_rate_hz
        if rate is None or not 0.0 < rate <= 100_000.0:
            raise InputError(
                "How many samples a second did the laser take? The file has one column and no times. "
                f"Give sample_rate_hz, got {rate}.",
                code="sample-rate",
            )
        # Rows that could not be read took their time as well.
        times = (np.array(lines) - lines[0]) / rate
        evidence = "one column of numbers without headings"
    else:
        times = columns[0]
        evidence = "two columns of numbers without headings, the first in even steps"
        if not _is_time(times):
            raise InputError(
                "What do these two columns hold? Neither grows in even steps of 0.5 ms to 0.2 s. "
                "Write a first line with their names, such as: time_s distance_m",
                code="columns-open",
            )
    places = columns[-1]
    if not _is_distance(times, places):
        raise InputError(
            "Does this column hold distances in metres or speeds? Its numbers do not tell. Write a "
            "first line with the names of the columns, such as: time_s velocity_m_s",
            code="columns-open",
        )
    ledger.note(
        "units-not-stated",
        "No unit stands in the file; seconds and metres were taken, since nothing else is possible "
        "for a runner. Check them.",
    )
    nothing = [float("nan")] * len(lines)
    samples = Samples(lines, times.tolist(), nothing, places.tolist())
    traces = traces_of({Who(None, None): samples}, ledger, origin="laser")
    return ledger.reading(DIALECT, evidence, traces=traces)


def _columns(lines: Sequence[str], ledger: Ledger) -> tuple[list[int], list[np.ndarray]]:
    """Lines and numbers of the rows that have as many as most have."""
    rows = {count: cells for count, line in enumerate(lines, start=1) if (cells := _cells(line))}
    if len(rows) > _MOST_ROWS:
        raise InputError(
            f"A recording without headings may have up to {_MOST_ROWS} rows, got {len(rows)}. Cut it "
            "to the run.",
            code="text-too-long",
        )
    widths = [len(cells) for cells in rows.values() if len(cells) in (1, 2)]
    width = max(set(widths), key=widths.count, default=0)
    mark = decimal_mark(
        (cell, float("inf")) for cells in rows.values() if len(cells) == width for cell in cells
    )
    kept: dict[int, list[float]] = {}
    for count, cells in rows.items():
        found = [number(cell, mark) for cell in cells]
        values = [value.value for value in found if value is not None]
        if len(values) == len(cells) == width:
            kept[count] = values
        else:
            ledger.reject(count, f"{clipped(' '.join(cells), 40)!r} is not {width} numbers")
    if len(kept) < _LEAST_ROWS:
        raise InputError(
            f"A recording of a laser has at least {_LEAST_ROWS} rows of one or two numbers, got "
            f"{len(kept)}. Export it again as text.",
            code="nothing-read",
        )
    table = np.array(list(kept.values()))
    return list(kept), [table[:, index] for index in range(width)]


def _is_time(values: np.ndarray) -> bool:
    steps = np.diff(values)
    step = float(np.median(steps))
    # A single gap or repeat is a fault of its row and not of the column.
    even = np.abs(steps - step) <= _EVEN * step + 1e-12
    return _STEPS_S[0] <= step <= _STEPS_S[1] and float(np.mean(even)) >= _MOSTLY


def _is_distance(times: np.ndarray, values: np.ndarray) -> bool:
    duration = float(times[-1] - times[0])
    if duration <= 0.0 or float(np.max(np.abs(values))) <= FASTEST_RUNNER_M_S:
        return False
    ran = float(np.max(values) - np.min(values))
    return FASTEST_RUNNER_M_S < ran <= FASTEST_RUNNER_M_S * duration


def _cells(line: str) -> list[str]:
    """The cells of a line without headings: between semicolons, tabs or spaces."""
    return line[:LONGEST_LINE].replace(";", " ").split()


def _is_number(cell: str) -> bool:
    return number(cell, ".") is not None or number(cell, ",") is not None


FORMAT = Format(DIALECT, "Laser distance meter (text)", False, recognise, read)
