"""What went wrong, said once and in one shape: JSON for programs, a page for people.

    {"error": {"code": "unknown-athlete", "message": "There is no athlete ...", "fields": []}}

A message tells what was wrong, what was expected, what came, and the next step; ``fields`` names parts
of a form that cannot be as they are.  A fault of the program, and of the disk or the database under it,
shows nothing of its inside: where things lie is for who runs it, and is written down for him.
"""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from flyzone.errors import FlyzoneError, InputError, OutputError, StoreError
from flyzone.web import urls

_log = logging.getLogger("flyzone.web")

_BUSY = (
    "Somebody else is writing at this moment, and it took too long. Wait a little and try again."
)
_BROKEN = (
    "The store of this app cannot be read or written at the moment; why was written down on the "
    "server. Nothing of what you sent was kept. Try again, and tell who runs it if it stays."
)
_STATUS_WORDS = {
    404: ("not-found", "There is no such page here. Check the address."),
    405: ("method-not-allowed", "This address does not take that. See the API's description."),
    413: ("too-large", "That is larger than is taken here. Send less."),
}


class Refused(Exception):  # noqa: N818 (what it is, not that it is one)
    """A request that is not carried out, with its status."""

    def __init__(
        self, status: int, code: str, message: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.headers = headers or {}

    @classmethod
    def log_in(cls) -> Refused:
        """Nobody is logged in."""
        return cls(
            401,
            "not-logged-in",
            "Nobody is logged in here, or no longer. Log in and send it again.",
        )

    @classmethod
    def not_yours(cls) -> Refused:
        """Somebody is, and may not."""
        return cls(403, "not-yours", "This is not for your account. Ask the owner of this store.")

    @classmethod
    def too_many(cls, wait_s: int) -> Refused:
        """Somebody asks too often."""
        return cls(
            429,
            "too-many",
            f"Too many requests came from you. Wait {wait_s} s and send it again.",
            {"Retry-After": str(wait_s)},
        )


class SeeOther(Exception):  # noqa: N818
    """The answer is at another address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def status_of(error: FlyzoneError) -> int:
    """The HTTP status of an error of flyzone."""
    if isinstance(error, InputError):
        if error.code.startswith("unknown-"):
            return 404
        return 403 if error.code == "store-forbidden" else 422
    if isinstance(error, StoreError):
        return 503
    return 507 if isinstance(error, OutputError) else 422


def words_of(status: int) -> tuple[str, str]:
    """Code and words of what was refused without more being known than its status."""
    return _STATUS_WORDS.get(
        status, ("refused", "The request was refused. Check it and send it again.")
    )


def error_document(code: str, message: str, fields: list[dict[str, str]] | None = None) -> Any:
    """The one shape of an error; halves of letters, which JSON cannot hold, are spelt out."""
    told = [{name: _whole(text) for name, text in one.items()} for one in fields or []]
    return {"error": {"code": code, "message": _whole(message), "fields": told}}


def _whole(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def answer_failures(app: FastAPI) -> None:
    """Makes an app answer every error in that shape."""

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> Response:
        return await _answer(
            request, error.status, error.code, error.message, headers=error.headers
        )

    @app.exception_handler(SeeOther)
    async def elsewhere(_: Request, error: SeeOther) -> Response:
        return RedirectResponse(error.address, status_code=303)

    @app.exception_handler(FlyzoneError)
    async def told(request: Request, error: FlyzoneError) -> Response:
        status, message = status_of(error), error.message
        if status >= 500:
            _log.error("The store or its disk failed at %s: %s", _place(request), message)
            message = _BUSY if error.code == "store-busy" else _BROKEN
        return await _answer(request, status, error.code, message)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        fields = [
            {"field": ".".join(map(str, one["loc"][1:])) or "body", "message": str(one["msg"])}
            for one in error.errors()
        ]
        named = "; ".join(f"{one['field']}: {one['message']}" for one in fields[:5])
        message = f"The request cannot be used as it is ({named}). Correct it and send it again."
        return await _answer(request, 422, "invalid-request", message, fields)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        code, message = words_of(error.status_code)
        headers = dict(error.headers or {})
        return await _answer(request, error.status_code, code, message, headers=headers)

    @app.exception_handler(Exception)
    async def fault(request: Request, error: Exception) -> Response:
        _log.error("A fault of the program at %s", _place(request), exc_info=error)
        message = (
            "This is a fault of flyzone, not yours; it was written down on the server. Try again, "
            "and tell who runs it if it stays."
        )
        return await _answer(request, 500, "fault", message)


def _place(request: Request) -> str:
    """Where something went wrong, without what an address keeps secret or whom it is about."""
    route = request.scope.get("route")
    return f"{request.method} {getattr(route, 'path', '(no route)')}"


async def _answer(
    request: Request,
    status: int,
    code: str,
    message: str,
    fields: list[dict[str, str]] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    wants_page = "text/html" in request.headers.get("accept", "")
    if request.url.path.startswith(urls.API) or not wants_page:
        return JSONResponse(error_document(code, message, fields), status, headers)
    from flyzone.web.pages.trouble import trouble_page  # noqa: PLC0415 (pages raise these errors)

    response = await run_in_threadpool(trouble_page, request, status, message)
    response.headers.update(headers or {})
    return response
