"""Who looks hears of what others type: server-sent events."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent

from flyzone.web.asking import Member
from flyzone.web.live import LASTS_S, changes

router = APIRouter(tags=["session"])

MOST_ATHLETES = 4000
"""Letters of the list: a hundred ids."""


@router.get("/live", response_class=EventSourceResponse)
async def live(
    asking: Member,
    athletes: Annotated[str, Query(max_length=MOST_ATHLETES, description="ids, by commas")] = "",
    seconds: Annotated[float, Query(ge=0.0, le=LASTS_S)] = LASTS_S,
) -> AsyncIterator[ServerSentEvent]:
    """Says each time whose records were written; without `athletes`, of all whom he sees.

    The event `changed` has `athlete_ids` and `others`. The first one comes at once and names nobody.
    The stream ends by itself after some minutes: come back, and ask for what you show.
    """
    only = [one for one in athletes.split(",") if one] or None
    async for change in changes(asking.site, asking.viewer, only, lasts_s=seconds):
        told = {"athlete_ids": list(change.athlete_ids), "others": change.others}
        yield ServerSentEvent(data=told, event="changed", retry=2000)
