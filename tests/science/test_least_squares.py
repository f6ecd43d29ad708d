"""The solver finds the least squares that SciPy's finds, for many problems at once."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import least_squares

from flyzone.model.arrays import Floats
from flyzone.science.least_squares import Minimum, Rows, minimise

AT = np.linspace(0.0, 4.0, 9)


def decay(at: Floats, rows: Rows) -> tuple[Floats, Floats]:
    """a exp(-b t)"""
    a, b = at[:, 0:1], at[:, 1:2]
    fall = np.exp(-b * AT)
    return a * fall, np.stack([fall, -a * AT * fall], axis=-1)


def solved(observed: Floats, **extra: Floats) -> Minimum:
    start = np.tile([1.0, 1.0], (len(observed), 1))
    return minimise(decay, observed, start, **extra)


@pytest.fixture
def noisy() -> Floats:
    rng = np.random.default_rng(7)
    a, b = rng.uniform(2.0, 5.0, (40, 1)), rng.uniform(0.3, 1.5, (40, 1))
    return a * np.exp(-b * AT) + rng.normal(0.0, 0.05, (40, 9))


def test_each_problem_of_a_batch_has_the_minimum_that_scipy_finds(noisy: Floats) -> None:
    found = solved(noisy)
    assert found.settled.all()
    for row, parameters, squares in zip(noisy, found.parameters, found.squares, strict=True):
        theirs = least_squares(lambda p, row=row: p[0] * np.exp(-p[1] * AT) - row, [1.0, 1.0],
                               xtol=1e-14, ftol=1e-14, gtol=1e-14)  # fmt: skip
        np.testing.assert_allclose(parameters, theirs.x, rtol=1e-7)
        np.testing.assert_allclose(squares, 2.0 * theirs.cost, rtol=1e-10)


def test_a_problem_has_the_same_answer_alone_and_among_others(noisy: Floats) -> None:
    together, alone = solved(noisy), solved(noisy[3:4])
    np.testing.assert_allclose(together.parameters[3], alone.parameters[0], rtol=1e-12)


def test_missing_observations_do_not_count(noisy: Floats) -> None:
    holed = noisy[:2].copy()
    holed[0, [2, 5]] = np.nan
    keep = np.isfinite(holed[0])
    theirs = least_squares(
        lambda p: (p[0] * np.exp(-p[1] * AT) - holed[0])[keep], [1.0, 1.0], xtol=1e-14
    )
    np.testing.assert_allclose(solved(holed).parameters[0], theirs.x, rtol=1e-6)


def test_a_minimum_on_a_bound_is_reached_and_said_to_be_held(noisy: Floats) -> None:
    free = solved(noisy)
    bound = float(np.median(free.parameters[:, 1]))
    found = solved(noisy, upper=np.array([np.inf, bound]))
    above = free.parameters[:, 1] > bound
    assert above.any()
    assert not above.all()
    np.testing.assert_array_equal(found.parameters[above, 1], bound)
    np.testing.assert_array_equal(found.held[:, 1], above)
    np.testing.assert_allclose(found.parameters[~above], free.parameters[~above], rtol=1e-8)


def test_weights_are_those_of_the_inverse_covariance(noisy: Floats) -> None:
    rng = np.random.default_rng(1)
    root = rng.normal(size=(9, 9))
    covariance = root @ root.T + np.eye(9)
    weight = np.linalg.inv(np.linalg.cholesky(covariance))
    found = solved(noisy[:1], weight=weight[None])
    theirs = least_squares(
        lambda p: weight @ (p[0] * np.exp(-p[1] * AT) - noisy[0]), [1.0, 1.0], xtol=1e-14
    )
    np.testing.assert_allclose(found.parameters[0], theirs.x, rtol=1e-6)


def test_what_has_no_end_is_not_called_settled() -> None:
    # Data that grow without limit: the best decay rate is minus infinity.
    grown = np.exp(30.0 * AT)[None] * 1e-30
    found = minimise(decay, grown, np.array([[1e-30, 1.0]]), lower=np.array([-1.0, -2.0]))
    assert found.held[0, 1] or not found.settled[0]


def test_no_problem_is_no_trouble() -> None:
    found = minimise(decay, np.empty((0, 9)), np.empty((0, 2)))
    assert found.parameters.shape == (0, 2)
