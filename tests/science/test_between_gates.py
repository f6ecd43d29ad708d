"""Speeds between gates, read without a model."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose
from tests.science.references import cases

from flyzone.model.splits import Splits
from flyzone.science.between_gates import between_gates


@pytest.mark.parametrize("case", cases("trace", "format_splits"))
def test_intervals_are_those_of_shorts(case: dict[str, Any]) -> None:
    expected = case["expected"]
    ours = between_gates(Splits.of(case["inputs"]["distance"], case["inputs"]["time"]))
    for column, theirs in (
        (ours.start, "split_distance_start"), (ours.end, "split_distance_stop"),
        (ours.duration, "split_time"), (ours.mean_velocity, "split_mean_velocity"),
        (ours.mean_acceleration, "split_mean_acceleration"),
    ):  # fmt: skip
        assert_allclose(column, expected[theirs], rtol=1e-12, err_msg=theirs)


def test_steady_running_has_one_speed_and_no_acceleration_after_the_first_gate() -> None:
    ours = between_gates(Splits.of([5.0, 10.0, 30.0], [0.5, 1.0, 3.0]))
    assert_allclose(ours.mean_velocity, 10.0)
    assert_allclose(ours.mean_acceleration, [20.0, 0.0, 0.0], atol=1e-12)
    assert np.sum(ours.duration) == pytest.approx(3.0)
