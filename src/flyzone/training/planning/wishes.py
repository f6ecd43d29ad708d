"""What a plan is asked for: who can train when, where, for what, and what is already fixed.

A wish is what somebody said and could take back: Mondays are free, the match is on Saturday, at least
four days a week.  A plan holds all of them or there is none; `flyzone.training.planning.clash` then
names the few that cannot hold together.  What the plan adds comes on top of what is fixed: the minutes
of a day are those that the plan may fill.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, get_args

from flyzone.errors import InputError
from flyzone.model import Athlete, History, Stimulus
from flyzone.model.athlete import Place
from flyzone.model.limits import name, one_of, within, within_or_none
from flyzone.training.catalogue.place import TrainingPlace

Target = Literal["40-yards", "100-m", "5-km-kick", "field-sport", "max-velocity"]
"""What he trains for."""

Kind = Literal["race", "match"]

Importance = Literal["A", "B", "C"]
"""An A race or match is tapered for."""

MOST_WEEKS = 52
RETURN_STEPS = 5
_CODE = "wishes"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _weekdays(given: Iterable[int]) -> frozenset[int]:
    days = frozenset(given)
    if not days <= frozenset(range(7)):
        raise InputError(
            f"Weekdays are 0 (Monday) to 6 (Sunday), got {', '.join(map(str, sorted(days)))}.",
            code="wishes-weekday",
        )
    return days


def _once(keys: Iterable[str], what: str, named: object) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            word = named(key) if callable(named) else key
            raise InputError(
                f"The {what} {word} stands twice. Put both into one.", code=f"wishes-{what}"
            )
        seen.add(key)


@dataclass(frozen=True, slots=True)
class Window:
    """When he can train on a day.

    Attributes
    ----------
    minutes : float, min
        Above zero; those that the plan may fill.
    starts : time or None
        On the clock of the place; ``None`` at any time of the day.
    """

    minutes: float
    starts: time | None = None

    def __post_init__(self) -> None:
        value = within(self.minutes, 1.0, 600.0, "The minutes of a day", "min", _CODE)
        object.__setattr__(self, "minutes", value)


ALWAYS: tuple[Window | None, ...] = (Window(120.0),) * 7
"""Two hours on every weekday."""


@dataclass(frozen=True, slots=True)
class Slot:
    """When a facility can be had.

    Attributes
    ----------
    weekdays : frozenset of int
        0 is Monday.
    starts, ends : time or None
        On the clock of the place, both or neither; neither is all day, and the places are then those
        of the whole day.
    """

    weekdays: frozenset[int] = frozenset(range(7))
    starts: time | None = None
    ends: time | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "weekdays", _weekdays(self.weekdays))
        if (self.starts is None) != (self.ends is None) or (
            self.starts is not None and self.ends is not None and self.ends <= self.starts
        ):
            raise InputError(
                f"A facility is open from a time to a later one, got {self.starts} to {self.ends}. "
                "Give both, or neither for all day.",
                code="facility-slot",
            )


@dataclass(frozen=True, slots=True)
class Facility:
    """A place that athletes share.

    Attributes
    ----------
    name : str
    capacity : int
        Athletes at a time: lanes, racks, sleds.
    place : TrainingPlace
        What can be done there.
    slots : tuple of Slot
        Each is filled once; those of one weekday may not overlap.
    """

    name: str
    capacity: int
    place: TrainingPlace
    slots: tuple[Slot, ...] = (Slot(),)

    def __post_init__(self) -> None:
        code = "facility"
        object.__setattr__(self, "name", name(self.name, "A facility", code))
        object.__setattr__(self, "slots", tuple(self.slots))
        if not 1 <= self.capacity <= 1000 or int(self.capacity) != self.capacity:
            raise InputError(
                f"{self.name} takes a whole number of athletes at a time, 1 to 1000, got "
                f"{self.capacity:g}. Leave out a facility that nobody can use.",
                code="facility-capacity",
            )
        for day in range(7):
            slots = [one for one in self.slots if day in one.weekdays]
            spans = sorted((one.starts, one.ends) for one in slots if one.starts and one.ends)
            overlap = any(a[1] > b[0] for a, b in pairwise(spans))
            if overlap or (len(slots) > 1 and len(spans) < len(slots)):
                raise InputError(
                    f"The slots of {self.name} overlap on {WEEKDAYS[day]}. Join them into one.",
                    code="facility-slot",
                )


@dataclass(frozen=True, slots=True)
class Competition:
    """A race or a match.

    Attributes
    ----------
    day : date
    kind : {"race", "match"}
    importance : {"A", "B", "C"}
    starts : time or None
    minutes : float or None, min
    name : str
    """

    day: date
    kind: Kind
    importance: Importance = "B"
    starts: time | None = None
    minutes: float | None = None
    name: str = ""

    def __post_init__(self) -> None:
        one_of(self.kind, get_args(Kind), "A competition", _CODE)
        one_of(self.importance, get_args(Importance), "The importance", _CODE)
        value = within_or_none(self.minutes, 1.0, 1440.0, "The minutes of a race", "min", _CODE)
        object.__setattr__(self, "minutes", value)


@dataclass(frozen=True, slots=True)
class FixedSession:
    """Other training of his that stays where it is.

    Attributes
    ----------
    stimulus : Stimulus
        What it asks of him: football practice with full sprints is ``"acceleration"``, without them
        ``"skills"``.
    weekday : int or None
        0 is Monday; every week.
    day : date or None
        Once; one of ``weekday`` and ``day`` is given.
    starts : time or None
    minutes : float or None, min
    name : str
    """

    stimulus: Stimulus
    weekday: int | None = None
    day: date | None = None
    starts: time | None = None
    minutes: float | None = None
    name: str = ""

    def __post_init__(self) -> None:
        one_of(self.stimulus, get_args(Stimulus), "The stimulus of a session", _CODE)
        value = within_or_none(self.minutes, 1.0, 1440.0, "The minutes of a session", "min", _CODE)
        object.__setattr__(self, "minutes", value)
        if (self.weekday is None) == (self.day is None):
            raise InputError(
                "Other training is on a weekday or on a date, got both or neither. Give one.",
                code="wishes-fixed",
            )
        if self.weekday is not None:
            _weekdays((self.weekday,))

    def on(self, day: date) -> bool:
        """Whether it takes place on a day."""
        return self.day == day if self.weekday is None else self.weekday == day.weekday()


@dataclass(frozen=True, slots=True)
class Returning:
    """He comes back from an injury.

    Attributes
    ----------
    place : Place
    step : int
        The last step of the graded return that he ran without pain; 0 is none.
    released_on : date or None
        From when on whoever treats him lets him sprint at full effort; ``None``: not yet.
    """

    place: Place
    step: int = 0
    released_on: date | None = None

    def __post_init__(self) -> None:
        one_of(self.place, get_args(Place), "The place of an injury", _CODE)
        step = within(self.step, 0, RETURN_STEPS, "The step of a return", "", _CODE)
        object.__setattr__(self, "step", int(step))


@dataclass(frozen=True, slots=True)
class AthleteWishes:
    """What one athlete's plan is asked for.

    Attributes
    ----------
    athlete : Athlete
    week : tuple of 7 (Window or None)
        Monday first; ``None`` is a weekday on which he cannot train.
    exceptions : mapping of date to (Window or None)
        Days that differ from their weekday, such as holidays.
    days_a_week : (int, int)
        Fewest and most days on which the plan trains him; what is fixed is not counted.
    target : Target
    competitions : tuple of Competition
        Of each day at most one.
    fixed : tuple of FixedSession
    forbidden : frozenset of date
        Days that the plan must leave free.
    short_nights : frozenset of date
        Days whose coming night is known to be short.
    preferred : frozenset of int
        Weekdays that he likes, 0 is Monday: a leaning, not a wish that must hold.
    facilities : frozenset of str or None
        Names of those that he can use; ``None`` is all.
    big_three : bool
        Whether each normal week must hold all three.
    history : History or None
        What he really did before; ``None`` is not known, and the plan then starts small.
    returning : Returning or None
    """

    athlete: Athlete
    week: tuple[Window | None, ...] = ALWAYS
    exceptions: Mapping[date, Window | None] = field(default_factory=dict)
    days_a_week: tuple[int, int] = (2, 4)
    target: Target = "max-velocity"
    competitions: tuple[Competition, ...] = ()
    fixed: tuple[FixedSession, ...] = ()
    forbidden: frozenset[date] = frozenset()
    short_nights: frozenset[date] = frozenset()
    preferred: frozenset[int] = frozenset()
    facilities: frozenset[str] | None = None
    big_three: bool = True
    history: History | None = None
    returning: Returning | None = None

    def __post_init__(self) -> None:
        who = self.athlete.name
        object.__setattr__(self, "week", tuple(self.week))
        object.__setattr__(self, "exceptions", MappingProxyType(dict(self.exceptions)))
        object.__setattr__(
            self, "competitions", tuple(sorted(self.competitions, key=lambda one: one.day))
        )
        object.__setattr__(self, "fixed", tuple(self.fixed))
        object.__setattr__(self, "forbidden", frozenset(self.forbidden))
        object.__setattr__(self, "short_nights", frozenset(self.short_nights))
        object.__setattr__(self, "preferred", _weekdays(self.preferred))
        if self.facilities is not None:
            object.__setattr__(self, "facilities", frozenset(self.facilities))
        one_of(self.target, get_args(Target), "The target", _CODE)
        if len(self.week) != 7:
            raise InputError(
                f"{who}: a week has seven weekdays, got {len(self.week)}. Write None for one on which "
                "he cannot train.",
                code="wishes-week",
            )
        fewest, most = self.days_a_week
        if not 0 <= fewest <= most <= 7:
            raise InputError(
                f"{who}: days a week go from a fewest to a most within 0 to 7, got {fewest} to "
                f"{most}. Swap or correct them.",
                code="wishes-days",
            )
        days = [one.day for one in self.competitions]
        twice = sorted({day for day in days if days.count(day) > 1})
        if twice:
            raise InputError(
                f"{who} has two races or matches on {twice[0]}. Name the more important one only; "
                "heats and final are one.",
                code="wishes-two-races",
            )
        if self.history is not None and self.history.athlete.id != self.athlete.id:
            raise InputError(
                f"The history given for {who} is that of {self.history.athlete.name}. Give his own.",
                code="wishes-history",
            )

    def window(self, day: date) -> Window | None:
        """When he can train on a day."""
        return self.exceptions.get(day, self.week[day.weekday()])


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a plan is asked for.

    Attributes
    ----------
    first_day : date
        Weeks count from here.
    weeks : int
        1 to 52.
    athletes : tuple of AthleteWishes
        Each athlete once.
    facilities : tuple of Facility
        Each name once; without any, places are no matter.

    Raises
    ------
    InputError
        If a field cannot be what it says, an athlete or a facility stands twice, a race lies outside
        the plan, or an athlete uses a facility that is not listed.
    """

    first_day: date
    weeks: int
    athletes: tuple[AthleteWishes, ...]
    facilities: tuple[Facility, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "athletes", tuple(self.athletes))
        object.__setattr__(self, "facilities", tuple(self.facilities))
        if not 1900 <= self.first_day.year <= 2999:
            raise InputError(
                f"A plan begins between the years 1900 and 2999, got {self.first_day}.",
                code="wishes-day",
            )
        if not 1 <= self.weeks <= MOST_WEEKS or int(self.weeks) != self.weeks:
            raise InputError(
                f"A plan has 1 to {MOST_WEEKS} weeks, got {self.weeks:g}. Plan a longer time in parts.",
                code="wishes-weeks",
            )
        if not self.athletes:
            raise InputError("A plan needs an athlete, got none. Name one.", code="wishes-athletes")
        _once((one.athlete.id for one in self.athletes), "athlete", self._name_of)
        _once((one.name for one in self.facilities), "facility", str)
        known = {one.name for one in self.facilities}
        for wish in self.athletes:
            strange = sorted((wish.facilities or frozenset()) - known)
            if strange:
                raise InputError(
                    f"{wish.athlete.name} is to train at {strange[0]!r}, and no facility has that "
                    f"name ({', '.join(sorted(known)) or 'none is listed'}). List it, or correct the "
                    "name.",
                    code="wishes-facility",
                )
            for race in wish.competitions:
                if not self.first_day <= race.day <= self.last_day:
                    raise InputError(
                        f"{wish.athlete.name}: the {race.kind} on {race.day} lies outside the plan, "
                        f"which goes from {self.first_day} to {self.last_day}. Leave it out, or plan "
                        "from an earlier day or for more weeks.",
                        code="wishes-race-outside",
                    )

    @property
    def last_day(self) -> date:
        """The last day of the plan."""
        return self.first_day + timedelta(days=7 * self.weeks - 1)

    @property
    def days(self) -> tuple[date, ...]:
        """All days in their order."""
        return tuple(self.first_day + timedelta(days=n) for n in range(7 * self.weeks))

    def _name_of(self, athlete_id: str) -> str:
        return next(one.athlete.name for one in self.athletes if one.athlete.id == athlete_id)
