"""Is today unlike him: one value against his own earlier ones, never against his best.

His best lies above his mean by luck alone, and more so the more he tried; so today is compared with
the mean of his earlier days, in units of how far his days differ.  With few days that spread is itself
badly known: it is drawn towards what is usual for the kind of measurement, with the weight of a few
days, and Student's t pays for what is left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from flyzone.science.change import odds_between


@dataclass(frozen=True, slots=True)
class Spread:
    """What is known beforehand of how far one athlete's days differ.

    Attributes
    ----------
    sd : float
        In the unit of the values.
    weight : float
        How many days this is worth.
    """

    sd: float
    weight: float = 3.0


JUMP = Spread(0.04)
"""Of the logarithm of a jump.  About 4 % from day to day (from memory, unverified)."""
SPRINT = Spread(0.012)
"""Of the logarithm of a speed: 0.7 to 1.0 % over 40 m [Haugen2012]_, 1 to 1.5 % over a fly 10 (from
memory, unverified)."""
FEELING = Spread(1.5)
"""Of what is felt, 0 to 10: a guess, worth three days."""
HEART_RATE = Spread(3.0)
"""Of the resting heart rate, beats a minute: a guess, worth three days."""
HEART_RATE_VARIABILITY = Spread(0.20)
"""Of the logarithm of RMSSD: a guess, worth three days."""


def p_below(earlier: Sequence[float], value: float, smallest: float, beforehand: Spread) -> float:
    """Probability that a value lies truly below his usual one, by more than a smallest change.

    Parameters
    ----------
    earlier : sequence of float
        One value a day; two or more.
    value : float
        Of the day that is judged, in the same unit.
    smallest : float
        In that unit, zero or more.
    beforehand : Spread

    Returns
    -------
    float
        0 to 1.  Exact where nothing is known beforehand, but his own days differ as normal draws do.

    Raises
    ------
    InputError
        If a number is none, or there is no earlier one.
    """
    count = len(earlier)
    mean = math.fsum(earlier) / count
    squares = math.fsum((one - mean) ** 2 for one in earlier)
    freedom = beforehand.weight + count - 1
    sd = math.sqrt((beforehand.weight * beforehand.sd**2 + squares) / freedom)
    return odds_between(
        earlier, [value], sd, smallest_change=smallest, degrees_of_freedom=freedom
    ).p_below
