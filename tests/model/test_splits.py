"""Split times come from any kind of table, whole or not at all."""

from __future__ import annotations

import doctest
import math
import pickle
from dataclasses import FrozenInstanceError, replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.errors import InputError
from flyzone.model import Conditions, Splits, splits, splits_of_table

GATES, TIMES = [10, 20, 30], [1.9, 3.1, 4.2]


@pytest.mark.parametrize(
    "kind", [list, tuple, np.array, pd.Series, lambda v: np.array(v, dtype=np.float32)]
)
def test_lists_arrays_and_columns_give_the_same_splits(kind: Any) -> None:
    made = Splits.of(kind(GATES), kind([1.5, 3.0, 4.25]))
    assert made == Splits.of(GATES, [1.5, 3.0, 4.25])
    assert made.distances.dtype == made.times.dtype == np.float64
    assert len(made) == 3


def test_the_start_gate_is_left_out_with_its_deviation() -> None:
    made = Splits.of([0, *GATES], [0, *TIMES], sd=[0.0, 0.01, 0.02, 0.03])
    assert made == Splits.of(GATES, TIMES, sd=[0.01, 0.02, 0.03])


def test_a_start_gate_with_a_time_is_no_start_gate() -> None:
    with pytest.raises(InputError, match="distances must lie above 0"):
        Splits.of([0, *GATES], [0.15, *TIMES])


def test_a_deviation_holds_for_all_times_or_for_each() -> None:
    assert np.allclose(Splits.of(GATES, TIMES, sd=0.01).sd, 0.01)
    assert np.allclose(Splits.of(GATES, TIMES, sd=[0.01, 0.02, 0.03]).sd, [0.01, 0.02, 0.03])
    assert Splits.of(GATES, TIMES).sd is None


def test_a_shared_error_stands_in_every_covariance() -> None:
    covariance = Splits.of(GATES, TIMES, sd=0.01, shared_sd=0.02).covariance
    assert np.allclose(covariance, 0.01**2 * np.eye(3) + 0.02**2)
    # It falls out of a difference of times.
    step = np.array([-1.0, 1.0, 0.0])
    assert step @ covariance @ step == pytest.approx(2 * 0.01**2)


@pytest.mark.parametrize(
    ("distances", "times", "words", "code"),
    [
        ([10, 20], [1.9], {}, "splits-length"),
        ([], [], {}, "splits-empty"),
        ([-5, 10], [1, 2], {}, "splits-distance"),
        ([10, 1001], [1, 2], {}, "splits-distance"),
        ([10, 20], [0.0, 2], {}, "splits-time"),
        ([10, 20], [2, 1900], {}, "splits-time"),
        ([20, 10], [1, 2], {}, "not-increasing"),
        ([10, 20], [2, 2], {}, "not-increasing"),
        ([10, 20], [2, math.nan], {}, "not-finite"),
        ([10, 20], ["1,9", "3,1"], {}, "not-numbers"),
        ([[10, 20]], [[1, 2]], {}, "wrong-shape"),
        ([10, 20], [1, 2], {"sd": 0.0}, "splits-sd"),
        ([10, 20], [1, 2], {"sd": [0.01, -0.01]}, "splits-sd"),
        ([10, 20], [1, 2], {"sd": [0.01]}, "splits-sd"),
        ([10, 20], [1, 2], {"sd": 1e200}, "splits-sd"),
        ([10, 20], [1, 2], {"sd": math.nan}, "not-finite"),
        ([10, 20], [1, 2], {"sd": "0.01"}, "not-numbers"),
        ([10, 20], [1, 2], {"sd": [[0.01, 0.01]]}, "wrong-shape"),
        ([10, 20], [1, 2], {"shared_sd": 0.01}, "splits-sd"),
        ([10, 20], [1, 2], {"sd": 0.01, "shared_sd": -0.01}, "splits-sd"),
        ([10, 20], [1, 2], {"sd": 0.01, "shared_sd": math.nan}, "splits-sd"),
        ([10, 20], [1, 2], {"sd": 0.01, "shared_sd": 1e200}, "splits-sd"),
    ],
)
def test_what_is_no_sprint_is_refused(
    distances: Any, times: Any, words: dict[str, Any], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        Splits.of(distances, times, **words)
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"


@pytest.mark.parametrize(
    ("covariance", "code"),
    [
        ([[1, 0]], "splits-covariance"),
        ([[1.0, 0.5], [0.4, 1.0]], "splits-covariance"),
        ([[1.0, 1.0], [1.0, 1.0]], "splits-covariance"),
        ([[0.0, 0.0], [0.0, 0.0]], "splits-covariance"),
        ([[1.0, 2.0], [2.0, 1.0]], "splits-covariance"),
        ([[1e300, 0.0], [0.0, 1e300]], "splits-covariance"),
        ([[1.0, math.nan], [0.0, 1.0]], "not-finite"),
        ([1.0, 1.0], "wrong-shape"),
        ("1", "not-numbers"),
    ],
)
def test_a_covariance_that_is_none_is_refused(covariance: Any, code: str) -> None:
    with pytest.raises(InputError) as caught:
        Splits([10, 20], [1, 2], covariance)
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"


def test_splits_never_change_and_cross_processes() -> None:
    made = Splits.of(GATES, TIMES, sd=0.01, athlete="Mia", conditions=Conditions(wind_m_s=1.0))
    other = pickle.loads(pickle.dumps(made))
    assert other == made
    assert len({made, other}) == 1
    for array in (other.distances, other.times, other.covariance):
        assert not array.flags.writeable
    with pytest.raises(FrozenInstanceError):
        made.athlete = "Lea"  # type: ignore[misc]


@pytest.mark.parametrize(
    "change",
    [
        {"times": [1.9, 3.1, 4.3]},
        {"distances": [10, 20, 31]},
        {"covariance": None},
        {"origin": "laser"},
        {"athlete": "Lea"},
        {"run": "2"},
        {"conditions": Conditions(wind_m_s=2.0)},
    ],
)
def test_splits_that_differ_in_anything_are_not_equal(change: dict[str, Any]) -> None:
    made = Splits.of(GATES, TIMES, sd=0.01, athlete="Mia", run="1")
    assert replace(made, **change) != made


TABLE = {
    "distance_m": [10, 20, 10, 20, 10, 20],
    "time_s": [1.9, 3.1, 1.8, 3.0, 1.7, 2.9],
    "athlete": ["Mia", "Mia", "Lea", "Lea", "Mia", "Mia"],
    "run": [1, 1, 1, 1, 2, 2],
}


@pytest.mark.parametrize("kind", [dict, pd.DataFrame])
def test_a_table_gives_a_sprint_for_each_athlete_and_run(kind: Any) -> None:
    sprints = splits_of_table(kind(TABLE), origin="gates")
    assert [(s.athlete, s.run, s.times.tolist(), s.origin) for s in sprints] == [
        ("Mia", "1", [1.9, 3.1], "gates"),
        ("Lea", "1", [1.8, 3.0], "gates"),
        ("Mia", "2", [1.7, 2.9], "gates"),
    ]


def test_athletes_may_take_turns_row_by_row() -> None:
    turns = pd.DataFrame(TABLE).iloc[[0, 2, 1, 3]].reset_index(drop=True)
    assert [s.times.tolist() for s in splits_of_table(turns)] == [[1.9, 3.1], [1.8, 3.0]]


def test_a_table_without_names_is_one_sprint_of_nobody() -> None:
    for frame in (
        pd.DataFrame({"distance_m": GATES, "time_s": TIMES}),
        pd.DataFrame({"distance_m": GATES, "time_s": TIMES, "athlete": [None, np.nan, ""]}),
    ):
        (sprint,) = splits_of_table(frame)
        assert sprint == Splits.of(GATES, TIMES, origin="table")


def test_the_order_of_a_frames_index_does_not_matter_but_that_of_its_rows_does() -> None:
    frame = pd.DataFrame({"distance_m": GATES, "time_s": TIMES}, index=[5, 1, 3])
    assert splits_of_table(frame)[0].distances.tolist() == GATES


def test_deviations_are_kept_where_known() -> None:
    frame = pd.DataFrame(TABLE | {"time_sd_s": [0.01, 0.02, None, None, 0.01, 0.01]})
    mia, lea, again = splits_of_table(frame)
    assert np.allclose(mia.sd, [0.01, 0.02])
    assert lea.sd is None
    assert np.allclose(again.sd, 0.01)


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ({"time_s": [1.9, 3.1, 1.8, np.nan, 1.7, 2.9]}, "not-finite", "row 4"),
        ({"distance_m": [10, 20, 10, 20, None, 20]}, "not-finite", "row 5"),
        ({"time_s": [1.9, 3.1, "DNF", 3.0, 1.7, 2.9]}, "not-numbers", "'DNF' in row 3"),
        ({"athlete": ["Mia", None, "Lea", "Lea", "Mia", "Mia"]}, "splits-columns", "row 2"),
        ({"run": [1, 1, 1, 1, 2, " "]}, "splits-columns", "row 6"),
        ({"time_s": [1.9, 3.1, 1.8, 1.7, 1.7, 2.9]}, "not-increasing", r"Lea.*row 3"),
        ({"time_sd_s": [0.01, np.nan, 1, 1, 1, 1]}, "not-finite", "Mia"),
        ({"time_sd_s": [0.01, "?", 1, 1, 1, 1]}, "not-numbers", "row 2"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(change: dict[str, Any], code: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        splits_of_table(pd.DataFrame(TABLE | change))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (None, "not-a-table"),
        ([TABLE], "not-a-table"),
        ({"distance_m": [10, 20]}, "splits-columns"),
        (pd.DataFrame({"distance": GATES, "time": TIMES}), "splits-columns"),
        # None of its rows may be lost.
        ({"distance_m": [10, 20], "time_s": [1.9]}, "splits-length"),
        ({"distance_m": [10], "time_s": [1.9], "athlete": ["Mia", "Lea"]}, "splits-length"),
        ({"distance_m": [10], "time_s": [1.9], "time_sd_s": [0.1, 0.1]}, "splits-length"),
        ({"distance_m": [], "time_s": []}, "splits-length"),
        ({"distance_m": [10, 20, 30], "time_s": [1, 2, 3], "athlete": "Mia"}, "splits-columns"),
        ({"distance_m": [10], "time_s": [1.9], "run": 7}, "splits-columns"),
        ({"distance_m": [10], "time_s": [1.9], "time_sd_s": 0.1}, "splits-sd"),
    ],
)
def test_a_table_that_is_none_is_refused(table: Any, code: str) -> None:
    with pytest.raises(InputError) as caught:
        splits_of_table(table)
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"


def test_a_squad_of_thousands_is_cut_up_in_one_pass() -> None:
    count = 5_000
    frame = pd.DataFrame({
        "distance_m": np.tile(GATES, count),
        "time_s": np.tile(TIMES, count),
        "athlete": np.repeat(np.arange(count), 3),
    })  # fmt: skip
    sprints = splits_of_table(frame)
    assert len(sprints) == count
    assert sprints[-1].athlete == str(count - 1)


@given(
    st.lists(
        st.tuples(st.floats(0.001, 1000.0), st.floats(0.001, 600.0)),
        min_size=1, max_size=8, unique_by=(lambda p: p[0], lambda p: p[1]),
    )
)  # fmt: skip
def test_every_increasing_pair_of_columns_is_a_sprint_and_comes_back(
    pairs: list[tuple[float, float]],
) -> None:
    distances, times = (sorted(column) for column in zip(*pairs, strict=True))
    made = Splits.of(distances, times)
    assert made.distances.tolist() == distances
    assert made.times.tolist() == times
    assert splits_of_table({"distance_m": distances, "time_s": times}) == (
        replace(made, origin="table"),
    )


def test_the_example_in_the_docstring_runs() -> None:
    assert doctest.testmod(splits).attempted >= 1
    assert doctest.testmod(splits).failed == 0
