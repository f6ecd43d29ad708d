"""Who trains: an athlete as far as advice depends on him, and the groups he belongs to.

What is not known is ``None`` and never taken for the harmless case: an athlete whose age is not known
is treated as a minor.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flyzone.errors import InputError
from flyzone.model.conditions import Body
from flyzone.model.limits import identifier, name, note, one_of, within_or_none

Level = Literal["beginner", "trained", "advanced"]
"""Beginner: less than a season of sprint training; advanced: several years of it, and competing."""

Sex = Literal["female", "male"]

Place = Literal[
    "hamstring", "achilles", "calf", "quadriceps", "groin", "hip", "knee", "shin", "ankle", "foot",
    "back", "other",
]  # fmt: skip
"""Where something hurts, or was injured."""

ADULT_YEARS = 18
_CODE = "athlete"


@dataclass(frozen=True, slots=True)
class Athlete:
    """An athlete.

    Attributes
    ----------
    id : str
        A UUID.
    name : str
    born : date or None
    sex : {"female", "male"} or None
    level : {"beginner", "trained", "advanced"} or None
    body : Body or None
    injuries : tuple of Place
        Places of earlier injuries that advice must mind.
    lands_well : bool or None
        Whether somebody competent saw him land safely from a box and said so.
    kidney_disease : bool or None
    time_zone : str or None
        IANA name of where he lives, such as ``"Europe/Berlin"``.
    public : bool
        Whether his marks may be seen by others than his coach and himself.
    mas_m_s : float or None, m/s
        Maximal aerobic speed.
    note : str

    Raises
    ------
    InputError
        If a field cannot be what it says.
    """

    id: str
    name: str
    born: date | None = None
    sex: Sex | None = None
    level: Level | None = None
    body: Body | None = None
    injuries: tuple[Place, ...] = ()
    lands_well: bool | None = None
    kidney_disease: bool | None = None
    time_zone: str | None = None
    public: bool = False
    mas_m_s: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "An athlete", _CODE))
        object.__setattr__(self, "name", name(self.name, "An athlete", _CODE))
        object.__setattr__(self, "injuries", tuple(self.injuries))
        note(self.note, "The note on an athlete", _CODE)
        one_of(self.sex, get_args(Sex), "The sex", _CODE)
        one_of(self.level, get_args(Level), "The level", _CODE)
        for place in self.injuries:
            one_of(place, get_args(Place), "The place of an injury", _CODE)
        mas = within_or_none(self.mas_m_s, 1.5, 8.0, "The maximal aerobic speed", "m/s", _CODE)
        object.__setattr__(self, "mas_m_s", mas)
        if self.time_zone is not None:
            zone_of(self.time_zone)

    def age_on(self, day: date) -> int | None:
        """Whole years on a day; ``None`` where his birthday is not known."""
        if self.born is None:
            return None
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    def is_adult_on(self, day: date) -> bool:
        """Whether he is known to be eighteen or older: an unknown age counts as a minor's."""
        age = self.age_on(day)
        return age is not None and age >= ADULT_YEARS


@dataclass(frozen=True, slots=True)
class Group:
    """Athletes who train together.

    Attributes
    ----------
    id : str
        A UUID.
    name : str
    athlete_ids : tuple of str
        UUIDs, each once.

    Raises
    ------
    InputError
        If a field cannot be what it says.
    """

    id: str
    name: str
    athlete_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "A group", _CODE))
        object.__setattr__(self, "name", name(self.name, "A group", _CODE))
        members = tuple(identifier(one, "A member of a group", _CODE) for one in self.athlete_ids)
        object.__setattr__(self, "athlete_ids", tuple(dict.fromkeys(members)))


def zone_of(key: str) -> ZoneInfo:
    """The time zone of an IANA name.

    Raises
    ------
    InputError
        If there is none of that name.
    """
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(
            f"There is no time zone called {key!r}. Use an IANA name, such as Europe/Berlin.",
            code=_CODE,
        ) from None
