"""The order of rests: balanced, drawn evenly, and made of the two rests."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.errors import InputError
from flyzone.training.rest_test import plan_rest_test


@given(st.integers(0, 2**63), st.sampled_from([2, 4, 6, 8]), st.integers(1, 4))
def test_half_of_the_sessions_begin_with_the_short_rests(
    draw: int, sessions: int, each: int
) -> None:
    plan = plan_rest_test(draw, sessions=sessions, reps_each=each)
    assert len(plan.short_first) == sessions
    assert sum(plan.short_first) == sessions // 2
    for session in range(sessions):
        rests = plan.rests_s(session)
        assert len(rests) == plan.reps - 1
        assert sorted(rests) == [180.0] * each + [360.0] * each
        assert (rests[0] == 180.0) == plan.short_first[session]


def test_every_balanced_order_is_drawn_equally_often() -> None:
    orders = Counter(plan_rest_test(draw).short_first for draw in range(200))
    assert len(orders) == 20
    assert set(orders.values()) == {10}


@pytest.mark.parametrize(
    "wrong",
    [
        {"sessions": 5}, {"sessions": 0}, {"short_s": 400.0}, {"short_s": 5.0}, {"reps_each": 0},
        {"long_s": 4000.0},
    ],
)  # fmt: skip
def test_a_test_that_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InputError) as caught:
        plan_rest_test(1, **wrong)  # type: ignore[arg-type]
    assert caught.value.code == "rest-test"
    with pytest.raises(InputError, match="draw"):
        plan_rest_test(-1)
