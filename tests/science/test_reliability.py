"""How well a test repeats: the numbers of the sheet, and intervals that hold as often as they say."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.science.references import cases

from flyzone.errors import InputError
from flyzone.science.reliability import RELIABILITY, error_of_mean, retest, runs_needed

FIRST = [1.02, 0.98, 1.10, 1.05, 0.95, 1.08]
SECOND = [1.00, 0.99, 1.11, 1.03, 0.96, 1.06]
TRIALS = st.lists(st.tuples(st.floats(0.5, 5.0), st.floats(0.5, 5.0)), min_size=2, max_size=10).map(
    lambda rows: tuple(np.array(rows).T)
)


@pytest.mark.parametrize("case", cases("formulas", id_starts="reliability"))
def test_the_numbers_of_the_formula_sheet(case: dict[str, Any]) -> None:
    found = retest(case["inputs"]["trial1"], case["inputs"]["trial2"])
    named = {
        "bias": found.bias,
        "TE": found.typical_error,
        "CV_pct_simple": found.cv_percent,
        "CV_pct_log": found.cv_percent_log,
        "SD_between": found.sd_between,
        "SWC_02": found.smallest_worthwhile_change,
        "MDC95": found.detectable_change_95,
        "MDC90": found.detectable_change_90,
    }
    assert named.keys() == case["expected"].keys()
    for name, value in named.items():
        assert value == pytest.approx(case["expected"][name], rel=1e-9), name


def test_the_interval_of_the_typical_error_is_that_of_chi_square() -> None:
    found = retest(FIRST, SECOND, confidence=0.9)
    low, high = (found.typical_error * math.sqrt(5.0 / stats.chi2.ppf(p, 5)) for p in (0.95, 0.05))
    assert found.typical_error_interval.low == pytest.approx(low)
    assert found.typical_error_interval.high == pytest.approx(high)
    assert found.degrees_of_freedom == 5


def test_the_interval_of_the_bias_is_that_of_a_paired_t_test() -> None:
    low, high = stats.ttest_rel(SECOND, FIRST).confidence_interval(0.95)
    found = retest(FIRST, SECOND).bias_interval
    assert (found.low, found.high) == pytest.approx((low, high))


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(7)
    true_error, true_bias, held = 0.015, -0.01, {"error": 0, "bias": 0, "cv": 0}
    count = 2_000
    for _ in range(count):
        level = rng.normal(1.05, 0.06, 8)
        found = retest(
            level + rng.normal(0.0, true_error, 8),
            level + true_bias + rng.normal(0.0, true_error, 8),
            confidence=0.9,
        )
        error, bias = found.typical_error_interval, found.bias_interval
        held["error"] += error.low <= true_error <= error.high
        held["bias"] += bias.low <= true_bias <= bias.high
        # In per cent, by trials whose logarithms scatter.
        logs = np.log(level)
        cv = retest(
            np.exp(logs + rng.normal(0.0, 0.012, 8)),
            np.exp(logs + rng.normal(0.0, 0.012, 8)),
            confidence=0.9,
        ).cv_percent_log_interval
        assert cv is not None
        held["cv"] += cv.low <= 100.0 * math.expm1(0.012) <= cv.high
    for name, times in held.items():
        assert times / count == pytest.approx(0.9, abs=0.025), name


def test_the_detectable_change_is_exceeded_by_noise_one_time_in_twenty() -> None:
    rng = np.random.default_rng(3)
    level = rng.normal(1.0, 0.05, 100_000)
    one, two = (level + rng.normal(0.0, 0.02, level.size) for _ in range(2))
    found = retest(one, two)
    assert found.typical_error == pytest.approx(0.02, rel=0.01)
    assert np.mean(np.abs(two - one) > found.detectable_change_95) == pytest.approx(0.05, abs=0.003)
    assert np.mean(np.abs(two - one) > found.detectable_change_90) == pytest.approx(0.10, abs=0.004)


@given(TRIALS, st.floats(0.1, 10.0))
def test_a_change_of_unit_changes_no_per_cent(trials: tuple[Any, Any], factor: float) -> None:
    one, other = retest(*trials), retest(*(factor * trial for trial in trials))
    assert other.typical_error == pytest.approx(factor * one.typical_error, abs=1e-12)
    assert other.cv_percent == pytest.approx(one.cv_percent, abs=1e-9)
    assert other.cv_percent_log == pytest.approx(one.cv_percent_log, abs=1e-9)


@given(TRIALS, st.floats(-0.4, 10.0))
def test_a_shift_of_one_trial_is_bias_and_no_error(trials: tuple[Any, Any], shift: float) -> None:
    one, other = retest(*trials), retest(trials[0], trials[1] + shift)
    assert other.bias == pytest.approx(one.bias + shift, abs=1e-9)
    assert other.typical_error == pytest.approx(one.typical_error, abs=1e-9)


@given(TRIALS)
def test_the_order_of_the_trials_turns_the_bias_only(trials: tuple[Any, Any]) -> None:
    one, other = retest(*trials), retest(*trials[::-1])
    assert other.bias == pytest.approx(-one.bias)
    assert other.typical_error == pytest.approx(one.typical_error)
    assert other.cv_percent_log == pytest.approx(one.cv_percent_log, abs=1e-9)


def test_results_that_are_not_all_above_zero_have_no_per_cent() -> None:
    found = retest([0.1, -0.1, 0.2], [0.1, 0.0, 0.3])
    assert (found.cv_percent, found.cv_percent_log, found.cv_percent_log_interval) == (None,) * 3
    assert found.typical_error > 0.0


def test_equal_trials_have_no_error_and_two_athletes_leave_it_open() -> None:
    same = retest([1.0, 1.1], [1.0, 1.1])
    assert (same.typical_error, same.typical_error_interval.high) == (0.0, 0.0)
    pair = retest([1.0, 1.1], [1.0, 1.2])
    assert pair.typical_error_interval.high > 20.0 * pair.typical_error
    wild = retest([1e-90, 1.0], [1.0, 1e-90])
    assert wild.cv_percent_log_interval is not None
    assert wild.cv_percent_log_interval.high == math.inf


def test_columns_of_a_frame_are_trials() -> None:
    frame = pd.DataFrame({"first": FIRST, "second": SECOND})
    assert retest(frame["first"], frame["second"]) == retest(FIRST, SECOND)


def test_the_result_says_that_its_formulas_are_from_memory() -> None:
    assert retest(FIRST, SECOND).caveats == (RELIABILITY,)
    assert "from memory" in RELIABILITY.message


def test_averaging_four_runs_halves_the_error() -> None:
    assert error_of_mean(0.02, 4) == pytest.approx(0.01)
    assert error_of_mean(0.02, np.int64(1)) == 0.02


@given(st.floats(0.0, 0.1), st.floats(0.002, 0.1))
def test_the_runs_needed_are_the_fewest_that_do(error: float, smallest: float) -> None:
    runs = runs_needed(error, smallest)
    assert error_of_mean(error, runs) < smallest * (1.0 + 1e-12)
    if runs > 1:
        assert error_of_mean(error, runs - 1) >= smallest * (1.0 - 1e-12)


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: retest([1.0], [1.1]), "pairs-count"),
        (lambda: retest(FIRST, SECOND[:5]), "pairs-count"),
        (lambda: retest(FIRST, [*SECOND[:5], math.nan]), "not-finite"),
        (lambda: retest(FIRST, SECOND, confidence=95), "confidence"),
        (lambda: error_of_mean(-0.1, 4), "reliability-input"),
        (lambda: error_of_mean(0.1, 0), "reliability-input"),
        (lambda: error_of_mean(0.1, 2.5), "reliability-input"),
        (lambda: error_of_mean(math.nan, 2), "reliability-input"),
        (lambda: runs_needed(0.1, 0.0), "reliability-input"),
        (lambda: runs_needed(0.1, -1.0), "reliability-input"),
        (lambda: runs_needed(1e300, 1e-300), "reliability-input"),
    ],
)
def test_what_is_no_retest_is_refused(deed: Callable[[], object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        deed()
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"
