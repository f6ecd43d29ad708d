"""The plan page: made from wishes, moved within the rules, read by who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.people import OWNER, Club
from tests.web.plan.conftest import MONDAY, sprint_days

from flyzone.model import Plan
from flyzone.web.site import Site

Clients = Callable[[str | None], TestClient]


def there(athlete_id: str, more: str = "") -> str:
    return f"/athletes/{athlete_id}/plan{more}"


def latest(site: Site, athlete_id: str) -> Plan:
    with site.store.reading(OWNER) as reader:
        found = reader.latest_plan(athlete_id)
    assert found is not None
    return found


def free_day(client: TestClient, athlete_id: str, before: date) -> date:
    """A day to which nothing objects."""
    for n in range(1, 20):
        for to in (before - timedelta(days=n), before + timedelta(days=n)):
            told = asked(client, athlete_id, before, to)
            if told.get("objections") == []:
                return to
    raise AssertionError("no day is free")


def asked(client: TestClient, athlete_id: str, before: date, to: date) -> dict[str, Any]:
    query = {"before": before.isoformat(), "to": to.isoformat()}
    told: dict[str, Any] = client.get(
        f"/api/v1/athletes/{athlete_id}/plan/move", params=query
    ).json()
    return told


WISHES = {
    "first_day": MONDAY.isoformat(), "weeks": "2", "train": ["tue", "thu", "sat"], "minutes": "90",
    "starts": "17:00", "fewest": "2", "most": "3", "target": "40-yards",
    "race_day": ["2026-05-23", ""], "race_kind": ["race", "race"], "race_importance": ["A", "B"],
    "free_day": ["2026-05-14"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("owner", 200),
        ("coach", 200),
        ("athlete", 200),
        ("guardian", 200),
        ("board", 403),
        (None, 303),
    ],
)
def test_who_may_see_her_sees_her_plan(
    client_of: Clients, people: Club, planned: dict[str, Plan], role: str | None, status: int
) -> None:
    client = client_of(role)
    for more in ("", "?span=month", "?from=2026-06-01"):
        assert client.get(there(people.mia.id, more)).status_code == status
    for what in ("move", "wishes", "calendar"):
        if status != 200:
            answer = client.post(there(people.mia.id, f"/{what}"), data=WISHES)
            assert answer.status_code in (303, 403)
            assert "login" in answer.headers.get("location", "login")


def test_nobody_moves_the_plan_of_whom_he_does_not_see(
    client_of: Clients, people: Club, planned: dict[str, Plan]
) -> None:
    client = client_of("athlete")
    move = {"before": "2026-05-13", "to": "2026-05-14"}
    assert client.get(there(people.tom.id)).status_code == 404
    assert client.post(there(people.tom.id, "/move"), data=move).status_code == 404
    assert client.post(there(people.tom.id, "/wishes"), data=WISHES).status_code == 404
    assert client.post(there(people.tom.id, "/calendar")).status_code == 404
    put = client.put(f"/api/v1/athletes/{people.tom.id}/plan/move", json=move)
    assert put.status_code == 404


def test_wishes_become_a_plan_that_holds_them(client_of: Clients, people: Club, site: Site) -> None:
    client = client_of("athlete")
    assert "No plan yet" in client.get(there(people.mia.id)).text
    answer = client.post(there(people.mia.id, "/wishes"), data=WISHES)
    assert answer.status_code == 303
    plan = latest(site, people.mia.id)
    assert (plan.days[0].day, len(plan.days)) == (MONDAY, 14)
    trained = {day.day for day in plan.days for one in day.sessions if not one.fixed}
    assert trained
    assert {day.weekday() for day in trained} <= {1, 3, 5}
    assert date(2026, 5, 14) not in trained
    races = [day.day for day in plan.days for one in day.sessions if one.stimulus == "race"]
    assert races == [date(2026, 5, 23)]
    page = client.get(there(people.mia.id)).text
    # What was asked for stands in the form again.
    assert 'value="2026-05-23"' in page
    assert "17:00" in page


def test_wishes_that_clash_are_named_and_nothing_is_lost(
    client_of: Clients, people: Club, planned: dict[str, Plan], site: Site
) -> None:
    client = client_of("coach")
    wishes = WISHES | {"train": ["mon"], "fewest": "4", "most": "5"}
    answer = client.post(there(people.tom.id, "/wishes"), data=wishes)
    assert answer.status_code == 422
    assert "No plan can hold these wishes together" in answer.text
    assert "at least 4 training days a week" in answer.text
    assert latest(site, people.tom.id).id == planned[people.tom.id].id


@pytest.mark.parametrize(
    "wrong",
    [{"weeks": "many"}, {"weeks": "99"}, {"minutes": "a lot"}, {"target": "fame"}, {"fewest": "x"},
     {"race_day": ["soon", ""]}, {"starts": "dusk"}],
)  # fmt: skip
def test_a_wish_that_cannot_be_is_said_on_the_page(
    client_of: Clients, people: Club, wrong: dict[str, Any]
) -> None:
    answer = client_of("coach").post(there(people.tom.id, "/wishes"), data=WISHES | wrong)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_move_within_48_hours_is_refused_with_the_rules_sentence(
    client_of: Clients, people: Club, planned: dict[str, Plan], site: Site
) -> None:
    plan = planned[people.mia.id]
    first, second = sprint_days(plan)[:2]
    close = second - timedelta(days=1)
    move = {"before": first.isoformat(), "to": close.isoformat()}
    answer = client_of("athlete").post(there(people.mia.id, "/move"), data=move)
    assert answer.status_code == 422
    assert "lie between two maximal sessions" in answer.text
    assert "recovery-" in answer.text
    assert latest(site, people.mia.id).id == plan.id


def test_an_allowed_move_is_kept_as_a_plan_that_says_who_moved_it(
    client_of: Clients, people: Club, planned: dict[str, Plan], site: Site
) -> None:
    client, plan = client_of("athlete"), planned[people.mia.id]
    before = sprint_days(plan)[0]
    to = free_day(client, people.mia.id, before)
    moved = {one.id for day in plan.days if day.day == before for one in day.sessions}
    move = {"before": before.isoformat(), "to": to.isoformat()}
    answer = client.post(there(people.mia.id, "/move"), data=move)
    assert answer.status_code == 303
    after = {day.day: day for day in latest(site, people.mia.id).days}
    assert {one.id for one in after[to].sessions} >= moved
    assert not after[before].sessions
    assert after[to].reasons[0].numbers["by"] == "Mia"
    with site.store.reading(OWNER) as reader:
        assert reader.audit(record_id=latest(site, people.mia.id).id)[0].who == "Mia"


def test_a_coach_moves_past_a_rule_of_an_adult_and_the_plan_says_so(
    client_of: Clients, people: Club, planned: dict[str, Plan], site: Site
) -> None:
    client, plan = client_of("coach"), planned[people.tom.id]
    first, second = sprint_days(plan)[:2]
    move = {"before": first.isoformat(), "to": (second - timedelta(days=1)).isoformat()}
    api = f"/api/v1/athletes/{people.tom.id}/plan/move"
    told = client.put(api, json=move).json()
    assert (told["kept"], told["may_overrule"]) == (False, True)
    assert latest(site, people.tom.id).id == plan.id
    page = client.post(there(people.tom.id, "/move"), data=move)
    assert "Move it anyway" in page.text
    assert client.put(api, json=move | {"anyway": True}).json()["kept"]
    (day,) = [
        one for one in latest(site, people.tom.id).days if one.day == second - timedelta(days=1)
    ]
    (told_on_it,) = [one for one in day.reasons if one.code == "plan-moved-anyway"]
    assert told_on_it.numbers["by"] == "Carl"
    assert "48 h" in str(told_on_it.numbers["what"])


def test_nothing_is_overruled_for_a_minor_and_by_nobody_but_a_coach(
    client_of: Clients, people: Club, planned: dict[str, Plan], site: Site
) -> None:
    first, second = sprint_days(planned[people.mia.id])[:2]
    move = {"before": first.isoformat(), "to": (second - timedelta(days=1)).isoformat(),
            "anyway": True}  # fmt: skip
    for role in ("coach", "athlete", "guardian"):
        told = client_of(role).put(f"/api/v1/athletes/{people.mia.id}/plan/move", json=move).json()
        assert (told["kept"], told["may_overrule"]) == (False, False)
    assert latest(site, people.mia.id).id == planned[people.mia.id].id


def test_nobody_sprints_before_he_is_released_whoever_moves_it(
    client_of: Clients, people: Club, planned: dict[str, Plan], site: Site
) -> None:
    client = client_of("coach")
    hurt = {"returning": {"place": "hamstring", "step": 0, "released_on": None}}
    api = f"/api/v1/athletes/{people.tom.id}/plan"
    assert client.put(f"{api}/wishes", json=hurt).status_code == 200
    first = sprint_days(planned[people.tom.id])[0]
    move = {"before": first.isoformat(), "to": (first + timedelta(days=1)).isoformat(),
            "anyway": True}  # fmt: skip
    told = client.put(f"{api}/move", json=move).json()
    assert (told["kept"], told["may_overrule"]) == (False, False)
    assert any(one["safety"] for one in told["objections"])


@pytest.mark.parametrize(
    "move",
    [
        {"before": "2026-05-11", "to": "2026-05-14"},  # past
        {"before": "2026-05-16", "to": "2027-01-01"},  # outside
        {"before": "2026-05-16", "to": "2026-05-16"},  # the same day
    ],
)
def test_a_move_that_cannot_be_is_refused_with_the_reason(
    client_of: Clients, people: Club, planned: dict[str, Plan], move: dict[str, str]
) -> None:
    client = client_of("coach")
    answer = client.put(f"/api/v1/athletes/{people.tom.id}/plan/move", json=move)
    assert answer.status_code == 422
    assert answer.json()["error"]["code"].startswith("plan-move")
    page = client.post(there(people.tom.id, "/move"), data=move)
    assert page.status_code == 422
    assert 'role="alert"' in page.text


def test_programs_read_and_make_plans(client_of: Clients, people: Club, site: Site) -> None:
    client = client_of("coach")
    api = f"/api/v1/athletes/{people.tom.id}/plan"
    none = client.get(api)
    assert (none.status_code, none.json()["error"]["code"]) == (404, "unknown-plan")
    body = {"first_day": "2026-05-18", "weeks": 1, "wishes": {"days_a_week": [2, 3]}}
    made = client.post(api, json=body).json()
    assert made == client.get(api).json()
    assert len(made["days"]) == 7
    assert client.get(f"{api}/wishes").json()["days_a_week"] == [2, 3]
    odd = client.post(api, json=body | {"wishes": {"days_a_week": [9, 3]}})
    assert odd.status_code == 422
    clash = {"week": dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
    told = client.post(api, json=body | {"wishes": clash | {"days_a_week": [3, 4]}})
    assert (told.status_code, told.json()["error"]["code"]) == (422, "plan-clash")


def test_a_squads_week_is_for_its_coach(
    client_of: Clients, people: Club, planned: dict[str, Plan]
) -> None:
    page = client_of("coach").get(f"/squad/plan?group={people.sprinters.id}")
    assert "Tom Weber" in page.text
    assert "Zoe" not in page.text
    assert client_of("coach").get(f"/squad/plan?group={people.throwers.id}").status_code == 404
    assert client_of("athlete").get("/squad/plan").status_code == 403
