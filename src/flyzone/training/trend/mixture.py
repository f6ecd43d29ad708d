"""What is believed of one number: a mixture of normal distributions, one for each way things could be.

How steady an athlete is, nobody knows beforehand.  Under each possible steadiness the data give a normal
distribution; how well each explains the data gives its weight.  The mixture has the long tails that
not knowing brings: with few sessions its interval is wide, as that of Student is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr

from flyzone.model.arrays import Floats

_Z_95 = 1.644854
_EXACT = 1e-5
"""Error of a quantile, in standard deviations."""


class Summary(NamedTuple):
    """Mean, standard deviation, and the ends of the 90 % interval."""

    middle: float
    sd: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """A mixture of C normal distributions.

    Attributes
    ----------
    weight, mean, sd : ndarray, shape (C,)
        The weights sum to one.
    """

    weight: Floats
    mean: Floats
    sd: Floats

    @property
    def middle(self) -> float:
        """Its mean."""
        return float(self.weight @ self.mean)

    @property
    def spread(self) -> float:
        """Its standard deviation."""
        within = self.weight @ self.sd**2
        return float(np.sqrt(within + self.weight @ (self.mean - self.middle) ** 2))

    def below(self, value: float) -> float:
        """The probability that the number is below a value."""
        return float(self.weight @ ndtr((value - self.mean) / self.sd))

    def summary(self) -> Summary:
        """Its mean, standard deviation, and the ends of its 90 % interval, by bisection."""
        wanted = np.array([0.05, 0.95])
        # A quantile of a mixture lies between the least and the largest one of its parts.
        ends = self.mean + np.outer([-_Z_95, _Z_95], self.sd)
        low, high = ends.min(axis=1), ends.max(axis=1)
        spread = self.spread
        while float(np.max(high - low)) > _EXACT * spread:
            middle = 0.5 * (low + high)
            below = ndtr((middle[:, None] - self.mean) / self.sd) @ self.weight
            low, high = (
                np.where(below < wanted, middle, low),
                np.where(below < wanted, high, middle),
            )
        return Summary(self.middle, spread, *(0.5 * (low + high)).tolist())
