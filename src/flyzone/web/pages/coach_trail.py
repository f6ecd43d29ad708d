"""The audit trail: who changed what, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from flyzone.storage import AuditEntry
from flyzone.web import urls
from flyzone.web.asking import Trainer
from flyzone.web.coaching import PLACES
from flyzone.web.navigation import Place
from flyzone.web.render import show

router = APIRouter()

LINES = 100
LONGEST = 80
"""Letters of a value that are shown."""
KINDS = (
    "athlete", "group", "check-in", "clearance", "session", "jump", "lift", "plan", "rule-change",
    "clip", "ground", "wish-list", "consent",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that differs: as it was and as it is, in few letters."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the trail, with the name of whose record it is where it is known, and what differs."""

    entry: AuditEntry
    name: str | None
    fields: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class TrailPage:
    """What `coach_trail.html` needs."""

    places: tuple[Place, ...]
    here: str
    lines: tuple[Line, ...]
    kind: str
    kinds: tuple[str, ...]
    athlete: str
    athlete_name: str | None
    most: int


@router.get(urls.COACH_TRAIL)
def trail(
    asking: Trainer,
    kind: Annotated[str, Query(max_length=40)] = "",
    athlete: Annotated[str, Query(max_length=80)] = "",
) -> Response:
    """The latest lines, of everything or of a kind, of everybody or of an athlete."""
    with asking.reading() as reader:
        name = reader.athlete(athlete).name if athlete else None
        entries = reader.audit(athlete or None, None, LINES, kind or None)
        ids = sorted({one.athlete_id for one in entries if one.athlete_id is not None})
        names = {one.id: one.name for one in reader.athletes_by_id(ids)}
    lines = tuple(Line(one, names.get(one.athlete_id or ""), _fields(one)) for one in entries)
    page = TrailPage(PLACES, "trail", lines, kind, KINDS, athlete, name, LINES)
    return show(asking, "coach_trail.html", page, title=asking.words("coach.trail"), here="coach")


def _fields(entry: AuditEntry) -> tuple[Changed, ...]:
    before, after = entry.before or {}, entry.after or {}
    if entry.action != "changed":
        return ()
    names = dict.fromkeys((*before, *after))
    return tuple(Changed(name, _short(before, name), _short(after, name)) for name in names)


def _short(fields: Mapping[str, Any], name: str) -> str:
    text = str(fields.get(name))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
