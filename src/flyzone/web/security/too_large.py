"""A body that is too large is told in the one shape of errors, also where it is cut off at the very door."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flyzone.web.failures import error_document, words_of


class ToldTooLarge:
    """Puts our words in the place of the framework's bare ones."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, and its answer back."""
        bare = False

        async def in_shape(message: Message) -> None:
            nonlocal bare
            if message["type"] == "http.response.start" and message["status"] == 413:
                kind = Headers(raw=message["headers"]).get("content-type", "")
                bare = kind.startswith("text/plain")
                if bare:
                    answer = JSONResponse(error_document(*words_of(413)), 413)
                    await answer(scope, receive, send)
            if not bare:
                await send(message)

        await self._app(scope, receive, in_shape)
