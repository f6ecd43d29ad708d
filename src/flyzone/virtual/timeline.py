"""Which instants a clip shows, and what its timestamps say about them.

A frame's timestamp is the moment its first row opens.  All times are real seconds since the first
presented frame; timestamps are ticks of 1/90000 s of playing time, and instants are rounded to
ticks before anything is drawn, so truth and file agree exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from flyzone.virtual.scenario import Encoding

TIME_BASE = Fraction(1, 90000)
_TICKS = 90000


@dataclass(frozen=True)
class Timeline:
    """The presented frames of a clip.

    Attributes
    ----------
    time : ndarray, shape (n,), s
        Real time at which each presented frame was due.
    shown : ndarray of int, shape (n,)
        Index (into the presented frames) of the frame whose picture is shown: its own, or an
        earlier one for a duplicate.
    pts : ndarray of int, shape (n,)
        Playing time in ticks.
    dropped : ndarray, shape (m,), s
        Real times of pictures that were taken and lost.
    """

    time: NDArray[np.float64]
    shown: NDArray[np.intp]
    pts: NDArray[np.int64]
    dropped: NDArray[np.float64]


def make_timeline(encoding: Encoding, duration: float, rng: np.random.Generator) -> Timeline:
    """Frames of a clip of ``duration`` real seconds.

    Parameters
    ----------
    encoding : Encoding
    duration : float, s
    rng : numpy Generator
        Decides on jitter, drops and duplicates.
    """
    count = max(2, int(np.floor(duration * encoding.fps)) + 1)
    interval = np.full(count - 1, 1.0 / encoding.fps)
    if encoding.jitter > 0:
        # Rates vary, order never does: an interval stays within half to one and a half.
        interval *= np.clip(1.0 + encoding.jitter * rng.standard_normal(count - 1), 0.5, 1.5)
    taken = np.concatenate([[0.0], np.cumsum(interval)])

    slow = encoding.slow_motion
    if encoding.slow_ramp and slow > 1.0:
        low, high = 0.25 * taken[-1], 0.75 * taken[-1]
        slowed = (taken >= low) & (taken <= high)
        kept = slowed | (np.arange(count) % max(1, round(slow)) == 0)
        taken = taken[kept]
        playing = taken + (slow - 1.0) * np.clip(taken - low, 0.0, high - low)
        pts = np.rint(playing * _TICKS).astype(np.int64)
        time = _real_from_playing(pts / _TICKS, low, high, slow)
    else:
        pts = np.rint(taken * slow * _TICKS).astype(np.int64)
        time = pts / (_TICKS * slow)

    lost = np.zeros(len(time), dtype=bool)
    if encoding.drop_share > 0:
        lost[1:-1] = rng.uniform(size=len(time) - 2) < encoding.drop_share
    dropped, time, pts = time[lost], time[~lost], pts[~lost]
    shown = np.arange(len(time))
    if encoding.duplicate_share > 0:
        repeats = np.flatnonzero(rng.uniform(size=len(time)) < encoding.duplicate_share)
        for i in repeats[repeats > 0]:
            shown[i] = shown[i - 1]
    return Timeline(time=time, shown=shown, pts=pts, dropped=dropped)


def _real_from_playing(
    playing: NDArray[np.float64], low: float, high: float, slow: float
) -> NDArray[np.float64]:
    ends = np.array([0.0, low, low + slow * (high - low)])
    real = np.array([0.0, low, high])
    inside = np.interp(playing, ends, real)
    return np.asarray(np.where(playing > ends[2], high + playing - ends[2], inside))
