"""The squad: who is there, who may sprint, who trained; an athlete finds his own marks here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from flyzone.storage import BoardTime, GroupLine, SessionLine
from flyzone.web import urls
from flyzone.web.asking import Asking, Member
from flyzone.web.render import show
from flyzone.web.squads import Some, some_athletes
from flyzone.workflows.squad_today import attendance, last_days

router = APIRouter()

DAYS = 14


@dataclass(frozen=True, slots=True)
class SquadPage:
    """What `squad.html` needs.

    Attributes
    ----------
    text, group : str
        What was looked for, and the id of the group; empty for all.
    groups : tuple of GroupLine
    some : Some
    days : tuple of date
    attended : mapping
        What was trained, by athlete and day.
    last : mapping of str to SessionLine
        By athlete; who never trained is missing.
    trained_today : int
        Of those on this page.
    """

    text: str
    group: str
    groups: tuple[GroupLine, ...]
    some: Some
    days: tuple[date, ...]
    attended: dict[tuple[str, date], tuple[str, ...]]
    last: dict[str, SessionLine]
    trained_today: int


@dataclass(frozen=True, slots=True)
class Own:
    """An athlete and his best times, flying and standing."""

    athlete_id: str
    name: str
    flying: tuple[BoardTime, ...]
    standing: tuple[BoardTime, ...]


@dataclass(frozen=True, slots=True)
class OwnMarksPage:
    """What `own_marks.html` needs."""

    athletes: tuple[Own, ...]


@router.get(urls.SQUAD)
def squad(
    asking: Member,
    q: Annotated[str, Query(max_length=80)] = "",
    group: Annotated[str, Query(max_length=80)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """The page; athletes and guardians see their own marks."""
    if asking.role in ("owner", "coach"):
        return _squad(asking, q, group, page)
    return _own_marks(asking)


def _squad(asking: Asking, text: str, group: str, number: int) -> Response:
    days = last_days(asking.now.date(), DAYS)
    # A day more, for those whose clocks are ahead of this one or behind it.
    since = asking.now.replace(hour=0, minute=0, second=0, microsecond=0)
    with asking.reading() as reader:
        groups = reader.group_names()
        some = some_athletes(reader, text, group or None, number)
        recent = reader.session_lines(some.ids, since - timedelta(days=DAYS))
        last = {one.athlete_id: one for one in reader.session_lines(some.ids)}
    attended = attendance(recent)
    today = sum((one, days[-1]) in attended for one in some.ids)
    page = SquadPage(text, group, groups, some, days, attended, last, today)
    return show(asking, "squad.html", page, title=asking.words("squad.title"), here="squad")


def _own_marks(asking: Asking) -> Response:
    with asking.reading() as reader:
        own = tuple(
            Own(
                one.id,
                one.name,
                reader.personal_bests(one.id),
                reader.personal_bests(one.id, "standing"),
            )
            for one in reader.athletes()
        )
    page = OwnMarksPage(own)
    title = asking.words("squad.own-title")
    return show(asking, "own_marks.html", page, title=title, here="squad")
