"""Which frames show nothing new: repeats of the picture before.

Screen captures, slow-motion exports and rate conversions fill their rate by showing a picture
twice.  A repeat that was encoded again is not the same byte for byte, so some rows of luma are
compared with those of the frame before, and the few samples that changed most decide: a runner
who covers a hundredth of the picture changes a handful of samples by a lot, an encoder's second
look at the same picture changes many by a little.  Whole rows are compared, not scattered samples:
they lie side by side in memory, and a runner moves along them.

A frame that repeats is not proof of a duplicate: nothing moves before the runner comes.  The clock
(`flyzone.timing.clock`) looks at the whole clip and tells the two apart.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

COMPARED_ROWS = 45
"""About how many rows are compared in each frame."""

MOST_CHANGED_SHARE = 1 / 12_000
"""The share of samples that changed most; their smallest change is the frame's change."""

REPEAT_LEVELS = 3.0
"""Luma levels (of 255) up to which the change counts as an encoder's and not as motion."""

VALLEY = 0.35
"""A change below this share of the motion before and after it belongs to a repeat, too."""

LONGEST_REPEAT = 9
"""Frames before and after among which that motion is looked for: one more than the repeats of
240 Hz shown at 30 Hz."""


class RepeatDetector:
    """Compares each picture with the one before; feed it every frame in order."""

    def __init__(self) -> None:
        self._previous: NDArray[np.uint8] | None = None

    def change(self, luma: NDArray[np.uint8]) -> float:
        """How much this picture differs from the one before.

        Parameters
        ----------
        luma : ndarray, shape (H, W), uint8

        Returns
        -------
        float, luma levels
            The smallest change among the few samples that changed most; infinite for the first
            picture and for one of another size.
        """
        step = max(1, luma.shape[0] // COMPARED_ROWS)
        rows = luma[step // 2 :: step].copy()
        previous, self._previous = self._previous, rows
        if previous is None or previous.shape != rows.shape:
            return math.inf
        counts = cv2.calcHist([cv2.absdiff(rows, previous)], [0], None, [256], [0, 256]).ravel()
        most = max(1.0, rows.size * MOST_CHANGED_SHARE)
        # From the largest change down: where enough samples have been met.
        return float(255 - int(np.searchsorted(np.cumsum(counts[::-1]), most)))


def find_repeats(changes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which frames of a whole clip repeat the one before.

    Parameters
    ----------
    changes : ndarray, shape (n,), luma levels
        As `RepeatDetector.change` gave them, in order.

    Returns
    -------
    ndarray, shape (n,), bool
        The first frame never repeats.

    Notes
    -----
    With the whole clip known, a repeat that was encoded badly is found as well: it changes far
    less than the frames on *both* sides of it.  One side is not enough, or a flash of light or a
    cut would make repeats of the honest frames around it.
    """
    changes = np.asarray(changes, dtype=np.float64)
    if not changes.size:
        return np.zeros(0, dtype=bool)
    finite = np.where(np.isfinite(changes), changes, 0.0)
    before = np.zeros_like(finite)
    after = np.zeros_like(finite)
    for shift in range(1, min(LONGEST_REPEAT, finite.size - 1) + 1):
        before[shift:] = np.maximum(before[shift:], finite[:-shift])
        after[:-shift] = np.maximum(after[:-shift], finite[shift:])
    valley = changes < VALLEY * np.minimum(before, after)
    repeats = (changes <= REPEAT_LEVELS) | valley
    repeats[0] = False
    return np.asarray(repeats, dtype=bool)
