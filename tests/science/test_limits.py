"""What the formulas let in."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from flyzone.errors import InputError
from flyzone.science.limits import above_zero, finite, zero_or_more


@pytest.mark.parametrize(
    "values", [3, 3.5, [1, 2], (1.0, 2.0), np.ones((2, 3)), pd.Series([1.0, 2.0])]
)
def test_numbers_of_any_shape_come_through_as_floats(values: Any) -> None:
    for door in (finite, zero_or_more, above_zero):
        array = door(values, "Numbers")
        assert array.dtype == np.float64
        assert np.array_equal(array, values)


@pytest.mark.parametrize("values", ["ten", [1.0, "x"], [True, False], {"a": 1}, None])
def test_what_is_no_number_is_refused_by_name(values: Any) -> None:
    with pytest.raises(InputError, match="Splits must be numbers"):
        finite(values, "Splits")


@pytest.mark.parametrize("values", [np.nan, [1.0, np.inf], [1.0, None]])
def test_what_was_not_measured_is_refused_by_name(values: Any) -> None:
    with pytest.raises(InputError, match="Splits must be finite") as error:
        zero_or_more(values, "Splits")
    assert error.value.code == "not-finite"


def test_zero_is_more_than_nothing_for_one_door_only() -> None:
    assert zero_or_more([0.0, 1.0], "Masses")[0] == 0.0
    with pytest.raises(InputError, match="above zero, got 0") as error:
        above_zero([0.0, 1.0], "Masses")
    assert error.value.code == "not-positive"
    with pytest.raises(InputError, match="zero or more, got -2") as error:
        zero_or_more([3.0, -2.0], "Masses")
    assert error.value.code == "negative"
