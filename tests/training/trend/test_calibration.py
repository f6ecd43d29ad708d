"""How often a trend is right, on athletes drawn here: small for every day, larger behind the gate.

`make accuracy` measures far more (docs/trend-accuracy.md); the limits here leave room for the draw.
"""

from __future__ import annotations

import numpy as np
import pytest
from tests.training.trend.drawn import LATER, drawn

from flyzone.training.rules import STANDARD
from flyzone.training.trend import Trend, trend_of


def trends(count: int, seed: int, **more: float) -> list[Trend]:
    rng = np.random.default_rng(seed)
    found = [trend_of(drawn(rng, **more), LATER, STANDARD) for _ in range(count)]  # type: ignore[arg-type]
    return [one for one in found if isinstance(one, Trend)]


def called(found: list[Trend]) -> float:
    return float(np.mean([one.call == "faster" for one in found]))


def test_most_gains_of_two_per_cent_are_called_and_few_of_none() -> None:
    assert called(trends(60, 1, gain=0.02, memory=0.0)) > 0.7
    assert called(trends(60, 2, memory=0.6)) < 0.15


def test_intervals_hold_a_change_about_nine_times_in_ten() -> None:
    held = [
        one.change.percent.low <= 100.0 * np.expm1(-0.02) <= one.change.percent.high
        for one in trends(100, 3, gain=0.02)
    ]
    assert 0.8 < np.mean(held) < 0.99


@pytest.mark.gate
@pytest.mark.parametrize("memory", [0.0, 0.3, 0.6])
def test_false_calls_and_intervals_meet_the_goals(memory: float) -> None:
    # 1200 athletes: the limits lie three standard errors beyond the goals.
    none = trends(1200, 4, memory=memory)
    assert called(none) < 0.05 + 3.0 * 0.0063
    held = np.mean([one.change.percent.low <= 0.0 <= one.change.percent.high for one in none])
    assert 0.85 - 0.03 < held < 0.97 + 0.015


@pytest.mark.gate
def test_the_power_is_nine_tenths_of_the_oracles() -> None:
    # The oracle calls 96.6 % of these: 16 sessions of 4 reps, day form 0.5 %, no memory.
    power = called(trends(1200, 5, gain=0.02, memory=0.0))
    assert power > 0.9 * 0.966 - 3.0 * 0.0095
