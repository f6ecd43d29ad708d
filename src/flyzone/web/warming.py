"""Trends are worked out when something was trained, and not when somebody waits for them.

A trend with its causes costs some 60 ms, and twenty people who open their progress in one second would
wait for each other.  So a thread goes through those who trained lately and works theirs out, one at a
time, resting three times as long as it worked: pages go first.  What it finds is kept where the pages look
(`flyzone.web.kept_answers`), under the same version: it can only ever save time, and is never wrong.
"""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta

from flyzone.errors import FlyzoneError
from flyzone.storage import Viewer
from flyzone.web.kept_progress import progress_from
from flyzone.web.site import Site

LATELY = timedelta(days=21)
ROUND_S = 20.0
"""Between two looks at who trained."""
RESTS = 3.0
"""How long it rests, in units of how long it worked."""
_SELF = Viewer.owner("flyzone")
_log = logging.getLogger("flyzone.web")


def keep_warm(site: Site) -> threading.Thread:
    """Starts the thread; it ends with the site."""
    thread = threading.Thread(target=_go_on, args=(site,), name="warming", daemon=True)
    thread.start()
    return thread


def warm_once(site: Site, *, rests: float = RESTS) -> int:
    """Works out what is missing of everybody who trained lately; how many were looked at."""
    with site.store.reading(_SELF) as reader:
        everybody = [athlete_id for athlete_id, _ in reader.names()]
        lines = reader.session_lines(everybody, site.clock() - LATELY)
    # Who trained last is looked at first.
    lately = list(dict.fromkeys(line.athlete_id for line in lines))
    looked = 0
    for athlete_id in lately:
        if site.closing.is_set():
            break
        begin = time.perf_counter()
        try:
            with site.store.reading(_SELF) as reader:
                progress_from(reader, site, athlete_id)
        except FlyzoneError as problem:
            # Deleted meanwhile, or records from which nothing can be told: the page says so.
            _log.debug("no progress kept for %s: %s", athlete_id, problem.code)
        looked += 1
        site.closing.wait(rests * (time.perf_counter() - begin))
    return looked


def _go_on(site: Site) -> None:
    while not site.closing.wait(1.0):
        try:
            warm_once(site)
        except FlyzoneError as problem:
            _log.warning("trends were not worked out ahead: %s", problem.message)
        site.closing.wait(ROUND_S)
