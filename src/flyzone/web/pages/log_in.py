"""Log in, log out, and join by an invitation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import InputError
from flyzone.model import Manner
from flyzone.web import urls
from flyzone.web.asking import Anyone, Asking, Known
from flyzone.web.render import show
from flyzone.web.security.cookies import forget_login, login_secret, set_login
from flyzone.web.security.limits import address_of
from flyzone.workflows.accounts import (
    SHORTEST_PASSWORD,
    WrongPasswordError,
    invitation_of,
    join,
    log_in,
)

router = APIRouter()


@dataclass(frozen=True, slots=True)
class LogInPage:
    """What `log_in.html` needs.

    Attributes
    ----------
    name : str
        As it was typed.
    next : str
        Where to go afterwards: an address of this app.
    trouble : str or None
    """

    name: str
    next: str
    trouble: str | None


@dataclass(frozen=True, slots=True)
class JoinPage:
    """What `join.html` needs.

    Attributes
    ----------
    secret : str
    role : str
        Of the account that is offered; empty where a password is set anew.
    name : str
    trouble : str or None
    shortest : int
    """

    secret: str
    role: str
    name: str
    trouble: str | None
    shortest: int


@router.get(urls.LOGIN)
def ask(asking: Anyone, next: str = urls.HOME) -> Response:
    """The form."""
    return _log_in_page(asking, "", next, None)


@router.post(urls.LOGIN)
def take(
    asking: Anyone,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = urls.HOME,
) -> Response:
    """Lets somebody in."""
    try:
        return let_in(asking, name, password, next)
    except WrongPasswordError as problem:
        return _log_in_page(asking, name, next, problem.message)


@router.post(urls.LOGOUT)
def leave(asking: Known) -> Response:
    """Ends this login."""
    if secret := login_secret(asking.request):
        with asking.site.store.accounts(change=True) as accounts:
            accounts.log_out(secret)
    response = RedirectResponse(urls.LOGIN, status_code=303)
    # What the browser kept of his pages goes with him; what waits to be sent is kept by the page.
    response.headers["clear-site-data"] = '"cache"'
    forget_login(asking.request, response)
    return response


@router.get(urls.JOIN)
def invited(asking: Anyone, secret: str) -> Response:
    """What an invitation offers."""
    return _join_page(asking, secret, "", None)


@router.post(urls.JOIN)
def joins(
    asking: Anyone,
    secret: str,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Takes it."""
    manner = Manner(language=asking.words.language)
    try:
        account = join(asking.site.store, secret, name, password, asking.now, manner)
    except InputError as problem:
        if problem.code == "unknown-invitation":
            raise
        return _join_page(asking, secret, name, problem.message)
    return let_in(asking, account.name, password, urls.HOME)


def let_in(asking: Asking, name: str, password: str, where: str) -> Response:
    """Logs somebody in and sends him on.

    Raises
    ------
    WrongPasswordError
    """
    request = asking.request
    _, secret = log_in(
        asking.site.store,
        name,
        password,
        caller=address_of(request),
        device=request.headers.get("user-agent", ""),
        now=asking.now,
    )
    if asking.login is not None and (before := login_secret(request)):
        # His cookie is about to be another one: the login that it was for would stay open for nobody.
        with asking.site.store.accounts(change=True) as accounts:
            accounts.log_out(before)
    response = RedirectResponse(_ours(where), status_code=303)
    set_login(request, response, secret)
    return response


def _ours(where: str) -> str:
    """An address of this app, whatever a link said."""
    safe = where.startswith("/") and not where.startswith(("//", "/\\")) and where.isprintable()
    return where if safe else urls.HOME


def _log_in_page(asking: Asking, name: str, next_: str, trouble: str | None) -> Response:
    page = LogInPage(name, _ours(next_), trouble)
    status = 200 if trouble is None else 422
    return show(asking, "log_in.html", page, title=asking.words("log-in.title"), status=status)


def _join_page(asking: Asking, secret: str, name: str, trouble: str | None) -> Response:
    offer = invitation_of(asking.site.store, secret, asking.now).offer
    page = JoinPage(secret, str(offer.get("role", "")), name, trouble, SHORTEST_PASSWORD)
    status = 200 if trouble is None else 422
    return show(asking, "join.html", page, title=asking.words("join.title"), status=status)
