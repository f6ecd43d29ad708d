"""A squad's day at a glance: who may sprint, in one word with its first reason, and who trained when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flyzone.model import Reason
from flyzone.storage import SessionLine
from flyzone.training.today import answer_today
from flyzone.training.today.finding import Verdict
from flyzone.workflows.one_athlete import OneAthlete


@dataclass(frozen=True, slots=True)
class TodayLine:
    """Today's answer for one athlete, as a list shows it.

    Attributes
    ----------
    athlete_id, name : str
    verdict : {"yes", "change", "no"}
    reason : Reason or None
        The first of those that decided.
    person : bool
        Whether somebody has to clear him first.
    sprint_from : datetime or None
        Where it is later than the moment of the question.
    """

    athlete_id: str
    name: str
    verdict: Verdict
    reason: Reason | None
    person: bool
    sprint_from: datetime | None


def today_line(known: OneAthlete, now: datetime) -> TodayLine:
    """Today's answer for one athlete.

    Parameters
    ----------
    known : OneAthlete
    now : datetime
        On his own clock.
    """
    answer = answer_today(known.history, now, known.book_at(now))
    later = answer.sprint_from is not None and answer.sprint_from > now
    return TodayLine(
        known.history.athlete.id,
        known.name,
        answer.verdict,
        answer.reasons[0] if answer.reasons else None,
        answer.sprint_from is None,
        answer.sprint_from if later else None,
    )


def last_days(day: date, count: int) -> tuple[date, ...]:
    """So many days, a day itself the last of them."""
    return tuple(day - timedelta(days=back) for back in reversed(range(count)))


def attendance(lines: Iterable[SessionLine]) -> dict[tuple[str, date], tuple[str, ...]]:
    """What each athlete trained on each day, by athlete and day; the days are those of his own clock."""
    found: dict[tuple[str, date], tuple[str, ...]] = {}
    for one in lines:
        key = one.athlete_id, one.started_at.date()
        found[key] = (one.stimulus, *found.get(key, ()))
    return found
