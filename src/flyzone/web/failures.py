"""What went wrong, said once and in one shape: JSON for programs, a page for people.

    {"error": {"code": "unknown-athlete", "message": "There is no athlete ...", "fields": []}}

A message tells what was wrong, what was expected, what came, and the next step; ``fields`` names parts
of a form that cannot be as they are.  A fault of the program shows nothing of its inside.
"""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from flyzone.errors import FlyzoneError, InputError, OutputError, StoreError
from flyzone.web import urls

_log = logging.getLogger("flyzone.web")

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


def error_document(code: str, message: str, fields: list[dict[str, str]] | None = None) -> Any:
    """The one shape of an error."""
    return {"error": {"code": code, "message": message, "fields": fields or []}}


def answer_failures(app: FastAPI) -> None:
    """Makes an app answer every error in that shape."""

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> Response:
        return _answer(request, error.status, error.code, error.message, headers=error.headers)

    @app.exception_handler(SeeOther)
    async def elsewhere(_: Request, error: SeeOther) -> Response:
        return RedirectResponse(error.address, status_code=303)

    @app.exception_handler(FlyzoneError)
    async def told(request: Request, error: FlyzoneError) -> Response:
        return _answer(request, status_of(error), error.code, error.message)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        fields = [
            {"field": ".".join(map(str, one["loc"][1:])) or "body", "message": str(one["msg"])}
            for one in error.errors()
        ]
        named = "; ".join(f"{one['field']}: {one['message']}" for one in fields[:5])
        message = f"The request cannot be used as it is ({named}). Correct it and send it again."
        return _answer(request, 422, "invalid-request", message, fields)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        code, message = _STATUS_WORDS.get(
            error.status_code, ("refused", "The request was refused. Check it and send it again.")
        )
        headers = dict(error.headers or {})
        return _answer(request, error.status_code, code, message, headers=headers)

    @app.exception_handler(Exception)
    async def fault(request: Request, error: Exception) -> Response:
        _log.error("A fault of the program at %s", request.url.path, exc_info=error)
        message = (
            "This is a fault of flyzone, not yours; it was written down on the server. Try again, "
            "and tell who runs it if it stays."
        )
        return _answer(request, 500, "fault", message)


def _answer(
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

    response = trouble_page(request, status, message)
    response.headers.update(headers or {})
    return response
