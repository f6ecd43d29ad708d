"""Who logs in: a person with a role, a language and the units that he reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from flyzone.errors import InputError
from flyzone.model.limits import aware, identifier, identifier_or_none, name, one_of

AccountRole = Literal["owner", "coach", "athlete", "guardian", "board"]
"""``board`` sees the public board and nothing else: a tablet at the fence."""

SpeedUnit = Literal["m/s", "km/h", "mph"]
DistanceUnit = Literal["m", "yd"]
DecimalMark = Literal[".", ","]
Theme = Literal["auto", "light", "dark", "contrast"]

_CODE = "account"


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody is spoken to.

    Attributes
    ----------
    language : str
        A key of the catalogues of words, such as ``"en"``.
    speed : {"m/s", "km/h", "mph"}
    distance : {"m", "yd"}
    decimal : {".", ","}
    theme : {"auto", "light", "dark", "contrast"}
    sound, vibration : bool
        Whether the rest clock may be heard and felt.
    """

    language: str = "en"
    speed: SpeedUnit = "m/s"
    distance: DistanceUnit = "m"
    decimal: DecimalMark = "."
    theme: Theme = "auto"
    sound: bool = True
    vibration: bool = True

    def __post_init__(self) -> None:
        one_of(self.speed, get_args(SpeedUnit), "The unit of speed", _CODE)
        one_of(self.distance, get_args(DistanceUnit), "The unit of distance", _CODE)
        one_of(self.decimal, get_args(DecimalMark), "The decimal mark", _CODE)
        one_of(self.theme, get_args(Theme), "The theme", _CODE)


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may log in.

    Attributes
    ----------
    id : str
        A UUID.
    name : str
        What he logs in with, and what the audit trail calls him; each name once, whatever the case.
    role : {"owner", "coach", "athlete", "guardian", "board"}
    made_at : datetime
        With its offset.
    athlete_id : str or None
        Who an athlete is.
    group_ids : tuple of str
        A coach's groups.
    ward_ids : tuple of str
        The athletes whom a guardian answers for.
    manner : Manner
    closed : bool
        Whether he may not log in any more.

    Raises
    ------
    InputError
        If a field cannot be what it says, or does not go with the role.
    """

    id: str
    name: str
    role: AccountRole
    made_at: datetime
    athlete_id: str | None = None
    group_ids: tuple[str, ...] = ()
    ward_ids: tuple[str, ...] = ()
    manner: Manner = field(default_factory=Manner)
    closed: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "An account", _CODE))
        object.__setattr__(self, "name", name(self.name, "An account", _CODE))
        one_of(self.role, get_args(AccountRole), "The role of an account", _CODE)
        aware(self.made_at, "The moment of an account", _CODE)
        athlete = identifier_or_none(self.athlete_id, "The athlete of an account", _CODE)
        object.__setattr__(self, "athlete_id", athlete)
        groups = tuple(identifier(one, "A group of an account", _CODE) for one in self.group_ids)
        wards = tuple(identifier(one, "A ward of an account", _CODE) for one in self.ward_ids)
        object.__setattr__(self, "group_ids", tuple(dict.fromkeys(groups)))
        object.__setattr__(self, "ward_ids", tuple(dict.fromkeys(wards)))
        if (
            (athlete is not None) != (self.role == "athlete")
            or (groups and self.role != "coach")
            or (wards and self.role != "guardian")
        ):
            raise InputError(
                "A coach has groups, a guardian has wards, an athlete is one athlete, others need "
                f"none of these; got role {self.role!r}, {len(groups)} groups, {len(wards)} wards, "
                f"athlete {athlete}.",
                code=_CODE,
            )
