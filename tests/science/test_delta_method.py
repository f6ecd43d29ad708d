"""Errors carried through formulas: exact where the formula is straight, and against chance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from flyzone.errors import InputError
from flyzone.science.air import Air
from flyzone.science.delta_method import propagate, standard_errors
from flyzone.science.force_velocity import analytic_profile
from flyzone.science.force_velocity_spreadsheet import spreadsheet_profile
from flyzone.science.load import Load

FIT = np.array([[0.06**2, -0.4 * 0.06 * 0.15], [-0.4 * 0.06 * 0.15, 0.15**2]])
"""Covariance of MSS and MAC as a fit of gate times leaves it."""


def numbers_of(profile: Any) -> np.ndarray:
    return np.stack(list(profile.quantities().values()), axis=-1)


@given(
    arrays(np.float64, (3, 2), elements=st.floats(-5.0, 5.0)),
    arrays(np.float64, (2, 2), elements=st.floats(-2.0, 2.0)),
    st.tuples(st.floats(-100.0, 100.0), st.floats(-100.0, 100.0)),
)
def test_a_linear_map_is_carried_exactly(
    slopes: np.ndarray, root: np.ndarray, at: tuple[float, float]
) -> None:
    covariance = root @ root.T
    values, carried = propagate(lambda x: x @ slopes.T + 3.0, at, covariance)
    assert_allclose(values, slopes @ at + 3.0, rtol=1e-12, atol=1e-12)
    assert_allclose(carried, slopes @ covariance @ slopes.T, rtol=1e-6, atol=1e-7)


def test_slopes_are_good_to_nine_digits() -> None:
    _, covariance = propagate(lambda x: np.exp(x) * np.sin(x), [0.7], [[1.0]])
    slope = np.exp(0.7) * (np.sin(0.7) + np.cos(0.7))
    assert_allclose(covariance, [[slope**2]], rtol=2e-9)


def test_errors_that_go_together_cancel_in_a_difference() -> None:
    _, covariance = propagate(lambda x: x[..., :1] - x[..., 1:], [5.0, 3.0], np.full((2, 2), 4.0))
    assert_allclose(covariance, [[0.0]], atol=1e-8)


def test_a_profile_has_the_errors_that_chance_gives_it() -> None:
    load = Load(75.0, 0.28)

    def profile(theta: np.ndarray) -> np.ndarray:
        return numbers_of(spreadsheet_profile(theta[..., 0], theta[..., 1], load))

    _, covariance = propagate(profile, [9.2, 8.6], FIT)
    drawn = np.random.default_rng(5).multivariate_normal([9.2, 8.6], FIT, size=10_000)
    made = profile(drawn).T
    spread = np.cov(made)
    # 10 000 draws know a standard deviation to 0.7 %.
    assert_allclose(standard_errors(covariance), np.sqrt(np.diagonal(spread)), rtol=0.025)
    expected = covariance / np.outer(standard_errors(covariance), standard_errors(covariance))
    assert_allclose(expected, np.corrcoef(made), atol=0.03)


def test_body_mass_and_height_add_their_errors() -> None:
    def profile(theta: np.ndarray) -> np.ndarray:
        load = Load.of(theta[..., 2], theta[..., 3], Air(1.2))
        line = analytic_profile(theta[..., 0], theta[..., 1], load)
        return np.stack([line.f0, line.f0_per_kg, line.v0], axis=-1)

    whole = np.diag([0.0, 0.0, 1.0**2, 0.02**2])
    whole[:2, :2] = FIT
    at = [9.2, 8.6, 75.0, 1.80]
    f0, f0_per_kg, v0 = standard_errors(propagate(profile, at, whole)[1])
    # F0 = m MAC: relative errors in squares.  Per kilogram the mass falls out.
    assert_allclose(f0, 75.0 * 8.6 * np.hypot(0.15 / 8.6, 1.0 / 75.0), rtol=1e-7)
    assert_allclose(f0_per_kg, 0.15, rtol=1e-7)
    still = standard_errors(propagate(profile, at, np.diag([0.06**2, 0.15**2, 0.0, 0.0]))[1])
    assert v0 > 0.0
    assert_allclose(still[0], 75.0 * 0.15, rtol=1e-7)


def test_many_athletes_get_the_errors_that_each_gets_alone() -> None:
    load = Load(75.0, 0.28)

    def profile(theta: np.ndarray) -> np.ndarray:
        return numbers_of(analytic_profile(theta[..., 0], theta[..., 1], load))

    at = np.array([[8.0, 9.0], [9.2, 8.6], [11.0, 10.0]])
    covariances = FIT * np.array([0.5, 1.0, 2.0])[:, np.newaxis, np.newaxis]
    values, carried = propagate(profile, at, covariances)
    assert carried.shape == (3, 4, 4)
    for i in range(3):
        alone = propagate(profile, at[i], covariances[i])
        assert_allclose(values[i], alone[0], rtol=1e-14)
        assert_allclose(carried[i], alone[1], rtol=1e-12)


def test_what_is_known_exactly_adds_nothing() -> None:
    values, covariance = propagate(lambda x: x * 2.0, [0.0, 1.0], np.diag([0.0, 4.0]))
    assert_allclose(values, [0.0, 2.0])
    assert_allclose(covariance, np.diag([0.0, 16.0]), rtol=1e-9)


def test_standard_errors_stand_on_the_diagonal() -> None:
    assert_allclose(standard_errors([[4.0, -1.0], [-1.0, 9.0]]), [2.0, 3.0])
    assert_allclose(standard_errors(np.stack([np.eye(2), 4.0 * np.eye(2)])), [[1, 1], [2, 2]])


@pytest.mark.parametrize(
    ("values", "covariance", "code"),
    [
        ([1.0, 2.0], np.eye(3), "propagate-shape"),
        (1.0, np.eye(1), "propagate-shape"),
        ([1.0, 2.0], [[1.0, 0.5], [0.4, 1.0]], "propagate-covariance"),
        ([1.0, 2.0], [[1.0, 2.0], [2.0, 1.0]], "propagate-covariance"),
        ([1.0, np.nan], np.eye(2), "not-finite"),
        ([1.0, 2.0], np.full((2, 2), np.inf), "not-finite"),
    ],
)
def test_what_is_no_covariance_is_refused(values: Any, covariance: Any, code: str) -> None:
    with pytest.raises(InputError) as error:
        propagate(lambda x: x, values, covariance)
    assert error.value.code == code


def test_a_function_that_gives_another_shape_is_refused() -> None:
    with pytest.raises(InputError, match="Stack its numbers") as error:
        propagate(np.sum, [1.0, 2.0], np.eye(2))
    assert error.value.code == "propagate-shape"


def test_a_function_that_is_not_finite_nearby_is_refused() -> None:
    with np.errstate(divide="ignore"), pytest.raises(InputError, match="around these values"):
        propagate(lambda x: 1.0 / x, [0.0], [[0.0]])
