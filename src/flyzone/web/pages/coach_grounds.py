"""Facilities: where athletes train, as the planner needs to know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args
from uuid import uuid4

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import InputError
from flyzone.model import Ground
from flyzone.training.catalogue.exercise import EQUIPMENT, PLACE_KINDS
from flyzone.web import urls
from flyzone.web.asking import Asking, Trainer
from flyzone.web.coaching import PLACES
from flyzone.web.navigation import Place
from flyzone.web.render import show
from flyzone.wire.wishes import Weekday
from flyzone.workflows.grounds import keep_ground

router = APIRouter()

SLOTS = 3
"""Opening times that the form has room for."""
WEEK: tuple[str, ...] = get_args(Weekday)


@dataclass(frozen=True, slots=True)
class GroundsPage:
    """What `coach_grounds.html` needs.

    Attributes
    ----------
    places : tuple of Place
    here : str
    grounds : tuple of Ground
    ground_id : str
        Of the one in the form: a new one's, or the one that is changed.
    new : bool
    name : str
    description : mapping
        What stands in the form.
    slots : tuple of mapping
    kinds, equipment, week : tuple of str
        Words that can be ticked.
    trouble : str or None
    """

    places: tuple[Place, ...]
    here: str
    grounds: tuple[Ground, ...]
    ground_id: str
    new: bool
    name: str
    description: Mapping[str, Any]
    slots: tuple[Mapping[str, Any], ...]
    kinds: tuple[str, ...]
    equipment: tuple[str, ...]
    week: tuple[str, ...]
    trouble: str | None


@router.get(urls.COACH_GROUNDS)
def grounds(asking: Trainer) -> Response:
    """All of them, and the form of a new one."""
    return _page(asking, str(uuid4()), "", {}, new=True)


@router.get(urls.COACH_GROUND)
def ground(asking: Trainer, ground_id: str) -> Response:
    """One of them in the form."""
    with asking.reading() as reader:
        found = reader.get(Ground, ground_id)
    return _page(asking, found.id, found.name, found.description, new=False)


@router.post(urls.COACH_GROUND)
def keep(
    asking: Trainer,
    ground_id: str,
    name: Annotated[str, Form()] = "",
    capacity: Annotated[str, Form()] = "",
    straight_m: Annotated[str, Form()] = "",
    hill_deg: Annotated[str, Form()] = "",
    kinds: Annotated[list[str] | None, Form()] = None,
    equipment: Annotated[list[str] | None, Form()] = None,
    days: Annotated[list[str] | None, Form()] = None,
    starts: Annotated[list[str] | None, Form()] = None,
    ends: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Keeps what stands in the form; ``days`` says ``NUMBER-WEEKDAY`` for each line of opening times."""
    description: dict[str, Any] = {
        "capacity": capacity,
        "straight_m": straight_m.replace(",", ".") or None,
        "hill_deg": hill_deg.replace(",", ".") or None,
        "kinds": kinds or [],
        "equipment": equipment or [],
        "slots": _slots(days or [], starts or [], ends or []),
    }
    told = {key: value for key, value in description.items() if value not in (None, [])}
    try:
        for key in ("capacity", "straight_m", "hill_deg"):
            if key in told:
                told[key] = _number(told[key])
        with asking.writing() as writer:
            keep_ground(writer, ground_id, name, told)
    except InputError as problem:
        if problem.code.startswith(("unknown-", "store-")):
            raise
        return _page(asking, ground_id, name, told, new=True, trouble=problem.message)
    return RedirectResponse(urls.COACH_GROUNDS, status_code=303)


@router.post(f"{urls.COACH_GROUND}/delete")
def delete(asking: Trainer, ground_id: str) -> Response:
    """Takes a place away; plans that name it stay as they are."""
    with asking.writing() as writer:
        writer.delete(Ground, ground_id)
    return RedirectResponse(urls.COACH_GROUNDS, status_code=303)


def _page(
    asking: Asking,
    ground_id: str,
    name: str,
    description: Mapping[str, Any],
    *,
    new: bool,
    trouble: str | None = None,
) -> Response:
    with asking.reading() as reader:
        known = reader.grounds()
    slots = tuple(description.get("slots") or ())
    empty = ({"weekdays": [], "starts": "", "ends": ""},) * max(SLOTS - len(slots), 1)
    page = GroundsPage(
        places=PLACES,
        here="grounds",
        grounds=known,
        ground_id=ground_id,
        new=new,
        name=name,
        description=description,
        slots=(*slots, *empty),
        kinds=tuple(one for one in PLACE_KINDS if one != "anywhere"),
        equipment=EQUIPMENT,
        week=WEEK,
        trouble=trouble,
    )
    status = 200 if trouble is None else 422
    title = asking.words("coach.grounds")
    return show(asking, "coach_grounds.html", page, title=title, here="coach", status=status)


def _slots(days: list[str], starts: list[str], ends: list[str]) -> list[dict[str, Any]]:
    """Opening times as the planner reads them; a line without days and times is empty."""
    slots = []
    for number in range(max(len(starts), len(ends))):
        on = [one.partition("-")[2] for one in days if one.partition("-")[0] == str(number)]
        begins, closes = (_of(starts, number), _of(ends, number))
        if not on and not begins and not closes:
            continue
        slot: dict[str, Any] = {"weekdays": on or list(WEEK)}
        if begins:
            slot["starts"] = begins
        if closes:
            slot["ends"] = closes
        slots.append(slot)
    return slots


def _of(texts: list[str], number: int) -> str:
    return texts[number].strip() if number < len(texts) else ""


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise InputError(
            f"A number was expected, got {text[:20]!r}. Type it again, such as 8.", code="ground"
        ) from None
