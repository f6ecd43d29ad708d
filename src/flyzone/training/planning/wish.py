"""A wish by itself: what somebody asked for, in his own words, so that it can be named and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flyzone.training.planning.wishes import (
    WEEKDAYS,
    AthleteWishes,
    Competition,
    Facility,
    FixedSession,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish.

    Attributes
    ----------
    code : str
        What kind of wish, such as ``"competition"``.
    who : str
        The athlete's or the facility's name.
    words : str
        What was asked for, in words.
    source : str
        Where it was said: the field of the wishes.
    """

    code: str
    who: str
    words: str
    source: str

    def __str__(self) -> str:
        return f"{self.who}: {self.words} ({self.source})"


def window_wish(wishes: AthleteWishes, day: date) -> Wish:
    """When he can train on a day, as an exception or as its weekday says."""
    window = wishes.window(day)
    if day in wishes.exceptions:
        when, source = f"on {day}", "exceptions"
    else:
        when, source = f"on {WEEKDAYS[day.weekday()]}s", "week"
    if window is None:
        words = f"no training {when}"
    else:
        clock = f" from {window.starts:%H:%M}" if window.starts else ""
        words = f"at most {window.minutes:g} minutes {when}{clock}"
    return Wish("availability", wishes.athlete.name, words, source)


def competition_wish(wishes: AthleteWishes, one: Competition) -> Wish:
    """The race or match."""
    words = f"the {one.importance} {one.kind}{_named(one.name)} on {one.day}"
    return Wish("competition", wishes.athlete.name, words, "competitions")


def fixed_wish(wishes: AthleteWishes, one: FixedSession) -> Wish:
    """Other training that stays."""
    when = f"on {one.day}" if one.weekday is None else f"on {WEEKDAYS[one.weekday]}s"
    words = f"other training{_named(one.name)} ({one.stimulus}) {when}"
    return Wish("fixed", wishes.athlete.name, words, "fixed")


def forbidden_wish(wishes: AthleteWishes, day: date) -> Wish:
    """A day that stays free."""
    return Wish("forbidden", wishes.athlete.name, f"{day} stays free", "forbidden")


def short_night_wish(wishes: AthleteWishes, day: date) -> Wish:
    """A night known to be short."""
    return Wish("short-night", wishes.athlete.name, f"a short night after {day}", "short_nights")


def fewest_wish(wishes: AthleteWishes) -> Wish:
    """Training days a week, at least."""
    words = f"at least {wishes.days_a_week[0]} training days a week"
    return Wish("fewest-days", wishes.athlete.name, words, "days_a_week")


def most_wish(wishes: AthleteWishes) -> Wish:
    """Training days a week, at most."""
    words = f"at most {wishes.days_a_week[1]} training days a week"
    return Wish("most-days", wishes.athlete.name, words, "days_a_week")


_PARTS = {"sprint": "a sprint at maximal velocity", "jump": "plyometrics", "lift": "a heavy lift"}


def big_three_wish(wishes: AthleteWishes, part: str, monday: date) -> Wish:
    """One of the big three in one week."""
    words = f"{_PARTS[part]} in the week from {monday}"
    return Wish("big-three", wishes.athlete.name, words, "big_three")


def places_wish(wishes: AthleteWishes) -> Wish:
    """Where he trains."""
    names = "the facilities that are listed"
    if wishes.facilities is not None:
        names = ", ".join(sorted(wishes.facilities)) or "no facility at all"
    return Wish("places", wishes.athlete.name, f"training at {names} only", "facilities")


def capacity_wish(one: Facility) -> Wish:
    """How many a facility takes."""
    words = f"at most {one.capacity} athlete{'s' if one.capacity > 1 else ''} at a time"
    return Wish("capacity", one.name, words, "facilities")


def returning_wish(wishes: AthleteWishes) -> Wish:
    """He comes back from an injury."""
    assert wishes.returning is not None
    until = wishes.returning.released_on
    words = f"return after an injury ({wishes.returning.place}), " + (
        f"released on {until}" if until else "not yet released"
    )
    return Wish("returning", wishes.athlete.name, words, "returning")


def done_wish(wishes: AthleteWishes, stimulus: str, day: date) -> Wish:
    """What he did; nobody can take it back, and it may clash all the same."""
    return Wish("done", wishes.athlete.name, f"{stimulus} done on {day}", "history")


def _named(name: str) -> str:
    return f" {name}" if name else ""
