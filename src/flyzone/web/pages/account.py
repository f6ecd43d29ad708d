"""My account: how I am spoken to, my password, my devices, my keys for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import InputError
from flyzone.model import Manner
from flyzone.storage import Login, Token
from flyzone.web import urls
from flyzone.web.asking import Asking, Known
from flyzone.web.failures import Refused
from flyzone.web.render import show
from flyzone.web.words import LANGUAGES
from flyzone.workflows.accounts import change_password, speak

router = APIRouter()


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What `account.html` needs.

    Attributes
    ----------
    manner : Manner
    logins : tuple of Login
    this_login : str
        The key of the one in use.
    tokens : tuple of Token
    new_token : str or None
        The secret of a token that was just made.
    trouble : str or None
    """

    manner: Manner
    logins: tuple[Login, ...]
    this_login: str
    tokens: tuple[Token, ...]
    new_token: str | None
    trouble: str | None


@router.get(urls.ACCOUNT)
def account(asking: Known) -> Response:
    """The page."""
    return _page(asking)


@router.post(f"{urls.ACCOUNT}/manner")
def set_manner(
    asking: Known,
    language: Annotated[str, Form()] = "en",
    speed: Annotated[str, Form()] = "m/s",
    distance: Annotated[str, Form()] = "m",
    decimal: Annotated[str, Form()] = ".",
    theme: Annotated[str, Form()] = "auto",
    sound: Annotated[bool, Form()] = False,
    vibration: Annotated[bool, Form()] = False,
) -> Response:
    """Keeps how somebody wants to be spoken to."""
    assert asking.account is not None
    manner = Manner(
        language if language in LANGUAGES else "en",
        speed,  # type: ignore[arg-type]
        distance,  # type: ignore[arg-type]
        decimal,  # type: ignore[arg-type]
        theme,  # type: ignore[arg-type]
        sound,
        vibration,
    )
    speak(asking.site.store, asking.account, manner)
    return RedirectResponse(urls.ACCOUNT, status_code=303)


@router.post(f"{urls.ACCOUNT}/password")
def set_password(
    asking: Known, old: Annotated[str, Form()] = "", new: Annotated[str, Form()] = ""
) -> Response:
    """Another password; all devices log in anew."""
    _himself(asking)
    assert asking.account is not None
    try:
        change_password(asking.site.store, asking.account, old, new, asking.now)
    except InputError as problem:
        return _page(asking, trouble=problem.message)
    return RedirectResponse(urls.LOGIN, status_code=303)


@router.post(f"{urls.ACCOUNT}/devices/{{key}}/end")
def end_login(asking: Known, key: str) -> Response:
    """Logs one device out."""
    _himself(asking)
    assert asking.account is not None
    with asking.site.store.accounts(change=True) as accounts:
        accounts.end_login(asking.account.id, key)
    return RedirectResponse(urls.ACCOUNT, status_code=303)


@router.post(f"{urls.ACCOUNT}/tokens")
def make_token(
    asking: Known, name: Annotated[str, Form()] = "", write: Annotated[bool, Form()] = False
) -> Response:
    """A key for a program; its secret is shown this once."""
    _himself(asking)
    assert asking.account is not None
    scopes = ("read", "write") if write else ("read",)
    label = name.strip() or asking.words("account.token-unnamed")
    with asking.site.store.accounts(change=True) as accounts:
        secret = accounts.make_token(asking.account.id, label, scopes, asking.now)
    return _page(asking, new_token=secret)


@router.post(f"{urls.ACCOUNT}/tokens/{{token_id}}/revoke")
def revoke_token(asking: Known, token_id: str) -> Response:
    """Takes it back."""
    _himself(asking)
    assert asking.account is not None
    with asking.site.store.accounts(change=True) as accounts:
        accounts.revoke(asking.account.id, token_id)
    return RedirectResponse(urls.ACCOUNT, status_code=303)


def _himself(asking: Asking) -> None:
    """A key for a program makes no keys of its own, which would outlive it, and ends no others."""
    if asking.token is not None:
        raise Refused.not_yours()


def _page(asking: Asking, *, new_token: str | None = None, trouble: str | None = None) -> Response:
    assert asking.account is not None
    with asking.site.store.accounts() as accounts:
        logins = accounts.logins(asking.account.id)
        tokens = accounts.tokens(asking.account.id)
    page = AccountPage(
        manner=asking.account.manner,
        logins=logins,
        this_login="" if asking.login is None else asking.login.key,
        tokens=tokens,
        new_token=new_token,
        trouble=trouble,
    )
    title = asking.words("account.title")
    status = 200 if trouble is None else 422
    return show(asking, "account.html", page, title=title, here="account", status=status)
