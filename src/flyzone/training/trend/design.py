"""The times of a window as a regression: what each rep would show of level, slope and all else.

    log time = level + slope t + warm-up 0.35^(rep - 1) + fatigue (rep - mean rep)
             + offset of its zone + offset of its method + error of the wind correction
             + what belongs to its session + its own error

The level is that of a warmed-up rep in the middle of a usual session, over the usual zone, timed the
usual way, without wind.  Each column but the first carries a prior (`flyzone.training.trend.prior`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from flyzone.model import Measurement
from flyzone.model.arrays import Floats
from flyzone.training.comparable import WIND_SHARE, WIND_SHARE_SD, ComparableTimes, Zone
from flyzone.training.trend import prior

WEEK_S = 604_800.0
FAR_OFF_SDS = 6.0
"""A time farther than this many robust standard deviations from the median of its kind is no sprint at
full effort, or no time."""
_LEAST_SPREAD = 0.012


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """N times in S sessions, as a regression on p columns.

    Attributes
    ----------
    y : ndarray, shape (N,), log s
        Less ``centre``.
    sd : ndarray, shape (N,), log s
        Of timing and gauge.
    x : ndarray, shape (N, p)
        Level first, slope (1/week) second.
    column_sd : ndarray, shape (p,)
        Of the prior of each column, around zero.
    session : ndarray of int, shape (N,)
        0 to S - 1.
    weeks : ndarray, shape (S,)
        Since the first session.
    start : float, s
        POSIX time of the first session.
    centre : float, log s
    """

    y: Floats
    sd: Floats
    x: Floats
    column_sd: Floats
    session: NDArray[np.int64]
    weeks: Floats
    start: float
    centre: float


def plausible(times: ComparableTimes) -> NDArray[np.bool_]:
    """Which times may be those of sprints at full effort, shape (n,)."""
    off = np.array(times.y)
    for group in set(zip(times.kind.tolist(), times.method.tolist(), strict=True)):
        mine = (times.kind == group[0]) & (times.method == group[1])
        off[mine] -= np.median(times.y[mine])
    spread = max(1.4826 * float(np.median(np.abs(off))), _LEAST_SPREAD) if len(times) else 1.0
    return np.abs(off) <= FAR_OFF_SDS * spread


def design_of(
    times: ComparableTimes,
    keep: NDArray[np.bool_],
    biases: Mapping[str, Measurement] = MappingProxyType({}),
) -> Design:
    """The regression of some comparable times, at least one.

    Parameters
    ----------
    times : ComparableTimes
    keep : ndarray of bool, shape (n,)
        Which of them.
    biases : mapping of str to Measurement, s
        Those that were taken out of the times: what is not known of them is the offset's prior.
    """
    y, number = times.y[keep], times.number[keep]
    _, session = np.unique(times.session[keep], return_inverse=True)
    at = np.zeros(int(session.max()) + 1)
    at[session] = times.at[keep]
    weeks = (at - at[0]) / WEEK_S
    centre = float(np.median(y))

    columns = [np.ones(len(y)), weeks[session]]
    sds = [prior.LEVEL_SD, prior.SLOPE_SD]
    if number.max() > 1:
        columns += [prior.STAYS_COLD ** (number - 1.0), number - float(number.mean())]
        sds += [prior.WARM_UP_SD, prior.FATIGUE_SD]
    for column, place in _offsets(times.kind[keep]):
        columns.append(column)
        sds.append(_zone_sd(times.kinds[place], times.zone))
    for column, place in _offsets(times.method[keep]):
        bias = biases.get(times.methods[place])
        columns.append(column)
        sds.append(prior.METHOD_SD if bias is None else bias.sd / float(np.exp(centre)))
    taken_out = np.nan_to_num(times.wind_taken_out[keep])
    if np.any(taken_out != 0.0):
        columns.append(taken_out)
        sds.append(WIND_SHARE_SD / WIND_SHARE)
    return Design(
        y - centre,
        times.sd[keep],
        np.column_stack(columns),
        np.maximum(sds, 1e-6),
        session,
        weeks,
        float(at[0]),
        centre,
    )


def _offsets(numbers: NDArray[np.int64]) -> list[tuple[Floats, int]]:
    """A column for each value but the most frequent one."""
    values, counts = np.unique(numbers, return_counts=True)
    usual = values[np.argmax(counts)]
    return [((numbers == one).astype(float), int(one)) for one in values if one != usual]


def _zone_sd(zone: Zone, to: Zone | None) -> float:
    known = to is not None and to.run_in is not None and zone.run_in is not None
    return prior.CONVERTED_SD if known else prior.BY_SPEED_SD
