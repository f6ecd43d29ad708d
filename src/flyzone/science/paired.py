"""Paired results and the intervals around what is worked out from them.

Two trials of one athlete, two methods on one run: numbers come in pairs, and a difference of each
pair is looked at.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from flyzone.errors import InputError
from flyzone.model.arrays import Floats, fixed, number

Z_95 = 1.96
_LARGEST = 1e100  # squares of larger numbers overflow


@dataclass(frozen=True, slots=True)
class Interval:
    """Ends of a confidence interval, in the unit of what it belongs to."""

    low: float
    high: float


def results(values: ArrayLike, what: str) -> Floats:
    """Results as a plain array, shape (n,), each a number whose square is one, too.

    Raises
    ------
    InputError
        If one is not.
    """
    array = fixed(values, what)
    if np.any(np.abs(array) > _LARGEST):
        raise InputError(
            f"{what} must be numbers of a human size, got {float(np.max(np.abs(array))):g}. Check the "
            "unit.",
            code="pairs-size",
        )
    return array


def pairs(first: ArrayLike, second: ArrayLike, what: str) -> tuple[Floats, Floats]:
    """Two results for each athlete or run, at least two of them.

    Parameters
    ----------
    first, second : array_like, shape (n,)
    what : str
        What each result is one of, for the message: ``"trial"`` or ``"method"``.

    Raises
    ------
    InputError
        If there are fewer, numbers differ, or one is no number.
    """
    one = results(first, f"Results of the first {what}")
    two = results(second, f"Results of the second {what}")
    if len(one) != len(two) or len(one) < 2:
        raise InputError(
            f"At least two pairs are needed, one result of each {what} in each, got {len(one)} and "
            f"{len(two)}. Leave out who has only one.",
            code="pairs-count",
        )
    return one, two


def upper_quantile(confidence: float) -> float:
    """Where a two-sided interval of this confidence ends above: 0.975 for 0.95.

    Raises
    ------
    InputError
        If the confidence is no share.
    """
    share = number(confidence, "The confidence", "confidence")
    if not 0.0 < share < 1.0:
        raise InputError(
            f"A confidence lies between 0 and 1, got {share:g}. Divide per cent by 100.",
            code="confidence",
        )
    return 0.5 + share / 2.0


def mean_interval(mean: float, sd: float, count: int, upper: float) -> Interval:
    """Interval of the mean of ``count`` normal numbers, from their SD, by Student's t."""
    reach = float(stdtrit(count - 1, upper)) * sd / math.sqrt(count)
    return Interval(mean - reach, mean + reach)
