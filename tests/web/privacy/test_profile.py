"""The athlete's page: who he is, who may change what, who sees him."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.people import OWNER, Club

from flyzone.web.site import Site

Clients = Callable[[str | None], TestClient]
FORM = {
    "name": "Mia Ahrens", "born": "2010-02-03", "sex": "female", "level": "advanced",
    "mass_kg": "55,5", "height_m": "1.68", "mas_m_s": "4.2", "injuries": ["hamstring", "shin"],
    "lands_well": "yes", "kidney_disease": "no", "time_zone": "Europe/Berlin", "note": "left foot",
}  # fmt: skip


def _post(client: TestClient, people: Club, **words: Any) -> Any:
    return client.post(f"/athletes/{people.mia.id}/profile", data={**FORM, **words})


def test_a_coach_changes_everything(site: Site, people: Club, client_of: Clients) -> None:
    assert _post(client_of("coach"), people).status_code == 303
    with site.store.reading(OWNER) as r:
        mia = r.athlete(people.mia.id)
    assert (mia.born, mia.sex, mia.level, mia.lands_well, mia.kidney_disease) == (
        date(2010, 2, 3), "female", "advanced", True, False,
    )  # fmt: skip
    assert mia.body is not None
    assert (mia.body.mass_kg, mia.body.height_m, mia.mas_m_s) == (55.5, 1.68, 4.2)
    assert (mia.injuries, mia.time_zone, mia.note) == (
        ("hamstring", "shin"), "Europe/Berlin", "left foot",
    )  # fmt: skip
    assert not mia.public


def test_she_herself_changes_all_but_what_advice_hangs_on(
    site: Site, people: Club, client_of: Clients
) -> None:
    client = client_of("athlete")
    page = client.get(f"/athletes/{people.mia.id}/profile").text
    assert page.count(" disabled") == 3
    assert _post(client, people).status_code == 303
    with site.store.reading(OWNER) as r:
        mia = r.athlete(people.mia.id)
    assert (mia.born, mia.lands_well, mia.kidney_disease) == (people.mia.born, None, None)
    assert (mia.level, mia.note) == ("advanced", "left foot")
    body = client.get(f"/api/v1/athletes/{people.mia.id}").json()
    body.pop("id")
    refused = client.put(f"/api/v1/athletes/{people.mia.id}", json={**body, "born": "2000-01-01"})
    assert refused.status_code == 403
    assert (
        client.put(f"/api/v1/athletes/{people.mia.id}", json={**body, "note": ""}).status_code
        == 200
    )


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"born": "yesterday"}, {"height_m": ""}, {"mas_m_s": "fast"}, {"sex": "x"},
     {"injuries": ["nose"]}, {"time_zone": "Mars"}, {"mass_kg": "5"}],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(
    site: Site, people: Club, client_of: Clients, wrong: dict[str, Any]
) -> None:
    answer = _post(client_of("owner"), people, **wrong)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    with site.store.reading(OWNER) as r:
        assert r.athlete(people.mia.id) == people.mia


def test_the_page_names_everybody_who_sees_her_and_nobody_else(
    people: Club, client_of: Clients
) -> None:
    page = client_of("guardian").get(f"/athletes/{people.mia.id}/profile").text
    section = page[page.index("Who sees these data") : page.index("Who it is")]
    for name in ("Mia", "Vera", "Carl", "Nora"):
        assert f"<strong>{name}</strong>" in section
    assert "Fence" not in section
    assert "On no public board" in section
    zoe = client_of("owner").get(f"/athletes/{people.zoe.id}/profile").text
    assert "<strong>Carl</strong>" not in zoe


def test_a_demo_says_on_every_page_that_everybody_is_made_up(
    site: Site, people: Club, client_of: Clients
) -> None:
    client = client_of("coach")
    address = f"/athletes/{people.mia.id}/profile"
    assert "made up" not in client.get(address).text
    object.__setattr__(site, "demo", True)
    assert "made up" in client.get(address).text
    assert "made up" in client.get("/account").text
