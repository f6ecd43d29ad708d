"""Who may do what, where: what stands against an exercise, and what he does instead.

Two kinds of barrier.  The athlete's own (his level, his landing, an earlier injury) protect him, and
what is not known of him counts as the careful case.  The place's (no hill, no sled, a short straight)
only ask for something that can be done there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from flyzone.errors import InputError
from flyzone.model import Athlete, Dose, Level, Reason
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.amounts import full_dose, scaled
from flyzone.training.catalogue.exercise import Exercise
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.rules import STANDARD
from flyzone.training.rules.book import RuleBook


def level_of(athlete: Athlete) -> Level:
    """His level; a beginner's where it is not known."""
    return athlete.level or "beginner"


def barriers(
    exercise: Exercise, athlete: Athlete, on: date, place: TrainingPlace | None, book: RuleBook
) -> tuple[Reason, ...]:
    """What stands against an exercise, the athlete's own first; empty if he may do it.

    Parameters
    ----------
    exercise : Exercise
    athlete : Athlete
    on : date
        The day of the session: his age counts on it.
    place : TrainingPlace or None
        ``None`` asks about the athlete alone.
    book : RuleBook
    """
    own = tuple(_athletes(exercise, athlete, on, book))
    # A dose is looked up only for a level that does the exercise.
    if place is None or level_of(athlete) not in exercise.doses:
        return own
    return own + tuple(_places(exercise, level_of(athlete), place, book))


def substitute(
    key: str,
    athlete: Athlete,
    on: date,
    place: TrainingPlace | None = None,
    book: RuleBook = STANDARD,
    *,
    taken: Collection[str] = (),
) -> tuple[Exercise | None, tuple[Reason, ...]]:
    """The exercise itself where he may do it, or the nearest that he may and can.

    Parameters
    ----------
    key : str
        Of the exercise that is wished for.
    athlete : Athlete
    on : date
    place : TrainingPlace or None
        ``None`` leaves the place out of it.
    book : RuleBook
    taken : collection of str
        Keys that the session has already: no substitute for another one.

    Returns
    -------
    exercise : Exercise or None
        ``None`` where nothing on its list may be done.
    reasons : tuple of Reason
        Empty where nothing stands against the wish.

    Raises
    ------
    InputError
        If the catalogue has no such exercise.
    """
    exercise = CATALOGUE.get(key)
    if exercise is None:
        raise InputError(
            f"There is no exercise called {key!r} in the catalogue; docs/exercises.md lists them all.",
            code="exercise-unknown",
        )
    against = barriers(exercise, athlete, on, place, book)
    if not against:
        return exercise, ()
    for other in exercise.instead:
        if other not in taken and not barriers(CATALOGUE[other], athlete, on, place, book):
            numbers = {"exercise": key, "instead": other}
            return CATALOGUE[other], (
                *against, book.reason(against[0].rule, "exercise-instead", numbers)
            )  # fmt: skip
    return None, (*against, book.reason(against[0].rule, "exercise-left-out", {"exercise": key}))


def after_injuries(dose: Dose, athlete: Athlete, book: RuleBook) -> tuple[Dose, tuple[Reason, ...]]:
    """The dose with the fewer reps that an earlier injury asks for, and which one it was."""
    for injured in CATALOGUE[dose.exercise].reduce_after:
        if injured in athlete.injuries:
            share = book.value("earlier-injury", "share")
            numbers: dict[str, float | str] = {"exercise": dose.exercise, "place": injured}
            numbers["percent"] = 100.0 * share
            reason = book.reason("earlier-injury", "dose-after-injury", numbers)
            return scaled(dose, share), (reason,)
    return dose, ()


def room_needed(exercise: Exercise, dose: Dose, book: RuleBook) -> float | None:
    """Straight and clear metres that a dose asks for at the least; ``None`` where it asks for none.

    The zone of a fly gives way first: only where no shorter fly stands behind it are its run-in and
    its run-out taken at their least.
    """
    if dose.distance_m is None or dose.run_out_m is None:
        return None
    if not exercise.flying:
        return dose.distance_m + dose.run_out_m
    run_in, run_out = dose.run_in_m or 0.0, dose.run_out_m
    if not any(CATALOGUE[other].flying for other in exercise.instead):
        run_in = min(run_in, book.value("fly-set-up", "run_in_least_m"))
        run_out = min(run_out, book.value("fly-set-up", "run_out_least_m"))
    return run_in + dose.distance_m + run_out


def _athletes(exercise: Exercise, athlete: Athlete, on: date, book: RuleBook) -> Iterator[Reason]:
    numbers: dict[str, float | str] = {"exercise": exercise.key}
    if exercise.needs_landing and athlete.lands_well is not True:
        age = athlete.age_on(on)
        if athlete.lands_well is False:
            yield book.reason("landing-first", "landing-seen-unsafe", numbers)
        elif age is None:
            yield book.reason("landing-first", "landing-age-unknown", numbers)
        elif not athlete.is_adult_on(on):
            yield book.reason("landing-first", "landing-minor", {**numbers, "age": age})
    if level_of(athlete) not in exercise.doses:
        code = "exercise-level-unknown" if athlete.level is None else "exercise-level"
        yield book.reason("level-first", code, {**numbers, "level": exercise.least_level})
    for injured in exercise.avoid_after:
        if injured in athlete.injuries:
            yield book.reason(
                "earlier-injury", "exercise-after-injury", {**numbers, "place": injured}
            )


def _places(
    exercise: Exercise, level: Level, place: TrainingPlace, book: RuleBook
) -> Iterator[Reason]:
    rule, numbers = "what-the-place-has", {"exercise": exercise.key}
    missing = [one for one in exercise.equipment if one not in place.equipment]
    if missing:
        yield book.reason(rule, "equipment-missing", {**numbers, "missing": ", ".join(missing)})
    if not place.kinds.intersection(exercise.kinds):
        yield book.reason(
            rule, "facility-missing", {**numbers, "needed": " / ".join(exercise.kinds)}
        )
    elif exercise.steepest is not None:
        yield from _slope(exercise, exercise.steepest, place.hill_deg, book)
    needed = room_needed(exercise, full_dose(exercise, level, book), book)
    round_the_bend = exercise.bends and "track" in place.kinds
    if needed is None or place.straight_m is None or round_the_bend:
        return
    if place.straight_m < needed:
        yield book.reason(
            rule,
            "straight-too-short",
            {**numbers, "needed_m": needed, "straight_m": place.straight_m},
        )


def _slope(
    exercise: Exercise, steepest: str, slope: float | None, book: RuleBook
) -> Iterator[Reason]:
    numbers: dict[str, float | str] = {"exercise": exercise.key}
    least, most = book.value("dose-hill", "slope_flat_deg"), book.value("dose-hill", steepest)
    if slope is None:
        # On a hill that nobody measured only those train who may take the steepest one.
        if steepest == "slope_low_deg":
            yield book.reason("dose-hill", "hill-slope-unknown", {**numbers, "most_deg": most})
    elif slope < least:
        yield book.reason(
            "dose-hill", "hill-too-flat", {**numbers, "hill_deg": slope, "least_deg": least}
        )
    elif slope > most:
        yield book.reason(
            "dose-hill", "hill-too-steep", {**numbers, "hill_deg": slope, "most_deg": most}
        )
