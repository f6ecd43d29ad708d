"""The closed forms agree with the long way round."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from tests.training.diagnosis.planted import WEEKDAYS, now, record

from flyzone.training.diagnosis.model import (
    DAY_SDS,
    LASTING,
    REP_SDS,
    cells_of,
    columns_of,
    without,
)
from flyzone.training.diagnosis.posterior import SIZES, _Pairs, beliefs_of, side_of
from flyzone.training.diagnosis.records import Records, records_of
from flyzone.training.diagnosis.shapes import (
    GAP_HALF_LIVES,
    REST_SHAPES,
    gap_doses,
    left_in_reps,
    rest_doses,
)
from flyzone.training.rules import STANDARD


@pytest.fixture
def records() -> Records:
    history = record(hours=WEEKDAYS[:9], rests=(80.0, 240.0), rest_cost=1.0, gap_cost=1.0)
    found = records_of(history, now(history), STANDARD)
    assert found is not None
    return found


def covariance(records: Records, rep_sd: float, day_sd: float, lasting: float) -> np.ndarray:
    lag = np.abs(np.subtract.outer(records.session, records.session))
    return day_sd**2 * lasting**lag + np.diag(rep_sd**2 + records.sd**2)


def test_each_cell_has_the_likelihood_of_the_whole_covariance_matrix(records: Records) -> None:
    columns = columns_of(records, 1e9)
    rest, gap = rest_doses(records), gap_doses(records, 7.0)
    cells = cells_of(records, columns, rest, gap)
    x = np.column_stack([columns.x, columns.weeks, rest.dose, gap.dose])
    rng = np.random.default_rng(2)
    mean, sd = rng.normal(size=x.shape[1]), rng.uniform(0.1, 1.0, x.shape[1])
    left, log_likelihood = without(cells.gram, mean, sd)
    ours = log_likelihood - 0.5 * left[:, 0, 0] + cells.log_constant
    long_way, prior = [], []
    for rep_sd in REP_SDS:
        for day_sd in DAY_SDS:
            for lasting in LASTING:
                v = covariance(records, rep_sd, day_sd, lasting) + (x * sd**2) @ x.T
                long_way.append(multivariate_normal(x @ mean, v).logpdf(records.y))
                prior.append(day_sd)
    # The prior of a cell depends on the SDs alone: differences over `lasting` are likelihoods.
    assert np.diff(ours)[::2] == pytest.approx(np.diff(long_way)[::2], abs=1e-6)
    assert np.diff(ours.reshape(len(REP_SDS), -1), axis=1)[3] - np.diff(
        ours.reshape(len(REP_SDS), -1), axis=1
    )[5] == pytest.approx(
        np.diff(np.reshape(long_way, (len(REP_SDS), -1)), axis=1)[3]
        - np.diff(np.reshape(long_way, (len(REP_SDS), -1)), axis=1)[5],
        abs=1e-6,
    )


def test_pairs_of_costs_have_the_likelihood_and_moments_of_the_general_formula(
    records: Records,
) -> None:
    columns = columns_of(records, 1e9)
    rest, gap = rest_doses(records), gap_doses(records, 7.0)
    gram = without(cells_of(records, columns, rest, gap).gram, columns.mean, columns.sd)[0]
    falls, log_falls = without(gram, np.array([-0.2]), np.array([0.2]))
    sides = side_of(rest, 0.1), side_of(gap, 0.1)
    never = np.zeros((len(sides[0].mean), len(sides[1].mean)), dtype=bool)
    pairs = _Pairs(falls, falls, never, sides, log_falls, log_falls)
    cell, i, j = 31, 1 + 2 + 4 * 1, 1 + 3 + 4 * 2
    chosen = [sides[0].column[i], len(REST_SHAPES) + sides[1].column[j]]
    pair = falls[np.ix_([cell], [*chosen, -1], [*chosen, -1])]
    mean = np.array([sides[0].mean[i], sides[1].mean[j]])
    sd = np.array([sides[0].sd[i], sides[1].sd[j]])
    left, log_likelihood = without(pair, mean, sd)
    assert pairs.log_likelihood[cell, i, j] == pytest.approx(
        log_likelihood[0] - 0.5 * left[0, 0, 0] + log_falls[cell]
    )
    precision = pair[0, :2, :2] + np.diag(1.0 / sd**2)
    posterior = np.linalg.solve(precision, pair[0, :2, 2] + mean / sd**2)
    assert [pairs.means[0][cell, i, j], pairs.means[1][cell, i, j]] == pytest.approx(posterior)
    spread = np.sqrt(np.diag(np.linalg.inv(precision)))
    assert [pairs.sds[0][cell, i, j], pairs.sds[1][cell, i, j]] == pytest.approx(spread)


def test_beliefs_add_up(records: Records) -> None:
    columns = columns_of(records, 1e9)
    rest, gap = rest_doses(records), gap_doses(records, 7.0)
    cells = cells_of(records, columns, rest, gap)
    beliefs = beliefs_of(cells, columns, rest, gap, 0.5, 0.1, 2.1)
    total = beliefs.scatter + beliefs.rest + beliefs.recovery + beliefs.neither
    assert total == pytest.approx(1.0)
    assert beliefs.cells.sum() == pytest.approx(1.0)


def test_a_planted_cost_is_estimated_within_its_error() -> None:
    history = record(rests=(90.0, 400.0), rest_cost=3.0, reps=6, rep_sd=0.4, day_sd=0.3)
    found = records_of(history, now(history), STANDARD)
    assert found is not None
    columns, rest, gap = columns_of(found, 1e9), rest_doses(found), gap_doses(found, 7.0)
    beliefs = beliefs_of(cells_of(found, columns, rest, gap), columns, rest, gap, 0.5, 0.1, 2.1)
    steps = np.array([0.0])
    for _ in range(5):
        steps = np.append(steps, (steps[-1] + 1.0) * 2.0**-1.5)
    kept = np.array([0.0])
    for _ in range(5):
        kept = np.append(kept, (kept[-1] + 1.0) * 2.0**-4.0)
    truth = 3.0 / 0.477 * float(np.mean((steps - kept)[1:]))
    mean, sd = beliefs.rest_cost
    assert abs(mean - truth) < 3.0 * sd
    assert sd < 0.3 * truth


def test_doses_fall_with_rest_and_the_first_rep_is_fresh() -> None:
    asked = np.full(5, 240.0)
    short, long = (left_in_reps(np.full(5, t), asked) for t in (60.0, 180.0))
    assert np.all(short[0] == 0.0)
    assert np.all(short[1:] > long[1:])


def test_a_dose_of_one_is_ninety_seconds_between_five_reps() -> None:
    history = record(rests=(90.0,))
    found = records_of(history, now(history), STANDARD)
    assert found is not None
    doses = rest_doses(found)
    assert doses.excess[found.order > 0].mean(axis=0) == pytest.approx(np.ones(len(REST_SHAPES)))


def test_gaps_as_long_as_asked_leave_nothing_that_counts() -> None:
    history = record(hours=[48.0 * s for s in range(12)])
    found = records_of(history, now(history), STANDARD)
    assert found is not None
    doses = gap_doses(found, 7.0)
    assert np.all(doses.excess == 0.0)
    assert np.all(doses.dose[found.session > 0][:, : len(GAP_HALF_LIVES)] > 0.0)


def test_two_weeks_of_daily_sessions_leave_a_dose_of_one() -> None:
    history = record(hours=[24.0 * s for s in range(15)])
    found = records_of(history, now(history), STANDARD)
    assert found is not None
    last = gap_doses(found, 7.0).excess[-1, : len(GAP_HALF_LIVES)]
    assert last == pytest.approx(np.ones(len(GAP_HALF_LIVES)), rel=0.35)


def test_who_trained_before_as_he_does_now_opens_the_record_tired() -> None:
    history = record(hours=[24.0 * s for s in range(15)])
    found = records_of(history, now(history), STANDARD)
    assert found is not None
    dose = gap_doses(found, 7.0).dose
    rested, tired = np.split(dose, 2, axis=1)
    assert np.all(rested[found.session == 0] == 0.0)
    assert tired[found.session == 0] == pytest.approx(tired[found.session == 14], rel=0.05)


def test_the_sizes_cover_small_to_large_without_holes() -> None:
    assert np.all(SIZES[1:] / SIZES[:-1] <= 2.0)
