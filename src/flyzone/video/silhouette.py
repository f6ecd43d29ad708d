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
from flyzone.video.feet import FootWatch
from flyzone.video.shadow import read_light
from flyzone.video.strip import StripGrid, split_strip

Array = NDArray[np.float64]
Gray = NDArray[np.uint8]

_BAND_M = (0.45, 1.65)
"""Heights that hold part of the trunk of anyone between 1.2 m and 2.1 m tall."""
_LEAST_BODY_M = 0.22
_JOIN_GAP_M = 0.20
_LEAST_WIDTH_M = 0.07
_HOLE_M = 0.10
_STRIDE_REACH_M = 0.85
_LIMB_REACH_M = 1.1
_HEAD_LEAST_M = 0.035
_UPPER = (0.60, 0.92)
_HEAD = (0.89, 0.985)
_THICK_M = 0.05
_CLEAR_SHARE = 0.5
_HALF_WINDOW_M = 0.45
_LEAST_CONTRAST = 7.0
_COLOUR_GAIN = 2.0
_EVERY_ROW, _EVERY_COLUMN = 4, 9
_GLOW_PERCENTILE = 78.0
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
    width_m, head_m : float, m
        Extent along the lane of the upper body with the arms, and of the head alone: too wide for
        one person where two overlap.
    shadow : float
        Share of the figure that is only the lane dimmed: near 1 for a shadow seen apart from its
        owner (or for dark clothes on a grey ground).
    spread_m : float, m
        How far the legs lie apart (heights 0.1 to 0.75 m); they open and close once a step.
    top_m : float, m
        Height of the figure's top in the lane plane.
    sole_m : float, m
        Height in the lane plane of the lowest edge of a foot that stands; NaN where none does or
        it cannot be told from its shadow.
    floor_m : float, m
        Height in the lane plane of the lowest edge of anything that belongs to the figure, its
        shadow included: the foot cannot be below it.
    """

    time_s: float
    x: float
    left_m: float
    right_m: float
    row_x: Array
    row_weight: Array
    width_m: float
    head_m: float
    shadow: float
    spread_m: float
    top_m: float
    sole_m: float
    floor_m: float


class Observer:
    """Finds figures in strips of one grid.

    Parameters
    ----------
    grid : StripGrid
    rise_per_metre : float
        As in `flyzone.video.feet.FootWatch`.
    """

    def __init__(self, grid: StripGrid, rise_per_metre: float = 0.0) -> None:
        self.grid = grid
        self._band = grid.rows_between(*_BAND_M)
        self._legs = grid.rows_between(0.10, 0.75)
        self._half_window = max(3, round(_HALF_WINDOW_M / grid.pitch_m))
        self._hole = np.ones((1, max(1, round(_HOLE_M / grid.pitch_m))), dtype=np.uint8)
        self._feet = FootWatch(grid, rise_per_metre)
        self._limits: tuple[Background, tuple[Gray, Gray, Gray]] | None = None

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
        above = self.difference(strip, background)
        brighter, self._dimmed = read_light(strip, background, len(self.grid.z))
        standing = self._feet.standing(time_s, above, brighter, self._dimmed)
        occupied = (
            cv2.reduce((above[self._band] > 0).astype(np.float32), 0, cv2.REDUCE_SUM)[0]
            * self.grid.pitch_m
        )
        smooth = cv2.blur(occupied[None, :], (max(1, round(0.06 / self.grid.pitch_m)), 1))[0]
        return [
            sighting
            for lo, hi in self._without_limbs(above, self._bodies(smooth))
            if (sighting := self._measure(time_s, above, standing, lo, hi)) is not None
        ]

    def _without_limbs(self, above: Gray, bodies: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Leaves out a heel or a hand that shows apart from its body: low, small, and close by."""
        if len(bodies) < 2:
            return bodies
        shape = []
        for lo, hi in bodies:
            rows = np.count_nonzero(above[:, lo:hi], axis=1)
            filled = np.flatnonzero(rows * self.grid.pitch_m > _HEAD_LEAST_M)
            top = float(self.grid.z[filled[0]]) if filled.size else 0.0
            shape.append((rows[self._band].sum(), top, (lo + hi) / 2 * self.grid.pitch_m))
        return [
            body
            for body, (area, top, middle) in zip(bodies, shape, strict=True)
            if not any(
                area < 0.5 * other_area
                and top < 0.8 * other_top
                and abs(middle - other_middle) < _LIMB_REACH_M
                for other_area, other_top, other_middle in shape
            )
        ]

    def _extent(self, above: Gray, lo: int, hi: int, heights: tuple[float, float]) -> float:
        """Extent along the lane of what a body fills between two heights, m.

        Faint places do not count: a coarse codec leaves blocks around a figure.
        """
        rows = (self.grid.z > heights[0]) & (self.grid.z < heights[1])
        part = above[rows, lo:hi]
        seen = part[part > 0]
        if seen.size == 0:
            return 0.0
        clear = part > _CLEAR_SHARE * np.median(seen)
        thick = np.count_nonzero(clear, axis=0) * self.grid.pitch_m
        columns = np.flatnonzero(thick > _THICK_M)
        return float(np.ptp(columns)) * self.grid.pitch_m if columns.size else 0.0

    def _shadow_share(self, band: Gray, lo: int, hi: int) -> float:
        covered = band > 0
        dimmed = covered & self._dimmed[self._band, lo:hi]
        return float(dimmed.sum()) / max(float(covered.sum()), 1.0)

    def _leg_spread(self, above: Gray, middle: int) -> float:
        """How far the legs lie apart: twice the standard deviation of their columns, m."""
        reach = round(_STRIDE_REACH_M / self.grid.pitch_m)
        a, b = max(0, middle - reach), min(above.shape[1], middle + reach + 1)
        covered = np.count_nonzero(above[self._legs, a:b], axis=0).astype(np.float64)
        total = covered.sum()
        if total * self.grid.pitch_m**2 < 0.02:
            return float("nan")
        columns = np.arange(b - a)
        mean = float(covered @ columns) / total
        return 2.0 * self.grid.pitch_m * float(np.sqrt(covered @ (columns - mean) ** 2 / total))

    def _top(self, covered: Array) -> float:
        """Height of the top of what hangs together with the trunk, m."""
        heart = self._band.start + int(np.argmax(covered[self._band]))
        empty = covered <= _HEAD_LEAST_M
        gap = max(2, round(0.05 / self.grid.pitch_m))
        run = 0
        for row in range(heart, -1, -1):
            run = run + 1 if empty[row] else 0
            if run == gap:
                return float(self.grid.z[row + gap])
        return float(self.grid.z[max(run, 0)])

    def difference(self, strip: Gray, background: Background) -> Gray:
        """How far each place exceeds the empty lane's restlessness, shape (rows, columns).

        Brightness or colour, whichever tells more.
        """
        rows = len(self.grid.z)
        thresholds = self._thresholds(background)
        luma, *colour = split_strip(strip, rows)
        empty, *empty_colour = split_strip(background.level, rows)
        above = cv2.subtract(cv2.absdiff(luma, _match_light(luma, empty)), thresholds[0])
        bluer, redder = (
            cv2.subtract(cv2.absdiff(now, then), limit)
            for now, then, limit in zip(colour, empty_colour, thresholds[1:], strict=True)
        )
        differs = np.asarray(cv2.add(bluer, redder), dtype=np.uint8)
        above = _without_row_glow(np.asarray(above, dtype=np.uint8))
        if not differs.any():
            return above
        differs = _without_row_glow(differs)
        height, width = differs.shape
        large = cv2.resize(
            cv2.convertScaleAbs(differs, alpha=_COLOUR_GAIN), (2 * width, 2 * height),
            interpolation=cv2.INTER_LINEAR,
        )  # fmt: skip
        above[: 2 * height, : 2 * width] = cv2.max(above[: 2 * height, : 2 * width], large)
        return np.asarray(above, dtype=np.uint8)

    def _thresholds(self, background: Background) -> tuple[Gray, Gray, Gray]:
        if self._limits is None or self._limits[0] is not background:
            parts = split_strip(background.spread, len(self.grid.z))
            luma, u, v = (_threshold(part) for part in parts)
            self._limits = (background, (luma, u, v))
        return self._limits[1]

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
        self, time_s: float, above: Gray, standing: NDArray[np.bool_], lo: int, hi: int
    ) -> Sighting | None:
        pitch = self.grid.pitch_m
        columns = above.shape[1]
        band = above[self._band, lo:hi]
        if np.count_nonzero(band) * pitch * pitch < 0.02:
            return None
        profile = np.cumsum(band.sum(axis=0, dtype=np.float64))
        middle = lo + int(np.searchsorted(profile, profile[-1] / 2))
        a = max(0, middle - self._half_window)
        b = min(columns, middle + self._half_window + 1)
        patch = above[:, a:b].astype(np.float32)
        weight = np.minimum(patch / _row_contrast(patch)[:, None], 1.0)
        weight = cv2.morphologyEx(weight, cv2.MORPH_CLOSE, self._hole).astype(np.float64)
        row_weight = weight.sum(axis=1)
        row_column = a + _median_column(weight, row_weight)
        spread = self._leg_spread(above, middle)
        top = self._top(row_weight * pitch)
        sole = self._feet.sole(standing, middle)
        place = self.grid.place
        return Sighting(
            time_s=time_s,
            x=float(place(float(middle))),
            left_m=float(place(float(lo))),
            right_m=float(place(float(hi))),
            row_x=np.asarray(place(row_column)),
            row_weight=row_weight * pitch,
            width_m=self._extent(above, lo, hi, (_UPPER[0] * top, _UPPER[1] * top)),
            head_m=self._extent(above, lo, hi, (_HEAD[0] * top, _HEAD[1] * top)),
            shadow=self._shadow_share(band, lo, hi),
            spread_m=spread,
            top_m=top,
            sole_m=sole,
            floor_m=self._feet.floor(middle),
        )


def _without_row_glow(above: Gray) -> Gray:
    """Takes out what a whole row differs by: a codec's key frame, a flicker, a row of noise.

    Nobody covers a fifth of the strip's length, so a row's upper quantile is not a person.
    """
    glow = np.percentile(above[:, ::_EVERY_COLUMN], _GLOW_PERCENTILE, axis=1)
    if not glow.any():
        return above
    limit = np.clip(1.5 * glow + 1.0, 0, 255) * (glow > 0)
    return np.asarray(
        cv2.subtract(above, np.repeat(limit[:, None], above.shape[1], axis=1).astype(np.uint8)),
        dtype=np.uint8,
    )


def _threshold(spread: Gray) -> Gray:
    """What a difference must exceed, from how restless each place was."""
    noise = float(np.median(spread[::3, ::7])) * _SPREAD_TO_SIGMA
    local = cv2.blur(spread, (3, 3))
    floor = max(_LEAST_CONTRAST, 3.5 * noise)
    return np.asarray(np.clip(2.0 * local.astype(np.float32), floor, 90), dtype=np.uint8)


def _row_contrast(patch: NDArray[np.float32]) -> NDArray[np.float32]:
    """The contrast that counts as full cover, row by row, shape (rows,).

    A pale shirt before a pale wall and the dark arms beside it share a row: were the arms' contrast
    the measure, they would outweigh the trunk.
    """
    ordered = np.sort(patch, axis=1)
    count = np.count_nonzero(patch, axis=1)
    last = patch.shape[1] - 1
    rows = ordered[np.arange(len(patch)), np.clip(last - count // 2, 0, last)]
    enough = count >= 4
    usual = float(np.median(rows[enough])) if enough.any() else 255.0
    rows = np.where(enough, rows, usual)
    rows = np.convolve(np.pad(rows, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    return np.maximum(_TRUNK_SHARE_OF_CONTRAST * rows, 3.0).astype(np.float32)


def _match_light(strip: Gray, level: Gray) -> Gray:
    """The background in this frame's light.

    Clouds change the light between samples and floodlights flicker, in bands where the shutter
    rolls: so each row gets its own gain, read from its own median, smoothed over neighbouring rows.
    """
    now = np.median(strip[::_EVERY_ROW, ::_EVERY_COLUMN], axis=1)
    empty = np.median(level[::_EVERY_ROW, ::_EVERY_COLUMN], axis=1)
    if np.max(np.abs(now - empty)) <= 1.0:
        return level
    gain = (now + 1.0) / (empty + 1.0)
    gain = np.convolve(np.pad(gain, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    every = np.interp(np.arange(len(level)), np.arange(len(gain)) * _EVERY_ROW, gain)
    lit = np.clip(level * every[:, None].astype(np.float32) + 0.5, 0, 255)
    return np.asarray(lit, dtype=np.uint8)


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
