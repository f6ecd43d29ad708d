"""A coach changed a number of a rule, for a squad or for one athlete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flyzone.errors import InputError
from flyzone.model.arrays import number
from flyzone.model.limits import aware, identifier, identifier_or_none, name, note

_CODE = "rule-change"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One threshold of one rule, changed for a group or an athlete.

    Attributes
    ----------
    id : str
        A UUID.
    rule, threshold : str
        Keys, as `flyzone rules` lists them.
    value : float
        In the threshold's unit.
    by : str
        Who changed it.
    at : datetime
        With its offset; of two changes with the same reach the later holds.
    group_id, athlete_id : str or None
        For whom; an athlete's own change goes before his group's; neither is everybody in the store.
    why : str

    Raises
    ------
    InputError
        If a field cannot be what it says, or both a group and an athlete are named.
    """

    id: str
    rule: str
    threshold: str
    value: float
    by: str
    at: datetime
    group_id: str | None = None
    athlete_id: str | None = None
    why: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "A change of a rule", _CODE))
        for field, what in (("group_id", "A group"), ("athlete_id", "An athlete")):
            whose = identifier_or_none(getattr(self, field), what, _CODE)
            object.__setattr__(self, field, whose)
        object.__setattr__(self, "value", number(self.value, "The new value", _CODE))
        object.__setattr__(self, "by", name(self.by, "Who changed a rule", _CODE))
        aware(self.at, "The time of a change", _CODE)
        note(self.why, "The reason of a change", _CODE)
        if self.group_id is not None and self.athlete_id is not None:
            raise InputError(
                "A rule is changed for a group or for an athlete, got both. Make two changes.",
                code=_CODE,
            )
