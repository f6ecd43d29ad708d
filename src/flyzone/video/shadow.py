"""Light on the empty lane: where a strip is brighter than it, and where it is only dimmed.

A shadow takes away light of every colour alike, so brightness and colour shrink together towards
black and grey.  What is left in a shadow is the sky's light, so it may turn bluer and less red, not
the other way.  Something dark of its own colour does not follow this.
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
_SKY_LEVELS = 18
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
    bluer, redder = _shift(u, empty_u, light), _shift(v, empty_v, light)
    alike = (
        (bluer > -_COLOUR_LEVELS) & (bluer < _SKY_LEVELS)
        & (redder < _COLOUR_LEVELS) & (redder > -_SKY_LEVELS)
    )  # fmt: skip
    half = alike & (light > _DIMMED[0]) & (light < _DIMMED[1])
    dimmed = np.zeros(luma.shape, dtype=bool)
    dimmed[: 2 * height, : 2 * width] = np.repeat(np.repeat(half, 2, axis=0), 2, axis=1)
    return brighter, dimmed


def _shift(now: Gray, empty: Gray, light: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far a colour plane lies above the empty lane's in another light, in levels."""
    shift: NDArray[np.float32] = (now.astype(np.float32) - 128) - light * (
        empty.astype(np.float32) - 128
    )
    return shift
