"""How much less samples tell when neighbouring residuals move together.

A radar sees the trunk surge and brake with every step, fifty times a second: three hundred samples
are not three hundred independent looks at a sprint.  Standard errors that take them for independent
are too small, often several times.

What counts for a smooth curve is the slow part of the residuals: their spectrum at frequency zero,
against the one that independent residuals of the same variance would have.  The square root of that
ratio is the factor by which standard errors grow.  A swing that averages out over each step has
little at frequency zero and costs little; a drift over a second costs much.  The spectrum is read
from an autoregression whose order the residuals choose themselves ([DenHaan1997]_), which neither
cuts off a long memory nor mistakes the peak of the steps for slow motion.
"""

from __future__ import annotations

import numpy as np

from flyzone.model.arrays import Floats

_BLOCK_S = 0.02
_STEP_S = 0.25
_LONGEST_ORDER = 12
_FEWEST = 30


def correlation_factor(times: Floats, residuals: Floats, parameters: int) -> float:
    """By how much standard errors grow because residuals move together.

    Parameters
    ----------
    times, residuals : ndarray, shape (n,), s and any unit
    parameters : int
        How many were fitted to these samples.

    Returns
    -------
    float
        1 or more; 1 where neighbours are not correlated beyond four standard errors, or where there
        are too few samples to say.

    Notes
    -----
    Samples closer than 0.02 s are averaged in blocks first, which leaves the slow part as it is.
    The fit has bent itself to that part: of n' independent looks, p are hidden in it, which the
    factor n' / (n' - p) returns.  A step, a quarter of a second, counts as one look at least: residuals
    that stay longer than that say that the curve does not fit, which no standard error covers.
    """
    if len(residuals) < _FEWEST or not _moves_together(residuals):
        return 1.0
    step = float(np.median(np.diff(times)))
    size = max(round(_BLOCK_S / step), 1)
    whole = len(residuals) // size * size
    blocks = residuals[:whole].reshape(-1, size).mean(axis=1)
    slow = size * _spectrum_at_zero(blocks - blocks.mean())
    variance = float(np.mean(residuals**2))
    # Each step counts as one look at least: what stays longer is a curve that does not fit.
    steps = float(times[-1] - times[0]) / _STEP_S
    looks = max(len(residuals) * variance / max(slow, variance), parameters + steps)
    return float(np.sqrt(max(len(residuals) / (looks - parameters), 1.0)))


def _moves_together(residuals: Floats) -> bool:
    """Whether neighbouring residuals are correlated; their correlation has an SE of 1 / sqrt(n)."""
    centred = residuals - residuals.mean()
    power = float(centred @ centred)
    return power > 0.0 and float(centred[1:] @ centred[:-1]) / power > 4.0 / np.sqrt(len(centred))


def _spectrum_at_zero(series: Floats) -> float:
    """Sum of a series' autocovariances over all lags, from the autoregression of least AIC."""
    count = len(series)
    longest = min(_LONGEST_ORDER, count // 5)
    lagged = np.array([series[lag:] @ series[: count - lag] for lag in range(longest + 1)]) / count
    innovation = float(lagged[0])
    weights = np.zeros(0)
    best, found = np.inf, innovation
    # Levinson's recursion: each order from the one before it.
    for order in range(longest + 1):
        if order:
            reflection = (lagged[order] - weights @ lagged[order - 1 : 0 : -1]) / innovation
            weights = np.append(weights - reflection * weights[::-1], reflection)
            innovation *= 1.0 - reflection**2
        if innovation <= 1e-12 * lagged[0]:
            break
        criterion = count * np.log(innovation) + 2.0 * order
        if criterion < best:
            # An estimated memory is too short by about (1 + 3 memory) / n [Kendall1954]_.
            memory = float(weights.sum())
            memory = min(memory + (1.0 + 3.0 * max(memory, 0.0)) / count, 1.0 - 1.0 / count)
            best, found = criterion, innovation / (1.0 - memory) ** 2
    return float(found)
