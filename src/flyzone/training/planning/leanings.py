"""What makes one plan better than another: leanings, none of which has to hold.

They are weighed in points.  The weights are an order of importance (a change of an earlier plan before
everything else, then what the target wants, then a rhythm from week to week), not the result of a
trial, and no rule: the plan's days say which leanings they follow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flyzone.training.planning.blocks import JUMP, LIFT, LOW, SPRINT
from flyzone.training.planning.days_model import DayVars
from flyzone.training.planning.frame import Frame
from flyzone.training.planning.weeks_model import WeekVars

CHANGED_DAY = 200
"""A day that differs from the earlier plan."""
WANTED = (40, 34, 26, 12)
"""The first sprint session of a kind in a week, the most wanted kind first."""
AGAIN = 12
"""Each sprint session."""
STRENGTH_DAY = 8
"""Jumps, or a lift; in weeks that load."""
TRAINING_DAY = 5
"""A training day, in weeks that load, or lead back from an injury."""
SPARED_DAY = 3
"""A day without training, in the other weeks."""
RHYTHM = 6
"""The same kind of day as a week before."""
PREFERRED = 4
"""A training day on a weekday that he likes."""
IDLE = 6
"""Four days in a row without a high one."""
CROWDED = 3
"""Three training days in a row."""
FULL_SESSION = 10
"""A hundredth of a point for a hundredth of a session: full sessions before small ones."""
_POINT = 100


def cost(frame: Frame, weeks: Sequence[WeekVars], model: Any) -> tuple[Any, ...]:
    """Terms to be made small, in hundredths of a point.

    Parameters
    ----------
    frame : Frame
    weeks : sequence of WeekVars
        Those that matter.
    model : CpModel
        Takes the variables that are needed.
    """
    terms: list[Any] = []
    days = [day for week in weeks for day in week.days]
    for week in weeks:
        loads = week.week.phase in {"load", "begun"}
        terms += _wanted(frame, week, model)
        terms.append(-FULL_SESSION * week.sprinting)
        for day in week.days:
            terms.append(-AGAIN * _POINT * day.parts[SPRINT])
            if loads:
                terms.append(-STRENGTH_DAY * _POINT * (day.parts[JUMP] + day.parts[LIFT]))
            each = -TRAINING_DAY if loads or week.week.phase == "return" else SPARED_DAY
            terms.append(each * _POINT * day.trains)
            if day.day.weekday() in frame.wishes.preferred:
                terms.append(-PREFERRED * _POINT * day.trains)
    terms += _spread(days, model)
    terms += _rhythm(days, model)
    terms += _changes(days, frame.earlier, model)
    return tuple(terms)


def _wanted(frame: Frame, week: WeekVars, model: Any) -> list[Any]:
    """Different kinds of sprint sessions, in the order of the target; the last ones take turns."""
    first, second, *others = frame.stimuli if len(frame.stimuli) > 1 else (*frame.stimuli, None)
    turn = week.week.number % max(len(others), 1)
    order = [first, second, *others[turn:], *others[:turn]]
    terms = []
    for stimulus, points in zip(order, WANTED, strict=False):
        literals = [day.kinds[stimulus] for day in week.days if stimulus in day.kinds]
        if literals:
            there = model.new_bool_var(f"{stimulus} in week {week.week.number}")
            model.add_bool_or([~there, *literals])
            terms.append(-points * _POINT * there)
    return terms


def _spread(days: Sequence[DayVars], model: Any) -> list[Any]:
    terms = []
    for i in range(len(days) - 3):
        idle = model.new_bool_var("idle")
        model.add_bool_or([idle, *(day.parts[SPRINT] for day in days[i : i + 4])])
        terms.append(IDLE * _POINT * idle)
    for i in range(len(days) - 2):
        crowded = model.new_bool_var("crowded")
        model.add_bool_or([crowded, *(~day.trains for day in days[i : i + 3])])
        terms.append(CROWDED * _POINT * crowded)
    return terms


def _rhythm(days: Sequence[DayVars], model: Any) -> list[Any]:
    terms = []
    for before, after in zip(days, days[7:], strict=False):
        for part in (SPRINT, LIFT, LOW):
            a, b = before.parts[part], after.parts[part]
            other = model.new_bool_var("other rhythm")
            model.add_bool_or([other, ~a, b])
            model.add_bool_or([other, a, ~b])
            terms.append(RHYTHM * _POINT * other)
    return terms


def _changes(
    days: Sequence[DayVars], earlier: Mapping[date, frozenset[str]], model: Any
) -> list[Any]:
    terms = []
    for day in days:
        if day.day not in earlier:
            continue
        planned = earlier[day.day]
        changed = model.new_bool_var("changed")
        wanted = {
            JUMP: "plyometrics" in planned,
            LIFT: "heavy-lift" in planned,
            LOW: bool(planned & {"tempo", "skills"}),
        }
        for literal, was in (
            *((day.parts[part], was) for part, was in wanted.items()),
            *((literal, stimulus in planned) for stimulus, literal in day.kinds.items()),
        ):
            model.add_implication(~literal if was else literal, changed)
        terms.append(CHANGED_DAY * _POINT * changed)
    return terms
