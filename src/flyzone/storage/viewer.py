"""Who looks: a store is only ever read or written in somebody's name.

A viewer says how far that somebody sees.  The owner sees everything in the store; a coach sees the
athletes of his groups; an athlete sees himself; a guardian sees his wards.  What a viewer does not see
does not exist for him.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from flyzone.errors import InputError
from flyzone.model.limits import identifier, name, one_of

ViewerRole = Literal["owner", "coach", "athlete", "guardian"]

_CODE = "viewer"


@dataclass(frozen=True, slots=True)
class Viewer:
    """In whose name the store is read and written.

    Attributes
    ----------
    name : str
        Who he is, as the audit trail names him.
    role : {"owner", "coach", "athlete", "guardian"}
    group_ids : tuple of str
        A coach's groups; empty for others.
    athlete_id : str or None
        Who an athlete is; ``None`` for others.
    ward_ids : tuple of str
        The athletes whom a guardian answers for; empty for others.

    Raises
    ------
    InputError
        If the ids do not go with the role.
    """

    name: str
    role: ViewerRole
    group_ids: tuple[str, ...] = ()
    athlete_id: str | None = None
    ward_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", name(self.name, "A viewer", _CODE))
        one_of(self.role, get_args(ViewerRole), "The role of a viewer", _CODE)
        groups = tuple(identifier(one, "A viewer's group", _CODE) for one in self.group_ids)
        object.__setattr__(self, "group_ids", groups)
        wards = tuple(identifier(one, "A viewer's ward", _CODE) for one in self.ward_ids)
        object.__setattr__(self, "ward_ids", wards)
        if self.athlete_id is not None:
            mine = identifier(self.athlete_id, "A viewer's athlete", _CODE)
            object.__setattr__(self, "athlete_id", mine)
        if (
            (self.athlete_id is not None) != (self.role == "athlete")
            or (groups and self.role != "coach")
            or (wards and self.role != "guardian")
        ):
            raise InputError(
                "A coach has groups, an athlete is one athlete, a guardian has wards, an owner needs "
                f"none of these; got role {self.role!r}, {len(groups)} groups, {len(wards)} wards, "
                f"athlete {self.athlete_id}. Use Viewer.owner, Viewer.coach, Viewer.athlete or "
                "Viewer.guardian.",
                code=_CODE,
            )

    @classmethod
    def owner(cls, name: str) -> Viewer:
        """One who sees everything in the store."""
        return cls(name, "owner")

    @classmethod
    def coach(cls, name: str, group_ids: Iterable[str]) -> Viewer:
        """One who sees the athletes of these groups."""
        return cls(name, "coach", tuple(group_ids))

    @classmethod
    def athlete(cls, name: str, athlete_id: str) -> Viewer:
        """One who sees himself only."""
        return cls(name, "athlete", athlete_id=athlete_id)

    @classmethod
    def guardian(cls, name: str, ward_ids: Iterable[str]) -> Viewer:
        """One who sees the athletes whom he answers for."""
        return cls(name, "guardian", ward_ids=tuple(ward_ids))

    @property
    def own_ids(self) -> tuple[str, ...]:
        """The athletes whom he is or answers for; empty for coach and owner."""
        return self.ward_ids if self.athlete_id is None else (self.athlete_id,)
