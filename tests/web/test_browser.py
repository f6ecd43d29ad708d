"""Every page in a real browser: on a phone and a laptop, light, dark and high-contrast, by keyboard alone.

The pages are taken from the routes themselves, so that a new one is looked at without being listed.
Pictures of all of them are left in ``out/pages`` for people to look at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.conftest import Served
from tests.web.people import Club
from tests.web.routes import routes_of

from flyzone.web.app import create_app
from flyzone.web.site import Site

pytestmark = pytest.mark.gate

PICTURES = Path("out/pages")
HEAVIEST_KB = 150
NOT_PAGES = re.compile(
    r"^/api/|/live|\.json|\.ics|\.svg|\.png|\.webmanifest|/sw\.js|/print|/media|/export"
)


def _pages(role: str | None) -> list[str]:
    """Addresses of the pages that a role may see, as patterns."""
    found = []
    for one in routes_of(create_app(Site(None, Path("nowhere")))):  # type: ignore[arg-type]
        named = set(re.findall(r"\{(\w+)\}", one.path))
        may = one.roles is None if role is None else one.roles is None or role in one.roles
        if (
            one.method == "GET"
            and may
            and named <= {"athlete_id"}
            and not NOT_PAGES.search(one.path)
        ):
            found.append(one.path)
    return found


def _each_once() -> list[tuple[str | None, str]]:
    """Every page in the role that meets it most; athletes see theirs as well as their coach does."""
    chosen: list[tuple[str | None, str]] = []
    for role in ("coach", "athlete", "guardian", "board", None, "owner"):
        seen = {path for other, path in chosen if (other, role) != ("coach", "athlete")}
        chosen += [(role, path) for path in _pages(role) if path not in seen]
    return chosen


OF_ROLES = _each_once()


@pytest.mark.parametrize(("role", "path"), OF_ROLES)
def test_a_page_fits_a_phone_and_a_laptop_and_has_no_serious_barrier(
    page_of: Callable[..., Any], people: Club, role: str | None, path: str
) -> None:
    name = f"{role or 'nobody'}-{path.strip('/').replace('/', '-') or 'home'}"
    name = re.sub(r"[{}]", "", name)
    for width, theme in ((360, "light"), (1280, "dark")):
        page = page_of(role, width=width, color_scheme=theme)
        answer = page.goto(path.replace("{athlete_id}", people.mia.id))
        assert answer.status < 400, path
        if "text/html" not in answer.headers.get("content-type", ""):
            return
        page.wait_for_load_state("load")
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{path} is {wide} px too wide at {width}"
        found = Axe().run(page).response["violations"]
        bad = [
            (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert bad == [], f"{path} at {width}, {theme}"


@pytest.mark.parametrize("path", sorted(set(_pages("coach"))))
def test_a_page_is_light_without_its_charts(
    page_of: Callable[..., Any], people: Club, path: str
) -> None:
    page = page_of("coach")
    bytes_: list[int] = []

    def count(response: Any) -> None:
        if "vega" not in response.url and "bundle" not in response.url:
            sizes = response.request.sizes()
            bytes_.append(sizes["responseBodySize"] + sizes["responseHeadersSize"])

    page.on("requestfinished", lambda request: count(request.response()))
    page.goto(path.replace("{athlete_id}", people.mia.id))
    page.wait_for_load_state("load")
    assert sum(bytes_) < HEAVIEST_KB * 1000, f"{path}: {sum(bytes_) / 1000:.0f} kB"


@pytest.mark.parametrize("path", ["/athletes/{athlete_id}/today", "/squad", "/session"])
def test_the_first_content_comes_within_a_second_on_a_slow_phone(
    page_of: Callable[..., Any], people: Club, path: str
) -> None:
    page = page_of("coach")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    address = path.replace("{athlete_id}", people.mia.id)
    page.goto(address)
    paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 1e9"
    first = page.evaluate(paint)
    assert first < 1000.0, f"{path}: {first:.0f} ms"


def test_a_new_app_is_opened_by_its_owner_with_the_keyboard_alone(
    chromium: Any, served_empty: Served
) -> None:
    page = chromium.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(served_empty.address)
    assert page.url.endswith("/first-run")
    # Skip link, brand, then the form.
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("Nora")
    page.keyboard.press("Tab")
    page.keyboard.type("three green frogs")
    page.keyboard.press("Enter")
    page.wait_for_url("**/squad")


def test_the_theme_of_an_account_holds_whatever_the_device_wants(
    page_of: Callable[..., Any], people: Club
) -> None:
    page = page_of("athlete", color_scheme="light")
    page.goto("/account")
    page.get_by_label("Colours").select_option("dark")
    page.get_by_role("button", name="Keep").click()
    page.wait_for_load_state()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(17, 19, 23)"
