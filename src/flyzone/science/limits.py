"""Which numbers the formulas take: finite ones, within the limits that each quantity has.

A formula fed with NaN or a negative distance gives some number or other.  So each public function
of this room looks at its arguments once, through these three doors, before it computes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model.arrays import Floats, numbers


def finite(values: ArrayLike, what: str) -> Floats:
    """Some numbers as an array of any shape, each of them finite.

    Parameters
    ----------
    values : array_like
    what : str
        What they are, in the plural and with their unit, for the message.

    Returns
    -------
    ndarray, float64

    Raises
    ------
    InputError
        If one of them is no finite number.
    """
    array = numbers(values, what)
    bad = ~np.isfinite(array)
    if np.any(bad):
        raise InputError(
            f"{what} must be finite numbers, got {array[bad][0]}. Leave out what was not measured.",
            code="not-finite",
        )
    return array


def zero_or_more(values: ArrayLike, what: str) -> Floats:
    """Some numbers as an array, none of them below zero; see `finite`."""
    array = finite(values, what)
    if np.any(array < 0.0):
        raise InputError(
            f"{what} must be zero or more, got {float(np.min(array)):g}. Check its sign.",
            code="negative",
        )
    return array


def above_zero(values: ArrayLike, what: str) -> Floats:
    """Some numbers as an array, all of them above zero; see `finite`."""
    array = finite(values, what)
    if np.any(array <= 0.0):
        raise InputError(
            f"{what} must be above zero, got {float(np.min(array)):g}. Check its sign and its unit.",
            code="not-positive",
        )
    return array
