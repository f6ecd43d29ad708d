"""The lane strip: every frame resampled into the vertical plane of the lane.

Columns are metres along the run, rows are metres above the ground, so everything after this module
works in lane metres, whatever the camera's place, lens or the clip's size.  A strip is small (a 14 m
view at 16 mm is 900 x 170 grey values), which is what makes constant memory and speed easy.

Colour is cut at half the strip's resolution and kept below the brightness in one array, U on the left
and V on the right, so that everything learnt about the lane is learnt for all three at once.

The strip of a moving camera is cut through the homography from the marked frame to the frame at
hand, which `steady` finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.errors import SetupError
from flyzone.geometry import LaneCamera

Array = NDArray[np.float64]
Gray = NDArray[np.uint8]
Maps = tuple[NDArray[Any], NDArray[Any]]

FLOOR_M = -0.75
CEILING_M = 2.15
_MARGIN_M = 5.0
_FINEST_M = 0.016
_MOST_COLUMNS = 1600
_TRUNK_M = 1.15


@dataclass(frozen=True)
class StripGrid:
    """Where the columns and rows of a strip lie on the lane.

    Attributes
    ----------
    x : ndarray, shape (columns,), m
        Increasing to the right in the picture's sense (so decreasing lane x where the lane runs to
        the left).
    z : ndarray, shape (rows,), m
        From the top down: decreasing.
    pitch_m : float, m
        Size of one strip pixel.
    """

    x: Array
    z: Array
    pitch_m: float

    def column(self, x: float) -> float:
        """Fractional column of a lane place."""
        return float((x - self.x[0]) / (self.x[1] - self.x[0]))

    def place(self, column: float | Array) -> float | Array:
        """Lane place of a fractional column, m."""
        start, step = float(self.x[0]), float(self.x[1] - self.x[0])
        return start + column * step

    def rows_between(self, low: float, high: float) -> slice:
        """Rows whose height lies between ``low`` and ``high`` (m)."""
        inside = np.flatnonzero((self.z >= low) & (self.z <= high))
        return slice(int(inside[0]), int(inside[-1]) + 1)


def lay_grid(camera: LaneCamera, zone_m: tuple[float, float]) -> StripGrid:
    """The grid of the visible part of the lane around the zone.

    Raises
    ------
    SetupError
        If a line of the zone does not lie within the view at trunk height.
    """
    width, height = camera.size
    for line in zone_m:
        pixel = camera.to_pixels([[line, 0.0, _TRUNK_M]])[0]
        if not (0 <= pixel[0] <= width - 1 and 0 <= pixel[1] <= height - 1):
            raise SetupError(
                f"The zone's line at {line:g} m lies outside the view: at trunk height it would be "
                f"at pixel ({pixel[0]:.0f}, {pixel[1]:.0f}) of a {width} x {height} picture. Film "
                "both lines with a metre to spare, or choose a shorter zone.",
                code="zone-outside-view",
            )
    wanted = np.arange(zone_m[0] - _MARGIN_M, zone_m[1] + _MARGIN_M + 0.01, 0.05)
    pixels = camera.to_pixels(
        np.column_stack([wanted, np.zeros_like(wanted), np.full_like(wanted, _TRUNK_M)])
    )
    seen = (pixels[:, 0] >= 0) & (pixels[:, 0] <= width - 1)
    # Only the stretch that holds the zone: a strong lens may fold far places back into the picture.
    middle = int(np.argmin(np.abs(wanted - np.mean(zone_m))))
    low = high = middle
    while low > 0 and seen[low - 1]:
        low -= 1
    while high < len(wanted) - 1 and seen[high + 1]:
        high += 1
    pixels_per_metre = float(np.median(np.hypot(*np.diff(pixels[low : high + 1], axis=0).T)) / 0.05)
    length = wanted[high] - wanted[low]
    pitch = max(1.0 / pixels_per_metre, _FINEST_M, length / _MOST_COLUMNS)
    count = int(length / pitch) + 1
    x = wanted[low] + pitch * np.arange(count)
    if camera.along_sign < 0:
        x = x[::-1].copy()
    rise = abs(camera.ground_row_sensitivity(float(np.mean(zone_m))))
    z = np.arange(CEILING_M, max(FLOOR_M, -0.25 - 1.6 * rise), -pitch)
    return StripGrid(x, z, float(pitch))


class StripCutter:
    """Cuts lane strips out of frames.

    Parameters
    ----------
    camera : LaneCamera
    grid : StripGrid
    across_m : float, m
        Lane y of the plane that is cut.
    """

    def __init__(self, camera: LaneCamera, grid: StripGrid, across_m: float = 0.0) -> None:
        xx, zz = np.meshgrid(grid.x, grid.z)
        points = np.column_stack([xx.ravel(), np.full(xx.size, across_m), zz.ravel()])
        pixels = camera.to_pixels(points).reshape(*xx.shape, 2).astype(np.float32)
        self.grid = grid
        self._pixels = np.nan_to_num(pixels, nan=-1e4)
        self._still = _fixed(self._pixels)
        self._still_chroma = _fixed(_chroma_pixels(self._pixels))

    def cut(
        self, luma: Gray, chroma: tuple[Gray, Gray] | None = None, motion: Array | None = None
    ) -> Gray:
        """Strip of one frame.

        Parameters
        ----------
        luma : ndarray, shape (height, width), uint8
        chroma : (ndarray, ndarray), optional
            U and V at half resolution; mid-grey is kept in their place where there are none.
        motion : ndarray, shape (3, 3), optional
            Homography from the marked frame's pixels to this frame's; None for a still camera.

        Returns
        -------
        ndarray, shape (rows + rows // 2, columns), uint8
            Brightness above, colour below (`split_strip`).
        """
        if motion is None:
            maps: Maps = self._still
            chroma_maps: Maps = self._still_chroma
        else:
            flat = cv2.perspectiveTransform(self._pixels.reshape(1, -1, 2), motion)
            moved = np.asarray(flat, dtype=np.float32).reshape(self._pixels.shape)
            maps = (moved[..., 0], moved[..., 1])
            halved = _chroma_pixels(moved)
            chroma_maps = (halved[..., 0], halved[..., 1])
        rows, columns = self._pixels.shape[:2]
        strip = np.full((rows + rows // 2, columns), 128, dtype=np.uint8)
        strip[:rows] = _sample(luma, maps)
        if chroma is not None:
            for plane, side in zip(chroma, split_strip(strip, rows)[1:], strict=True):
                side[:] = _sample(plane, chroma_maps)
        return strip


def split_strip(strip: Gray, rows: int) -> tuple[Gray, Gray, Gray]:
    """Views of a strip's brightness, U and V; the latter two at half resolution."""
    half = strip.shape[1] // 2
    return strip[:rows], strip[rows:, :half], strip[rows:, half : 2 * half]


def _chroma_pixels(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Places in the half-resolution planes of every second strip pixel."""
    rows, columns = pixels.shape[0] // 2 * 2, pixels.shape[1] // 2 * 2
    every_second = (pixels[0:rows:2, 0:columns:2] + pixels[1:rows:2, 1:columns:2]) / 2
    return np.ascontiguousarray((every_second - 0.5) / 2)


def _fixed(pixels: NDArray[np.float32]) -> tuple[NDArray[np.int16], NDArray[np.uint16]]:
    first, second = cv2.convertMaps(pixels[..., 0], pixels[..., 1], cv2.CV_16SC2)
    return np.asarray(first, dtype=np.int16), np.asarray(second, dtype=np.uint16)


def _sample(plane: Gray, maps: Maps) -> Gray:
    sampled = cv2.remap(plane, maps[0], maps[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(sampled, dtype=np.uint8)
