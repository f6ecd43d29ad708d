"""Whether times count from the start or from gate to gate."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.devices.tables.split_kind import Run, counting_of
from flyzone.errors import InputError

GATES = (5.0, 10.0, 20.0, 30.0)


def sprint(top_speed: float, tau: float, places: tuple[float, ...]) -> list[float]:
    """Times of a sprint whose speed nears its top exponentially, by small steps."""
    time = np.arange(0.0, 30.0, 1e-3)
    path = np.cumsum(top_speed * (1.0 - np.exp(-time / tau))) * 1e-3
    return [float(time) for time in np.interp(places, path, time)]


@given(
    st.floats(5.0, 12.0), st.floats(0.6, 1.6), st.sampled_from([GATES, (10.0, 20.0), (5.0, 10.0)])
)
def test_a_sprint_tells_by_its_numbers_how_its_times_count(
    top_speed: float, tau: float, places: tuple[float, ...]
) -> None:
    times = sprint(top_speed, tau, places)
    steps = [end - start for start, end in zip((0.0, *times), times, strict=False)]
    assert counting_of([Run(places, times)], named=False, asked=None)[0] == "cumulative"
    assert counting_of([Run(places, steps)], named=False, asked=None)[0] == "intervals"


def test_what_both_readings_allow_is_asked() -> None:
    run = Run((5.0, 30.0), (1.0, 4.3))
    with pytest.raises(InputError) as caught:
        counting_of([run], named=False, asked=None)
    assert caught.value.code == "times-open"
    assert "allow both" in caught.value.message
    assert counting_of([run], named=True, asked=None)[0] == "cumulative"
    assert counting_of([run], named=False, asked="intervals")[0] == "intervals"


def test_what_no_reading_allows_is_asked() -> None:
    with pytest.raises(InputError, match="allow neither"):
        counting_of([Run((10.0, 20.0), (0.2, 0.1))], named=False, asked=None)


def test_a_total_decides() -> None:
    for total, counting in ((4.3, "cumulative"), (5.3, "intervals")):
        run = Run((5.0, 30.0), (1.0, 4.3), total)
        assert counting_of([run], named=False, asked=None)[0] == counting


def test_one_odd_run_among_many_changes_nothing() -> None:
    good, odd = Run(GATES, sprint(9.0, 1.0, GATES)), Run((10.0, 20.0), (1.9, 1.2))
    assert counting_of([*[good] * 30, odd], named=False, asked=None)[0] == "cumulative"
    with pytest.raises(InputError):
        counting_of([good, odd], named=False, asked=None)


def test_runs_with_one_time_need_no_decision() -> None:
    assert counting_of([Run((30.0,), (4.0,))], named=False, asked=None)[0] == "cumulative"


def test_another_word_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        counting_of([], named=False, asked="laps")
    assert caught.value.code == "times-are"
