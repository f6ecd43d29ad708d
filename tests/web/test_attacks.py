"""The app under attack: whatever is sent to whatever route, nothing runs, breaks, leaks or changes hands."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.sse import EventSourceResponse
from fastapi.testclient import TestClient
from tests.web import attacks
from tests.web.conftest import Clock
from tests.web.people import OWNER, Club, uid
from tests.web.routes import routes_of

from flyzone.errors import StoreError
from flyzone.model import Account, CameraPlace, CheckIn, Ground, Group, StoredClip
from flyzone.storage import ClipFiles
from flyzone.web.app import LARGEST_BODY, create_app
from flyzone.web.site import Site
from flyzone.workflows import accounts as work
from flyzone.workflows.accounts import hash_of, invite

Clients = Callable[[str | None], TestClient]
PASSWORD = "three green frogs"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed cheaply here: how dear they are is for the library's tests."""
    monkeypatch.setattr(work, "PasswordHasher", lambda: PasswordHasher(1, 8, 1))
    work._nobodys_hash.cache_clear()


@pytest.fixture
def ids(people: Club) -> dict[str, str]:
    return {"athlete_id": people.mia.id, "group_id": people.sprinters.id}


def entered(site: Site, account: Account, app: FastAPI | None = None, **words: Any) -> TestClient:
    """A client that is logged in as somebody."""
    client = TestClient(app or create_app(site, burst=1e9, per_s=1e9), follow_redirects=False,
                        headers={"accept": "text/html"}, **words)  # fmt: skip
    with site.store.accounts(change=True) as accounts:
        secret, csrf = accounts.log_in(account.id, "a test", site.clock())
    client.cookies.set("flyzone", secret)
    client.headers["x-csrf-token"] = csrf
    return client


def no_harm(answer: Any, what: str) -> None:
    """No fault, nothing that runs, nothing of the inside, and the headers that forbid the rest."""
    assert answer.status_code < 500, f"{what}: {answer.status_code} {answer.text[:300]}"
    headers = answer.headers
    policy = headers.get("content-security-policy", "")
    assert "script-src 'self'" in policy, what
    assert "unsafe" not in policy, what
    assert headers["x-content-type-options"] == "nosniff", what
    assert headers["x-frame-options"] == "DENY", what
    assert "cache-control" in headers, what
    assert "stolen" not in headers.get("set-cookie", ""), what
    kind = headers.get("content-type", "")
    if "html" in kind:
        assert "<img src=x" not in answer.text, what
        assert "<script>alert" not in answer.text, what
        assert 'href="javascript:' not in answer.text, what
    if not kind.startswith(("text/javascript", "image/", "video/", "application/zip")):
        found = attacks.INSIDE.search(answer.text)
        assert found is None, f"{what}: {found}"


# Every route


@pytest.mark.parametrize("role", ["owner", "athlete"])
def test_no_hostile_text_on_any_route_does_harm(
    site: Site, people: Club, ids: dict[str, str], role: str
) -> None:
    client = entered(site, people.accounts[role])
    texts = {name: attacks.TEXTS[name] for name in (attacks.FEW if role == "owner" else ("image",))}
    walked = 0
    for one in attacks.requests(client.app, ids, texts):  # type: ignore[arg-type]
        no_harm(one.send(client), one.what)
        walked += 1
    assert walked > 200


def test_no_hostile_text_does_harm_where_nobody_is_logged_in(
    client_of: Clients, ids: dict[str, str], site: Site
) -> None:
    app = create_app(site, burst=1e9, per_s=1e9)
    with TestClient(app, follow_redirects=False, headers={"accept": "text/html"}) as client:
        texts = {name: attacks.TEXTS[name] for name in ("script", "half", "line")}
        for one in attacks.requests(app, ids, texts):
            answer = one.send(client)
            no_harm(answer, one.what)
            where = answer.headers.get("location", "/")
            assert where.startswith("/"), one.what
            assert not where.startswith("//"), one.what


@pytest.mark.gate
@pytest.mark.parametrize("role", ["owner", "coach", "guardian", "board"])
def test_no_hostile_text_at_all_does_harm(
    site: Site, people: Club, ids: dict[str, str], role: str
) -> None:
    client = entered(site, people.accounts[role])
    for one in attacks.requests(client.app, ids, attacks.TEXTS):  # type: ignore[arg-type]
        no_harm(one.send(client), one.what)


@pytest.mark.gate
@pytest.mark.parametrize("role", ["owner", "athlete"])
def test_no_document_that_is_hardly_one_does_harm(
    site: Site, people: Club, ids: dict[str, str], role: str
) -> None:
    client = entered(site, people.accounts[role])
    ids |= {"account_id": people.accounts[role].id, "id": attacks.NOBODY, "name": "x"}
    for one in attacks.documents(client.app, ids):  # type: ignore[arg-type]
        no_harm(one.send(client), one.what)


def test_names_that_are_programs_are_shown_and_never_run_on_any_page(
    site: Site, people: Club, ids: dict[str, str]
) -> None:
    image = attacks.IMAGE
    tom = replace(people.tom, name=attacks.SCRIPT, note=image)
    clip = StoredClip(uid("clip"), site.clock(), image, 10, "0" * 64, athlete_id=people.mia.id)
    with site.store.writing(OWNER) as writer:
        writer.save_many([
            replace(people.mia, name=image, note=attacks.SCRIPT), tom,
            Group(people.sprinters.id, image, (people.mia.id, people.tom.id)), clip,
            CheckIn(uid("said"), people.mia.id, site.clock(), note=attacks.SCRIPT),
        ])  # fmt: skip
        writer.save_many([Ground(uid("ground"), image, {})])
        writer.save_many([CameraPlace(uid("place"), image, site.clock(), {}, {})])
    with site.store.accounts(change=True) as accounts:
        for role, account in people.accounts.items():
            accounts.change(replace(account, name=f"{image} {role}"))
        accounts.make_token(people.accounts["owner"].id, image, ("read",), site.clock())
        secret = accounts.make_token(people.accounts["owner"].id, image, ("board",), site.clock())
    invite(site.store, people.accounts["owner"],
           {"role": "guardian", "ward_ids": [people.mia.id]}, site.clock())  # fmt: skip
    ids |= {"clip_id": clip.id, "secret": secret, "ground_id": uid("ground")}
    shown = 0
    for role in ("owner", "coach", "athlete"):
        client = entered(site, people.accounts[role])
        for one in routes_of(client.app):  # type: ignore[arg-type]
            if one.method == "GET" and not attacks.STREAM.search(one.path):
                answer = client.get(attacks.fill(one.path, ids))
                no_harm(answer, f"{role} {one}")
                shown += "&lt;img src=x" in answer.text or "&lt;script&gt;alert" in answer.text
    assert shown > 20


# Doors and headers


def test_a_fault_a_broken_store_and_what_is_refused_carry_the_headers_and_tell_no_inside(
    site: Site, people: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(site, burst=1e9, per_s=1e9)

    def fault() -> None:
        raise RuntimeError("SELECT secret FROM /home/nora/store.db")

    def broken() -> None:
        raise StoreError("The store /home/nora/store.db cannot be opened (sqlite).", code="store")

    app.add_api_route("/fault", fault)
    app.add_api_route("/broken", broken)
    client = entered(site, people.accounts["owner"], app, raise_server_exceptions=False)
    for kind in ("text/html", "application/json"):
        for address, status in (("/fault", 500), ("/broken", 503), ("/nowhere", 404)):
            answer = client.get(address, headers={"accept": kind})
            assert answer.status_code == status
            assert answer.headers["content-type"].startswith(kind)
            assert "script-src 'self'" in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "nora" not in answer.text.replace("Nora", "")
            assert "SELECT" not in answer.text
    for method in ("TRACE", "OPTIONS", "CONNECT", "PROPFIND"):
        answer = client.request(method, "/squad")
        assert answer.status_code == 405
        assert "access-control-allow-origin" not in answer.headers


def test_a_store_that_does_not_answer_is_told_as_such_although_nobody_can_be_known(
    site: Site, people: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = entered(site, people.accounts["owner"])

    def gone(*_: Any, **__: Any) -> Any:
        raise StoreError(
            "The store /home/nora/store.db cannot be opened.", code="store-unreachable"
        )

    monkeypatch.setattr(type(site.store), "accounts", gone)
    answer = client.get("/squad")
    assert answer.status_code == 503
    assert "/home/nora" not in answer.text


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
def test_a_body_that_is_too_large_is_refused_and_not_kept(
    site: Site, people: Club, kind: str
) -> None:
    client = entered(site, people.accounts["owner"])
    there = "/api/v1/athletes" if "json" in kind else "/coach/groups"
    answer = client.post(there, content=b"x" * (LARGEST_BODY + 1), headers={"content-type": kind})
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "too-large"
    assert "content-security-policy" in answer.headers
    pieces = iter([b"x" * 100_000] * 40)
    answer = client.post(there, content=pieces, headers={"content-type": kind})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"role": "\\ud800"}', "application/json"),
        (b'{"role": "\xed\xa0\x80"}', "application/json"),
        ('{"role": "owner"}'.encode("utf-16"), "application/json"),
        (b'{"role": "owner", "\\uDFFF": 1}', "application/problem+json; charset=utf-8"),
        (
            b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\\ud800\r\n--x--\r\n',
            "multipart/form-data; boundary=x; charset=unicode_escape",
        ),
    ],
)
def test_halves_of_letters_are_refused_at_the_door(
    site: Site, people: Club, body: bytes, kind: str
) -> None:
    client = entered(site, people.accounts["owner"])
    there = "/api/v1/invitations" if "json" in kind else "/account/tokens"
    answer = client.post(there, content=body, headers={"content-type": kind})
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "letters"
    whole = client.post("/api/v1/athletes", content=b'{"name": "\\ud83d\\ude00 Mo"}',
                        headers={"content-type": "application/json"})  # fmt: skip
    assert whole.status_code == 201


def test_every_stream_is_counted_as_one(site: Site) -> None:
    streams = [
        one.path
        for one in iter_route_contexts(create_app(site).routes)
        if isinstance(one.original_route, APIRoute)
        and one.original_route.response_class is EventSourceResponse
    ]
    assert len(streams) >= 3
    assert [one for one in streams if not attacks.STREAM.search(one)] == []


# How much one caller may ask


def test_a_secret_made_up_anew_each_time_buys_no_more_requests(site: Site, people: Club) -> None:
    app = create_app(site, burst=20, per_s=0.001)
    friend = entered(site, people.accounts["owner"], app)
    assert friend.get("/api/v1/me").status_code == 200
    stranger = TestClient(app)
    got = []
    for number in range(30):
        name, value = ("cookie", f"flyzone=made-up-{number}")
        if number % 2:
            name, value = ("authorization", f"Bearer made-up-{number}")
        forwarded = {"x-forwarded-for": f"10.0.0.{number}", "forwarded": f"for=10.0.0.{number}"}
        got.append(stranger.get("/api/v1/me", headers={name: value, **forwarded}).status_code)
    assert got.count(429) >= 10
    # Who is known has a bucket of his own, whatever others at his address do.
    assert friend.get("/api/v1/me").status_code == 200


def test_a_login_holds_so_many_streams_open_and_no_more() -> None:
    from flyzone.web.security.limits import STREAMS_OF_LOGIN, Streams  # noqa: PLC0415

    streams = Streams()
    held = [streams.one_more("a", STREAMS_OF_LOGIN) for _ in range(STREAMS_OF_LOGIN)]
    assert [one.__enter__() for one in held] == [True] * STREAMS_OF_LOGIN
    with streams.one_more("a", STREAMS_OF_LOGIN) as may, streams.one_more("b", 1) as other:
        assert (may, other) == (False, True)
    held[0].__exit__(None, None, None)
    with streams.one_more("a", STREAMS_OF_LOGIN) as may:
        assert may


def test_a_stream_too_many_is_answered_429(site: Site, people: Club) -> None:
    from flyzone.web.security.limits import STREAMS_OF_ADDRESS  # noqa: PLC0415

    app = create_app(site, burst=1e9, per_s=1e9)
    statuses: list[int] = []

    async def one(scope: dict[str, Any], enough: asyncio.Event) -> None:
        async def receive() -> Any:
            await enough.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        await app(scope, receive, send)

    async def many() -> None:
        with site.store.accounts(change=True) as accounts:
            secret = accounts.make_token(
                people.accounts["owner"].id, "wall", ("board",), site.clock()
            )
        path = f"/api/v1/board/{secret}/live"
        scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(),
                 "query_string": b"seconds=20", "headers": [(b"host", b"x")], "scheme": "http",
                 "server": ("x", 80), "client": ("10.0.0.1", 1), "http_version": "1.1",
                 "root_path": ""}  # fmt: skip
        enough = asyncio.Event()
        tasks = [
            asyncio.create_task(one(dict(scope), enough)) for _ in range(STREAMS_OF_ADDRESS + 3)
        ]
        for _ in range(400):
            await asyncio.sleep(0.02)
            if len(statuses) == len(tasks):
                break
        site.closing.set()
        enough.set()
        await asyncio.wait_for(asyncio.gather(*tasks), 20)

    asyncio.run(many())
    assert statuses.count(429) == 3
    assert statuses.count(200) == STREAMS_OF_ADDRESS


# Logging in and out


@pytest.mark.parametrize(
    "there",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)",
     "/\t/evil.example", "\\\\evil.example", "/\r\nlocation: //evil.example", "evil.example", ""],
)  # fmt: skip
def test_a_login_leads_to_no_other_site(
    client_of: Clients, site: Site, people: Club, there: str
) -> None:
    _give_password(site, people.accounts["coach"])
    client = client_of(None)
    assert 'name="next" value="/"' in client.get("/login", params={"next": there}).text
    words = {"name": "Carl", "password": PASSWORD, "next": there}
    answer = client.post("/login", data=words)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_login_is_a_secret_of_its_own_whatever_the_browser_brought(
    site: Site, people: Club
) -> None:
    _give_password(site, people.accounts["coach"])
    client = TestClient(create_app(site), follow_redirects=False)
    client.cookies.set("flyzone", "planted")
    answer = client.post("/login", data={"name": "Carl", "password": PASSWORD})
    kept = answer.headers["set-cookie"]
    assert "planted" not in kept
    assert "HttpOnly" in kept
    assert "SameSite=lax" in kept
    assert "Domain" not in kept


def test_behind_tls_the_cookie_never_travels_without_and_a_plain_one_is_nobodys(
    site: Site, people: Club
) -> None:
    _give_password(site, people.accounts["coach"])
    app = create_app(replace(site, secure=True))
    client = TestClient(app, base_url="https://testserver", follow_redirects=False)
    answer = client.post("/login", data={"name": "Carl", "password": PASSWORD})
    kept = answer.headers["set-cookie"]
    assert kept.startswith("__Host-flyzone=")
    assert {"Secure", "HttpOnly", "Path=/"} <= {one.strip() for one in kept.split(";")}
    assert client.get("/api/v1/me").status_code == 200
    assert "strict-transport-security" in answer.headers
    plain = TestClient(app, base_url="https://testserver", follow_redirects=False)
    plain.cookies.set("flyzone", kept.partition("=")[2].partition(";")[0])
    assert plain.get("/api/v1/me").status_code == 401
    downgraded = client.post("/login", headers={"origin": "http://testserver"})
    assert downgraded.json()["error"]["code"] == "other-site"


def test_whoever_logs_out_or_in_again_leaves_no_login_behind(site: Site, people: Club) -> None:
    coach = people.accounts["coach"]
    _give_password(site, coach)
    client = entered(site, coach)
    before = client.cookies["flyzone"]
    answer = client.post("/login", data={"name": "Carl", "password": PASSWORD})
    assert answer.status_code == 303
    now = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
    client.cookies.clear()
    client.cookies.set("flyzone", now)
    with site.store.accounts() as accounts:
        assert accounts.login(before) is None
        login = accounts.login(now)
    assert login is not None
    client.headers["x-csrf-token"] = login.csrf
    assert client.post("/logout").headers["clear-site-data"] == '"cache"'
    with site.store.accounts() as accounts:
        assert accounts.login(now) is None


def test_another_password_logs_out_everywhere(site: Site, people: Club) -> None:
    _give_password(site, people.accounts["coach"])
    here, there = (entered(site, people.accounts["coach"]) for _ in range(2))
    words = {"old": PASSWORD, "new": "four yellow newts"}
    assert here.post("/account/password", data=words).status_code == 303
    for client in (here, there):
        assert client.get("/api/v1/me").status_code == 401


def test_a_closed_account_and_a_revoked_key_open_nothing_at_once(site: Site, people: Club) -> None:
    coach = people.accounts["coach"]
    with site.store.accounts(change=True) as accounts:
        secret = accounts.make_token(coach.id, "program", ("read", "write"), site.clock())
        other = accounts.make_token(coach.id, "second", ("read",), site.clock())
        accounts.revoke(
            coach.id, next(x.id for x in accounts.tokens(coach.id) if x.name == "second")
        )
    client = TestClient(create_app(site))
    keys = [{"authorization": f"Bearer {one}"} for one in (secret, other)]
    assert [client.get("/api/v1/me", headers=one).status_code for one in keys] == [200, 401]
    browser = entered(site, coach)
    with site.store.accounts(change=True) as accounts:
        accounts.change(replace(coach, closed=True))
    assert client.get("/api/v1/me", headers=keys[0]).status_code == 401
    assert browser.get("/api/v1/me").status_code == 401


def test_a_key_for_a_program_makes_no_keys_and_ends_none(site: Site, people: Club) -> None:
    with site.store.accounts(change=True) as accounts:
        coach = people.accounts["coach"]
        secret = accounts.make_token(coach.id, "program", ("read", "write"), site.clock())
        token = accounts.tokens(coach.id)[0]
        accounts.log_in(coach.id, "phone", site.clock())
        login = accounts.logins(coach.id)[0]
    client = TestClient(create_app(site), follow_redirects=False)
    client.headers["authorization"] = f"Bearer {secret}"
    for there in ("tokens", f"tokens/{token.id}/revoke", f"devices/{login.key}/end", "password"):
        assert client.post(f"/account/{there}", data={"name": "more"}).status_code == 403
    with site.store.accounts() as accounts:
        assert [one.id for one in accounts.tokens(coach.id)] == [token.id]


def test_many_guesses_at_once_are_no_more_than_one_by_one(
    site: Site, people: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    _give_password(site, people.accounts["coach"])
    looked = []

    def fits(hashed: str, password: str) -> bool:
        looked.append(password)
        return False

    monkeypatch.setattr(work, "_fits", fits)

    def guess(number: int) -> None:
        with pytest.raises(work.WrongPasswordError):
            work.log_in(site.store, "Carl", f"guess {number}", caller=f"10.0.0.{number}", device="",
                        now=site.clock())  # fmt: skip

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(16)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(looked) == 5


def test_one_caller_who_tries_many_names_is_stopped_whatever_he_says_of_himself(
    site: Site, people: Club
) -> None:
    _give_password(site, people.accounts["coach"])
    client = TestClient(create_app(site), follow_redirects=False)
    for number in range(40):
        said = {"x-forwarded-for": f"10.1.0.{number}", "x-real-ip": f"10.1.0.{number}"}
        client.post("/login", data={"name": f"name {number}", "password": "x"}, headers=said)
    answer = client.post("/login", data={"name": "Carl", "password": PASSWORD})
    assert "quarter of an hour" in answer.text


def test_right_passwords_use_up_none_of_the_guesses_of_a_shared_address(
    site: Site, people: Club
) -> None:
    _give_password(site, people.accounts["coach"])
    for _ in range(60):
        work.log_in(site.store, "Carl", PASSWORD, caller="club", device="", now=site.clock())


def test_a_new_password_from_the_owner_opens_an_account_that_guesses_had_shut(
    site: Site, people: Club
) -> None:
    coach = people.accounts["coach"]
    client = TestClient(create_app(site), follow_redirects=False)
    for _ in range(6):
        answer = client.post("/login", data={"name": "Carl", "password": "wrong"})
    assert "quarter of an hour" in answer.text
    secret = invite(site.store, people.accounts["owner"], {"account_id": coach.id}, site.clock())
    answer = client.post(f"/join/{secret}", data={"password": PASSWORD})
    assert answer.status_code == 303
    assert client.get("/api/v1/me").json()["name"] == "Carl"


# Invitations


def test_an_invitation_holds_once_for_a_week_and_while_its_maker_may_offer_it(
    site: Site, people: Club, clock: Clock
) -> None:
    coach = people.accounts["coach"]
    offer = {"role": "guardian", "ward_ids": [people.tom.id]}
    secrets = [invite(site.store, coach, offer, clock()) for _ in range(4)]
    client = TestClient(create_app(site), follow_redirects=False)

    def join(secret: str, name: str) -> int:
        client.cookies.clear()
        words = {"name": name, "password": PASSWORD}
        return int(client.post(f"/join/{secret}", data=words).status_code)

    assert join(secrets[0], "Ann") == 303
    assert join(secrets[0], "Ben") == 404
    # Nor by a role that is put into the form beside.
    client.cookies.clear()
    words = {"name": "Cid", "password": PASSWORD, "role": "owner", "offer": '{"role":"owner"}'}
    assert client.post(f"/join/{secrets[1]}", data=words).status_code == 303
    assert client.get("/api/v1/me").json()["role"] == "guardian"
    with site.store.accounts(change=True) as accounts:
        accounts.change(replace(coach, group_ids=()))
    assert join(secrets[2], "Dan") == 404
    with site.store.accounts(change=True) as accounts:
        accounts.change(replace(coach, closed=True))
    assert join(secrets[2], "Dan") == 404
    with site.store.accounts(change=True) as accounts:
        accounts.change(coach)
    clock.pass_(days=7, minutes=1)
    assert join(secrets[3], "Eve") == 404


def test_a_coach_invites_nobody_above_or_beyond_him(site: Site, people: Club) -> None:
    client = entered(site, people.accounts["coach"])
    offers: list[dict[str, Any]] = [
        {"role": "owner"},
        {"role": "coach", "group_ids": [people.throwers.id]},
        {"role": "coach", "group_ids": [people.sprinters.id]},
        {"role": "board"},
        {"role": "athlete", "athlete_id": people.zoe.id},
        {"role": "guardian", "ward_ids": [people.mia.id, people.zoe.id]},
        {"role": "athlete", "athlete_id": people.mia.id, "account_id": uid("nora")},
        {"role": "guardian", "ward_ids": [people.mia.id], "group_ids": [people.throwers.id]},
    ]
    for offer in offers:
        answer = client.post("/api/v1/invitations", json=offer)
        assert answer.status_code in (403, 404, 422), offer
    forms = [{"role": "owner"}, {"role": "athlete", "athletes": people.zoe.id}, {"role": "board"}]
    for form in forms:
        assert client.post("/coach/people/invitations", data=form).status_code in (403, 404), form
    with site.store.accounts() as accounts:
        assert accounts.invitations(site.clock()) == ()


def test_an_owner_invites_for_nobody_who_is_not_there(site: Site, people: Club) -> None:
    client = entered(site, people.accounts["owner"])
    for offer in (
        {"role": "athlete", "athlete_id": attacks.NOBODY},
        {"role": "guardian", "ward_ids": [attacks.NOBODY]},
        {"role": "coach", "group_ids": [attacks.NOBODY]},
    ):
        assert client.post("/api/v1/invitations", json=offer).status_code == 404


# Other sites


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://testserver:8000"},
    ],
)
def test_another_site_changes_nothing_not_even_who_is_logged_in(
    site: Site, people: Club, headers: dict[str, str]
) -> None:
    _give_password(site, people.accounts["coach"])
    client = entered(site, people.accounts["coach"])
    assert client.post("/account/manner", data={}, headers=headers).status_code == 403
    stranger = TestClient(create_app(site), follow_redirects=False)
    words = {"name": "Carl", "password": PASSWORD}
    assert stranger.post("/login", data=words, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/json", "multipart/form-data; boundary=x", "", "text/json"]
)
def test_a_cookie_alone_changes_nothing_by_any_type_of_content(
    site: Site, people: Club, kind: str
) -> None:
    client = entered(site, people.accounts["owner"])
    del client.headers["x-csrf-token"]
    headers = {"content-type": kind} if kind else {}
    body = json.dumps({"name": "Mallory", "csrf": "undefined"}).encode()
    answer = client.post("/api/v1/athletes", content=body, headers=headers)
    assert answer.status_code in (403, 422, 400)
    with site.store.reading(OWNER) as reader:
        assert len(reader.athletes()) == 3


def test_a_strange_name_that_leads_here_makes_no_owner(empty_site: Site) -> None:
    client = TestClient(create_app(empty_site), follow_redirects=False)
    words = {"name": "Mallory", "password": PASSWORD}
    strange = {"host": "evil.example:8321", "origin": "http://evil.example:8321"}
    assert client.post("/first-run", data=words, headers=strange).status_code == 403
    assert client.get("/first-run", headers=strange).status_code == 403
    for near in ("localhost:8321", "127.0.0.1:8321", "[::1]:8321", "192.168.1.4", "track.local"):
        assert client.get("/first-run", headers={"host": near}).status_code == 200
    with empty_site.store.accounts() as accounts:
        assert not accounts.any()


# Others' records


def test_nobody_reaches_others_through_an_id_in_a_body(site: Site, people: Club) -> None:
    before = _everything(site, people.zoe.id), _everything(site, people.tom.id)
    for role, other in (("coach", people.zoe), ("athlete", people.tom), ("guardian", people.tom)):
        client = entered(site, people.accounts[role])
        account = people.accounts[role].id
        now = site.clock().isoformat()
        told = {"id": uid(f"{role}-session"), "athlete_id": other.id, "started_at": now,
                "stimulus": "max-velocity"}  # fmt: skip
        rep = {"id": uid(f"{role}-rep"), "distance_m": 10.0, "time_s": 0.5, "at": now}
        entries = [
            ("rep", {"session": told, "rep": rep}),
            ("rep-change", {"rep_id": uid(f"{other.name}-7-0"), "base": {}, "change": {"time_s": 9}}),
            ("rep-remove", {"rep_id": uid(f"{other.name}-7-0"), "base": {}}),
            ("session-end", {"session": told, "base": {}, "change": {"ended_by": "planned"}}),
            ("check-in", {"id": uid(f"{role}-c"), "athlete_id": other.id, "at": now, "ready": 1}),
            ("check-in", {"id": uid("mia-morning"), "athlete_id": other.id, "at": now,
                          "ready": 1}),
        ]  # fmt: skip
        sent = [
            {"id": uid(f"{role}-{number}"), "at": now, "kind": kind, "body": body}
            for number, (kind, body) in enumerate(entries)
        ]
        answer = client.post("/api/v1/entries", json={"account_id": account, "entries": sent})
        outcomes = {one["outcome"] for one in answer.json()["entries"]}
        # A rep that he does not see is gone for him, so that taking it away changes nothing.
        assert outcomes <= {"refused", "conflict", "same"}, answer.text
        assert other.name not in answer.text
        for body in (
            {"id": uid(f"{role}-u"), "name": "a.mp4", "size_bytes": 5, "athlete_id": other.id},
            {
                "id": uid(f"{role}-v"),
                "name": "a.mp4",
                "size_bytes": 5,
                "group_id": people.throwers.id,
            },
        ):
            assert client.post("/api/v1/uploads", json=body).status_code in (403, 404), body
    assert (_everything(site, people.zoe.id), _everything(site, people.tom.id)) == before


def test_what_another_account_typed_is_not_sent_in_ones_own_name(site: Site, people: Club) -> None:
    client = entered(site, people.accounts["athlete"])
    body = {"account_id": people.accounts["coach"].id, "entries": []}
    assert client.post("/api/v1/entries", json=body).status_code == 409


def test_a_coach_draws_nobody_into_his_group(site: Site, people: Club) -> None:
    client = entered(site, people.accounts["coach"])
    mine = f"/api/v1/groups/{people.sprinters.id}"
    body = {"name": "Sprinters", "athlete_ids": [people.mia.id, people.tom.id, people.zoe.id]}
    assert client.put(mine, json=body).status_code == 404
    theirs = f"/api/v1/groups/{people.throwers.id}"
    assert client.put(theirs, json={"name": "Mine", "athlete_ids": []}).status_code == 404
    add = f"/coach/groups/{people.sprinters.id}/add"
    for name in ("athletes", "athlete", "athlete_id"):
        client.post(add, data={name: people.zoe.id})
    taken = {"id": people.zoe.id, "name": "Zoe", "group_id": people.sprinters.id}
    assert client.post("/api/v1/athletes", json=taken).status_code in (403, 404, 409, 422)
    with site.store.reading(OWNER) as reader:
        assert reader.get(Group, people.sprinters.id).athlete_ids == people.sprinters.athlete_ids
        assert reader.athlete(people.zoe.id).name == people.zoe.name


@pytest.mark.parametrize(
    "words",
    [{"public": True}, {"born": "1990-01-01"}, {"lands_well": True}, {"id": attacks.NOBODY},
     {"role": "owner"}, {"group_ids": ["x"]}],
)  # fmt: skip
def test_an_athlete_makes_himself_no_adult_not_public_and_nobody_else(
    site: Site, people: Club, words: dict[str, Any]
) -> None:
    client = entered(site, people.accounts["athlete"])
    there = f"/api/v1/athletes/{people.mia.id}"
    assert client.patch(there, json=words).status_code in (403, 422)
    client.post(f"/athletes/{people.mia.id}/profile", data={k: str(v) for k, v in words.items()})
    with site.store.reading(OWNER) as reader:
        mia = reader.athlete(people.mia.id)
    for name in ("public", "born", "lands_well"):
        assert getattr(mia, name) == getattr(people.mia, name)


def test_a_minor_is_told_to_no_other_athlete_no_board_and_nobody(
    site: Site, people: Club, ids: dict[str, str]
) -> None:
    tom = Account(uid("tom-account"), "Tom", "athlete", site.clock(), athlete_id=people.tom.id)
    with site.store.writing(OWNER) as writer:
        # Even where a box was ticked: for a minor the guardian has to say so, and an alias with it.
        writer.save(replace(people.mia, public=True))
    with site.store.accounts(change=True) as accounts:
        accounts.add(tom, None)
        secret = accounts.make_token(people.accounts["owner"].id, "wall", ("board",), site.clock())
    ids |= {"secret": secret}
    nobody = TestClient(create_app(site, burst=1e9, per_s=1e9), follow_redirects=False)
    seen = ""
    for client in (entered(site, tom), entered(site, people.accounts["board"]), nobody):
        for one in routes_of(client.app):  # type: ignore[arg-type]
            if one.method == "GET" and not attacks.STREAM.search(one.path):
                text = client.get(attacks.fill(one.path, ids)).text
                assert "Ahrens" not in text, str(one)
                seen += text
    assert "Tom Weber" in seen


def test_what_a_coach_changes_by_the_app_is_in_the_trail_with_his_name(
    site: Site, people: Club
) -> None:
    client = entered(site, people.accounts["coach"])
    there = f"/api/v1/athletes/{people.mia.id}"
    assert client.patch(there, json={"level": "advanced"}).status_code == 200
    said = {"place": "hamstring", "role": "physiotherapist", "by": "Dr. Voss"}
    assert client.post(f"{there}/clearances", json=said).status_code == 201
    lines = client.get("/api/v1/audit", params={"athlete_id": people.mia.id}).json()
    latest = next(one for one in lines if one["kind"] == "athlete")
    assert (latest["who"], latest["role"]) == ("Carl", "coach")
    assert latest["before"]["level"] == "trained"
    assert latest["after"]["level"] == "advanced"


@pytest.mark.parametrize("name", ["evil.html", "evil.svg", "a\u2028b.js", "../../x.mp4.xhtml"])
def test_a_film_that_is_a_page_or_a_program_comes_back_as_bytes(
    site: Site, people: Club, name: str
) -> None:
    clip = StoredClip(
        uid("clip"),
        site.clock(),
        name.replace("\u2028", ""),
        10,
        "0" * 64,
        athlete_id=people.mia.id,
    )
    with site.store.writing(OWNER) as writer:
        writer.save(clip)
    path = ClipFiles(site.folder).path(clip.id, "original")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"<html><script>alert(1)</script>")
    client = entered(site, people.accounts["athlete"])
    for saving in ("", "?download=yes"):
        answer = client.get(f"/clips/{clip.id}/media/original{saving}")
        no_harm(answer, name)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["cache-control"].startswith("private")
        shown = answer.headers["content-disposition"]
        assert "html" not in shown.rpartition(".")[2]
        assert "/" not in shown.replace("inline", "").replace("attachment", "")
    for what in ("..%2f..%2fstore.db", "still.jpg", "original%00", "%2e%2e"):
        assert client.get(f"/clips/{clip.id}/media/{what}").status_code == 404
    other = Account(uid("tom-2"), "Tommy", "athlete", site.clock(), athlete_id=people.tom.id)
    with site.store.accounts(change=True) as accounts:
        accounts.add(other, None)
    assert entered(site, other).get(f"/clips/{clip.id}/media/original").status_code == 404


# People in a hurry


def test_a_form_that_comes_after_the_login_ended_leads_back_to_its_page(site: Site) -> None:
    client = TestClient(create_app(site), follow_redirects=False)
    there = "/coach/groups/00000000-0000-4000-8000-000000000000"
    headers = {"referer": f"http://testserver{there}?page=2", "accept": "text/html"}
    answer = client.post(f"{there}/name", data={"name": "x"}, headers=headers)
    assert answer.headers["location"] == (
        "/login?next=" + there.replace("/", "%2F") + "%3Fpage%3D2"
    )
    for foreign in ("http://evil.example/x", "nonsense", ""):
        answer = client.post(f"{there}/name", headers={"referer": foreign, "accept": "text/html"})
        assert answer.headers["location"] == "/login?next=%2F"


def test_who_is_logged_in_may_log_in_as_another_and_take_an_invitation_by_the_form(
    site: Site, people: Club
) -> None:
    _give_password(site, people.accounts["guardian"])
    secret = invite(site.store, people.accounts["owner"], {"role": "board"}, site.clock())
    for there, words in (
        ("/login", {"name": "Vera", "password": PASSWORD}),
        (f"/join/{secret}", {"name": "Tablet", "password": PASSWORD}),
    ):
        client = entered(site, people.accounts["coach"])
        csrf = client.headers.pop("x-csrf-token")
        assert f'name="csrf" value="{csrf}"' in client.get(there).text
        assert client.post(there, data={**words, "csrf": csrf}).status_code == 303
        assert client.get("/api/v1/me").json()["name"] == words["name"]


def test_sending_a_form_twice_or_after_its_record_is_gone_is_told_and_breaks_nothing(
    site: Site, people: Club
) -> None:
    client = entered(site, people.accounts["owner"])
    with site.store.writing(OWNER) as writer:
        gone = Group(uid("gone"), "Gone")
        writer.save(gone)
        writer.delete(Group, gone.id)
    answer = client.post(f"/coach/groups/{gone.id}/name", data={"name": "x"})
    assert answer.status_code == 404
    assert "<h1" in answer.text
    body = {"id": uid("twice"), "name": "Twice"}
    outcomes = [client.post("/api/v1/athletes", json=body).json()["outcome"] for _ in range(2)]
    assert outcomes == ["new", "same"]
    secret = invite(site.store, people.accounts["owner"], {"role": "board"}, site.clock())
    with site.store.accounts() as accounts:
        invitation = accounts.invitations(site.clock())[0]
    there = f"/coach/people/invitations/{invitation.id}/withdraw"
    assert [client.post(there).status_code for _ in range(2)] == [303, 404]
    assert client.get(f"/join/{secret}").status_code == 404


def test_manners_that_are_kept_open_no_account_that_was_closed_meanwhile(
    site: Site, people: Club
) -> None:
    asked = people.accounts["coach"]
    with site.store.accounts(change=True) as accounts:
        accounts.change(replace(asked, closed=True, group_ids=()))
    work.speak(site.store, asked, replace(asked.manner, language="de"))
    with site.store.accounts() as accounts:
        kept = accounts.get(asked.id)
    assert (kept.closed, kept.group_ids, kept.manner.language) == (True, (), "de")


@pytest.mark.gate
@pytest.mark.parametrize("name", ["W" * 80, "אבישג בת־שבע " * 5, "👩🏽‍🚀🏃‍♀️" * 8, "Ng"])
def test_long_and_strange_names_fit_on_a_phone(
    page_of: Callable[..., Any], site: Site, people: Club, name: str
) -> None:
    with site.store.writing(OWNER) as writer:
        name = name.strip().replace("\u200d", "")[:80]
        writer.save(replace(people.mia, name=name))
        writer.save(replace(people.sprinters, name=name))
    page = page_of("coach")
    mia = people.mia.id
    wide = {}
    for there in (
        "/squad", "/session", "/clips", "/board", "/coach", f"/coach/groups/{people.sprinters.id}",
        "/coach/people", "/coach/clearances", "/coach/trail", f"/athletes/{mia}/today",
        f"/athletes/{mia}/progress", f"/athletes/{mia}/plan", f"/athletes/{mia}/profile",
        f"/athletes/{mia}/publishing",
    ):  # fmt: skip
        page.goto(there)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        if width > 360:
            wide[there] = width
    assert wide == {}


def _give_password(site: Site, account: Account) -> None:
    with site.store.accounts(change=True) as accounts:
        accounts.set_password(account.id, hash_of(PASSWORD))


def _everything(site: Site, athlete_id: str) -> Any:
    with site.store.reading(OWNER) as reader:
        return (reader.athlete(athlete_id), reader.sessions(athlete_id), reader.groups(),
                reader.history(athlete_id), reader.clips(1000))  # fmt: skip
