"""The patterns page: every component that pages are made of, on one page, to be looked at."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from flyzone.web import urls
from flyzone.web.asking import Anyone
from flyzone.web.render import show

router = APIRouter()


@dataclass(frozen=True, slots=True)
class PatternsPage:
    """What `patterns.html` needs.

    Attributes
    ----------
    time_s, sd_s : float, s
        A time with its error, to show.
    """

    time_s: float
    sd_s: float


@router.get(urls.PATTERNS)
def patterns(asking: Anyone) -> Response:
    """The page."""
    return show(asking, "patterns.html", PatternsPage(1.053, 0.006), title="Patterns")
