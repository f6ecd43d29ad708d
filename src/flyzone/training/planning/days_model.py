"""The days of one athlete for the solver: what each holds, and what two of them rule out.

A day has a yes or no for each sprint session, for jumps, for the heavy lift and for a low session, and
where facilities are listed one for each slot in which he could do them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, cast

from flyzone.model import Stimulus
from flyzone.training.planning.blocks import FURTHEST_DAYS, JUMP, LIFT, LOW, SPRINT
from flyzone.training.planning.clock import least_hours
from flyzone.training.planning.facts import COMPETITIONS, HIGH, recovery_h
from flyzone.training.planning.frame import DayFrame, Frame
from flyzone.training.planning.guards import Guards
from flyzone.training.planning.places import Option
from flyzone.training.planning.wish import places_wish, window_wish


@dataclass(frozen=True, slots=True)
class DayVars:
    """The choices of one day.

    Attributes
    ----------
    frame : DayFrame
    kinds : dict of Stimulus to literal
        The sprint session; at most one.
    parts : dict of str to literal
        ``"sprint"`` (any of the kinds), ``"jump"``, ``"lift"``, ``"low"``.
    trains : literal
        Any of the parts.
    run, gym : tuple of literal
        By option: where he sprints and jumps, and where he lifts.
    """

    frame: DayFrame
    kinds: dict[Stimulus, Any]
    parts: dict[str, Any]
    trains: Any
    run: tuple[Any, ...]
    gym: tuple[Any, ...]

    @property
    def day(self) -> date:
        """Which one."""
        return self.frame.day


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes of the parts of a day."""

    sprint: int
    jump: int
    lift: int
    low: int

    @classmethod
    def of(cls, frame: Frame) -> Minutes:
        """As the athlete's rules say, rounded up."""
        value = frame.book.value
        return cls(*(-int(-value("plan-minutes", part) // 1) for part in _PARTS))


_PARTS = (SPRINT, JUMP, LIFT, LOW)


def model_days(frame: Frame, guards: Guards, *, at_facilities: bool) -> list[DayVars]:
    """The days of one athlete, with all that holds within a day and between two."""
    minutes = Minutes.of(frame)
    days = [_day(frame, one, guards, minutes, at_facilities) for one in frame.days]
    _spacing(frame, days, guards)
    return days


def _day(
    frame: Frame, own: DayFrame, guards: Guards, minutes: Minutes, at_facilities: bool
) -> DayVars:
    model, name = guards.model, f"{frame.athlete.id} {own.day}"
    kinds = {one: model.new_bool_var(f"{name} {one}") for one in frame.stimuli}
    parts = {one: model.new_bool_var(f"{name} {one}") for one in _PARTS}
    trains = model.new_bool_var(f"{name} trains")
    model.add(sum(kinds.values()) == parts[SPRINT])
    model.add_max_equality(trains, list(parts.values()))
    for part in (SPRINT, JUMP, LIFT):
        guards.never(parts[LOW], parts[part], on=("plan-high-low",))
    _beside_a_sprint(own, parts, guards)
    for block in own.blocks:
        for part in block.parts:
            literal = parts[part] if part in parts else kinds[cast(Stimulus, part)]
            guards.never(literal, on=(block.rule, block.wish))
    window = frame.wishes.window(own.day)
    if window is not None:
        length = sum(getattr(minutes, part) * parts[part] for part in _PARTS)
        guards.holds_if(length <= int(window.minutes), window_wish(frame.wishes, own.day))
    run, gym = (), ()
    if at_facilities:
        run = tuple(model.new_bool_var(f"{name} run {i}") for i in range(len(own.options)))
        gym = tuple(model.new_bool_var(f"{name} gym {i}") for i in range(len(own.options)))
    day = DayVars(own, kinds, parts, trains, run, gym)
    if at_facilities:
        _somewhere(frame, day, guards, minutes)
    return day


def _beside_a_sprint(own: DayFrame, parts: dict[str, Any], guards: Guards) -> None:
    """Jumps and lifts only on high days: his own sprints, or other hard training."""
    hard = [one for one in own.facts if one.stimulus in HIGH and one.stimulus not in COMPETITIONS]
    if hard and not guards.apart:
        return
    beside = [parts[SPRINT], *guards.holds(*(one.wish for one in hard))]
    for part in (JUMP, LIFT):
        guards.one_of([~parts[part], *beside], "plan-high-low")


def _somewhere(frame: Frame, day: DayVars, guards: Guards, minutes: Minutes) -> None:
    """Each part where it can be done, and one after the other."""
    model, parts, here = guards.model, day.parts, (places_wish(frame.wishes),)
    sprint, jump, lift = parts[SPRINT], parts[JUMP], parts[LIFT]
    guards.one_of([~sprint, *day.run], *here)
    guards.one_of([~jump, *day.run], *here)
    guards.one_of([~lift, *day.gym], *here)
    model.add_at_most_one(day.run)
    model.add_at_most_one(day.gym)
    visits: dict[tuple[Any, ...], int] = {(sprint,): minutes.sprint, (jump,): minutes.jump}
    visits[sprint, jump] = minutes.sprint + minutes.jump
    for run, gym, option in zip(day.run, day.gym, day.frame.options, strict=True):
        guards.one_of([~run, sprint, jump])
        guards.one_of([~gym, lift])
        for stimulus, literal in (*day.kinds.items(), ("plyometrics", jump)):
            if stimulus not in option.offers:
                guards.never(run, literal, on=here)
        if "heavy-lift" not in option.offers or not option.fits(minutes.lift):
            guards.never(gym, on=here)
        for visit, length in visits.items():
            if not option.fits(length):
                guards.never(run, *visit, on=here)
    pairs = product(
        zip(day.run, day.frame.options, strict=True), zip(day.gym, day.frame.options, strict=True)
    )
    for (run, first), (gym, then) in pairs:
        for visit, length in visits.items():
            if not fits_after(first, length, then, minutes.lift):
                guards.never(run, gym, *visit, on=here)


def lift_starts(first: Option, length: float, then: Option) -> int | None:
    """The minute at which a lift can begin after a visit; ``None`` where that is not known."""
    if first.starts is None:
        return then.starts
    return max(first.starts + int(length), then.starts or 0)


def fits_after(first: Option, length: float, then: Option, lift: float) -> bool:
    """Whether a lift fits into its slot after a visit of so many minutes."""
    starts = lift_starts(first, length, then)
    return starts is None or then.ends is None or starts + lift <= then.ends


def _spacing(frame: Frame, days: Sequence[DayVars], guards: Guards) -> None:
    """Full recovery between two sprint sessions; jumps and lifts apart from their like."""
    apart = frame.book.value("plan-high-low", "hours")
    for i, first in enumerate(days):
        needed = {
            one: recovery_h(one, frame.athlete, first.day, frame.book) for one in frame.stimuli
        }
        for second in days[i + 1 : i + 1 + FURTHEST_DAYS]:
            hours = least_hours(first.frame.clock, second.frame.clock)
            soon = [one for one in frame.stimuli if hours < needed[one]]
            if len(soon) == len(frame.stimuli) and not guards.apart:
                guards.never(first.parts[SPRINT], second.parts[SPRINT])
            else:
                for one in soon:
                    guards.never(first.kinds[one], second.parts[SPRINT], on=(f"recovery-{one}",))
            if hours < apart:
                for part in (JUMP, LIFT):
                    guards.never(first.parts[part], second.parts[part], on=("plan-high-low",))
