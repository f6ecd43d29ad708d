"""What his own times show, without a model: short rests against long ones, short gaps against long.

These are the numbers that an athlete can check with his own eyes.  The belief does not rest on them
alone: it comes from the model, which also knows warm-up, form and trend.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flyzone.model.arrays import Floats
from flyzone.training.diagnosis.records import Records

LATE = 2
"""Reps before a rep from which on it is compared: first ones are warm-up as well."""
FEWEST = 2
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Group:
    """How much slower, per cent, with its standard error, in how many sessions."""

    percent: float
    error: float
    n: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """What lies below a border against what lies above it; a group is ``None`` where it is too small.

    Attributes
    ----------
    border : float, s
    short, long : Group or None
    """

    border: float
    short: Group | None
    long: Group | None


def rests_vary(records: Records, contrast: float) -> bool:
    """Whether the longest fifth of the known rests is so many times the shortest."""
    low, high = _fifths(records)
    return high > contrast * max(low, 1.0)


def rest_contrast(records: Records, contrast: float) -> Contrast:
    """Reps from the third on against the first of their session, by the rest before them.

    The rep with which the guard ended a session is left out: it was slow partly by luck.
    """
    low, high = _fifths(records)
    border = float(np.sqrt(low * high)) if rests_vary(records, contrast) else np.inf
    first = np.full(len(records.starts), np.nan)
    opening = records.order == 0
    first[records.session[opening]] = records.y[opening]
    slower = records.y - first[records.session]
    last = np.append(np.diff(records.session) > 0, True) & records.cut[records.session]
    used = (records.order >= LATE) & np.isfinite(records.rest) & np.isfinite(slower) & ~last
    short = used & (records.rest <= border)
    return Contrast(
        border,
        _by_session(slower, records.session, short),
        _by_session(slower, records.session, used & ~short),
    )


def gap_contrast(records: Records) -> Contrast:
    """First three reps after gaps shorter than the rules ask, against those after longer ones."""
    short = records.came_soon
    return Contrast(float(np.median(records.gap_asked[1:])) if len(short) > 1 else 0.0,
                    *_starts(records, short, ~short))  # fmt: skip


def sleep_contrast(records: Records, asked_h: float) -> Contrast:
    """First three reps after nights shorter than asked, against those after longer ones."""
    return Contrast(
        asked_h * _HOUR, *_starts(records, records.sleep < asked_h, records.sleep >= asked_h)
    )


def _fifths(records: Records) -> tuple[float, float]:
    known = records.rest[np.isfinite(records.rest)]
    if len(known) < 5:
        return 1.0, 1.0
    low, high = np.quantile(known, [0.1, 0.9])
    return float(low), float(high)


def _by_session(
    values: Floats, session: NDArray[np.int64], chosen: NDArray[np.bool_]
) -> Group | None:
    """Mean over sessions, each of which counts once: its reps share the first one's luck."""
    means = [values[chosen & (session == s)].mean() for s in np.unique(session[chosen])]
    if len(means) < FEWEST:
        return None
    error = float(np.std(means, ddof=1) / np.sqrt(len(means)))
    return Group(float(np.mean(means)), error, len(means))


def _starts(
    records: Records, short: NDArray[np.bool_], long: NDArray[np.bool_]
) -> tuple[Group | None, Group | None]:
    """The short group as a difference from the long one."""
    early = records.order <= LATE
    count = np.bincount(records.session[early], minlength=len(records.starts))
    total = np.bincount(records.session[early], records.y[early], len(records.starts))
    level = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    level[0] = np.nan  # nobody knows what came before the record
    one, two = level[short & np.isfinite(level)], level[long & np.isfinite(level)]
    if min(len(one), len(two)) < FEWEST:
        return None, None
    error = float(np.sqrt(one.var(ddof=1) / len(one) + two.var(ddof=1) / len(two)))
    return Group(float(one.mean() - two.mean()), error, len(one)), Group(0.0, 0.0, len(two))
