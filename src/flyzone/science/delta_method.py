"""How well a computed number is known, when it is known how well its inputs are.

The delta method: near the inputs a formula is nearly straight, so its errors are the input errors
seen through its slopes, ``covariance_out = J covariance_in J'``.  The slopes come from central
differences, with a step that balances the curvature of the formula against rounding; no formula of
this room needs its derivatives written down.

What is not straight over the width of the input's error comes out wrong: with standard errors up to
a few per cent, as sprints have them, that is far below the error itself.

The errors of a force-velocity profile, from those of MSS and MAC::

    def profile(theta):
        numbers = analytic_profile(theta[..., 0], theta[..., 1], load).quantities()
        return np.stack(list(numbers.values()), axis=-1)

    values, covariance = propagate(profile, [mss, mac], covariance_of_fit)

With body mass and height in ``theta``, and their variances in the covariance, the load is built
inside and their errors count too.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model.arrays import Floats
from flyzone.science.limits import finite

_RELATIVE_STEP = float(np.cbrt(np.finfo(np.float64).eps))


def propagate(
    function: Callable[[Floats], ArrayLike], values: ArrayLike, covariance: ArrayLike
) -> tuple[Floats, Floats]:
    """What a function gives, and the covariance of that, from the covariance of its arguments.

    Parameters
    ----------
    function : callable
        Takes an array of shape (..., p) and gives one of shape (..., q).
    values : array_like, shape (..., p)
    covariance : array_like, shape (..., p, p)
        Symmetric, no eigenvalue below zero.

    Returns
    -------
    (ndarray, ndarray), shapes (..., q) and (..., q, q)
        ``function(values)`` and its covariance.

    Raises
    ------
    InputError
        If shapes do not fit, the covariance is none, or the function is not finite around
        ``values``.

    Examples
    --------
    >>> values, covariance = propagate(lambda x: x[..., :1] * x[..., 1:], [2.0, 3.0], np.eye(2))
    >>> float(values[0]), round(float(covariance[0, 0]), 6)
    (6.0, 13.0)
    """
    at = finite(values, "Values")
    spread = _covariance(covariance, at)
    sd = np.sqrt(np.diagonal(spread, axis1=-2, axis2=-1))
    step = _RELATIVE_STEP * np.maximum(np.abs(at), sd)
    centre = _of(function, at)
    slopes = np.zeros((*centre.shape, at.shape[-1]))
    for column in range(at.shape[-1]):
        ahead, behind = at.copy(), at.copy()
        ahead[..., column] += step[..., column]
        behind[..., column] -= step[..., column]
        # No step, and no slope needed, where a value and its error are both zero.
        width = np.where(step[..., column] > 0.0, 2.0 * step[..., column], 1.0)
        slopes[..., column] = (_of(function, ahead) - _of(function, behind)) / width[
            ..., np.newaxis
        ]
    return centre, slopes @ spread @ np.swapaxes(slopes, -1, -2)


def standard_errors(covariance: ArrayLike) -> Floats:
    """Standard errors, shape (..., q), that stand in a covariance of shape (..., q, q)."""
    diagonal = np.diagonal(finite(covariance, "Covariances"), axis1=-2, axis2=-1)
    return np.sqrt(np.maximum(diagonal, 0.0))


def _of(function: Callable[[Floats], ArrayLike], at: Floats) -> Floats:
    result = np.asarray(function(at), dtype=np.float64)
    if result.shape[:-1] != at.shape[:-1] or result.ndim != at.ndim:
        raise InputError(
            f"The function must give shape {(*at.shape[:-1], 'q')}, got {result.shape}. Stack its "
            "numbers along the last axis.",
            code="propagate-shape",
        )
    return finite(result, "Results of the function around these values")


def _covariance(covariance: ArrayLike, values: Floats) -> Floats:
    array = finite(covariance, "Covariances")
    if values.ndim == 0 or array.shape != (*values.shape, values.shape[-1]):
        raise InputError(
            f"{values.shape} values need a covariance of shape "
            f"{(*values.shape, *values.shape[-1:])}, got {array.shape}.",
            code="propagate-shape",
        )
    slack = 1e-9 * np.max(np.abs(array), axis=(-2, -1), initial=0.0)
    lopsided = np.max(np.abs(array - np.swapaxes(array, -1, -2)), axis=(-2, -1), initial=0.0)
    if np.any(lopsided > slack) or np.any(np.linalg.eigvalsh(array)[..., 0] < -slack):
        raise InputError(
            "A covariance must be symmetric and without negative eigenvalues, and this one is not. "
            "Check for a wrong sign or a swapped row.",
            code="propagate-covariance",
        )
    return array
