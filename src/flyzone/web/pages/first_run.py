"""First run: the owner makes the first account; afterwards this page is closed.

Whoever comes first is the owner, so the page is careful who that can be: a name from the wide net that
leads to this machine (a strange page can make one for itself) opens it only behind a proxy, which knows
its names.
"""

from __future__ import annotations

import contextlib
import ipaddress
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import InputError
from flyzone.model import Manner
from flyzone.web import urls
from flyzone.web.asking import Anyone, Asking
from flyzone.web.failures import Refused
from flyzone.web.pages.log_in import let_in
from flyzone.web.render import show
from flyzone.workflows.accounts import SHORTEST_PASSWORD, first_owner

router = APIRouter()

_NEAR = (".local", ".localhost", ".lan", ".internal", ".home.arpa", ".fritz.box")
"""Ends of names that no stranger can register."""


@dataclass(frozen=True, slots=True)
class FirstRunPage:
    """What `first_run.html` needs.

    Attributes
    ----------
    name : str
        As it was typed.
    trouble : str or None
        Why it did not go.
    shortest : int
        Characters of a password.
    """

    name: str
    trouble: str | None
    shortest: int


@router.get(urls.FIRST_RUN)
def ask(asking: Anyone) -> Response:
    """The form, as long as nobody has an account."""
    _by_a_near_name(asking)
    if _closed(asking):
        return RedirectResponse(urls.HOME, status_code=303)
    return _page(asking, "", None)


@router.post(urls.FIRST_RUN)
def take(
    asking: Anyone, name: Annotated[str, Form()] = "", password: Annotated[str, Form()] = ""
) -> Response:
    """Makes the owner and lets him in."""
    _by_a_near_name(asking)
    if _closed(asking):
        return RedirectResponse(urls.HOME, status_code=303)
    manner = Manner(language=asking.words.language, decimal=asking.words.manner.decimal)
    try:
        first_owner(asking.site.store, name, password, asking.now, manner)
    except InputError as problem:
        return _page(asking, name, problem.message)
    return let_in(asking, name, password, urls.SQUAD)


def _by_a_near_name(asking: Asking) -> None:
    if asking.site.secure and not asking.site.lan:
        return
    name = urlsplit(f"//{asking.request.headers.get('host', '')}").hostname or ""
    near = "." not in name or name.endswith(_NEAR)
    with contextlib.suppress(ValueError):
        ipaddress.ip_address(name)
        near = True
    if not near:
        raise Refused(
            403,
            "other-name",
            "The owner's account is made by the address that `flyzone serve` printed. Open that one.",
        )


def _closed(asking: Asking) -> bool:
    with asking.site.store.accounts() as accounts:
        return accounts.any()


def _page(asking: Asking, name: str, trouble: str | None) -> Response:
    page = FirstRunPage(name, trouble, SHORTEST_PASSWORD)
    status = 200 if trouble is None else 422
    title = asking.words("first-run.title")
    return show(asking, "first_run.html", page, title=title, status=status)
