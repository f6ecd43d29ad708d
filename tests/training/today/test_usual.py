"""Today against his own earlier days: calibrated where nothing is wrong, sharp where much is."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from flyzone.training.today.usual import JUMP, SPRINT, Spread, p_below


def test_with_his_own_spread_alone_it_is_students_t() -> None:
    earlier = [10.0, 10.2, 9.9, 10.1, 10.3, 9.8]
    sd = float(np.std(earlier, ddof=1)) * math.sqrt(1 + 1 / 6)
    expected = stats.t.cdf((np.mean(earlier) - 9.6 - 0.1) / sd, 5)
    assert p_below(earlier, 9.6, 0.1, Spread(1.0, weight=0.0)) == pytest.approx(expected)


def test_days_that_are_all_alike_prove_nothing_of_the_next() -> None:
    assert p_below([math.log(0.35)] * 5, math.log(0.34), 0.02, JUMP) < 0.7


@pytest.mark.parametrize("days", [4, 8, 20])
@pytest.mark.parametrize("spread", [0.008, 0.012, 0.02])
def test_a_day_like_his_others_is_rarely_called_below(days: int, spread: float) -> None:
    rng = np.random.default_rng(days)
    draws = rng.normal(0.0, spread, (3000, days + 1))
    called = np.mean([p_below(list(row[1:]), row[0], 0.01, SPRINT) >= 0.9 for row in draws])
    assert called <= 0.10


def test_a_day_far_below_is_called_so() -> None:
    rng = np.random.default_rng(1)
    draws = rng.normal(0.0, 0.01, (500, 9)) - np.eye(9)[0] * 0.05
    called = np.mean([p_below(list(row[1:]), row[0], 0.01, SPRINT) >= 0.9 for row in draws])
    assert called >= 0.9


def test_a_lower_day_is_never_less_surely_below() -> None:
    earlier = [0.0, 0.01, -0.01, 0.005]
    chances = [p_below(earlier, -drop, 0.01, SPRINT) for drop in (0.0, 0.01, 0.02, 0.04, 0.08)]
    assert chances == sorted(chances)
