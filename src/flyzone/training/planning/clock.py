"""When a day's session begins, as far as that is known before it is placed, and the hours between two.

Hours are counted from start to start, as everybody does who says that Monday and Wednesday lie 48
hours apart.  Where a clock time is missing they are 24 for each day between.  Where a day has several
times at which he could begin, the hours are those of the worst pair.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Clock:
    """When a session of a day begins.

    Attributes
    ----------
    day : date
    first, last : time or None
        Earliest and latest of the clock times at which it may begin.
    vague : bool
        Whether it may begin at a time that nobody named.
    """

    day: date
    first: time | None = None
    last: time | None = None
    vague: bool = True

    @classmethod
    def at(cls, day: date, starts: time | None) -> Clock:
        """A session whose start is known, or not known at all."""
        return cls(day, starts, starts, starts is None)

    @classmethod
    def among(cls, day: date, starts: Iterable[time | None]) -> Clock:
        """A session that begins at one of these times."""
        starts = list(starts)
        known = [one for one in starts if one is not None]
        if not known:
            return cls(day)
        return cls(day, min(known), max(known), len(known) < len(starts))


def least_hours(earlier: Clock, later: Clock) -> float:
    """The fewest hours from one start to a start on a later day, h."""
    hours = []
    if earlier.vague or later.vague:
        hours.append(24.0 * (later.day - earlier.day).days)
    if earlier.last is not None and later.first is not None:
        gap = datetime.combine(later.day, later.first) - datetime.combine(earlier.day, earlier.last)
        hours.append(gap / timedelta(hours=1))
    return min(hours)


def hours_around(fact: Clock, session: Clock) -> tuple[float | None, float | None]:
    """Fewest hours by which a session follows a fact, and by which it goes before it.

    Returns
    -------
    (float or None, float or None), h
        ``None`` where it surely does not; both zero on one day whose times do not tell.
    """
    if fact.day < session.day:
        return least_hours(fact, session), None
    if fact.day > session.day:
        return None, least_hours(session, fact)
    if not (fact.vague or session.vague):
        if least_hours(fact, session) > 0.0:
            return least_hours(fact, session), None
        if least_hours(session, fact) > 0.0:
            return None, least_hours(session, fact)
    return 0.0, 0.0


def minute_of(moment: time) -> int:
    """Minutes since midnight."""
    return 60 * moment.hour + moment.minute


def clock_at(minute: float | None) -> time | None:
    """The time so many minutes after midnight; ``None`` where it is not known or not that day."""
    if minute is None or minute >= 24 * 60:
        return None
    return time(int(minute) // 60, int(minute) % 60)
