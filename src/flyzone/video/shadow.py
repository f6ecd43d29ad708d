"""Light on the empty lane: where a strip is brighter than it, and where it is only dimmed.

A shadow takes away light of every colour alike, so brightness and colour shrink together towards
black and grey.  Something dark of its own colour does not.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.video.background import Background
from flyzone.video.strip import split_strip

Gray = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_DIMMED = (0.25, 0.96)
_COLOUR_LEVELS = 7
_BRIGHTER_LEVELS = 12


def read_light(strip: Gray, background: Background, rows: int) -> tuple[Mask, Mask]:
    """Where a strip is brighter than the empty lane, and where it is the empty lane dimmed.

    Parameters
    ----------
    strip : ndarray, uint8
        As cut (`flyzone.video.strip.StripCutter.cut`).
    background : Background
    rows : int
        Rows of the strip's brightness.

    Returns
    -------
    brighter, dimmed : ndarray, shape (rows, columns), bool
    """
    luma, u, v = split_strip(strip, rows)
    empty, empty_u, empty_v = split_strip(background.level, rows)
    brighter = cv2.subtract(luma, empty) > _BRIGHTER_LEVELS
    # Colour is kept at half resolution, and so is the light here.
    height, width = u.shape
    now = luma[: 2 * height : 2, : 2 * width : 2].astype(np.float32) + 1
    then = empty[: 2 * height : 2, : 2 * width : 2].astype(np.float32) + 1
    light = now / then
    off = np.maximum(_unlike(u, empty_u, light), _unlike(v, empty_v, light))
    half = (off <= _COLOUR_LEVELS) & (light > _DIMMED[0]) & (light < _DIMMED[1])
    dimmed = np.zeros(luma.shape, dtype=bool)
    dimmed[: 2 * height, : 2 * width] = np.repeat(np.repeat(half, 2, axis=0), 2, axis=1)
    return brighter, dimmed


def _unlike(now: Gray, empty: Gray, light: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far a colour plane is from the empty lane's in another light, in levels."""
    return np.abs((now.astype(np.float32) - 128) - light * (empty.astype(np.float32) - 128))
