"""Speed or place sample by sample, in any table: radar, laser, tether, positioning systems.

The columns ``time_s,velocity_m_s`` or ``time_s,distance_m`` (or both; ``athlete`` and ``run`` beside
them) are flyzone's own format; ``Zeit;Geschwindigkeit (km/h)`` says the same.  Where a table has a
speed and a raw speed, the speed is used, and told.  Where headings state no units, the numbers must be
possible in SI units: no runner holds more than 13 m/s, and a distance grows as fast as its speed says.
"""

from __future__ import annotations

import math

import numpy as np

from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.tables.columns import columns_of
from flyzone.devices.tables.csv_table import Table
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.samples import Samples, refuse_too_many, traces_of
from flyzone.devices.tables.sheet import Sheet, Who, sheet_of
from flyzone.devices.tables.split_kind import FASTEST_RUNNER_M_S
from flyzone.devices.tables.table_shape import shape_of
from flyzone.devices.tables.text import Text, head_of, text_of
from flyzone.devices.tables.timed_table import described, timed_table
from flyzone.devices.tables.unused_columns import tell_unused
from flyzone.errors import InputError
from flyzone.model import Reading, Trace
from flyzone.model.trace import FASTEST_M_S

DIALECT = "trace-csv"
_OFTEN = 95.0
_SLOWEST_RATE_HZ = 0.4
_SAME_PATH = 0.3
_MOVED_M = 3.0


def recognise(source: Source) -> Claim | None:
    """Claims a table of times with speeds, or with places sample by sample."""
    table = timed_table(head_of(source.data))
    if table is None or shape_of(table) not in ("trace", "long-or-trace"):
        return None
    return Claim(0.5, f"speed or place sample by sample: {described(table)}")


def read(source: Source, options: ReadOptions) -> Reading:
    """The traces of a table.

    Raises
    ------
    InputError
        If there is no such table, a unit or the decimal mark is open, the numbers are impossible in
        the unit, or nothing can be read.
    """
    text = text_of(source.data)
    table = timed_table(text.lines)
    if table is None:
        raise InputError(
            "No line of this file heads a table of times. Name the columns time_s and "
            "velocity_m_s or distance_m.",
            code="no-headings",
        )
    return read_samples(text, table, DIALECT, described(table), "table of samples")


def read_samples(text: Text, table: Table, dialect: str, evidence: str, origin: str) -> Reading:
    """A table of samples of any device.

    Raises
    ------
    InputError
        As `read`.
    """
    ledger = Ledger(text)
    bare = Sheet(table, columns_of(table.headings))
    time, place = bare.where("time", "total"), bare.where("distance")
    speed = bare.where("velocity", "raw-velocity")
    if time is None or (place is None and speed is None):
        raise InputError(
            "A table of samples needs a time and a speed or a distance, got the headings "
            f"{', '.join(table.headings)}. Name them time_s, velocity_m_s, distance_m.",
            code="no-headings",
        )
    push = bare.where("acceleration") if speed is not None else None
    needed = [index for index in (time, speed, place, push) if index is not None]
    sheet = sheet_of(table, needed, ledger, long=True)
    recordings = _samples(sheet, time, speed, place, push, ledger)
    _tell_speeds(sheet, speed, ledger)
    tell_unused(sheet, needed, ledger)
    traces = traces_of(recordings, ledger, origin=origin)
    bare_units = any(sheet.columns[index].unit is None for index in needed)
    for trace in traces:
        if bare_units:
            _refuse_impossible(trace)
        _tell_rounded(trace, ledger)
    return ledger.reading(dialect, evidence, traces=traces)


def _samples(
    sheet: Sheet,
    time: int,
    speed: int | None,
    place: int | None,
    push: int | None,
    ledger: Ledger,
) -> dict[Who, Samples]:
    """The samples of each recording, in the order of the file."""
    whose = sheet.whose()
    optional = [index for index in (speed, place, push) if index is not None]
    recordings: dict[Who, Samples] = {}
    for line, cells, (moment, *found) in sheet.measured(
        [time, *optional], ledger, optional=optional
    ):
        velocity = found[0] if speed is not None else math.nan
        position = found[optional.index(place)] if place is not None else math.nan
        acceleration = found[-1] if push is not None else math.nan
        if abs(velocity) > FASTEST_M_S:
            ledger.reject(line, f"nobody runs {velocity:g} m/s; a false return, or another unit")
            continue
        if math.isnan(velocity) and math.isnan(position):
            ledger.reject(line, "neither a speed nor a distance stands in it")
            continue
        who = whose(cells)
        samples = recordings.get(who)
        if samples is None:
            samples = recordings[who] = Samples()
            refuse_too_many(len(recordings))
        samples.lines.append(line)
        samples.times.append(moment)
        samples.velocities.append(velocity)
        samples.positions.append(position)
        samples.accelerations.append(acceleration)
    return recordings


def _tell_speeds(sheet: Sheet, speed: int | None, ledger: Ledger) -> None:
    """Says which of several speeds was used."""
    quantities = ("velocity", "raw-velocity")
    speeds = [column.heading for column in sheet.columns if column.quantity in quantities]
    if speed is not None and len(speeds) > 1:
        ledger.note(
            "velocity-column",
            f"The file has the speeds {', '.join(speeds)}; {sheet.columns[speed].heading!r} was used.",
        )


def _tell_rounded(trace: Trace, ledger: Ledger) -> None:
    """Says that even steps of time were rounded to uneven ones, where they were."""
    steps = np.diff(trace.times)
    spread = float(np.max(steps) - np.min(steps))
    for digits in (1, 2, 3):
        scaled = trace.times * 10.0**digits
        if float(np.max(np.abs(scaled - np.round(scaled)))) > 1e-4:
            continue
        step = 10.0**-digits
        if 0.5 * step < spread < 1.5 * step:
            ledger.note(
                "times-rounded",
                f"Steps of time vary by {step:g} s around {float(np.mean(steps)):.4g} s: the device "
                f"sampled evenly and the file rounds, so a sample may be {step / 2:g} s off.",
            )
        return


def _refuse_impossible(trace: Trace) -> None:
    """Refuses numbers without a written unit that cannot be SI units.

    Raises
    ------
    InputError
        Naming what is impossible.
    """
    duration = float(trace.times[-1] - trace.times[0])
    rate = (len(trace) - 1) / duration
    if rate < _SLOWEST_RATE_HZ:
        raise InputError(
            f"Samples every {1.0 / rate:.3g} s are too rare for a sprint; the heading of the time "
            "states no unit. Write it, such as time_ms.",
            code="unit-not-stated",
        )
    velocities, positions = trace.velocities, trace.positions
    moved = 0.0 if positions is None else float(positions[-1] - positions[0])
    # Differences of close places are noisy: over the whole, or not at all.
    often = abs(moved) / duration
    if velocities is not None:
        often = float(np.percentile(np.abs(velocities), _OFTEN))
    if often > FASTEST_RUNNER_M_S:
        raise InputError(
            f"Nobody runs {often:.3g} m/s; the headings state no unit. Write it, such as "
            "speed_kmh or time_ms.",
            code="unit-not-stated",
        )
    if velocities is None or positions is None:
        return
    ran = float(np.sum(0.5 * (velocities[1:] + velocities[:-1]) * np.diff(trace.times)))
    longest = max(abs(ran), abs(moved))
    if longest > _MOVED_M and abs(abs(ran) - abs(moved)) > _SAME_PATH * longest:
        raise InputError(
            f"The speeds add up to {ran:.3g} m and the distances grow by {moved:.3g} m, and the "
            "headings state no units. Write them, such as time_s, speed_kmh, distance_m.",
            code="unit-not-stated",
        )


FORMAT = Format(DIALECT, "Table of samples (CSV)", True, recognise, read)
