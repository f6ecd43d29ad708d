"""Who asks: from a cookie or a token to an account, its viewer and its words; and who may at all.

Every route names the roles that may use it, by the type of its first argument (`Member`, `Trainer`,
`Owner`, `Anyone` ...): a route without one does not pass the test that walks them all.  What of the
store he then sees is not asked here: the store is opened with his viewer, and shows him no more.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from flyzone.model import Account, Athlete, Manner
from flyzone.model.account import AccountRole
from flyzone.model.athlete import zone_of
from flyzone.storage import Login, Reader, Token, Viewer, Writer, viewer_of
from flyzone.storage.accounts import SEEN_AGAIN
from flyzone.web import urls
from flyzone.web.failures import Refused, SeeOther
from flyzone.web.security.cookies import login_secret
from flyzone.web.security.csrf import check_csrf, check_origin
from flyzone.web.security.limits import proved
from flyzone.web.site import Site
from flyzone.web.words import LANGUAGES, Words

EVERYBODY: frozenset[AccountRole] = frozenset({"owner", "coach", "athlete", "guardian", "board"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Asking:
    """One request and who made it.

    Attributes
    ----------
    request : Request
    site : Site
    words : Words
        As he wants to be spoken to.
    account : Account or None
        ``None`` where nobody is logged in.
    login : Login or None
    token : Token or None
        Where a program asks instead of a browser.
    """

    request: Request
    site: Site
    words: Words
    account: Account | None = None
    login: Login | None = None
    token: Token | None = None

    @property
    def now(self) -> datetime:
        """The moment of the request."""
        return self.site.clock()

    @property
    def role(self) -> AccountRole | None:
        """His role; ``None`` where nobody is logged in."""
        return None if self.account is None else self.account.role

    @property
    def viewer(self) -> Viewer:
        """In whose name the store is opened.

        Raises
        ------
        Refused
            If he opens nothing.
        """
        viewer = None if self.account is None else viewer_of(self.account)
        if viewer is None:
            raise Refused.not_yours()
        return viewer

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reader]:
        """The store as far as he sees it."""
        with self.site.store.reading(self.viewer) as reader:
            yield reader

    @contextlib.contextmanager
    def writing(self) -> Iterator[Writer]:
        """The store as far as he may write."""
        with self.site.store.writing(self.viewer) as writer:
            yield writer

    def now_of(self, athlete: Athlete) -> datetime:
        """The moment on the clock of where an athlete lives."""
        return his_moment(athlete, self.now)


def his_moment(athlete: Athlete, now: datetime) -> datetime:
    """A moment on the clock of where an athlete lives."""
    return now if athlete.time_zone is None else now.astimezone(zone_of(athlete.time_zone))


class Access:
    """Lets in who may; a dependency of every route.

    Parameters
    ----------
    roles : set of AccountRole or None
        ``None`` lets in anybody, logged in or not.
    scope : str or None
        What a token must open here; ``None`` is ``"read"``, or ``"write"`` where something changes.
    """

    def __init__(self, roles: frozenset[AccountRole] | None, scope: str | None = None) -> None:
        self.roles, self.scope = roles, scope

    async def __call__(self, request: Request) -> Asking:
        """The request with who made it.

        Raises
        ------
        Refused, SeeOther
            If he may not, is not logged in, or the request was made by another page than ours.
        """
        asking = await run_in_threadpool(who_asks, request)
        if request.method not in SAFE_METHODS and asking.token is None:
            check_origin(request)
            if asking.login is not None:
                await check_csrf(request, asking.login.csrf)
        if asking.token is not None:
            wanted = self.scope or ("read" if request.method in SAFE_METHODS else "write")
            if wanted not in asking.token.scopes:
                raise Refused.not_yours()
        if self.roles is None:
            return asking
        if asking.account is None:
            if is_api(request):
                raise Refused.log_in()
            raise SeeOther(f"{urls.LOGIN}?next={quote(_page_of(request), safe='')}")
        if asking.account.role not in self.roles:
            raise Refused.not_yours()
        return asking


def _in(*roles: AccountRole) -> Any:
    return Depends(Access(frozenset(roles)))


Anyone = Annotated[Asking, Depends(Access(None))]
Known = Annotated[Asking, Depends(Access(EVERYBODY))]
"""Whoever is logged in, the tablet at the fence among them."""
Member = Annotated[Asking, _in("owner", "coach", "athlete", "guardian")]
Trainer = Annotated[Asking, _in("owner", "coach")]
Owner = Annotated[Asking, _in("owner")]


def who_asks(request: Request) -> Asking:
    """Who made a request, by its token or its cookie."""
    site: Site = request.app.state.site
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() == "bearer":
        with site.store.accounts() as accounts:
            token = accounts.token(shown.strip())
        if token is None:
            raise Refused.log_in()
        proved(request)
        return Asking(request, site, Words(token.account.manner), token.account, token=token)
    login = None
    if secret := login_secret(request):
        with site.store.accounts() as accounts:
            login = accounts.login(secret)
        now = site.clock()
        if login is not None and now - login.seen_at > SEEN_AGAIN:
            with site.store.accounts(change=True) as accounts:
                accounts.seen(secret, now)
    if login is None:
        return Asking(request, site, Words(Manner(language=preferred_language(request))))
    proved(request)
    return Asking(request, site, Words(login.account.manner), login.account, login)


def preferred_language(request: Request) -> str:
    """The first language of the browser's list that is spoken here."""
    for part in request.headers.get("accept-language", "").split(","):
        language = part.split(";")[0].strip().split("-")[0].casefold()
        if language in LANGUAGES:
            return language
    return "en"


def _page_of(request: Request) -> str:
    """The page that somebody is on: a form that comes too late leads back to where it was filled in."""
    if request.method in SAFE_METHODS:
        query = f"?{request.url.query}" if request.url.query else ""
        return f"{request.url.path}{query}"
    came = urlsplit(request.headers.get("referer", ""))
    if came.netloc != request.headers.get("host") or not came.path.startswith("/"):
        return urls.HOME
    return f"{came.path}?{came.query}" if came.query else came.path


def is_api(request: Request) -> bool:
    """Whether a program asks, and not a person."""
    return request.url.path.startswith(urls.API)
