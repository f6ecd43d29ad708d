"""The weeks of one athlete for the solver: how many days, the big three, and how much sprinting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flyzone.model import Stimulus
from flyzone.training.planning.blocks import JUMP, LIFT, SPRINT
from flyzone.training.planning.days_model import DayVars
from flyzone.training.planning.facts import FULL
from flyzone.training.planning.frame import Frame
from flyzone.training.planning.guards import Guards
from flyzone.training.planning.weeks import Week, reference
from flyzone.training.planning.wish import big_three_wish, fewest_wish, most_wish

BIG_THREE: dict[str, Stimulus] = {
    SPRINT: "max-velocity",
    JUMP: "plyometrics",
    LIFT: "heavy-lift",
}
_ASKS_FOR_DAYS = frozenset({"load", "unload", "taper"})


@dataclass(frozen=True, slots=True)
class WeekVars:
    """The choices of one week.

    Attributes
    ----------
    week : Week
    days : tuple of DayVars
        Those to be planned.
    sprinting : variable
        Of the sprint sessions that are planned, in hundredths of a full session.
    """

    week: Week
    days: tuple[DayVars, ...]
    sprinting: Any

    @property
    def total(self) -> Any:
        """All sprinting of the week, what was done and what is fixed included."""
        return self.sprinting + self.week.done + self.week.fixed


def model_weeks(frame: Frame, days: Sequence[DayVars], guards: Guards) -> list[WeekVars]:
    """The weeks of one athlete, with all that holds within a week and between weeks."""
    weeks: list[WeekVars] = []
    for week in frame.weeks:
        own = tuple(day for day in days if day.day in week.open_days)
        sprinting = guards.model.new_int_var(0, FULL * 7, f"{frame.athlete.id} week {week.number}")
        weeks.append(WeekVars(week, own, sprinting))
        if own:
            _count_days(frame, weeks[-1], guards)
            _big_three(frame, weeks[-1], guards)
            _high_days(frame, weeks[-1], guards)
        _how_much(frame, weeks, guards)
    return weeks


def _count_days(frame: Frame, own: WeekVars, guards: Guards) -> None:
    trained = sum(day.trains for day in own.days)
    fewest, most = frame.wishes.days_a_week
    left = max(most - own.week.trained, 0)
    guards.holds_if(trained <= left, most_wish(frame.wishes))
    if own.week.phase in _ASKS_FOR_DAYS:
        asked = max(fewest - own.week.lost, 0)
        guards.holds_if(trained >= asked, fewest_wish(frame.wishes))


def _big_three(frame: Frame, own: WeekVars, guards: Guards) -> None:
    if not frame.wishes.big_three or own.week.phase != "load":
        return
    for part, stimulus in BIG_THREE.items():
        literals = [
            day.kinds[stimulus] if part == SPRINT else day.parts[part]
            for day in own.days
            if part != SPRINT or stimulus in day.kinds
        ]
        there = len({fact.day for fact in _facts(frame, own.week) if fact.stimulus == stimulus})
        wish = big_three_wish(frame.wishes, part, own.week.days[0])
        needed = int(frame.book.value("plan-big-three", part))
        guards.holds_if(_sum(literals) + there >= needed, wish)


def _high_days(frame: Frame, own: WeekVars, guards: Guards) -> None:
    """No more high days than he bears; where what is fixed is more already, none is added."""
    model = guards.model
    level = frame.athlete.level or "beginner"
    most = int(frame.book.value("plan-high-days", level))
    added = [day.parts[SPRINT] for day in own.days if day.day not in own.week.high]
    standing: list[Any] = []
    for day in sorted(own.week.high):
        wishes = [fact.wish for fact in _facts(frame, own.week) if fact.day == day]
        standing.append(guards.holds(*wishes)[0] if guards.apart else 1)
    over = model.new_int_var(0, max(len(standing) - most, 0), "over")
    guards.holds_if(_sum(added) + _sum(standing) <= most + over, "plan-high-days")
    for one in added:
        model.add(over == 0).only_enforce_if(one)


def _how_much(frame: Frame, weeks: Sequence[WeekVars], guards: Guards) -> None:
    """How much sprinting a week may hold, and that it shares itself out among its sessions."""
    model, own, book = guards.model, weeks[-1], frame.book
    week = own.week
    count = sum(day.parts[SPRINT] for day in own.days)
    least = round(FULL * book.value("plan-increase", "least"))
    model.add(own.sprinting <= FULL * count)
    model.add(own.sprinting >= least * count)
    planned, known = reference(frame.weeks, frame.before, week.number)
    if week.loads:
        rule, percent = "plan-increase", FULL + int(book.value("plan-increase", "percent"))
        always = round(FULL * book.value("plan-increase", "start")) - week.done
    else:
        rule = f"plan-{week.phase}"
        percent, always = int(FULL * book.value(rule, "share")), least
    there = week.done + week.fixed
    most = max([always, 0, *(one * percent // FULL - there for one in known)])
    ways = [model.new_bool_var(f"{rule} as always")]
    model.add(own.sprinting <= most).only_enforce_if(ways[0])
    for number in planned:
        ways.append(model.new_bool_var(f"{rule} by week {number}"))
        more = FULL * own.total <= percent * weeks[number].total
        model.add(more).only_enforce_if(ways[-1])
    guards.one_of(ways, rule)


def _facts(frame: Frame, week: Week) -> list[Any]:
    return [fact for fact in frame.facts if fact.day in week.days]


def _sum(literals: Sequence[Any]) -> Any:
    return sum(literals) if literals else 0
