"""Jumps and lifts: measured or not there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.training_builders import HIM, START, uid

from flyzone.errors import InputError
from flyzone.model import Jump, Lift

JUMP = Jump(uid("j"), HIM, START, "drop", 0.31, drop_m=0.3, contact_s=0.18)
LIFT = Lift(uid("l"), HIM, START, "step-up", 60.0, 5, "left")


def test_a_jump_needs_a_height_or_a_distance() -> None:
    assert replace(JUMP, height_m=None, distance_m=2.4).distance_m == 2.4
    with pytest.raises(InputError, match="without height and distance") as caught:
        replace(JUMP, height_m=None)
    assert caught.value.code == "jump-empty"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"kind": "high"}, "The kind of a jump must be one of"),
        ({"height_m": 31.0}, r"between 0.01 and 1.5 \(m\)"),
        ({"contact_s": 180.0}, r"between 0.05 and 2 \(s\)"),
        ({"drop_m": 0.0}, "The height of the box"),
        ({"sd": -0.1}, "The standard deviation of a jump"),
    ],
)
def test_a_jump_that_cannot_be_is_refused(words: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        replace(JUMP, **words)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"exercise": ""}, "A lift needs a name"),
        ({"load_kg": 601.0}, "The load of a lift"),
        ({"load_kg": -1.0}, "The load of a lift"),
        ({"reps": 0}, "The reps of a lift"),
        ({"reps": 2.5}, "whole number"),
        ({"side": "middle"}, "The side of a lift"),
    ],
)
def test_a_lift_that_cannot_be_is_refused(words: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        replace(LIFT, **words)


def test_the_body_alone_is_a_load_of_nothing() -> None:
    assert replace(LIFT, load_kg=0).load_kg == 0.0
