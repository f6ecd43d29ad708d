"""The board for programs and for the pages' own scripts, and the stream that says when to look again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent

from flyzone.web.asking import Anyone, Asking, Known
from flyzone.web.boards import Asked, board_for, check_open, sees_more
from flyzone.web.live import LASTS_S, Change, changes
from flyzone.wire.board import BoardDocument, board_document

router = APIRouter(tags=["board"])

Seconds = Annotated[float, Query(ge=0.0, le=LASTS_S)]


def _with_its_address(asking: Anyone, secret: str) -> Asking:
    """Asked before the stream begins: afterwards nothing can be refused."""
    check_open(asking, secret)
    return asking


@router.get("/board", response_model=BoardDocument, response_model_exclude_none=True)
def board(asking: Known, wanted: Asked) -> Any:
    """A board with honest ranks: of whom you see, or the public one."""
    shown = board_for(asking, wanted)
    return board_document(
        shown.found.board,
        distance_m=shown.distance_m,
        order=wanted.order,
        start=wanted.start,
        group=shown.group,
        public=shown.public,
        warnings=shown.found.notices,
        standings=shown.found.standings,
    )


@router.get("/board/live", response_class=EventSourceResponse)
async def live(
    asking: Known, public: bool = False, seconds: Seconds = LASTS_S
) -> AsyncIterator[ServerSentEvent]:
    """Says each time that a board may have changed: ask for it again.

    The event `changed` comes at once and after everything that was written; it names nobody.
    """
    viewer = asking.viewer if sees_more(asking) and not public else None
    async for change in changes(asking.site, viewer, lasts_s=seconds):
        yield _event(change)


@router.get("/board/{secret}/live", response_class=EventSourceResponse)
async def open_live(
    asking: Annotated[Asking, Depends(_with_its_address)], seconds: Seconds = LASTS_S
) -> AsyncIterator[ServerSentEvent]:
    """The same for the open board of an address."""
    async for change in changes(asking.site, None, lasts_s=seconds):
        yield _event(change)


def _event(_: Change) -> ServerSentEvent:
    return ServerSentEvent(data={}, event="changed", retry=2000)
