"""The calendar feed: whoever has the address reads the plan, nothing else, and not for ever."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

import icalendar
import pytest
from fastapi.testclient import TestClient
from tests.web.people import OWNER, Club

from flyzone.model import Plan
from flyzone.web.site import Site

Clients = Callable[[str | None], TestClient]


@pytest.fixture
def feed(client_of: Clients, people: Club, planned: dict[str, Plan]) -> str:
    """The path of a feed of Mia's plan, made by herself."""
    page = client_of("athlete").post(f"/athletes/{people.mia.id}/plan/calendar")
    found = re.search(r'class="secret">https?://[^/]+(/calendar/[^<]+\.ics)<', page.text)
    assert found
    return found.group(1)


def test_the_feed_holds_the_plan_on_the_athletes_clock(
    client_of: Clients, people: Club, planned: dict[str, Plan], feed: str
) -> None:
    answer = client_of(None).get(feed)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["cache-control"] == "private, max-age=900"
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    sessions = [one for day in planned[people.mia.id].days for one in day.sessions]
    assert len(events) == len(sessions) > 0
    assert len({str(one["uid"]) for one in events}) == len(events)
    first = events[0].decoded("dtstart").astimezone(ZoneInfo("Europe/Berlin"))
    assert (first.date(), first.time()) == (sessions[0].day, time(17, 0))
    assert all("Mia Ahrens" in str(one["summary"]) for one in events)


def test_the_same_plan_is_not_sent_twice(client_of: Clients, feed: str) -> None:
    client = client_of(None)
    tag = client.get(feed).headers["etag"]
    assert client.get(feed, headers={"if-none-match": tag}).status_code == 304


def test_a_feed_that_was_taken_back_is_gone(
    client_of: Clients, people: Club, feed: str, site: Site
) -> None:
    client = client_of("athlete")
    page = client.get(f"/athletes/{people.mia.id}/plan").text
    assert feed.rsplit("/", maxsplit=1)[-1][:-4] not in page  # the secret is shown once
    end = re.search(r'action="(/athletes/[^"]+/plan/calendar/[^"]+/revoke)"', page)
    assert end
    other = client_of("coach")
    other.post(end.group(1))
    assert client_of(None).get(feed).status_code == 200  # only who made it takes it back
    assert client.post(end.group(1)).status_code == 303
    assert client_of(None).get(feed).status_code == 404


def test_an_unknown_secret_and_a_program_token_open_no_calendar(
    client_of: Clients, people: Club, planned: dict[str, Plan], site: Site
) -> None:
    with site.store.accounts(change=True) as accounts:
        token = accounts.make_token(
            people.accounts["athlete"].id, "a program", ("read", "write"), site.clock()
        )
    for secret in ("nothing", token, "..%2F..%2Fetc"):
        assert client_of(None).get(f"/calendar/{secret}.ics").status_code == 404


def test_a_feeds_secret_opens_nothing_else(client_of: Clients, people: Club, feed: str) -> None:
    secret = feed.rsplit("/", maxsplit=1)[-1][:-4]
    bearer = {"authorization": f"Bearer {secret}"}
    client = client_of(None)
    for address in ("/api/v1/me", f"/api/v1/athletes/{people.mia.id}/plan",
                    f"/athletes/{people.mia.id}/plan"):  # fmt: skip
        assert client.get(address, headers=bearer).status_code == 403


def test_a_feed_ends_with_the_account_that_made_it(
    client_of: Clients, people: Club, feed: str, site: Site
) -> None:
    with site.store.accounts(change=True) as accounts:
        accounts.change(replace(people.accounts["athlete"], closed=True))
    assert client_of(None).get(feed).status_code == 404


def test_without_a_time_zone_no_address_is_made(
    client_of: Clients, people: Club, site: Site
) -> None:
    with site.store.writing(OWNER) as writer:
        writer.save(replace(people.mia, time_zone=None))
    page = client_of("athlete").post(f"/athletes/{people.mia.id}/plan/calendar")
    assert page.status_code == 422
    assert "time zone" in page.text
    assert "/calendar/" not in re.sub(r"plan/calendar", "", page.text)
