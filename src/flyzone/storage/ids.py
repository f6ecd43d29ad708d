"""Ids for what is read from files, made from what it says.

The same content gets the same id, so that importing a file once more changes nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid5

from flyzone.model.limits import aware

_NAMESPACE = UUID("5b0c3c0e-51d5-4b0b-9d4d-6f1c7a0e9d2f")


def session_id_of(athlete_id: str, started_at: datetime) -> str:
    """The id of an imported session: nobody is in two at one time, so these two make it.

    A file that has grown by a rep therefore changes the session and does not add another.
    """
    return imported_id(athlete_id, "session", started_at)


def rep_id_of(session_id: str, number: int) -> str:
    """The id of a rep of an imported session."""
    return str(uuid5(_NAMESPACE, f"{session_id}\n{number}"))


def imported_id(athlete_id: str, kind: str, at: datetime, *content: object) -> str:
    """The id of another imported record, such as a jump.

    Parameters
    ----------
    athlete_id : str
    kind : str
        Such as ``"jump"``.
    at : datetime
        With its offset; the same moment in two zones is one.
    *content
        What else the source says of it, such as the cells of its row.
    """
    moment = aware(at, "An imported record", "import").astimezone(UTC).isoformat()
    parts = [athlete_id, kind, moment, *(repr(one) for one in content)]
    return str(uuid5(_NAMESPACE, "\n".join(parts)))
