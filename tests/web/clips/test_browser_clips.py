"""A clip in a real browser: sent, marks tapped by mouse and moved by keys, times held to the truth."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.web.clips.filmed import Form, hand_in, work_off
from tests.web.conftest import Served
from tests.web.people import Club
from tests.workflows.films import Film

pytestmark = pytest.mark.gate


def places(film: Film) -> list[list[float]]:
    """Pixels of the cones in the order of the page."""
    form = Form(film)()
    return [[float(x), float(y)] for x, y in zip(form["pixel_x"], form["pixel_y"], strict=True)]


def at(page: Any, pixel: list[float]) -> tuple[float, float]:
    """Where a pixel of the still lies on the screen now, as the picture's view box says."""
    found = page.evaluate(
        """([u, v]) => {
          const svg = document.querySelector("[data-picture]");
          const box = svg.getBoundingClientRect();
          const [x, y, w] = svg.getAttribute("viewBox").split(" ").map(Number);
          const scale = box.width / w;
          return [box.left + (u + 0.5 - x) * scale, box.top + (v + 0.5 - y) * scale];
        }""",
        pixel,
    )
    return found[0], found[1]


def typed(page: Any) -> list[list[float]]:
    """The pixels that the form holds."""
    columns = [
        [box.input_value() for box in page.locator(f"[name={name}]").all()]
        for name in ("pixel_x", "pixel_y")
    ]
    return [[float(x), float(y)] for x, y in zip(*columns, strict=True) if x and y]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_clip_is_sent_its_marks_are_tapped_and_its_times_are_true(
    page_of: Callable[..., Any], served: Served, people: Club, film: Film, width: int
) -> None:
    page = page_of("coach", width=width)
    page.set_default_timeout(60_000)
    page.goto("/clips/new")
    page.select_option("#whose", f"group:{people.sprinters.id}")
    page.set_input_files("#file", str(film.clip))
    page.click("#upload button[type=submit]")
    page.wait_for_url("**/clips/*-*")
    assert work_off(served.site) == ["still"]
    page.get_by_role("link", name="Tap the marks").click()
    page.wait_for_selector("#marks[data-tapped]")
    page.locator("[data-picture]").scroll_into_view_if_needed()
    wanted = places(film)
    for pixel in wanted:
        page.mouse.click(*at(page, pixel))
    assert len(typed(page)) == 4
    # A tap on a small screen is off by what a screen pixel covers; then each is dragged in place.
    page.click("[data-closer]")
    for i, pixel in enumerate(wanted):
        page.locator("[data-select]").nth(i).click()
        page.mouse.move(*at(page, typed(page)[i]))
        page.mouse.down()
        page.mouse.move(*at(page, [pixel[0] + 9, pixel[1] + 9]))
        assert page.locator("[data-glass]").is_visible()
        page.mouse.move(*at(page, pixel), steps=3)
        page.mouse.up()
        assert not page.locator("[data-glass]").is_visible()
    for found, true in zip(typed(page), wanted, strict=True):
        assert found == pytest.approx(true, abs=0.5)
    page.wait_for_selector("#marks[data-checked=usable]")
    assert (
        "12." in page.locator("[data-verdict]").inner_text()
        or "11." in page.locator("[data-verdict]").inner_text()
    )
    page.click("#marks-form button[type=submit]")
    page.wait_for_url("**/clips/*-*")
    assert page.locator("progress").count() == 1
    assert work_off(served.site) == ["time-clip"]
    # The page comes anew by itself when the times are there.
    page.wait_for_selector("#run-2")
    results = json.loads(
        page.evaluate(
            "fetch('/api/v1' + location.pathname + '/results').then((answer) => answer.text())"
        )
    )
    for run, true in zip(results[0]["timing"]["runs"], film.true_times_s, strict=True):
        assert abs(run["time_s"] - true) < 4.0 * run["time_sd_s"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_drawn_clip_plays_to_its_end(
    page_of: Callable[..., Any], served: Served, people: Club, film: Film
) -> None:
    clip = hand_in(served.site, film, athlete_id=people.mia.id)
    work_off(served.site)
    page = page_of("athlete", width=360)
    page.set_default_timeout(60_000)
    page.goto("/clips")
    token = page.locator("meta[name=csrf]").get_attribute("content")
    answer = page.request.post(f"/api/v1/clips/{clip.id}/time", headers={"x-csrf-token": token})
    assert answer.status == 422  # no marks yet
    page.request.patch(
        f"/api/v1/clips/{clip.id}", data={"setup": film.setup}, headers={"x-csrf-token": token}
    )
    page.request.post(f"/api/v1/clips/{clip.id}/time", headers={"x-csrf-token": token})
    work_off(served.site)
    page.goto(f"/clips/{clip.id}")
    assert work_off(served.site) == ["overlay"]
    page.wait_for_selector("video")
    played = page.evaluate(
        """() => new Promise((done) => {
          const film = document.querySelector("video");
          film.muted = true;
          film.onended = () => done([film.videoWidth, film.currentTime, film.duration]);
          film.onerror = () => done([String(film.error && film.error.message)]);
          film.play();
        })"""
    )
    assert played[0] == 960
    assert played[1] == pytest.approx(played[2], abs=0.1)


def test_marks_are_set_with_keys_alone_and_undone(
    page_of: Callable[..., Any], served: Served, people: Club, film: Film
) -> None:
    clip = hand_in(served.site, film, athlete_id=people.mia.id)
    work_off(served.site)
    page = page_of("athlete", width=1280)
    page.goto(f"/clips/{clip.id}/marks")
    page.wait_for_selector("#marks[data-tapped]")
    page.focus("[data-picture]")
    page.keyboard.press("Enter")
    (first,) = typed(page)
    assert first == pytest.approx([479.5, 269.5], abs=0.5)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    (moved,) = typed(page)
    assert moved == pytest.approx([first[0] + 1, first[1] + 10], abs=0.02)
    for _ in range(3):
        page.keyboard.press("Control+z")
    assert typed(page) == []
    # Each step can be reached by Tab, and says what it is.
    page.focus("[data-picture]")
    page.keyboard.press("Enter")
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert label.startswith("start, near line: ")


def test_without_a_script_marks_are_typed(
    page_of: Callable[..., Any], served: Served, people: Club, film: Film
) -> None:
    clip = hand_in(served.site, film, athlete_id=people.mia.id)
    work_off(served.site)
    page = page_of("athlete", width=360, java_script_enabled=False)
    page.set_default_timeout(60_000)
    page.goto(f"/clips/{clip.id}/marks")
    for i, (x, y) in enumerate(places(film)):
        row = page.locator("[data-mark]").nth(i)
        row.locator("summary").click()
        row.locator("[name=pixel_x]").fill(str(x))
        row.locator("[name=pixel_y]").fill(str(y))
    page.click("#marks-form button[type=submit]")
    assert work_off(served.site) == ["time-clip"]
    page.reload()
    assert page.locator("#run-2").count() == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_the_clip_pages_have_no_serious_fault_of_accessibility(
    page_of: Callable[..., Any], served: Served, people: Club, film: Film, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    clip = hand_in(served.site, film, group_id=people.sprinters.id)
    work_off(served.site)
    page = page_of("coach", width=width)
    page.set_default_timeout(60_000)
    with served.site.store.accounts() as accounts:
        token = accounts.logins(people.accounts["coach"].id)[0].csrf
    form = Form(film)()
    page.request.post(
        f"/clips/{clip.id}/marks",
        headers={"x-csrf-token": token, "content-type": "application/x-www-form-urlencoded"},
        data="&".join(
            f"{name}={value}"
            for name, values in form.items()
            for value in (values if isinstance(values, list) else [values])
        ),
    )
    work_off(served.site)
    for there in ("/clips", "/clips/new", f"/clips/{clip.id}", f"/clips/{clip.id}/marks"):
        page.goto(there)
        found = Axe().run(page).response["violations"]
        serious = [
            (one["id"], one["nodes"][0]["html"][:200])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert not serious, (there, serious)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
