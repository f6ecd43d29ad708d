"""The app as a whole: who gets in where, what every answer carries, and how troubles are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from tests.web.people import Club

from flyzone.web.app import create_app
from flyzone.web.site import Site
from flyzone.workflows.accounts import hash_of

Clients = Callable[[str | None], TestClient]


def test_a_new_app_asks_for_its_owner_and_lets_him_in(empty_site: Site) -> None:
    with TestClient(create_app(empty_site), follow_redirects=False) as client:
        assert client.get("/").headers["location"] == "/first-run"
        words = {"name": "Nora", "password": "three green frogs"}
        answer = client.post("/first-run", data=words)
        assert answer.headers["location"] == "/squad"
        assert client.get("/api/v1/me").json()["role"] == "owner"
        assert client.get("/first-run").headers["location"] == "/"


@pytest.mark.parametrize(
    "words", [{"name": "Nora", "password": "short"}, {"name": "", "password": "x" * 12}]
)
def test_an_owner_without_name_or_password_is_not_made(
    empty_site: Site, words: dict[str, str]
) -> None:
    with TestClient(create_app(empty_site), follow_redirects=False) as client:
        assert client.post("/first-run", data=words).status_code == 422
    with empty_site.store.accounts() as accounts:
        assert not accounts.any()


def test_who_is_not_logged_in_is_asked_to_and_comes_back_to_where_he_was(
    client_of: Clients, people: Club
) -> None:
    there = f"/athletes/{people.mia.id}/today"
    answer = client_of(None).get(there)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/login?next={there.replace('/', '%2F')}"


def test_another_sites_form_and_one_without_its_token_change_nothing(
    client_of: Clients, people: Club, site: Site
) -> None:
    there = f"/athletes/{people.mia.id}/check-in"
    client = client_of("athlete")
    foreign = client.post(there, data={"sleep_h": "3"}, headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code == 403
    del client.headers["x-csrf-token"]
    assert client.post(there, data={"sleep_h": "3"}).status_code == 403
    with site.store.accounts() as accounts:
        csrf = accounts.logins(people.accounts["athlete"].id)[0].csrf
    assert client.post(there, data={"sleep_h": "3", "csrf": csrf}).status_code == 303


def test_every_answer_runs_nothing_that_is_not_ours(client_of: Clients) -> None:
    for address in ("/login", "/nowhere", "/api/v1/me", "/static/css/base.css"):
        policy = client_of(None).get(address).headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy


def test_what_is_not_there_is_told_in_one_shape(client_of: Clients, people: Club) -> None:
    client = client_of("coach")
    hidden = client.get(f"/api/v1/athletes/{people.zoe.id}/today")
    nobody = client.get("/api/v1/athletes/00000000-0000-4000-8000-000000000000/today")
    nowhere = client.get("/api/v1/nowhere")
    assert {hidden.status_code, nobody.status_code, nowhere.status_code} == {404}
    # Whom he does not see does not exist for him.
    assert hidden.json()["error"]["code"] == nobody.json()["error"]["code"] == "unknown-athlete"
    assert set(nowhere.json()["error"]) == {"code", "message", "fields"}


def test_a_wrong_password_is_slowed_down_and_a_right_one_afterwards_too(
    client_of: Clients, site: Site, people: Club
) -> None:
    with site.store.accounts(change=True) as accounts:
        accounts.set_password(people.accounts["coach"].id, hash_of("three green frogs"))
    client = client_of(None)
    for _ in range(5):
        assert client.post("/login", data={"name": "Carl", "password": "wrong"}).status_code == 422
    right = {"name": "carl", "password": "three green frogs"}
    assert "quarter of an hour" in client.post("/login", data=right).text
    site.clock.pass_(minutes=16)  # type: ignore[attr-defined]
    assert client.post("/login", data=right).status_code == 303
