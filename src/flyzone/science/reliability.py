"""How well a test repeats: typical error, and the changes that it can see.

Two trials of several athletes differ by noise alone.  The spread of the differences gives the typical
error (TE), the standard deviation of one athlete's result from trial to trial; it holds everything
that differs between trials, the device's error and the athlete's own good and bad days.  Beside it
stands the smallest worthwhile change (SWC), here a fifth of the spread between athletes: a test with
a TE below its SWC can see changes that matter, one above it needs several runs to be averaged.

Few athletes tell a TE badly: six leave it open between 0.6 and 2.5 times its value.  So the intervals
belong to the numbers.  Averaging n runs divides TE by the square root of n only where their errors
are independent; what runs share (`flyzone.model.SharedError`) does not shrink.  [Hopkins2000]_
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtri

from flyzone.errors import InputError
from flyzone.model import Notice
from flyzone.model.arrays import number
from flyzone.science.paired import Z_95, Interval, mean_interval, pairs, upper_quantile

SMALL_EFFECT = 0.2
Z_90 = 1.645
_MOST_TIMES = 1000.0

RELIABILITY = Notice(
    "reliability-unverified",
    "The formulas of typical error, smallest worthwhile and minimal detectable change are standard, but "
    "written from memory and checked by simulation, not against the publication. A fifth of the spread "
    "between athletes is a convention for groups; for one athlete ask what would change a result.",
)


@dataclass(frozen=True, slots=True)
class Retest:
    """How well a test repeats, in the unit of its trials.

    Attributes
    ----------
    athletes : int
    bias : float
        Mean of the second less the first trial: learning, fatigue.
    bias_interval : Interval
    typical_error : float
    typical_error_interval : Interval
    cv_percent : float or None
        Typical error in per cent of the mean of all trials; ``None`` unless all are above zero.
    cv_percent_log : float or None
        The same from logarithms, right where errors grow with the result; ``None`` likewise.
    cv_percent_log_interval : Interval or None
    sd_between : float
        Of the athletes' means of both trials; it holds their share of the noise, too.
    smallest_worthwhile_change : float
    detectable_change_95, detectable_change_90 : float
        The change between two single trials that noise exceeds one time in twenty, or in ten, one
        way or the other.
    degrees_of_freedom : int
        Of the typical error.
    caveats : tuple of Notice
    """

    athletes: int
    bias: float
    bias_interval: Interval
    typical_error: float
    typical_error_interval: Interval
    cv_percent: float | None
    cv_percent_log: float | None
    cv_percent_log_interval: Interval | None
    sd_between: float
    smallest_worthwhile_change: float
    detectable_change_95: float
    detectable_change_90: float
    degrees_of_freedom: int
    caveats: tuple[Notice, ...] = (RELIABILITY,)


def retest(first: ArrayLike, second: ArrayLike, *, confidence: float = 0.95) -> Retest:
    """How well a test repeats, from two trials of each athlete.

    Parameters
    ----------
    first, second : array_like, shape (n,)
        Results of n athletes, in the same order; at least two.
    confidence : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    Retest

    Raises
    ------
    InputError
        If there are fewer than two athletes, numbers of trials differ, or one is no number.

    Notes
    -----
    Typical error ``SD(second - first) / sqrt(2)``, its interval from chi-square, that of the bias from
    Student's t; detectable changes ``1.96 sqrt(2) TE`` and ``1.645 sqrt(2) TE``.
    """
    one, two = pairs(first, second, "trial")
    upper = upper_quantile(confidence)
    count, freedom = len(one), len(one) - 1
    change = two - one
    bias, sd = float(np.mean(change)), float(np.std(change, ddof=1))
    typical = sd / math.sqrt(2.0)
    between = float(np.std((one + two) / 2.0, ddof=1))
    cv = cv_log = cv_log_interval = None
    if np.all(one > 0.0) and np.all(two > 0.0):
        cv = 100.0 * typical / float(np.mean([one, two]))
        logs = float(np.std(np.log(two) - np.log(one), ddof=1)) / math.sqrt(2.0)
        cv_log = 100.0 * math.expm1(logs)
        ends = _sd_interval(logs, freedom, upper)
        cv_log_interval = Interval(_percent(ends.low), _percent(ends.high))
    return Retest(
        count,
        bias,
        mean_interval(bias, sd, count, upper),
        typical,
        _sd_interval(typical, freedom, upper),
        cv,
        cv_log,
        cv_log_interval,
        between,
        SMALL_EFFECT * between,
        Z_95 * math.sqrt(2.0) * typical,
        Z_90 * math.sqrt(2.0) * typical,
        freedom,
    )


def error_of_mean(typical_error: float, runs: int) -> float:
    """Typical error of the mean of so many independent runs, in the unit of the typical error."""
    if not (isinstance(runs, (int, np.integer)) and runs >= 1):
        raise InputError(
            f"A number of runs is a whole number from 1, got {runs!r}. Count them.",
            code="reliability-input",
        )
    return _zero_or_more(typical_error, "The typical error") / math.sqrt(runs)


def runs_needed(typical_error: float, smallest_change: float) -> int:
    """How many runs to average, so that the typical error of their mean is below what matters.

    Parameters
    ----------
    typical_error, smallest_change : float
        In one unit; the second above zero.

    Returns
    -------
    int
        At least 1.
    """
    smallest = _zero_or_more(smallest_change, "The smallest change")
    if smallest == 0.0:
        raise InputError(
            "The smallest change that matters cannot be zero: no number of runs sees it. Say what would "
            "matter.",
            code="reliability-input",
        )
    times = _zero_or_more(typical_error, "The typical error") / smallest
    if times > _MOST_TIMES:
        raise InputError(
            f"A typical error of {times:g} times what matters is beyond averaging. Check the units, or "
            "find a better test.",
            code="reliability-input",
        )
    return math.floor(times**2) + 1


def _zero_or_more(value: float, what: str) -> float:
    known = number(value, what, "reliability-input")
    if known < 0.0:
        raise InputError(
            f"{what} is zero or more, got {known:g}. Check its sign.", code="reliability-input"
        )
    return known


def _sd_interval(sd: float, freedom: int, upper: float) -> Interval:
    # `chdtri` takes the chance above.
    low, high = (sd * math.sqrt(freedom / chdtri(freedom, p)) for p in (1.0 - upper, upper))
    return Interval(low, high)


def _percent(log_error: float) -> float:
    # One pair of athletes leaves the upper end open beyond any number: infinity says so.
    return 100.0 * math.expm1(log_error) if log_error < 700.0 else math.inf
