"""The athlete: who he is, who sees what, everything of his to take away, and deletion.

Who may change what is decided in the store; the page only does not offer what would be refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import InputError
from flyzone.model import Athlete, Body, Place
from flyzone.model.athlete import Level, Sex
from flyzone.storage import Viewer
from flyzone.training.publishing import Publicity
from flyzone.web import urls
from flyzone.web.asking import Asking, Member
from flyzone.web.render import show
from flyzone.web.security.cookies import forget_login
from flyzone.workflows.change_athlete import change_athlete, locked_fields
from flyzone.workflows.delete_athlete import delete_athlete
from flyzone.workflows.public_board import publicity_of
from flyzone.workflows.who_sees import Seer, who_sees

router = APIRouter()

DELETE = f"{urls.PROFILE}/delete"
_YES_NO = {"yes": True, "no": False, "": None}


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """What `profile.html` needs.

    Attributes
    ----------
    athlete : Athlete
    age : int or None
    locked : frozenset of str
        Fields that the reader does not change.
    sexes, levels, places, answers : tuple of tuple
        Value and word of what can be chosen.
    groups : tuple of str
        Names of those that the reader sees.
    seers : tuple of Seer
        Who sees him.
    public : Publicity
        Whether he is on open boards.
    himself : bool
        Whether he reads this, or who answers for him.
    may_delete : bool
    trouble : str or None
    delete_trouble : str or None
    """

    athlete: Athlete
    age: int | None
    locked: frozenset[str]
    sexes: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]
    seers: tuple[Seer, ...]
    public: Publicity
    himself: bool
    may_delete: bool
    trouble: str | None
    delete_trouble: str | None


@router.get(urls.PROFILE)
def profile(asking: Member, athlete_id: str) -> Response:
    """The page."""
    return _page(asking, athlete_id)


@router.post(urls.PROFILE)
def change(
    asking: Member,
    athlete_id: str,
    name: Annotated[str, Form()] = "",
    born: Annotated[str, Form()] = "",
    sex: Annotated[str, Form()] = "",
    level: Annotated[str, Form()] = "",
    mass_kg: Annotated[str, Form()] = "",
    height_m: Annotated[str, Form()] = "",
    mas_m_s: Annotated[str, Form()] = "",
    injuries: Annotated[list[str] | None, Form()] = None,
    lands_well: Annotated[str, Form()] = "",
    kidney_disease: Annotated[str, Form()] = "",
    time_zone: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
) -> Response:
    """Keeps who he is."""
    locked = locked_fields(asking.role)
    try:
        mass, height = _number(mass_kg), _number(height_m)
        if (mass is None) != (height is None):
            raise InputError(
                "Mass and height go together: type both, or neither.", code="profile-body"
            )
        fields: dict[str, Any] = {
            "name": name,
            "born": _day(born),
            "sex": sex or None,
            "level": level or None,
            "body": None if mass is None or height is None else Body(mass, height),
            "injuries": tuple(injuries or ()),
            "lands_well": _YES_NO.get(lands_well),
            "kidney_disease": _YES_NO.get(kidney_disease),
            "time_zone": time_zone.strip() or None,
            "mas_m_s": _number(mas_m_s),
            "note": note.strip(),
        }
        with asking.writing() as writer:
            change_athlete(
                writer, athlete_id, {key: one for key, one in fields.items() if key not in locked}
            )
    except InputError as problem:
        if problem.code.startswith(("unknown-", "store-")):
            raise
        return _page(asking, athlete_id, trouble=problem.message)
    return RedirectResponse(urls.url(urls.PROFILE, athlete_id=athlete_id), status_code=303)


@router.post(DELETE)
def delete(asking: Member, athlete_id: str, name: Annotated[str, Form()] = "") -> Response:
    """Deletes him, with everything that is his."""
    site = asking.site
    try:
        delete_athlete(site.store, asking.viewer, site.folder, athlete_id, name)
    except InputError as problem:
        if problem.code != "delete-name":
            raise
        return _page(asking, athlete_id, delete_trouble=problem.message)
    site.kept.forget_everybody()
    response = RedirectResponse(urls.HOME, status_code=303)
    if asking.role in ("athlete", "guardian"):
        # What this device kept of him goes too.
        response.headers["clear-site-data"] = '"cache", "storage"'
        if asking.role == "athlete":
            forget_login(asking.request, response)
    return response


def _page(
    asking: Asking,
    athlete_id: str,
    *,
    trouble: str | None = None,
    delete_trouble: str | None = None,
) -> Response:
    with asking.reading() as reader:
        athlete = reader.athlete(athlete_id)
        seen = reader.group_ids(athlete_id)
        groups = tuple(one.name for one in reader.groups() if one.id in seen)
        today = asking.now_of(athlete).date()
        public, _ = publicity_of(reader, athlete, today)
    with asking.site.store.reading(Viewer.athlete("flyzone", athlete_id)) as reader:
        # All his groups: a coach of one that this reader does not see sees him as well.
        everywhere = reader.group_ids(athlete_id)
    page = ProfilePage(
        athlete=athlete,
        age=athlete.age_on(today),
        locked=locked_fields(asking.role),
        sexes=_options(asking, "sex", get_args(Sex)),
        levels=_options(asking, "level", get_args(Level)),
        places=tuple((value, asking.words.word(value)) for value in get_args(Place)),
        answers=_options(asking, "answer", ("yes", "no")),
        groups=groups,
        seers=who_sees(asking.site.store, athlete_id, everywhere),
        public=public,
        himself=asking.role in ("athlete", "guardian"),
        may_delete=asking.role != "coach",
        trouble=trouble,
        delete_trouble=delete_trouble,
    )
    return show(
        asking,
        "profile.html",
        page,
        title=asking.words("profile.title", name=athlete.name),
        here="profile",
        athlete=(athlete_id, athlete.name),
        status=200 if trouble is None and delete_trouble is None else 422,
    )


def _options(asking: Asking, what: str, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    unknown = ("", asking.words("profile.not-known"))
    return (unknown, *((value, asking.words(f"profile.{what}-{value}")) for value in values))


def _number(text: str) -> float | None:
    given = text.strip().replace(",", ".")
    if not given:
        return None
    try:
        return float(given)
    except ValueError:
        raise InputError(
            f"A number was expected, got {text[:20]!r}. Type it again, such as 62.5.",
            code="profile-number",
        ) from None


def _day(text: str) -> date | None:
    given = text.strip()
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise InputError(
            f"A date was expected, such as 2011-04-03, got {text[:20]!r}. Type it again.",
            code="profile-day",
        ) from None
