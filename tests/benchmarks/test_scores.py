from __future__ import annotations

import numpy as np
import pytest

from scores import exact_interval, interval_score, percentile95, score


def test_nothing_timed_gives_no_score() -> None:
    assert score([], []) is None


def test_honest_errors_cover_their_intervals_as_often_as_stated() -> None:
    rng = np.random.default_rng(1)
    sds = rng.uniform(0.001, 0.005, 20000)
    found = score(sds * rng.standard_normal(20000), sds)
    assert found is not None
    assert found.cover50 == pytest.approx(0.50, abs=0.015)
    assert found.cover90 == pytest.approx(0.90, abs=0.01)
    assert not found.coverage_fails


@pytest.mark.parametrize("factor", [0.5, 3.0])
def test_stated_errors_too_small_or_too_large_fail_the_coverage(factor: float) -> None:
    rng = np.random.default_rng(2)
    found = score(0.002 * rng.standard_normal(400), np.full(400, factor * 0.002))
    assert found is not None
    assert found.coverage_fails


def test_the_exact_interval_is_that_of_clopper_and_pearson() -> None:
    # For x = n the lower end solves p^n = alpha / 2.
    low, high = exact_interval(30, 30)
    assert low == pytest.approx(0.005 ** (1 / 30), rel=1e-9)
    assert high == 1.0


def test_thirty_clips_fail_below_twenty_two_inside_and_never_above() -> None:
    failing = [
        k for k in range(31) if not exact_interval(k, 30)[0] <= 0.9 <= exact_interval(k, 30)[1]
    ]
    assert max(failing) == 21


def test_interval_score_is_the_width_inside_and_pays_twenty_fold_outside() -> None:
    half = 1.6448536269514722
    inside, outside = interval_score(np.array([0.0, half + 0.1]), np.ones(2), 0.90)
    assert inside == pytest.approx(2 * half)
    assert outside == pytest.approx(2 * half + 20 * 0.1)


def test_the_true_standard_deviation_has_the_best_interval_score() -> None:
    errors = np.random.default_rng(3).standard_normal(20000)
    scores = {
        sd: interval_score(errors, np.full(errors.size, sd), 0.90).mean() for sd in (0.7, 1.0, 1.4)
    }
    assert min(scores, key=scores.__getitem__) == 1.0


def test_the_percentile_is_of_the_size_of_errors_and_has_an_error_of_its_own() -> None:
    errors = np.concatenate([np.full(90, 0.001), np.full(10, -0.010)])
    p95, spread = percentile95(errors)
    assert p95 == pytest.approx(0.010)
    assert percentile95(np.full(50, -0.002)) == (
        pytest.approx(0.002),
        pytest.approx(0.0, abs=1e-12),
    )
    assert spread >= 0.0


def test_bias_and_spread_are_of_signed_errors() -> None:
    found = score([0.001, 0.003], [0.002, 0.002])
    assert found is not None
    assert found.bias_s == pytest.approx(0.002)
    assert found.sd_s == pytest.approx(0.002 / np.sqrt(2))
