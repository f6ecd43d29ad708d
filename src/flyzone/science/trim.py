"""Which samples of a recording belong to the sprint.

A radar is switched on while the athlete still stands, catches an arm or a passer-by, and goes on
while he slows.  The speed curve knows none of that: standing samples and slowing ones bend it, and a
false return pulls on it.  So a recording is cut before it is fitted, and what is left out is counted
by its reason.

A record that a person has already cut is left as it is.  The sign of an uncut one is that it clearly
holds more than the sprint: the athlete stands for a second or longer before he sets off, or has
lost a twentieth of his top speed by the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import FitError
from flyzone.model.arrays import Floats

STANDING_S = 1.0
"""A record with less standing than this is taken as already cut."""
SLOWED = 0.95
"""Share of the top speed below which the end of a record is slowing."""
_WINDOW_S = 0.45
_SETTING_OFF = 0.2
_AT_TOP = 0.985
_FALSE_RETURN = 4.5
_SPREAD_OF_NORMAL = 1.4826


@dataclass(frozen=True, slots=True, eq=False)
class SprintPart:
    """The samples of a recording that belong to the sprint.

    Attributes
    ----------
    keep : ndarray of bool, shape (n,)
    left_out : mapping of str to int
        Samples left out, by ``"standing"`` and ``"slowing"``.
    standing_s : float, s
        How long the record lasts before the athlete sets off.
    slowed_to : float
        Speed at the end of the record as a share of the top speed.
    """

    keep: NDArray[np.bool_]
    left_out: Mapping[str, int]
    standing_s: float
    slowed_to: float

    @property
    def uncut(self) -> bool:
        """Whether the record clearly holds more than the sprint."""
        return self.standing_s >= STANDING_S or self.slowed_to < SLOWED


def sprint_part(times: Floats, velocities: Floats) -> SprintPart:
    """Find the sprint in a recording of speed.

    Parameters
    ----------
    times, velocities : ndarray, shape (n,), s and m/s

    Returns
    -------
    SprintPart
        From where the athlete is last below a fifth of his top speed before he reaches half of it,
        to where he is last at his top.

    Raises
    ------
    FitError
        If no one moves forward.

    Notes
    -----
    Judged on a running median over 0.45 s (about two steps), which neither single false returns nor
    the surge of a step can move far.
    """
    steady = running_median(times, velocities, _WINDOW_S)
    top = float(steady.max())
    if top <= 0.0:
        raise FitError(
            "Nobody moves forward in this trace: its speeds are not above zero. Check the sign and "
            "the unit of the velocities.",
            code="fit-undetermined",
        )
    half = int(np.argmax(steady >= 0.5 * top))
    slow = np.flatnonzero(velocities[:half] < _SETTING_OFF * top)
    first = int(slow[-1]) if slow.size else 0
    last = int(np.flatnonzero(steady >= _AT_TOP * top)[-1])
    slowed_to = float(steady[-1] / top)
    if slowed_to >= SLOWED:
        last = len(times) - 1
    keep = np.zeros(len(times), dtype=bool)
    keep[first : last + 1] = True
    counts = {"standing": first, "slowing": len(times) - 1 - last}
    return SprintPart(
        keep,
        {reason: count for reason, count in counts.items() if count},
        _standing(times, steady, top, half),
        slowed_to,
    )


def false_returns(observed: Floats, predicted: Floats) -> NDArray[np.bool_]:
    """Samples, shape (n,), that lie so far off the curve that they are not this athlete's trunk.

    Farther than 4.5 robust standard deviations (of the residuals' median distance from their
    median): a step's surge stays within three.
    """
    residuals = observed - predicted
    middle = float(np.median(residuals))
    spread = _SPREAD_OF_NORMAL * float(np.median(np.abs(residuals - middle)))
    off: NDArray[np.bool_] = np.abs(residuals - middle) > _FALSE_RETURN * max(spread, 1e-9)
    return off


def running_median(times: Floats, values: Floats, window_s: float) -> Floats:
    """Median of the values within a window around each time, shape (n,).

    At the ends the window is cut, not mirrored.
    """
    step = float(np.median(np.diff(times)))
    half = max(round(window_s / step / 2.0), 1)
    half = min(half, (len(values) - 1) // 2)
    if half < 1:
        return values.copy()
    # NaN beyond the ends: `nanmedian` leaves them out, so that the ends are not held by a mirror.
    padded = np.concatenate([np.full(half, np.nan), values, np.full(half, np.nan)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1)
    inner = np.median(windows[half:-half], axis=1) if len(values) > 2 * half else np.empty(0)
    head = np.nanmedian(windows[:half], axis=1)
    tail = np.nanmedian(windows[-half:], axis=1)
    out: Floats = np.concatenate([head, inner, tail])
    return out


def _standing(times: Floats, steady: Floats, top: float, half: int) -> float:
    """Time before the athlete sets off: until he is last below a tenth of his top speed."""
    slow = np.flatnonzero(steady[: half + 1] < 0.1 * top)
    return float(times[slow[-1]] - times[0]) if slow.size else 0.0
