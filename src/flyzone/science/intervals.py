"""Intervals and bands: from a covariance to the range that holds the truth nine times in ten.

MSS and MAC are positive and their errors are nearer to normal in the logarithm, so their intervals
are taken there and are a little longer above than below.  Where the error had to be judged from the
scatter of a few times around the curve, the quantile is Student's and not the normal one: with three
degrees of freedom it is half as wide again.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import ndtri, stdtrit

from flyzone.errors import InputError
from flyzone.model.arrays import Floats
from flyzone.model.fitted import UNITS, FittedSprint
from flyzone.model.profile import Band, Estimate

_POSITIVE = ("MSS", "MAC", "TAU", "PMAX")
LEVEL = 0.90


def quantile(fit: FittedSprint, level: float = LEVEL) -> float:
    """How many standard errors the half-width of an interval is.

    Parameters
    ----------
    fit : FittedSprint
    level : float
        Share of intervals that should hold the truth, between 0 and 1.

    Raises
    ------
    InputError
        If the level is no share.
    """
    if not 0.0 < level < 1.0:
        raise InputError(f"A level must lie between 0 and 1, got {level}.", code="interval-level")
    upper = 0.5 + level / 2.0
    if fit.error_known or fit.scatter_factor > 1.0:
        # Stated, or that of the rounding, which is known.
        return float(ndtri(upper))
    # Correlated residuals count for fewer: n / factor² looks instead of n.
    freedom = max(fit.degrees_of_freedom / fit.correlation_factor**2, 1.0)
    return float(stdtrit(freedom, upper))


def estimate(fit: FittedSprint, name: str) -> Estimate:
    """A parameter of a fit with its standard error and 90 % interval.

    Parameters
    ----------
    fit : FittedSprint
    name : str
        MSS, MAC, TAU, PMAX, or a correction of the fit.
    """
    value, se = fit.value(name), fit.se(name)
    unit = UNITS[name]
    if se is None or name in fit.at_bound:
        return Estimate(value, unit, se if name not in fit.at_bound else None)
    return with_interval(value, unit, se, quantile(fit), positive=name in _POSITIVE)


def with_interval(value: float, unit: str, se: float, width: float, *, positive: bool) -> Estimate:
    """An estimate whose interval is ``width`` standard errors to each side.

    Parameters
    ----------
    value, se : float
    unit : str
    width : float
    positive : bool
        Take the interval in the logarithm.
    """
    if positive and value > 0.0:
        stretch = float(np.exp(min(width * se / value, 50.0)))
        return Estimate(value, unit, se, value / stretch, value * stretch)
    return Estimate(value, unit, se, value - width * se, value + width * se)


def band(fit: FittedSprint, curve: Callable[[Floats, float, float], Floats], at: Floats) -> Band:
    """A curve of MSS and MAC with its 90 % band.

    Parameters
    ----------
    fit : FittedSprint
    curve : callable
        ``(at, mss, mac) -> values``, such as the functions of `flyzone.science.curve`.
    at : ndarray, shape (n,)

    Returns
    -------
    Band
        The band is pointwise, and it is the curve's: single samples scatter around it.
    """
    middle = curve(at, fit.mss, fit.mac)
    if fit.covariance is None:
        return Band(at, middle)
    # Slopes in log MSS and log MAC, by central differences.
    step = 1e-5
    up, down = np.exp(step), np.exp(-step)
    slopes = np.stack(
        [
            curve(at, fit.mss * up, fit.mac) - curve(at, fit.mss * down, fit.mac),
            curve(at, fit.mss, fit.mac * up) - curve(at, fit.mss, fit.mac * down),
        ]
    ) / (2.0 * step)
    size = np.array([fit.mss, fit.mac])
    relative = fit.covariance[:2, :2] / np.outer(size, size)
    sd = np.sqrt(np.maximum(np.einsum("in,ij,jn->n", slopes, relative, slopes), 0.0))
    width = quantile(fit) * sd
    return Band(at, middle, middle - width, middle + width)
