"""The plan in a browser: training dragged by the pointer and carried by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.people import OWNER, Club
from tests.web.plan.conftest import sprint_days

from flyzone.model import Plan
from flyzone.web.site import Site

pytestmark = pytest.mark.gate
Pages = Callable[..., Any]


def latest(site: Site, athlete_id: str) -> Plan:
    with site.store.reading(OWNER) as reader:
        found = reader.latest_plan(athlete_id)
    assert found is not None
    return found


def day_of(page: Any, day: date) -> Any:
    return page.locator(f"#day-{day.isoformat()}")


def drag(page: Any, before: date, to: date) -> None:
    grip, target = day_of(page, before).locator(".grip"), day_of(page, to)
    start, end = grip.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)


def test_training_is_dragged_to_a_free_day_and_stays_there(
    page_of: Pages, people: Club, planned: dict[str, Plan], site: Site
) -> None:
    plan = planned[people.tom.id]
    before, second = sprint_days(plan)[:2]
    close, free = second - timedelta(days=1), before - timedelta(days=1)
    page = page_of("coach", width=1280, height=900)
    page.goto(f"/athletes/{people.tom.id}/plan")
    drag(page, before, close)
    page.wait_for_selector(".target-objects")
    assert "lie between two maximal sessions" in page.inner_text("#said")
    page.mouse.up()
    page.wait_for_selector("dialog[open]")
    assert "48 h lie between" in page.inner_text("#objects-list")
    page.click("#objects-leave")
    assert latest(site, people.tom.id).id == plan.id
    drag(page, before, free)
    page.wait_for_selector(".target-free")
    with page.expect_navigation():
        page.mouse.up()
    page.wait_for_selector(f"#day-{free.isoformat()} .session")
    after = {day.day: day for day in latest(site, people.tom.id).days}
    assert after[free].sessions
    assert not after[before].sessions


def test_training_is_carried_by_the_keyboard_alone(
    page_of: Pages, people: Club, planned: dict[str, Plan], site: Site
) -> None:
    before = sprint_days(planned[people.tom.id])[0]
    page = page_of("coach", width=360)
    page.goto(f"/athletes/{people.tom.id}/plan")
    grip = day_of(page, before).locator(".grip")
    grip.focus()
    page.keyboard.press("Enter")
    assert "Arrows carry it" in page.inner_text("#said")
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector(".target-free")
    page.keyboard.press("Escape")
    assert page.inner_text("#said") == "Left where it was."
    page.keyboard.press(" ")
    page.keyboard.press("ArrowUp")
    page.wait_for_selector(".target-free")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    after = {day.day: day for day in latest(site, people.tom.id).days}
    assert after[before - timedelta(days=1)].sessions


def test_a_coach_overrules_in_the_dialog(
    page_of: Pages, people: Club, planned: dict[str, Plan], site: Site
) -> None:
    before, second = sprint_days(planned[people.tom.id])[:2]
    page = page_of("coach", width=1280, height=900)
    page.goto(f"/athletes/{people.tom.id}/plan")
    drag(page, before, second - timedelta(days=1))
    page.mouse.up()
    page.wait_for_selector("dialog[open]")
    with page.expect_navigation():
        page.click("#objects-anyway")
    told = [one.code for day in latest(site, people.tom.id).days for one in day.reasons]
    assert "plan-moved-anyway" in told


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_plan_fits_its_screen_and_everybody_can_use_it(
    page_of: Pages, people: Club, planned: dict[str, Plan], width: int, scheme: str
) -> None:
    page = page_of("coach", width=width, color_scheme=scheme)
    for there in (f"/athletes/{people.tom.id}/plan", f"/athletes/{people.tom.id}/plan?span=month",
                  "/squad/plan"):  # fmt: skip
        page.goto(there)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        serious = [one for one in found if one["impact"] in ("serious", "critical")]
        assert not serious, [(one["id"], one["nodes"][0]["html"][:120]) for one in serious]


def test_without_scripts_the_form_moves_it(
    page_of: Pages, people: Club, planned: dict[str, Plan], site: Site
) -> None:
    before = sprint_days(planned[people.tom.id])[0]
    page = page_of("coach", java_script_enabled=False)
    page.goto(f"/athletes/{people.tom.id}/plan")
    card = day_of(page, before)
    card.locator(".move > summary").click()
    card.locator("select[name=to]").select_option((before - timedelta(days=1)).isoformat())
    card.locator(".move button").click()
    assert latest(site, people.tom.id).id != planned[people.tom.id].id
