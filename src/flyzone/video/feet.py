"""Where a foot stands, told from the shadow under it.

A foot on the ground stays while everything else moves on, so what differs from the empty lane now and
did so a moment ago is a standing foot, or a long shadow sliding over itself.  A shadow dims the track
and its colour alike; what does so is left out.  A grey shoe may be lost with it, and then the
foot counts as not seen.
"""

from __future__ import annotations

from collections import deque

import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.video.strip import StripGrid

Gray = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_BAND_M = 0.28
_SEEN_ACROSS_M = 1.6  # the neighbouring lanes, whose runners are told apart by their feet
_REACH_M = 0.8
_LEAST_STAY_S, _LONGEST_STAY_S = 0.022, 0.055
_LEAST_WIDTH_M = 0.05
_SHOE_HEIGHT_M = 0.09
_LEAST_SHOE_M = 0.17
_ANKLE_M = (0.12, 0.22)
_ANKLE_SHARE = 0.65
_SMEAR = np.ones((3, 3), dtype=np.uint8)
_SPECK = np.ones((2, 3), dtype=np.uint8)


class FootWatch:
    """Remembers the ground band of the last few frames and finds what stayed.

    Parameters
    ----------
    grid : StripGrid
    rise_per_metre : float
        How far a foot on the ground rises in the strip per metre across the lane; a high camera
        shows the neighbouring lanes' feet well above and below the ground line.
    """

    def __init__(self, grid: StripGrid, rise_per_metre: float = 0.0) -> None:
        self.grid = grid
        reach = _BAND_M + _SEEN_ACROSS_M * abs(rise_per_metre)
        self._rows = grid.rows_between(-reach, reach)
        self._recent: deque[tuple[float, Mask]] = deque()
        self._anything: Mask = np.zeros((0, 0), dtype=bool)

    def standing(self, time_s: float, above: Gray, brighter: Mask, shadow: Mask) -> Mask:
        """What stands in the ground band, shape (band rows, columns).

        Parameters
        ----------
        time_s : float, s
        above : ndarray, shape (rows, columns), uint8
            Excess over the empty lane (`Observer.difference`).
        brighter, shadow : ndarray, shape (rows, columns), bool
            From `flyzone.video.shadow.read_light`.
        """
        differs = above[self._rows] > 0
        brighter, shadow = brighter[self._rows], shadow[self._rows]
        # Half-resolution colour smears by a pixel; what is brighter than the track needs no colour.
        coloured = cv2.erode((differs & ~shadow & ~brighter).astype(np.uint8), _SMEAR) > 0
        solid = (differs & brighter) | coloured
        self._anything = differs
        while self._recent and time_s - self._recent[0][0] > _LONGEST_STAY_S:
            self._recent.popleft()
        before = [mask for t, mask in self._recent if time_s - t >= _LEAST_STAY_S]
        self._recent.append((time_s, solid))
        if not before:
            return np.zeros_like(solid)
        stays = (solid & before[-1]).astype(np.uint8)
        return np.asarray(cv2.morphologyEx(stays, cv2.MORPH_OPEN, _SPECK) > 0)

    def floor(self, middle: int) -> float:
        """Height of the lowest edge of anything near a person's column, shadows included, m."""
        reach = round(_REACH_M / self.grid.pitch_m)
        near = self._anything[:, max(0, middle - reach) : middle + reach + 1]
        wide = np.flatnonzero(near.sum(axis=1) * self.grid.pitch_m >= _LEAST_WIDTH_M)
        if wide.size == 0:
            return float("nan")
        return float(self.grid.z[self._rows][wide[-1]] - self.grid.pitch_m / 2)

    def sole(self, standing: Mask, middle: int) -> float:
        """Height of the lowest edge of what stands near a person's column; NaN for nothing."""
        reach = round(_REACH_M / self.grid.pitch_m)
        near = standing[:, max(0, middle - reach) : middle + reach + 1]
        width = near.sum(axis=1) * self.grid.pitch_m
        wide = np.flatnonzero(width >= _LEAST_WIDTH_M)
        if wide.size == 0 or wide[-1] == len(standing) - 1:
            return float("nan")
        # Colour smears a pixel or two below the shoe: its edge is where half of its length is left.
        shoe = wide[wide > wide[-1] - round(_SHOE_HEIGHT_M / self.grid.pitch_m)]
        if width[shoe].max() < _LEAST_SHOE_M:
            return float("nan")  # a bare ankle: the shoe itself went unseen
        # A shoe is long under a thin ankle; a knee or a hip has as much above it.
        top = wide[-1] - round(_ANKLE_M[1] / self.grid.pitch_m)
        ankle = width[max(top, 0) : wide[-1] - round(_ANKLE_M[0] / self.grid.pitch_m)]
        if top < 0 or ankle.min() > _ANKLE_SHARE * width[shoe].max():
            return float("nan")
        lowest = shoe[width[shoe] >= 0.5 * width[shoe].max()][-1]
        return float(self.grid.z[self._rows][lowest] - self.grid.pitch_m / 2)
