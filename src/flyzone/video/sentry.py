"""Is anybody near the lane?  A glance at a few thousand pixels decides whether a frame is worth more.

Most frames of a clip show an empty lane.  Cutting and searching a strip costs as much as decoding the
frame; looking at a coarse lattice of pixels at trunk height costs a hundredth of that.  The sentry is
easily woken (a false alarm costs a little time, a missed runner costs the run) and slow to fall asleep.
"""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from flyzone.geometry import LaneCamera
from flyzone.video.strip import StripGrid

Gray = NDArray[np.uint8]

_HEIGHTS_M = np.arange(0.55, 1.70, 0.09)
_EVERY_M = 0.09
_LEVELS = 9
_LEAST_SAMPLES = 5
_AWAKE_S = 0.6
_REMEMBERED = 5
_REMEMBER_EVERY_S = 0.15
_RESTLESS_GAIN = 2.0


class Sentry:
    """Watches a lattice of pixels around the trunk's height.

    Parameters
    ----------
    camera : LaneCamera
    grid : StripGrid
    """

    def __init__(self, camera: LaneCamera, grid: StripGrid) -> None:
        low, high = sorted((float(grid.x[0]), float(grid.x[-1])))
        xx, zz = np.meshgrid(np.arange(low, high, _EVERY_M), _HEIGHTS_M)
        pixels = camera.to_pixels(np.column_stack([xx.ravel(), np.zeros(xx.size), zz.ravel()]))
        width, height = camera.size
        inside = (
            (pixels[:, 0] >= 0) & (pixels[:, 0] <= width - 1)
            & (pixels[:, 1] >= 0) & (pixels[:, 1] <= height - 1)
        )  # fmt: skip
        at = np.rint(pixels[inside]).astype(np.intp)
        self._rows, self._columns = at[:, 1], at[:, 0]
        self._remembered: deque[NDArray[np.int16]] = deque(maxlen=_REMEMBERED)
        self._remembered_s = -np.inf
        self._empty: NDArray[np.int16] | None = None
        self._limit: NDArray[np.int16] | None = None
        self._awake_until_s = -np.inf

    def awake(self, time_s: float, luma: Gray) -> bool:
        """Whether this frame should be looked at closely; call in order of time."""
        seen = luma[self._rows, self._columns].astype(np.int16)
        if time_s - self._remembered_s >= _REMEMBER_EVERY_S:
            self._remember(time_s, seen)
        if self._empty is None or self._limit is None:
            return True  # the first moments teach what the empty lane looks like
        off = seen - self._empty
        off -= np.int16(np.median(off[::7]))  # a cloud moves every sample alike
        if np.count_nonzero(np.abs(off) > self._limit) >= _LEAST_SAMPLES:
            self._awake_until_s = time_s + _AWAKE_S
        return time_s <= self._awake_until_s

    def _remember(self, time_s: float, seen: NDArray[np.int16]) -> None:
        self._remembered.append(seen)
        self._remembered_s = time_s
        if len(self._remembered) == _REMEMBERED:
            ordered = np.sort(np.stack(self._remembered), axis=0)
            self._empty = ordered[_REMEMBERED // 2]
            restless = ordered[-2] - ordered[1]
            self._limit = np.maximum(_LEVELS, _RESTLESS_GAIN * restless).astype(np.int16)
