"""Only numbers are taken for numbers, and once taken they never change."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.errors import InputError
from flyzone.model.arrays import Floats, HoldsArrays, columns_of, fixed, increasing, number, numbers

THREE = [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    "values",
    [
        [1, 2, 3],
        (1.0, 2.0, 3.0),
        range(1, 4),
        np.array([1, 2, 3]),
        np.array([1, 2, 3], dtype=np.uint8),
        np.array([1, 2, 3], dtype=np.float32),
        np.array([3.0, 2.0, 1.0])[::-1],
        np.array([1, 2, 3], dtype=object),
        np.ma.array([1.0, 2.0, 3.0], mask=False),
        pd.Series([1, 2, 3], index=["a", "b", "c"]),
        pd.Series([1, 2, 3], dtype="Int64"),
        pd.Index([1.0, 2.0, 3.0]),
        pd.DataFrame({"t": [1.0, 2.0, 3.0]})["t"],
        [Decimal("1"), Fraction(2), np.int64(3)],
    ],
    ids=lambda values: type(values).__name__,
)
def test_numbers_of_every_kind_become_floats(values: Any) -> None:
    array = fixed(values, "Times")
    assert array.dtype == np.float64
    assert array.tolist() == THREE


def test_the_array_is_a_copy_that_cannot_be_written() -> None:
    given_array = np.array(THREE)
    array = fixed(given_array, "Times")
    given_array[0] = 99.0
    assert array.tolist() == THREE
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1.0


@pytest.mark.parametrize(
    "values",
    [
        ["1", "2"],
        [b"1"],
        pd.Series(["1", "2"]),
        [True, False],
        np.array([True]),
        [1.0, True, None],
        [1 + 2j],
        np.array([1.0 + 0j]),
        np.array([1, 2], dtype="m8[s]"),
        pd.to_timedelta([1.0, 2.0], unit="s"),
        pd.to_datetime(["2020-01-01"]),
        [pd.Timestamp("2020-01-01"), 1.0],
        [[1.0], [1.0, 2.0]],
        [10**400],
        (number for number in THREE),
        {"a": 1.0},
        None,
        "abc",
        object(),
    ],
    ids=lambda values: type(values).__name__,
)
def test_what_is_no_number_is_refused(values: Any) -> None:
    with pytest.raises(InputError, match=r"^Times must be numbers, got .+\. Remove") as caught:
        fixed(values, "Times")
    assert caught.value.code == "not-numbers"


@pytest.mark.parametrize(
    "values",
    [
        [1.0, float("nan"), 3.0],
        [1.0, None, 3.0],
        np.array([1.0, np.inf, 3.0]),
        np.ma.array(THREE, mask=[False, True, False]),
        pd.Series([1.0, None, 3.0], index=[7, 8, 9]),
        pd.Series([1, None, 3], dtype="Int64"),
        pd.DataFrame({"t": [1.0, np.nan, 3.0]}).iloc[:, 0],
    ],
    ids=lambda values: type(values).__name__,
)
def test_a_missing_number_is_refused_by_its_row(values: Any) -> None:
    with pytest.raises(InputError, match="row 2") as caught:
        fixed(values, "Times")
    assert caught.value.code == "not-finite"


def test_a_missing_number_in_a_matrix_is_refused_by_row_and_column() -> None:
    with pytest.raises(InputError, match="row 2, column 1"):
        fixed([[1.0, 2.0], [np.nan, 3.0]], "The covariance", dimensions=2)


@pytest.mark.parametrize("values", [5.0, [[1.0]], pd.DataFrame({"t": THREE})])
def test_another_shape_is_refused(values: Any) -> None:
    with pytest.raises(InputError, match="plain list") as caught:
        fixed(values, "Times")
    assert caught.value.code == "wrong-shape"


def test_a_matrix_is_wanted_where_two_dimensions_are() -> None:
    assert fixed([[1, 2]], "The covariance", dimensions=2).shape == (1, 2)
    with pytest.raises(InputError, match="2 dimensions"):
        fixed(THREE, "The covariance", dimensions=2)


def test_numbers_keep_what_is_missing_as_not_a_number() -> None:
    column = pd.Series([1.0, None, 3.0], dtype="Float64")
    assert np.array_equal(numbers(column, "sd"), [1.0, np.nan, 3.0], equal_nan=True)


def test_a_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(InputError) as caught:
        fixed("x" * 10_000, "Times")
    assert len(caught.value.message) < 200


@pytest.mark.parametrize(
    "value", [1, 1.0, np.float32(1.0), np.int8(1), np.array(1.0), Decimal(1), Fraction(1)]
)
def test_a_single_number_becomes_a_plain_float(value: Any) -> None:
    result = number(value, "The wind", "conditions")
    assert type(result) is float
    assert result == 1.0


@pytest.mark.parametrize(
    "value",
    [
        "1", b"1", True, np.True_, None, pd.NA, float("nan"), np.inf, 1j, [1.0], np.array([1.0]),
        pd.Series([1.0]), 10**400, np.timedelta64(5, "s"), pd.Timedelta("5s"), object(),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_no_single_number_is_refused_with_the_code(value: Any) -> None:
    with pytest.raises(InputError, match="The wind must be a finite number") as caught:
        number(value, "The wind", "conditions")
    assert caught.value.code == "conditions"


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=6))
def test_increasing_refuses_exactly_what_does_not_increase(values: list[float]) -> None:
    array = fixed(values, "Times")
    if all(a < b for a, b in pairwise(values)):
        increasing(array, "Times")
    else:
        with pytest.raises(InputError, match="Times must increase"):
            increasing(array, "Times")


def test_increasing_names_the_rows() -> None:
    with pytest.raises(InputError, match=r"got 30 and then 20 \(rows 2 and 3\)"):
        increasing(fixed([10, 30, 20], "Distances"), "Distances")


def test_the_columns_of_a_frame_and_of_a_mapping_are_the_same() -> None:
    plain = {"distance_m": [10, 20], 3: [1, 2]}
    assert list(columns_of(plain, "distance_m")) == ["distance_m", "3"]
    frame = columns_of(pd.DataFrame(plain), "distance_m")
    assert {name: list(column) for name, column in frame.items()} == {
        "distance_m": [10, 20],
        "3": [1, 2],
    }


@pytest.mark.parametrize("table", [None, 5, [{"distance_m": 1}], np.zeros((2, 2)), "distance_m"])
def test_what_is_no_table_is_refused(table: Any) -> None:
    with pytest.raises(InputError, match="distance_m was expected") as caught:
        columns_of(table, "distance_m")
    assert caught.value.code == "not-a-table"


def test_two_columns_of_one_name_are_refused() -> None:
    frame = pd.DataFrame([[1, 2]], columns=["time_s", "time_s"])
    with pytest.raises(InputError, match="time_s more than once"):
        columns_of(frame, "time_s")


@dataclass(frozen=True, slots=True, eq=False)
class Held(HoldsArrays):
    values: Floats
    word: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", fixed(self.values, "Values"))


@dataclass(frozen=True, slots=True, eq=False)
class OtherHeld(HoldsArrays):
    values: Floats
    word: str = ""


def held(*values: float, word: str = "") -> Held:
    return Held(np.array(values), word)


def test_two_are_equal_if_all_their_numbers_and_words_are() -> None:
    assert held(1, 2, word="a") == held(1, 2, word="a")
    assert held(1, 2, word="a") != held(1, 2, word="b")
    assert held(1, 2) != held(1, 3)
    assert held(1, 2) != held(1)
    assert held(1, 2) != OtherHeld(held(1, 2).values)
    assert held(1, 2) != [1, 2]


def test_equal_ones_have_one_hash_also_around_zero() -> None:
    assert held(-0.0, 1) == held(0.0, 1)
    assert len({held(-0.0, 1), held(0.0, 1), held(0.0, 2)}) == 2


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)
def test_a_copy_is_equal_and_as_read_only(copied: Any) -> None:
    one = held(1, 2, word="a")
    other = copied(one)
    assert other == one
    assert not other.values.flags.writeable
    with pytest.raises(FrozenInstanceError):
        other.word = "b"
