"""Creatine: the dose by body mass, for adults who know that their kidneys are well, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flyzone.model import Athlete, Reason
from flyzone.training.rules import STANDARD
from flyzone.training.rules.book import RuleBook

_RULE = "creatine"


@dataclass(frozen=True, slots=True)
class CreatineDose:
    """Two ways to the same end: load and keep, or a small dose for weeks.

    Attributes
    ----------
    loading_g_per_day : float or None, g
        ``None`` where his body mass is not known.
    loading_days, daily_g, slow_weeks : (float, float)
        From, to.
    slow_g_per_day : float, g
        Without loading.
    """

    loading_g_per_day: float | None
    loading_days: tuple[float, float]
    daily_g: tuple[float, float]
    slow_g_per_day: float
    slow_weeks: tuple[float, float]


@dataclass(frozen=True, slots=True)
class CreatineAdvice:
    """A dose or none, and why."""

    dose: CreatineDose | None
    reasons: tuple[Reason, ...]


def advise_creatine(athlete: Athlete, on: date, book: RuleBook = STANDARD) -> CreatineAdvice:
    """The creatine dose of an adult, with its evidence; none where he must ask somebody first.

    Parameters
    ----------
    athlete : Athlete
    on : date
    book : RuleBook

    Returns
    -------
    CreatineAdvice
        No dose under 18, where the age is not known, with kidney disease, or where it is not known
        whether he has one.

    Notes
    -----
    [Kreider2017]_
    """
    against = _against(athlete, on, book)
    if against:
        return CreatineAdvice(None, against)

    def value(threshold: str) -> float:
        return book.value(_RULE, threshold)

    days = (value("loading_days_least"), value("loading_days_most"))
    daily = (value("daily_least_g"), value("daily_most_g"))
    weeks = (value("slow_weeks_least"), value("slow_weeks_most"))
    loading: float | None = None
    if athlete.body is None:
        reasons = [book.reason(_RULE, "creatine-mass-unknown")]
    else:
        mass = athlete.body.mass_kg
        loading = min(value("loading_g_per_kg") * mass, value("loading_most_g"))
        numbers = {
            "loading_g": loading, "mass_kg": mass, "days_least": days[0], "days_most": days[1],
            "daily_least_g": daily[0], "daily_most_g": daily[1],
        }  # fmt: skip
        reasons = [book.reason(_RULE, "creatine-loading", numbers)]
    slow = {"slow_g": value("slow_g"), "weeks_least": weeks[0], "weeks_most": weeks[1]}
    reasons += [
        book.reason(_RULE, "creatine-slow", slow),
        book.reason(_RULE, "creatine-weight"),
    ]
    dose = CreatineDose(loading, days, daily, value("slow_g"), weeks)
    return CreatineAdvice(dose, tuple(reasons))


def _against(athlete: Athlete, on: date, book: RuleBook) -> tuple[Reason, ...]:
    reasons = []
    age = athlete.age_on(on)
    if age is None:
        reasons.append(book.reason(_RULE, "creatine-age-unknown"))
    elif not athlete.is_adult_on(on):
        reasons.append(book.reason(_RULE, "creatine-minor", {"age": age}))
    if athlete.kidney_disease is None:
        reasons.append(book.reason(_RULE, "creatine-kidneys-unknown"))
    elif athlete.kidney_disease:
        reasons.append(book.reason(_RULE, "creatine-kidney-disease"))
    return tuple(reasons)
