"""Publishing: whether an athlete is on boards that anybody sees, who said so, and how to take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import InputError
from flyzone.model import Consent
from flyzone.training.publishing import Publicity
from flyzone.web import urls
from flyzone.web.asking import Asking, Member
from flyzone.web.render import show
from flyzone.workflows.public_board import publicity_of, say

router = APIRouter()

May = Literal["nothing", "take-back", "all"]


@dataclass(frozen=True, slots=True)
class PublishingPage:
    """What `publishing.html` and `parts/publishing.html` need.

    Attributes
    ----------
    athlete_id, name : str
    adult : bool
        An age that is not known is a minor's.
    publicity : Publicity
    consents : tuple of Consent
        The latest first.
    may : {"nothing", "take-back", "all"}
        What who asks may say.
    writes_down : bool
        Whether he writes down what others said.
    alias : str
        As it was typed, or as it is.
    trouble : str or None
    """

    athlete_id: str
    name: str
    adult: bool
    publicity: Publicity
    consents: tuple[Consent, ...]
    may: May
    writes_down: bool
    alias: str
    trouble: str | None


@router.get(urls.PUBLISHING)
def publishing(asking: Member, athlete_id: str) -> Response:
    """The page."""
    return _page(asking, athlete_id, None, None)


@router.post(urls.PUBLISHING)
def says(
    asking: Member,
    athlete_id: str,
    given: Annotated[str, Form()] = "",
    alias: Annotated[str, Form()] = "",
    by: Annotated[str, Form()] = "",
) -> Response:
    """Keeps a yes or a no; a no holds at once."""
    assert asking.account is not None
    try:
        if given not in ("yes", "no"):
            raise InputError(
                f"Yes or no was expected, got {given[:20]!r}. Choose one of the buttons.",
                code="consent",
            )
        owner = asking.role == "owner"
        if owner and given == "yes" and not by.strip():
            raise InputError(
                "You write down what somebody else said, and his name is missing. Write who said it.",
                code="consent",
            )
        with asking.writing() as writer:
            now = asking.now_of(writer.athlete(athlete_id))
            who = (by.strip() if owner else "") or asking.account.name
            say(
                writer,
                athlete_id,
                given=given == "yes",
                alias=alias.strip() or None,
                by=who,
                now=now,
                account_id=asking.account.id,
            )
    except InputError as problem:
        if problem.code.startswith(("unknown-", "store-")):
            raise
        return _page(asking, athlete_id, problem.message, alias)
    asking.site.pulse.ring()
    return RedirectResponse(urls.url(urls.PUBLISHING, athlete_id=athlete_id), status_code=303)


def publishing_of(
    asking: Asking, athlete_id: str, trouble: str | None = None, alias: str | None = None
) -> PublishingPage:
    """What the fragment of another page needs, too.

    Raises
    ------
    InputError
        If there is no such athlete.
    """
    with asking.reading() as reader:
        athlete = reader.athlete(athlete_id)
        day = asking.now_of(athlete).date()
        found, said = publicity_of(reader, athlete, day)
    adult = athlete.is_adult_on(day)
    may: May = "nothing"
    if asking.role in ("owner", "athlete" if adult else "guardian"):
        may = "all"
    elif asking.role in ("athlete", "guardian"):
        may = "nothing" if adult else "take-back"
    there = found.consent.alias if found.consent is not None else None
    return PublishingPage(
        athlete_id=athlete_id,
        name=athlete.name,
        adult=adult,
        publicity=found,
        consents=said,
        may=may,
        writes_down=asking.role == "owner",
        alias=alias if alias is not None else there or "",
        trouble=trouble,
    )


def _page(asking: Asking, athlete_id: str, trouble: str | None, alias: str | None) -> Response:
    page = publishing_of(asking, athlete_id, trouble, alias)
    return show(
        asking,
        "publishing.html",
        page,
        title=asking.words("publishing.title"),
        here="profile",
        athlete=(athlete_id, page.name),
        status=200 if trouble is None else 422,
    )
