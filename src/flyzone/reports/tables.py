"""A timed clip as tables: one row for a run, a split, a point of a path or a source of error.

Columns are named with their units and are the same whatever the clip holds, so that tables of many
clips can be stacked; a clip without a run gives the columns and no row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from flyzone.model import ClipTiming
from flyzone.units import kmh

_RUNS = {
    "run": "int64", "athlete": "object", "direction": "object", "from_m": "float64",
    "to_m": "float64", "entry_s": "float64", "exit_s": "float64", "time_s": "float64",
    "time_sd_s": "float64", "speed_m_s": "float64", "speed_sd_m_s": "float64",
    "speed_km_h": "float64", "lateral_m": "float64", "lateral_sd_m": "float64",
}  # fmt: skip
_SPLITS = {
    "run": "int64", "athlete": "object", "from_m": "float64", "to_m": "float64",
    "time_s": "float64", "time_sd_s": "float64", "speed_m_s": "float64",
}  # fmt: skip
_PATH = {"run": "int64", "athlete": "object", "time_s": "float64", "place_m": "float64"}
_BUDGET = {
    "run": "int64", "athlete": "object", "source": "object", "sd_s": "float64",
    "variance_share": "float64",
}  # fmt: skip


def runs_table(timing: ClipTiming) -> pd.DataFrame:
    """One row for a run.

    Parameters
    ----------
    timing : ClipTiming

    Returns
    -------
    DataFrame
        ``run`` (1, 2, ... in the order of entry), ``athlete`` (None where not known),
        ``direction``, ``from_m`` and ``to_m`` (the zone), ``entry_s`` and ``exit_s`` (since the
        first frame), ``time_s``, ``time_sd_s``, ``speed_m_s``, ``speed_sd_m_s``, ``speed_km_h``,
        ``lateral_m``, ``lateral_sd_m`` (place across the lane as used).
    """
    start, end = timing.zone_m
    return _table(
        _RUNS,
        (
            (
                number, run.athlete, run.direction, start, end, run.entry_s, run.exit_s, run.time_s,
                run.time_sd_s, run.speed_m_s, run.speed_sd_m_s, kmh(run.speed_m_s), run.lateral_m,
                run.lateral_sd_m,
            )
            for number, run in enumerate(timing.runs, 1)
        ),
    )  # fmt: skip


def splits_table(timing: ClipTiming) -> pd.DataFrame:
    """One row for a split.

    Returns
    -------
    DataFrame
        ``run``, ``athlete``, ``from_m`` and ``to_m`` (in the order in which they were run),
        ``time_s``, ``time_sd_s``, ``speed_m_s``.  Neighbouring splits share a line and so part of
        their error: their deviations do not add up like independent ones.
    """
    return _table(
        _SPLITS,
        (
            (
                number, run.athlete, split.from_m, split.to_m, split.time_s, split.time_sd_s,
                abs(split.to_m - split.from_m) / split.time_s,
            )
            for number, run in enumerate(timing.runs, 1)
            for split in run.splits
        ),
    )  # fmt: skip


def path_table(timing: ClipTiming) -> pd.DataFrame:
    """One row for a point of the trunk's path.

    Returns
    -------
    DataFrame
        ``run``, ``athlete``, ``time_s`` (s since the first frame), ``place_m`` (along the lane).
    """
    return _table(
        _PATH,
        (
            (number, run.athlete, time_s, place_m)
            for number, run in enumerate(timing.runs, 1)
            for time_s, place_m in run.path
        ),
    )


def budget_table(timing: ClipTiming) -> pd.DataFrame:
    """One row for a source of error of a run's time, the largest first.

    Returns
    -------
    DataFrame
        ``run``, ``athlete``, ``source``, ``sd_s``, ``variance_share`` (of the squares of the run's
        sources; these shares add up to 1).
    """
    rows = []
    for number, run in enumerate(timing.runs, 1):
        total = sum(source.sd_s**2 for source in run.error_budget)
        for source in sorted(run.error_budget, key=lambda source: -source.sd_s):
            share = source.sd_s**2 / total if total > 0 else 0.0
            rows.append((number, run.athlete, source.source, source.sd_s, share))
    return _table(_BUDGET, rows)


def _table(columns: dict[str, str], rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
    found = list(rows)
    # Column by column, so that an empty table has the types of a full one and None stays None.
    return pd.DataFrame(
        {
            name: pd.Series([row[i] for row in found], dtype=kind)
            for i, (name, kind) in enumerate(columns.items())
        }
    )
