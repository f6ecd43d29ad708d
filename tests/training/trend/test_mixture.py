from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from flyzone.training.trend.mixture import Mixture


def test_a_mixture_of_one_is_that_normal_distribution() -> None:
    one = Mixture(np.ones(1), np.array([2.0]), np.array([0.5])).summary()
    assert one.middle == 2.0
    assert one.sd == pytest.approx(0.5)
    assert (one.low, one.high) == pytest.approx(norm.interval(0.9, 2.0, 0.5), abs=1e-4)


@given(
    st.lists(
        st.tuples(st.floats(0.05, 1.0), st.floats(-3.0, 3.0), st.floats(0.01, 2.0)),
        min_size=1,
        max_size=6,
    )
)
def test_ends_of_the_interval_leave_a_twentieth_on_either_side(
    parts: list[tuple[float, float, float]],
) -> None:
    weight, mean, sd = np.array(parts).T
    mixture = Mixture(weight / weight.sum(), mean, sd)
    found = mixture.summary()
    assert mixture.below(found.low) == pytest.approx(0.05, abs=2e-3)
    assert mixture.below(found.high) == pytest.approx(0.95, abs=2e-3)
    assert found.low <= found.high


def test_not_knowing_the_spread_makes_long_tails() -> None:
    known = Mixture(np.ones(1), np.zeros(1), np.ones(1))
    unknown = Mixture(np.full(2, 0.5), np.zeros(2), np.array([0.3, np.sqrt(2.0 - 0.09)]))
    assert unknown.spread == pytest.approx(known.spread)
    assert unknown.below(-3.0) > known.below(-3.0)
