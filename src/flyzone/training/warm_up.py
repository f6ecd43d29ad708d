"""The warm-up: easy running, dynamic mobility, drills, then build-ups to nearly full speed.

The order is fixed, the length is not: what matters most goes in first (the build-ups, some easy
running, one thing of each kind), and more mobility and drills are added as far as there is time.
Static stretching has no place in it; the reason says what research found, and what it disputes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from flyzone.model import Athlete, Dose, Place, Reason, Stimulus
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.amounts import Prescription, duration_of, full_dose
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.catalogue.who_may import after_injuries, barriers, level_of
from flyzone.training.rules import STANDARD
from flyzone.training.rules.book import RuleBook

TENDER: frozenset[Place] = frozenset({"hamstring", "achilles", "calf", "quadriceps", "groin"})
"""Places whose earlier injury asks for one build-up more."""
LEAST_BUILD_UP_M = 15.0
"""Below this a run is no build-up."""

_MOBILITY = (
    "leg-swing", "hip-circle", "lunge-with-rotation", "leg-swing-across", "hamstring-sweep",
    "knee-hug-walk", "ankle-rock", "inchworm",
)  # fmt: skip
"""What is needed most stands first."""


@dataclass(frozen=True, slots=True)
class _Course:
    """What leads up to one kind of session; drills as in `_MOBILITY`."""

    drills: tuple[str, ...] = ()
    build_ups: tuple[float, ...] = ()
    jog: bool = True
    full: bool = True


_TO_SPEED = (0.6, 0.7, 0.8, 0.9)
_UPRIGHT = _Course(("a-skip", "dribble", "ankling", "b-skip", "straight-leg-bound"), _TO_SPEED)
_DRIVING = _Course(("a-skip", "a-march", "high-knees", "ankling"), _TO_SPEED)
_COURSES: Mapping[Stimulus, _Course] = {
    "acceleration": _DRIVING,
    "max-velocity": _UPRIGHT,
    "sprint-endurance": _UPRIGHT,
    "speed-endurance": _UPRIGHT,
    "resisted": _DRIVING,
    "assisted": _UPRIGHT,
    "hill": _DRIVING,
    "race": _UPRIGHT,
    "match": _DRIVING,
    "plyometrics": _Course(("ankling", "a-skip", "high-knees"), (0.6, 0.8)),
    "heavy-lift": _Course(("a-march",)),
    "tempo": _Course(("a-skip", "ankling"), (0.6,), full=False),
    "interval-run": _Course(("a-skip", "ankling"), (0.6, 0.7), full=False),
    "skills": _Course(full=False),
    "long-run": _Course(jog=False, full=False),
    "easy-run": _Course(jog=False, full=False),
}


def build_warm_up(
    stimulus: Stimulus,
    athlete: Athlete,
    on: date,
    minutes: float | None = None,
    *,
    place: TrainingPlace | None = None,
    book: RuleBook = STANDARD,
) -> Prescription:
    """What leads up to a session.

    Parameters
    ----------
    stimulus : Stimulus
        Of the session that follows.
    athlete : Athlete
    on : date
    minutes : float or None, min
        How long it may take; never taken shorter than the rule ``warm-up`` allows.  ``None`` is the
        rule's own length.
    place : TrainingPlace or None
        Its straight bounds the build-ups; ``None`` has room for them.
    book : RuleBook

    Returns
    -------
    Prescription
        Its duration is the time asked for, or less where there is no more to do.
    """
    course = _COURSES[stimulus]
    least = book.value("warm-up", "least_minutes")
    usual = book.value("warm-up", "minutes") if course.full else least
    asked = usual if minutes is None else minutes
    seconds = 60.0 * min(max(asked, least), book.value("warm-up", "most_minutes"))

    build_ups, why = _build_ups(course, athlete, place, book)
    general = _jog(seconds) if course.jog else ()
    mobility: list[Dose] = []
    drills: list[Dose] = []
    used = duration_of((*general, *build_ups))
    for key, group in _by_need(course):
        exercise = CATALOGUE[key]
        if barriers(exercise, athlete, on, None, book):
            continue
        dose, _ = after_injuries(full_dose(exercise, level_of(athlete), book), athlete, book)
        lasts = duration_of((dose,))
        if used + lasts <= seconds:
            (drills if group == "drill" else mobility).append(dose)
            used += lasts

    numbers = {"minutes": used / 60.0}
    reasons = [
        book.reason("warm-up", "warm-up-order", numbers),
        book.reason("no-static-before", "warm-up-no-static"),
        *why,
    ]
    if minutes is not None and minutes < least and course.full:
        reasons.append(
            book.reason("warm-up", "warm-up-least", {"asked": minutes, "minutes": least})
        )
    if stimulus == "heavy-lift":
        reasons.append(book.reason("dose-heavy-lift", "warm-up-light-sets"))
    return Prescription((*general, *mobility, *drills, *build_ups), tuple(reasons))


def _by_need(course: _Course) -> list[tuple[str, str]]:
    """Mobility and drills in turn, what is needed most first."""
    first = [pair for key in zip(_MOBILITY, course.drills, strict=False) for pair in key]
    rest = [*_MOBILITY[len(course.drills) :], *course.drills[len(_MOBILITY) :]]
    return [(key, CATALOGUE[key].family) for key in (*first, *rest)]


def _jog(seconds: float) -> tuple[Dose, ...]:
    """A fifth of the time in whole half minutes, two to six minutes."""
    dose = CATALOGUE["easy-jog"].doses["beginner"]
    fifth = 30.0 * (0.2 * seconds // 30.0)
    return (replace(dose, duration_s=min(max(fifth, 120.0), 360.0)),)


def _build_ups(
    course: _Course, athlete: Athlete, place: TrainingPlace | None, book: RuleBook
) -> tuple[tuple[Dose, ...], tuple[Reason, ...]]:
    if not course.build_ups:
        return (), ()
    base = CATALOGUE["build-up"].doses["beginner"]
    distance = base.distance_m or 0.0
    if place is not None:
        if not place.kinds.intersection(CATALOGUE["build-up"].kinds):
            return (), (book.reason("what-the-place-has", "warm-up-no-room"),)
        if place.straight_m is not None:
            distance = min(distance, place.straight_m - (base.run_out_m or 0.0))
    if distance < LEAST_BUILD_UP_M:
        return (), (book.reason("what-the-place-has", "warm-up-no-room"),)
    efforts, why = course.build_ups, []
    tender = [injured for injured in athlete.injuries if injured in TENDER]
    if tender and course.full:
        efforts = tuple(sorted((*efforts, 0.8)))
        why = [book.reason("earlier-injury", "warm-up-one-more", {"place": tender[0]})]
    return tuple(replace(base, distance_m=distance, effort=one) for one in efforts), tuple(why)
