"""A stream says whose records were written: to who sees them, soon, and without holding anything."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable
from typing import Any

import httpx2 as httpx
from fastapi.testclient import TestClient
from tests.web.conftest import NOW, Served
from tests.web.people import Club, uid

from flyzone.model import CheckIn, Group
from flyzone.storage import Viewer, open_store
from flyzone.web.live import Change, changes
from flyzone.web.site import Site

OWNER = Viewer.owner("Nora")
Clients = Callable[[str | None], TestClient]


def said(athlete_id: str, name: str) -> CheckIn:
    return CheckIn(uid(name), athlete_id, NOW, ready=7.0)


async def heard(stream: AsyncGenerator[Change], within_s: float = 5.0) -> Change:
    return await asyncio.wait_for(anext(stream), within_s)


def coach_of(people: Club) -> Viewer:
    return Viewer.coach("Carl", [people.sprinters.id])


def test_a_ring_tells_at_once_whose_records_were_written(site: Site, people: Club) -> None:
    async def listen() -> None:
        stream = changes(site, coach_of(people), every_s=60.0)
        assert await heard(stream) == Change((), False)
        with site.store.writing(OWNER) as writer:
            writer.save(said(people.mia.id, "first"))
        site.pulse.ring()
        began = time.monotonic()
        assert await heard(stream) == Change((people.mia.id,), False)
        assert time.monotonic() - began < 1.0
        await stream.aclose()

    asyncio.run(listen())


def test_what_another_process_writes_is_heard_within_seconds(site: Site, people: Club) -> None:
    async def listen() -> None:
        stream = changes(site, coach_of(people), every_s=0.2)
        await heard(stream)
        with open_store(str(site.database)) as other, other.writing(OWNER) as writer:
            writer.save(said(people.tom.id, "elsewhere"))
        assert await heard(stream) == Change((people.tom.id,), False)
        await stream.aclose()

    asyncio.run(listen())


def test_whom_he_does_not_see_he_does_not_hear_of(site: Site, people: Club) -> None:
    async def listen() -> None:
        stream = changes(site, coach_of(people), every_s=0.1)
        only_tom = changes(site, coach_of(people), [people.tom.id], every_s=0.1)
        await heard(stream)
        await heard(only_tom)
        with site.store.writing(OWNER) as writer:
            writer.save(said(people.zoe.id, "hidden"))
            writer.save(Group(people.throwers.id, "Throwers", (people.zoe.id, people.tom.id)))
        with site.store.writing(OWNER) as writer:
            writer.save(said(people.mia.id, "seen"))
        assert await heard(stream) == Change((people.mia.id,), False)
        with site.store.writing(OWNER) as writer:
            writer.save(said(people.tom.id, "his"))
        assert await heard(only_tom) == Change((people.tom.id,), False)
        await stream.aclose()
        await only_tom.aclose()

    asyncio.run(listen())


def test_one_writing_is_told_once(site: Site, people: Club) -> None:
    async def listen() -> list[Change]:
        with site.store.writing(OWNER) as writer:
            writer.save(said(people.tom.id, "just before"))
        told = []
        async for change in changes(site, OWNER, every_s=0.1, lasts_s=1.2):
            told.append(change)
            if len(told) == 1:
                with site.store.writing(OWNER) as writer:
                    writer.save(said(people.mia.id, "once"))
                site.pulse.ring()
        return told

    assert asyncio.run(listen()) == [Change((), False), Change((people.mia.id,), False)]


def test_a_board_hears_that_something_was_written_and_not_whose(site: Site, people: Club) -> None:
    async def listen() -> None:
        stream = changes(site, None, every_s=0.1)
        await heard(stream)
        with site.store.writing(OWNER) as writer:
            writer.save(said(people.mia.id, "first"))
        assert await heard(stream) == Change((), True)
        await stream.aclose()

    asyncio.run(listen())


def test_streams_end_by_themselves_and_with_the_server_and_leave_no_thread(
    site: Site, people: Club
) -> None:
    async def all_of(lasts_s: float) -> int:
        return len([one async for one in changes(site, OWNER, every_s=0.1, lasts_s=lasts_s)])

    async def many() -> float:
        before = threading.active_count()
        closing = asyncio.get_running_loop().call_later(0.3, site.closing.set)
        began = time.monotonic()
        counts = await asyncio.gather(*(all_of(60.0) for _ in range(60)))
        closing.cancel()
        assert counts == [1] * 60
        # No more than the pool of the server, however many listen.
        assert threading.active_count() - before <= 41
        return time.monotonic() - began

    began = time.monotonic()
    assert asyncio.run(all_of(0.3)) == 1
    assert time.monotonic() - began < 2.0
    assert asyncio.run(many()) < 3.0


def test_the_stream_of_the_api_is_made_of_events(client_of: Clients, people: Club) -> None:
    answer = client_of("coach").get(f"/api/v1/live?athletes={people.mia.id}&seconds=0.1")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "event: changed" in answer.text
    assert '"athlete_ids":[]' in answer.text.replace(" ", "")
    assert client_of("board").get("/api/v1/live?seconds=0").status_code == 403


def test_an_entry_is_heard_by_another_device_while_it_listens(
    served: Served, people: Club, client_of: Clients
) -> None:
    with served.site.store.accounts(change=True) as accounts:
        secret, csrf = accounts.log_in(people.accounts["coach"].id, "x", NOW)
    body: dict[str, Any] = {
        "account_id": people.accounts["coach"].id,
        "entries": [
            {
                "id": uid("an entry"), "at": NOW.isoformat(), "kind": "check-in",
                "body": {"id": uid("x"), "athlete_id": people.mia.id, "at": NOW.isoformat(), "ready": 5.0},
            }
        ],
    }  # fmt: skip
    cookies = {"flyzone": secret}
    with (
        httpx.Client(base_url=served.address, cookies=cookies, timeout=10) as client,
        client.stream("GET", "/api/v1/live?seconds=8") as stream,
        httpx.Client(base_url=served.address, cookies=cookies) as other,
    ):
        lines = stream.iter_lines()
        assert "event: changed" in next(lines)
        taken = other.post("/api/v1/entries", json=body, headers={"x-csrf-token": csrf})
        assert taken.status_code == 200
        assert any(people.mia.id in line for line in lines)
