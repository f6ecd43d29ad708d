"""The progress page in a browser: charts drawn under the policy, at both widths, in both themes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.gate
Pages = Callable[..., Any]


@pytest.mark.parametrize(("width", "drawn"), [(360, "360"), (1280, "720")])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_charts_are_drawn_and_the_console_stays_silent(
    page_of: Pages, measured: str, width: int, drawn: str, scheme: str
) -> None:
    page = page_of("coach", width=width, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"/athletes/{measured}/progress")
    figures = page.locator("figure[data-chart]")
    assert figures.count() == 3
    for n in range(3):
        figures.nth(n).scroll_into_view_if_needed()
        page.wait_for_selector(f"figure[data-chart] >> nth={n} >> svg", timeout=20_000)
        assert figures.nth(n).get_attribute("data-width") == drawn
        # Points, and the words of an axis, are really there.
        assert figures.nth(n).locator("svg path").count() > 5
        assert figures.nth(n).locator("svg text").count() > 5
    assert not said, said
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert not serious, [(one["id"], one["nodes"][0]["html"][:120]) for one in serious]


def test_a_point_tells_its_numbers_under_the_pointer(page_of: Pages, measured: str) -> None:
    page = page_of("coach", width=1280)
    page.goto(f"/athletes/{measured}/progress")
    page.wait_for_selector("figure svg", timeout=20_000)
    page.locator("figure[data-chart]").first.scroll_into_view_if_needed()
    page.locator("figure svg .mark-symbol path").first.hover()
    page.wait_for_selector("#vg-tooltip-element.visible")
    assert "\u202fs (" in page.inner_text("#vg-tooltip-element")


def test_without_scripts_pictures_stand_there(page_of: Pages, measured: str) -> None:
    page = page_of("coach", java_script_enabled=False)
    page.goto(f"/athletes/{measured}/progress")
    pictures = page.locator("figure img")
    assert pictures.count() == 3
    for n in range(3):
        pictures.nth(n).scroll_into_view_if_needed()
        assert pictures.nth(n).evaluate("one => one.complete && one.naturalWidth") == 720


def test_the_drawing_program_comes_after_the_page_can_be_read(
    page_of: Pages, measured: str
) -> None:
    page = page_of("coach")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/athletes/{measured}/progress", wait_until="domcontentloaded")
    assert not [one for one in asked if "/charts/" in one]
    page.locator("figure[data-chart]").first.scroll_into_view_if_needed()
    page.wait_for_selector("figure svg", timeout=20_000)
    assert len([one for one in asked if "/charts/" in one]) == 1
