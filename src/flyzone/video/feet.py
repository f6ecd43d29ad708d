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

from flyzone.video.background import Background
from flyzone.video.strip import StripGrid, split_strip

Gray = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_BAND_M = (-0.28, 0.22)
_REACH_M = 0.8
_LEAST_STAY_S, _LONGEST_STAY_S = 0.022, 0.055
_SHADOW = (0.25, 0.96)
_COLOUR_LEVELS = 7
_LEAST_WIDTH_M = 0.05
_SHOE_HEIGHT_M = 0.09
_BRIGHTER_LEVELS = 12
_SMEAR = np.ones((3, 3), dtype=np.uint8)
_SPECK = np.ones((2, 3), dtype=np.uint8)


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
        differs = above[self._rows] > 0
        brighter, shadow = self._light(strip, background)
        # Half-resolution colour smears by a pixel; what is brighter than the track needs no colour.
        coloured = cv2.erode((differs & ~shadow & ~brighter).astype(np.uint8), _SMEAR) > 0
        solid = (differs & brighter) | coloured
        while self._recent and time_s - self._recent[0][0] > _LONGEST_STAY_S:
            self._recent.popleft()
        before = [mask for t, mask in self._recent if time_s - t >= _LEAST_STAY_S]
        self._recent.append((time_s, solid))
        if not before:
            return np.zeros_like(solid)
        stays = (solid & before[-1]).astype(np.uint8)
        return np.asarray(cv2.morphologyEx(stays, cv2.MORPH_OPEN, _SPECK) > 0)

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
        lowest = shoe[width[shoe] >= 0.5 * width[shoe].max()][-1]
        return float(self.grid.z[self._rows][lowest] - self.grid.pitch_m / 2)

    def _light(self, strip: Gray, background: Background) -> tuple[Mask, Mask]:
        """Places brighter than the empty lane, and places dimmed with their colour: shadows."""
        rows = len(self.grid.z)
        luma, u, v = split_strip(strip, rows)
        empty, empty_u, empty_v = split_strip(background.level, rows)
        now = luma[self._rows].astype(np.float32)
        then = empty[self._rows].astype(np.float32)
        dimmed = (now > _SHADOW[0] * then) & (now < _SHADOW[1] * then)
        # Colour is kept at half resolution; a shadow scales it, with the brightness, towards grey.
        half = slice(self._rows.start // 2, self._rows.start // 2 + (len(now) + 1) // 2)
        columns = u.shape[1]
        light = (now[::2, : 2 * columns : 2] + 1) / (then[::2, : 2 * columns : 2] + 1)
        light = light[: u[half].shape[0]]
        off = np.maximum(
            _unlike(u[half][: len(light)], empty_u[half][: len(light)], light),
            _unlike(v[half][: len(light)], empty_v[half][: len(light)], light),
        )
        same = np.repeat(np.repeat(off <= _COLOUR_LEVELS, 2, axis=0), 2, axis=1)
        colour = np.ones_like(dimmed)
        height, width = min(len(same), len(colour)), min(same.shape[1], colour.shape[1])
        colour[:height, :width] = same[:height, :width]
        return now > then + _BRIGHTER_LEVELS, np.asarray(dimmed & colour)


def _unlike(now: Gray, empty: Gray, light: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far a colour plane is from the empty lane's in another light, in levels."""
    return np.abs((now.astype(np.float32) - 128) - light * (empty.astype(np.float32) - 128))
