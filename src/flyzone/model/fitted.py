"""A measured sprint: the speed curve that fits it, and how well each number of it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import numpy as np

from flyzone.errors import InputError
from flyzone.model.arrays import Floats, HoldsArrays, fixed

FitInput = Literal["splits", "velocity", "velocity-distance", "position", "in-situ"]

UNITS: Mapping[str, str] = MappingProxyType(
    {"MSS": "m/s", "MAC": "m/s^2", "TAU": "s", "PMAX": "W/kg", "TC": "s", "DC": "m", "FD": "m"}
)
"""Unit of each parameter of a speed curve."""


@dataclass(frozen=True, slots=True, eq=False)
class FittedSprint(HoldsArrays):
    """The speed curve of one sprint (or of a cloud of GPS samples).

    Attributes
    ----------
    input : {"splits", "velocity", "velocity-distance", "position", "in-situ"}
        What was fitted: times at gates; speed over time; speed over distance; distance over time;
        acceleration over speed.
    correction : str
        How clock and start are tied; see `flyzone.science.split_model`.
    names : tuple of str
        Fitted parameters: MSS (m/s), MAC (m/s²), then TC (s), DC or FD (m) where fitted.
    values : ndarray, shape (p,)
    covariance : ndarray, shape (p, p), or None
        ``None`` where the input cannot tell: as many times as parameters and no error stated.
    degrees_of_freedom : int
    error_known : bool
        Whether the errors of the input were stated; if not, ``covariance`` comes from the scatter
        around the curve.
    at, observed, predicted : ndarray, shape (n,)
        Where (m or s or m/s), what was measured there, and what the curve says.
    chi_square : float or None
        Sum of squared residuals in units of the stated errors; about ``degrees_of_freedom`` if
        those are right and the curve is.
    correlation_factor : float
        By how much the standard errors grew because neighbouring residuals move together; 1 where
        they do not.
    scatter_factor : float
        By how much the standard errors grew because the input scatters more around the curve than
        its stated errors allow or, where none were stated, less than its rounding allows; 1 where
        neither is so.
    at_bound : tuple of str
        Parameters that ended on a bound: their standard error is no honest one.
    given : mapping of str to float
        Parameters that were told and not fitted.
    """

    input: FitInput
    correction: str
    names: tuple[str, ...]
    values: Floats
    covariance: Floats | None
    degrees_of_freedom: int
    error_known: bool
    at: Floats
    observed: Floats
    predicted: Floats
    chi_square: float | None = None
    correlation_factor: float = 1.0
    scatter_factor: float = 1.0
    at_bound: tuple[str, ...] = ()
    given: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("values", "at", "observed", "predicted"):
            object.__setattr__(self, name, fixed(getattr(self, name), f"Fit {name}"))
        if self.covariance is not None:
            matrix = fixed(self.covariance, "The covariance of a fit", dimensions=2)
            object.__setattr__(self, "covariance", matrix)
        object.__setattr__(self, "given", MappingProxyType(dict(self.given)))

    @property
    def mss(self) -> float:
        """Maximal sprinting speed, m/s."""
        return float(self.values[0])

    @property
    def mac(self) -> float:
        """Maximal acceleration, m/s²."""
        return float(self.values[1])

    @property
    def tau(self) -> float:
        """Time constant MSS / MAC, s."""
        return self.mss / self.mac

    @property
    def pmax(self) -> float:
        """Largest power without air drag, MSS MAC / 4, W/kg."""
        return self.mss * self.mac / 4.0

    def value(self, name: str) -> float:
        """A parameter by name; TAU and PMAX too.

        Raises
        ------
        InputError
            If the fit has no such parameter.
        """
        if name == "TAU":
            return self.tau
        if name == "PMAX":
            return self.pmax
        if name in self.names:
            return float(self.values[self.names.index(name)])
        if name in self.given:
            return self.given[name]
        raise InputError(
            f"This fit has no parameter {name!r}. Expected one of "
            f"{', '.join((*self.names, *self.given, 'TAU', 'PMAX'))}.",
            code="fit-parameter",
        )

    def se(self, name: str) -> float | None:
        """Standard error of a parameter, in its unit; ``None`` where the input cannot tell.

        Raises
        ------
        InputError
            If the fit has no such parameter.
        """
        self.value(name)
        if self.covariance is None or name in self.given:
            return None
        slope = self._slope(name)
        return float(np.sqrt(max(float(slope @ self.covariance @ slope), 0.0)))

    @property
    def residuals(self) -> Floats:
        """Observed minus predicted, shape (n,), in the unit of ``observed``."""
        return self.observed - self.predicted

    @property
    def rmse(self) -> float:
        """Root of the mean squared residual (not divided by n - p)."""
        return float(np.sqrt(np.mean(self.residuals**2)))

    @property
    def residual_sd(self) -> float | None:
        """Standard deviation of a residual, with n - p degrees of freedom; ``None`` without any."""
        if self.degrees_of_freedom < 1:
            return None
        return float(np.sqrt(np.sum(self.residuals**2) / self.degrees_of_freedom))

    @property
    def r_squared(self) -> float | None:
        """Squared correlation of observed and predicted; ``None`` where one of them never varies."""
        if len(self.at) < 2 or np.ptp(self.observed) == 0.0 or np.ptp(self.predicted) == 0.0:
            return None
        return float(np.corrcoef(self.observed, self.predicted)[0, 1] ** 2)

    def _slope(self, name: str) -> Floats:
        """Derivative of a parameter, or of TAU or PMAX, with respect to ``values``."""
        slope = np.zeros(len(self.values))
        if name == "TAU":
            slope[:2] = 1.0 / self.mac, -self.mss / self.mac**2
        elif name == "PMAX":
            slope[:2] = self.mac / 4.0, self.mss / 4.0
        else:
            slope[self.names.index(name)] = 1.0
        return slope
