"""Kinovea, trajectories of tracked points as CSV.

One column of time, and two for each point: ``Trajectory 1/0/X`` and ``Trajectory 1/0/Y``.  Kinovea
writes points or commas as decimal marks and commas or semicolons between columns, as the computer is
set; cells of frames on which a point was not tracked are empty.

The file does not say what its times are, unless a unit stands in the heading.  By the program's
manual they may be milliseconds or normalised; the export that was seen counts frames.  The true frame
rate settles it: only for one of frames, seconds and milliseconds do the steps fit it.  Nor does the
file say whether places are pixels or metres: the unit stays unknown unless the user gives the scale of
pixels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.tables.columns import column_of
from flyzone.devices.tables.csv_table import Table, find_table
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.numerals import MISSING, decimal_mark, number
from flyzone.devices.tables.samples import in_order
from flyzone.devices.tables.text import clipped, head_of, text_of
from flyzone.devices.tables.timed_table import described
from flyzone.errors import InputError
from flyzone.model import Reading, Trajectory

DIALECT = "kinovea-csv"
_AXIS = re.compile(r"(.+)/([XY])")
_FITS = 0.02
_MOST_FRAMES = 60_000
_FASTEST_RATE_HZ = 100_000.0

Point = tuple[int, float, float, float]
"""Line, time as written, x, y."""


def recognise(source: Source) -> Claim | None:
    """Claims a table of a time and pairs of columns that end in /X and /Y."""
    table = find_table(head_of(source.data), _headings)
    return None if table is None else Claim(0.9, f"pairs of /X and /Y: {described(table)}")


def read(source: Source, options: ReadOptions) -> Reading:
    """The trajectories; needs ``options.sample_rate_hz``, and scales by ``options.metres_per_pixel``.

    Raises
    ------
    InputError
        If there is no such table, or its times cannot be told.
    """
    text = text_of(source.data)
    table = find_table(text.lines, _headings)
    if table is None:
        raise InputError(
            "No line of this file heads trajectories: Time, and pairs such as 'Trajectory 1/0/X' and "
            "'Trajectory 1/0/Y'.",
            code="no-headings",
        )
    ledger = Ledger(text)
    pairs = _pairs(table.headings)
    points = _points(table, pairs, ledger)
    scale, unit = _scale(options)
    if unit == "unknown":
        ledger.note(
            "unit-unknown",
            "The file does not say whether its places are pixels or metres. Give metres_per_pixel to "
            "have pixels in metres.",
        )
    time = column_of(table.headings[0])
    if time.unit is not None and time.factor is not None:
        spacing = time.factor
    else:
        spacing = _seconds(points, options.sample_rate_hz)
    trajectories = []
    for name, path in points.items():
        lines = np.array([point[0] for point in path], dtype=int)
        values = np.array([point[1:] for point in path]).reshape(-1, 3).T
        kept = in_order(values, lines, ledger)
        if len(kept) > 1:
            times, x, y = values[:, kept]
            trajectories.append(Trajectory(name, times * spacing, x * scale, y * scale, unit))
        else:
            for line in lines[kept].tolist():
                ledger.reject(line, f"the only point of {name}")
    return ledger.reading(DIALECT, described(table), trajectories=trajectories)


def _headings(cells: Sequence[str]) -> int:
    return len(_pairs(cells)) if cells and column_of(cells[0]).quantity == "time" else 0


def _pairs(cells: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The columns of x and y by the name of the point."""
    axes: dict[str, dict[str, int]] = {}
    for index, cell in enumerate(cells):
        found = _AXIS.fullmatch(cell)
        if found:
            axes.setdefault(found[1], {})[found[2]] = index
    return {name: (axis["X"], axis["Y"]) for name, axis in axes.items() if len(axis) == 2}


def _points(
    table: Table, pairs: Mapping[str, tuple[int, int]], ledger: Ledger
) -> dict[str, list[Point]]:
    """The points of each trajectory as written."""
    if len(table.lines) > _MOST_FRAMES:
        raise InputError(
            f"A trajectory may have up to {_MOST_FRAMES} frames, got {len(table.lines)}. Cut it to the "
            "run.",
            code="text-too-long",
        )
    mark = decimal_mark(
        (cell, float("inf")) for row in table.rows() if not row.fault for cell in row.cells
    )
    points: dict[str, list[Point]] = {name: [] for name in pairs}
    for row in table.rows():
        if row.fault:
            ledger.reject(row.line, row.fault)
            continue
        bad = [cell for cell in row.cells if cell not in MISSING and number(cell, mark) is None]
        time = number(row.cells[0], mark)
        found = 0
        if time is not None and not bad:
            for name, (i, j) in pairs.items():
                x, y = number(row.cells[i], mark), number(row.cells[j], mark)
                if x is not None and y is not None:
                    points[name].append((row.line, time.value, x.value, y.value))
                    found += 1
        if not found:
            why = f"{clipped(bad[0], 40)!r} is no number" if bad else "no point stands in it"
            ledger.reject(row.line, why)
    return points


def _seconds(points: Mapping[str, Sequence[Point]], rate: float | None) -> float:
    """Seconds in one of the file's units of time.

    Raises
    ------
    InputError
        If the frame rate is not given, or fits no unit or several.
    """
    steps = [
        after[1] - before[1]
        for path in points.values()
        for before, after in pairwise(path)
        if after[1] > before[1]
    ]
    if not steps:
        return 1.0
    step = float(np.median(steps))
    if rate is None or not 0.0 < rate <= _FASTEST_RATE_HZ:
        raise InputError(
            f"What do the times count (they go in steps of {step:g})? Kinovea writes frames, "
            "milliseconds or seconds, and the file does not say which. Give sample_rate_hz, the true "
            f"rate of the clip, got {rate}.",
            code="time-unit",
        )
    seconds = {"frames": 1.0 / rate, "seconds": 1.0, "milliseconds": 1e-3}
    fits = {size for size in seconds.values() if abs(step * size * rate - 1.0) < _FITS}
    if len(fits) != 1:
        raise InputError(
            f"The times go in steps of {step:g}, which at {rate:g} frames a second are neither "
            "frames, seconds nor milliseconds. Check sample_rate_hz.",
            code="time-unit",
        )
    return fits.pop()


def _scale(options: ReadOptions) -> tuple[float, str]:
    scale = options.metres_per_pixel
    if scale is None:
        return 1.0, "unknown"
    if not 0.0 < scale < 1.0:
        raise InputError(
            f"metres_per_pixel must be the metres of one pixel, between 0 and 1, got {scale:g}.",
            code="scale",
        )
    return scale, "m"


FORMAT = Format(DIALECT, "Kinovea trajectories (CSV)", True, recognise, read)
