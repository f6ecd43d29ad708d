"""How often one caller may ask: a bucket of requests that fills again with time.

Held in memory: it is there against a loop that runs wild, not against an army.  Wrong passwords are
counted in the store (see `flyzone.workflows.log_in`), where a restart forgets nothing.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from flyzone.web import urls
from flyzone.web.failures import error_document
from flyzone.web.security.cookies import NAME, SECURE_NAME

_MOST_CALLERS = 10_000


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


class RateLimit:
    """Refuses callers who ask too often; files that a browser keeps are free."""

    def __init__(self, app: ASGIApp, buckets: Buckets) -> None:
        self._app, self._buckets = app, buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers 429."""
        if scope["type"] != "http" or scope["path"].startswith(urls.STATIC):
            await self._app(scope, receive, send)
            return
        wait = self._buckets.take(_caller(Request(scope)))
        if not wait:
            await self._app(scope, receive, send)
            return
        seconds = int(wait) + 1
        message = f"Too many requests came from you. Wait {seconds} s and send it again."
        answer = JSONResponse(
            error_document("too-many", message), 429, {"Retry-After": str(seconds)}
        )
        await answer(scope, receive, send)


def _caller(request: Request) -> str:
    """A login or token where there is one: a whole squad may share one address."""
    secret = request.headers.get("authorization") or request.cookies.get(
        SECURE_NAME, request.cookies.get(NAME, "")
    )
    return secret or (request.client.host if request.client else "nobody")
