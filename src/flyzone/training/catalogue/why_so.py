"""Why this much, and why so long a rest: what is said of the main part of a session."""

from __future__ import annotations

import math
from datetime import date

from flyzone.model import Athlete, Dose, Level, Reason
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.exercise import SPRINTED
from flyzone.training.catalogue.limits import contacts_of, metres_of, sets_of, trained_by
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.rules.book import RuleBook


def reasons_of_main(
    main: tuple[Dose, ...],
    level: Level,
    athlete: Athlete,
    on: date,
    place: TrainingPlace,
    book: RuleBook,
) -> list[Reason]:
    """Why this much, and why so long a rest."""
    if not main:
        return []
    stimulus = trained_by(main)
    reasons: list[Reason] = []
    if stimulus in SPRINTED or stimulus == "tempo":
        row = f"dose-{stimulus}"
        numbers: dict[str, float | str] = {"metres": sum(map(metres_of, main))}
        numbers["least_m"] = book.value(row, "volume_least_m")
        numbers["most_m"] = book.value(row, "volume_most_m")
        reasons.append(book.reason(row, "sprint-volume", numbers))
    elif stimulus == "plyometrics":
        numbers = {"contacts": sum(map(contacts_of, main))}
        numbers["most"] = book.value("dose-plyometrics", f"contacts_{level}")
        reasons.append(book.reason("dose-plyometrics", "jump-contacts", numbers))
    elif stimulus == "heavy-lift":
        numbers = {"sets": sum(map(sets_of, main))}
        numbers["most"] = book.value("dose-heavy-lift", f"sets_{level}")
        reasons.append(book.reason("dose-heavy-lift", "lift-sets", numbers))
        if not athlete.is_adult_on(on):
            reasons.append(book.reason("lifting-supervised", "lift-supervised"))
    elif stimulus is not None and stimulus != "hill":
        reasons.append(book.reason("dose-conditioning", "modest-dose", {"stimulus": stimulus}))
    if any(CATALOGUE[dose.exercise].family == "hill" for dose in main):
        reasons += _about_hill(place, book)
    for dose in main:
        reasons += _about_rest(dose, book)
    return reasons


def _about_hill(place: TrainingPlace, book: RuleBook) -> list[Reason]:
    reasons = [book.reason("dose-hill", "hill-protocol")]
    least = book.value("dose-hill", "slope_least_deg")
    if place.hill_deg is None:
        most = book.value("dose-hill", "slope_most_deg")
        numbers = {"least_deg": least, "most_deg": most}
        reasons.append(book.reason("dose-hill", "hill-slope-to-measure", numbers))
    else:
        grade = 100.0 * math.tan(math.radians(place.hill_deg))
        numbers = {"hill_deg": place.hill_deg, "grade_percent": grade, "least_deg": least}
        code = "hill-slope" if place.hill_deg >= least else "hill-shallow"
        reasons.append(book.reason("dose-hill", code, numbers))
    return reasons


def _about_rest(dose: Dose, book: RuleBook) -> list[Reason]:
    exercise = CATALOGUE[dose.exercise]
    if dose.rest_s is None or exercise.doses[exercise.least_level].rest_s is not None:
        return []
    numbers: dict[str, float | str] = {"exercise": dose.exercise, "rest_min": dose.rest_s / 60.0}
    if dose.distance_m is None:
        numbers["times"] = book.value("prescription-rest", "times_work")
        return [book.reason("prescription-rest", "rest-from-work", numbers)]
    numbers["run_m"] = dose.distance_m + (dose.run_in_m or 0.0)
    numbers["per_10_m_s"] = book.value("prescription-rest", "s_per_10_m")
    reasons = [book.reason("prescription-rest", "rest-from-distance", numbers)]
    bymetres_of = float(numbers["run_m"]) / 10.0 * float(numbers["per_10_m_s"])
    least = book.value(f"dose-{exercise.stimulus}", "rest_least_s")
    if bymetres_of < least:
        limit: dict[str, float | str] = {"exercise": dose.exercise, "least_min": least / 60.0}
        reasons.append(book.reason(f"dose-{exercise.stimulus}", "rest-least", limit))
    return reasons
