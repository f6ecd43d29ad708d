"""What the lane looks like with nobody on it, moment by moment.

A runner covers any one place for about a tenth of a second, so the median over samples spread across
two seconds is the empty lane.  It follows drifting light and clouds, needs no clean first frame, and
looks both ways in time: a frame waits until half the window lies after it.  The spread of the same
samples tells how restless each place is (leaves, noise, edges under a shaking camera).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
T = TypeVar("T")

_SAMPLES = 9
_WINDOW_S = 1.8


def sort_samples(stack: list[Gray]) -> list[Gray]:
    """Sorts equally shaped grey pictures pixel by pixel.

    An odd-even transposition network of minima and maxima: for nine uint8 pictures it is many times
    faster than a general sort along an axis.
    """
    lanes = list(stack)
    for turn in range(len(lanes)):
        for i in range(turn % 2, len(lanes) - 1, 2):
            lanes[i], lanes[i + 1] = (
                np.minimum(lanes[i], lanes[i + 1]),
                np.maximum(lanes[i], lanes[i + 1]),
            )
    return lanes


@dataclass(frozen=True)
class Background:
    """The empty lane and its restlessness.

    Attributes
    ----------
    level : ndarray, shape (rows, columns), uint8
        Median of the samples.
    spread : ndarray, shape (rows, columns), uint8
        Interquartile range of the samples.
    """

    level: Gray
    spread: Gray


def _background(stack: list[Gray]) -> Background:
    ordered = sort_samples(stack)
    n = len(ordered)
    return Background(ordered[n // 2], ordered[(3 * n) // 4] - ordered[n // 4])


class RollingBackground(Generic[T]):
    """Holds strips back until the background around them is known.

    Feed frames in order of time; each comes back, with its background, once the samples after it
    are there or the clip has ended.
    """

    def __init__(self, window_s: float = _WINDOW_S) -> None:
        self._window_s = window_s
        self._between_s = window_s / (_SAMPLES - 1)
        self._waiting: deque[tuple[float, Gray, T]] = deque()
        self._samples: deque[tuple[float, Gray]] = deque()
        self._current: tuple[tuple[float, ...], Background] | None = None
        self._began_s = np.inf

    def sample_due(self, time_s: float) -> bool:
        """Whether the background wants a strip of this moment, be anybody there or not."""
        return not self._samples or time_s - self._samples[-1][0] >= self._between_s - 1e-6

    def feed(
        self, time_s: float, strip: Gray, extra: T
    ) -> Iterator[tuple[float, Gray, T, Background]]:
        """Takes one strip; yields those whose background is now known."""
        self._began_s = min(self._began_s, time_s)
        self._waiting.append((time_s, strip, extra))
        if self.sample_due(time_s):
            self._samples.append((time_s, strip))
        # The first frames wait for a whole window, since all their samples lie after them.
        started = time_s - self._began_s >= self._window_s
        half = self._window_s / 2
        while started and self._waiting and time_s - self._waiting[0][0] >= half:
            yield self._release()

    def finish(self) -> Iterator[tuple[float, Gray, T, Background]]:
        """Yields the strips that still wait when the clip has ended."""
        while self._waiting:
            yield self._release()

    def _release(self) -> tuple[float, Gray, T, Background]:
        time_s, strip, extra = self._waiting.popleft()
        while len(self._samples) > _SAMPLES and self._samples[0][
            0
        ] < time_s - self._window_s / 2 - (self._between_s):
            self._samples.popleft()
        nearest = sorted(self._samples, key=lambda sample: abs(sample[0] - time_s))[:_SAMPLES]
        key = tuple(sorted(sample[0] for sample in nearest))
        if self._current is None or self._current[0] != key:
            self._current = (key, _background([sample[1] for sample in nearest]))
        return time_s, strip, extra, self._current[1]
