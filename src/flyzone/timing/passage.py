"""One person's pass through the strip, reduced to what timing needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_LONGEST_GAP_S, _TAIL_S = 0.5, 0.2
_SAME_PACE, _SAME_PLACE_M = 0.3, 0.5
_HIPS, _HEAD_ABOVE_SHOULDERS = 0.51, 0.17


def trunk_middle(head_m: float, top_m: float) -> float:
    """Height of the middle of the trunk, midway between mid-hips and mid-shoulders.

    Parameters
    ----------
    head_m : float, m
        Height of the top of the head at the moment.
    top_m : float, m
        The same when running upright (about 0.96 of standing height).

    Returns
    -------
    float, m

    Notes
    -----
    Hips stay near 0.51 of ``top_m`` while the trunk rises out of a crouch; the shoulders are 0.17 of
    it below the top of the head.  Proportions after Winter's segment lengths.
    """
    return 0.5 * (_HIPS * top_m + head_m - _HEAD_ABOVE_SHOULDERS * top_m)


@dataclass(frozen=True)
class Passage:
    """Where the middle of one person's trunk was seen, frame by frame.

    Attributes
    ----------
    times : ndarray, shape (n,), s
        As the clip plays, since its first presented frame.
    places : ndarray, shape (n,), m
        Along the lane, read in the plane y = 0.
    doubt : ndarray, shape (n,)
        Factor on the noise of each place; 1 for a clear sighting.
    leg_spread : ndarray, shape (n,), m
    top_m : float, m
        Height of the top of the head as read in the plane y = 0.
    floor_m : float, m
        Height of the lowest thing seen under him while a foot stood, his shadow included.
    crowded : ndarray, shape (m,), s
        Moments at which another person overlapped this one in the picture; nothing was measured.
    shadow : float
        Share of the figure that is only the lane dimmed, 0 to 1.
    sole_m, sole_sd_m : float, m
        Height of the ground under the feet as read in the plane y = 0; NaN where unclear.
    """

    times: Array
    places: Array
    doubt: Array
    leg_spread: Array
    top_m: float
    sole_m: float
    sole_sd_m: float
    floor_m: float = float("nan")
    crowded: Array = field(default_factory=lambda: np.empty(0))
    shadow: float = 0.0

    @property
    def speed_m_s(self) -> float:
        """Median speed as the clip plays, signed, m/s."""
        if self.times.size < 2:
            return 0.0
        half = max(1, self.times.size // 2)
        return float(
            np.median(
                (self.places[half:] - self.places[:-half])
                / (self.times[half:] - self.times[:-half])
            )
        )

    def speed_between(self, low: float, high: float) -> float:
        """Median speed between two places, signed, m/s; over the whole passage if seen too little.

        Who waits in view before he starts would else be taken for slow.
        """
        inside = (self.places > low) & (self.places < high)
        if inside.sum() < 4:
            return self.speed_m_s
        part = replace(self, times=self.times[inside], places=self.places[inside])
        return part.speed_m_s

    @property
    def trunk_m(self) -> float:
        """Height of the middle of the trunk as read in the plane y = 0, m."""
        return trunk_middle(self.top_m, self.top_m)

    def at_rate(self, factor: float) -> Passage:
        """The same passage in real seconds, for a clip that plays ``factor`` times too slowly."""
        return replace(self, times=self.times / factor, crowded=self.crowded / factor)


def stitch(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Passages with those joined that are one person's, lost for a moment behind something.

    Parameters
    ----------
    passages : sequence of Passage

    Returns
    -------
    tuple of Passage
        In order of their first moment.
    """
    left = sorted(passages, key=lambda passage: passage.times[0])
    done: list[Passage] = []
    while left:
        current = left.pop(0)
        while (follow := next((p for p in left if _goes_on(current, p)), None)) is not None:
            left.remove(follow)
            current = _joined(current, follow)
        done.append(current)
    return tuple(done)


def _goes_on(first: Passage, then: Passage) -> bool:
    """Whether one passage begins where and when the other would have come."""
    gap = float(then.times[0] - first.times[-1])
    if not 0.0 < gap < _LONGEST_GAP_S or min(first.times.size, then.times.size) < 5:
        return False
    end, start = _tail_speed(first), _tail_speed(then, at_end=False)
    if end * start <= 0 or abs(end - start) > _SAME_PACE * max(abs(end), abs(start)):
        return False
    expected = float(first.places[-1]) + 0.5 * (end + start) * gap
    return abs(float(then.places[0]) - expected) < _SAME_PLACE_M


def _tail_speed(passage: Passage, *, at_end: bool = True) -> float:
    t, x = passage.times, passage.places
    near = t > t[-1] - _TAIL_S if at_end else t < t[0] + _TAIL_S
    if near.sum() < 4:
        near = np.zeros(t.size, dtype=bool)
        near[slice(-4, None) if at_end else slice(0, 4)] = True
    s = t[near] - t[near].mean()
    return float(np.sum(s * x[near]) / np.sum(s * s))


def _joined(first: Passage, then: Passage) -> Passage:
    longer = first if first.times.size >= then.times.size else then
    feet = longer if np.isfinite(longer.sole_m) else (then if longer is first else first)
    return Passage(
        times=np.concatenate([first.times, then.times]),
        places=np.concatenate([first.places, then.places]),
        doubt=np.concatenate([first.doubt, then.doubt]),
        leg_spread=np.concatenate([first.leg_spread, then.leg_spread]),
        top_m=longer.top_m,
        sole_m=feet.sole_m,
        sole_sd_m=feet.sole_sd_m,
        floor_m=feet.floor_m,
        crowded=np.concatenate([first.crowded, then.crowded]),
        shadow=longer.shadow,
    )
