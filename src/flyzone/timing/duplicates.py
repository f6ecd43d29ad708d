"""Pictures that a clip shows more than once, judged over the whole clip.

Some clips show each picture two, three or more times.  Repeats while
nothing moves mean nothing; repeats at even distances between pictures that do change are
duplicates, and the rate at which pictures were really taken is lower than that of the frames.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import TimingError

_LONGEST_RUN = 9
_FEWEST_SPACINGS = 8


def find_duplicates(repeats: NDArray[np.bool_] | None, frames: int) -> tuple[int, float]:
    """Duplicates of a clip, and how many frames show each picture.

    Parameters
    ----------
    repeats : ndarray, shape (n,), bool, or None
        Which frames show nothing new; ``None`` if it is not known.
    frames : int
        Frames of the clip.

    Returns
    -------
    (int, float)
        Number of duplicates, and frames for each new picture: 1 unless they repeat regularly.

    Raises
    ------
    TimingError
        If the flags are not one for each frame.
    """
    if repeats is None:
        return 0, 1.0
    flags = np.asarray(repeats, dtype=bool).ravel()
    if flags.size != frames:
        raise TimingError(
            f"One repeat flag for each of {frames} frames was expected, got {flags.size}. "
            "Read times and repeats from the same pass over the clip.",
            code="clock-repeats",
        )
    new = np.flatnonzero(~flags)
    spacings = np.diff(new)
    # Longer than any conversion makes them: nothing moved.
    spacings = spacings[spacings <= _LONGEST_RUN + 1]
    duplicates = int((spacings - 1).sum())
    if spacings.size < _FEWEST_SPACINGS:
        return duplicates, 1.0
    usual = int(np.median(spacings))
    # 2, 3, 2, 3 (24 Hz shown at 60) is as regular as 3, 3, 3; what comes and goes with the
    # motion in the picture is not, and must not touch the clock.
    pairs = [(spacings == low) | (spacings == low + 1) for low in (usual - 1, usual)]
    pair = max(pairs, key=lambda chosen: int(chosen.sum()))
    if usual < 2 or pair.mean() < 0.8 or (spacings == 1).mean() > 0.1:
        return duplicates, 1.0
    return duplicates, float(spacings[pair].mean())
