"""Samples into traces: the rows of one recording become one `Trace`.

Times of a recording grow.  A sample written twice is used once and told.  Two samples that share one
time and differ are held, both: a clock that was rounded too coarsely gave them one stamp, and nothing
tells their order.  A single time that goes back is a fault of its row, which is held.  When time goes
back and stays back, another recording began without being named: it is held whole from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.sheet import Who
from flyzone.errors import InputError
from flyzone.model import Trace

MOST_TRACES = 1_000


@dataclass(slots=True)
class Samples:
    """The samples of one recording as they are read, in the order of the file.

    Attributes
    ----------
    lines : list of int
    times : list of float, s
    velocities, positions, accelerations : list of float, m/s, m and m/s²
        NaN where the file has nothing.
    """

    lines: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    velocities: list[float] = field(default_factory=list)
    positions: list[float] = field(default_factory=list)
    accelerations: list[float] = field(default_factory=list)


def refuse_too_many(recordings: int) -> None:
    """Refuses a file with more recordings than one may hold.

    Raises
    ------
    InputError
    """
    if recordings > MOST_TRACES:
        raise InputError(
            f"A file may hold up to {MOST_TRACES} recordings, and this one holds more. Split it.",
            code="too-many-runs",
        )


def traces_of(
    recordings: Mapping[Who, Samples], ledger: Ledger, *, origin: str
) -> tuple[Trace, ...]:
    """The traces that some samples make, in the order of ``recordings``."""
    found = (_trace(who, samples, ledger, origin) for who, samples in recordings.items())
    return tuple(trace for trace in found if trace is not None)


def _trace(who: Who, samples: Samples, ledger: Ledger, origin: str) -> Trace | None:
    lines = np.array(samples.lines)
    values = np.array([samples.times, samples.velocities, samples.positions])
    missing = np.isnan(values)
    there = ~missing.all(axis=1)
    lacking = missing[there].any(axis=0)
    for line in lines[lacking].tolist():
        ledger.reject(line, "it lacks the speed or the distance that other samples have")
    lines, values = lines[~lacking], values[:, ~lacking]
    kept = in_order(values[there], lines, ledger)
    if len(kept) < 2:
        for line in lines[kept].tolist():
            ledger.reject(line, "a single sample is no trace")
        return None
    times, velocities, positions = values[:, kept]
    accelerations = np.array(samples.accelerations or [np.nan] * len(lacking))[~lacking][kept]
    try:
        return Trace(
            times,
            velocities if there[1] else None,
            positions if there[2] else None,
            origin=origin,
            athlete=who.athlete,
            run=who.run,
            # A quantity beside the others: used whole or not at all.
            accelerations=None if np.isnan(accelerations).any() else accelerations,
        )
    except InputError as error:
        ledger.hold(lines[kept].tolist(), error.message)
        return None


def in_order(values: np.ndarray, lines: np.ndarray, ledger: Ledger) -> np.ndarray:
    """Indexes of the samples whose times grow; the others are written down.

    Parameters
    ----------
    values : ndarray, shape (channels, n)
        Times first.
    lines : ndarray of int, shape (n,)
    ledger : Ledger

    Returns
    -------
    ndarray of int
    """
    times = values[0]
    kept = np.arange(len(times))
    falls = np.flatnonzero(np.diff(times) < 0.0)
    if len(falls):
        kept = _without_falls(times, falls, lines, ledger)
    same = np.flatnonzero(np.diff(times[kept]) == 0.0)
    if not len(same):
        return kept
    drop = np.zeros(len(kept), dtype=bool)
    for group in np.split(same, np.flatnonzero(np.diff(same) > 1) + 1):
        stamps = np.arange(group[0], group[-1] + 2)
        rows = kept[stamps]
        if np.all(values[:, rows] == values[:, rows[:1]]):
            ledger.repeat(lines[rows[1:]].tolist())
            drop[stamps[1:]] = True
        else:
            ledger.hold(
                lines[rows].tolist(),
                f"{len(rows)} different samples at {times[rows[0]]:g} s. The times are rounded too "
                "coarsely; export them with more decimals",
            )
            drop[stamps] = True
    return kept[~drop]


def _without_falls(
    times: np.ndarray, falls: np.ndarray, lines: np.ndarray, ledger: Ledger
) -> np.ndarray:
    """Indexes without single samples out of order, up to where another recording begins."""
    drop = np.zeros(len(times), dtype=bool)
    for fall in falls.tolist():
        after = fall + 1
        if drop[fall] or drop[after]:
            continue
        high = fall == 0 or times[fall - 1] <= times[after]
        low = after + 1 == len(times) or times[after + 1] >= times[fall]
        if high or low:
            wrong = after if low else fall
            drop[wrong] = True
            ledger.hold(
                [int(lines[wrong])], f"time goes from {times[fall]:g} s back to {times[after]:g} s"
            )
            continue
        ledger.hold(
            lines[after:].tolist(),
            f"time goes from {times[fall]:g} s back to {times[after]:g} s and on from there: another "
            "recording? Name each in a column 'run'",
        )
        drop[after:] = True
        break
    return np.flatnonzero(~drop)
