"""Every route with every role: who may come is let in, who may not is sent away, and nobody sees others.

The addresses are filled with the ids of Zoe, whom neither the coach of the sprinters nor Mia nor her
guardian sees: for them she must not exist, on any route, by any method.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.people import Club
from tests.web.routes import Walked, routes_of

from flyzone.web.app import create_app
from flyzone.web.site import Site

Clients = Callable[[str | None], TestClient]

ROLES = ("owner", "coach", "athlete", "guardian", "board", None)

STREAMS = re.compile(r"/live|/events")
"""Answers that never end: who may ask is tested, what comes is for their own tests."""


def _routes() -> list[Walked]:
    return list(routes_of(create_app(Site(None, Path("nowhere")))))  # type: ignore[arg-type]


ROUTES = _routes()


def test_every_route_says_who_may_come() -> None:
    assert len(ROUTES) > 10
    assert [str(one) for one in ROUTES if not one.access] == []


def test_what_changes_something_is_open_to_strangers_only_where_they_become_known() -> None:
    open_to_all = {one.path for one in ROUTES if one.roles is None and one.method != "GET"}
    assert open_to_all <= {"/login", "/first-run", "/join/{secret}"}


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_come_is_sent_away_from_every_route(
    client_of: Clients, people: Club, role: str | None
) -> None:
    client = client_of(role)
    for one in ROUTES:
        if one.roles is None or role in one.roles:
            continue
        answer = _ask(client, one, people)
        if role is None and not one.path.startswith("/api/"):
            assert answer.status_code == 303, str(one)
            assert answer.headers["location"].startswith("/login"), str(one)
        else:
            assert answer.status_code == (401 if role is None else 403), str(one)


@pytest.mark.parametrize("role", ["coach", "athlete", "guardian", "board", None])
def test_whom_somebody_does_not_see_is_in_no_answer_of_any_route(
    client_of: Clients, people: Club, role: str | None
) -> None:
    client = client_of(role)
    for one in _of_zoe():
        answer = _ask(client, one, people)
        assert answer.status_code < 500, f"{one}: {answer.text[:300]}"
        told = answer.text.replace(people.zoe.id, "")
        assert "Zoe" not in told, str(one)
        if "{athlete_id}" in one.path and (one.roles is None or role in one.roles):
            # As if there were no such athlete; a form that is not filled may be told first.
            assert answer.status_code in (404, 422), f"{one}: {answer.status_code}"


@pytest.mark.parametrize("role", ["owner", "coach", "athlete", "guardian", "board"])
def test_no_route_ends_in_a_fault_for_who_may_come(
    client_of: Clients, people: Club, role: str
) -> None:
    client = client_of(role)
    for one in ROUTES:
        if one.roles is not None and role in one.roles and not STREAMS.search(one.path):
            if one.path in ("/logout",) or "delete" in one.path:
                continue
            answer = _ask(client, one, people, athlete=people.mia.id)
            assert answer.status_code < 500, f"{one}: {answer.text[:500]}"


def test_a_key_for_reading_changes_nothing_on_any_route(
    site: Site, people: Club, client_of: Clients
) -> None:
    with site.store.accounts(change=True) as accounts:
        account = people.accounts["owner"]
        secret = accounts.make_token(account.id, "reader", ("read",), site.clock())
    client = client_of(None)
    client.headers["authorization"] = f"Bearer {secret}"
    for one in ROUTES:
        if one.method != "GET" and one.roles is not None:
            assert _ask(client, one, people).status_code == 403, str(one)
    assert client.get("/api/v1/me").status_code == 200


def _of_zoe() -> Iterator[Walked]:
    for one in ROUTES:
        # Who has logged out is sent away everywhere else.
        if not STREAMS.search(one.path) and one.path != "/logout":
            yield one


def _ask(client: TestClient, one: Walked, people: Club, athlete: str | None = None) -> Any:
    """One request, its address filled in, with an empty body of the kind that the route takes."""
    words = {
        "athlete_id": athlete or people.zoe.id,
        "group_id": people.throwers.id,
        "secret": "x" * 32,
    }
    path = re.sub(r"\{(\w+)(:\w+)?\}", lambda m: words.get(m[1], people.zoe.id), one.path)
    if one.path.startswith("/api/") and one.method != "GET":
        return client.request(one.method, path, json={})
    return client.request(one.method, path, data={} if one.method == "POST" else None)
