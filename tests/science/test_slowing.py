"""A chance of slowing is what it says: even where nobody slows, near zero where time is lost."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kstest
from tests.sprints import MAC, MSS, gate_times

from flyzone.model import Splits
from flyzone.science.fit_splits import fit_splits
from flyzone.science.slowing import chance_of_slowing

GATES = np.arange(10.0, 101.0, 10.0)


def chances(*, stated: bool, correction: str = "none", flying: float = 0.0) -> list[float]:
    rng = np.random.default_rng(3)
    found = []
    for _ in range(150):
        times = gate_times(MSS, MAC, GATES, flying=flying, noise=0.01, rng=rng)
        splits = Splits.of(GATES, times, sd=0.01 if stated else None)
        told = flying if flying else None
        fit = fit_splits(splits, correction, flying_m=told)
        found.append(chance_of_slowing(splits, fit, 60.0))
    return found


@pytest.mark.parametrize("stated", [True, False])
@pytest.mark.parametrize(("correction", "flying"), [("none", 0.0), ("time", 0.0), ("flying", 0.4)])
def test_without_slowing_every_chance_is_as_likely(
    stated: bool, correction: str, flying: float
) -> None:
    found = chances(stated=stated, correction=correction, flying=flying)
    assert kstest(found, "uniform").pvalue > 0.01


@pytest.mark.parametrize("sd", [0.01, None])
def test_planted_slowing_leaves_scatter_no_chance_and_speeding_up_every_chance(
    sd: float | None,
) -> None:
    rng = np.random.default_rng(4)
    lost = 0.004 * np.maximum(GATES - 60.0, 0.0)  # s, 3.4 % of the pace
    base = gate_times(MSS, MAC, GATES, noise=0.004, rng=rng)
    for times, low, high in ((base + lost, 0.0, 0.001), (base - lost, 0.999, 1.0)):
        splits = Splits.of(GATES, times, sd=sd)
        assert low <= chance_of_slowing(splits, fit_splits(splits), 60.0) <= high


@pytest.mark.parametrize("place", [20.0, 30.0])
def test_too_few_times_cannot_tell(place: float) -> None:
    times = gate_times(MSS, MAC, [10.0, 20.0, 30.0])
    times[-1] += 0.3
    splits = Splits.of([10.0, 20.0, 30.0], times)
    assert chance_of_slowing(splits, fit_splits(splits), place) == 1.0
