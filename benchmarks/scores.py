"""What a set of errors and stated standard deviations says: pure arithmetic, nothing drawn or read.

Coverage is judged by the exact binomial interval of Clopper and Pearson; the interval score is that
of Gneiting and Raftery [Gneiting2007]_, equation 43: the width of the interval, and 2/alpha
for every second by which the truth lies outside it.  Smaller is better; a wide and a wrong interval
both pay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest, norm

Array = NDArray[np.float64]

_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Score:
    """Statistics of one condition's errors.

    Attributes
    ----------
    n : int
        Runs that were timed.
    bias_s, sd_s, p95_s, p95_se_s : float, s
        Mean and SD of the errors; 95th percentile of their size and its bootstrap error.
    mean_sd_s : float, s
        Mean stated SD.
    cover50, cover90 : float
        Share of runs whose 50 % (90 %) interval holds the truth.
    interval50, interval90 : (float, float)
        Exact 99 % binomial intervals of those shares.
    interval_score_s : float, s
        Mean, for the 90 % interval.
    """

    n: int
    bias_s: float
    sd_s: float
    p95_s: float
    p95_se_s: float
    mean_sd_s: float
    cover50: float
    cover90: float
    interval50: tuple[float, float]
    interval90: tuple[float, float]
    interval_score_s: float

    @property
    def coverage_fails(self) -> bool:
        """Whether the exact 99 % interval of the 90 % coverage excludes 0.90."""
        return not self.interval90[0] <= 0.90 <= self.interval90[1]


def score(errors: Sequence[float] | Array, sds: Sequence[float] | Array) -> Score | None:
    """Score errors against their stated standard deviations.

    Parameters
    ----------
    errors, sds : sequence of float, shape (n,), s

    Returns
    -------
    Score or None
        ``None`` for no errors at all.
    """
    error, sd = np.asarray(errors, dtype=np.float64), np.asarray(sds, dtype=np.float64)
    if error.size == 0:
        return None
    size = np.abs(error)
    inside50, inside90 = (int(np.sum(size <= _half_width(sd, p))) for p in (0.50, 0.90))
    p95, p95_se = percentile95(error)
    return Score(
        n=error.size,
        bias_s=float(error.mean()),
        sd_s=float(error.std(ddof=1)) if error.size > 1 else 0.0,
        p95_s=p95,
        p95_se_s=p95_se,
        mean_sd_s=float(sd.mean()),
        cover50=inside50 / error.size,
        cover90=inside90 / error.size,
        interval50=exact_interval(inside50, error.size),
        interval90=exact_interval(inside90, error.size),
        interval_score_s=float(interval_score(error, sd, 0.90).mean()),
    )


def percentile95(errors: Array) -> tuple[float, float]:
    """95th percentile of |error| and its bootstrap standard error (always the same resamples)."""
    size = np.abs(np.asarray(errors, dtype=np.float64))
    rng = np.random.default_rng(95)
    again = size[rng.integers(0, size.size, (_RESAMPLES, size.size))]
    spread = np.percentile(again, 95, axis=1).std(ddof=1)
    return float(np.percentile(size, 95)), float(spread)


def exact_interval(inside: int, n: int, confidence: float = 0.99) -> tuple[float, float]:
    """Clopper-Pearson interval of a share."""
    found = binomtest(inside, n).proportion_ci(confidence, method="exact")
    return float(found.low), float(found.high)


def interval_score(errors: Array, sds: Array, level: float) -> Array:
    """Interval score of a central normal interval, one per error, in the errors' unit."""
    half = _half_width(np.asarray(sds, dtype=np.float64), level)
    outside = np.maximum(np.abs(np.asarray(errors, dtype=np.float64)) - half, 0.0)
    return np.asarray(2.0 * half + 2.0 / (1.0 - level) * outside)


def _half_width(sds: Array, level: float) -> Array:
    return np.asarray(norm.ppf(0.5 + 0.5 * level) * sds)
