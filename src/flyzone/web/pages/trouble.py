"""The page that says what went wrong and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse

from flyzone.errors import FlyzoneError
from flyzone.model import Manner
from flyzone.web.asking import Asking, who_asks
from flyzone.web.failures import Refused
from flyzone.web.render import show
from flyzone.web.words import Words


@dataclass(frozen=True, slots=True)
class TroublePage:
    """What `trouble.html` needs.

    Attributes
    ----------
    status : int
    message : str
    """

    status: int
    message: str


def trouble_page(request: Request, status: int, message: str) -> HTMLResponse:
    """The page of one trouble."""
    try:
        asking = who_asks(request)
    except (Refused, FlyzoneError):
        # A key that is none, or a store that does not answer: that must not hide what is to be said.
        asking = Asking(request, request.app.state.site, Words(Manner()))
    page = TroublePage(status, message)
    return show(asking, "trouble.html", page, title=asking.words("trouble.title"), status=status)
