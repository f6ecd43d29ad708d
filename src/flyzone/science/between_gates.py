"""Split times read without a model: mean speed from gate to gate, and how it grows.

This is what a coach computes in his head.  The mean speed of an interval is exact; the mean
acceleration is the step from one mean to the next over the time of the later interval, which is
coarse: the means belong to the middles of their intervals and not to their ends.  The first one
counts from rest at the start line.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from flyzone.model.arrays import Floats
from flyzone.model.splits import Splits


@dataclass(frozen=True, slots=True, eq=False)
class GateIntervals:
    """What lies between neighbouring gates; each an array of shape (n,), the start line first.

    Attributes
    ----------
    start, end : ndarray, m
    duration : ndarray, s
    mean_velocity : ndarray, m/s
    mean_acceleration : ndarray, m/s²
    """

    start: Floats
    end: Floats
    duration: Floats
    mean_velocity: Floats
    mean_acceleration: Floats


def between_gates(splits: Splits) -> GateIntervals:
    """Mean speed and acceleration in each interval between gates.

    Parameters
    ----------
    splits : Splits
        On a clock that starts with the athlete at rest on the start line.

    Returns
    -------
    GateIntervals

    Examples
    --------
    >>> between_gates(Splits.of([10.0, 20.0], [1.9, 3.1])).mean_velocity.round(3)
    array([5.263, 8.333])
    """
    places = np.concatenate([[0.0], splits.distances])
    duration = np.diff(splits.times, prepend=0.0)
    velocity = np.diff(places) / duration
    acceleration = np.diff(velocity, prepend=0.0) / duration
    return GateIntervals(places[:-1], places[1:], duration, velocity, acceleration)
