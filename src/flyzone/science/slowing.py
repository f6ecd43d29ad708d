"""Slowing late in a sprint, which the speed curve does not know.

The curve goes on rising, so a sprint that ends in slowing is fitted by one with too low a top speed,
and its residuals are small but in order.  To tell that order from scatter the curve is allowed to
bend once: time lost for each metre after a place, fitted together with the curve's own parameters.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr, stdtr

from flyzone.model.arrays import Floats
from flyzone.model.fitted import FittedSprint
from flyzone.model.splits import Splits
from flyzone.science.split_model import known_correction, split_model

_ONE = np.zeros(1, dtype=np.intp)


def chance_of_slowing(splits: Splits, fit: FittedSprint, place: float) -> float:
    """Probability that scatter alone loses as much time after a place as these splits do.

    Parameters
    ----------
    splits : Splits
    fit : FittedSprint
        Of these splits.
    place : float, m
        Where slowing would begin.

    Returns
    -------
    float
        Near 0: the athlete slows.  1 where the times are too few to tell.

    Notes
    -----
    One-sided test of one more parameter, linear around the fit; Student's t where the scatter
    itself must serve as the error.
    """
    bent = np.maximum(splits.distances - place, 0.0)
    design = np.column_stack([_slopes(splits.distances, fit), bent])
    residuals = fit.residuals
    freedom = len(residuals) - design.shape[1]
    if splits.covariance is not None:
        factor = np.linalg.cholesky(splits.covariance)
        design, residuals = np.linalg.solve(factor, design), np.linalg.solve(factor, residuals)
    elif freedom < 1:
        return 1.0
    inverse = np.linalg.pinv(design.T @ design, hermitian=True)
    found = inverse @ design.T @ residuals
    variance = float(inverse[-1, -1])
    if splits.covariance is None:
        variance *= float(np.sum((residuals - design @ found) ** 2)) / freedom
    if variance <= 0.0:
        return 1.0
    size = float(found[-1]) / float(np.sqrt(variance))
    return float(ndtr(-size) if splits.covariance is not None else stdtr(freedom, -size))


def _slopes(distances: Floats, fit: FittedSprint) -> Floats:
    """Slopes (n, p) of the times at the gates in the parameters as they were fitted."""
    at = fit.values.copy()
    at[:2] = np.log(at[:2])
    if "FD" in fit.names:
        at[-1] = np.sqrt(at[-1])
    flying = np.array([fit.given["FD"]]) if "FD" in fit.given else None
    model = split_model(distances[None], known_correction(fit.correction), flying)
    slopes: Floats = model(at[None], _ONE)[1][0]
    return slopes
