"""The pages of squad, board, publishing and coach: who sees what, and what a form does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from tests.web.people import OWNER, Club, uid

from flyzone.model import Athlete, CheckIn, Consent, Group, Pain, Rep, Session
from flyzone.web.site import Site
from flyzone.workflows.accounts import invitation_of

Clients = Callable[[str | None], TestClient]


def _rep_today(site: Site, athlete: Athlete, time_s: float, name: str = "today") -> None:
    rep = Rep(
        uid(f"{name}-rep"), 1, 10.0, time_s=time_s, time_sd_s=0.005, run_in_m=20.0, method="gates"
    )
    started = site.clock() - timedelta(minutes=30)
    with site.store.writing(OWNER) as writer:
        writer.save(Session(uid(name), athlete.id, started, "max-velocity", (rep,)))


def _consents(site: Site, athlete: Athlete) -> tuple[Consent, ...]:
    with site.store.reading(OWNER) as reader:
        return reader.consents(athlete.id)


# The squad


def test_a_coach_sees_his_squad_with_last_sessions_and_attendance(
    client_of: Clients, people: Club
) -> None:
    text = client_of("coach").get("/squad").text
    for said in ("Mia Ahrens", "Tom Weber", "last: Sat 9 May", "Who trained: two weeks"):
        assert said in text
    assert "Zoe" not in text
    # Sessions every third day: five of the last fourteen days, and one before.
    assert text.count('class="attended"') == 2 * 4
    assert "Zoe Lind" in client_of("owner").get("/squad").text


def test_a_squad_is_looked_through_by_name_and_group(
    client_of: Clients, people: Club, site: Site
) -> None:
    client = client_of("owner")
    assert "Tom Weber" not in client.get("/squad?q=ahr").text
    assert "Mia Ahrens" in client.get("/squad?q=AHR").text
    throwers = client.get(f"/squad?group={people.throwers.id}").text
    assert "Zoe Lind" in throwers
    assert "Tom Weber" not in throwers
    assert client.get(f"/squad?group={uid('nobody')}").status_code == 404
    with site.store.writing(OWNER) as writer:
        writer.save_many([Athlete(str(uuid4()), f"New {n:02d}") for n in range(40)])
    first, last = client.get("/squad").text, client.get("/squad?page=9").text
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in last
    assert "Zoe Lind" in last
    assert "Zoe Lind" not in first


def test_todays_answers_come_in_one_request_for_whom_he_sees(
    client_of: Clients, people: Club, site: Site
) -> None:
    with site.store.writing(OWNER) as writer:
        pain = CheckIn(uid("pain"), people.tom.id, site.clock(), pains=(Pain("hamstring", 6.0),))
        writer.save(pain)
    ids = ",".join((people.mia.id, people.tom.id, people.zoe.id, "nobody"))
    found = client_of("coach").get(f"/api/v1/squad/today?athletes={ids}").json()["athletes"]
    assert [(one["name"], one["verdict"], one["needs_clearance"]) for one in found] == [
        ("Mia Ahrens", "yes", False),
        ("Tom Weber", "no", True),
    ]
    assert "hamstring" in found[1]["sentence"].casefold()
    many = ",".join(str(uuid4()) for _ in range(31))
    assert client_of("coach").get(f"/api/v1/squad/today?athletes={many}").status_code == 422


def test_an_answer_that_is_kept_gives_way_to_what_was_written(
    client_of: Clients, people: Club, site: Site
) -> None:
    client, there = client_of("coach"), f"/api/v1/squad/today?athletes={people.mia.id}"
    assert client.get(there).json()["athletes"][0]["verdict"] == "yes"
    with site.store.writing(OWNER) as writer:
        writer.save(CheckIn(uid("ill"), people.mia.id, site.clock(), signs=("chest-pain",)))
    assert client.get(there).json()["athletes"][0]["verdict"] == "no"


def test_an_athlete_sees_his_own_marks_and_nobody_elses(client_of: Clients, people: Club) -> None:
    for role in ("athlete", "guardian"):
        text = client_of(role).get("/squad").text
        assert "1.140" in text
        assert "Tom" not in text
        assert f"/athletes/{people.mia.id}/publishing" in text
    assert client_of("board").get("/squad").status_code == 403


# The board


def test_a_coach_sees_his_board_and_others_the_public_one(client_of: Clients, people: Club) -> None:
    own = client_of("coach").get("/board").text
    assert "Mia Ahrens" in own
    assert "Tom Weber" in own
    assert "Zoe" not in own
    for role in ("athlete", "guardian", "board"):
        text = client_of(role).get("/board").text.split("<main")[1].split("</main")[0]
        assert "Tom Weber" in text
        for hidden in ("Mia Ahrens", people.tom.id, people.mia.id, "Zoe"):
            assert hidden not in text
    assert "Mia Ahrens" not in client_of("coach").get("/board?public=true").text


def test_todays_board_marks_a_best_and_one_within_the_error(
    client_of: Clients, people: Club, site: Site
) -> None:
    client = client_of("coach")
    assert "No times over this distance today" in client.get("/board?span=today").text
    _rep_today(site, people.tom, 0.95)
    _rep_today(site, people.mia, 1.138, "mia")
    text = client.get("/board?span=today").text
    assert text.index("personal best") < text.index("best equalled within the error")
    assert "personal best" in client.get("/board").text
    assert [one["standing"] for one in client.get("/api/v1/board?span=today").json()["marks"]] == [
        "best",
        "equalled",
    ]


def test_a_board_is_cut_by_age_group_sex_and_group(
    client_of: Clients, people: Club, site: Site
) -> None:
    with site.store.writing(OWNER) as writer:
        writer.save(replace(people.mia, sex="female"))
    client = client_of("owner")

    def names(query: str) -> list[str]:
        marks = client.get(f"/api/v1/board?{query}").json()["marks"]
        return [one["athlete"] for one in marks]

    assert names("") == ["Tom Weber", "Mia Ahrens", "Zoe Lind"]
    # 15 in the year of the board, on 31 December.
    assert names("age=U16") == ["Mia Ahrens"]
    assert names("age=senior") == ["Tom Weber", "Zoe Lind"]
    assert names("age=masters") == []
    assert names("sex=female") == ["Mia Ahrens"]
    assert names(f"group={people.throwers.id}") == ["Zoe Lind"]
    assert client.get("/board?distance=-1").status_code == 422
    assert client.get("/board?age=U99").status_code == 422


def test_a_board_without_login_opens_by_the_owners_address_until_he_takes_it_back(
    client_of: Clients, people: Club
) -> None:
    owner, stranger = client_of("owner"), client_of(None)
    assert stranger.get("/board").status_code == 303
    assert stranger.get(f"/board/{'x' * 32}").status_code == 404
    made = owner.post("/coach/people/boards", data={"name": "Fence"}).text
    secret = re.search(r"/board/([\w-]{20,})<", made)
    assert secret is not None
    assert 'src="data:image/svg+xml' in made
    for page in ("", "/projector"):
        text = stranger.get(f"/board/{secret[1]}{page}").text
        assert "Tom Weber" in text
        assert "Mia Ahrens" not in text
        # Whoever is logged in beside sees no more there than a stranger.
        assert "Mia Ahrens" not in owner.get(f"/board/{secret[1]}{page}").text
    answer = stranger.get("/api/v1/board", headers={"authorization": f"Bearer {secret[1]}"})
    assert answer.status_code == 403
    token = re.search(r"boards/([\w-]{36})/revoke", owner.get("/coach/people").text)
    assert token is not None
    owner.post(f"/coach/people/boards/{token[1]}/revoke")
    assert stranger.get(f"/board/{secret[1]}").status_code == 404
    assert stranger.get(f"/api/v1/board/{secret[1]}/live?seconds=0").status_code == 404


def test_the_streams_say_that_something_was_written_and_not_whose(
    client_of: Clients, people: Club
) -> None:
    for role in ("coach", "athlete", "board"):
        answer = client_of(role).get("/api/v1/board/live?seconds=0")
        assert answer.status_code == 200
        assert "event: changed" in answer.text
        assert "data: {}" in answer.text


# Publishing


def test_a_guardian_puts_a_minor_on_the_public_board_under_an_alias_and_takes_it_back(
    client_of: Clients, people: Club, site: Site
) -> None:
    guardian, anybody = client_of("guardian"), client_of("board")
    there = f"/athletes/{people.mia.id}/publishing"
    for alias, told in (("", "under an alias only"), ("Mia A.", "tells the name")):
        answer = guardian.post(there, data={"given": "yes", "alias": alias})
        assert answer.status_code == 422
        assert told in answer.text
    assert guardian.post(there, data={"given": "yes", "alias": "Comet"}).status_code == 303
    board = anybody.get("/board").text
    assert "Comet" in board
    assert "Mia Ahrens" not in board
    assert people.mia.id not in board
    assert guardian.post(there, data={"given": "no"}).status_code == 303
    assert "Comet" not in anybody.get("/board").text
    assert [one.given for one in _consents(site, people.mia)] == [True, False]


def test_a_minor_takes_it_back_and_cannot_agree(
    client_of: Clients, people: Club, site: Site
) -> None:
    there = f"/athletes/{people.mia.id}/publishing"
    client_of("guardian").post(there, data={"given": "yes", "alias": "Comet"})
    mia = client_of("athlete")
    assert "Agree<" not in mia.get(there).text
    assert mia.post(there, data={"given": "yes", "alias": "Star"}).status_code == 422
    assert mia.post(there, data={"given": "no"}).status_code == 303
    assert "Comet" not in client_of("board").get("/board").text


def test_a_coach_agrees_for_nobody_and_an_owner_writes_down_who_said_it(
    client_of: Clients, people: Club, site: Site
) -> None:
    there = f"/athletes/{people.mia.id}/publishing"
    coach, owner = client_of("coach"), client_of("owner")
    assert coach.post(there, data={"given": "yes", "alias": "Comet"}).status_code == 403
    assert owner.post(there, data={"given": "yes", "alias": "Comet"}).status_code == 422
    said = {"given": "yes", "alias": "Comet", "by": "Vera"}
    assert owner.post(there, data=said).status_code == 303
    (kept,) = _consents(site, people.mia)
    assert (kept.by, kept.role, kept.account_id) == (
        "Vera",
        "guardian",
        people.accounts["owner"].id,
    )
    with site.store.reading(OWNER) as reader:
        assert reader.audit(people.mia.id, kind="consent")[0].who == "Nora"
    assert "Comet" in coach.get(there).text


# Coach


def test_a_coach_enrols_renames_adds_and_removes_and_makes_no_groups(
    client_of: Clients, people: Club, site: Site
) -> None:
    coach, group = client_of("coach"), people.sprinters.id
    born = {"name": "Ida", "born": "2012-03-04", "group": group}
    assert coach.post("/coach/athletes", data=born).headers["location"] == f"/coach/groups/{group}"
    assert coach.post("/coach/athletes", data={**born, "born": "May"}).status_code == 422
    assert coach.post("/coach/athletes", data={"name": "Ada"}).status_code == 422
    assert coach.post("/coach/groups", data={"name": "Mine"}).status_code == 403
    assert coach.post(f"/coach/groups/{group}/name", data={"name": "Fast"}).status_code == 303
    assert coach.post(f"/coach/groups/{group}/name", data={"name": ""}).status_code == 422
    coach.post(f"/coach/groups/{group}/remove", data={"athlete": people.tom.id})
    text = coach.get(f"/coach/groups/{group}").text
    assert "Ida" in text
    assert "Tom" not in text
    answer = coach.post(f"/coach/groups/{group}/add", data={"athlete": people.zoe.id})
    assert answer.status_code == 404
    assert coach.get(f"/coach/groups/{people.throwers.id}").status_code == 404
    with site.store.reading(OWNER) as reader:
        assert reader.group(group).name == "Fast"
        assert len(reader.athletes()) == 4


def test_an_owner_makes_groups_and_athletes_of_none(client_of: Clients, site: Site) -> None:
    owner = client_of("owner")
    there = owner.post("/coach/groups", data={"name": "Relay"}).headers["location"]
    assert owner.post("/coach/athletes", data={"name": "Ada"}).status_code == 303
    found = owner.get(f"{there}?q=ada").text
    athlete = re.search(r'name="athlete" value="([\w-]{36})"', found)
    assert athlete is not None
    owner.post(f"{there}/add", data={"athlete": athlete[1]})
    assert "Athletes: 1" in owner.get(there).text


def test_an_invitation_is_shown_once_with_its_picture_and_taken_back(
    client_of: Clients, people: Club, site: Site
) -> None:
    coach = client_of("coach")
    there = "/coach/people/invitations"
    made = coach.post(there, data={"role": "guardian", "athletes": [people.tom.id]}).text
    secret = re.search(r"/join/([\w-]{20,})<", made)
    assert secret is not None
    assert 'src="data:image/svg+xml' in made
    assert invitation_of(site.store, secret[1], site.clock()).offer == {
        "role": "guardian",
        "ward_ids": [people.tom.id],
    }
    text = coach.get("/coach/people").text
    assert "guardian: Tom Weber" in text
    assert secret[1] not in text
    one = re.search(r"invitations/([\w-]{36})/withdraw", text)
    assert one is not None
    assert coach.post(f"{there}/{one[1]}/withdraw").status_code == 303
    assert client_of(None).get(f"/join/{secret[1]}").status_code == 404


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"role": "guardian"}, 422),
        ({"role": "athlete"}, 422),
        ({"role": "king"}, 422),
        ({"role": "owner"}, 403),
        ({"role": "coach"}, 403),
        ({"role": "board"}, 403),
    ],
)
def test_a_coach_invites_athletes_and_guardians_of_his_groups_only(
    client_of: Clients, people: Club, data: dict[str, Any], status: int
) -> None:
    coach = client_of("coach")
    assert coach.post("/coach/people/invitations", data=data).status_code == status
    his = {"role": "athlete", "athletes": [people.zoe.id]}
    assert coach.post("/coach/people/invitations", data=his).status_code == 404


def test_accounts_are_closed_and_given_new_passwords_by_the_owner_alone(
    client_of: Clients, people: Club
) -> None:
    coach, owner, mia = client_of("coach"), client_of("owner"), client_of("athlete")
    hers = f"/coach/people/accounts/{people.accounts['athlete'].id}"
    assert "Nora" not in coach.get("/coach/people").text.split("<main")[1]
    for what in ("password", "close", "open"):
        assert coach.post(f"{hers}/{what}").status_code == 403
    assert "/join/" in owner.post(f"{hers}/password").text
    assert owner.post(f"{hers}/close").status_code == 303
    assert mia.get("/squad").headers["location"].startswith("/login")
    assert owner.post(f"{hers}/open").status_code == 303
    own = f"/coach/people/accounts/{people.accounts['owner'].id}/close"
    assert owner.post(own).status_code == 422


def test_a_threshold_is_changed_with_a_reason_within_limits_and_taken_back(
    client_of: Clients, people: Club, site: Site
) -> None:
    coach, there = client_of("coach"), "/coach/rules/recovery-max-velocity"
    whom = f"group:{people.sprinters.id}"
    page = coach.get(f"{there}?whom={whom}").text
    assert "Source" in page
    change = {"whom": whom, "threshold": "hours", "value": "60", "why": "they are young"}
    assert coach.post(f"{there}/change", data={**change, "why": " "}).status_code == 422
    assert coach.post(f"{there}/change", data={**change, "value": "1"}).status_code == 422
    assert coach.post(f"{there}/change", data={**change, "whom": ""}).status_code == 403
    assert coach.post(f"{there}/change", data=change).status_code == 303
    text = coach.get(f"{there}?whom={whom}").text
    assert "Changed by Carl" in text
    assert "they are young" in text
    assert "hours: 60" in coach.get(f"/coach/rules?whom={whom}").text
    found = coach.get(f"/api/v1/rules?athlete_id={people.mia.id}&rule=recovery-max-velocity").json()
    assert found["rules"][0]["thresholds"]["hours"]["value"] == 60.0
    assert coach.post(f"{there}/reset", data={"whom": whom}).status_code == 303
    assert "hours: 60" not in coach.get(f"/coach/rules?whom={whom}").text
    assert "taken back by Carl" in client_of("owner").get(f"{there}?whom={whom}").text
    assert coach.get("/coach/rules/no-rule").status_code == 404


def test_a_facility_is_kept_as_the_planner_reads_it(
    client_of: Clients, people: Club, site: Site
) -> None:
    coach, there = client_of("coach"), f"/coach/grounds/{uid('stadium')}"
    told: dict[str, Any] = {
        "name": "Stadium", "capacity": "8", "straight_m": "120", "kinds": ["track"],
        "days": ["0-mon", "0-wed"], "starts": ["17:00", ""], "ends": ["19:00", ""],
    }  # fmt: skip
    for wrong in ({"capacity": ""}, {"capacity": "0"}, {"ends": ["16:00"]}, {"kinds": ["moon"]}):
        assert coach.post(there, data={**told, **wrong}).status_code == 422, wrong
    assert coach.post(there, data=told).status_code == 303
    (kept,) = client_of("athlete").get("/api/v1/grounds").json()
    assert kept["description"]["capacity"] == 8
    assert kept["description"]["slots"] == [
        {"weekdays": ["mon", "wed"], "starts": "17:00", "ends": "19:00"}
    ]
    assert "Stadium" in coach.get("/coach/grounds").text
    assert 'value="17:00"' in coach.get(there).text
    other = f"/coach/grounds/{uid('other')}"
    assert coach.post(other, data=told).status_code == 422
    assert coach.post(f"{there}/delete").status_code == 303
    assert client_of("athlete").get("/api/v1/grounds").json() == []


def test_a_pain_is_cleared_by_who_may_and_never_by_the_minor(
    client_of: Clients, people: Club, site: Site
) -> None:
    coach, there = client_of("coach"), "/coach/clearances"
    assert "nobody waits" in coach.get(there).text
    with site.store.writing(OWNER) as writer:
        at = site.clock() - timedelta(hours=1)
        writer.save(CheckIn(uid("pain"), people.mia.id, at, pains=(Pain("knee", 5.0),)))
    assert "Mia Ahrens" in coach.get(there).text
    said = {"athlete": people.mia.id, "place": "knee", "role": "athlete", "by": "Mia"}
    answer = coach.post(there, data=said)
    assert answer.status_code == 422
    assert "never clears himself" in answer.text
    for wrong in ({"place": ""}, {"role": ""}, {"place": "sign", "role": "coach"}, {"by": ""}):
        assert coach.post(there, data={**said, "role": "coach", **wrong}).status_code == 422
    api = f"/api/v1/athletes/{people.mia.id}/clearances"
    for role in ("athlete", "doctor"):
        body = {"place": "knee", "role": role, "by": "Dr. Who"}
        assert client_of("athlete").post(api, json=body).status_code == 422
    assert client_of("guardian").post(api, json={**body, "role": "doctor"}).status_code == 422
    told = {**said, "role": "physiotherapist", "by": "Pia"}
    assert coach.post(there, data=told).status_code == 303
    assert "nobody waits" in coach.get(there).text
    (kept,) = coach.get(api).json()
    assert (kept["role"], kept["by"], kept["place"]) == ("physiotherapist", "Pia", "knee")


def test_the_trail_says_who_changed_what_as_far_as_it_is_seen(
    client_of: Clients, people: Club
) -> None:
    coach, owner = client_of("coach"), client_of("owner")
    changed = {"level": "advanced"}
    assert coach.patch(f"/api/v1/athletes/{people.mia.id}", json=changed).json() == {
        "id": people.mia.id,
        "outcome": "changed",
    }
    text = coach.get(f"/coach/trail?athlete={people.mia.id}").text
    assert "changed: athlete" in text
    assert "trained</s> → advanced" in text
    assert "Zoe" not in coach.get("/coach/trail").text
    assert "Zoe Lind" in owner.get("/coach/trail?kind=athlete").text
    assert coach.get(f"/coach/trail?athlete={people.zoe.id}").status_code == 404


# The API


def test_groups_and_athletes_are_listed_made_and_changed_by_program(
    client_of: Clients, people: Club, site: Site
) -> None:
    owner, coach, mia = client_of("owner"), client_of("coach"), client_of("athlete")
    assert [one["name"] for one in mia.get("/api/v1/athletes").json()["athletes"]] == ["Mia Ahrens"]
    assert coach.get("/api/v1/athletes?q=web").json()["total"] == 1
    group = f"/api/v1/groups/{uid('relay')}"
    assert coach.put(group, json={"name": "Relay"}).status_code == 404
    body = {"name": "Relay", "athlete_ids": [people.mia.id]}
    assert owner.put(group, json=body).json()["outcome"] == "new"
    assert [one["name"] for one in mia.get("/api/v1/groups").json()] == ["Relay", "Sprinters"]
    assert coach.delete(group).status_code == 403
    assert owner.delete(group).json()["outcome"] == "deleted"
    new = {"name": "Ida", "id": uid("ida"), "group_id": people.sprinters.id}
    assert coach.post("/api/v1/athletes", json=new).json()["outcome"] == "new"
    assert coach.post("/api/v1/athletes", json=new).json()["outcome"] == "same"
    assert coach.post("/api/v1/athletes", json={"name": "Ada"}).status_code == 403
    assert mia.patch(f"/api/v1/athletes/{people.mia.id}", json={"public": True}).status_code == 403
    one = f"/api/v1/athletes/{people.tom.id}"
    assert coach.patch(one, json={"name": None}).status_code == 422
    assert coach.patch(one, json={"born": None}).json()["outcome"] == "changed"
    with site.store.reading(OWNER) as reader:
        assert reader.athlete(people.tom.id).born is None
    # His age is not known any more, so that he counts as a minor.
    assert "Tom" not in client_of("board").get("/board").text


def test_consents_invitations_rule_changes_and_the_trail_by_program(
    client_of: Clients, people: Club
) -> None:
    guardian, coach = client_of("guardian"), client_of("coach")
    there = f"/api/v1/athletes/{people.mia.id}/consents"
    assert guardian.get(there).json()["why_not"] == "guardian-must"
    said = guardian.post(there, json={"given": True, "alias": "Comet"})
    assert said.status_code == 201
    assert (said.json()["public"], said.json()["name"]) == (True, "Comet")
    assert guardian.post(there, json={"given": False}).json()["public"] is False
    assert coach.post(there, json={"given": False}).status_code == 403
    made = coach.post("/api/v1/invitations", json={"role": "athlete", "athlete_id": people.tom.id})
    assert "/join/" in made.json()["address"]
    (one,) = coach.get("/api/v1/invitations").json()
    assert (one["role"], one["belongs"]) == ("athlete", ["Tom Weber"])
    assert client_of("owner").delete(f"/api/v1/invitations/{one['id']}").status_code == 200
    assert coach.delete(f"/api/v1/invitations/{one['id']}").status_code == 404
    change = {
        "rule": "recovery-max-velocity", "threshold": "hours", "value": 60.0, "why": "so",
        "athlete_id": people.mia.id,
    }  # fmt: skip
    kept = coach.post("/api/v1/rule-changes", json=change).json()
    assert [one["id"] for one in coach.get("/api/v1/rule-changes").json()] == [kept["id"]]
    both = {**change, "group_id": people.sprinters.id}
    assert coach.post("/api/v1/rule-changes", json=both).status_code == 422
    assert coach.delete(f"/api/v1/rule-changes/{kept['id']}").status_code == 200
    trail = coach.get(f"/api/v1/audit?athlete_id={people.mia.id}&kind=rule-change").json()
    assert [one["action"] for one in trail] == ["deleted", "new"]


def test_a_board_for_the_public_names_no_ids(client_of: Clients, people: Club, site: Site) -> None:
    with site.store.writing(OWNER) as writer:
        writer.save(Group(people.sprinters.id, "Sprinters", (people.mia.id, people.tom.id)))
    found = client_of("board").get("/api/v1/board").json()
    assert [one["athlete"] for one in found["marks"]] == ["Tom Weber"]
    assert "athlete_id" not in found["marks"][0]
    assert found["public"] is True
    assert found["warnings"] == []
