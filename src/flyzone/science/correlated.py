"""How well parameters are known when neighbouring residuals move together.

A radar sees the trunk surge and brake with every step, fifty times a second: three hundred samples
are not three hundred independent looks at a sprint.  Standard errors that take them for independent
are too small, two- to fivefold.  The remedy is to let the data say how residuals at each lag move
together and to add that up, lag by lag, with weights that fall to zero at a bandwidth
([NeweyWest1987]_).  The bandwidth here is one stride, half a second.
"""

from __future__ import annotations

import numpy as np

from flyzone.model.arrays import Floats

STRIDE_S = 0.5


def moves_together(residuals: Floats) -> bool:
    """Whether neighbouring residuals, shape (n,), are correlated beyond four standard errors.

    For independent residuals the correlation of neighbours has a standard error of 1 / sqrt(n).
    """
    if len(residuals) < 10:
        return False
    centred = residuals - residuals.mean()
    power = float(centred @ centred)
    return power > 0.0 and float(centred[1:] @ centred[:-1]) / power > 4.0 / np.sqrt(len(centred))


def correlated_covariance(jacobian: Floats, residuals: Floats, lags: int) -> Floats:
    """Covariance of least-squares parameters under correlated residuals.

    Parameters
    ----------
    jacobian : ndarray, shape (n, p)
        Slopes of the predictions.
    residuals : ndarray, shape (n,)
    lags : int
        Bandwidth, in samples.

    Returns
    -------
    ndarray, shape (p, p)
        Symmetric, no negative variance; with the factor n / (n - p) for the degrees of freedom.

    Notes
    -----
    Bartlett weights, which keep the sum positive semi-definite [NeweyWest1987]_.
    """
    count, size = jacobian.shape
    scores = jacobian * residuals[:, None]
    meat = scores.T @ scores
    for lag in range(1, min(lags, count - 1) + 1):
        together = scores[lag:].T @ scores[:-lag]
        meat += (1.0 - lag / (lags + 1.0)) * (together + together.T)
    bread = np.linalg.pinv(jacobian.T @ jacobian, hermitian=True)
    covariance: Floats = bread @ meat @ bread * (count / max(count - size, 1))
    return covariance
