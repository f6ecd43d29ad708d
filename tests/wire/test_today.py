"""The answer of today as a document: verdict, reasons, from when, and what instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from tests.training_builders import HIM, START, athlete, season, uid, valid

from flyzone.model import CheckIn, History, Pain
from flyzone.training.rules import STANDARD
from flyzone.training.today import answer_today
from flyzone.wire.today import today_document

SEASON = season(3)
LAST = SEASON[-1].started_at


def asked(hours: float, **said: Any) -> Any:
    now = LAST + timedelta(hours=hours)
    checkins = (CheckIn(uid("c"), HIM, now, **said),) if said else ()
    answer = answer_today(History(athlete(), SEASON, checkins), now, STANDARD)
    return valid("today", today_document("Mia", answer, now)), answer


def test_a_no_says_why_and_from_when() -> None:
    document, answer = asked(20.0, sleep_h=8.0)
    assert document["verdict"] == "no"
    assert document["deciding"] >= 1
    assert document["reasons"][0]["rule"] == "recovery-max-velocity"
    assert datetime.fromisoformat(document["sprint_from"]) == answer.sprint_from
    last = document["last_maximal"]
    assert (last["named"], last["was"]) == ("max-velocity", "max-velocity")
    assert last["needed_h"] == 48.0
    assert last["hours_ago"] <= 20.0
    assert document["instead"]


def test_where_a_person_must_decide_there_is_no_moment() -> None:
    document, _ = asked(200.0, pains=(Pain("hamstring", 4.0),))
    assert document["verdict"] == "no"
    assert "sprint_from" not in document


def test_what_nobody_said_is_listed() -> None:
    document, answer = asked(200.0)
    codes = {one["code"] for one in document["not_known"]}
    assert "today-no-checkin" in codes
    assert len(document["not_known"]) == len(answer.not_known)


def test_a_yes_offers_nothing_instead() -> None:
    document, _ = asked(200.0, sleep_h=8.0, pains=(Pain("hamstring", 0.0),))
    assert document["verdict"] == "yes", document["reasons"]
    assert document["instead"] == []


def test_rest_is_an_alternative_without_a_stimulus() -> None:
    document, _ = asked(200.0, signs=("chest-pain",))
    assert document["verdict"] == "no"
    assert all("stimulus" not in one for one in document["instead"] if "effort" not in one)


def test_what_is_not_finite_never_leaves() -> None:
    _, answer = asked(20.0)
    assert answer.last_maximal is not None
    bad = replace(answer, last_maximal=replace(answer.last_maximal, needed_h=float("inf")))
    with pytest.raises(ValidationError):
        today_document("Mia", bad, START)
