"""A plan as a document: days with their sessions, doses and reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from tests.training_builders import HIM, START, reason, uid, valid

from flyzone.model import Dose, Plan, PlannedDay, PlannedSession
from flyzone.wire.plan import dose_document, plan_document

DAY = date(2026, 5, 4)
DOSE = Dose("fly-10", 1, 4, 10.0, 20.0, 30.0, rest_s=300.0, effort=1.0)
PLANNED = PlannedSession(
    uid("p"), HIM, DAY, "max-velocity", (DOSE,), time(17, 30), 4500.0, "track", reasons=(reason(),)
)
PLAN = Plan(
    uid("plan"), START,
    (PlannedDay(HIM, DAY, (PLANNED,)), PlannedDay(HIM, DAY + timedelta(days=1), (), (reason(),))),
    (reason(),),
)  # fmt: skip


def test_a_plan_has_each_day_with_its_reasons() -> None:
    document = valid("plan", plan_document(PLAN, {HIM: "Mia"}, ("plan.ics",)))
    assert (document["id"], document["made_at"]) == (PLAN.id, START.isoformat())
    assert document["written"] == ["plan.ics"]
    assert len(document["notes"]) == 1
    first, second = document["days"]
    assert (first["day"], first["athlete"], first["athlete_id"]) == ("2026-05-04", "Mia", HIM)
    (session,) = first["sessions"]
    assert (session["starts"], session["duration_s"], session["facility"], session["fixed"]) == (
        "17:30", 4500.0, "track", False,
    )  # fmt: skip
    assert session["doses"] == [
        {"exercise": "fly-10", "sets": 1, "reps": 4, "distance_m": 10.0, "run_in_m": 20.0,
         "run_out_m": 30.0, "rest_s": 300.0, "effort": 1.0},
    ]  # fmt: skip
    assert session["reasons"][0]["code"] == "guard-over"
    assert (second["sessions"], len(second["reasons"])) == ([], 1)


def test_what_is_not_known_is_absent_and_an_id_stands_for_a_name() -> None:
    bare = replace(PLANNED, starts=None, duration_s=None, facility=None, doses=(), reasons=())
    document = valid(
        "plan", plan_document(replace(PLAN, days=(PlannedDay(HIM, DAY, (bare,)),)), {})
    )
    (day,) = document["days"]
    assert day["athlete"] == HIM
    assert day["sessions"] == [
        {"id": uid("p"), "stimulus": "max-velocity", "fixed": False, "doses": [], "reasons": []}
    ]


def test_a_dose_has_all_its_fields_and_its_load_in_words() -> None:
    assert dose_document(replace(DOSE, load="5 % of body mass"))["load"] == "5 % of body mass"
    assert dose_document(DOSE)["load"] is None
    assert set(dose_document(DOSE)) == set(Dose.__slots__)
