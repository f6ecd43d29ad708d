"""The audit trail: who did what to which record, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from flyzone.model.limits import aware, identifier, name, one_of
from flyzone.storage.viewer import ViewerRole

Action = Literal["new", "changed", "deleted"]

_CODE = "audit"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the trail.

    Attributes
    ----------
    id : str
        A UUID.
    at : datetime
    who : str
        The viewer's name.
    role : {"owner", "coach", "athlete", "guardian"}
        The viewer's role.
    kind : str
        Of the record, such as ``"session"``.
    record_id : str
    athlete_id : str or None
        Whose record it is; ``None`` where it is no single athlete's, and after he was deleted.
    action : {"new", "changed", "deleted"}
    before, after : mapping or None
        The fields that differ, of a list only the entries that differ; of a deleted record, all that
        it held.  A new record is in the store itself.  Of a deleted athlete nothing is kept.
    """

    id: str
    at: datetime
    who: str
    role: ViewerRole
    kind: str
    record_id: str
    athlete_id: str | None
    action: Action
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "A line of the audit trail", _CODE))
        aware(self.at, "A line of the audit trail", _CODE)
        name(self.who, "Who did it", _CODE)
        one_of(self.role, get_args(ViewerRole), "The role of a viewer", _CODE)
        one_of(self.action, get_args(Action), "What was done", _CODE)
        for field in ("record_id", "athlete_id"):
            if (given := getattr(self, field)) is not None:
                object.__setattr__(self, field, identifier(given, "What the trail names", _CODE))
