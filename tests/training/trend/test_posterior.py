from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from tests.training.trend.drawn import drawn

from flyzone.training.comparable import comparable_times
from flyzone.training.trend import prior
from flyzone.training.trend.design import Design, design_of
from flyzone.training.trend.posterior import Levels, band, levels, session_means

WEEKS = np.array([0.0, 2.5, 8.0, 12.0])


@pytest.fixture(scope="module")
def design() -> Design:
    sessions = drawn(np.random.default_rng(3), sessions=9, reps=3, gain=0.02).sessions
    times = comparable_times(sessions)
    return design_of(times, np.ones(len(times), dtype=bool))


@pytest.fixture(scope="module")
def found(design: Design) -> Levels:
    return levels(design, WEEKS)


def whole(design: Design, found: Levels, cell: int) -> tuple[np.ndarray, np.ndarray]:
    """Joint mean and covariance of all reps and of the level at WEEKS: nothing reduced, no regression."""
    ways = prior.cells()
    way = found.ways[cell]
    at = np.concatenate([design.weeks[design.session], WEEKS])
    n = len(design.y)
    columns = np.zeros((len(at), design.x.shape[1]))
    columns[:n] = design.x
    columns[n:, 0], columns[n:, 1] = 1.0, WEEKS
    early, late = np.minimum.outer(at, at), np.maximum.outer(at, at)
    spread = columns @ np.diag(design.column_sd**2) @ columns.T
    spread += ways.drift[way] ** 2 * early**2 * (3.0 * late - early) / 6.0
    apart = np.abs(np.subtract.outer(design.session, design.session))
    of_session = ways.form_sd[way] ** 2 * ways.memory[way] ** apart
    of_session += ways.session_sd[way] ** 2 * (apart == 0)
    spread[:n, :n] += of_session + np.diag(found.rep_sds[cell] ** 2 + design.sd**2)
    return np.zeros(len(at)), spread


@pytest.mark.parametrize("cell", [0, 77, 230, 401, 539])
def test_levels_are_those_of_the_whole_joint_distribution(
    design: Design, found: Levels, cell: int
) -> None:
    _, spread = whole(design, found, cell)
    n = len(design.y)
    gain = np.linalg.solve(spread[:n, :n], spread[:n, n:]).T
    np.testing.assert_allclose(found.mean[cell], gain @ design.y, atol=1e-8)
    left = spread[n:, n:] - gain @ spread[:n, n:]
    np.testing.assert_allclose(found.covariance[cell], left, atol=1e-9)


def test_weights_are_the_likelihood_times_the_prior(design: Design, found: Levels) -> None:
    chosen = [0, 77, 230, 401, 539]
    n = len(design.y)
    ways = prior.cells()
    log_weights = []
    for cell in chosen:
        _, spread = whole(design, found, cell)
        log_likelihood = multivariate_normal.logpdf(design.y, np.zeros(n), spread[:n, :n])
        distance = np.log(found.rep_sds[cell] / prior.REP_SD_MEDIAN) / prior.REP_SD_SPREAD
        log_weights.append(log_likelihood + ways.average[found.ways[cell]] - 0.5 * distance**2)
    expected = np.array(log_weights) - log_weights[0]
    np.testing.assert_allclose(
        np.log(found.average[chosen] / found.average[chosen[0]]), expected, atol=1e-6
    )


def test_weights_sum_to_one(found: Levels) -> None:
    assert found.average.sum() == pytest.approx(1.0)
    assert found.cautious.sum() == pytest.approx(1.0)


def test_the_band_agrees_with_all_ways_of_varying(design: Design, found: Levels) -> None:
    middle, sd = band(design, found, WEEKS)
    for i, shares in enumerate(np.eye(len(WEEKS))):
        exact = found.combined(shares)
        assert middle[i] == pytest.approx(exact.middle, abs=0.25 * exact.spread)
        assert sd[i] == pytest.approx(exact.spread, rel=0.35)


def test_a_look_ahead_is_less_sure_than_the_present(found: Levels) -> None:
    now, ahead = (found.combined(np.eye(4)[i]).spread for i in (2, 3))
    assert ahead > 1.3 * now


def test_session_means_are_his_means_where_nothing_is_taken_out(
    design: Design, found: Levels
) -> None:
    mean, error = session_means(design, found)
    raw = np.bincount(design.session, design.y) / np.bincount(design.session)
    # Warm-up and fatigue are the same in all sessions here, so that means differ by a constant.
    shift = mean - raw
    assert np.ptp(shift) < 1e-3
    assert np.all(error > 0.0)
