"""Least squares for many small problems at once: Levenberg-Marquardt with bounds, vectorised.

Ten thousand athletes with five gates each are ten thousand problems of two or three unknowns.  Solved
one after another they cost ten thousand times the price of starting a solver; solved together, each
step is a few array operations.  A single athlete is a batch of one, so there is one engine and one
answer.

The step is the classical one [Marquardt1963]_: for the residuals r and their Jacobian J,
``(J'J + lambda diag(J'J)) step = J'r``, with lambda raised where a step failed and lowered where it
helped, for each problem on its own.  A parameter on its bound whose gradient points outward is held
there for the step (active set), so that a minimum on a bound is found and not merely approached.
A problem that has settled leaves the batch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flyzone.model.arrays import Floats

Rows = NDArray[np.intp]
Model = Callable[[Floats, Rows], tuple[Floats, Floats]]
"""Parameters (m, p) of the problems named by rows (m,) -> predictions (m, n), Jacobian (m, n, p)."""

_STEP_SETTLED = 1e-10
_MOST_STEPS = 200
_FIRST_DAMPING = 1e-3
_DAMPING_LIMITS = (1e-12, 1e12)


@dataclass(frozen=True, slots=True)
class Minimum:
    """Where the sum of squares of each problem is least.

    Attributes
    ----------
    parameters : ndarray, shape (m, p)
    squares : ndarray, shape (m,)
        Sum of squared (weighted) residuals.
    information : ndarray, shape (m, p, p)
        J'J at the minimum; its inverse times the variance of a residual is the covariance.
    settled : ndarray of bool, shape (m,)
        Whether the steps died out; the rest ran out of steps.
    held : ndarray of bool, shape (m, p)
        Parameters that lie on their bound with the gradient pointing outward.
    """

    parameters: Floats
    squares: Floats
    information: Floats
    settled: NDArray[np.bool_]
    held: NDArray[np.bool_]


def minimise(
    model: Model,
    observed: Floats,
    start: Floats,
    *,
    lower: Floats | None = None,
    upper: Floats | None = None,
    weight: Floats | None = None,
) -> Minimum:
    """The parameters that bring a model closest to what was observed, for each problem.

    Parameters
    ----------
    model : callable
        See `Model`.
    observed : ndarray, shape (m, n)
        NaN where a problem has fewer than n observations.
    start : ndarray, shape (m, p)
        Inside the bounds.
    lower, upper : ndarray, shape (m, p) or (p,), optional
        Bounds; none by default.
    weight : ndarray, shape (m, n, n), optional
        Matrix W by which residuals are multiplied before they are squared: the inverse Cholesky
        factor of their covariance.  Problems with missing observations have zero rows there.

    Returns
    -------
    Minimum
    """
    count = len(start)
    low = np.broadcast_to(-np.inf if lower is None else lower, start.shape)
    high = np.broadcast_to(np.inf if upper is None else upper, start.shape)
    there = np.isfinite(observed)
    known = np.where(there, observed, 0.0)

    def look(at: Floats, rows: Rows) -> tuple[Floats, Floats, Floats]:
        """Sum of squares, gradient and information at some parameters."""
        predicted, slopes = model(at, rows)
        miss = np.where(there[rows], known[rows] - predicted, 0.0)
        slopes = np.where(there[rows][..., None], slopes, 0.0)
        if weight is not None:
            miss = np.einsum("mij,mj->mi", weight[rows], miss)
            slopes = weight[rows] @ slopes
        squares = np.einsum("mi,mi->m", miss, miss)
        gradient = np.einsum("mip,mi->mp", slopes, miss)
        return squares, gradient, np.swapaxes(slopes, 1, 2) @ slopes

    best = np.clip(start, low, high).astype(np.float64)
    squares, gradient, information = look(best, np.arange(count))
    damping = np.full(count, _FIRST_DAMPING)
    settled = np.zeros(count, dtype=bool)
    active = np.arange(count)
    for _ in range(_MOST_STEPS):
        if not active.size:
            break
        here = best[active]
        held = _outward(here, gradient[active], low[active], high[active])
        step = _step(information[active], gradient[active], damping[active], held)
        there_now = np.clip(here + step, low[active], high[active])
        moved = there_now - here
        tried_squares, tried_gradient, tried_information = look(there_now, active)
        better = tried_squares <= squares[active]
        won = active[better]
        best[won] = there_now[better]
        squares[won] = tried_squares[better]
        gradient[won] = tried_gradient[better]
        information[won] = tried_information[better]
        damping[active] = np.clip(
            np.where(better, damping[active] / 9.0, damping[active] * 4.0), *_DAMPING_LIMITS
        )
        still = np.abs(moved) <= _STEP_SETTLED * (np.abs(here) + _STEP_SETTLED**0.5)
        # A refused step that was already tiny says that rounding is all that is left.
        done = np.all(still, axis=1) & (better | (damping[active] > 1.0))
        settled[active[done]] = True
        active = active[~done & (damping[active] < _DAMPING_LIMITS[1])]
    return Minimum(best, squares, information, settled, _outward(best, gradient, low, high))


def _outward(at: Floats, gradient: Floats, low: Floats, high: Floats) -> NDArray[np.bool_]:
    # `gradient` is J'r, the direction in which the sum of squares falls.
    held: NDArray[np.bool_] = ((at <= low) & (gradient <= 0.0)) | ((at >= high) & (gradient >= 0.0))
    return held


def _step(
    information: Floats, gradient: Floats, damping: Floats, held: NDArray[np.bool_]
) -> Floats:
    size = gradient.shape[1]
    scale = np.diagonal(information, axis1=1, axis2=2)
    # A column of zeros (a parameter without any effect here) still needs a pivot.
    scale = np.maximum(scale, 1e-300 + 1e-14 * np.max(scale, axis=1, keepdims=True))
    damped = information + (damping[:, None] * scale)[:, :, None] * np.eye(size)
    free = ~held
    damped = np.where(free[:, :, None] & free[:, None, :], damped, np.eye(size))
    # Scaled to a unit diagonal, so that parameters of any size solve equally well.
    root = np.sqrt(np.diagonal(damped, axis1=1, axis2=2))
    solved = np.linalg.solve(
        damped / (root[:, :, None] * root[:, None, :]),
        (np.where(free, gradient, 0.0) / root)[..., None],
    )[..., 0]
    return np.where(free, solved / root, 0.0)
