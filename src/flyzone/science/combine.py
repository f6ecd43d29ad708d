"""Sums of measurements, with errors that know what they share.

A measurement's error has a part of its own and parts that other measurements carry too, each known
by the name of its source.  Own parts are independent and add up in squares.  Effects of one source
are one and the same throw of the dice: they are added with their signs first, and squared then.
Hence the mean of forty fly times read through one saved camera place is no better known than its
cones, and the difference of two of them does not know the cones at all.

The same measurement taken twice counts as two independent ones with equal numbers.  Where one
number enters a formula at several places, write the formula as one function and hand it to
`flyzone.science.functions.through`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model import Measurement, SharedError
from flyzone.model.arrays import Floats, fixed

_MOST_ORIGINS_NAMED = 3


def covariance_of(measurements: Sequence[Measurement]) -> Floats:
    """How the errors of measurements vary together.

    Parameters
    ----------
    measurements : sequence of Measurement, length n
        Of any units.

    Returns
    -------
    ndarray, shape (n, n)
        Entry (i, j) in the unit of i times the unit of j.
    """
    sources = sorted({error.source for one in measurements for error in one.shared})
    column_of = {source: column for column, source in enumerate(sources)}
    effects = np.zeros((len(measurements), len(sources)))
    for row, one in enumerate(measurements):
        for error in one.shared:
            effects[row, column_of[error.source]] = error.effect
    own = np.array([one.own_sd for one in measurements])
    return np.diag(own**2) + effects @ effects.T


def linear(
    measurements: Sequence[Measurement],
    weights: ArrayLike,
    *,
    unit: str | None = None,
    origin: str | None = None,
) -> Measurement:
    """The weighted sum of measurements.

    Parameters
    ----------
    measurements : sequence of Measurement, length n
    weights : array_like, shape (n,)
    unit : str, optional
        Of the sum, where the weights carry units; otherwise the measurements' common unit.
    origin : str, optional
        Otherwise the measurements' origins.

    Returns
    -------
    Measurement

    Raises
    ------
    InputError
        If there is no measurement, units differ and ``unit`` is not given, or the weights are not
        n finite numbers.
    """
    known = _common_unit(measurements) if unit is None else unit
    factors = [float(weight) for weight in fixed(weights, "Weights")]
    if len(factors) != len(measurements):
        raise InputError(
            f"Each measurement needs its weight, got {len(factors)} weights for "
            f"{len(measurements)} measurements. Give as many.",
            code="combine-weights",
        )
    total = math.fsum(w * one.value for w, one in zip(factors, measurements, strict=True))
    return carried(total, measurements, factors, unit=known, origin=origin)


def mean(measurements: Sequence[Measurement], *, origin: str | None = None) -> Measurement:
    """The plain mean: own errors shrink with the square root of how many, shared ones do not."""
    _refuse_nothing(measurements)
    count = len(measurements)
    return linear(measurements, [1.0 / count] * count, origin=origin)


def weighted_mean(measurements: Sequence[Measurement], *, origin: str | None = None) -> Measurement:
    """The mean with the least standard deviation that weights can give.

    Parameters
    ----------
    measurements : sequence of Measurement
        Of one quantity and one unit.
    origin : str, optional

    Returns
    -------
    Measurement

    Raises
    ------
    InputError
        If there is no measurement or units differ.

    Notes
    -----
    Best linear unbiased estimate (generalised least squares) with the full covariance.  Weights may
    be negative: of two that share a large error, the one that carries it more is best subtracted.
    The result may then lie outside the range of the values.
    """
    _common_unit(measurements)
    covariance = covariance_of(measurements)
    scale = float(np.max(np.diagonal(covariance)))
    if scale == 0.0:
        return mean(measurements, origin=origin)
    # Least variance under "weights add up to one", by its multiplier.  Least squares and not an
    # inverse, because exact or wholly shared measurements make the covariance singular.
    count = len(measurements)
    system = np.ones((count + 1, count + 1))
    system[:count, :count] = covariance / scale
    system[count, count] = 0.0
    target = np.zeros(count + 1)
    target[count] = 1.0
    weights = np.linalg.lstsq(system, target, rcond=None)[0][:count]
    return linear(measurements, weights / weights.sum(), origin=origin)


def difference(a: Measurement, b: Measurement, *, origin: str | None = None) -> Measurement:
    """The first less the second; errors that both carry alike fall out."""
    return linear((a, b), (1.0, -1.0), origin=origin)


def scaled(
    measurement: Measurement, factor: float, *, unit: str | None = None, origin: str | None = None
) -> Measurement:
    """A measurement times an exact number, in another unit where one is given."""
    return linear((measurement,), (factor,), unit=unit, origin=origin)


def carried(
    value: float,
    inputs: Sequence[Measurement],
    slopes: Sequence[float],
    *,
    unit: str,
    origin: str | None = None,
) -> Measurement:
    """A value that was computed from measurements, with the error that they hand on to it.

    Parameters
    ----------
    value : float
    inputs : sequence of Measurement
        What it was computed from.
    slopes : sequence of float
        Change of the value with each input.
    unit : str
    origin : str, optional
        Otherwise the inputs' origins.

    Returns
    -------
    Measurement
        To first order in the errors.

    Raises
    ------
    InputError
        If there is no input.
    """
    _refuse_nothing(inputs)
    effects: dict[str, list[float]] = {}
    for slope, one in zip(slopes, inputs, strict=True):
        for error in one.shared:
            effects.setdefault(error.source, []).append(slope * error.effect)
    # Signed sums first: this is where a shared error cancels, or piles up.
    sums = {source: math.fsum(parts) for source, parts in sorted(effects.items())}
    shared = tuple(SharedError(source, effect) for source, effect in sums.items() if effect != 0.0)
    own = math.hypot(*(slope * one.own_sd for slope, one in zip(slopes, inputs, strict=True)))
    sd = math.hypot(own, *(error.effect for error in shared))
    return Measurement(value, sd, unit, origin or _origins(inputs), shared)


def require_unit(measurement: Measurement, unit: str, what: str) -> None:
    """Refuses a measurement in another unit than a formula takes.

    Raises
    ------
    InputError
        Naming what was expected and what came.
    """
    if measurement.unit != unit:
        raise InputError(
            f"{what} must be in {unit}, got {measurement.value:g} {measurement.unit}. Convert it.",
            code="combine-units",
        )


def _common_unit(measurements: Sequence[Measurement]) -> str:
    units = list(dict.fromkeys(one.unit for one in measurements))
    if len(units) > 1:
        raise InputError(
            f"Only measurements in one unit can be added, got {', '.join(units)}. Convert them.",
            code="combine-units",
        )
    _refuse_nothing(measurements)
    return units[0]


def _refuse_nothing(measurements: Sequence[Measurement]) -> None:
    if not measurements:
        raise InputError(
            "Nothing to combine: at least one measurement was expected, got none. Leave the result "
            "out.",
            code="combine-empty",
        )


def _origins(inputs: Sequence[Measurement]) -> str:
    names = list(dict.fromkeys(one.origin for one in inputs))
    more = len(names) - _MOST_ORIGINS_NAMED
    named = "; ".join(names[:_MOST_ORIGINS_NAMED])
    return f"{named}; and {more} more" if more > 0 else named
