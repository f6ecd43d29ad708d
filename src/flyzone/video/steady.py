"""How a hand-held camera moved, from the background, frame by frame.

Corners spread over the marked frame are found again in every frame (pyramidal Lucas-Kanade on a
reduced picture); a homography through them, with outliers (people, leaves, clouds) voted out, tells
where each pixel of the marked frame lies now.  Every frame is compared with the marked frame itself,
so errors do not add up.  Motion below the noise of this comparison counts as a still camera.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Gray = NDArray[np.uint8]

_WORKING_WIDTH = 640
_CELLS = (8, 6)
_CORNERS_PER_CELL = 2
_STILL_PX = 0.20
_OUTLIER_PX = 1.0
_LEAST_SHARE = 0.35
_LEAST_POINTS = 10
_FARTHEST_SHARE = 0.16
_WINDOW = (17, 17)
_LEVELS = 2
_LIGHT_WINDOW = (25, 25)
_TEXTURE_LEVELS = 14.0


@dataclass(frozen=True)
class Motion:
    """Camera motion from the marked frame to one frame.

    Attributes
    ----------
    homography : ndarray, shape (3, 3), or None
        Pixels of the marked frame to pixels of this one; None where the camera stands still.
    shift_px : float
        Median displacement of the background.
    residual_px : float
        Median miss of the background points after the motion is taken out.
    lost : bool
        The background could not be found again: the camera was moved or covered.
    """

    homography: Array | None
    shift_px: float
    residual_px: float
    lost: bool


class Steadier:
    """Follows the background from the marked frame on.

    Parameters
    ----------
    reference : ndarray, shape (height, width), uint8
        Luma of the frame on which the marks were tapped.
    """

    def __init__(self, reference: Gray) -> None:
        width = reference.shape[1]
        self._ratio = max(1, round(width / _WORKING_WIDTH))
        small = self._texture(reference)
        self._reference = small
        self._corners = _spread_corners(small)
        self._guess = self._corners.copy()
        self._farthest_px = _FARTHEST_SHARE * width
        self._trusted = False
        self.enough = len(self._corners) >= _LEAST_POINTS

    def _reduce(self, luma: Gray) -> Gray:
        if self._ratio == 1:
            return luma
        size = (luma.shape[1] // self._ratio, luma.shape[0] // self._ratio)
        cropped = luma[: size[1] * self._ratio, : size[0] * self._ratio]
        return np.asarray(cv2.resize(cropped, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)

    def _texture(self, luma: Gray) -> Gray:
        """The reduced picture without its light: a passing cloud must not look like motion."""
        small = self._reduce(luma)
        light = cv2.blur(small, _LIGHT_WINDOW)
        texture = np.asarray(cv2.subtract(small, light, dtype=cv2.CV_16S), dtype=np.int16)
        size = max(float(np.mean(np.abs(texture[::4, ::4]))), 0.5)
        grey = texture * np.float32(_TEXTURE_LEVELS / size) + np.float32(128.5)
        return np.asarray(np.clip(grey, 0, 255), dtype=np.uint8)

    def _coarse_shift(self, small: Gray) -> NDArray[np.float32]:
        """Where the whole picture lies against the marked frame, by phase correlation.

        Needed where no frame before leads the way: at the start of a clip marked in its middle, and
        after the background was lost.
        """
        window = cv2.createHanningWindow((small.shape[1], small.shape[0]), cv2.CV_32F)
        (across, down), _ = cv2.phaseCorrelate(
            self._reference.astype(np.float32), small.astype(np.float32), window
        )
        return np.array([across, down], dtype=np.float32)

    def follow(self, luma: Gray) -> Motion:
        """Motion of one frame; call in order of time."""
        if not self.enough:
            return Motion(None, 0.0, 0.0, lost=False)
        small = self._texture(luma)
        if not self._trusted:
            self._guess = self._corners + self._coarse_shift(small)
        found, status, _ = cv2.calcOpticalFlowPyrLK(
            self._reference, small, self._corners, self._guess.copy(), winSize=_WINDOW, maxLevel=_LEVELS,
            criteria=(cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 20, 0.01),
            flags=cv2.OPTFLOW_USE_INITIAL_FLOW, minEigThreshold=1e-3,
        )  # fmt: skip
        ok = status.ravel() == 1
        before = self._full(self._corners[ok])
        after = self._full(np.asarray(found, dtype=np.float32)[ok])
        if len(before) < max(_LEAST_POINTS, _LEAST_SHARE * len(self._corners)):
            self._trusted = False
            return Motion(None, float("nan"), float("nan"), lost=True)
        moved = np.hypot(*(after - before).T)
        shift = float(np.median(moved))
        self._trusted = True
        if shift < _STILL_PX and np.mean(moved < 3 * _STILL_PX) > 0.6:
            self._guess = self._corners.copy()
            return Motion(None, shift, shift, lost=False)
        homography, inliers = cv2.findHomography(before, after, cv2.RANSAC, _OUTLIER_PX * 1.5)
        if homography is None:
            return Motion(None, shift, float("nan"), lost=True)
        kept = inliers.ravel() == 1
        miss = np.hypot(*(cv2.perspectiveTransform(before[None], homography)[0] - after).T)
        lost = bool(kept.mean() < _LEAST_SHARE or shift > self._farthest_px)
        self._guess = (
            cv2.perspectiveTransform(self._full(self._corners)[None], homography)[0]
            - (self._ratio - 1) / 2
        ).astype(np.float32) / self._ratio
        self._guess = self._guess.astype(np.float32).reshape(-1, 1, 2)
        self._trusted = not lost
        return Motion(
            np.asarray(homography, dtype=np.float64),
            shift,
            float(np.median(miss[kept])) if kept.any() else 0.0,
            lost,
        )

    def _full(self, points: NDArray[np.float32]) -> NDArray[np.float32]:
        """Full-picture pixels of reduced-picture pixels."""
        return np.asarray(
            points.reshape(-1, 2) * self._ratio + (self._ratio - 1) / 2, dtype=np.float32
        )


def _spread_corners(small: Gray) -> NDArray[np.float32]:
    """Good corners in every part of the picture, so that no one object rules the motion."""
    height, width = small.shape
    columns, rows = _CELLS
    corners = []
    strength = cv2.cornerMinEigenVal(small, 5)
    least = max(float(np.quantile(strength, 0.5)), 1e-5)
    margin = 12
    for r in range(rows):
        for c in range(columns):
            top, left = r * height // rows, c * width // columns
            cell = strength[
                top : (r + 1) * height // rows, left : (c + 1) * width // columns
            ].copy()
            for _ in range(_CORNERS_PER_CELL):
                _, best, _, (x, y) = cv2.minMaxLoc(cell)
                if best < least:
                    break
                cell[max(0, y - 8) : y + 9, max(0, x - 8) : x + 9] = 0
                px, py = left + x, top + y
                if margin <= px < width - margin and margin <= py < height - margin:
                    corners.append((px, py))
    return np.array(corners, dtype=np.float32).reshape(-1, 1, 2)
