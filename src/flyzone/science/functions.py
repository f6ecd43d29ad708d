"""Functions of measurements: how errors, own and shared, go through a formula.

A formula that is smooth on the scale of the errors is, to first order, a weighted sum: its slopes
are the weights.  `through` finds the slopes by stepping each input a thousandth of its standard
deviation to either side, so a formula is written once, as plain arithmetic, and its error bar comes
with it.  What the inputs share stays shared, with its sign, in the result.  (For arrays of fits with
a covariance each, and no names to keep, there is `flyzone.science.delta_method`.)

First order means: the errors are small against the distances over which the formula bends.  A
denominator that is only a few standard deviations from zero, or a root near its end, is not that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model import Measurement, SharedError
from flyzone.model.arrays import Floats, fixed
from flyzone.science.combine import carried

_STEP_OF_SD = 1e-3
_STEP_OF_VALUE = 1e-7  # smaller steps drown in rounding


def through(
    function: Callable[..., float | Floats],
    *inputs: Measurement,
    unit: str,
    origin: str | None = None,
) -> Measurement:
    """The value of a function of measurements, with its error to first order.

    Parameters
    ----------
    function : callable
        Takes one float for each input, in that order, and gives one number.
    *inputs : Measurement
        Each quantity once: two equal measurements count as independent.
    unit : str
        Of what the function gives.
    origin : str, optional
        Otherwise the inputs' origins.

    Returns
    -------
    Measurement

    Raises
    ------
    InputError
        If there is no input, the function gives no finite number, or it refuses its arguments.

    Examples
    --------
    >>> side = Measurement(3.0, 0.1, "m", "tape")
    >>> area = through(lambda a: a * a, side, unit="m^2")
    >>> round(area.value, 3), round(area.sd, 3)
    (9.0, 0.6)
    """
    at = [one.value for one in inputs]
    slopes = [_slope(function, at, place, one.sd) for place, one in enumerate(inputs)]
    return carried(float(function(*at)), inputs, slopes, unit=unit, origin=origin)


def ratio(
    numerator: Measurement,
    denominator: Measurement,
    *,
    unit: str | None = None,
    origin: str | None = None,
) -> Measurement:
    """One measurement over another, such as a speed from a length and a time.

    Parameters
    ----------
    numerator, denominator : Measurement
        The denominator away from zero by many of its standard deviations.
    unit : str, optional
        Otherwise made of both units; ``"1"`` where they are the same.
    origin : str, optional

    Returns
    -------
    Measurement

    Raises
    ------
    InputError
        If the denominator is zero.
    """
    if denominator.value == 0.0:
        raise InputError(
            f"A denominator other than zero was expected, got 0 {denominator.unit}. Leave the result "
            "out.",
            code="combine-zero",
        )
    same = numerator.unit == denominator.unit
    value = numerator.value / denominator.value
    return carried(
        value,
        (numerator, denominator),
        (1.0 / denominator.value, -value / denominator.value),
        unit=unit or ("1" if same else f"{numerator.unit}/{denominator.unit}"),
        origin=origin,
    )


def correlated(
    values: ArrayLike,
    covariance: ArrayLike,
    units: Sequence[str],
    *,
    origin: str,
    source: str,
) -> tuple[Measurement, ...]:
    """Measurements whose errors vary together in a known way, such as the numbers of one fit.

    Parameters
    ----------
    values : array_like, shape (n,)
    covariance : array_like, shape (n, n)
        Symmetric, with no negative variance in any direction.
    units : sequence of str, length n
    origin : str
    source : str
        Name of the one thing that made them vary together, such as ``"fit of run 3 of Mia"``.

    Returns
    -------
    tuple of Measurement, length n
        `flyzone.science.combine.covariance_of` gives the covariance back.

    Raises
    ------
    InputError
        If shapes differ or the covariance is none.
    """
    points = fixed(values, "Values")
    matrix = fixed(covariance, "Their covariance", dimensions=2)
    count = len(points)
    if matrix.shape != (count, count) or len(units) != count:
        raise InputError(
            f"{count} values need {count} units and a covariance of shape ({count}, {count}), got "
            f"{len(units)} and {matrix.shape}. Leave out what was not fitted.",
            code="combine-covariance",
        )
    # On the scale of each value's own deviation, so that units do not matter for the tolerance.
    deviations = np.sqrt(np.maximum(np.diagonal(matrix), 0.0))
    scale = np.where(deviations > 0.0, deviations, 1.0)
    relative = matrix / np.outer(scale, scale)
    shares, directions = np.linalg.eigh(relative)
    if not np.allclose(relative, relative.T, rtol=0.0, atol=1e-9) or np.any(shares < -1e-9):
        raise InputError(
            "A covariance must be symmetric and hold no negative variance. Check how it was made.",
            code="combine-covariance",
        )
    effects = deviations[:, np.newaxis] * directions * np.sqrt(np.maximum(shares, 0.0))
    return tuple(
        Measurement(
            value,
            math.hypot(*row),
            unit,
            origin,
            tuple(SharedError(f"{source}, part {k + 1}", effect) for k, effect in enumerate(row)),
        )
        for value, row, unit in zip(points, effects, units, strict=True)
    )


def as_shared(measurement: Measurement, source: str) -> Measurement:
    """The same measurement, with its own error made one that others carry too.

    Parameters
    ----------
    measurement : Measurement
        Such as a body mass that was weighed once and enters the stiffness of every step.
    source : str
        Name of that one error, such as ``"body mass of Mia, 3 May"``.

    Returns
    -------
    Measurement
    """
    error = SharedError(source, measurement.own_sd)
    return Measurement(
        measurement.value,
        measurement.sd,
        measurement.unit,
        measurement.origin,
        (*measurement.shared, error),
    )


def _slope(
    function: Callable[..., float | Floats], at: list[float], place: int, sd: float
) -> float:
    if sd == 0.0:
        return 0.0
    x = at[place]
    step = max(_STEP_OF_SD * sd, _STEP_OF_VALUE * abs(x))
    low, high = x - step, x + step
    below, above = (float(function(*at[:place], moved, *at[place + 1 :])) for moved in (low, high))
    return (above - below) / (high - low)
