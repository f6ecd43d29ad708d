"""A measurement is never without its error, unit and origin, and knows which error is shared."""

from __future__ import annotations

import math
import pickle
from dataclasses import FrozenInstanceError
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.errors import InputError
from flyzone.model import Measurement, SharedError

CONES = SharedError("cones of camera place 12", 0.004)
TIME = Measurement(1.052, 0.005, "s", "phone clip, 240 fps", (CONES,))


def test_own_and_shared_errors_add_up_in_squares() -> None:
    assert TIME.shared_sd == pytest.approx(0.004)
    assert TIME.own_sd == pytest.approx(0.003)


@given(
    st.floats(0.0, 1e200),
    st.lists(st.floats(-1e200, 1e200), max_size=4),
)
def test_own_and_shared_make_the_whole(own: float, effects: list[float]) -> None:
    shared = tuple(SharedError(f"source {i}", effect) for i, effect in enumerate(effects))
    sd = math.hypot(own, *effects)
    measurement = Measurement(1.0, sd, "s", "made up", shared)
    assert math.hypot(measurement.own_sd, measurement.shared_sd) == pytest.approx(sd)


def test_what_is_wholly_shared_has_no_error_of_its_own() -> None:
    assert Measurement(1.0, 0.004, "s", "made up", (CONES,)).own_sd == 0.0


def test_numbers_of_every_kind_are_kept_as_plain_floats() -> None:
    made = Measurement(np.float32(1.5), np.int64(1), "s", "made up", [SharedError("x", Decimal(1))])
    assert made == Measurement(1.5, 1.0, "s", "made up", (SharedError("x", 1.0),))
    assert [type(n) for n in (made.value, made.sd, made.shared[0].effect)] == [float] * 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"value": math.nan}, "measurement-value"),
        ({"value": None}, "measurement-value"),
        ({"value": "1.05"}, "measurement-value"),
        ({"value": np.array([1.0])}, "measurement-value"),
        ({"sd": math.inf}, "measurement-sd"),
        ({"sd": -0.001}, "measurement-sd"),
        ({"sd": None}, "measurement-sd"),
        ({"sd": 0.0039}, "measurement-shared"),
        ({"unit": ""}, "measurement-origin"),
        ({"origin": " "}, "measurement-origin"),
        ({"shared": (CONES, CONES)}, "measurement-shared"),
    ],
)
def test_what_is_no_measurement_is_refused(change: dict[str, Any], code: str) -> None:
    words = {"value": 1.0, "sd": 0.005, "unit": "s", "origin": "made up", "shared": (CONES,)}
    with pytest.raises(InputError) as caught:
        Measurement(**(words | change))
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"


@pytest.mark.parametrize("error", [(" ", 0.1), ("tape", math.nan), ("tape", None)])
def test_a_shared_error_needs_a_name_and_a_number(error: tuple[str, Any]) -> None:
    with pytest.raises(InputError) as caught:
        SharedError(*error)
    assert caught.value.code == "measurement-shared"


def test_a_measurement_never_changes_and_crosses_processes() -> None:
    with pytest.raises(FrozenInstanceError):
        TIME.value = 1.0  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(TIME)) == TIME
    assert len({TIME, pickle.loads(pickle.dumps(TIME))}) == 1
