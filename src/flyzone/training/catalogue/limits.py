"""The most of a session: metres, ground contacts and sets are counted, and the rules bound them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from flyzone.model import Dose, Level, Stimulus
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.exercise import SPRINTED
from flyzone.training.rules.book import RuleBook


def bounded(doses: list[Dose], level: Level, book: RuleBook) -> list[Dose]:
    """As many reps as the rules allow at the most."""
    stimulus = trained_by(doses)
    if stimulus in SPRINTED or stimulus == "tempo":
        doses = _at_most(doses, metres_of, book.value(f"dose-{stimulus}", "volume_most_m"))
    elif stimulus == "plyometrics":
        doses = _at_most(doses, contacts_of, book.value("dose-plyometrics", f"contacts_{level}"))
    elif stimulus == "heavy-lift":
        doses = _at_most(doses, sets_of, book.value("dose-heavy-lift", f"sets_{level}"))
    if any(CATALOGUE[dose.exercise].flying for dose in doses):
        doses = _at_most(doses, reps_of, book.value("fly-reps", "most"))
    return doses


def _at_most(doses: list[Dose], amount: Callable[[Dose], float], most: float) -> list[Dose]:
    while len(doses) > 1 or doses[0].sets * doses[0].reps > 1:
        if sum(amount(dose) for dose in doses) <= most:
            break
        doses = one_less(doses)
    return doses


def one_less(doses: list[Dose]) -> list[Dose]:
    """One set or rep less of what has the most; the last exercise goes when each has one left."""
    most = max(range(len(doses)), key=lambda i: (doses[i].sets * doses[i].reps, i))
    dose = doses[most]
    if dose.sets > 1:
        fewer = replace(dose, sets=dose.sets - 1)
    elif dose.reps > 1:
        fewer = replace(dose, reps=dose.reps - 1)
    else:
        return doses[:-1]
    return [*doses[:most], fewer, *doses[most + 1 :]]


def trained_by(main: Sequence[Dose]) -> Stimulus | None:
    """What the main part trains in the end, by the first exercise that asks something."""
    stimuli = (CATALOGUE[dose.exercise].stimulus for dose in main)
    return next((stimulus for stimulus in stimuli if stimulus is not None), None)


def metres_of(dose: Dose) -> float:
    """Metres in all, run-ins excluded."""
    return dose.sets * dose.reps * (dose.distance_m or 0.0)


def contacts_of(dose: Dose) -> float:
    """Contacts with the ground in all, both legs counted."""
    return reps_of(dose) * (2.0 if CATALOGUE[dose.exercise].each_side else 1.0)


def sets_of(dose: Dose) -> float:
    """Its sets."""
    return float(dose.sets)


def reps_of(dose: Dose) -> float:
    """Its reps, all sets together."""
    return float(dose.sets * dose.reps)
