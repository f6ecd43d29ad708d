"""What he feels and what his heart does support other signs, and allow nothing."""

from __future__ import annotations

import pytest
from tests.training.today.histories import ago, ask, checkin, codes, hurts, reason

MORNINGS = tuple(
    checkin(
        ago(days=1 + n),
        ready=8.0 - n % 2,
        soreness=2.0 + n % 2,
        stress=2.0 + n % 2,
        resting_heart_rate_bpm=50.0 + n % 3,
        hrv_ms=80.0 + 3 * (n % 3),
    )
    for n in range(14)
)


def test_great_soreness_or_little_readiness_costs_reps_without_any_history() -> None:
    assert ask(checkin(soreness=8.0)).verdict == "change"
    assert ask(checkin(ready=2.0)).verdict == "change"
    assert ask(checkin(soreness=3.0, ready=8.0, stress=9.0)).verdict == "yes"


@pytest.mark.parametrize(
    ("said", "sign"),
    [
        ({"resting_heart_rate_bpm": 68.0}, "heart-rate"),
        ({"hrv_ms": 35.0}, "heart-rate-variability"),
        ({"stress": 8.0}, "stress"),
        ({"soreness": 6.5}, "soreness"),
        ({"ready": 4.0}, "ready"),
    ],
)
def test_one_sign_unlike_him_is_noted_and_decides_nothing(
    said: dict[str, float], sign: str
) -> None:
    today = ask(*MORNINGS, checkin(**said))
    assert today.verdict == "yes"
    assert reason(today, "today-unlike-him").numbers["sign"] == sign


def test_that_a_heart_rate_marks_readiness_is_said_to_be_unfounded() -> None:
    said = reason(ask(*MORNINGS, checkin(resting_heart_rate_bpm=68.0)), "today-unlike-him")
    assert "from memory, unverified" in said.caveat


def test_several_signs_together_cost_reps() -> None:
    today = ask(*MORNINGS, checkin(resting_heart_rate_bpm=68.0, hrv_ms=35.0))
    assert today.verdict == "change"
    assert reason(today, "today-signs-together").numbers["n"] == 2


def test_signs_like_his_others_or_better_are_not_mentioned() -> None:
    usual = checkin(ready=8.0, soreness=2.0, stress=2.0, resting_heart_rate_bpm=51.0, hrv_ms=82.0)
    better = checkin(
        ready=10.0, soreness=0.0, stress=0.0, resting_heart_rate_bpm=40.0, hrv_ms=140.0
    )
    for said in (usual, better):
        assert "today-unlike-him" not in codes(ask(*MORNINGS, said))


def test_a_week_of_mornings_is_needed_to_call_one_unlike_him() -> None:
    assert "today-unlike-him" not in codes(ask(*MORNINGS[:6], checkin(resting_heart_rate_bpm=75.0)))


def test_feeling_fully_ready_lifts_no_pain() -> None:
    assert ask(hurts(at=ago(1.0)), checkin(ready=10.0)).verdict == "no"
