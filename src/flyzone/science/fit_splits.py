"""Fits of split times: from when an athlete passed each gate to MSS and MAC, with their covariance.

The dependent variable is the *time*, not the distance: the gate's place is what is known and the
time at it is what was measured [Vescovi2021]_.

How far a parameter may be wrong has two sources.  Where the error of each time was stated, it
decides, and correlated errors (a shared trigger) are weighted as what they are; if the times scatter
more than those errors allow, the standard errors grow with the scatter.  Where nobody said, the
scatter around the curve must serve, with n - p degrees of freedom; with n = p there is none, and no
standard error is given rather than a zero.  And no scatter, however small by luck, is believed to be
smaller than what the rounding of the times alone would leave.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtr, chdtrc

from flyzone.errors import FitError, InputError
from flyzone.model.arrays import Floats
from flyzone.model.fitted import FittedSprint
from flyzone.model.splits import Splits
from flyzone.science.least_squares import Minimum, minimise
from flyzone.science.split_model import (
    NAMES,
    Correction,
    bounds_of_fit,
    known_correction,
    known_flying,
    natural,
    natural_slopes,
    split_model,
    start_of_fit,
)

_RARE = 0.01
"""Scatter that stated errors would show less often than this is taken to belie them."""
_TOO_GOOD = 0.05
"""Scatter so small that rounding alone would leave it less often than this is taken for luck."""


@dataclass(frozen=True, slots=True, eq=False)
class SplitFits:
    """The fits of many athletes' split times, one row each.

    Attributes
    ----------
    names : tuple of str
        Parameters in the order of the arrays: MSS (m/s), MAC (m/s²), then TC (s), DC or FD (m).
    values : ndarray, shape (m, p)
        NaN in rows that could not be fitted.
    covariance : ndarray, shape (m, p, p)
        NaN where there is no degree of freedom to tell it from.
    predicted : ndarray, shape (m, n), s
    degrees_of_freedom : ndarray of int, shape (m,)
    squares : ndarray, shape (m,)
        Sum of squared residuals, s²; weighted (without unit) where errors were stated.
    settled : ndarray of bool, shape (m,)
    at_bound : ndarray of bool, shape (m, p)
    """

    names: tuple[str, ...]
    values: Floats
    covariance: Floats
    predicted: Floats
    degrees_of_freedom: NDArray[np.int_]
    squares: Floats
    settled: NDArray[np.bool_]
    at_bound: NDArray[np.bool_]

    @property
    def mss(self) -> Floats:
        """Maximal sprinting speed, shape (m,), m/s."""
        return self.values[:, 0]

    @property
    def mac(self) -> Floats:
        """Maximal acceleration, shape (m,), m/s²."""
        return self.values[:, 1]

    @property
    def tau(self) -> Floats:
        """Time constant MSS / MAC, shape (m,), s."""
        return self.mss / self.mac

    @property
    def se(self) -> Floats:
        """Standard errors, shape (m, p)."""
        return np.sqrt(np.diagonal(self.covariance, axis1=1, axis2=2))


def fit_splits_many(
    distances: ArrayLike,
    times: ArrayLike,
    correction: str = "none",
    *,
    flying_m: ArrayLike | None = None,
    covariance: ArrayLike | None = None,
) -> SplitFits:
    """Fit the split times of many athletes together.

    Parameters
    ----------
    distances : array_like, shape (m, n) or (n,), m
        Increasing along each row.
    times : array_like, shape (m, n), s
        NaN where an athlete has no time at a gate.
    correction : {"none", "time", "distance", "time-distance", "flying"}
        See `flyzone.science.split_model`.
    flying_m : float or array_like, shape (m,), m, optional
        A flying distance that is known and not fitted; only with ``"flying"``.
    covariance : array_like, shape (m, n, n) or (n, n), s², optional
        Of the errors of the times, where known.

    Returns
    -------
    SplitFits
        A row with fewer times than parameters is NaN and not settled.

    Raises
    ------
    InputError
        If shapes do not fit together, a number is impossible, or the correction is not known.
    """
    kind = known_correction(correction)
    when = np.array(times, dtype=np.float64)
    if when.ndim != 2:
        raise InputError(
            f"Times must have one row for each athlete and one column for each gate, got shape "
            f"{when.shape}.",
            code="fit-shape",
        )
    try:
        where = np.broadcast_to(np.asarray(distances, dtype=np.float64), when.shape)
    except ValueError:
        raise InputError(
            f"Distances of shape {np.shape(distances)} do not fit times of shape {when.shape}. "
            "Give one distance for each gate.",
            code="fit-shape",
        ) from None
    there = np.isfinite(when) & np.isfinite(where)
    if np.any(there & ((when <= 0.0) | (where <= 0.0))):
        raise InputError(
            "Distances and times must be above zero. Leave out the start gate (0 m at 0 s).",
            code="fit-positive",
        )
    flying = known_flying(flying_m, kind, len(when))
    names = NAMES[kind] if flying is None else NAMES["none"]
    enough = there.sum(axis=1) >= len(names)
    where = np.where(there, where, np.nan)
    when = np.where(there, when, np.nan)
    weight = None if covariance is None else _weights(covariance, there)

    rows = np.flatnonzero(enough)
    count, size = len(when), len(names)
    least = _least(where[rows], when[rows], kind, flying, rows, weight)
    told = flying is not None
    freedom = there.sum(axis=1) - size
    variance = _variance(least, freedom[rows], known=weight is not None)
    slopes = natural_slopes(least.parameters, kind, flying_known=told)

    # Every athlete has a row, the ones with too few times an empty one.
    values, spread = np.full((count, size), np.nan), np.full((count, size, size), np.nan)
    predicted, squares = np.full(when.shape, np.nan), np.full(count, np.nan)
    settled, at_bound = np.zeros(count, dtype=bool), np.zeros((count, size), dtype=bool)
    values[rows] = natural(least.parameters, kind, flying_known=told)
    spread[rows] = variance[:, None, None] * _inverse(least.information, slopes)
    squares[rows], settled[rows], at_bound[rows] = least.squares, least.settled, least.held
    if rows.size:
        model = split_model(where[rows], kind, None if flying is None else flying[rows])
        predicted[rows] = model(least.parameters, np.arange(len(rows)))[0]
    predicted[~there] = np.nan
    return SplitFits(names, values, spread, predicted, freedom, squares, settled, at_bound)


def fit_splits(
    splits: Splits, correction: str = "none", *, flying_m: float | None = None
) -> FittedSprint:
    """Fit one athlete's split times.

    Parameters
    ----------
    splits : Splits
        Weighted with its covariance where it has one.
    correction : {"none", "time", "distance", "time-distance", "flying"}
    flying_m : float, m, optional
        A flying distance that is known and not fitted; only with ``"flying"``.

    Returns
    -------
    FittedSprint
        ``covariance`` is ``None`` where errors are not stated and there are as many times as
        parameters.

    Raises
    ------
    FitError
        If there are fewer times than parameters, or the times do not determine a sprint.

    Notes
    -----
    Least squares on time [Vescovi2021]_; the same numbers as the R package ``shorts`` to 1e-5.
    """
    kind = known_correction(correction)
    needed = len(NAMES[kind]) if flying_m is None else 2
    if len(splits) < needed:
        raise FitError(
            f"The correction {kind!r} needs at least {needed} split times, got {len(splits)}. "
            "Use a simpler correction or more gates.",
            code="fit-too-few",
        )
    fits = fit_splits_many(
        splits.distances,
        splits.times[None, :],
        kind,
        flying_m=flying_m,
        covariance=None if splits.covariance is None else splits.covariance[None],
    )
    _refuse_what_is_no_sprint(fits, splits)
    known = splits.covariance is not None
    freedom, squares = int(fits.degrees_of_freedom[0]), float(fits.squares[0])
    scatter = _scatter_factor(splits, freedom, squares)
    no_error = bool(np.isnan(fits.covariance[0]).any())
    return FittedSprint(
        input="splits",
        correction=kind,
        names=fits.names,
        values=fits.values[0],
        covariance=None if no_error else fits.covariance[0] * scatter**2,
        degrees_of_freedom=freedom,
        error_known=known,
        at=splits.distances,
        observed=splits.times,
        predicted=fits.predicted[0],
        chi_square=squares if known else None,
        scatter_factor=scatter,
        at_bound=tuple(n for n, b in zip(fits.names, fits.at_bound[0], strict=True) if b),
        given={} if flying_m is None else {"FD": float(flying_m)},
    )


def _least(
    where: Floats,
    when: Floats,
    kind: Correction,
    flying: Floats | None,
    rows: NDArray[np.intp],
    weight: Floats | None,
) -> Minimum:
    start = start_of_fit(where, when, "none" if flying is not None else kind)
    low, high = bounds_of_fit(where, "none" if flying is not None else kind)
    return minimise(
        split_model(where, kind, None if flying is None else flying[rows]),
        when,
        start,
        lower=low,
        upper=high,
        weight=None if weight is None else weight[rows],
    )


def _weights(covariance: ArrayLike, there: NDArray[np.bool_]) -> Floats:
    count, gates = there.shape
    matrix = np.broadcast_to(np.asarray(covariance, dtype=np.float64), (count, gates, gates))
    both = there[:, :, None] & there[:, None, :]
    # A gate without a time gets a row of its own, which no residual ever meets.
    filled = np.where(both, matrix, np.eye(gates))
    try:
        factor = np.linalg.cholesky(filled)
    except np.linalg.LinAlgError:
        raise InputError(
            "The covariance of split times must be positive definite: no time, and no difference "
            "of times, is exact.",
            code="splits-covariance",
        ) from None
    return np.asarray(np.linalg.inv(factor), dtype=np.float64)


def _variance(least: Minimum, freedom: NDArray[np.int_], *, known: bool) -> Floats:
    if known:
        return np.ones_like(least.squares)
    return np.where(freedom > 0, least.squares / np.maximum(freedom, 1), np.nan)


def _inverse(information: Floats, slopes: Floats) -> Floats:
    """Covariance of the natural parameters for residuals of variance one."""
    scale = np.sqrt(np.diagonal(information, axis1=1, axis2=2))
    scale = np.where(scale > 0.0, scale, 1.0)
    unit = information / (scale[:, :, None] * scale[:, None, :])
    with np.errstate(divide="ignore", invalid="ignore"):
        inverse = np.linalg.pinv(unit, rcond=1e-15, hermitian=True)
    size = slopes / scale
    return inverse * size[:, :, None] * size[:, None, :]


def _scatter_factor(splits: Splits, freedom: int, squares: float) -> float:
    """By how much the scatter around the curve widens the standard errors, 1 or more.

    Stated errors are widened to a scatter that belies them.  A scatter that is the only witness of
    the errors, and smaller than the rounding of the times allows, is widened to the rounding.
    """
    if freedom < 1:
        return 1.0
    if splits.covariance is not None:
        belied = chdtrc(freedom, squares) < _RARE
        return float(np.sqrt(squares / freedom)) if belied else 1.0
    rounding = freedom * splits.rounding_sd**2
    if rounding == 0.0 or chdtr(freedom, freedom * squares / rounding) >= _TOO_GOOD:
        return 1.0
    return float(np.sqrt(rounding / max(squares, 1e-300)))


def _refuse_what_is_no_sprint(fits: SplitFits, splits: Splits) -> None:
    mss, mac = float(fits.mss[0]), float(fits.mac[0])
    if not fits.settled[0] or fits.at_bound[0, :2].any() or not np.isfinite(mss + mac):
        mean = float(splits.distances[-1] / splits.times[-1])
        raise FitError(
            f"These {len(splits)} times do not determine a sprint from rest (mean speed "
            f"{mean:.2f} m/s): the fit ran to MSS {mss:.4g} m/s, MAC {mac:.4g} m/s². Check that "
            "times count from the start, in seconds, and that distances are metres from the start "
            "line.",
            code="fit-undetermined",
        )
