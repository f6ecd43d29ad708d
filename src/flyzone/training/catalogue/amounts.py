"""How much: a dose with its rest filled in, made smaller, and how long it lasts.

A rest is never shortened to save time.  Where there is less time, or the week unloads, reps are left
out; what remains is done at full effort and fully rested, or it would be another session.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from flyzone.model import Dose, Level, Reason
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.exercise import SPRINTED, Exercise
from flyzone.training.rules.book import RuleBook

REST_STEP_S = 30.0
"""Rests are rounded up to this: nobody rests for 175 seconds."""
REP_S = 3.0
"""A jump or one repetition of a lift, roughly."""
PACE_M_S = 7.0
"""Mean speed of a sprint from its start through its run-out, roughly."""
CHANGE_S = 15.0
"""From one exercise to the next where no rest is asked for."""


@dataclass(frozen=True, slots=True)
class Prescription:
    """What to do, and why.

    Attributes
    ----------
    doses : tuple of Dose
        In the order in which they are done; empty where nothing can be done here.
    reasons : tuple of Reason
        Why so, what had to give way, and what is not known.
    main : tuple of Dose
        Those between warm-up and cool-down.
    """

    doses: tuple[Dose, ...]
    reasons: tuple[Reason, ...]
    main: tuple[Dose, ...] = ()

    @property
    def duration_s(self) -> float:
        """About how long it takes, s: an estimate for planning the day."""
        return duration_of(self.doses)


def full_dose(exercise: Exercise, level: Level, book: RuleBook) -> Dose:
    """The dose of a level, with set-up and rest as the rules say.

    Parameters
    ----------
    exercise : Exercise
    level : Level
        One that does the exercise.
    book : RuleBook

    Returns
    -------
    Dose
        With ``rest_s`` wherever there is more than one rep at full effort.
    """
    dose = exercise.doses[level]
    if exercise.flying:
        dose = replace(
            dose,
            run_in_m=book.value("fly-set-up", "run_in_m"),
            run_out_m=book.value("fly-set-up", "run_out_m"),
        )
    rest = rest_of(exercise, dose, book)
    return dose if rest == dose.rest_s else replace(dose, rest_s=rest)


def rest_of(exercise: Exercise, dose: Dose, book: RuleBook) -> float | None:
    """Rest between the reps of a dose as it is planned, s; ``None`` where none is asked for.

    One minute for ten metres, run-in and zone together, within the limits of the table; a multiple
    of the work where a rep is given in seconds.
    """
    if dose.rest_s is not None:
        return dose.rest_s
    if exercise.stimulus in SPRINTED and dose.distance_m is not None:
        run = dose.distance_m + (dose.run_in_m or 0.0)
        rest = run / 10.0 * book.value("prescription-rest", "s_per_10_m")
        row = f"dose-{exercise.stimulus}"
        rest = max(rest, book.value(row, "rest_least_s"))
        return min(_round_up(rest), book.value(row, "rest_most_s"))
    if exercise.stimulus == "hill" and dose.duration_s is not None:
        return _round_up(dose.duration_s * book.value("prescription-rest", "times_work"))
    return None


def recovery_hours(exercise: Exercise, book: RuleBook) -> float | None:
    """Hours until he has recovered from it by the rules, h; ``None`` where it asks for none."""
    rule = exercise.recovery_rule
    return (book.value(rule, "hours") or None) if rule is not None else None


def scaled(dose: Dose, share: float) -> Dose:
    """A share of the reps of a dose, never more than that share unless it is a single rep.

    Sets of full length are kept where that comes as near.
    """
    wanted = max(1, math.ceil(dose.sets * dose.reps * share - 0.5 - 1e-9))
    most = math.ceil(dose.reps * max(share, 1.0) - 1e-9)
    sets, reps = max(
        ((sets, min(most, wanted // sets)) for sets in range(1, dose.sets + 1)),
        key=lambda pair: (pair[0] * pair[1], pair[1]),
    )
    return replace(dose, sets=sets, reps=reps)


def duration_of(doses: Iterable[Dose]) -> float:
    """About how long doses take, s, each with the change to the next exercise.

    An estimate for planning: a sprint at 7 m/s on average, 3 s for a jump or a lift.
    """
    return sum(_duration(dose) for dose in doses)


def _duration(dose: Dose) -> float:
    if dose.duration_s is not None:
        work = dose.duration_s
    elif dose.distance_m is not None:
        metres = dose.distance_m + (dose.run_in_m or 0.0) + (dose.run_out_m or 0.0)
        work = metres / (PACE_M_S * (dose.effort or 0.3))
    else:
        work = REP_S
    if CATALOGUE[dose.exercise].each_side:
        work *= 2.0
    rest = dose.rest_s or 0.0
    between_sets = rest if dose.set_rest_s is None else dose.set_rest_s
    rests = dose.sets * (dose.reps - 1) * rest + (dose.sets - 1) * between_sets
    return dose.sets * dose.reps * work + rests + max(rest, between_sets, CHANGE_S)


def _round_up(seconds: float) -> float:
    return math.ceil(seconds / REST_STEP_S - 1e-9) * REST_STEP_S
