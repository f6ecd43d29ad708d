"""The load: what is moved, what weighs, and what it refuses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from flyzone.errors import InputError
from flyzone.science.air import Air, air_drag, drag_coefficient
from flyzone.science.load import GRAVITY, Load


def test_a_vest_weighs_on_the_legs_and_a_sled_does_not() -> None:
    load = Load(75.0, carried=10.0, towed=30.0)
    assert load.moved == 115.0
    assert load.weight == pytest.approx(GRAVITY * 85.0)


def test_a_body_in_air_has_its_drag_and_its_wind() -> None:
    load = Load.of(75.0, 1.80, Air(density=1.2, wind=1.5), resistance=40.0)
    k = drag_coefficient(75.0, 1.80, 1.2)
    assert (load.drag, load.wind, load.resistance) == (k, 1.5, 40.0)
    assert load.air_drag(9.0) == air_drag(9.0, k, 1.5)


def test_a_load_may_be_that_of_many_athletes() -> None:
    load = Load.of([60.0, 75.0], [1.70, 1.80], Air(1.2), towed=20.0)
    assert load.moved.tolist() == [80.0, 95.0]
    assert load.air_drag(9.0).shape == (2,)


@pytest.mark.parametrize(
    "wrong",
    [
        {"mass": 0.0}, {"mass": np.nan}, {"drag": -0.1}, {"wind": np.inf}, {"carried": -1.0},
        {"towed": -1.0}, {"resistance": np.nan},
    ],
    ids="-".join,
)  # fmt: skip
def test_impossible_loads_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        Load(**({"mass": 75.0} | wrong))
