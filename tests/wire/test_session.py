"""The documents of a session keep the promised keys, in a replay and live."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from tests.training_builders import START, season, session, valid

from flyzone.model import Estimate, Notice, Session
from flyzone.training.guard import judge_session
from flyzone.training.rules import STANDARD
from flyzone.wire.session import (
    end_line,
    rep_line,
    session_document,
    sessions_document,
    told_line,
)

PROMISED = {"rep", "class", "verdict", "until_s", "p_drop", "reasons"}
EARLIER = season(3)


def told(given: Session, *warnings: Notice) -> Any:
    guarded = judge_session(given, EARLIER, STANDARD)
    return valid("session", session_document("Mia", given, guarded, warnings))


@pytest.fixture(scope="module")
def document() -> Any:
    times = (1.07, 1.06, 1.06, None, 1.11, 1.12, 1.12)
    given = session(times, START + timedelta(days=60))
    reps = [
        replace(rep, at=START + timedelta(days=60, minutes=6 * rep.number)) for rep in given.reps
    ]
    return told(replace(given, reps=tuple(reps)), Notice("a-code", "A warning."))


def test_each_rep_has_the_promised_keys(document: Any) -> None:
    assert [rep["rep"] for rep in document["reps"]] == [1, 2, 3, 4, 5, 6, 7]
    for rep in document["reps"]:
        lacking = set()
        if rep["verdict"] == "stop":
            lacking.add("until_s")
        if "time_s" not in rep:
            lacking.add("p_drop")
        assert set(rep) >= PROMISED - lacking
        assert not set(rep) & lacking
        assert rep["class"] in {"speed", "sub-maximal", "conditioning"}
        assert rep["verdict"] in {"go", "wait", "stop"}
        assert rep["reasons"]
        assert all({"code", "text"} <= set(reason) for reason in rep["reasons"])
    assert {"kind", "reasons"} <= set(document["session"])
    assert document["warnings"] == [{"code": "a-code", "message": "A warning."}]
    assert document["reps"][-1]["verdict"] == "stop"


def test_until_is_the_same_moment_as_its_seconds(document: Any) -> None:
    rep = document["reps"][0]
    ends = START + timedelta(days=60, minutes=6, seconds=rep["time_s"] + rep["until_s"])
    assert abs(datetime.fromisoformat(rep["until"]) - ends) < timedelta(milliseconds=1)


def test_an_empty_session_and_several_are_documents_too() -> None:
    empty = told(session(()))
    assert empty["reps"] == []
    whole = valid("session", sessions_document([empty, empty], [Notice("a-code", "A warning.")]))
    assert len(whole["sessions"]) == 2
    assert whole["warnings"] == [{"code": "a-code", "message": "A warning."}]


def test_a_live_session_gives_a_line_for_each_thing_that_is_said(document: Any) -> None:
    given = session((1.07, 1.06, 1.06), START + timedelta(days=60))
    guarded = judge_session(given, EARLIER, STANDARD)
    rep = valid("session-line", rep_line(guarded.reps[-1], given))
    expected = told(given)["reps"][-1]
    assert rep == expected | {"event": "rep"}
    end = valid("session-line", end_line(guarded, "guard"))
    assert (end["event"], end["kind"], end["ended_by"]) == ("end", guarded.kind, "guard")
    line = valid("session-line", told_line("undone", "Rep 2 was taken back."))
    assert line == {"event": "told", "code": "undone", "message": "Rep 2 was taken back."}


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_never_leaves(bad: float) -> None:
    given = session()
    guarded = judge_session(given, EARLIER, STANDARD)
    verdict = guarded.reps[0]
    for words in ({"p_drop": bad}, {"rest_s": bad}, {"of_best": bad}):
        with pytest.raises(ValidationError):
            rep_line(replace(verdict, **words), given)  # type: ignore[arg-type]
    assert verdict.level is not None
    with pytest.raises(ValidationError):
        rep_line(replace(verdict, level=Estimate(1.0, "s", 0.0), p_drop=1.5), given)
