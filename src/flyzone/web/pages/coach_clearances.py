"""Clearances: who is not cleared, why, and who may clear him."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import InputError
from flyzone.model import Place as BodyPlace
from flyzone.model.checkin import Role
from flyzone.web import urls
from flyzone.web.asking import Asking, Trainer
from flyzone.web.coaching import PLACES
from flyzone.web.navigation import Place
from flyzone.web.render import show
from flyzone.web.squads import PAGE, today_lines
from flyzone.workflows.clearing import clear
from flyzone.workflows.squad_today import TodayLine

router = APIRouter()

SIGN = "sign"
"""What stands in the form for a warning sign."""
ROLES: tuple[Role, ...] = ("doctor", "physiotherapist", "coach", "parent", "athlete")


@dataclass(frozen=True, slots=True)
class ClearancesPage:
    """What `coach_clearances.html` needs.

    Attributes
    ----------
    places : tuple of Place
    here : str
    waiting : tuple of TodayLine
        Those of this page whom somebody has to clear.
    looked_at : int
        Athletes of this page who ever said that something hurt.
    page, pages : int
    place_options, role_options : tuple of tuple
        Value and word of what can be chosen.
    trouble : str or None
    """

    places: tuple[Place, ...]
    here: str
    waiting: tuple[TodayLine, ...]
    looked_at: int
    page: int
    pages: int
    place_options: tuple[tuple[str, str], ...]
    role_options: tuple[tuple[str, str], ...]
    trouble: str | None


@router.get(urls.COACH_CLEARANCES)
def clearances(asking: Trainer, page: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """The page: whoever said last that something hurts comes first."""
    return _page(asking, page, None)


@router.post(urls.COACH_CLEARANCES)
def cleared(
    asking: Trainer,
    athlete: Annotated[str, Form()] = "",
    place: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
) -> Response:
    """Writes down who cleared whom."""
    try:
        if place != SIGN and place not in get_args(BodyPlace):
            raise InputError(
                "What was cleared is missing. Choose the place of the pain, or the warning sign.",
                code="clearance",
            )
        if role not in ROLES:
            raise InputError(
                "Who cleared it is missing. Choose whether a doctor, a physiotherapist, a coach, a "
                "parent or the athlete.",
                code="clearance",
            )
        with asking.writing() as writer:
            now = asking.now_of(writer.athlete(athlete))
            what: BodyPlace | None = None if place == SIGN else place  # type: ignore[assignment]
            clear(writer, athlete, place=what, role=role, by=by, now=now)
    except InputError as problem:
        if problem.code.startswith(("unknown-", "store-")):
            raise
        return _page(asking, 1, problem.message)
    return RedirectResponse(urls.COACH_CLEARANCES, status_code=303)


def _page(asking: Asking, number: int, trouble: str | None) -> Response:
    with asking.reading() as reader:
        hurt = reader.aching()
    pages = max(-(-len(hurt) // PAGE), 1)
    number = min(number, pages)
    some = hurt[PAGE * (number - 1) : PAGE * number]
    waiting = tuple(one for one in today_lines(asking, some) if one.person)
    t = asking.words
    page = ClearancesPage(
        places=PLACES,
        here="clearances",
        waiting=waiting,
        looked_at=len(some),
        page=number,
        pages=pages,
        place_options=(
            ("", ""),
            *((one, t.word(one)) for one in get_args(BodyPlace)),
            (SIGN, t("coach.warning-sign")),
        ),
        role_options=(("", ""), *((one, t(f"coach.cleared-{one}")) for one in ROLES)),
        trouble=trouble,
    )
    status = 200 if trouble is None else 422
    title = t("coach.clearances")
    return show(asking, "coach_clearances.html", page, title=title, here="coach", status=status)
