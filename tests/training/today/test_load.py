"""What the last weeks were like is said, and rarely decides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.training.today.histories import (
    BOOK,
    NOW,
    ago,
    ask,
    athlete,
    codes,
    reason,
    session,
    unknown,
)

from flyzone.model import History, Session
from flyzone.training.today import answer_today
from flyzone.training.today.done import Done
from flyzone.training.today.load import weekly_ratio

FORMULAS = Path(__file__).parents[4] / "shared/reference/data/expected/formulas.json"


def test_the_weekly_ratio_is_the_uncoupled_one_of_the_reference() -> None:
    if not FORMULAS.exists():
        pytest.skip("the reference numbers are not on this machine")
    cases = json.loads(FORMULAS.read_text(encoding="utf-8"))["cases"]
    (case,) = (one for one in cases if one["id"] == "acwr")
    loads = case["inputs"]["daily_load"]
    done = [
        Done("easy-run", "easy-run", at, at, True, 24.0 * days, fast_m=load)
        for days, load in enumerate(reversed(loads))
        for at in [ago(days=days)]
    ]
    ratio = weekly_ratio(done, lambda one: one.fast_m)
    assert ratio == pytest.approx(case["expected"]["rolling_uncoupled"], rel=1e-6)


def easy(days: float, distance: float) -> Session:
    return session(ago(days=days), "easy-run", distance_m=distance, duration_s=1800.0)


def test_a_week_far_above_those_before_is_said_and_decides_nothing() -> None:
    weeks = [easy(2 + 7 * n, 5000.0) for n in range(5)]
    assert "today-week-up" not in codes(ask(*weeks))
    today = ask(*weeks, easy(3, 10_000.0))
    assert today.verdict == "yes"
    said = reason(today, "today-week-up")
    assert float(said.numbers["ratio"]) > 2.0
    assert "disputed" in said.caveat


def test_with_less_than_four_weeks_of_records_no_week_is_called_much() -> None:
    few = [session(ago(days=4.0)), easy(2, 10_000.0), easy(12, 5000.0)]
    assert "today-week-up" not in codes(ask(*few, season=False))


def test_rare_full_speed_is_a_reason_to_sprint() -> None:
    today = ask(session(ago(days=6)), session(ago(days=20)), season=False)
    assert today.verdict == "yes"
    said = reason(today, "today-few-exposures")
    assert said.numbers["n"] == 2
    assert said.source == "Malone2017"
    assert "today-few-exposures" not in codes(ask())


def test_after_a_long_pause_he_begins_carefully() -> None:
    today = ask(session(ago(days=40)), season=False)
    assert today.verdict == "change"
    assert "today-long-pause" in codes(today)


def test_of_a_new_athlete_a_careful_first_session_is_asked_and_what_to_enter_is_said() -> None:
    today = answer_today(History(athlete(None)), NOW, BOOK)
    assert today.verdict == "change"
    assert codes(today) == ["today-first-session"]
    assert today.last_maximal is None
    assert today.sprint_from == NOW
    assert {"today-age-not-known", "today-no-checkin", "today-no-session"} <= set(unknown(today))


def test_somebody_who_only_jogs_has_not_sprinted_yet() -> None:
    assert "today-first-session" in codes(ask(easy(3, 5000.0), season=False))
