"""The documents of ``flyzone athlete``: who trains, and in which groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, Literal

from pydantic import BaseModel, Field, TypeAdapter

from flyzone.model import Athlete, Group
from flyzone.wire.reason import EXACT

ATHLETE_SCHEMA_VERSION: Final = 1


class AthleteDocument(BaseModel):
    """One athlete; what is not known is absent."""

    model_config = EXACT

    id: str
    name: str
    born: str | None = None
    age: int | None = None
    adult: bool = Field(description="whether he is known to be one: an unknown age is a minor's")
    sex: str | None = None
    level: str | None = None
    mass_kg: float | None = None
    height_m: float | None = None
    injuries: list[str]
    lands_well: bool | None = None
    kidney_disease: bool | None = None
    time_zone: str | None = None
    public: bool
    mas_m_s: float | None = None
    note: str | None = None
    groups: list[str]


class OneAthleteDocument(BaseModel):
    """An athlete, and what became of the record: new, same or changed."""

    model_config = EXACT

    schema_version: Literal[1] = ATHLETE_SCHEMA_VERSION
    athlete: AthleteDocument
    saved: str | None = None


class AthletesDocument(BaseModel):
    """All athletes of a store or of a group."""

    model_config = EXACT

    schema_version: Literal[1] = ATHLETE_SCHEMA_VERSION
    athletes: list[AthleteDocument]


ATHLETE_DOCUMENT: TypeAdapter[OneAthleteDocument | AthletesDocument] = TypeAdapter(
    OneAthleteDocument | AthletesDocument
)


def athlete_document(
    athlete: Athlete, groups: Iterable[Group], on: date, saved: str | None = None
) -> dict[str, Any]:
    """The document of one athlete, with his age on a day."""
    document = OneAthleteDocument(athlete=_athlete(athlete, tuple(groups), on), saved=saved)
    return document.model_dump(exclude_none=True)


def athletes_document(
    athletes: Iterable[Athlete], groups: Iterable[Group], on: date
) -> dict[str, Any]:
    """The document of several."""
    known = tuple(groups)
    document = AthletesDocument(athletes=[_athlete(one, known, on) for one in athletes])
    return document.model_dump(exclude_none=True)


def _athlete(athlete: Athlete, groups: Sequence[Group], on: date) -> AthleteDocument:
    body = athlete.body
    return AthleteDocument(
        id=athlete.id,
        name=athlete.name,
        born=None if athlete.born is None else athlete.born.isoformat(),
        age=athlete.age_on(on),
        adult=athlete.is_adult_on(on),
        sex=athlete.sex,
        level=athlete.level,
        mass_kg=None if body is None else body.mass_kg,
        height_m=None if body is None else body.height_m,
        injuries=list(athlete.injuries),
        lands_well=athlete.lands_well,
        kidney_disease=athlete.kidney_disease,
        time_zone=athlete.time_zone,
        public=athlete.public,
        mas_m_s=athlete.mas_m_s,
        note=athlete.note or None,
        groups=[group.name for group in groups if athlete.id in group.athlete_ids],
    )
