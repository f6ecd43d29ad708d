"""What a higher top speed does to every slower pace.

10 mph is 50 % of a top speed of 20 mph and 83 % of one of 12 mph.  So much is arithmetic.  How long a
pace can then be held is a model's word, for fresh all-out efforts of 3 to 240 s; and nothing here says
that training top speed improves a race of minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flyzone.model import Measurement, Reason
from flyzone.science.speed_reserve import PaceCost, cost_of_pace
from flyzone.training.rules.book import RuleBook
from flyzone.units import kmh, mph

_RULE = "speed-reserve"


@dataclass(frozen=True, slots=True)
class PaceTarget:
    """A pace, now and with a higher top speed.

    Attributes
    ----------
    pace_m_s : float, m/s
    now, then : PaceCost
        Per cent of top speed and of the reserve, and the model's time limit where it has one.
    reasons : tuple of Reason
    """

    pace_m_s: float
    now: PaceCost
    then: PaceCost
    reasons: tuple[Reason, ...]


def what_top_speed_does(
    top_speed_now: Measurement,
    top_speed_then: Measurement,
    paces_m_s: Sequence[float],
    book: RuleBook,
    *,
    athlete: str,
    mas: Measurement | None = None,
) -> tuple[PaceTarget, ...]:
    """What each pace costs now and with a higher top speed.

    Parameters
    ----------
    top_speed_now, top_speed_then : Measurement, m/s
    paces_m_s : sequence of float, m/s
    book : RuleBook
    athlete : str
        Whose; see `flyzone.science.speed_reserve.cost_of_pace`.
    mas : Measurement, m/s, optional
        Maximal aerobic speed; without it there is no reserve and no time limit.

    Returns
    -------
    tuple of PaceTarget

    Raises
    ------
    InputError
        If a unit is another one, a speed is not above zero, or a top speed is not above MAS.
    """
    return tuple(
        _target(
            pace,
            cost_of_pace(pace, top_speed_now, mas, athlete=athlete),
            cost_of_pace(pace, top_speed_then, mas, athlete=athlete),
            book,
        )
        for pace in paces_m_s
    )


def _target(pace: float, now: PaceCost, then: PaceCost, book: RuleBook) -> PaceTarget:
    speeds = {"pace": pace, "kmh": kmh(pace), "mph": mph(pace)}
    share = {"now": now.percent_mss.value, "then": then.percent_mss.value}
    reasons = [book.reason(_RULE, "pace-share", {**speeds, **share})]
    if now.percent_asr is None or then.percent_asr is None:
        reasons.append(book.reason(_RULE, "pace-aerobic-unknown", speeds))
    elif now.time_limit is None or then.time_limit is None:
        reasons.append(book.reason(_RULE, "pace-outside-model", speeds))
    else:
        limits = {"now": now.time_limit.value, "then": then.time_limit.value}
        limits |= {"now_sd": now.time_limit.sd, "then_sd": then.time_limit.sd}
        reasons.append(book.reason(_RULE, "pace-time-limit", {**speeds, **limits}))
    return PaceTarget(pace, now, then, tuple(reasons))
