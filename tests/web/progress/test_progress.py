"""The progress page and its charts: what is known is shown with its error, what is not is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from tests.web.people import OWNER, Club, uid
from tests.web.progress.conftest import profile

from flyzone.model import Manner, Session
from flyzone.web.charts import bundle_url
from flyzone.web.site import Site

Clients = Callable[[str | None], TestClient]


def there(athlete_id: str, more: str = "") -> str:
    return f"/athletes/{athlete_id}/progress{more}"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("owner", 200),
        ("coach", 200),
        ("athlete", 404),
        ("guardian", 404),
        ("board", 403),
        (None, 303),
    ],
)
def test_who_may_see_him_sees_his_progress(
    client_of: Clients, measured: str, role: str | None, status: int
) -> None:
    client = client_of(role)
    assert client.get(there(measured)).status_code == status
    for chart in ("trend.json", "trend.png", "jumps.json"):
        assert client.get(there(measured, f"/{chart}")).status_code == status


def test_an_athlete_and_her_guardian_see_hers(client_of: Clients, people: Club) -> None:
    for role in ("athlete", "guardian"):
        page = client_of(role).get(there(people.mia.id))
        assert page.status_code == 200
        assert "Is it working?" in page.text


def test_the_page_shows_numbers_with_intervals_and_causes_with_probabilities(
    client_of: Clients, measured: str
) -> None:
    page = client_of("coach").get(there(measured)).text
    assert "probability of a gain" in page
    assert "<meter" in page
    # Jumps, stiffness, profile and reserve, each with its error.
    assert "Pogo: stiffness" in page
    assert "9.30\u202fm/s (9.20 to 9.40)" in page
    assert "reserve: top speed less aerobic speed" in page
    assert "style=" not in page
    assert "<script>" not in page


def test_what_was_never_measured_is_said_with_how_to_measure_it(
    client_of: Clients, people: Club
) -> None:
    page = client_of("athlete").get(there(people.mia.id)).text
    for told in ("No force-velocity profile", "No jump is recorded", "maximal aerobic speed"):
        assert told in page


def test_two_series_can_be_chosen_between(client_of: Clients, measured: str) -> None:
    client = client_of("coach")
    assert "?series=start" in client.get(there(measured)).text
    assert "Start over 20" in client.get(there(measured, "?series=start")).text
    assert client.get(there(measured, "?series=swim")).status_code == 422


def test_a_short_gap_is_shown_as_too_short(client_of: Clients, measured: str) -> None:
    page = client_of("coach").get(there(measured)).text
    assert "heat-broken" in page
    assert "48 h are asked for" in page


def test_charts_are_documents_with_their_own_data(client_of: Clients, measured: str) -> None:
    client = client_of("coach")
    for chart, names in {
        "trend": ("points", "level", "ahead"),
        "profile": ("points0",),
        "jumps": ("points0", "points3"),
    }.items():
        for width in (360, 720):
            spec = client.get(there(measured, f"/{chart}.json?width={width}")).json()
            assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
            assert all(spec["datasets"][name] for name in names)
            assert "url" not in json.dumps(spec["vconcat"])
    picture = client.get(there(measured, "/trend.png?width=720"))
    assert picture.content.startswith(b"\x89PNG")
    assert client.get(there(measured, "/trend.json?width=5000")).status_code == 404
    assert client.get(there(measured, "/secret.json")).status_code == 404


def test_a_chart_that_did_not_change_is_not_sent_again(
    client_of: Clients, measured: str, site: Site
) -> None:
    client = client_of("coach")
    first = client.get(there(measured, "/trend.json"))
    tag = {"if-none-match": first.headers["etag"]}
    assert client.get(there(measured, "/trend.json"), headers=tag).status_code == 304
    with site.store.writing(OWNER) as writer:
        session = writer.history(measured).sessions[0]
        writer.delete(Session, session.id)
    again = client.get(there(measured, "/trend.json"), headers=tag)
    assert again.status_code == 200
    assert again.headers["etag"] != first.headers["etag"]


def test_a_reader_of_german_gets_german_pages_and_axes(
    client_of: Clients, measured: str, site: Site, people: Club
) -> None:
    with site.store.accounts(change=True) as accounts:
        coach = people.accounts["coach"]
        accounts.change(replace(coach, manner=Manner(language="de", decimal=",")))
    client = client_of("coach")
    assert "Wirkt es?" in client.get(there(measured)).text
    spec = client.get(there(measured, "/trend.json")).json()
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    assert "Mai" in spec["config"]["locale"]["time"]["shortMonths"]


def test_the_drawing_program_is_made_once_and_may_be_kept(client_of: Clients, site: Site) -> None:
    client = client_of(None)
    first = client.get(bundle_url())
    assert first.status_code == 200
    assert first.headers["content-type"].startswith("text/javascript")
    assert "immutable" in first.headers["cache-control"]
    assert "flyzoneEmbed" in first.text
    packed = list((site.folder / "charts").iterdir())
    assert len(packed) == 1
    made_at = packed[0].stat().st_mtime_ns
    plain = client.get(bundle_url(), headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == first.content
    assert packed[0].stat().st_mtime_ns == made_at
    assert client.get("/charts/other.js").status_code == 404


def test_programs_get_the_same_numbers(client_of: Clients, measured: str) -> None:
    client = client_of("coach")
    trend = client.get(f"/api/v1/athletes/{measured}/trend").json()["athletes"][0]
    assert trend["level"]["low_90"] < trend["level"]["value"] < trend["level"]["high_90"]
    assert sum(one["probability"] for one in trend["causes"]) == pytest.approx(1.0)
    load = client.get(f"/api/v1/athletes/{measured}/load").json()
    broken = [one for one in load["days"] if one.get("gap") and not one["gap"]["kept"]]
    assert broken
    profiles = client.get(f"/api/v1/athletes/{measured}/profiles").json()
    assert [one["document"]["model"]["MSS"]["value"] for one in profiles] == pytest.approx(
        [9.3, 9.25, 9.2]
    )


def test_a_profile_that_is_sent_twice_is_there_once(client_of: Clients, people: Club) -> None:
    client = client_of("athlete")
    there = f"/api/v1/athletes/{people.mia.id}/profiles/{uid('sent')}"
    body = {"document": profile(8.1), "program_version": "1"}
    assert client.put(there, json=body).json()["outcome"] == "new"
    assert client.put(there, json=body).json()["outcome"] == "same"
    assert "8.10" in client.get(f"/athletes/{people.mia.id}/progress").text
    odd = client.put(there, json={"document": {"model": {"MSS": {"value": "fast"}}}})
    assert odd.status_code == 422
    assert odd.json()["error"]["code"] == "profile-document"
