"""An app on a store of its own, people with roles, a client, and a browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient
from playwright.sync_api import sync_playwright
from tests.web.people import Club, club

from flyzone.storage import open_store
from flyzone.web.app import create_app
from flyzone.web.site import Site

NOW = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that a test may turn on."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **how_long: float) -> None:
        self.now += timedelta(**how_long)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "store.db"
    open_store(str(path)).close()
    return path


@pytest.fixture(scope="session")
def club_store(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Club]:
    """A store with a club in it, to be copied."""
    path = Path(shutil.copy(empty_store, tmp_path_factory.mktemp("club")))
    with open_store(str(path)) as store:
        made = club(store, NOW)
    return path, made


@pytest.fixture
def empty_site(empty_store: Path, tmp_path: Path, clock: Clock) -> Iterator[Site]:
    """An app that nobody has used yet."""
    yield from _site(empty_store, tmp_path, clock)


@pytest.fixture
def site(club_store: tuple[Path, Club], tmp_path: Path, clock: Clock) -> Iterator[Site]:
    """An app with a club in it."""
    yield from _site(club_store[0], tmp_path, clock)


@pytest.fixture
def people(club_store: tuple[Path, Club]) -> Club:
    """Who is who in the club."""
    return club_store[1]


@pytest.fixture
def client_of(site: Site, people: Club) -> Iterator[Callable[[str | None], TestClient]]:
    """Gives a client that is logged in in a role; ``None`` is not logged in."""
    app = create_app(site)
    opened: list[TestClient] = []

    def made(role: str | None) -> TestClient:
        client = TestClient(app, follow_redirects=False, headers={"accept": "text/html"})
        opened.append(client)
        if role is not None:
            account = people.accounts[role]
            with site.store.accounts(change=True) as accounts:
                secret, csrf = accounts.log_in(account.id, "a test", site.clock())
            client.cookies.set("flyzone", secret)
            client.headers["x-csrf-token"] = csrf
        return client

    yield made
    for client in opened:
        client.close()


def _site(store: Path, folder: Path, clock: Clock) -> Iterator[Site]:
    path = shutil.copy(store, folder / "store.db")
    with open_store(str(path)) as opened:
        yield Site(opened, folder / "files", str(path), clock)


# A browser


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def need_browser() -> str:
    """Where Chromium is; skips, or fails where it is required."""
    if CHROMIUM is None:
        reason = "no Chromium here (on Debian: apt-get install chromium)"
        if os.environ.get("FLYZONE_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    return CHROMIUM


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A browser for all browser tests of a run."""
    path = need_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@dataclass
class Served:
    """An app at an address."""

    address: str
    site: Site
    server: uvicorn.Server
    stopped: threading.Thread
    more: dict[str, Any] = field(default_factory=dict)

    def stop(self) -> None:
        self.site.closing.set()
        self.server.should_exit = True
        self.stopped.join(10)


def serve(site: Site, *, port: int = 0, **words: Any) -> Served:
    """Serves an app in a thread, at a port that is free, or at that of a server that was stopped."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    port = listening.getsockname()[1]
    config = uvicorn.Config(
        create_app(site, burst=100_000.0, per_s=10_000.0),
        log_level="error",
        lifespan="off",
        **words,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    return Served(f"http://localhost:{port}", site, server, thread)


@pytest.fixture
def served(site: Site) -> Iterator[Served]:
    """The club's app at an address."""
    running = serve(site)
    yield running
    running.stop()


@pytest.fixture
def served_empty(empty_site: Site) -> Iterator[Served]:
    """An app that nobody has used yet, at an address."""
    running = serve(empty_site)
    yield running
    running.stop()


@pytest.fixture
def page_of(chromium: Any, served: Served, people: Club) -> Iterator[Callable[..., Any]]:
    """Gives a browser page that is logged in in a role, at a width; its console is checked."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def opened(role: str | None, *, width: int = 360, height: int = 740, **words: Any) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, base_url=served.address, **words
        )
        contexts.append(context)
        if role is not None:
            with served.site.store.accounts(change=True) as accounts:
                secret, _ = accounts.log_in(
                    people.accounts[role].id, "a browser test", served.site.clock()
                )
            context.add_cookies([{"name": "flyzone", "value": secret, "url": served.address}])
        page = context.new_page()
        page.on(
            "console", lambda said: complaints.append(said.text) if said.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.complaints = complaints
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints, complaints


def born(years: int) -> date:
    """A birthday of somebody who is so old."""
    return date(NOW.year - years, 1, 1)
