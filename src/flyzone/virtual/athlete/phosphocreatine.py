"""The fuel of a sprint: how far a sprint empties it, and how it fills again.

A muscle at rest holds all of its phosphocreatine; a share of 1.  A 6 s sprint takes 30 to 55 % of it,
10 s take 40 to 70 %, 30 s leave 19.7 % ([TurnerStewart2013]_, [Bogdanis1995]_).  After those 30 s it
stood at 65.0 % at 1.5 min and at 85.5 % at 6 min.  That is no exponential, which would have been at
99 % by then: it starts fast and then drags, as a power does.  A shorter sprint, which empties less,
is filled sooner: its half-time is 20 to 30 s (from memory, unverified), and here the time scale
shrinks with the deficit to make it so.
"""

from __future__ import annotations

import math

_DEEPEST, _DEPLETION_S = 0.826, 8.4
"""Share that an endless all-out effort takes, and how fast: 42 % in 6 s, 57 % in 10 s, 80 % in 30 s."""

_REFERENCE_DEFICIT = 1.0 - 0.197
_POWER, _SCALE_S = 0.8273, 52.07
"""Solved from 65.0 % at 90 s and 85.5 % at 360 s after a 30 s sprint."""
_SHRINKS = 1.5
"""Power of the deficit by which the time scale shrinks: brings a 6 s sprint's half-time to 26 s."""


def left_after(share: float, duration_s: float, effort: float = 1.0) -> float:
    """Share of phosphocreatine that is left after a sprint.

    Parameters
    ----------
    share : float
        At its start.
    duration_s : float, s
    effort : float
        Share of full speed; what a sprint costs falls with its third power (power against the air and
        of the limbs), a plausible guess.
    """
    taken = _DEEPEST * -math.expm1(-duration_s / _DEPLETION_S) * effort**3
    return share * (1.0 - taken)


def refilled(share: float, rest_s: float) -> float:
    """Share of phosphocreatine after a rest, by the power function.

    Parameters
    ----------
    share : float
        At the end of the sprint.
    rest_s : float, s
    """
    deficit = 1.0 - share
    if deficit <= 0.0:
        return 1.0
    scale = _SCALE_S * (deficit / _REFERENCE_DEFICIT) ** _SHRINKS
    return 1.0 - deficit * math.pow(1.0 + rest_s / scale, -_POWER)


def refilled_exponentially(share: float, rest_s: float, half_time_s: float) -> float:
    """Share of phosphocreatine after a rest, if it filled by halves.

    Parameters
    ----------
    share : float
        At the end of the sprint.
    rest_s, half_time_s : float, s

    Examples
    --------
    >>> [round(100 * refilled_exponentially(0.45, t, 30.0), 2) for t in (30, 60, 120)]
    [72.5, 86.25, 96.56]
    """
    return 1.0 - (1.0 - share) * math.pow(2.0, -rest_s / half_time_s)
