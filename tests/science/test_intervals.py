"""Intervals hold the truth as often as they say, and bands are those of the curve."""

from __future__ import annotations

import numpy as np
import pytest

from flyzone.errors import InputError
from flyzone.model import Splits
from flyzone.science.curve import time_at_distance, velocity_at_time
from flyzone.science.fit_splits import fit_splits, fit_splits_many
from flyzone.science.fit_trace import fit_velocity
from flyzone.science.intervals import band, estimate, quantile, with_interval

GATES = np.array([5.0, 10.0, 20.0, 30.0, 40.0])
ATHLETES = 20_000


@pytest.mark.parametrize("stated", [False, True], ids=["error-unknown", "error-stated"])
@pytest.mark.parametrize(
    ("correction", "flying", "shift"),
    [("none", 0.0, 0.0), ("time", 0.0, -0.2), ("flying", 0.3, 0.0)],
)
def test_ninety_per_cent_intervals_hold_the_truth_in_87_to_93_per_cent(
    correction: str, flying: float, shift: float, stated: bool
) -> None:
    """Gaussian errors of 10 ms, athletes from slow to world class."""
    rng = np.random.default_rng(2026)
    mss, mac = rng.uniform(6.5, 11.5, ATHLETES), rng.uniform(5.0, 10.0, ATHLETES)
    times = time_at_distance(GATES + flying, mss[:, None], mac[:, None])
    times += shift - time_at_distance(flying, mss, mac)[:, None]
    times += rng.normal(0.0, 0.010, times.shape)
    covariance = 1e-4 * np.eye(5) if stated else None
    fits = fit_splits_many(GATES, times, correction, covariance=covariance)
    assert fits.settled.all()
    one = fit_splits(Splits.of(GATES, times[0], sd=0.010 if stated else None), correction)
    width = quantile(one)
    for column, truth in enumerate((mss, mac)):
        found, se = fits.values[:, column], fits.se[:, column]
        inside = np.abs(np.log(truth / found)) <= width * se / found
        assert 0.87 <= inside.mean() <= 0.93


def test_an_interval_of_a_positive_number_stays_positive_and_is_longer_above() -> None:
    one = with_interval(2.0, "m/s^2", 1.5, 2.0, positive=True)
    assert one.low_90 is not None
    assert one.high_90 is not None
    assert 0.0 < one.low_90 < 2.0 < one.high_90
    assert one.high_90 - 2.0 > 2.0 - one.low_90
    assert one.low_90 * one.high_90 == pytest.approx(4.0)


def test_few_degrees_of_freedom_ask_for_a_wider_interval_than_many() -> None:
    times = time_at_distance(GATES, 8.5, 7.5) + 0.01 * np.array([1, -1, 1, -1, 1])
    few = fit_splits(Splits.of(GATES, times))
    stated = fit_splits(Splits.of(GATES, times, sd=0.01))
    assert quantile(stated) == pytest.approx(1.6449, abs=1e-4)
    assert quantile(few) == pytest.approx(2.3534, abs=1e-4)  # Student, three degrees of freedom
    with pytest.raises(InputError, match="between 0 and 1"):
        quantile(few, 90.0)


def test_a_correction_on_its_bound_has_no_interval() -> None:
    # The first gate comes late, as after a gun: a flying distance can only be zero.
    fit = fit_splits(Splits.of(GATES, time_at_distance(GATES, 8.5, 7.5) + 0.15), "flying")
    found = estimate(fit, "FD")
    assert (found.value, found.se, found.low_90) == (0.0, None, None)


def test_a_band_is_the_spread_of_the_curves_that_the_covariance_allows() -> None:
    times = time_at_distance(GATES, 8.5, 7.5) + 0.004 * np.array([1, -1, 1, -1, 1])
    fit = fit_splits(Splits.of(GATES, times, sd=0.01))
    at = np.linspace(0.0, 5.0, 7)
    drawn = band(fit, velocity_at_time, at)
    rng = np.random.default_rng(3)
    relative = fit.covariance / np.outer(fit.values, fit.values)
    draws = np.exp(rng.multivariate_normal(np.log(fit.values), relative, 4000))
    curves = np.array([velocity_at_time(at, *one) for one in draws])
    spread = curves.std(axis=0)
    assert drawn.high is not None
    np.testing.assert_allclose((drawn.high - drawn.middle)[1:] / 1.645, spread[1:], rtol=0.06)
    assert drawn.high[0] == drawn.middle[0] == 0.0


def test_a_fit_without_error_has_a_curve_and_no_band() -> None:
    fit = fit_splits(Splits.of([10.0, 30.0], [2.0, 4.4]))
    drawn = band(fit, velocity_at_time, np.linspace(0.0, 4.0, 5))
    assert drawn.low is None
    assert drawn.high is None
    assert estimate(fit, "MSS").se is None


def test_correlated_residuals_count_for_fewer_looks() -> None:
    times = np.arange(0.0, 6.0, 0.02)
    rng = np.random.default_rng(4)
    swing = np.convolve(rng.normal(0.0, 0.3, len(times) + 24), np.ones(25) / 5.0, mode="valid")
    fit = fit_velocity(times, velocity_at_time(times, 9.0, 7.0) + swing)
    assert fit.correlation_factor > 2.0
    independent = fit_velocity(
        times, velocity_at_time(times, 9.0, 7.0) + rng.normal(0.0, 0.3, len(times))
    )
    assert independent.correlation_factor == 1.0
    assert quantile(fit) > quantile(independent)
