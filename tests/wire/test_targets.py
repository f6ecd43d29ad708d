"""Targets as a document: what a faster fly time does elsewhere, each number with its deviation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError
from tests.training_builders import valid

from flyzone.model import Measurement, Notice
from flyzone.training.rules import STANDARD
from flyzone.training.targets import (
    Finish,
    what_faster_fly_does,
    what_kick_does,
    what_top_speed_does,
)
from flyzone.wire.targets import targets_document

TARGETS = what_faster_fly_does(Measurement(1.1, 0.01, "s", "video"), 0.05, STANDARD)
MAS = Measurement(4.5, 0.1, "m/s", "test")
FINISHES = tuple(
    Finish(400.0, 400.0 / (0.7 * top), top) for top in (8.0, 8.2, 8.4, 8.6, 8.8, 9.0, 9.2)
)


def told(*, mas: Measurement | None = MAS, finishes: tuple[Finish, ...] = (), **words: Any) -> Any:
    targets = words.pop("targets", TARGETS)
    paces = what_top_speed_does(
        targets.top_speed_now, targets.top_speed_then, (5.0, 4.0), STANDARD, athlete="Mia", mas=mas
    )
    kick = what_kick_does(targets.top_speed_now, targets.rise, finishes, STANDARD)
    return valid("targets", targets_document(targets, paces, kick, **words))


def test_sprints_paces_and_the_speed_behind_them_are_told_with_their_deviation() -> None:
    document = told(athlete="Mia", warnings=[Notice("a-code", "A warning.")])
    assert document["athlete"] == "Mia"
    assert document["top_speed_now"]["unit"] == "m/s"
    assert document["rise"]["unit"] == "%"
    assert document["rise"]["value"] > 0.0
    forty, hundred = document["sprints"]
    assert (forty["distance_m"], hundred["distance_m"]) == (pytest.approx(36.576), 100.0)
    for one in (forty, hundred):
        assert one["then"]["value"] < one["now"]["value"]
        assert one["low_90_s"] < one["change"]["value"] < one["high_90_s"]
        assert one["change"]["value"] < 0.0
        assert one["reason"]["text"]
    for pace in document["paces"]:
        now, then = pace["percent_top_speed_now"], pace["percent_top_speed_then"]
        assert then["value"] < now["value"]
        assert pace["reasons"]
    assert document["warnings"] == [{"code": "a-code", "message": "A warning."}]


def test_a_kick_has_no_number_unless_his_own_races_give_one() -> None:
    kick = told()["kick"]
    assert set(kick) == {"reasons"}
    kick = told(finishes=FINISHES)["kick"]
    assert kick["change"]["unit"] == "%"
    assert kick["low_90_percent"] <= kick["change"]["value"] <= kick["high_90_percent"]


def test_without_an_aerobic_speed_no_pace_has_a_time_limit() -> None:
    document = told(mas=None)
    assert "athlete" not in document
    assert all("time_limit_now" not in pace for pace in document["paces"])


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_never_leaves(bad: float) -> None:
    spoilt = replace(TARGETS, sprints=(replace(TARGETS.sprints[0], low=bad),))
    with pytest.raises(ValidationError):
        told(targets=spoilt)
