"""Board, wall and squad in a real browser: news come by themselves, and the keyboard is enough."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.web.conftest import Served
from tests.web.people import OWNER, Club, uid

from flyzone.model import Athlete, CheckIn, Pain, Rep, Session
from flyzone.web.site import Site

pytestmark = pytest.mark.gate


def _run(site: Site, athlete: Athlete, time_s: float, name: str) -> None:
    rep = Rep(uid(f"{name}-rep"), 1, 10.0, time_s=time_s, time_sd_s=0.005, run_in_m=20.0)
    started = site.clock() - timedelta(minutes=30)
    with site.store.writing(OWNER) as writer:
        writer.save(Session(uid(name), athlete.id, started, "max-velocity", (rep,)))


def _type_a_rep(page: Any, served: Served, people: Club, athlete: Athlete, time_s: float) -> None:
    """What the session page sends when a coach has typed a rep, from the coach's own browser."""
    at = (served.site.clock() - timedelta(minutes=5)).isoformat()
    session = {"id": str(uuid4()), "athlete_id": athlete.id, "started_at": at}
    rep = {"id": str(uuid4()), "number": 1, "distance_m": 10.0, "time_s": time_s, "at": at}
    rep |= {"time_sd_s": 0.005, "run_in_m": 20.0, "method": "gates"}
    entry = {
        "id": str(uuid4()), "at": at, "kind": "rep",
        "body": {"session": {**session, "stimulus": "max-velocity"}, "rep": rep},
    }  # fmt: skip
    body = {"account_id": people.accounts["coach"].id, "entries": [entry]}
    script = """async (body) => (await fetch("/api/v1/entries", {method: "POST",
        body: JSON.stringify(body), headers: {"content-type": "application/json",
        "x-csrf-token": document.querySelector("meta[name=csrf]").content}})).text()"""
    assert '"outcome":"new"' in page.evaluate(script, body)


def test_a_board_in_a_second_browser_shows_a_rep_that_was_saved_and_highlights_it(
    page_of: Callable[..., Any], served: Served, people: Club
) -> None:
    coach, fence = page_of("coach", width=1280), page_of("board", width=1280)
    fence.goto("/board?span=today")
    fence.get_by_text("No times over this distance today").wait_for()
    coach.goto("/squad")
    _type_a_rep(coach, served, people, people.tom, 0.951)
    row = fence.locator("tr.board-new", has_text="Tom Weber")
    row.wait_for(timeout=5000)
    assert "0.951" in row.inner_text()
    assert "personal best" in row.inner_text()
    assert "Tom Weber 0.951" in fence.locator("#board-news").inner_text()


def test_what_another_process_wrote_comes_within_seconds_without_a_bell(
    page_of: Callable[..., Any], served: Served, people: Club
) -> None:
    page = page_of("coach")
    page.goto("/board?span=today")
    page.get_by_text("No times over this distance today").wait_for()
    _run(served.site, people.mia, 1.2, "silent")
    page.locator("tr.board-new", has_text="Mia Ahrens").wait_for(timeout=8000)


def test_a_minor_leaves_the_wall_as_soon_as_it_is_taken_back(
    page_of: Callable[..., Any], people: Club
) -> None:
    guardian, fence = page_of("guardian"), page_of("board", width=1280)
    guardian.goto(f"/athletes/{people.mia.id}/publishing")
    guardian.get_by_label("Name on the board").fill("Comet")
    guardian.get_by_role("button", name="Agree").click()
    guardian.get_by_text("On the public board as").wait_for()
    fence.goto("/projector")
    fence.get_by_text("Comet").wait_for()
    guardian.get_by_role("button", name="Not on the public board").click()
    fence.get_by_text("Comet").wait_for(state="detached", timeout=5000)
    assert "Mia" not in fence.content()


def test_the_wall_is_large_full_screen_and_still_for_who_wants_it_still(
    page_of: Callable[..., Any], served: Served, people: Club
) -> None:
    page = page_of("board", width=1280, reduced_motion="reduce")
    page.goto("/projector?span=today")
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('#board')).fontSize)")
    assert size >= 25.0
    assert page.get_by_role("navigation").count() == 0
    _run(served.site, people.tom, 0.96, "still")
    served.site.pulse.ring()
    row = page.locator("tr.board-new")
    row.wait_for(timeout=5000)
    cell = "document.querySelector('tr.board-new > td')"
    assert page.evaluate(f"getComputedStyle({cell}).animationName") == "none"
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("document.fullscreenElement !== null")


def test_the_wall_says_that_the_server_is_gone_and_comes_back_by_itself(
    page_of: Callable[..., Any], served: Served, people: Club
) -> None:
    page = page_of("board", width=1280)
    page.goto("/projector?span=today")
    page.get_by_text("No times over this distance today").wait_for()
    page.context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.get_by_text("No connection").wait_for(timeout=5000)
    _run(served.site, people.tom, 0.97, "meanwhile")
    page.context.set_offline(False)
    page.locator("tr", has_text="Tom Weber").wait_for(timeout=15_000)
    page.get_by_text("No connection").wait_for(state="hidden")
    # A browser without a network says so in its console.
    page.complaints[:] = [one for one in page.complaints if "ERR_INTERNET" not in one]


def test_a_squad_on_a_phone_shows_todays_answers_and_the_latest_days(
    page_of: Callable[..., Any], served: Served, people: Club
) -> None:
    with served.site.store.writing(OWNER) as writer:
        at = served.site.clock() - timedelta(hours=1)
        writer.save(CheckIn(uid("pain"), people.tom.id, at, pains=(Pain("hamstring", 6.0),)))
    page = page_of("coach", width=360)
    page.goto("/squad")
    tom = page.locator(".squad-one", has_text="Tom Weber")
    tom.locator(".squad-word-no").wait_for()
    assert "Not cleared." in tom.inner_text()
    assert page.locator(".squad-one", has_text="Mia").locator(".squad-word-yes").count() == 1
    small = page.evaluate(
        "[...document.querySelectorAll('main .button, main select, main input')]"
        ".filter((one) => one.getBoundingClientRect().height < 44).length"
    )
    assert small == 0
    last = page.locator(".attendance thead th").nth(14)
    box = last.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 360


def test_an_invitation_is_made_with_the_keyboard_alone(
    page_of: Callable[..., Any], people: Club
) -> None:
    page = page_of("coach", width=360)
    page.goto("/coach/people")
    page.get_by_label("Tom Weber").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Invite the athlete"
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("Enter")
    picture = page.get_by_role("img", name="QR code of the address below")
    picture.wait_for()
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 0
    assert "/join/" in page.locator("code.secret").inner_text()
