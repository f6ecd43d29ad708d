"""Fits of split times: against the R package, against SciPy, and against truth that is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import least_squares
from tests.science.references import cases

from flyzone.errors import FitError, InputError
from flyzone.model import Splits
from flyzone.model.arrays import Floats
from flyzone.science.curve import time_at_distance
from flyzone.science.fit_splits import fit_splits, fit_splits_many

GATES = np.array([5.0, 10.0, 15.0, 20.0, 30.0, 40.0])
CORRECTION = {
    "model_timing_gates": "none",
    "model_timing_gates_TC": "time",
    "model_timing_gates_FD": "flying",
    "model_timing_gates_FD_fixed": "flying",
    "model_timing_gates_DC": "distance",
    "model_timing_gates_TC_DC": "time-distance",
}
FILES = (
    "timing_gates_split_times",
    "timing_gates_vescovi",
    "timing_gates_championships",
    "bias_flying_start",
)
ALL = [case for file in FILES for case in cases(file)]


def fitted(case: dict[str, Any]) -> Any:
    given, kind = case["inputs"], case["function"]
    flying = given["FD"] if kind == "model_timing_gates_FD_fixed" else None
    splits = Splits.of(given["distance"], given["time"])
    return fit_splits(splits, CORRECTION[kind], flying_m=flying)


@pytest.mark.parametrize("case", ALL)
def test_parameters_are_those_of_the_r_package_shorts(case: dict[str, Any]) -> None:
    fit = fitted(case)
    theirs = case["expected"]["tight"]
    if "artifact" in case["expected"]:
        # Their optimiser stopped short of the minimum; the true one was found independently.
        true = case["expected"]["artifact"]
        assert fit.rmse == pytest.approx(true["RMSE"], rel=1e-6)
        assert fit.mss == pytest.approx(true["MSS"], rel=1e-6)
        assert fit.mac == pytest.approx(true["MAC"], rel=1e-6)
        assert fit.at_bound == ("FD",)
        return
    for name, value in theirs["parameters"].items():
        assert fit.value(name) == pytest.approx(value, rel=1e-6), name
    for name, value in (theirs["corrections"] or {}).items():
        assert fit.value(name) == pytest.approx(value, rel=2e-5, abs=1e-9), name
    # Some cases are exact: there their residuals are rounding and nothing else.
    assert fit.rmse == pytest.approx(theirs["RMSE"], rel=1e-6, abs=1e-12)
    assert fit.r_squared == pytest.approx(case["expected"]["model_fit"]["R2"], abs=1e-8)


@pytest.mark.parametrize("case", ALL)
def test_standard_errors_are_those_of_the_r_package_shorts(case: dict[str, Any]) -> None:
    if "artifact" in case["expected"] or case["expected"]["residual_se"] < 1e-9:
        # No minimum to compare at; or no residuals but rounding.
        assert fitted(case).covariance is not None
        return
    fit = fitted(case)
    for name, value in case["expected"]["se"].items():
        assert fit.se(name) == pytest.approx(value, rel=1e-4), name
    assert fit.residual_sd == pytest.approx(case["expected"]["residual_se"], rel=1e-5)


def test_kimberley_is_as_the_readme_of_shorts_prints_her() -> None:
    fit = fit_splits(Splits.of(GATES, [1.158, 1.893, 2.541, 3.149, 4.313, 5.444]))
    assert round(fit.mss, 3) == 8.591
    assert round(fit.mac, 3) == 10.589
    assert round(fit.tau, 5) == 0.81133
    assert round(fit.pmax, 3) == 22.743


speeds = st.floats(5.0, 12.5)
starts = st.floats(4.0, 11.0)


def run(mss: float, mac: float, at: Floats = GATES) -> Floats:
    return time_at_distance(at, mss, mac)


@given(mss=speeds, mac=starts)
def test_a_sprint_without_error_gives_back_its_parameters(mss: float, mac: float) -> None:
    fit = fit_splits(Splits.of(GATES, run(mss, mac)))
    assert fit.mss == pytest.approx(mss, rel=1e-8)
    assert fit.mac == pytest.approx(mac, rel=1e-8)


@given(mss=speeds, mac=starts, flying=st.floats(0.02, 1.5))
def test_a_flying_start_is_found_and_so_is_one_that_is_known(
    mss: float, mac: float, flying: float
) -> None:
    splits = Splits.of(GATES, run(mss, mac, GATES + flying) - run(mss, mac, np.array(flying)))
    free = fit_splits(splits, "flying")
    assert free.value("FD") == pytest.approx(flying, rel=1e-5)
    assert free.mac == pytest.approx(mac, rel=1e-6)
    told = fit_splits(splits, "flying", flying_m=flying)
    assert told.mac == pytest.approx(mac, rel=1e-7)
    assert told.value("FD") == flying
    assert told.se("FD") is None


@given(mss=speeds, mac=starts, shift=st.floats(-0.5, 0.6))
def test_shifting_the_clock_moves_the_time_correction_and_nothing_else(
    mss: float, mac: float, shift: float
) -> None:
    noise = np.array([0.004, -0.006, 0.002, 0.005, -0.003, 0.001])
    times = run(mss, mac) + noise
    before = fit_splits(Splits.of(GATES, times), "time")
    after = fit_splits(Splits.of(GATES, times + shift), "time")
    np.testing.assert_allclose(after.values[:2], before.values[:2], rtol=1e-6)
    assert after.value("TC") - before.value("TC") == pytest.approx(shift, abs=1e-6)
    np.testing.assert_allclose(after.se("MAC"), before.se("MAC"), rtol=1e-4)


@given(mss=speeds, mac=starts)
def test_yards_give_the_same_sprint_in_yards(mss: float, mac: float) -> None:
    yard = 0.9144
    times = run(mss, mac) + np.array([0.004, -0.006, 0.002, 0.005, -0.003, 0.001])
    metric = fit_splits(Splits.of(GATES, times))
    imperial = fit_splits(Splits.of(GATES / yard, times))
    assert imperial.mss * yard == pytest.approx(metric.mss, rel=1e-7)
    assert imperial.mac * yard == pytest.approx(metric.mac, rel=1e-7)
    assert imperial.tau == pytest.approx(metric.tau, rel=1e-7)


@pytest.mark.parametrize("correction", ["none", "time", "distance", "flying"])
def test_scipy_finds_no_smaller_sum_of_squares(correction: str) -> None:
    rng = np.random.default_rng(5)

    def predicted(p: Floats) -> Floats:
        mss, mac = np.exp(p[:2])
        if correction == "flying":
            return run(mss, mac, GATES + p[2] ** 2) - run(mss, mac, np.array(p[2] ** 2))
        if correction == "distance":
            return run(mss, mac, np.maximum(GATES - p[2], 0.0))
        return run(mss, mac) + (p[2] if correction == "time" else 0.0)

    for _ in range(20):
        times = run(rng.uniform(6, 11), rng.uniform(5, 10)) + rng.normal(0.0, 0.02, 6)
        splits = Splits.of(GATES, times)
        ours = fit_splits(splits, correction)
        theirs = min(
            float(
                2.0
                * least_squares(
                    lambda p, times=times: predicted(p) - times,
                    np.append(np.log([mss0, mac0]), 0.2)[: 2 if correction == "none" else 3],
                    xtol=1e-13,
                ).cost
            )
            for mss0, mac0 in ((7.0, 7.0), (10.0, 5.0))
        )
        assert np.sum(ours.residuals**2) <= theirs * (1.0 + 1e-7)


def test_ten_thousand_together_are_what_each_is_alone() -> None:
    rng = np.random.default_rng(11)
    times = run(rng.uniform(6, 11, (10_000, 1)), rng.uniform(5, 10, (10_000, 1)))
    times += rng.normal(0.0, 0.01, times.shape)
    together = fit_splits_many(GATES, times, "time")
    assert together.settled.all()
    for row in range(0, 10_000, 997):
        alone = fit_splits(Splits.of(GATES, times[row]), "time")
        np.testing.assert_allclose(together.values[row], alone.values, rtol=1e-8)
        np.testing.assert_allclose(together.covariance[row], alone.covariance, rtol=1e-6)


def test_an_athlete_with_a_missing_gate_is_fitted_on_the_others() -> None:
    times = np.stack([run(8.5, 7.5), run(9.5, 6.5)]) + 0.01 * np.sin(np.arange(6))
    times[1, 2] = np.nan
    many = fit_splits_many(GATES, times)
    keep = np.isfinite(times[1])
    alone = fit_splits(Splits.of(GATES[keep], times[1][keep]))
    np.testing.assert_allclose(many.values[1], alone.values, rtol=1e-9)
    assert many.degrees_of_freedom.tolist() == [4, 3]
    assert np.isnan(many.predicted[1, 2])


def test_an_athlete_with_too_few_gates_is_empty_and_harms_nobody() -> None:
    times = np.stack([run(8.5, 7.5), run(9.5, 6.5)])
    times[0, 1:] = np.nan
    many = fit_splits_many(GATES, times)
    assert np.isnan(many.values[0]).all()
    assert not many.settled[0]
    np.testing.assert_allclose(many.values[1], [9.5, 6.5], rtol=1e-8)


def test_stated_errors_weigh_the_times() -> None:
    times = run(8.5, 7.5)
    times[3] += 0.2
    good = np.full(6, 0.005)
    bad = good.copy()
    bad[3] = 5.0
    misled = fit_splits(Splits.of(GATES, times, sd=good))
    warned = fit_splits(Splits.of(GATES, times, sd=bad))
    assert abs(misled.mac - 7.5) > 0.3
    assert warned.mac == pytest.approx(7.5, rel=1e-4)


def test_a_shared_trigger_error_widens_what_a_time_correction_removes() -> None:
    times = run(8.5, 7.5)
    own = fit_splits(Splits.of(GATES, times, sd=0.005))
    shared = fit_splits(Splits.of(GATES, times, sd=0.005, shared_sd=0.03))
    free = fit_splits(Splits.of(GATES, times, sd=0.005), "time")
    free_shared = fit_splits(Splits.of(GATES, times, sd=0.005, shared_sd=0.03), "time")
    assert own.se("MAC") < shared.se("MAC") < free.se("MAC")  # type: ignore[operator]
    # Once the clock is free, its error tells nothing more about speed and acceleration.
    assert free_shared.se("MAC") == pytest.approx(free.se("MAC"), rel=1e-6)
    assert free_shared.se("TC") > free.se("TC")  # type: ignore[operator]


def test_scatter_beyond_the_stated_errors_widens_the_standard_errors() -> None:
    times = run(8.5, 7.5) + 0.05 * np.array([1, -1, 1, -1, 1, -1])
    fit = fit_splits(Splits.of(GATES, times, sd=0.005))
    assert fit.chi_square is not None
    assert fit.scatter_factor == pytest.approx(np.sqrt(fit.chi_square / 4.0))
    assert fit.scatter_factor > 5.0
    unstated = fit_splits(Splits.of(GATES, times))
    assert fit.se("MSS") == pytest.approx(unstated.se("MSS"), rel=1e-6)


def test_a_scatter_smaller_than_rounding_allows_is_taken_for_luck() -> None:
    exact = run(9.0, 7.0)
    lucky = fit_splits(Splits.of(GATES, exact + 1e-6 * np.array([1, -1, 1, -1, 1, -1])))
    told = fit_splits(
        Splits.of(GATES, exact + 1e-6 * np.array([1, -1, 1, -1, 1, -1]), rounding_sd=0.029)
    )
    stated = fit_splits(Splits.of(GATES, exact, sd=0.029))
    assert lucky.scatter_factor == 1.0
    assert told.scatter_factor > 1000.0
    assert told.se("MAC") == pytest.approx(stated.se("MAC"), rel=1e-3)


def test_a_scatter_as_rounding_leaves_it_is_believed() -> None:
    times = run(9.0, 7.0)
    rounded = np.round(times, 1)
    fit = fit_splits(Splits.of(GATES, rounded, rounding_sd=0.1 / 12**0.5))
    assert fit.scatter_factor == 1.0
    with pytest.raises(InputError, match="zero or more"):
        Splits.of(GATES, times, rounding_sd=-1.0)


def test_as_many_times_as_parameters_leave_the_error_unknown_and_not_zero() -> None:
    fit = fit_splits(Splits.of([10.0, 30.0], [2.0, 4.4]))
    assert fit.covariance is None
    assert fit.se("MSS") is None
    assert fit.residual_sd is None
    stated = fit_splits(Splits.of([10.0, 30.0], [2.0, 4.4], sd=0.01))
    assert stated.se("MSS") is not None


@pytest.mark.parametrize(
    ("splits", "correction", "words"),
    [
        (Splits.of([10.0], [2.0]), "none", "at least 2"),
        (Splits.of([10.0, 20.0, 30.0], [2.0, 3.2, 4.3]), "time-distance", "at least 4"),
        # A steady run from a flying start shows no acceleration.
        (Splits.of([10, 20, 30, 40], [1.0, 2.0, 3.0, 4.0]), "none", "do not determine"),
    ],
)
def test_what_determines_no_sprint_is_refused(splits: Splits, correction: str, words: str) -> None:
    with pytest.raises(FitError, match=words):
        fit_splits(splits, correction)


def test_wrong_words_and_shapes_are_told() -> None:
    splits = Splits.of(GATES, run(8.5, 7.5))
    with pytest.raises(InputError, match="time-distance"):
        fit_splits(splits, "TC")
    with pytest.raises(InputError, match="goes with the correction 'flying'"):
        fit_splits(splits, "none", flying_m=0.3)
    with pytest.raises(InputError, match="between 0 and 50 m"):
        fit_splits(splits, "flying", flying_m=-0.3)
    with pytest.raises(InputError, match="one row for each athlete"):
        fit_splits_many(GATES, run(8.5, 7.5))
    with pytest.raises(InputError, match="do not fit"):
        fit_splits_many(GATES[:3], run(8.5, 7.5)[None])
    with pytest.raises(InputError, match="start gate"):
        fit_splits_many([0.0, 10.0], [[0.0, 2.0]])
    with pytest.raises(InputError, match="positive definite"):
        fit_splits_many(GATES, run(8.5, 7.5)[None], covariance=np.ones((6, 6)))
    fit = fit_splits(splits)
    with pytest.raises(InputError, match="no parameter 'FD'"):
        fit.value("FD")
