"""What a phone sends and asks for during a session, by role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import NOW
from tests.web.people import Club

from flyzone.storage import Viewer
from flyzone.training.rules import STANDARD
from flyzone.web.site import Site
from flyzone.wording.rules import rule_text

Clients = Callable[[str | None], TestClient]


def rep_entry(athlete_id: str, session_id: str, time_s: float, at_s: float) -> dict[str, Any]:
    session = {"id": session_id, "athlete_id": athlete_id, "started_at": NOW.isoformat(),
               "stimulus": "max-velocity"}  # fmt: skip
    rep = {"id": str(uuid4()), "distance_m": 10.0, "run_in_m": 20.0, "time_s": time_s,
           "at": (NOW + timedelta(seconds=at_s)).isoformat(), "method": "gates"}  # fmt: skip
    body = {"session": session, "rep": rep}
    return {"id": str(uuid4()), "at": NOW.isoformat(), "kind": "rep", "body": body}


def send(client: TestClient, people: Club, role: str, *entries: dict[str, Any]) -> Any:
    sent = {"account_id": people.accounts[role].id, "entries": list(entries)}
    return client.post("/api/v1/entries", json=sent)


def test_reps_are_taken_with_their_verdicts_and_a_second_sending_changes_nothing(
    client_of: Clients, people: Club, site: Site
) -> None:
    client, session_id = client_of("coach"), str(uuid4())
    reps = [
        rep_entry(people.mia.id, session_id, time, at) for time, at in ((1.15, 60), (1.14, 420))
    ]
    first = send(client, people, "coach", *reps)
    assert first.status_code == 200
    answers = first.json()["entries"]
    assert [one["outcome"] for one in answers] == ["new", "new"]
    verdict = answers[1]["verdict"]
    assert (verdict["rep"], verdict["verdict"]) == (2, "go")
    assert verdict["level_sd_s"] > 0.0
    (seen,) = first.json()["sessions"]
    assert [one["number"] for one in seen["session"]["reps"]] == [1, 2]
    again = send(client, people, "coach", *reps).json()
    assert again["entries"] == answers
    assert again["sessions"] == first.json()["sessions"]
    with site.store.reading(Viewer.owner("Nora")) as reader:
        assert len(reader.session(session_id).reps) == 2


def test_the_verdict_of_the_answer_is_that_of_the_guard_on_the_whole_session(
    client_of: Clients, people: Club
) -> None:
    client, session_id = client_of("coach"), str(uuid4())
    for number, time in enumerate((1.14, 1.15, 1.25, 1.27)):
        (answer,) = send(
            client, people, "coach", rep_entry(people.mia.id, session_id, time, 60 + 360 * number)
        ).json()["entries"]
    whole = client.get(f"/api/v1/sessions/{session_id}").json()["guarded"]
    assert whole["reps"][-1] == answer["verdict"]
    assert answer["verdict"]["verdict"] == "stop"
    assert whole["session"]["kind"]


def test_sentences_come_in_the_readers_language(client_of: Clients, people: Club) -> None:
    client, session_id = client_of("coach"), str(uuid4())
    (answer,) = send(
        client, people, "coach", rep_entry(people.mia.id, session_id, 1.14, 60)
    ).json()["entries"]
    words = {"language": "de", "speed": "m/s", "distance": "m", "decimal": ",", "theme": "auto"}
    client.post("/account/manner", data=words)
    seen = client.get(f"/api/v1/sessions/{session_id}").json()
    english, german = (
        [one["text"] for one in rep["reasons"]]
        for rep in (answer["verdict"], seen["guarded"]["reps"][0])
    )
    assert len(english) == len(german)
    assert set(english).isdisjoint(german)
    for one in seen["guarded"]["reps"][0]["reasons"]:
        disputed = rule_text(STANDARD.rules[one["rule"]], "de").caveat if "rule" in one else ""
        assert one.get("caveat", "") == disputed


def test_what_another_account_typed_is_not_taken(
    client_of: Clients, people: Club, site: Site
) -> None:
    client, session_id = client_of("coach"), str(uuid4())
    entry = rep_entry(people.mia.id, session_id, 1.15, 60)
    answer = send(client, people, "owner", entry)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "other-account")
    assert client.get(f"/api/v1/sessions/{session_id}").status_code == 404


def test_whom_he_does_not_see_a_coach_enters_nothing_for(client_of: Clients, people: Club) -> None:
    client = client_of("coach")
    hidden = rep_entry(people.zoe.id, str(uuid4()), 1.25, 60)
    good = rep_entry(people.mia.id, str(uuid4()), 1.15, 60)
    answers = send(client, people, "coach", hidden, good).json()["entries"]
    assert [one["outcome"] for one in answers] == ["refused", "new"]
    assert answers[0]["code"] == "unknown-athlete"


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "no-uuid", "at": NOW.isoformat(), "kind": "rep", "body": {}},
        {"id": str(uuid4()), "at": "yesterday", "kind": "rep", "body": {}},
        {"id": str(uuid4()), "at": "2026-05-12T15:00:00", "kind": "check-in", "body": {}},
    ],
)
def test_an_entry_that_cannot_be_read_is_refused_alone(
    client_of: Clients, people: Club, entry: dict[str, Any]
) -> None:
    good = rep_entry(people.mia.id, str(uuid4()), 1.15, 60)
    answers = send(client_of("coach"), people, "coach", entry, good).json()["entries"]
    assert [one["outcome"] for one in answers] == ["refused", "new"]
    assert answers[0]["message"].endswith(".")


def test_an_expired_login_and_an_old_token_are_told_apart(client_of: Clients, people: Club) -> None:
    entry = rep_entry(people.mia.id, str(uuid4()), 1.15, 60)
    nobody = send(client_of(None), people, "coach", entry)
    assert (nobody.status_code, nobody.json()["error"]["code"]) == (401, "not-logged-in")
    client = client_of("coach")
    client.headers["x-csrf-token"] = "of an earlier login"
    old = send(client, people, "coach", entry)
    assert (old.status_code, old.json()["error"]["code"]) == (403, "csrf")
    client.headers["x-csrf-token"] = client.get("/api/v1/me").json()["csrf"]
    assert send(client, people, "coach", entry).status_code == 200


def test_a_lane_brings_guard_bests_and_the_session_that_goes_on(
    client_of: Clients, people: Club
) -> None:
    client, session_id = client_of("coach"), str(uuid4())
    there = f"/api/v1/athletes/{people.mia.id}/lane?distance_m=10&run_in_m=20&method=gates"
    before = client.get(there).json()
    assert "open" not in before
    assert before["guard"]["kinds"][0]["distance_m"] == 10.0
    assert before["guard"]["kinds"][0]["prior"]["sessions"] > 0
    (best,) = before["bests"]
    assert best["sd_s"] == 0.005
    assert best["stated"] is True
    send(client, people, "coach", rep_entry(people.mia.id, session_id, 1.15, 60))
    after = client.get(there).json()
    assert after["open"]["session"]["id"] == session_id
    # Its own rep is no history of it.
    prior = "prior"
    assert after["guard"]["kinds"][0][prior]["reps"] == before["guard"]["kinds"][0][prior]["reps"]


def test_todays_sessions_are_those_of_phones_and_of_whom_he_sees(
    client_of: Clients, people: Club
) -> None:
    client, session_id = client_of("coach"), str(uuid4())
    send(client, people, "coach", rep_entry(people.mia.id, session_id, 1.15, 60))
    send(client_of("owner"), people, "owner", rep_entry(people.zoe.id, str(uuid4()), 1.25, 60))
    asked = ",".join([people.mia.id, people.tom.id, people.zoe.id, "nobody"])
    found = client.get(f"/api/v1/sessions?athletes={asked}").json()
    assert [one["session"]["id"] for one in found] == [session_id]
    listed = client.get(f"/api/v1/athletes/{people.mia.id}/sessions?limit=2").json()
    assert [one["reps"] for one in listed] == [1, 4]
    assert listed[0]["id"] == session_id


def test_the_guards_data_leave_out_the_session_that_goes_on_and_refuse_anothers(
    client_of: Clients, people: Club
) -> None:
    client, session_id = client_of("coach"), str(uuid4())
    there = f"/api/v1/athletes/{people.mia.id}/guard?distance_m=10&run_in_m=20&method=gates"
    before = client.get(there).json()
    send(client, people, "coach", rep_entry(people.mia.id, session_id, 1.15, 60))
    going_on = client.get(f"{there}&session_id={session_id}").json()
    assert going_on["kinds"][0]["prior"]["reps"] == before["kinds"][0]["prior"]["reps"]
    other = client.get(f"/api/v1/athletes/{people.tom.id}/guard?session_id={session_id}")
    assert other.status_code == 422


def test_an_athlete_enters_for_herself_alone(client_of: Clients, people: Club) -> None:
    client = client_of("athlete")
    mine = rep_entry(people.mia.id, str(uuid4()), 1.15, 60)
    toms = rep_entry(people.tom.id, str(uuid4()), 1.05, 60)
    answers = send(client, people, "athlete", mine, toms).json()["entries"]
    assert [one["outcome"] for one in answers] == ["new", "refused"]
    page = client.get("/session").text
    assert "Mia Ahrens" in page
    assert "Tom" not in page


def test_the_page_has_no_script_and_no_style_of_its_own(client_of: Clients) -> None:
    page = client_of("coach").get("/session").text
    assert "style=" not in page
    assert "<script>" not in page
    assert all('src="/static/' in part[:200] for part in page.split("<script")[1:])
