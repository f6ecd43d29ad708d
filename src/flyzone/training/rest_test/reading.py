"""What the experiment says: the cost of the short rest, in per cent of time, with its interval.

Each counted rep is its session's level, plus what its place in a session costs, plus the cost of the
rest before it, plus chance::

    ln time = session + place + cost * shortness + error

Shortness is 1 after the short rest and 0 after the long one.  What was really rested counts, not what
was planned: in between it follows the logarithm of the rest, beyond it goes on.  Session and place are
free, so an experiment that ended early, or lost reps, is read by the same formula as long as rests
differ where place does not tell why.

Errors are independent from rep to rep as far as anybody knows.  Should they not be (a wind that turns, a
day on which he tires early), then the six sessions disagree about the cost by more than reps scatter,
and the sessions set the error, with their few degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from flyzone.model import Measurement, Reason, Session
from flyzone.model.arrays import Floats
from flyzone.training.comparable import Ints, comparable_times
from flyzone.training.rest_test.design import RestTestPlan
from flyzone.training.rules.book import RuleBook

LEVEL = 0.90
_RULE = "rest-test"
_FEWEST_FREEDOM, _FEWEST_APART = 3, 2


@dataclass(frozen=True, slots=True)
class RestTest:
    """His cost of the short rest.

    Attributes
    ----------
    cost : Measurement or None, %
        By how much longer a rep takes after the short rest than after the long one; ``None`` where
        the reps cannot tell, with the reason.
    low, high : float or None, %
        Interval that holds the true cost nine times in ten.
    p_costs : float or None
        Probability that the short rest costs anything at all.
    p_not_worth : float or None
        Probability that it costs more than the rule's limit.
    sessions, reps : int
        That could be used.
    reasons : tuple of Reason
        What it means, and what was left out.
    """

    cost: Measurement | None
    low: float | None
    high: float | None
    p_costs: float | None
    p_not_worth: float | None
    sessions: int
    reps: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Estimate:
    cost: float
    se: float
    freedom: float

    def beyond(self, limit: float) -> float:
        """Probability that the cost is above a limit, from the data alone."""
        return float(stdtr(self.freedom, (self.cost - limit) / self.se))


def read_rest_test(sessions: Sequence[Session], plan: RestTestPlan, book: RuleBook) -> RestTest:
    """The cost of the short rest and what it means, from the sessions run so far.

    Parameters
    ----------
    sessions : sequence of Session
        Those of the experiment, in the order of the plan; it need not be complete.  Used are maximal,
        timed, painless reps of the zone that was run most, from the second of a session on, a measured
        wind taken out.
    plan : RestTestPlan
        Tells the two rests; and where a rest was not written down, that it was taken as planned.
    book : RuleBook

    Returns
    -------
    RestTest
    """
    times = comparable_times(sessions)
    if not len(times):
        times = comparable_times(sessions, series="start")
    counts = times.number > 1
    usual = counts & (times.kind == 0)
    session, number, logs = times.session[usual], times.number[usual], 100.0 * times.y[usual]
    told = times.rest_s[usual] > 0.0
    planned = [
        _planned(plan, *spot) for spot in zip(session.tolist(), number.tolist(), strict=True)
    ]
    rests = np.where(told, times.rest_s[usual], planned)
    shortness = np.log(plan.long_s / rests) / np.log(plan.long_s / plan.short_s)
    found = _fit(session, number, logs, shortness)
    used, reps = len(np.unique(session)), len(logs)
    notes = list(_left_out(int(np.sum(~told)), int(np.sum(counts & ~usual)), book))
    if found is None:
        cannot = book.reason(_RULE, "rest-test-cannot-tell", {"reps": reps})
        return RestTest(None, None, None, None, None, used, reps, (cannot, *notes))
    half = found.se * float(stdtrit(found.freedom, 0.5 + LEVEL / 2.0))
    worth = book.value(_RULE, "worth_percent")
    p_not_worth = found.beyond(worth)
    verdict = _verdict(found, half, p_not_worth, plan, used, book)
    return RestTest(
        Measurement(found.cost, found.se, "%", "rest-test"),
        found.cost - half,
        found.cost + half,
        found.beyond(0.0),
        p_not_worth,
        used,
        reps,
        (verdict, *notes),
    )


def _verdict(
    found: _Estimate, half: float, p_not_worth: float, plan: RestTestPlan, used: int, book: RuleBook
) -> Reason:
    worth, sure = book.value(_RULE, "worth_percent"), book.value(_RULE, "sure")
    numbers: dict[str, float | str] = {
        "percent": found.cost,
        "low": found.cost - half,
        "high": found.cost + half,
        "short_min": plan.short_s / 60.0,
        "long_min": plan.long_s / 60.0,
        "reps_each": plan.reps_each,
        "worth": worth,
    }
    if p_not_worth >= sure:
        return book.reason(_RULE, "rest-test-costs", numbers, p_not_worth)
    if 1.0 - p_not_worth >= sure:
        return book.reason(_RULE, "rest-test-free", numbers, 1.0 - p_not_worth)
    # Errors fall with the root of the sessions: until the interval is as wide as what matters.
    needed = max(used + 2, int(np.ceil(used * (half / worth) ** 2)))
    numbers["sessions"] = min(needed, 99)
    return book.reason(_RULE, "rest-test-unclear", numbers, max(p_not_worth, 1.0 - p_not_worth))


def _left_out(supposed: int, other_zone: int, book: RuleBook) -> Iterator[Reason]:
    if supposed:
        yield book.reason(_RULE, "rest-test-rests-supposed", {"reps": supposed})
    if other_zone:
        yield Reason("rest-test-other-zone", {"reps": other_zone})


def _planned(plan: RestTestPlan, session: int, number: int) -> float:
    """The planned rest before a rep; a rep that was not planned is one more after the last rest."""
    if session >= len(plan.short_first):
        return plan.long_s
    return plan.rests_s(session)[min(number, plan.reps) - 2]


def _fit(session: Ints, number: Ints, y: Floats, x: Floats) -> _Estimate | None:
    """Cost (%) with its error; ``None`` where the rests say no more than session and place do."""
    if len(y) < 4:
        return None
    other = np.column_stack(
        [session[:, None] == np.unique(session), number[:, None] == np.unique(number)[1:]]
    ).astype(np.float64)
    freedom = len(y) - int(np.linalg.matrix_rank(other)) - 1
    own_x = x - other @ np.linalg.lstsq(other, x, rcond=None)[0]
    own_y = y - other @ np.linalg.lstsq(other, y, rcond=None)[0]
    power = float(own_x @ own_x)
    if freedom < _FEWEST_FREEDOM or power < 1e-6 * len(y):
        return None
    cost = float(own_x @ own_y) / power
    residuals = own_y - cost * own_x
    variance = float(residuals @ residuals) / freedom
    se = float(np.sqrt(variance / power))
    by_session = [float(own_x[session == s] @ residuals[session == s]) for s in np.unique(session)]
    # Of what the sessions say about the cost, one piece is the cost itself and one the place.
    apart = len(by_session) - 2.0
    if apart >= _FEWEST_APART:
        among = np.sum(np.square(by_session)) * len(by_session) / apart
        together = float(np.sqrt(among)) / power
        if together > se:
            return _Estimate(cost, together, apart)
    return _Estimate(cost, max(se, 1e-9), float(freedom))
