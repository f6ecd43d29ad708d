"""How often one caller may ask: a bucket of requests that fills again with time.

A whole squad may share one address, so each login and each token has a bucket of its own; but only one
that has proved to be one: whoever makes secrets up is counted by his address.  Open streams are counted
too, because each holds a connection for minutes.

Held in memory: it is there against a loop that runs wild, not against an army.  Wrong passwords are
counted in the store (see `flyzone.workflows.log_in`), where a restart forgets nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import ipaddress
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Lock

from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flyzone.web import urls
from flyzone.web.failures import error_document
from flyzone.web.security.cookies import login_secret

_MOST_CALLERS = 10_000
STREAMS_OF_LOGIN, STREAMS_OF_ADDRESS = 8, 60
"""Open streams of one login or token, and of all strangers of one address (an open board)."""
_STREAM = "/live"
_CALLER = "flyzone.caller"
_AGAIN_S = 10


class Buckets:
    """Who may still ask.

    Parameters
    ----------
    burst : float
        Requests that may come at once.
    per_s : float
        Requests a second in the long run.
    clock : callable
        Seconds that only grow.
    """

    def __init__(
        self, burst: float, per_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst, self._per_s, self._clock = burst, per_s, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, caller: str) -> float:
        """Takes one request out; the seconds to wait, 0 where there was one left."""
        now = self._clock()
        with self._lock:
            left, then = self._left.pop(caller, (self._burst, now))
            left = min(self._burst, left + (now - then) * self._per_s)
            wait = 0.0 if left >= 1.0 else (1.0 - left) / self._per_s
            self._left[caller] = (left if wait else left - 1.0, now)
            while len(self._left) > _MOST_CALLERS:
                self._left.popitem(last=False)
        return wait


class Streams:
    """How many streams each caller holds open."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._lock = Lock()

    @contextlib.contextmanager
    def one_more(self, caller: str, most: int) -> Iterator[bool]:
        """Whether one more may be open, which it is as long as the block lasts."""
        with self._lock:
            may = self._open[caller] < most
            self._open[caller] += may
        try:
            yield may
        finally:
            with self._lock:
                self._open[caller] -= may
                if not self._open[caller]:
                    del self._open[caller]


@dataclass
class _Caller:
    """What a request turned out to be; written by `proved`."""

    known: bool = False


def proved(request: Request) -> None:
    """Notes that the secret of a request is a login's or a token's."""
    caller = request.scope.get(_CALLER)
    if caller is not None:
        caller.known = True


class RateLimit:
    """Refuses callers who ask too often; files that a browser keeps are free."""

    def __init__(self, app: ASGIApp, buckets: Buckets) -> None:
        self._app, self._buckets = app, buckets
        self._streams = Streams()
        self._known: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers 429."""
        if scope["type"] != "http" or scope["path"].startswith(urls.STATIC + "/"):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        secret = _secret(request)
        known = self._is_known(secret)
        caller = secret if known else address_of(request)
        wait = self._buckets.take(caller)
        if wait:
            await _too_many(int(wait) + 1)(scope, receive, send)
            return
        found = scope[_CALLER] = _Caller()

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start" and secret:
                self._note(secret, found.known)
            await send(message)

        if not scope["path"].endswith(_STREAM):
            await self._app(scope, receive, noting)
            return
        most = STREAMS_OF_LOGIN if known else STREAMS_OF_ADDRESS
        with self._streams.one_more(caller, most) as may:
            answer = self._app if may else _too_many(_AGAIN_S)
            await answer(scope, receive, noting if may else send)

    def _is_known(self, secret: str) -> bool:
        with self._lock:
            if secret not in self._known:
                return False
            self._known.move_to_end(secret)
            return True

    def _note(self, secret: str, known: bool) -> None:
        with self._lock:
            if not known:
                self._known.pop(secret, None)
                return
            self._known[secret] = None
            while len(self._known) > _MOST_CALLERS:
                self._known.popitem(last=False)


def address_of(request: HTTPConnection) -> str:
    """From where somebody asks; of IPv6 the part that one household has.

    It is the address of the connection, or what a proxy says that was named when the server was
    started (see `flyzone.web.server`); what anybody else writes into a header is not looked at.
    """
    if request.client is None:
        return "nobody"
    with contextlib.suppress(ValueError):
        address = ipaddress.ip_address(request.client.host.partition("%")[0])
        if address.version == 6 and address.ipv4_mapped is None:
            return str(ipaddress.ip_network((address, 64), strict=False))
    return request.client.host


def _secret(request: Request) -> str:
    """What a request shows, as `flyzone.web.asking` reads it; kept as its hash."""
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    given = shown.strip() if scheme.casefold() == "bearer" else login_secret(request)
    if not given:
        return ""
    return hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()


def _too_many(seconds: int) -> JSONResponse:
    message = f"Too many requests came from you. Wait {seconds} s and send it again."
    return JSONResponse(error_document("too-many", message), 429, {"Retry-After": str(seconds)})
