"""A phone beside the track for browser tests: what a thumb does, and what the store then holds."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from tests.web.conftest import NOW

from flyzone.model import Session
from flyzone.storage import Viewer
from flyzone.web.site import Site

OWNER = Viewer.owner("Nora")
NETWORK = re.compile(r"Failed to load resource|net::ERR_|ERR_CONNECTION|service worker|EventSource")

SENDING = "import('/static/js/outbox.js').then(({outbox}) => Boolean(outbox.sending))"


class Phone:
    """The session page in a browser."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.keys = 0
        self.loads = 0
        page.on("load", lambda _: self._loaded())
        page.clock.install(time=NOW)

    def _loaded(self) -> None:
        self.loads += 1

    def open(self) -> Phone:
        self.page.goto("/session")
        return self.ready()

    def ready(self) -> Phone:
        self.page.wait_for_selector("#session[data-ready]")
        return self

    def begin(self, *names: str, method: str = "gates") -> Phone:
        for name in names:
            self.page.get_by_label(name, exact=True).check()
        self.page.get_by_label("Timed by").select_option(method)
        self.page.get_by_role("button", name="Start").click()
        self.page.wait_for_selector("#live:not([hidden])")
        return self

    def guarded(self) -> Phone:
        """Once the guards of all athletes are on the phone."""
        wait_until(
            lambda: self.page.evaluate(
                "import('/static/js/live_session.js').then(({session}) => "
                "session.lanes.every((one) => session.known.has(one.athlete_id)))"
            )
        )
        return self

    def kept_for_offline(self) -> Phone:
        """Once the worker holds the page and its files."""
        wait_until(
            lambda: self.page.evaluate(
                "(async () => Boolean(navigator.serviceWorker.controller && "
                "await (await caches.open('flyzone-pages')).match('/session')))()"
            )
        )
        return self

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def enter(self, digits: str, rest: str | None = None) -> Phone:
        """Types a time; afterwards so much time passes."""
        before = self.page.locator("#time-label").inner_text()
        self.press(*digits, "Enter")
        wait_until(lambda: self.page.locator("#time-label").inner_text() != before)
        if rest:
            # A clock that jumps would also end the patience with a request that is under way.
            wait_until(lambda: not self.page.evaluate(SENDING))
            self.page.clock.fast_forward(rest)
        return self

    @property
    def waiting(self) -> int:
        """How many entries are on the phone and not yet answered."""
        return int(
            self.page.evaluate(
                "import('/static/js/outbox.js').then(async ({outbox}) => "
                "(await outbox.sorted()).waiting.length)"
            )
        )

    @property
    def verdict(self) -> str | None:
        found = self.page.locator("#said .verdict")
        return found.get_attribute("data-verdict") if found.count() else None

    def times(self) -> list[str]:
        return self.page.locator("#reps .rep-time").all_inner_texts()  # type: ignore[no-any-return]

    def sent(self) -> Phone:
        """Once nothing waits any more."""
        wait_until(lambda: self.waiting == 0)
        wait_until(lambda: not self.page.locator("#waiting").is_visible())
        return self

    def forgive_network(self) -> None:
        """Troubles with the network are no faults of the page, where a test makes them."""
        self.page.complaints[:] = [one for one in self.page.complaints if not NETWORK.search(one)]


def wait_until(true: Callable[[], Any], within_s: float = 20.0) -> None:
    end = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)


def todays(site: Site, athlete_id: str) -> list[Session]:
    """The sessions of an athlete since the test began."""
    with site.store.reading(OWNER) as reader:
        return [one for one in reader.sessions(athlete_id) if one.source == "app"]


def times_of(site: Site, athlete_id: str) -> list[float | None]:
    """The times of his one session today, in their order."""
    (session,) = todays(site, athlete_id)
    assert [rep.number for rep in session.reps] == list(range(1, len(session.reps) + 1))
    return [rep.time_s for rep in session.reps]
