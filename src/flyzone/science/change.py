"""Whether a change is real: the chances, given the noise.

A measured change is the true one plus noise.  Without any other knowledge the true change is as
likely to lie above what was measured as below it, so the chance that it is above some bound is that of
noise smaller than the distance to it: normal where the noise is known, Student's t where it was judged
from few athletes.  What is known beforehand (that trained athletes change slowly, that the best of
many days was chosen) is not in these chances, and makes a surprising change less likely than they say.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr

from flyzone.errors import InputError
from flyzone.model import Measurement
from flyzone.model.arrays import number
from flyzone.science.combine import difference
from flyzone.science.paired import results

_CODE = "change-input"


@dataclass(frozen=True, slots=True)
class ChangeOdds:
    """The chances of a true change, given what was measured and nothing else.

    Attributes
    ----------
    change, sd : float
        As measured, and its standard deviation.
    p_increase : float
        That the true value rose at all.
    p_above, p_trivial, p_below : float
        That it rose by more than the smallest change that matters, changed by less than it either
        way, or fell by more; they add up to 1.
    """

    change: float
    sd: float
    p_increase: float
    p_above: float
    p_trivial: float
    p_below: float


def odds_between(
    before: ArrayLike,
    after: ArrayLike,
    typical_error: float,
    *,
    smallest_change: float = 0.0,
    degrees_of_freedom: float = math.inf,
) -> ChangeOdds:
    """Whether a change between two sets of runs of one athlete is real.

    Parameters
    ----------
    before, after : array_like, shapes (n,) and (m,)
        His runs then and now, with independent errors.
    typical_error : float
        Of a single run.
    smallest_change : float
        What would matter, zero or more.
    degrees_of_freedom : float
        With which the typical error is known, such as `Retest.degrees_of_freedom`.

    Returns
    -------
    ChangeOdds
        In the unit and with the sign of the numbers: of times, a decrease is faster.

    Raises
    ------
    InputError
        If there are no runs, or a number is none.
    """
    then, now = results(before, "Runs before"), results(after, "Runs after")
    if not (len(then) and len(now)):
        raise InputError(
            f"A change needs a run before and a run after, got {len(then)} and {len(now)}. Wait for "
            "the next session.",
            code="change-runs",
        )
    error = number(typical_error, "The typical error", _CODE)
    if error < 0.0:
        raise InputError(
            f"A typical error is zero or more, got {error:g}. Check its sign.", code=_CODE
        )
    sd = error * math.sqrt(1.0 / len(then) + 1.0 / len(now))
    change = float(np.mean(now) - np.mean(then))
    return _odds(change, sd, smallest_change, degrees_of_freedom)


def odds_of_change(
    before: Measurement,
    after: Measurement,
    *,
    smallest_change: float = 0.0,
    degrees_of_freedom: float = math.inf,
) -> ChangeOdds:
    """Whether the change between two measurements is real; errors that both share fall out.

    Parameters
    ----------
    before, after : Measurement
        In one unit.  Their errors should hold the athlete's own variation, too: a good device alone
        makes every good day look like progress.
    smallest_change : float
        In that unit, zero or more.
    degrees_of_freedom : float
        With which their errors are known.

    Returns
    -------
    ChangeOdds

    Raises
    ------
    InputError
        If units differ, or a number is none.
    """
    change = difference(after, before)
    return _odds(change.value, change.sd, smallest_change, degrees_of_freedom)


def _odds(change: float, sd: float, smallest_change: float, freedom: float) -> ChangeOdds:
    least = number(smallest_change, "The smallest change", _CODE)
    if least < 0.0 or not freedom > 0.0:
        raise InputError(
            "The smallest change must be zero or more and degrees of freedom above zero, got "
            f"{least:g} and {freedom:g}. Give a size without a sign.",
            code=_CODE,
        )
    above, below = _exceeds(change - least, sd, freedom), _exceeds(-change - least, sd, freedom)
    return ChangeOdds(
        change, sd, _exceeds(change, sd, freedom), above, max(1.0 - above - below, 0.0), below
    )


def _exceeds(margin: float, sd: float, freedom: float) -> float:
    """Chance that what was measured ``margin`` above a bound truly lies above it."""
    if sd == 0.0:
        return float(margin > 0.0)
    return float(stdtr(freedom, margin / sd))
