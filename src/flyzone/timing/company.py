"""Who else was in the picture: people who overlap, people mixed up, and shadows.

A silhouette cannot tell two bodies that cover each other.  What was seen while they did is left out of
the measurement; where that leaves a line unseen, or one person's way may hold a part of another's, the
run is not timed and the warning says why.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from flyzone.timing.passage import Passage

Array = NDArray[np.float64]

RUN_M_S = 3.0
"""Who is faster, runs."""

_AROUND_LINE_M = 0.8
_MOST_HIDDEN = 0.3
_SHADOW_SHARE = 0.6
_BESIDE_M, _LEAST_BESIDE = 1.8, 5


def overlapped(passage: Passage, lines: tuple[float, float]) -> bool:
    """Whether another person hid the passage at a line, or for a good part of the zone."""
    reach = _AROUND_LINE_M / max(abs(passage.speed_m_s), 0.5)
    moments = [_moment_at(passage, line) for line in lines]
    for moment in moments:
        seen = np.abs(passage.times - moment) < reach
        hidden = np.abs(passage.crowded - moment) < reach
        if seen.sum() == 0 or hidden.sum() > 2 * seen.sum():
            return True
    seen_inside = _between(passage.times, moments)
    hidden_inside = _between(passage.crowded, moments)
    return hidden_inside > _MOST_HIDDEN * (seen_inside + hidden_inside)


def _moment_at(passage: Passage, line: float) -> float:
    off = passage.places - line
    order = np.argsort(off)
    return float(np.interp(0.0, off[order], passage.times[order]))


def _between(times: Array, moments: list[float]) -> int:
    low, high = sorted(moments)
    return int(np.count_nonzero((times >= low) & (times <= high)))


def entangled(passage: Passage, others: tuple[Passage, ...], zone_m: tuple[float, float]) -> bool:
    """Whether somebody ran beside this person and was only seen on a part of the way.

    His missing part may then be in this passage.  Two who were both seen from line to line are
    told apart.
    """
    for other in others:
        if (
            other is passage
            or other.shadow > _SHADOW_SHARE
            or other.speed_m_s * passage.speed_m_s <= 0
        ):
            continue
        if abs(other.speed_m_s) < RUN_M_S:
            continue
        whole = other.places.min() < zone_m[0] and other.places.max() > zone_m[1]
        common = (passage.times >= other.times[0]) & (passage.times <= other.times[-1])
        if whole or common.sum() < _LEAST_BESIDE:
            continue
        apart = passage.places[common] - np.interp(passage.times[common], other.times, other.places)
        if np.count_nonzero(np.abs(apart) < _BESIDE_M) >= _LEAST_BESIDE:
            return True
    return False


def is_shadow(passage: Passage, others: tuple[Passage, ...]) -> bool:
    """Whether a passage is only the shadow of another: dim, at the same pace, at the same time."""
    return passage.shadow > _SHADOW_SHARE and any(
        other is not passage
        and other.shadow < passage.shadow - 0.15
        and other.times[0] < passage.times[-1]
        and passage.times[0] < other.times[-1]
        and 0.5 < passage.speed_m_s / (other.speed_m_s or 1e-9) < 1.6
        for other in others
    )
