"""Somebody says that an athlete may begin to run again; who may say it depends on who he is.

Whether a clearance counts for how strong the pain was is for the rules to say when today is asked.  What
is checked here is that nobody speaks in a role that is not his: an athlete for himself alone, and never a
minor; a guardian as a parent; coach and owner for whoever told them, by name.
"""

from __future__ import annotations

from datetime import datetime
from typing import get_args
from uuid import uuid4

from flyzone.errors import InputError
from flyzone.model import Clearance, Place
from flyzone.model.checkin import Role
from flyzone.storage import Writer


def clear(
    writer: Writer,
    athlete_id: str,
    *,
    place: Place | None,
    role: Role,
    by: str,
    now: datetime,
    record_id: str | None = None,
) -> Clearance:
    """Keeps a clearance.

    Parameters
    ----------
    writer : Writer
    athlete_id : str
    place : Place or None
        What is cleared; ``None`` is a warning sign, which only a doctor clears.
    role : {"doctor", "physiotherapist", "coach", "parent", "athlete"}
        Of who cleared him.
    by : str
        The name of who cleared him.
    now : datetime
        On the athlete's clock.
    record_id : str, optional

    Raises
    ------
    InputError
        If that role is not the viewer's to speak in, or may not clear this.
    """
    athlete, viewer = writer.athlete(athlete_id), writer.viewer.role
    own: dict[str, tuple[Role, ...]] = {"athlete": ("athlete",), "guardian": ("parent",)}
    allowed = own.get(viewer, get_args(Role))
    if role not in allowed:
        raise InputError(
            f"You clear as {' or '.join(allowed)}, got {role!r}. Tell your coach who cleared it: he "
            "writes it down with the name.",
            code="clearance-role",
        )
    if role == "athlete" and not athlete.is_adult_on(now.date()):
        raise InputError(
            f"{athlete.name} is a minor, or his age is not known: he never clears himself. A parent, "
            "coach, physiotherapist or doctor does.",
            code="clearance-minor",
        )
    if place is None and role != "doctor":
        raise InputError(
            f"A warning sign is cleared by a doctor, got {role!r}. See one first.",
            code="clearance-doctor",
        )
    cleared = Clearance(record_id or str(uuid4()), athlete_id, now, place, by, role)
    writer.save(cleared)
    return cleared
