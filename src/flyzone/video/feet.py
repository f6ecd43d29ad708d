"""Where a foot stands, told from the shadow under it.

A foot on the ground stays while everything else moves on, so what differs from the empty lane now and
did so a moment ago is a standing foot, or a long shadow sliding over itself.  A shadow dims the track
without changing its colour; what does so is left out.  A grey shoe may be lost with it, and then the
foot counts as not seen.
"""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from flyzone.video.background import Background
from flyzone.video.strip import StripGrid, split_strip

Gray = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_BAND_M = (-0.28, 0.22)
_REACH_M = 0.8
_LEAST_STAY_S, _LONGEST_STAY_S = 0.022, 0.055
_SHADOW = (0.25, 0.96)
_COLOUR_LEVELS = 6
_LEAST_WIDTH_M = 0.05


class FootWatch:
    """Remembers the ground band of the last few frames and finds what stayed."""

    def __init__(self, grid: StripGrid) -> None:
        self.grid = grid
        self._rows = grid.rows_between(*_BAND_M)
        self._recent: deque[tuple[float, Mask]] = deque()

    def standing(
        self, time_s: float, above: Gray, strip: Gray, background: Background
    ) -> Mask:
        """What stands in the ground band, shape (band rows, columns).

        Parameters
        ----------
        time_s : float, s
        above : ndarray, shape (rows, columns), uint8
            Excess over the empty lane (`Observer.difference`).
        strip : ndarray, uint8
        background : Background
        """
        solid = (above[self._rows] > 0) & ~self._shadow(strip, background)
        while self._recent and time_s - self._recent[0][0] > _LONGEST_STAY_S:
            self._recent.popleft()
        before = [mask for t, mask in self._recent if time_s - t >= _LEAST_STAY_S]
        self._recent.append((time_s, solid))
        if not before:
            return np.zeros_like(solid)
        return np.asarray(solid & before[-1])

    def sole(self, standing: Mask, middle: int) -> float:
        """Height of the lowest edge of what stands near a person's column; NaN for nothing."""
        reach = round(_REACH_M / self.grid.pitch_m)
        near = standing[:, max(0, middle - reach) : middle + reach + 1]
        wide = np.flatnonzero(near.sum(axis=1) * self.grid.pitch_m >= _LEAST_WIDTH_M)
        if wide.size == 0 or wide[-1] == len(standing) - 1:
            return float("nan")
        return float(self.grid.z[self._rows][wide[-1]] - self.grid.pitch_m / 2)

    def _shadow(self, strip: Gray, background: Background) -> Mask:
        """Places that are dimmed without a change of colour."""
        rows = len(self.grid.z)
        luma, u, v = split_strip(strip, rows)
        empty, empty_u, empty_v = split_strip(background.level, rows)
        now = luma[self._rows].astype(np.float32)
        then = empty[self._rows].astype(np.float32)
        dimmed = (now > _SHADOW[0] * then) & (now < _SHADOW[1] * then)
        half = slice(self._rows.start // 2, (self._rows.stop + 1) // 2)
        shift = np.maximum(
            np.abs(u[half].astype(np.int16) - empty_u[half]),
            np.abs(v[half].astype(np.int16) - empty_v[half]),
        )
        same = np.repeat(np.repeat(shift <= _COLOUR_LEVELS, 2, axis=0), 2, axis=1)
        offset = self._rows.start - 2 * half.start
        colour = np.ones_like(dimmed)
        part = same[offset : offset + len(dimmed)]
        colour[: len(part), : part.shape[1]] = part[:, : colour.shape[1]]
        return np.asarray(dimmed & colour)
