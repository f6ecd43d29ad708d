"""When a live frame was shown: its timestamp, or the time at which it came in.

Streams of bare pictures have no timestamps (libav would count frames at a rate that it made up), so
there the time of arrival has to do, with its scatter in the error bar.  Timestamps that go back, or
leap, break the film: real time bridges the gap, and what comes after is a new stretch.
"""

from __future__ import annotations

import time
from typing import cast

import numpy as np
from numpy.typing import NDArray

_BREAK_S = 2.0
_REMEMBERED_PACKETS = 300


class LiveTimes:
    """Seconds since the first frame, and when each frame came in."""

    def __init__(self, unit_s: float, *, by_arrival: bool) -> None:
        self.unit_s = unit_s
        self.by_arrival = by_arrival or unit_s <= 0
        self._arrivals: dict[int, float] = {}
        self._latest_s = 0.0
        self._first_s: float | None = None
        self._shift_s = 0.0
        self._last_s: float | None = None
        self._last_came_s = 0.0

    def packet(self, pts: int | None) -> None:
        """Takes note of when a packet came in; call before it is decoded."""
        self._latest_s = time.monotonic()
        if pts is not None:
            self._arrivals[pts] = self._latest_s
            if len(self._arrivals) > _REMEMBERED_PACKETS:
                del self._arrivals[next(iter(self._arrivals))]

    def place(self, pts: int | None) -> tuple[float, float, bool] | None:
        """Time, moment of arrival (monotonic clock), and whether time is broken before it."""
        if self._first_s is None and pts is None:
            self.by_arrival = True
        if pts is None and not self.by_arrival:
            return None  # one frame without a time among others that have one
        came_s = self._latest_s if pts is None else self._arrivals.pop(pts, self._latest_s)
        shown_s = came_s if self.by_arrival else cast(int, pts) * self.unit_s
        if self._first_s is None or self._last_s is None:
            self._first_s, self._last_s, self._last_came_s = shown_s, 0.0, came_s
            return 0.0, came_s, False
        time_s = shown_s - self._first_s + self._shift_s
        step_s = time_s - self._last_s
        broken = False
        if step_s <= 0 and step_s > -_BREAK_S:
            return None  # out of order or twice: its time cannot be known
        if step_s <= 0 or step_s > _BREAK_S:
            # The film goes on with another clock, or after a pause: real time bridges it.
            broken = True
            bridged_s = self._last_s + max(came_s - self._last_came_s, self.unit_s, 1e-3)
            self._shift_s += bridged_s - time_s
            time_s = bridged_s
        self._last_s, self._last_came_s = time_s, came_s
        return time_s, came_s, broken


def arrival_sd_s(times_s: NDArray[np.float64]) -> float:
    """How much times of arrival scatter about an even beat, as a standard deviation.

    Parameters
    ----------
    times_s : ndarray, shape (n,), s
        Of the last frames.

    Returns
    -------
    float, s
        At least 1 ms; half an interval of 30 Hz where there are too few frames to tell.

    Notes
    -----
    Second differences do away with the beat; those of independent errors have six times their
    variance.  Frames that were left out make the scatter larger than it is, never smaller.
    """
    if times_s.size < 8:
        return 0.5 / 30
    bends = np.diff(times_s, n=2)
    return max(1e-3, float(np.sqrt(np.mean(bends**2) / 6)))
