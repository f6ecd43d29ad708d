"""Why a trend says what it says: each rule that spoke, with the numbers behind it.

Where nothing can be called, the answer says how many sessions more would do: at the pace at which he
trains, a straight line is known better with the power 3/2 of its sessions, because more sessions also
mean a longer time.
"""

from __future__ import annotations

import math
from datetime import datetime

from flyzone.model import Athlete, Reason
from flyzone.training.rules import RuleBook
from flyzone.training.trend.answer import Trend

_CALLED_IN_FOUR_OF_FIVE = 1.645 + 0.842
"""Standard deviations that a change must have to be called, at 0.95, in four cases of five."""
_FAR_AWAY = 99.0
"""Sessions more that nobody can be asked to wait for."""


def reasons_of(trend: Trend, athlete: Athlete, now: datetime, book: RuleBook) -> tuple[Reason, ...]:
    """The reasons of a trend, the call first."""
    percent = trend.change.percent
    numbers: dict[str, float | str] = {
        "percent": percent.value,
        "low": percent.low,
        "high": percent.high,
        "faster_low": -percent.high,
        "faster_high": -percent.low,
        "ms_per_week": 1000.0 * trend.change_per_week.time_s.value,
        "weeks": trend.weeks,
        "sessions": trend.sessions,
        "reps": trend.reps,
    }
    swc = trend.swc_percent
    if trend.call == "cannot-tell":
        numbers["more"] = _sessions_more(trend)
        numbers["p_gain"] = trend.p_gain
    if trend.call == "steady":
        numbers["most"] = max(-percent.low, percent.high)
    probability = {"faster": trend.p_gain, "slower": trend.p_loss}.get(trend.call)
    reasons = [
        book.reason("trend-called", f"trend-{trend.call}", numbers, probability),
        book.reason("trend-worthwhile", "trend-worthwhile", {"swc": swc}, trend.p_gain_over_swc),
    ]
    if trend.plateau:
        lately = {"weeks": book.value("trend-plateau", "weeks")}
        reasons.append(book.reason("trend-plateau", "trend-plateau", lately, trend.p_plateau))
    look = {
        "weeks": trend.forecast_weeks,
        "low": trend.forecast_s.low,
        "high": trend.forecast_s.high,
    }
    reasons.append(book.reason("trend-forecast", "trend-forecast", look))
    if athlete.level == "advanced" or trend.level_m_s.value >= book.value(
        "trend-elite", "speed_m_s"
    ):
        reasons.append(book.reason("trend-elite", "trend-elite", {"speed": trend.level_m_s.value}))
    days = (now.timestamp() - trend.last_at) / 86_400.0
    if days > 7.0 * book.value("trend-forecast", "weeks"):
        reasons.append(book.reason("trend-window", "trend-old", {"days": days}))
    return tuple(reasons)


def _sessions_more(trend: Trend) -> float:
    """About how many sessions more would let the change be called that he seems to make.

    Where he seems to make none, the smallest worthwhile one is asked for.
    """
    pace = max(abs(trend.change.percent.value), trend.swc_percent) / trend.weeks
    sd = trend.change.percent.sd / trend.weeks
    factor = (_CALLED_IN_FOUR_OF_FIVE * sd / pace) ** (2.0 / 3.0)
    more = math.ceil(trend.sessions * max(factor - 1.0, 0.0))
    return float(min(max(more, 1), _FAR_AWAY))
