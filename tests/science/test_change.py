"""Whether a change is real: chances that come true as often as they say."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.science.builders import known

from flyzone.errors import InputError
from flyzone.science.change import odds_between, odds_of_change

RUNS = st.lists(st.floats(0.8, 1.3), min_size=1, max_size=6)
ERRORS = st.floats(0.001, 0.1)


def test_a_change_of_two_errors_of_the_difference_is_rarely_noise() -> None:
    odds = odds_between([1.05], [1.05 - 2.0 * 0.01 * math.sqrt(2.0)], 0.01)
    assert odds.p_increase == pytest.approx(stats.norm.cdf(-2.0))
    assert odds.p_below == pytest.approx(stats.norm.cdf(2.0))
    assert odds.p_trivial == pytest.approx(0.0, abs=1e-12)


def test_no_change_is_as_likely_up_as_down() -> None:
    odds = odds_between([1.0, 1.1], [1.1, 1.0], 0.02, smallest_change=0.01)
    assert odds.p_increase == pytest.approx(0.5)
    assert odds.p_above == pytest.approx(odds.p_below)


def test_averaging_makes_the_same_change_surer() -> None:
    single = odds_between([1.05], [1.04], 0.01)
    averaged = odds_between([1.05] * 4, [1.04] * 4, 0.01)
    assert averaged.sd == pytest.approx(single.sd / 2.0)
    assert averaged.p_below > single.p_below > 0.5


def test_an_error_known_from_few_athletes_makes_nothing_as_sure() -> None:
    sure = odds_between([1.05], [1.02], 0.01)
    unsure = odds_between([1.05], [1.02], 0.01, degrees_of_freedom=5)
    assert unsure.p_below == pytest.approx(stats.t.cdf(0.03 / (0.01 * math.sqrt(2.0)), 5))
    assert unsure.p_below < sure.p_below


def test_a_chance_comes_true_as_often_as_it_says() -> None:
    # True changes of any size are as likely as each other; look at those that measured about -0.02.
    rng = np.random.default_rng(11)
    true = rng.uniform(-0.2, 0.2, 2_000_000)
    measured = true + rng.normal(0.0, 0.01 * math.sqrt(1.0 + 1.0 / 3.0), true.size)
    about = true[np.abs(measured + 0.02) < 0.0005]
    odds = odds_between([1.00], [0.98] * 3, 0.01, smallest_change=0.012)
    assert np.mean(about > 0.0) == pytest.approx(odds.p_increase, abs=0.01)
    assert np.mean(about < -0.012) == pytest.approx(odds.p_below, abs=0.015)
    assert np.mean(np.abs(about) < 0.012) == pytest.approx(odds.p_trivial, abs=0.015)


def test_with_an_error_from_few_athletes_chances_come_true_too() -> None:
    # No true change: a chance of 5 % or less for a rise turns up one time in twenty.
    rng = np.random.default_rng(12)
    freedom, tries, low = 5, 4_000, 0
    for _ in range(tries):
        error = 0.01 * math.sqrt(rng.chisquare(freedom) / freedom)
        before, after = rng.normal(1.0, 0.01, 2), rng.normal(1.0, 0.01, 3)
        odds = odds_between(before, after, error, degrees_of_freedom=freedom)
        low += odds.p_increase <= 0.05
    assert low / tries == pytest.approx(0.05, abs=0.012)


def test_what_two_clips_share_does_not_hide_a_change() -> None:
    before = known(1.050, "s", 0.003, cones=0.01)
    after = known(1.040, "s", 0.003, cones=0.01)
    other_place = known(1.040, "s", 0.003, other_cones=0.01)
    assert odds_of_change(before, after).p_below > 0.98
    assert odds_of_change(before, other_place).p_below < 0.80


@given(RUNS, RUNS, ERRORS, st.floats(0.0, 0.1))
def test_chances_add_up_and_turn_with_time(
    before: list[float], after: list[float], error: float, smallest: float
) -> None:
    there = odds_between(before, after, error, smallest_change=smallest)
    back = odds_between(after, before, error, smallest_change=smallest)
    assert there.p_above + there.p_trivial + there.p_below == pytest.approx(1.0)
    assert back.p_above == pytest.approx(there.p_below)
    assert there.p_increase + back.p_increase == pytest.approx(1.0)
    assert there.p_above <= there.p_increase + 1e-12


@given(RUNS, RUNS, ERRORS, st.floats(0.0, 0.1), st.floats(0.0, 0.1))
def test_a_larger_change_is_never_more_likely(
    before: list[float], after: list[float], error: float, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    small, large = (odds_between(before, after, error, smallest_change=s) for s in (low, high))
    assert large.p_above <= small.p_above
    assert large.p_trivial >= small.p_trivial - 1e-12


@given(st.floats(0.8, 1.2), st.floats(0.8, 1.2), ERRORS, ERRORS)
def test_both_doors_give_the_same_odds(a: float, b: float, one: float, other: float) -> None:
    direct = odds_of_change(known(a, "s", one), known(b, "s", one), smallest_change=other)
    runs = odds_between([a], [b], one, smallest_change=other)
    assert direct.p_above == pytest.approx(runs.p_above, abs=1e-12)
    assert direct.sd == pytest.approx(runs.sd)


def test_exact_results_leave_no_doubt() -> None:
    odds = odds_between([1.05], [1.02], 0.0, smallest_change=0.01)
    assert (odds.p_increase, odds.p_above, odds.p_trivial, odds.p_below) == (0.0, 0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: odds_between([], [1.0], 0.01), "change-runs"),
        (lambda: odds_between([1.0], [], 0.01), "change-runs"),
        (lambda: odds_between([1.0], [math.nan], 0.01), "not-finite"),
        (lambda: odds_between([1e200], [1.0], 0.01), "pairs-size"),
        (lambda: odds_between([1.0], [1.0], -0.01), "change-input"),
        (lambda: odds_between([1.0], [1.0], math.nan), "change-input"),
        (lambda: odds_between([1.0], [1.0], 0.01, smallest_change=-0.1), "change-input"),
        (lambda: odds_between([1.0], [1.0], 0.01, degrees_of_freedom=0), "change-input"),
        (lambda: odds_between([1.0], [1.0], 0.01, degrees_of_freedom=math.nan), "change-input"),
        (lambda: odds_of_change(known(1.0, "s"), known(1.0, "m/s")), "combine-units"),
    ],
)
def test_what_is_no_change_is_refused(deed: Callable[[], object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        deed()
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"
