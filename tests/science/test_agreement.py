"""Limits of agreement: what they are, and intervals that hold as often as they say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from flyzone.errors import InputError
from flyzone.science.agreement import limits_of_agreement

GATES = [1.02, 0.98, 1.10, 1.05, 0.95, 1.08]
CLIPS = [1.00, 0.99, 1.11, 1.03, 0.96, 1.06]
PAIRS = st.lists(st.tuples(st.floats(0.5, 5.0), st.floats(0.5, 5.0)), min_size=2, max_size=10).map(
    lambda rows: tuple(np.array(rows).T)
)


def test_the_limits_are_1_96_deviations_from_the_bias() -> None:
    found = limits_of_agreement(GATES, CLIPS)
    apart = np.subtract(GATES, CLIPS)
    assert found.pairs == 6
    assert found.bias == pytest.approx(apart.mean())
    assert found.sd == pytest.approx(apart.std(ddof=1))
    assert (found.low, found.high) == pytest.approx(
        (found.bias - 1.96 * found.sd, found.bias + 1.96 * found.sd)
    )


def test_nineteen_differences_in_twenty_lie_between_the_limits() -> None:
    rng = np.random.default_rng(5)
    truth = rng.normal(1.0, 0.1, 50_000)
    one, two = (
        truth + rng.normal(0.004, 0.006, truth.size),
        truth + rng.normal(0, 0.003, truth.size),
    )
    found = limits_of_agreement(one, two)
    inside = (one - two >= found.low) & (one - two <= found.high)
    assert inside.mean() == pytest.approx(0.95, abs=0.004)
    assert found.bias == pytest.approx(0.004, abs=2e-4)


@pytest.mark.parametrize("count", [3, 10])
def test_intervals_hold_the_truth_as_often_as_they_say(count: int) -> None:
    rng = np.random.default_rng(9)
    bias, sd, tries = 0.01, 0.02, 2_000
    low, high = bias - 1.96 * sd, bias + 1.96 * sd
    held = np.zeros(3)
    for _ in range(tries):
        found = limits_of_agreement(rng.normal(bias, sd, count), np.zeros(count), confidence=0.9)
        held += [
            interval.low <= truth <= interval.high
            for interval, truth in (
                (found.bias_interval, bias),
                (found.low_interval, low),
                (found.high_interval, high),
            )
        ]
    assert held / tries == pytest.approx(np.full(3, 0.9), abs=0.025)


@pytest.mark.parametrize("count", [2, 6, 50, 2_000])
def test_the_interval_of_a_limit_is_that_of_a_noncentral_t(count: int) -> None:
    apart = np.random.default_rng(1).normal(0.01, 0.02, count)
    found = limits_of_agreement(apart, np.zeros(count))
    root = np.sqrt(count)
    near, far = stats.nct.ppf([0.025, 0.975], count - 1, 1.96 * root) * found.sd / root
    assert found.high_interval.low == pytest.approx(found.bias + near, rel=1e-6)
    assert found.high_interval.high == pytest.approx(found.bias + far, rel=1e-6)


def test_with_many_runs_the_interval_is_the_textbooks() -> None:
    # Bland and Altman 1999: standard error of a limit.
    count = 400
    found = limits_of_agreement(np.random.default_rng(1).normal(0, 1, count), np.zeros(count))
    error = found.sd * np.sqrt(1.0 / count + 1.96**2 / (2.0 * (count - 1)))
    width = found.high_interval.high - found.high_interval.low
    assert width == pytest.approx(2.0 * stats.t.ppf(0.975, count - 1) * error, rel=0.01)


@given(PAIRS)
def test_the_other_way_round_everything_changes_its_sign(pairs: tuple[Any, Any]) -> None:
    one, other = limits_of_agreement(*pairs), limits_of_agreement(*pairs[::-1])
    assert other.bias == pytest.approx(-one.bias)
    assert (other.low, other.high) == pytest.approx((-one.high, -one.low))
    assert other.low_interval.low == pytest.approx(-one.high_interval.high)
    assert other.low_interval.high == pytest.approx(-one.high_interval.low)


@given(PAIRS)
def test_every_number_lies_in_its_interval(pairs: tuple[Any, Any]) -> None:
    found = limits_of_agreement(*pairs)
    for value, interval in (
        (found.bias, found.bias_interval),
        (found.low, found.low_interval),
        (found.high, found.high_interval),
    ):
        assert interval.low <= value <= interval.high


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ([1.0], [1.0], "pairs-count"),
        (GATES, CLIPS[:4], "pairs-count"),
        (GATES, [*CLIPS[:5], np.nan], "not-finite"),
        (GATES, ["1"] * 6, "not-numbers"),
    ],
)
def test_what_are_no_pairs_is_refused(first: Any, second: Any, code: str) -> None:
    with pytest.raises(InputError) as caught:
        limits_of_agreement(first, second)
    assert caught.value.code == code
