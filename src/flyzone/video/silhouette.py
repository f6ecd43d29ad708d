"""People in one lane strip: what differs from the empty lane, and where its trunk is, row by row.

The difference is weighed, not cut: its weight grows in proportion up to a share of the figure's own
contrast, so an edge smeared by motion blur counts by how much of the pixel the body covers, and both
edges of the trunk are treated alike whatever lies behind them.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.video.background import Background
from flyzone.video.strip import StripGrid

Array = NDArray[np.float64]
Gray = NDArray[np.uint8]

_BAND_M = (0.45, 1.65)
"""Heights that hold part of the trunk of anyone between 1.2 m and 2.1 m tall."""
_LEAST_BODY_M = 0.22
_JOIN_GAP_M = 0.12
_LEAST_WIDTH_M = 0.07
_HOLE_M = 0.10
_HALF_WINDOW_M = 0.45
_LEAST_CONTRAST = 7.0
_SPREAD_TO_SIGMA = 1 / 1.349
_TRUNK_SHARE_OF_CONTRAST = 0.7


@dataclass(frozen=True)
class Sighting:
    """A figure in one strip.

    Attributes
    ----------
    time_s : float, s
    x : float, m
        Rough place of the trunk.
    left_m, right_m : float, m
        Extent along the lane of its trunk band, ends in the picture's order.
    row_x : ndarray, shape (rows,), m
        Weighted median of the figure along each strip row; NaN where it has nothing.
    row_weight : ndarray, shape (rows,), m
        Width that the figure covers in each row.
    spread_m : float, m
        Horizontal extent of the legs (heights 0.05 to 0.75 m); it opens and closes once a step.
    top_m : float, m
        Height of the figure's top in the lane plane.
    sole_m : float, m
        Height of its lowest point in the lane plane; NaN where unclear.
    """

    time_s: float
    x: float
    left_m: float
    right_m: float
    row_x: Array
    row_weight: Array
    spread_m: float
    top_m: float
    sole_m: float


class Observer:
    """Finds figures in strips of one grid."""

    def __init__(self, grid: StripGrid) -> None:
        self.grid = grid
        self._band = grid.rows_between(*_BAND_M)
        self._legs = grid.rows_between(0.05, 0.75)
        self._half_window = max(3, round(_HALF_WINDOW_M / grid.pitch_m))
        self._hole = np.ones((1, max(1, round(_HOLE_M / grid.pitch_m))), dtype=np.uint8)
        self._noise_of: tuple[int, Gray] | None = None

    def observe(self, time_s: float, strip: Gray, background: Background) -> list[Sighting]:
        """Every figure in one strip.

        Parameters
        ----------
        time_s : float, s
        strip : ndarray, shape (rows, columns), uint8
        background : Background

        Returns
        -------
        list of Sighting
        """
        level = _match_light(strip, background.level)
        difference = cv2.absdiff(strip, level)
        threshold = self._threshold(background)
        # cv2.subtract saturates at zero: what exceeds the threshold, everywhere at once.
        above = cv2.subtract(difference, threshold)
        occupied = cv2.reduce(
            (above[self._band] > 0).astype(np.float32), 0, cv2.REDUCE_SUM
        )[0] * self.grid.pitch_m
        smooth = cv2.blur(occupied[None, :], (max(1, round(0.06 / self.grid.pitch_m)), 1))[0]
        found = [
            sighting
            for lo, hi in self._bodies(smooth)
            if (sighting := self._measure(time_s, difference, threshold, lo, hi)) is not None
        ]
        return _without_limbs(found)

    def _extent(self, covered: Array) -> tuple[float, float]:
        """Heights of the top and of the lowest point of what hangs together with the trunk, m."""
        band = covered[self._band]
        heart = self._band.start + int(np.argmax(band))
        filled = covered > 0.035
        gap = max(2, round(0.05 / self.grid.pitch_m))
        top = heart
        while top > gap and filled[top - gap : top].any():
            top -= 1
        sole = heart
        while sole < len(filled) - gap - 1 and filled[sole + 1 : sole + 1 + gap].any():
            sole += 1
        return float(self.grid.z[top]), float(self.grid.z[sole])

    def _threshold(self, background: Background) -> Gray:
        if self._noise_of is None or self._noise_of[0] != id(background):
            spread = background.spread
            noise = float(np.median(spread[::3, ::7])) * _SPREAD_TO_SIGMA
            local = cv2.blur(spread, (3, 3))
            floor = max(_LEAST_CONTRAST, 3.5 * noise)
            threshold = np.clip(2.0 * local.astype(np.float32), floor, 90).astype(np.uint8)
            self._noise_of = (id(background), threshold)
        return self._noise_of[1]

    def _bodies(self, occupied: Array) -> list[tuple[int, int]]:
        inside = np.flatnonzero(occupied > _LEAST_BODY_M)
        if inside.size == 0:
            return []
        gap = max(1, round(_JOIN_GAP_M / self.grid.pitch_m))
        cuts = np.flatnonzero(np.diff(inside) > gap)
        starts = np.concatenate([[0], cuts + 1])
        ends = np.concatenate([cuts, [inside.size - 1]])
        least = _LEAST_WIDTH_M / self.grid.pitch_m
        return [
            (int(inside[a]), int(inside[b]) + 1)
            for a, b in zip(starts, ends, strict=True)
            if inside[b] + 1 - inside[a] >= least
        ]

    def _measure(
        self, time_s: float, difference: Gray, threshold: Gray, lo: int, hi: int
    ) -> Sighting | None:
        pitch = self.grid.pitch_m
        columns = difference.shape[1]
        band_weight = difference[self._band, lo:hi].astype(np.float64)
        band_over = band_weight > threshold[self._band, lo:hi]
        if band_over.sum() * pitch * pitch < 0.02:
            return None
        profile = np.where(band_over, band_weight, 0).sum(axis=0)
        middle = lo + int(np.searchsorted(np.cumsum(profile), profile.sum() / 2))
        a = max(0, middle - self._half_window)
        b = min(columns, middle + self._half_window + 1)
        patch = difference[:, a:b].astype(np.float64)
        floor = threshold[:, a:b].astype(np.float64)
        contrast = float(np.median(band_weight[band_over]))
        full = np.maximum(_row_contrast(patch, floor, contrast)[:, None], 1.5 * floor)
        weight = np.clip((patch - floor) / (full - floor), 0.0, 1.0)
        weight = cv2.morphologyEx(weight, cv2.MORPH_CLOSE, self._hole)
        row_weight = weight.sum(axis=1)
        row_column = a + _median_column(weight, row_weight)
        legs = weight[self._legs].sum(axis=0) * pitch
        leg_columns = np.flatnonzero(legs > 0.03)
        spread = float(np.ptp(leg_columns)) * pitch if leg_columns.size else 0.0
        top, sole = self._extent(row_weight * pitch)
        place = self.grid.place
        return Sighting(
            time_s=time_s,
            x=float(place(float(middle))),
            left_m=float(place(float(lo))),
            right_m=float(place(float(hi))),
            row_x=np.asarray(place(row_column)),
            row_weight=row_weight * pitch,
            spread_m=spread,
            top_m=top,
            sole_m=sole,
        )


def _without_limbs(found: list[Sighting]) -> list[Sighting]:
    """Leaves out a heel or a hand that shows apart from its body: low, small, and close by."""
    return [
        one
        for one in found
        if not any(
            abs(one.x - other.x) < 1.0
            and one.top_m < 0.75 * other.top_m
            and abs(one.right_m - one.left_m) < 0.45
            for other in found
            if other is not one
        )
    ]


def _row_contrast(patch: Array, floor: Array, contrast: float) -> Array:
    """The contrast that counts as full cover, row by row.

    A pale shirt before a pale wall and the dark arms beside it share a row: were the arms' contrast
    the measure, they would outweigh the trunk.
    """
    over = np.where(patch > floor, patch, np.nan)
    count = np.sum(patch > floor, axis=1)
    enough = count >= 4
    rows = np.full(len(patch), contrast)
    if enough.any():
        rows[enough] = np.nanmedian(over[enough], axis=1)
    rows = np.convolve(np.pad(rows, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    return np.asarray(_TRUNK_SHARE_OF_CONTRAST * rows)


def _match_light(strip: Gray, level: Gray) -> Gray:
    """The background in this frame's light.

    Clouds change the light between samples and floodlights flicker, in bands where the shutter
    rolls: so each row gets its own gain, read from its own median, smoothed over neighbouring rows.
    """
    now = np.median(strip[:, ::6], axis=1).astype(np.float64)
    empty = np.median(level[:, ::6], axis=1).astype(np.float64)
    if np.max(np.abs(now - empty)) <= 1.0:
        return level
    gain = (now + 1.0) / (empty + 1.0)
    gain = np.convolve(np.pad(gain, 7, mode="edge"), np.ones(15) / 15, mode="valid")
    return np.clip(level * gain[:, None] + 0.5, 0, 255).astype(np.uint8)


def _median_column(weight: Array, total: Array) -> Array:
    """Fractional column at which each row's weight is halved; NaN for an empty row."""
    grown = np.cumsum(weight, axis=1)
    half = total[:, None] / 2
    k = np.argmax(grown >= half, axis=1)
    rows = np.arange(len(weight))
    here = weight[rows, k]
    before = grown[rows, k] - here
    with np.errstate(invalid="ignore", divide="ignore"):
        inside = (half[:, 0] - before) / here
    return np.where(total > 1e-9, k - 0.5 + inside, np.nan)
