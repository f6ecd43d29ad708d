"""Coach: the groups, who is in them, and new athletes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import InputError
from flyzone.model import Athlete, Group
from flyzone.storage import GroupLine
from flyzone.web import urls
from flyzone.web.asking import Asking, Owner, Trainer
from flyzone.web.coaching import PLACES
from flyzone.web.navigation import Place
from flyzone.web.render import show
from flyzone.web.squads import Some, some_athletes

router = APIRouter()


@dataclass(frozen=True, slots=True)
class CoachPage:
    """What `coach.html` needs.

    Attributes
    ----------
    places : tuple of Place
    here : str
    groups : tuple of GroupLine
    trouble : str or None
    typed : mapping of str to str
        What was typed into the form of a new athlete.
    """

    places: tuple[Place, ...]
    here: str
    groups: tuple[GroupLine, ...]
    trouble: str | None
    typed: dict[str, str]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """What `coach_group.html` needs.

    Attributes
    ----------
    places : tuple of Place
    here : str
    group : Group
    members : tuple of (str, str)
        Id and name.
    text : str
        What was looked for among the others.
    others : Some or None
        Athletes who may be added; ``None`` where nobody was looked for.
    trouble : str or None
    """

    places: tuple[Place, ...]
    here: str
    group: Group
    members: tuple[tuple[str, str], ...]
    text: str
    others: Some | None
    trouble: str | None


@router.get(urls.COACH)
def coach(asking: Trainer) -> Response:
    """The page."""
    return _page(asking, None, {})


@router.post(f"{urls.COACH}/groups")
def make_group(asking: Owner, name: Annotated[str, Form()] = "") -> Response:
    """A new group, nobody in it yet."""
    try:
        group = Group(str(uuid4()), name)
        with asking.writing() as writer:
            writer.save(group)
    except InputError as problem:
        return _page(asking, problem.message, {"group-name": name})
    return _to(group.id)


@router.post(f"{urls.COACH}/athletes")
def enrol(
    asking: Trainer,
    name: Annotated[str, Form()] = "",
    born: Annotated[str, Form()] = "",
    sex: Annotated[str, Form()] = "",
    level: Annotated[str, Form()] = "",
    group: Annotated[str, Form()] = "",
) -> Response:
    """A new athlete; a coach's joins one of his groups."""
    typed = {"name": name, "born": born, "sex": sex, "level": level, "group": group}
    try:
        athlete = Athlete(
            str(uuid4()),
            name,
            born=_day(born),
            sex=sex or None,  # type: ignore[arg-type]
            level=level or None,  # type: ignore[arg-type]
        )
        with asking.writing() as writer:
            if group:
                writer.enrol(athlete, group)
            else:
                writer.save(athlete)
    except InputError as problem:
        return _page(asking, problem.message, typed)
    return _to(group) if group else RedirectResponse(urls.COACH, status_code=303)


@router.get(urls.COACH_GROUP)
def group_page(
    asking: Trainer, group_id: str, q: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """One group."""
    return _group_page(asking, group_id, q, None)


@router.post(f"{urls.COACH_GROUP}/name")
def rename(asking: Trainer, group_id: str, name: Annotated[str, Form()] = "") -> Response:
    """Calls a group something else."""
    try:
        with asking.writing() as writer:
            writer.save(replace(writer.group(group_id), name=name))
    except InputError as problem:
        if problem.code.startswith(("unknown-", "store-")):
            raise
        return _group_page(asking, group_id, "", problem.message)
    return _to(group_id)


@router.post(f"{urls.COACH_GROUP}/add")
def add(asking: Trainer, group_id: str, athlete: Annotated[str, Form()] = "") -> Response:
    """Somebody joins."""
    with asking.writing() as writer:
        group = writer.group(group_id)
        joined = (*group.athlete_ids, writer.athlete(athlete).id)
        writer.save(replace(group, athlete_ids=joined))
    return _to(group_id)


@router.post(f"{urls.COACH_GROUP}/remove")
def remove(asking: Trainer, group_id: str, athlete: Annotated[str, Form()] = "") -> Response:
    """Somebody leaves; he and all that is his stay in the store."""
    with asking.writing() as writer:
        group = writer.group(group_id)
        left = tuple(one for one in group.athlete_ids if one != athlete)
        writer.save(replace(group, athlete_ids=left))
    return _to(group_id)


def _page(asking: Asking, trouble: str | None, typed: dict[str, str]) -> Response:
    with asking.reading() as reader:
        groups = reader.group_names()
    page = CoachPage(PLACES, "groups", groups, trouble, typed)
    status = 200 if trouble is None else 422
    title = asking.words("coach.title")
    return show(asking, "coach.html", page, title=title, here="coach", status=status)


def _group_page(asking: Asking, group_id: str, text: str, trouble: str | None) -> Response:
    with asking.reading() as reader:
        group = reader.group(group_id)
        members = reader.names(group_id)
        others = some_athletes(reader, text, None, 1) if text.strip() else None
    page = GroupPage(PLACES, "groups", group, members, text, others, trouble)
    status = 200 if trouble is None else 422
    return show(asking, "coach_group.html", page, title=group.name, here="coach", status=status)


def _to(group_id: str) -> Response:
    return RedirectResponse(urls.url(urls.COACH_GROUP, group_id=group_id), status_code=303)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(
            f"A birthday such as 2008-05-31 was expected, got {text[:20]!r}. Type it again, or leave "
            "it empty where it is not known.",
            code="athlete",
        ) from None
