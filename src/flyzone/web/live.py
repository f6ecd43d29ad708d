"""What changes while somebody looks: a stream that says whose records were written.

Writers of this process ring a bell (`Pulse.ring`); what other processes write is found by looking at the
end of the audit trail every few seconds, one step in an index.  A stream says whose records changed and
nothing of what is in them: whoever listens asks for that by the ordinary ways, as far as he may.

A stream holds no thread: it waits in the server's loop, and looks into the store for a moment only.  It
ends by itself after some minutes, so that a browser comes back with its login and is asked anew who it
is; and at once when the server goes down.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from flyzone.errors import StoreError
from flyzone.storage import Viewer

if TYPE_CHECKING:
    from flyzone.web.site import Site

EVERY_S = 2.0
"""How often a stream looks for what other processes wrote."""
STEP_S = 0.5
"""How soon it ends when the server goes down."""
LASTS_S = 300.0
_NEVER = 2**62
OVERLAP_US = 5_000_000
"""Lines of the trail may become visible in another order than that of their moments, by so much."""


class Pulse:
    """A bell between the threads that write and the streams that wait."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def ring(self) -> None:
        """Something was written; may be called from any thread."""
        with self._lock:
            waiting = list(self._waiting)
        for loop, event in waiting:
            # A loop that was closed meanwhile has nobody waiting.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(event.set)

    @contextlib.contextmanager
    def heard(self) -> Iterator[asyncio.Event]:
        """An event that is set at each ring, for a stream of this loop."""
        mine = (asyncio.get_running_loop(), asyncio.Event())
        with self._lock:
            self._waiting.add(mine)
        try:
            yield mine[1]
        finally:
            with self._lock:
                self._waiting.discard(mine)


@dataclass(frozen=True, slots=True)
class Change:
    """Something was written.

    Attributes
    ----------
    athlete_ids : tuple of str
        Whose records, as far as the viewer sees them; sorted.
    others : bool
        Whether something was written that is no single athlete's (a group, a plan, a rule).
    """

    athlete_ids: tuple[str, ...]
    others: bool


async def changes(
    site: Site,
    viewer: Viewer | None,
    athlete_ids: Iterable[str] | None = None,
    *,
    every_s: float = EVERY_S,
    lasts_s: float = LASTS_S,
) -> AsyncGenerator[Change]:
    """Yields each time something was written that a viewer sees.

    Parameters
    ----------
    site : Site
    viewer : Viewer or None
        ``None`` (a board that anybody may see) hears that something was written, and not whose.
    athlete_ids : iterable of str, optional
        Only these.
    every_s, lasts_s : float, s
        How often it looks, and when it ends.

    Yields
    ------
    Change
        First one at once, without athletes: whoever comes back looks at all that he shows.
    """
    only = None if athlete_ids is None else frozenset(athlete_ids)
    loop = asyncio.get_running_loop()
    end = loop.time() + lasts_s
    with site.pulse.heard() as rung:
        mark, _ = await _look(site, viewer, None)
        known = set((await _look(site, viewer, mark - OVERLAP_US))[1])
        yield Change((), False)
        look_at = loop.time() + every_s
        while loop.time() < end and not site.closing.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(rung.wait(), max(min(STEP_S, look_at - loop.time()), 0.01))
            if not rung.is_set() and loop.time() < look_at:
                continue
            rung.clear()
            look_at = loop.time() + every_s
            # A store that cannot be read for a moment is looked at again.
            with contextlib.suppress(StoreError):
                latest, lines = await _look(site, viewer, mark - OVERLAP_US)
                fresh = {line: whose for line, whose in lines.items() if line not in known}
                news = latest != mark if viewer is None else bool(fresh)
                mark, known = max(latest, mark), set(lines)
                if news and (told := _told(fresh, only)) is not None:
                    yield told if viewer is not None else Change((), True)


def _told(lines: dict[str, str | None], only: frozenset[str] | None) -> Change | None:
    whose = {one for one in lines.values() if one is not None}
    others = None in lines.values()
    if only is None:
        return Change(tuple(sorted(whose)), others)
    return Change(tuple(sorted(whose & only)), False) if whose & only else None


async def _look(
    site: Site, viewer: Viewer | None, since_us: int | None
) -> tuple[int, dict[str, str | None]]:
    """The end of the trail, and the lines after a moment; none of them where no moment is given."""

    def look() -> tuple[int, dict[str, str | None]]:
        # Of a board's trail the latest moment alone: it says nothing of anybody.
        with site.store.reading(viewer or Viewer.owner("a board")) as reader:
            moment = _NEVER if since_us is None or viewer is None else since_us
            return reader.changes_since(moment)

    return await run_in_threadpool(look)
