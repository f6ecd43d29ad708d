"""What to do in a session: warm-up, main part, cool-down, and the reason of each choice.

The main part begins as a wish for the athlete's level.  Then what he may not do, or cannot do at this
place, is replaced; an earlier injury, an unloading week and the clock take away reps; the rules bound
what is left.  Effort and rest are never traded for time: a tired or hurried sprint is another session.
Where nothing safe remains, nothing is prescribed, and the reasons say why.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

from flyzone.model import Athlete, Dose, Level, Reason, Stimulus
from flyzone.model.limits import within, within_or_none
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.amounts import (
    Prescription,
    duration_of,
    full_dose,
    rest_of,
    scaled,
)
from flyzone.training.catalogue.exercise import Exercise
from flyzone.training.catalogue.limits import bounded, one_less, reps_of
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.catalogue.sessions import MAIN_PARTS
from flyzone.training.catalogue.who_may import after_injuries, level_of, substitute
from flyzone.training.catalogue.why_so import reasons_of_main
from flyzone.training.rules.book import RuleBook
from flyzone.training.warm_up import build_warm_up

__all__ = ["Prescription", "TrainingPlace", "prescribe", "substitute"]

SHORT_WALK_S = 180.0
"""The cool-down of a short hour."""
_CODE = "prescription"


def prescribe(
    stimulus: Stimulus,
    athlete: Athlete,
    on: date,
    place: TrainingPlace,
    book: RuleBook,
    *,
    share: float = 1.0,
    minutes: float | None = None,
) -> Prescription:
    """What to do in a session that trains one thing.

    Parameters
    ----------
    stimulus : Stimulus
    athlete : Athlete
        What is not known of him counts as the careful case.
    on : date
        The day of the session.
    place : TrainingPlace
    book : RuleBook
        The rules as they hold for him.
    share : float
        Of the usual reps, above 0 to 1.5: an unloading week, a return; above 1 as far as the rules
        allow.
    minutes : float or None, min
        For everything, warm-up and cool-down included; ``None`` is as long as it takes.

    Returns
    -------
    Prescription
        Without doses where nothing safe can be done here, or in this time.

    Raises
    ------
    InputError
        If the share or the minutes cannot be what they say.
    """
    share = within(share, 0.05, 1.5, "The share of a session", "", _CODE)
    minutes = within_or_none(minutes, 1.0, 600.0, "The minutes of a session", "min", _CODE)
    level = level_of(athlete)
    reasons: list[Reason] = []
    if athlete.level is None:
        reasons.append(book.reason("level-first", "level-unknown"))
    if stimulus in {"race", "match"}:
        main: list[Dose] = []
        reasons.append(book.reason("race-day", "race-is-main-part", {"stimulus": stimulus}))
    else:
        main, why = _main_part(stimulus, level, athlete, on, place, book)
        reasons += why
        if not main:
            reasons.append(
                book.reason("what-the-place-has", "session-impossible", {"stimulus": stimulus})
            )
            return Prescription((), tuple(reasons))
        main = bounded([scaled(dose, share) for dose in main], level, book)
        if share != 1.0:
            numbers = {"percent": 100.0 * share}
            reasons.append(book.reason("volume-not-effort", "volume-share", numbers))
    session = _in_time(stimulus, main, athlete, on, place, book, minutes)
    reasons += reasons_of_main(session.main, level, athlete, on, place, book)
    return replace(session, reasons=(*reasons, *session.reasons))


def _main_part(
    stimulus: Stimulus,
    level: Level,
    athlete: Athlete,
    on: date,
    place: TrainingPlace,
    book: RuleBook,
) -> tuple[list[Dose], list[Reason]]:
    """The wish for his level, with what he may not or cannot do replaced."""
    doses: list[Dose] = []
    reasons: list[Reason] = []
    wished = MAIN_PARTS[level][stimulus]
    for key in wished:
        # A substitute must be neither done already nor about to be done.
        taken = {*wished, *(dose.exercise for dose in doses)}
        exercise, why = substitute(key, athlete, on, place, book, taken=taken)
        reasons += why
        if exercise is None:
            continue
        dose, why = _fitted(exercise, full_dose(exercise, level, book), place, book)
        reasons += why
        dose, why = after_injuries(dose, athlete, book)
        reasons += why
        doses.append(dose)
    trained = {CATALOGUE[dose.exercise].stimulus for dose in doses}
    numbers: dict[str, float | str] = {"asked": stimulus}
    for became in sorted(one for one in trained - {stimulus} if one is not None):
        reasons.append(
            book.reason("what-the-place-has", "stimulus-became", {**numbers, "became": became})
        )
    if trained == {None}:
        reasons.append(book.reason("what-the-place-has", "stimulus-missed", numbers))
    return doses, reasons


def _fitted(
    exercise: Exercise, dose: Dose, place: TrainingPlace, book: RuleBook
) -> tuple[Dose, tuple[Reason, ...]]:
    """A fly as the straight allows: the run-out gives way down to its floor, then the run-in."""
    if not exercise.flying:
        return dose, ()
    run_in, run_out, zone = dose.run_in_m or 0.0, dose.run_out_m or 0.0, dose.distance_m or 0.0
    numbers: dict[str, float | str] = {"zone_m": zone, "run_in_m": run_in, "run_out_m": run_out}
    numbers["total_m"] = run_in + zone + run_out
    if place.straight_m is None:
        return dose, (book.reason("fly-set-up", "fly-straight-unknown", numbers),)
    missing = run_in + zone + run_out - place.straight_m
    if missing <= 0.0:
        return dose, (book.reason("fly-set-up", "fly-set-up", numbers),)
    floor = min(run_out, book.value("fly-set-up", "run_out_least_m"))
    shorter_out = min(missing, run_out - floor)
    shorter_in = missing - shorter_out
    reasons = []
    if shorter_out > 0.0:
        numbers = {"run_out_m": run_out - shorter_out, "usual_m": run_out}
        numbers["straight_m"] = place.straight_m
        reasons.append(book.reason("fly-set-up", "fly-run-out-shorter", numbers))
    if shorter_in > 0.0:
        numbers = {"run_in_m": run_in - shorter_in, "usual_m": run_in}
        reasons.append(book.reason("fly-set-up", "fly-run-in-shorter", numbers))
    dose = replace(dose, run_in_m=run_in - shorter_in, run_out_m=run_out - shorter_out, rest_s=None)
    return replace(dose, rest_s=rest_of(exercise, dose, book)), tuple(reasons)


def _in_time(
    stimulus: Stimulus,
    main: list[Dose],
    athlete: Athlete,
    on: date,
    place: TrainingPlace,
    book: RuleBook,
    minutes: float | None,
) -> Prescription:
    """Warm-up, as much of the main part as there is time for, and cool-down."""

    def warm_up(length: float | None = None) -> Prescription:
        return build_warm_up(stimulus, athlete, on, length, place=place, book=book)

    walk, stretch = (CATALOGUE[key].doses["beginner"] for key in ("walk", "static-stretching"))
    stretch, _ = after_injuries(stretch, athlete, book)
    first, last = warm_up(), [walk, stretch]
    reasons: list[Reason] = []
    if minutes is not None:
        available = 60.0 * minutes
        if duration_of((*first.doses, *main, *last)) > available:
            last = [replace(walk, duration_s=SHORT_WALK_S)]
            shortest = warm_up(book.value("warm-up", "least_minutes"))
            around = duration_of((*shortest.doses, *last))
            kept = main
            while kept and around + duration_of(kept) > available:
                kept = one_less(kept)
            needed = around + duration_of([replace(one, sets=1, reps=1) for one in main[:1]])
            if available < needed:
                numbers = {"minutes": minutes, "needed_min": math.ceil(needed / 60.0)}
                reason = book.reason("volume-not-effort", "time-too-short", numbers)
                return Prescription((), (reason,))
            if kept != main:
                percent = 100.0 * sum(map(reps_of, kept)) / sum(map(reps_of, main))
                numbers = {"minutes": minutes, "percent": percent}
                reasons.append(book.reason("volume-not-effort", "fewer-reps-for-time", numbers))
            main = kept
            left = available - duration_of((*main, *last))
            first = first if duration_of(first.doses) <= left else warm_up(left / 60.0)
    reasons += first.reasons
    if stretch in last:
        reasons.append(book.reason("no-static-before", "stretch-after"))
    return Prescription((*first.doses, *main, *last), tuple(reasons), tuple(main))
