"""Standard errors of samples that move together grow by what independent experiments show."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import lfilter

from flyzone.science.correlated import correlation_factor
from flyzone.science.curve import velocity_at_time
from flyzone.science.fit_trace import fit_velocity

TIMES = np.arange(300) / 50.0


def noise(memory_s: float, rate: float = 50.0, seconds: float = 6.0, seed: int = 1) -> np.ndarray:
    """Gaussian noise whose correlation dies out exponentially; its SD is one."""
    rng = np.random.default_rng(seed)
    keep = np.exp(-1.0 / (rate * memory_s))
    white = rng.normal(0.0, np.sqrt(1.0 - keep**2), round(rate * (seconds + 20.0 * memory_s)))
    return lfilter([1.0], [1.0, -keep], white)[-round(rate * seconds) :]


def test_independent_samples_need_no_widening() -> None:
    rng = np.random.default_rng(1)
    factors = [correlation_factor(TIMES, rng.normal(size=300), 3) for _ in range(200)]
    assert np.mean(np.array(factors) > 1.0) <= 0.01


@pytest.mark.parametrize("memory_s", [0.03, 0.06])
@pytest.mark.parametrize("rate", [50.0, 500.0])
def test_noise_with_a_memory_widens_by_the_theory_of_an_autoregression(
    memory_s: float, rate: float
) -> None:
    keep = np.exp(-1.0 / (rate * memory_s))
    theory = np.sqrt((1.0 + keep) / (1.0 - keep))
    times = np.arange(round(rate * 6.0)) / rate
    found = [correlation_factor(times, noise(memory_s, rate, seed=seed), 3) for seed in range(60)]
    assert np.median(found) == pytest.approx(theory, rel=0.12)


def test_the_widened_error_is_the_scatter_of_repeated_sprints() -> None:
    truth = velocity_at_time(TIMES, 8.5, 7.5)
    fits = [fit_velocity(TIMES, truth + 0.2 * noise(0.06, seed=seed)) for seed in range(120)]
    for name in ("MSS", "MAC"):
        scatter = np.std([fit.value(name) for fit in fits])
        told = np.sqrt(np.mean([fit.se(name) ** 2 for fit in fits]))
        # The scatter of 120 is itself known to 6.5 %; without the factor it would be 2.5 times off.
        assert told == pytest.approx(scatter, rel=0.2), name


def test_a_swing_with_each_step_averages_out_and_a_drift_does_not() -> None:
    rng = np.random.default_rng(2)
    wiggle = rng.normal(0.0, 0.1, 300)
    swing = 0.3 * np.sin(2.0 * np.pi * 4.3 * TIMES) + wiggle
    drift = 0.3 * np.sin(2.0 * np.pi * 0.5 * TIMES) + wiggle
    assert correlation_factor(TIMES, swing, 3) < 1.2
    # Each quarter of a second counts as one look at least: 300 samples in 24 looks.
    assert correlation_factor(TIMES, drift, 3) == pytest.approx(np.sqrt(300 / 23.9), rel=0.01)


@pytest.mark.parametrize(
    "residuals", [np.zeros(300), np.ones(300), np.r_[np.ones(10), -np.ones(9)]]
)
def test_too_few_or_empty_residuals_say_nothing(residuals: np.ndarray) -> None:
    assert correlation_factor(TIMES[: len(residuals)], residuals, 2) == 1.0
