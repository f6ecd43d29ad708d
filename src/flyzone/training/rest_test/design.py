"""The order of rests: each session compares both, half of the sessions the other way round.

A session has one rep to begin with, some after the one rest, then as many after the other.  Day form,
which moves more than a rest costs, is the same for both and drops out.  Reps also differ by their
place in the session (the first are slow, the last tired): that is why half of the sessions begin with
the short rests and half with the long ones, and which do is drawn by lot.  Several short rests in a
row let their cost add up, as it does in training, and the long rests behind them wash it out.

Two other designs were compared in simulation (docs/rest-test.md): whole sessions of one rest pay for
day form, and rests drawn rep by rep show the cost of a single short rest only.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

from flyzone.errors import InputError
from flyzone.model.limits import within

_FAULT = "rest-test"
"""Code of its errors."""


@dataclass(frozen=True, slots=True)
class RestTestPlan:
    """Which rests to take in each session.

    Attributes
    ----------
    short_s, long_s : float, s
    reps_each : int
        In a row, after each of the two rests.
    short_first : tuple of bool
        For each session, whether it begins with the short rests.
    """

    short_s: float
    long_s: float
    reps_each: int
    short_first: tuple[bool, ...]

    @property
    def reps(self) -> int:
        """Reps of a session: one to begin with, then those that count."""
        return 1 + 2 * self.reps_each

    def rests_s(self, session: int) -> tuple[float, ...]:
        """Rests before the second, third ... rep of a session; sessions count from 0."""
        short, long = (self.short_s,) * self.reps_each, (self.long_s,) * self.reps_each
        return short + long if self.short_first[session] else long + short


def plan_rest_test(
    draw: int,
    *,
    sessions: int = 6,
    short_s: float = 180.0,
    long_s: float = 360.0,
    reps_each: int = 3,
) -> RestTestPlan:
    """An experiment whose order is drawn by lot.

    Parameters
    ----------
    draw : int
        Any whole number, zero or more, drawn by the caller from a wide range: it picks one of the
        balanced orders.
    sessions : int
        Even, so that both orders are run equally often; 2 to 20.
    short_s, long_s : float, s
        The rests to compare: what he rests now, and what he might; 20 s to 30 min.
    reps_each : int
        In a row, after each rest; 1 to 6.

    Returns
    -------
    RestTestPlan

    Raises
    ------
    InputError
        If a number lies outside these limits, or the short rest is not shorter.

    Examples
    --------
    >>> plan_rest_test(7).rests_s(0)
    (180.0, 180.0, 180.0, 360.0, 360.0, 360.0)
    """
    count = int(within(sessions, 2, 20, "The sessions of a rest-test", "", _FAULT))
    each = int(within(reps_each, 1, 6, "Reps after each rest", "", _FAULT))
    short = within(short_s, 20.0, 1800.0, "The short rest", "s", _FAULT)
    long = within(long_s, 20.0, 1800.0, "The long rest", "s", _FAULT)
    if count % 2 or draw < 0 or short >= long:
        raise InputError(
            "A rest-test needs an even number of sessions, a draw of zero or more and a short rest "
            f"below the long one, got {count} sessions, draw {draw}, rests of {short:g} and {long:g} s.",
            code=_FAULT,
        )
    return RestTestPlan(short, long, each, _order(draw % comb(count, count // 2), count))


def _order(index: int, count: int) -> tuple[bool, ...]:
    """The order of this index among all in which half of the sessions begin with the short rests."""
    for place, chosen in enumerate(combinations(range(count), count // 2)):
        if place == index:
            return tuple(session in chosen for session in range(count))
    raise AssertionError("a remainder is below what it was divided by")
