r"""Only whole letters come in: half of a pair (a lone surrogate) can be neither kept nor sent back.

JSON may write such halves, as ``"\ud800"``; a form may claim a set of letters in which they exist.  Both
are refused at the door, for every address at once, instead of wherever they would first do harm.
"""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flyzone.web.failures import error_document

_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
"""How JSON writes one half; most are followed by the other."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s;\"']+)", re.IGNORECASE)
_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class WholeLetters:
    """Refuses bodies with letters that are none; large bodies of bytes pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers 422."""
        if scope["type"] != "http" or scope["method"] not in _METHODS:
            await self._app(scope, receive, send)
            return
        kind = Headers(scope=scope).get("content-type", "").casefold()
        if kind.startswith(("multipart/form-data", "application/x-www-form-urlencoded")):
            named = _CHARSET.search(kind)
            whole = named is None or named[1] in ("utf-8", "utf8")
        elif "json" in kind.partition(";")[0]:
            messages, body = await _read(receive)
            whole = has_whole_letters(body)
            receive = _again(messages, receive)
        else:
            whole = True
        if whole:
            await self._app(scope, receive, send)
            return
        message = "Letters are sent as UTF-8 here, and some of these are none. Type them again."
        await JSONResponse(error_document("letters", message), 422)(scope, receive, send)


def has_whole_letters(body: bytes) -> bool:
    """Whether a JSON text is UTF-8 without halves of letters; what is no JSON at all passes."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    if _HALF.search(body) is None:
        return True
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return True
    try:
        json.dumps(read, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


async def _read(receive: Receive) -> tuple[list[Message], bytes]:
    messages: list[Message] = []
    parts = []
    while True:
        message = await receive()
        messages.append(message)
        parts.append(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return messages, b"".join(parts)


def _again(messages: list[Message], receive: Receive) -> Receive:
    left = iter(messages)

    async def read() -> Any:
        for message in left:
            return message
        return await receive()

    return read
