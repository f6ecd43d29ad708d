"""What was done on each day, and whether the hours between maximal sessions were kept.

Judged from what was done in a session and not from its name, as the answer of today does.  Hours are
counted from start to start, as a plan counts them: whoever trains as planned keeps them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flyzone.model import MAXIMAL, History, Stimulus
from flyzone.training.planning.facts import recovery_h
from flyzone.training.rules import RuleBook
from flyzone.training.today.days import Days, hours_between
from flyzone.training.today.done import Done, heavy_lifts, known_part, many_jumps, what_was_done
from flyzone.training.today.effort import Efforts

WEEKS = 12


@dataclass(frozen=True, slots=True)
class Gap:
    """The time between two maximal sessions.

    Attributes
    ----------
    hours : float, h
        From the start of the earlier one to the start of the later.
    needed_h : float, h
        What the rule of the earlier one asks for.
    after : Stimulus
        What the earlier one was.
    """

    hours: float
    needed_h: float
    after: Stimulus

    @property
    def kept(self) -> bool:
        """Whether they were enough; a minute is forgiven."""
        return self.hours >= self.needed_h - 1.0 / 60.0


@dataclass(frozen=True, slots=True)
class LoadDay:
    """One day of an athlete.

    Attributes
    ----------
    day : date
    kinds : tuple of Stimulus
        What was done, in its order; empty where nothing was recorded.
    fast_m : float, m
        At full effort, run-ins included.
    maximal : bool
        Whether any of it was sprinted at full effort.
    gap : Gap or None
        Before its first maximal session; ``None`` without one, or for the first ever.
    ahead : bool
        Whether the day is still to come.
    """

    day: date
    kinds: tuple[Stimulus, ...]
    fast_m: float
    maximal: bool
    gap: Gap | None
    ahead: bool


def training_load(
    history: History, now: datetime, book: RuleBook, *, weeks: int = WEEKS
) -> tuple[LoadDay, ...]:
    """The days of the last weeks, whole weeks from Monday on, up to the end of this one.

    Parameters
    ----------
    history : History
    now : datetime
        On the athlete's clock; what came later is left out.
    book : RuleBook
        As it holds for him.
    weeks : int
    """
    known = history.known_at(now)
    days = Days.of(known, now)
    sessions = [known_part(one, now) for one in known.sessions]
    efforts = Efforts.of(sessions, book)
    done = [
        *(what_was_done(one, efforts, book, now) for one in sessions),
        *heavy_lifts(known.lifts, book, now),
        *many_jumps(known.jumps, days, book, now),
    ]
    done = [one for one in done if one.was is not None]
    done.sort(key=lambda one: one.started_at.timestamp())
    on: dict[date, list[Done]] = defaultdict(list)
    for one in done:
        on[days.of_record(one.started_at)].append(one)
    gaps = _gaps(done, history, days, book)
    today = days.of_moment(now)
    monday = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    return tuple(
        _day(monday + timedelta(days=number), today, on, gaps) for number in range(7 * weeks)
    )


def _gaps(done: list[Done], history: History, days: Days, book: RuleBook) -> dict[date, Gap]:
    """The gap before the first maximal session of each day that has one and a day before it."""
    found: dict[date, Gap] = {}
    last: tuple[date, Done] | None = None
    for one in done:
        if one.was not in MAXIMAL:
            continue
        day = days.of_record(one.started_at)
        if last is not None and last[0] != day:
            before, earlier = last
            assert earlier.was is not None
            needed = recovery_h(earlier.was, history.athlete, before, book)
            hours = hours_between(earlier.started_at, one.started_at)
            found[day] = Gap(hours, needed, earlier.was)
        last = day, one
    return found


def _day(day: date, today: date, on: dict[date, list[Done]], gaps: dict[date, Gap]) -> LoadDay:
    here = on.get(day, [])
    kinds = tuple(dict.fromkeys(one.was for one in here if one.was is not None))
    fast = sum(one.fast_m for one in here)
    return LoadDay(
        day, kinds, fast, any(one.maximal for one in here), gaps.get(day), ahead=day > today
    )
