"""A place says what it offers, in words that are known."""

from __future__ import annotations

import math

import pytest

from flyzone.errors import InputError
from flyzone.training.catalogue.place import TrainingPlace


def test_a_gym_has_weights_and_a_measured_straight_is_one() -> None:
    assert {"weights", "box"} <= TrainingPlace(kinds=frozenset({"gym"})).equipment
    assert TrainingPlace().equipment == frozenset()
    assert "straight" in TrainingPlace(straight_m=60.0).kinds
    assert "straight" not in TrainingPlace(straight_m=0.0).kinds
    assert "hill" in TrainingPlace(hill_deg=8.0).kinds


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"straight_m": -1.0}, "straight"),
        ({"straight_m": math.nan}, "straight"),
        ({"hill_deg": 60.0}, "degrees"),
        ({"equipment": frozenset({"sledge"})}, "sled, tow-line"),
        ({"kinds": frozenset({"beach"})}, "grass, anywhere"),
    ],
)
def test_what_cannot_be_is_refused_and_the_next_step_named(
    fields: dict[str, object], told: str
) -> None:
    with pytest.raises(InputError, match=told) as refused:
        TrainingPlace(**fields)  # type: ignore[arg-type]
    assert refused.value.code == "training-place"
