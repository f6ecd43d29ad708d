"""What kind of week each one is, before anything is chosen: loading, unloading, tapering, and so on.

Sprinting is counted in full sessions, each as it is prescribed for the athlete at its full dose.  A
week may grow from the larger of the two weeks before it that loaded; unloading and tapering weeks are
left out of that comparison, weeks away or lost to an injury are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from flyzone.training.planning.facts import HIGH, Fact
from flyzone.training.planning.wishes import AthleteWishes
from flyzone.training.rules.book import RuleBook

Phase = Literal["load", "unload", "taper", "away", "return", "begun"]
"""Begun: part of it is past already."""

LOOK_BACK_WEEKS = 8


@dataclass(frozen=True, slots=True)
class Week:
    """One week of one athlete.

    Attributes
    ----------
    number : int
        From 0.
    days : tuple of date
    open_days : tuple of date
        Those that are still to be planned.
    phase : Phase
    done, fixed : int
        Sprinting that was done in it, or is fixed in it, in hundredths of a full session.
    high : frozenset of date
        Days that are high ones whatever is planned.
    trained : int
        Days on which he already trained, other training apart.
    lost : int
        Days on which he usually can train and this time cannot.
    """

    number: int
    days: tuple[date, ...]
    open_days: tuple[date, ...]
    phase: Phase
    done: int
    fixed: int
    high: frozenset[date]
    trained: int
    lost: int

    @property
    def loads(self) -> bool:
        """Whether later weeks are compared with it."""
        return self.phase not in {"unload", "taper"}


def weeks_of(
    days: Sequence[date],
    since: date,
    wishes: AthleteWishes,
    facts: Sequence[Fact],
    book: RuleBook,
    before: Sequence[int],
) -> tuple[Week, ...]:
    """The weeks of a plan.

    Parameters
    ----------
    days : sequence of date
        All days, whole weeks.
    since : date
        The first day to be planned.
    wishes : AthleteWishes
    facts : sequence of Fact
    book : RuleBook
    before : sequence of int
        Sprinting of the weeks before, the latest last.
    """
    loads = _loads_behind(before, book)
    weeks = []
    for number in range(len(days) // 7):
        own = tuple(days[7 * number : 7 * number + 7])
        phase = _phase(own, since, wishes, loads, book)
        loads = loads + 1 if phase in {"load", "begun"} else 0
        here = [fact for fact in facts if fact.day in set(own)]
        done = [fact for fact in here if fact.origin == "done"]
        weeks.append(
            Week(
                number,
                own,
                tuple(day for day in own if day >= since),
                phase,
                sum(fact.sessions for fact in done),
                sum(fact.sessions for fact in here if fact.origin == "fixed"),
                frozenset(fact.day for fact in here if fact.stimulus in HIGH),
                len({fact.day for fact in done if not _fixed_on(fact.day, wishes)}),
                len(_lost(own, wishes)),
            )
        )
    return tuple(weeks)


def sprinting_before(facts: Sequence[Fact], first_day: date) -> tuple[int, ...]:
    """Sprinting of the weeks before the plan, in hundredths of a full session, the latest last."""
    sums = [0] * LOOK_BACK_WEEKS
    for fact in facts:
        back = (first_day - fact.day - timedelta(days=1)).days // 7
        if fact.day < first_day and back < LOOK_BACK_WEEKS:
            sums[-1 - back] += fact.sessions
    return tuple(sums)


def reference(
    weeks: Sequence[Week], before: Sequence[int], number: int
) -> tuple[list[int], list[int]]:
    """What a week is compared with: weeks of the plan by number, and sprinting of weeks before it."""
    planned = [week.number for week in weeks[:number] if week.loads][-2:]
    return planned, list(before[len(before) - (2 - len(planned)) :]) if len(planned) < 2 else []


def _phase(
    days: Sequence[date], since: date, wishes: AthleteWishes, loads: int, book: RuleBook
) -> Phase:
    if days[0] < since:
        return "begun"
    back = wishes.returning
    if back is not None and (back.released_on is None or back.released_on > days[0]):
        return "return"
    usual = [day for day in days if wishes.week[day.weekday()] is not None]
    if len(_lost(days, wishes)) > book.value("plan-away", "share") * len(usual):
        return "away"
    taper = timedelta(days=book.value("plan-taper", "days"))
    ahead = [one.day for one in wishes.competitions if one.importance == "A"]
    if sum(any(timedelta(0) <= race - day <= taper for race in ahead) for day in days) > 3:
        return "taper"
    return "unload" if loads >= book.value("plan-unload", "every") - 1 else "load"


def _loads_behind(before: Sequence[int], book: RuleBook) -> int:
    """Weeks of loading since the last lighter one: nothing else tells what was meant as one."""
    trained = [one for one in before if one > 0]
    if not trained:
        return 0
    # Half way between an unloading week and a full one.
    light = (1.0 + book.value("plan-unload", "share")) / 2.0 * sum(trained) / len(trained)
    count = 0
    for sprinting in reversed(before):
        if sprinting < light:
            break
        count += 1
    return count


def _lost(days: Sequence[date], wishes: AthleteWishes) -> list[date]:
    """Days on which he usually can train and this time cannot."""
    return [
        day
        for day in days
        if wishes.week[day.weekday()] is not None
        and (wishes.window(day) is None or day in wishes.forbidden)
    ]


def _fixed_on(day: date, wishes: AthleteWishes) -> bool:
    races = {one.day for one in wishes.competitions}
    return day in races or any(one.on(day) for one in wishes.fixed)
