"""What a picture shows around the lane, as numbers by which another picture of it is recognised.

A camera that comes back to its place sees the same stand, the same trees and the same paint, moved and
turned a little.  Corners of the picture are kept with the pattern of brightness around each of them,
written as 256 yes-or-no comparisons [Rublee2011]_: enough to find the corner again, too little to draw
the picture, or anybody's face, from it.

Matching compares the patterns both ways, keeps pairs that are clearly better than the second best, and
asks for the one homography on which most agree.  Marks lie on the ground, while most corners lie behind
it, on other planes; so the homography is found once more from the corners near the marks, if there are
enough of them.  How many corners agree, and how far they miss, says whether to believe it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.errors import InputError

Array = NDArray[np.float64]
Gray = NDArray[np.uint8]

LANDMARKS_VERSION: Final = 1
MOST_LANDMARKS: Final = 2000
LEAST_AGREEING: Final = 25
"""Corners that must agree before a place counts as found again."""

_BYTES = 32
_QUARTERS = 4.0
_WORKING_WIDTH = 1280
_CELLS = (8, 6)
_LOWE = 0.8
_FARTHEST_HAMMING = 64
_AGREE_SHARE, _LEAST_AGREE_PX = 3.0 / 1280, 2.0
_NEAR_SHARE = 0.02
_LEAST_NEAR = 12
_GOOD_SHARE = 0.35
_TURNED_SHARE = 0.9
_GOOD_MISS_SHARE = 1.6 / 1280


@dataclass(frozen=True)
class Landmarks:
    """Corners of one picture.

    Attributes
    ----------
    size : (int, int), px
        Width and height of the upright picture.
    points : ndarray, shape (n, 2), px
    patterns : ndarray, shape (n, 32), uint8
    """

    size: tuple[int, int]
    points: Array
    patterns: NDArray[np.uint8]

    def record(self) -> dict[str, Any]:
        """As a camera place keeps them: plain JSON values."""
        quarters = np.rint(self.points * _QUARTERS).astype("<u2")
        return {
            "version": LANDMARKS_VERSION,
            "width": self.size[0],
            "height": self.size[1],
            "points": base64.b64encode(quarters.tobytes()).decode("ascii"),
            "patterns": base64.b64encode(self.patterns.tobytes()).decode("ascii"),
        }


def landmarks_of(record: Mapping[str, Any]) -> Landmarks:
    """Landmarks from their record.

    Raises
    ------
    InputError
        If it is none.
    """
    try:
        width, height = int(record["width"]), int(record["height"])
        quarters = np.frombuffer(base64.b64decode(record["points"], validate=True), "<u2")
        patterns = np.frombuffer(base64.b64decode(record["patterns"], validate=True), np.uint8)
        points = quarters.reshape(-1, 2).astype(np.float64) / _QUARTERS
        patterns = patterns.reshape(-1, _BYTES)
        whole = record["version"] == LANDMARKS_VERSION and len(points) == len(patterns)
        if not whole or len(points) > MOST_LANDMARKS or min(width, height) < 1:
            raise ValueError
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise InputError(
            f"The landmarks of a camera place are of version {LANDMARKS_VERSION}: width, height, "
            "points and patterns that belong together; this record is not. Save the place anew.",
            code="camera-place-landmarks",
        ) from None
    return Landmarks((width, height), points, patterns)


def find_landmarks(luma: Gray) -> Landmarks:
    """The corners of a picture, spread over all of it.

    Parameters
    ----------
    luma : ndarray, shape (height, width), uint8
        Upright.

    Returns
    -------
    Landmarks
        As many as the picture has, at most `MOST_LANDMARKS`; none for an empty one.
    """
    height, width = luma.shape
    ratio = min(1.0, _WORKING_WIDTH / width)
    small = luma
    if ratio < 1.0:
        size = (round(width * ratio), round(height * ratio))
        small = np.asarray(cv2.resize(luma, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    finder = cv2.ORB_create(  # type: ignore[attr-defined]
        nfeatures=4 * MOST_LANDMARKS, scaleFactor=1.2, nlevels=6, edgeThreshold=20, fastThreshold=8
    )
    found, patterns = finder.detectAndCompute(small, None)
    if patterns is None or not found:
        return Landmarks((width, height), np.empty((0, 2)), np.empty((0, _BYTES), dtype=np.uint8))
    kept = _spread(found, (small.shape[1], small.shape[0]))
    scale = np.array([width / small.shape[1], height / small.shape[0]])
    points = (np.array([found[i].pt for i in kept]) + 0.5) * scale - 0.5
    return Landmarks((width, height), np.maximum(points, 0.0), np.asarray(patterns[kept]))


def _spread(found: Sequence[Any], size: tuple[int, int]) -> list[int]:
    """The strongest of each part of the picture: a tree must not outvote the lane."""
    columns, rows = _CELLS
    each = MOST_LANDMARKS // (columns * rows)
    cells: dict[tuple[int, int], list[int]] = {}
    for index in sorted(range(len(found)), key=lambda i: -found[i].response):
        x, y = found[index].pt
        cell = (int(x * columns / size[0]), int(y * rows / size[1]))
        here = cells.setdefault(cell, [])
        if len(here) < each:
            here.append(index)
    return sorted(index for here in cells.values() for index in here)


@dataclass(frozen=True)
class PictureMatch:
    """Where the pixels of one picture lie in another one.

    Attributes
    ----------
    homography : ndarray, shape (3, 3)
        Pixels of the earlier picture to pixels of the new one.
    agreeing : int
        Corners that agree with it.
    share : float
        Of the corners that found a partner, 0 to 1.
    miss_px : float
        Median miss of those that agree.
    near_marks : bool
        Whether it rests on corners around the marks.
    doubtful : bool
        Few agree, or they miss: the marks must be looked at with care.
    """

    homography: Array
    agreeing: int
    share: float
    miss_px: float
    near_marks: bool
    doubtful: bool

    def moved(self, pixels: Array) -> Array:
        """Pixels of the new picture, shape (n, 2)."""
        points = np.asarray(pixels, dtype=np.float64).reshape(1, -1, 2)
        return np.asarray(cv2.perspectiveTransform(points, self.homography)[0], dtype=np.float64)


def match_pictures(before: Landmarks, now: Landmarks, marks: Array) -> PictureMatch | None:
    """Where what was seen before lies now; ``None`` where it is not found again.

    Parameters
    ----------
    before, now : Landmarks
    marks : ndarray, shape (m, 2), px
        Marks in the earlier picture.

    Returns
    -------
    PictureMatch or None
    """
    old, new = _pairs(before, now)
    if len(old) < LEAST_AGREEING:
        return None
    within = max(_LEAST_AGREE_PX, _AGREE_SHARE * now.size[0])
    whole = _homography(old, new, within)
    if whole is None or int(whole[1].sum()) < LEAST_AGREEING:
        return None
    homography, agrees = whole
    near = _near(old, marks, _NEAR_SHARE * before.size[0])
    # Corners on other planes than the ground may miss by much where the camera was moved; those that
    # nearly fit stay as candidates.
    miss = np.hypot(*(_through(homography, old) - new).T)
    candidates = near & (miss < 8 * within)
    close = _homography(old[candidates], new[candidates], within) if candidates.any() else None
    # Where the camera only turned, one homography holds everywhere, and all corners fix it better.
    bent = bool(candidates.any()) and float(np.median(miss[candidates])) > within / 2
    near_marks = not bent and int(candidates.sum()) >= _LEAST_NEAR
    if (
        bent
        and close is not None
        and int(close[1].sum()) >= _LEAST_NEAR
        and _surrounds(old[candidates][close[1]], marks)
        and _sane(close[0], marks)
    ):
        near_marks = True
        homography = close[0]
        agreeing, share = close[1], float(close[1].mean())
        missed = np.hypot(*(_through(homography, old[candidates]) - new[candidates]).T)[agreeing]
    else:
        agreeing, share, missed = agrees, float(agrees.mean()), miss[agrees]
    if not _sane(homography, marks):
        return None
    miss_px = float(np.median(missed))
    # With hardly a corner on the lane, it must be nearly all of the picture that agrees: where the
    # camera was moved and not only turned, things near and far shift against each other.
    enough = _GOOD_SHARE if near_marks else _TURNED_SHARE
    doubtful = share < enough or miss_px > max(
        0.5 * _LEAST_AGREE_PX, _GOOD_MISS_SHARE * now.size[0]
    )
    return PictureMatch(homography, int(agreeing.sum()), share, miss_px, near_marks, doubtful)


def _pairs(before: Landmarks, now: Landmarks) -> tuple[Array, Array]:
    """Corners of both whose patterns choose each other, clearly."""
    if min(len(before.points), len(now.points)) < 2:
        return np.empty((0, 2)), np.empty((0, 2))
    bits_before = np.unpackbits(before.patterns, axis=1).astype(np.float32)
    bits_now = np.unpackbits(now.patterns, axis=1).astype(np.float32)
    # Hamming distances of all pairs by one product of matrices.
    apart = (
        bits_before.sum(axis=1)[:, None] + bits_now.sum(axis=1)[None] - 2 * bits_before @ bits_now.T
    )
    best = np.argmin(apart, axis=1)
    rows = np.arange(len(apart))
    first = apart[rows, best]
    second = np.partition(apart, 1, axis=1)[:, 1]
    mutual = np.argmin(apart, axis=0)[best] == rows
    kept = mutual & (first < _LOWE * second) & (first <= _FARTHEST_HAMMING)
    return before.points[kept], now.points[best[kept]]


def _homography(old: Array, new: Array, within: float) -> tuple[Array, NDArray[np.bool_]] | None:
    if len(old) < 4:
        return None
    cv2.setRNGSeed(1)
    found, inside = cv2.findHomography(old, new, cv2.RANSAC, within, maxIters=4000)
    if found is None:
        return None
    return np.asarray(found, dtype=np.float64), np.asarray(inside).ravel() == 1


def _through(homography: Array, points: Array) -> Array:
    return np.asarray(cv2.perspectiveTransform(points[None], homography)[0], dtype=np.float64)


def _near(points: Array, marks: Array, reach: float) -> NDArray[np.bool_]:
    """Points within, or nearly within, what the marks enclose."""
    hull = cv2.convexHull(marks.astype(np.float32))
    return np.array(
        [cv2.pointPolygonTest(hull, (float(x), float(y)), True) > -reach for x, y in points],
        dtype=bool,
    )


def _surrounds(points: Array, marks: Array) -> bool:
    """Whether points lie over most of the marks' length and depth: elsewhere they would say nothing."""
    long, deep = np.ptp(marks, axis=0)
    there = np.ptp(points, axis=0)
    return bool(there[0] > 0.6 * long and there[1] > 0.5 * deep)


def _sane(homography: Array, marks: Array) -> bool:
    """Whether a homography moves a camera a little, and neither mirrors nor crushes."""
    x, y = marks.mean(axis=0)
    weight = homography[2] @ np.array([x, y, 1.0])
    if abs(weight) < 1e-9:
        return False
    step = 10.0
    square = np.array([[x, y], [x + step, y], [x, y + step]])
    a, b, c = _through(homography, square)
    across, down = (b - a) / step, (c - a) / step
    area = float(across[0] * down[1] - across[1] * down[0])
    turned = abs(float(np.degrees(np.arctan2(across[1], across[0]))))
    return 0.2 < area < 5.0 and turned < 30.0
