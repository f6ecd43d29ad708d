"""What to do today: the session that is planned, or one that fits, as far as today's answer allows.

Where the answer says no, the planned session gives way to what the answer offers instead; where it says
"with a change", what was planned is done with the share of reps and of effort that it leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flyzone.model import Dose, Plan, PlannedSession, Reason, Stimulus
from flyzone.model.rep import MAXIMAL
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.exercise import EQUIPMENT, PLACE_KINDS
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.prescription import prescribe
from flyzone.training.rules import RuleBook
from flyzone.training.today import Today
from flyzone.workflows.one_athlete import OneAthlete

ANYWHERE = TrainingPlace(equipment=frozenset(EQUIPMENT), kinds=frozenset(PLACE_KINDS))
"""Nobody said what there is: all that an exercise may need is taken to be there."""


@dataclass(frozen=True, slots=True)
class SessionOfToday:
    """One session to do.

    Attributes
    ----------
    stimulus : Stimulus
    warm_up, main, cool_down : tuple of Dose
    effort : float or None
        Share of full effort, where it is less than full.
    planned : PlannedSession or None
        The entry of the plan that it is; ``None`` where nothing was planned.
    reasons : tuple of Reason
    """

    stimulus: Stimulus
    warm_up: tuple[Dose, ...]
    main: tuple[Dose, ...]
    cool_down: tuple[Dose, ...]
    effort: float | None
    planned: PlannedSession | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class DayOfToday:
    """What to do today.

    Attributes
    ----------
    sessions : tuple of SessionOfToday
        Empty on a day of rest.
    gave_way : tuple of PlannedSession
        What was planned and is not for today.
    rest_reasons : tuple of Reason
        Why the plan rests on this day.
    """

    sessions: tuple[SessionOfToday, ...]
    gave_way: tuple[PlannedSession, ...]
    rest_reasons: tuple[Reason, ...]


def todays_sessions(
    known: OneAthlete, answer: Today, on: date, plan: Plan | None, book: RuleBook
) -> DayOfToday:
    """What to do on a day.

    Parameters
    ----------
    known : OneAthlete
    answer : Today
    on : date
        The athlete's own day.
    plan : Plan or None
        His latest.
    book : RuleBook
        As it holds for him.
    """
    athlete = known.history.athlete
    days = () if plan is None else plan.of(athlete.id)
    day = next((one for one in days if one.day == on), None)
    planned = () if day is None else day.sessions
    if day is not None and not planned:
        return DayOfToday((), (), day.reasons)
    stays = [one for one in planned if answer.verdict == "yes" or one.stimulus not in MAXIMAL]
    gave_way = tuple(one for one in planned if one not in stays)
    made = [_planned(one) for one in stays]

    def prescribed(stimulus: Stimulus, share: float = 1.0, effort: float = 1.0) -> SessionOfToday:
        found = prescribe(stimulus, athlete, on, ANYWHERE, book, share=share)
        less = effort if effort < 1.0 else None
        return SessionOfToday(stimulus, *_parts(found.doses), less, None, found.reasons)

    if answer.verdict == "yes" and not planned:
        made.append(prescribed("max-velocity"))
    if answer.verdict != "yes" and not stays:
        made += [
            prescribed(one.stimulus, one.dose or 1.0, one.effort or 1.0)
            for one in answer.instead
            if one.stimulus is not None
        ]
    return DayOfToday(tuple(made), gave_way, ())


def _planned(planned: PlannedSession) -> SessionOfToday:
    parts = _parts(planned.doses)
    return SessionOfToday(planned.stimulus, *parts, None, planned, planned.reasons)


def _parts(doses: Sequence[Dose]) -> tuple[tuple[Dose, ...], tuple[Dose, ...], tuple[Dose, ...]]:
    """Warm-up, main part and cool-down, as they follow each other."""
    families = [CATALOGUE[one.exercise].family for one in doses]
    end = len(doses)
    while end and families[end - 1] == "cool-down":
        end -= 1
    # Drills belong to the warm-up, unless they are what the session is for.
    begin = next((i for i in range(end) if families[i] not in ("warm-up", "drill")), None)
    if begin is None:
        begin = max((i + 1 for i in range(end) if families[i] == "warm-up"), default=0)
    return tuple(doses[:begin]), tuple(doses[begin:end]), tuple(doses[end:])
