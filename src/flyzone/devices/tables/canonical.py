"""Sprints as flat tables, in flyzone's own columns.

Splits are ``athlete, run, distance_m, time_s, time_sd_s`` and traces ``athlete, run, time_s,
velocity_m_s, distance_m``, one row for each time or sample, in SI units.  What these columns cannot
hold is told with the table: errors that several times share, the origin, the conditions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from flyzone.errors import InputError
from flyzone.model import Conditions, Notice, Reading, Splits, Trace
from flyzone.model.arrays import Floats

UNITS = {"distance_m": "m", "time_s": "s", "time_sd_s": "s", "velocity_m_s": "m/s"}
_SPLITS = ("athlete", "run", "distance_m", "time_s", "time_sd_s")
_TRACE = ("athlete", "run", "time_s", "velocity_m_s", "distance_m")

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class FlatTable:
    """Columns of equal length.

    Attributes
    ----------
    kind : {"splits", "trace"}
    columns : dict of str to list
        In order; ``None`` where nothing is known.
    notices : tuple of Notice
        What the columns could not hold.
    """

    kind: str
    columns: dict[str, list[Cell]]
    notices: tuple[Notice, ...]


def flat_table(parts: Reading | Sequence[Splits] | Sequence[Trace]) -> FlatTable:
    """The table of some sprints.

    Parameters
    ----------
    parts : Reading, or sequence of Splits or of Trace
        Of one kind.

    Returns
    -------
    FlatTable
        Each athlete and run stands for one sprint; where two have the same, the later ones get a
        run number, and that is told.

    Raises
    ------
    InputError
        If there is nothing, or splits and traces together.
    """
    sprints = _sprints(parts)
    names, renamed = _runs(sprints)
    is_splits = isinstance(sprints[0], Splits)
    heading = _SPLITS if is_splits else _TRACE
    columns: dict[str, list[Cell]] = {name: [] for name in heading}
    for sprint, run in zip(sprints, names, strict=True):
        size = len(sprint)
        columns["athlete"] += [sprint.athlete] * size
        columns["run"] += [run] * size
        columns["time_s"] += sprint.times.tolist()
        if isinstance(sprint, Splits):
            columns["distance_m"] += sprint.distances.tolist()
            columns["time_sd_s"] += _numbers(sprint.sd, size)
        else:
            columns["velocity_m_s"] += _numbers(sprint.velocities, size)
            columns["distance_m"] += _numbers(sprint.positions, size)
    return FlatTable("splits" if is_splits else "trace", columns, (*renamed, *_lost(sprints)))


def _sprints(parts: Reading | Sequence[Splits] | Sequence[Trace]) -> list[Splits | Trace]:
    sprints: list[Splits | Trace]
    if isinstance(parts, Reading):
        of_activities = (trace for activity in parts.activities for trace in activity.traces)
        sprints = [*parts.splits, *parts.traces, *of_activities]
    else:
        sprints = list(parts)
    kinds = {type(sprint) for sprint in sprints}
    if len(kinds) != 1:
        raise InputError(
            "A table holds splits or traces, got "
            f"{'both' if kinds else 'neither'}. Write each kind into its own file.",
            code="table-kinds",
        )
    return sprints


def _runs(sprints: Sequence[Splits | Trace]) -> tuple[list[str | None], list[Notice]]:
    """A run for each sprint, so that no two of one athlete have the same."""
    stated = {(sprint.athlete, sprint.run) for sprint in sprints}
    used: set[tuple[str | None, str | None]] = set()
    numbers: defaultdict[tuple[str | None, str | None], count[int]] = defaultdict(lambda: count(2))
    runs: list[str | None] = []
    renamed = 0
    for sprint in sprints:
        athlete, run = sprint.athlete, sprint.run
        if (athlete, run) in used:
            renamed += 1
            names = (f"{sprint.run or 'run'} {n}" for n in numbers[athlete, sprint.run])
            run = next(n for n in names if (athlete, n) not in stated and (athlete, n) not in used)
        used.add((athlete, run))
        runs.append(run)
    if not renamed:
        return runs, []
    message = f"{renamed} sprints of one athlete had the same run name; they were numbered."
    return runs, [Notice("runs-numbered", message)]


def _lost(sprints: Sequence[Splits | Trace]) -> list[Notice]:
    lost = []
    if any(isinstance(s, Splits) and _shares_errors(s) for s in sprints):
        lost.append("errors that several times share")
    if any(isinstance(s, Trace) and (s.velocity_sd or s.position_sd) for s in sprints):
        lost.append("standard deviations of samples")
    if any(isinstance(s, Trace) and s.accelerations is not None for s in sprints):
        lost.append("accelerations")
    if any(sprint.conditions != Conditions() for sprint in sprints):
        lost.append("wind and other conditions")
    if not lost:
        return []
    return [Notice("not-in-columns", f"These columns cannot hold {', '.join(lost)}.")]


def _shares_errors(splits: Splits) -> bool:
    covariance = splits.covariance
    # Off the diagonal: what two times have in common.
    return covariance is not None and (covariance != 0.0).sum() > len(splits)


def _numbers(values: Floats | None, size: int) -> list[Cell]:
    return [None] * size if values is None else list(values.tolist())
