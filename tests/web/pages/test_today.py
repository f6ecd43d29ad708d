"""Today's page: the answer, its reasons, the check-in, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from tests.web.people import OWNER, Club, uid

from flyzone.model import CheckIn, Plan, PlannedDay, PlannedSession
from flyzone.web.site import Site

Clients = Callable[[str | None], TestClient]


def _there(people: Club) -> str:
    return f"/athletes/{people.mia.id}/today"


def _checkins(site: Site, people: Club) -> tuple[CheckIn, ...]:
    with site.store.reading(OWNER) as reader:
        return reader.history(people.mia.id).checkins


@pytest.mark.parametrize("role", ["owner", "coach", "athlete", "guardian"])
def test_who_sees_her_reads_the_answer_its_reasons_and_a_session(
    client_of: Clients, people: Club, role: str
) -> None:
    text = client_of(role).get(_there(people)).text
    assert "Yes, sprint" in text
    assert "48 h were needed" in text
    assert "Warm-up" in text
    assert "Fly 20" in text


def test_it_speaks_german_to_who_reads_german(client_of: Clients, people: Club) -> None:
    client = client_of("athlete")
    client.post("/account/manner", data={"language": "de", "decimal": ","})
    assert "Ja, sprinten" in client.get(_there(people)).text


def test_a_check_in_counts_at_once_and_once(client_of: Clients, people: Club, site: Site) -> None:
    client = client_of("athlete")
    said = {
        "id": str(uuid4()), "sleep_h": "7", "half_hour": "true", "ready": "6", "soreness": "3",
        "hurts": "yes", "pain_place": "hamstring", "pain_side": "left", "pain": "5",
    }  # fmt: skip
    address = f"/athletes/{people.mia.id}/check-in"
    for _ in range(2):
        assert client.post(address, data=said).status_code == 303
    _, kept = _checkins(site, people)
    assert (kept.sleep_h, kept.ready, kept.pains[0].place) == (7.5, 6.0, "hamstring")
    assert "No sprinting" in client.get(_there(people)).text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({}, "says nothing"),
        ({"sleep_h": "eight"}, "number was expected"),
        ({"hurts": "yes"}, "place or how much is missing"),
        ({"resting_heart_rate_bpm": "4000"}, "4000"),
        ({"signs": "boredom"}, "warning sign"),
    ],
)
def test_a_check_in_that_cannot_be_is_refused_with_words(
    client_of: Clients, people: Club, site: Site, words: dict[str, str], told: str
) -> None:
    answer = client_of("athlete").post(f"/athletes/{people.mia.id}/check-in", data=words)
    assert answer.status_code == 422
    assert told in answer.text
    assert len(_checkins(site, people)) == 1


def test_what_is_planned_is_shown_and_gives_way_where_the_answer_says_no(
    client_of: Clients, people: Club, site: Site
) -> None:
    day = site.clock().date()
    planned = PlannedSession(uid("planned"), people.mia.id, day, "hill", facility="North hill")
    with site.store.writing(OWNER) as writer:
        writer.save(Plan(uid("plan"), site.clock(), (PlannedDay(people.mia.id, day, (planned,)),)))
    client = client_of("athlete")
    assert "North hill" in client.get(_there(people)).text
    with site.store.writing(OWNER) as writer:
        writer.save(CheckIn(uid("ill"), people.mia.id, site.clock(), signs=("chest-pain",)))
    text = client.get(_there(people)).text
    assert "Planned and not for today: hill" in text
    assert "North hill" not in text


def test_her_day_is_the_one_on_her_own_clock(
    client_of: Clients, people: Club, site: Site, clock: Any
) -> None:
    with site.store.writing(OWNER) as writer:
        writer.save(replace(people.mia, time_zone="Pacific/Auckland"))
    clock.now = clock.now.replace(hour=20)
    assert "Wed 13 May" in client_of("athlete").get(_there(people)).text
    assert clock.now.date() + timedelta(days=1) == clock.now.date().replace(day=13)


@pytest.mark.gate
def test_a_check_in_takes_few_taps_and_less_than_twenty_seconds(
    page_of: Callable[..., Any], people: Club
) -> None:
    page = page_of("athlete", width=360)
    page.goto(_there(people))
    page.locator("summary", has_text="Check-in").click()
    taps = ["[name=sleep_h][value='8']", "[name=ready][value='9']", "[name=soreness][value='1']"]
    for one in [*taps, "[name=hurts][value=no]"]:
        page.locator(one).click()
    page.get_by_role("button", name="Check in").click()
    page.wait_for_load_state()
    # Four answers and a button, all on one page: at three seconds a tap it is done in fifteen.
    assert len(taps) + 2 <= 6
    assert page.locator("details.check-in").get_attribute("open") is None
