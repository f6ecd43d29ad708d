"""People: invitations to show on a phone, accounts, and the address of the open board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import segno
from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import InputError
from flyzone.storage import GroupLine, Token
from flyzone.web import urls
from flyzone.web.asking import Asking, Owner, Trainer
from flyzone.web.coaching import PLACES, absolute, account_of
from flyzone.web.navigation import Place
from flyzone.web.render import show
from flyzone.web.squads import Some, some_athletes
from flyzone.workflows.accounts import invite
from flyzone.workflows.people import (
    Open,
    Person,
    close_account,
    new_password_link,
    open_account,
    people_of,
    withdraw,
)
from flyzone.workflows.public_board import SCOPE

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Link:
    """An address to hand on, shown this once.

    Attributes
    ----------
    kind : str
        ``"invitation"``, ``"password"`` or ``"board"``.
    address : str
    picture : str
        Its QR code, as a data URI.
    """

    kind: str
    address: str
    picture: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """What `coach_people.html` needs.

    Attributes
    ----------
    places : tuple of Place
    here : str
    people : tuple of Person
    invitations : tuple of Open
    groups : tuple of GroupLine
    text : str
        What was looked for among the athletes.
    athletes : Some
        Who may be invited, or whose guardian.
    boards : tuple of Token
        Open boards, for the owner.
    link : Link or None
    me : str
        Id of who asks.
    trouble : str or None
    """

    places: tuple[Place, ...]
    here: str
    people: tuple[Person, ...]
    invitations: tuple[Open, ...]
    groups: tuple[GroupLine, ...]
    text: str
    athletes: Some
    boards: tuple[Token, ...]
    link: Link | None
    me: str
    trouble: str | None


@router.get(urls.COACH_PEOPLE)
def people(asking: Trainer, q: Annotated[str, Query(max_length=80)] = "") -> Response:
    """The page."""
    return _page(asking, q)


@router.post(f"{urls.COACH_PEOPLE}/invitations")
def make_invitation(
    asking: Trainer,
    role: Annotated[str, Form()] = "",
    groups: Annotated[list[str] | None, Form()] = None,
    athletes: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """A new invitation; its address is shown this once."""
    chosen = athletes or []
    offer: dict[str, Any] = {"role": role}
    try:
        if role == "coach":
            offer["group_ids"] = groups or []
        elif role == "guardian":
            offer["ward_ids"] = _named(chosen)
        elif role == "athlete":
            offer["athlete_id"] = _one(chosen)
        secret = invite(asking.site.store, account_of(asking), offer, asking.now)
    except InputError as problem:
        if problem.code.startswith(("unknown-", "store-")):
            raise
        return _page(asking, "", trouble=problem.message)
    return _page(asking, "", link=_link(asking, "invitation", urls.JOIN, secret))


@router.post(f"{urls.COACH_PEOPLE}/invitations/{{invitation_id}}/withdraw")
def withdraw_invitation(asking: Trainer, invitation_id: str) -> Response:
    """Takes it back."""
    withdraw(asking.site.store, account_of(asking), invitation_id)
    return RedirectResponse(urls.COACH_PEOPLE, status_code=303)


@router.post(f"{urls.COACH_PEOPLE}/accounts/{{account_id}}/password")
def set_anew(asking: Owner, account_id: str) -> Response:
    """A link with which somebody chooses a new password."""
    secret = new_password_link(asking.site.store, account_of(asking), account_id, asking.now)
    return _page(asking, "", link=_link(asking, "password", urls.JOIN, secret))


@router.post(f"{urls.COACH_PEOPLE}/accounts/{{account_id}}/close")
def close(asking: Owner, account_id: str) -> Response:
    """Closes an account."""
    try:
        close_account(asking.site.store, account_of(asking), account_id)
    except InputError as problem:
        if problem.code.startswith(("unknown-", "store-")):
            raise
        return _page(asking, "", trouble=problem.message)
    return RedirectResponse(urls.COACH_PEOPLE, status_code=303)


@router.post(f"{urls.COACH_PEOPLE}/accounts/{{account_id}}/open")
def reopen(asking: Owner, account_id: str) -> Response:
    """Opens it again."""
    open_account(asking.site.store, account_of(asking), account_id)
    return RedirectResponse(urls.COACH_PEOPLE, status_code=303)


@router.post(f"{urls.COACH_PEOPLE}/boards")
def make_board(asking: Owner, name: Annotated[str, Form()] = "") -> Response:
    """An address at which anybody sees the public board, without logging in."""
    label = name.strip() or asking.words("coach.board-unnamed")
    with asking.site.store.accounts(change=True) as accounts:
        secret = accounts.make_token(account_of(asking).id, label, (SCOPE,), asking.now)
    return _page(asking, "", link=_link(asking, "board", urls.BOARD_OPEN, secret))


@router.post(f"{urls.COACH_PEOPLE}/boards/{{token_id}}/revoke")
def revoke_board(asking: Owner, token_id: str) -> Response:
    """Closes that address at once."""
    with asking.site.store.accounts(change=True) as accounts:
        accounts.revoke(account_of(asking).id, token_id)
    return RedirectResponse(urls.COACH_PEOPLE, status_code=303)


def _page(
    asking: Asking, text: str, *, link: Link | None = None, trouble: str | None = None
) -> Response:
    account = account_of(asking)
    found, invitations = people_of(asking.site.store, account, asking.now)
    with asking.reading() as reader:
        groups = reader.group_names()
        athletes = some_athletes(reader, text, None, 1)
    boards: tuple[Token, ...] = ()
    if account.role == "owner":
        with asking.site.store.accounts() as accounts:
            boards = tuple(one for one in accounts.tokens(account.id) if SCOPE in one.scopes)
    page = PeoplePage(
        PLACES, "people", found, invitations, groups, text, athletes, boards, link, account.id,
        trouble,
    )  # fmt: skip
    status = 200 if trouble is None else 422
    title = asking.words("coach.people")
    return show(asking, "coach_people.html", page, title=title, here="coach", status=status)


def _link(asking: Asking, kind: str, pattern: str, secret: str) -> Link:
    address = absolute(asking, urls.url(pattern, secret=secret))
    picture = segno.make(address, micro=False).svg_data_uri(scale=6, border=4, light="#ffffff")
    return Link(kind, address, picture)


def _named(chosen: list[str]) -> list[str]:
    if not chosen:
        raise InputError(
            "A guardian answers for somebody, and nobody was chosen. Tick the athletes first.",
            code="invitation",
        )
    return chosen


def _one(chosen: list[str]) -> str:
    if len(chosen) != 1:
        raise InputError(
            f"An athlete's account is for one athlete, got {len(chosen)}. Tick exactly one.",
            code="invitation",
        )
    return chosen[0]
