"""WISHES.json: what a plan is asked for, as a coach writes it down; docs/plan.md explains every key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, Field

from flyzone.model import Athlete, History, Place, Stimulus
from flyzone.moments import FIRST_YEAR, LAST_YEAR
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.planning.wishes import (
    ALWAYS,
    AthleteWishes,
    Competition,
    Facility,
    FixedSession,
    Importance,
    Kind,
    Returning,
    Slot,
    Target,
    Window,
    Wishes,
)
from flyzone.wire.reason import EXACT

WISHES_SCHEMA_VERSION: Final = 1

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _of_the_place(given: time) -> time:
    if given.tzinfo is not None:
        raise ValueError("a time on the clock of the place has no offset")
    return given


Clock = Annotated[time, AfterValidator(_of_the_place)]


class WindowDocument(BaseModel):
    """When he can train on a day."""

    model_config = EXACT

    minutes: float = Field(gt=0, le=600)
    starts: Clock | None = Field(default=None, description="on the clock of the place; absent: any")


class SlotDocument(BaseModel):
    """When a facility can be had."""

    model_config = EXACT

    weekdays: list[Weekday] = Field(default_factory=lambda: list(WEEK))
    starts: Clock | None = None
    ends: Clock | None = None


class FacilityDocument(BaseModel):
    """A place that athletes share."""

    model_config = EXACT

    name: str
    capacity: int = Field(ge=1, le=1000, description="athletes at a time")
    kinds: list[str] = Field(default_factory=list)
    straight_m: float | None = Field(default=None, description="clear, the run-out included")
    hill_deg: float | None = Field(default=None, description="degrees, not per cent")
    equipment: list[str] = Field(default_factory=list)
    slots: list[SlotDocument] = Field(default_factory=lambda: [SlotDocument()])


class CompetitionDocument(BaseModel):
    """A race or a match."""

    model_config = EXACT

    day: date
    kind: Kind
    importance: Importance = "B"
    starts: Clock | None = None
    minutes: float | None = None
    name: str = ""


class FixedDocument(BaseModel):
    """Other training that stays: on a weekday or on a day."""

    model_config = EXACT

    stimulus: Stimulus
    weekday: Weekday | None = None
    day: date | None = None
    starts: Clock | None = None
    minutes: float | None = None
    name: str = ""


class ReturningDocument(BaseModel):
    """He comes back from an injury."""

    model_config = EXACT

    place: Place
    step: int = Field(default=0, ge=0, description="last step of the return without pain")
    released_on: date | None = None


class AthleteWishesDocument(BaseModel):
    """What one athlete's plan is asked for."""

    model_config = EXACT

    athlete: str = Field(description="name, its beginning, or id, as in the store")
    week: dict[Weekday, WindowDocument | None] = Field(
        default_factory=dict, description="weekdays that are not named: two hours at any time"
    )
    exceptions: dict[date, WindowDocument | None] = Field(default_factory=dict)
    days_a_week: tuple[int, int] = (2, 4)
    target: Target = "max-velocity"
    competitions: list[CompetitionDocument] = Field(default_factory=list)
    fixed: list[FixedDocument] = Field(default_factory=list)
    forbidden: list[date] = Field(default_factory=list)
    short_nights: list[date] = Field(default_factory=list)
    preferred: list[Weekday] = Field(default_factory=list)
    facilities: list[str] | None = None
    big_three: bool = True
    returning: ReturningDocument | None = None


class WishesDocument(BaseModel):
    """What a plan is asked for."""

    model_config = EXACT

    first_day: date = Field(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 1, 1))
    weeks: int = Field(ge=1, le=52)
    athletes: list[AthleteWishesDocument] = Field(min_length=1)
    facilities: list[FacilityDocument] = Field(default_factory=list)


def wishes_of(
    document: WishesDocument, known: Callable[[str], tuple[Athlete, History | None]]
) -> Wishes:
    """The wishes of a document.

    Parameters
    ----------
    document : WishesDocument
    known : callable
        From a name to the athlete and what he did.

    Raises
    ------
    InputError
        If wishes contradict themselves.
    """
    return Wishes(
        document.first_day,
        document.weeks,
        tuple(_athlete(one, *known(one.athlete)) for one in document.athletes),
        tuple(facility_of(one) for one in document.facilities),
    )


def weekday_number(day: Weekday) -> int:
    """0 is Monday."""
    return WEEK.index(day)


def _athlete(
    one: AthleteWishesDocument, athlete: Athlete, history: History | None
) -> AthleteWishes:
    week = tuple(
        _window(one.week[day]) if day in one.week else ALWAYS[number]
        for number, day in enumerate(WEEK)
    )
    return AthleteWishes(
        athlete,
        week,
        {day: _window(window) for day, window in one.exceptions.items()},
        one.days_a_week,
        one.target,
        tuple(Competition(**dict(race)) for race in one.competitions),
        tuple(_fixed(fixed) for fixed in one.fixed),
        frozenset(one.forbidden),
        frozenset(one.short_nights),
        frozenset(weekday_number(day) for day in one.preferred),
        None if one.facilities is None else frozenset(one.facilities),
        one.big_three,
        history,
        None if one.returning is None else Returning(**dict(one.returning)),
    )


def _window(one: WindowDocument | None) -> Window | None:
    return None if one is None else Window(one.minutes, one.starts)


def _fixed(one: FixedDocument) -> FixedSession:
    weekday = None if one.weekday is None else weekday_number(one.weekday)
    return FixedSession(one.stimulus, weekday, one.day, one.starts, one.minutes, one.name)


def facility_of(one: FacilityDocument) -> Facility:
    """The facility of a document.

    Raises
    ------
    InputError
        If it contradicts itself.
    """
    place = TrainingPlace(
        one.straight_m, one.hill_deg, frozenset(one.equipment), frozenset(one.kinds)
    )
    slots = tuple(
        Slot(frozenset(weekday_number(day) for day in slot.weekdays), slot.starts, slot.ends)
        for slot in one.slots
    )
    return Facility(one.name, one.capacity, place, slots)
