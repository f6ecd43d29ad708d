"""The app, put together: pages, API, files, and what stands in front of them."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from flyzone.web import api, pages, urls
from flyzone.web.failures import answer_failures
from flyzone.web.security.headers import SafeHeaders
from flyzone.web.security.letters import WholeLetters
from flyzone.web.security.limits import Buckets, RateLimit
from flyzone.web.security.too_large import ToldTooLarge
from flyzone.web.site import Site
from flyzone.web.static_files import mount_static

BURST, PER_S = 300.0, 30.0
LARGEST_BODY = 2 * 1024 * 1024
"""Bytes of a form or a JSON body; clips come in pieces, by an address of their own."""


class _Safe(FastAPI):
    """An app whose every answer carries the headers, also one that was given before it was asked.

    A fault, and a body that is too large, are answered in front of all that is named as middleware.
    """

    def __init__(self, *, secure: bool, **words: Any) -> None:
        super().__init__(**words)
        self._secure = secure

    def build_middleware_stack(self) -> ASGIApp:
        return SafeHeaders(ToldTooLarge(super().build_middleware_stack()), secure=self._secure)


def create_app(site: Site, *, burst: float = BURST, per_s: float = PER_S) -> FastAPI:
    """The app of a site.

    Parameters
    ----------
    site : Site
    burst, per_s : float
        Requests of one caller that may come at once, and a second.
    """
    app = _Safe(
        secure=site.secure and not site.lan,
        title="flyzone",
        description="Sprint timing and training with honest error bars. SI units; times are seconds.",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{urls.API}/openapi.json",
        max_body_size=LARGEST_BODY,
        middleware=[
            Middleware(RateLimit, buckets=Buckets(burst, per_s)),
            Middleware(GZipMiddleware, minimum_size=1000),
            Middleware(WholeLetters),
        ],
    )
    app.state.site = site
    answer_failures(app)
    mount_static(app)
    for router in pages.ROUTERS:
        app.include_router(router, include_in_schema=False)
    for router in api.ROUTERS:
        app.include_router(router, prefix=urls.API)
    return app
