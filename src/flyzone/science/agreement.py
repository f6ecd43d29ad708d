"""How two methods agree: gates against clips, say, on the same runs.

A correlation does not tell: two methods that differ by a tenth of a second correlate perfectly.  What
tells is by how much they differ on average (the bias) and how far single differences stray from it:
about 95 % of them lie between the limits of agreement.  [BlandAltman1999]_
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import nctdtrit

from flyzone.science.paired import Z_95, Interval, mean_interval, pairs, upper_quantile


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two methods agree on the same runs, in their unit.

    Attributes
    ----------
    pairs : int
    bias : float
        Mean of the first method less the second.
    bias_interval : Interval
    sd : float
        Of the differences.
    low, high : float
        Limits of agreement: about 95 % of the differences lie between them.
    low_interval, high_interval : Interval
    """

    pairs: int
    bias: float
    bias_interval: Interval
    sd: float
    low: float
    high: float
    low_interval: Interval
    high_interval: Interval


def limits_of_agreement(
    first: ArrayLike, second: ArrayLike, *, confidence: float = 0.95
) -> Agreement:
    """How two methods agree: bias and limits of agreement on the same runs.

    Parameters
    ----------
    first, second : array_like, shape (n,)
        One method's results and the other's, run by run; at least two.
    confidence : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    Agreement

    Raises
    ------
    InputError
        If there are fewer than two runs, numbers differ, or one is no number.

    Notes
    -----
    Bias plus and minus 1.96 standard deviations of the differences, which supposes that these do not
    grow with the result.  The interval of each limit is exact for normal differences (noncentral t,
    [Carkeet2015]_) and, with few runs, reaches further out than the textbook's approximation.
    Several runs of one athlete are not independent: the intervals are then too short.
    """
    one, two = pairs(first, second, "method")
    upper = upper_quantile(confidence)
    apart = one - two
    count = len(apart)
    bias, sd = float(np.mean(apart)), float(np.std(apart, ddof=1))
    root = math.sqrt(count)
    near, far = (
        float(nctdtrit(count - 1, Z_95 * root, p)) * sd / root for p in (1.0 - upper, upper)
    )
    return Agreement(
        count,
        bias,
        mean_interval(bias, sd, count, upper),
        sd,
        bias - Z_95 * sd,
        bias + Z_95 * sd,
        Interval(bias - far, bias - near),
        Interval(bias + near, bias + far),
    )
