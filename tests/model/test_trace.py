"""A trace holds its samples in order of time, and never changes."""

from __future__ import annotations

import math
import pickle
from dataclasses import FrozenInstanceError, replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from flyzone.errors import InputError
from flyzone.model import Conditions, Trace

FRAME = pd.DataFrame({"time_s": [-0.1, 0.0, 0.1], "velocity_m_s": [0.0, 0.1, 0.9]})


def test_a_table_gives_speed_place_or_both() -> None:
    speed = Trace.of_table(FRAME, origin="radar", athlete="Mia")
    assert speed.velocities.tolist() == [0.0, 0.1, 0.9]
    assert speed.positions is None
    assert (speed.origin, speed.athlete, len(speed)) == ("radar", "Mia", 3)
    place = Trace.of_table({"time_s": [0, 1], "distance_m": (0, 5)})
    assert place.velocities is None
    assert place.positions.tolist() == [0.0, 5.0]
    both = Trace.of_table(FRAME.assign(distance_m=[0.0, 0.0, 0.1], lap=1))
    assert both.positions.tolist() == [0.0, 0.0, 0.1]


@pytest.mark.parametrize("kind", [list, tuple, np.array, pd.Series])
def test_lists_arrays_and_columns_give_the_same_trace(kind: Any) -> None:
    assert Trace(kind([0, 1]), kind([2, 3])) == Trace([0.0, 1.0], [2.0, 3.0])


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (([0.0], [1.0]), {}, "trace-short"),
        (([], []), {}, "trace-short"),
        (([0, 1],), {}, "trace-empty"),
        (([0, 1], [1, 2, 3]), {}, "trace-length"),
        (([0, 1], None, [1]), {}, "trace-length"),
        (([0, 0], [1, 2]), {}, "not-increasing"),
        (([1e308, -1e308], [1, 2]), {}, "not-increasing"),
        (([0, 1], [1, math.nan]), {}, "not-finite"),
        (([0, 1], ["a", "b"]), {}, "not-numbers"),
        (([0, 1], [[1, 2]]), {}, "wrong-shape"),
        (([0, 1], [1, 2]), {"velocity_sd": 0.0}, "trace-sd"),
        (([0, 1], [1, 2]), {"velocity_sd": math.nan}, "trace-sd"),
        (([0, 1], [1, 2]), {"position_sd": "0.1"}, "trace-sd"),
    ],
)
def test_what_is_no_trace_is_refused(
    arguments: tuple[Any, ...], words: dict[str, Any], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        Trace(*arguments, **words)
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (FRAME.rename(columns={"time_s": "t"}), "trace-columns"),
        ({"time_s": [0, 1]}, "trace-columns"),
        ({}, "trace-columns"),
        (None, "not-a-table"),
        (FRAME.to_numpy(), "not-a-table"),
    ],
)
def test_a_table_without_a_trace_is_refused(table: Any, code: str) -> None:
    with pytest.raises(InputError) as caught:
        Trace.of_table(table)
    assert caught.value.code == code


def test_a_missing_sample_is_refused_by_its_row() -> None:
    with pytest.raises(InputError, match="velocities must be finite, got nan in row 3"):
        Trace.of_table(FRAME.assign(velocity_m_s=[0.0, 0.1, np.nan]))


def test_a_trace_never_changes_and_crosses_processes() -> None:
    made = Trace([-0.0, 1], [1, 2], velocity_sd=np.float32(0.5), conditions=Conditions(wind_m_s=1))
    other = pickle.loads(pickle.dumps(made))
    assert other == made
    assert type(made.velocity_sd) is float
    assert len({made, other, Trace([0.0, 1], [1, 2])}) == 2
    assert not other.times.flags.writeable
    assert not other.velocities.flags.writeable
    with pytest.raises(FrozenInstanceError):
        made.origin = "laser"  # type: ignore[misc]


@pytest.mark.parametrize(
    "change",
    [
        {"times": [0, 2]},
        {"velocities": [1, 3]},
        {"positions": [0, 1]},
        {"velocity_sd": 0.1},
        {"position_sd": 0.1},
        {"origin": "laser"},
        {"athlete": "Mia"},
        {"run": "1"},
        {"conditions": Conditions(wind_m_s=2.0)},
    ],
)
def test_traces_that_differ_in_anything_are_not_equal(change: dict[str, Any]) -> None:
    made = Trace([0, 1], [1, 2])
    assert replace(made, **change) != made
