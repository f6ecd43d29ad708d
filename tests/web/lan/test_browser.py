"""Debian's Chromium trusts the authority as a phone would, and then works without a signal over HTTPS."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error
from tests.web.conftest import Served, need_browser, serve
from tests.web.people import Club

from flyzone.web import urls
from flyzone.web.lan.authority import Certificates, certificates
from flyzone.web.lan.names import Names
from flyzone.web.server import helping_to_trust, listen
from flyzone.web.site import Site

pytestmark = pytest.mark.gate
HOST = "flyzone-test.local"


def _need_certutil() -> str:
    found = shutil.which("certutil")
    if found is None:
        reason = "no certutil here (on Debian: apt-get install libnss3-tools)"
        if os.environ.get("FLYZONE_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture
def made(site: Site) -> Certificates:
    return certificates(site.folder, Names((HOST,), ()), datetime.now(UTC))


@pytest.fixture
def https(site: Site, made: Certificates) -> Iterator[Served]:
    """The club's app over HTTPS, at a name of the local network."""
    for field in ("secure", "lan"):
        object.__setattr__(site, field, True)
    running = serve(site, ssl_certfile=str(made.chain), ssl_keyfile=str(made.key))
    port = running.address.rpartition(":")[2]
    running.address = f"https://{HOST}:{port}"
    yield running
    running.stop()


@pytest.fixture
def browser_of(tmp_path: Path, chromium: Any) -> Iterator[Any]:
    """Gives a browser with a home of its own, whose NSS database trusts an authority, or none."""
    path, certutil = need_browser(), _need_certutil()
    opened: list[Any] = []

    def browser(authority: Path | None) -> Any:
        home = tmp_path / f"home-{len(opened)}"
        database = home / ".pki" / "nssdb"
        database.mkdir(parents=True)
        nss = ["-d", f"sql:{database}"]
        subprocess.run([certutil, *nss, "-N", "--empty-password"], check=True)
        if authority is not None:
            trust = ["-A", "-t", "C,,", "-n", "flyzone", "-i", str(authority)]
            subprocess.run([certutil, *nss, *trust], check=True)
        opened.append(
            chromium.browser_type.launch(
                executable_path=path,
                args=[
                    "--no-sandbox",
                    "--disable-dev-shm-usage",
                    f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
                ],
                env={**os.environ, "HOME": str(home)},
            )
        )
        return opened[-1]

    yield browser
    for one in opened:
        one.close()


def _context(browser: Any, https: Served, people: Club) -> Any:
    context = browser.new_context(base_url=https.address)
    with https.site.store.accounts(change=True) as accounts:
        secret, _ = accounts.log_in(people.accounts["athlete"].id, "test", https.site.clock())
    context.add_cookies(
        [{"name": "__Host-flyzone", "value": secret, "url": https.address, "secure": True}]
    )
    return context


def test_without_trust_the_browser_refuses(browser_of: Any, https: Served) -> None:
    page = browser_of(None).new_page()
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto(https.address)


def test_with_trust_pages_are_secure_and_the_service_worker_is_there_without_a_signal(
    browser_of: Any, https: Served, made: Certificates, people: Club
) -> None:
    context = _context(browser_of(made.authority), https, people)
    page = context.new_page()
    answer = page.goto(urls.url(urls.TODAY, athlete_id=people.mia.id))
    assert answer.status == 200
    assert "strict-transport-security" not in answer.headers
    assert page.evaluate("window.isSecureContext")
    assert page.evaluate("Boolean(navigator.mediaDevices && navigator.wakeLock)")
    page.goto(urls.SESSION)
    scope = page.evaluate("navigator.serviceWorker.ready.then((one) => one.scope)")
    assert scope == f"{https.address}/"
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    context.set_offline(True)
    page.reload()
    assert page.title().endswith("flyzone")
    context.close()


def test_the_authority_opens_no_other_name_to_the_browser(
    browser_of: Any, site: Site, made: Certificates
) -> None:
    """The same chain at a name that it is not for."""
    running = serve(site, ssl_certfile=str(made.chain), ssl_keyfile=str(made.key))
    port = running.address.rpartition(":")[2]
    try:
        page = browser_of(made.authority).new_page()
        with pytest.raises(Error, match="ERR_CERT_COMMON_NAME_INVALID"):
            page.goto(f"https://127.0.0.1:{port}/")
    finally:
        running.stop()


@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (1280, "dark")])
def test_the_page_that_helps_to_trust_fits_and_has_no_serious_barrier(
    chromium: Any, made: Certificates, width: int, theme: str
) -> None:
    at = listen("127.0.0.1", 0)
    with helping_to_trust(made.authority, 8321, at):
        context = chromium.new_context(
            viewport={"width": width, "height": 740}, color_scheme=theme, locale="de"
        )
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text))
        page.goto(f"http://127.0.0.1:{at.port}/")
        for one in page.locator("summary").all():
            one.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
        assert complaints == []
        context.close()
