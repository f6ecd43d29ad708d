"""The document of trends keeps the promised keys; what is not known is absent and listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from pydantic import ValidationError
from tests.training_builders import START, history, season, session, valid

from flyzone.model import Notice
from flyzone.training.rules import STANDARD
from flyzone.training.trend import Trend
from flyzone.wire.trend import athlete_trend as document
from flyzone.wire.trend import trend_document
from flyzone.workflows.trends import AthleteTrend, athlete_trend

PROMISED = {
    "athlete", "level", "change_per_week", "p_gain", "p_gain_over_swc", "causes", "reasons",
}  # fmt: skip
NOW = START + timedelta(days=60)


@cache
def found(sessions: int) -> AthleteTrend:
    known = season(3, sessions=sessions, gain=0.03) if sessions else ()
    return athlete_trend(history(*known), NOW, STANDARD)


def told(sessions: int) -> Any:
    one = found(sessions)
    whole = trend_document([document(one.name, one.now, one.trend, one.diagnosis)])
    (athlete,) = valid("trend", whole)["athletes"]
    return athlete


def missing(athlete: Any) -> set[str]:
    assert all(one["reason"] for one in athlete["not_measured"])
    return {one["quantity"] for one in athlete["not_measured"]}


def test_a_trend_has_the_promised_keys_with_value_deviation_and_unit() -> None:
    athlete = told(12)
    assert set(athlete) >= PROMISED
    for key, unit in (
        ("level", "s"), ("level_speed", "m/s"), ("change_per_week", "s/week"),
        ("change_per_week_percent", "%/week"), ("forecast", "s"),
    ):  # fmt: skip
        one = athlete[key]
        assert one["unit"] == unit
        assert one["sd"] > 0.0
        assert one["low_90"] < one["value"] < one["high_90"]
    assert athlete["change_per_week"]["value"] < 0.0
    assert athlete["level"]["value"] * athlete["level_speed"]["value"] == pytest.approx(
        10.0, rel=1e-3
    )
    assert athlete["p_gain"] + athlete["p_loss"] == pytest.approx(1.0)
    assert athlete["p_gain_over_swc"] <= athlete["p_gain"]
    assert athlete["zone"]["length_m"] == 10.0


@pytest.mark.parametrize("sessions", [0, 1, 2, 12])
def test_causes_add_up_to_one_whatever_is_known(sessions: int) -> None:
    causes = told(sessions)["causes"]
    assert sum(cause["probability"] for cause in causes) == pytest.approx(1.0)
    codes = [cause["cause"] for cause in causes]
    # Without any sprint there is nothing to choose between.
    known = {"rest_too_short", "recovery_too_short", "none"} if sessions else set()
    assert {"cannot_tell"} | known <= set(codes)
    assert len(codes) == len(set(codes))
    assert all({"cause", "probability", "evidence"} <= set(cause) for cause in causes)


def test_what_too_few_sessions_cannot_tell_is_absent_and_listed() -> None:
    athlete = told(2)
    absent = {"change_per_week", "p_gain", "p_gain_over_swc", "forecast"}
    assert not set(athlete) & absent
    assert missing(athlete) >= absent
    assert athlete["call"] == "cannot-tell"
    assert athlete["level"]["unit"] == "s"
    assert "level" not in missing(athlete)


def test_without_any_time_the_level_too_is_absent_and_listed() -> None:
    athlete = told(0)
    absent = PROMISED - {"athlete", "causes", "reasons"} | {"level_speed"}
    assert not set(athlete) & absent
    assert missing(athlete) >= absent
    assert (athlete["sessions"], athlete["reps"]) == (0, 0)
    assert athlete["causes"][0]["cause"] == "cannot_tell"


def test_several_athletes_and_warnings_make_one_document() -> None:
    one = found(2)
    part = document(one.name, one.now, one.trend, one.diagnosis)
    whole = valid("trend", trend_document([part, part], [Notice("a-code", "A warning.")]))
    assert len(whole["athletes"]) == 2
    assert whole["warnings"] == [{"code": "a-code", "message": "A warning."}]
    assert valid("trend", trend_document([]))["athletes"] == []


def test_other_training_alone_gives_no_times() -> None:
    hills = [session((5.0,), START + timedelta(days=n), stimulus="hill") for n in range(9)]
    one = athlete_trend(history(*hills), NOW, STANDARD)
    part = document(one.name, one.now, one.trend, one.diagnosis)
    (athlete,) = valid("trend", trend_document([part]))["athletes"]
    assert "level" not in athlete


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_never_leaves(bad: float) -> None:
    one = found(12)
    assert isinstance(one.trend, Trend)
    for words in (
        {"p_gain": bad},
        {"level_s": replace(one.trend.level_s, sd=bad)},
        {"rep_sd": bad},
    ):
        spoilt = replace(one.trend, **words)  # type: ignore[arg-type]
        with pytest.raises(ValidationError):
            trend_document([document(one.name, one.now, spoilt, one.diagnosis)])
