"""A fit answers by name, with errors that a second method finds too, and does not change."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest

from flyzone.errors import InputError
from flyzone.model import FittedSprint

COVARIANCE = np.array([[0.010, -0.012, 0.001], [-0.012, 0.060, -0.004], [0.001, -0.004, 0.002]])
FIT = FittedSprint(
    input="splits",
    correction="time",
    names=("MSS", "MAC", "TC"),
    values=[8.5, 7.5, -0.2],
    covariance=COVARIANCE,
    degrees_of_freedom=2,
    error_known=False,
    at=[5.0, 10.0, 20.0, 30.0, 40.0],
    observed=[1.20, 1.97, 3.27, 4.49, 5.68],
    predicted=[1.21, 1.96, 3.27, 4.50, 5.67],
)


def test_parameters_go_by_their_names() -> None:
    assert [FIT.value(name) for name in ("MSS", "MAC", "TC")] == [8.5, 7.5, -0.2]
    assert FIT.value("TAU") == pytest.approx(8.5 / 7.5)
    assert FIT.value("PMAX") == pytest.approx(8.5 * 7.5 / 4.0)
    assert (FIT.mss, FIT.mac) == (8.5, 7.5)


def test_standard_errors_are_those_of_a_million_throws() -> None:
    rng = np.random.default_rng(2)
    # A tenth of the errors, for which every formula is straight.
    throws = rng.multivariate_normal(FIT.values, COVARIANCE / 100.0, 1_000_000)
    mss, mac, _ = throws.T
    for name, thrown in (("MSS", mss), ("MAC", mac), ("TAU", mss / mac), ("PMAX", mss * mac / 4)):
        assert FIT.se(name) == pytest.approx(10.0 * thrown.std(), rel=0.004), name


def test_residuals_and_their_measures_follow_their_definitions() -> None:
    off = np.array([-0.01, 0.01, 0.0, -0.01, 0.01])
    assert FIT.residuals == pytest.approx(off)
    assert FIT.rmse == pytest.approx(np.sqrt(np.sum(off**2) / 5))
    assert FIT.residual_sd == pytest.approx(np.sqrt(np.sum(off**2) / 2))
    assert FIT.r_squared == pytest.approx(np.corrcoef(FIT.observed, FIT.predicted)[0, 1] ** 2)


def test_what_the_input_cannot_tell_is_none() -> None:
    exact = replace(FIT, covariance=None, degrees_of_freedom=0)
    assert exact.se("MSS") is None
    assert exact.se("PMAX") is None
    assert exact.residual_sd is None
    flat = replace(FIT, observed=np.full(5, 2.0))
    assert flat.r_squared is None


def test_a_told_parameter_has_its_value_and_no_error() -> None:
    told = replace(
        FIT, correction="flying", names=("MSS", "MAC"), values=[8.5, 7.5],
        covariance=COVARIANCE[:2, :2], given={"FD": 0.3},
    )  # fmt: skip
    assert told.value("FD") == 0.3
    assert told.se("FD") is None


@pytest.mark.parametrize("ask", [FIT.value, FIT.se, replace(FIT, covariance=None).se])
def test_a_name_that_is_not_there_is_refused_with_those_that_are(ask: object) -> None:
    with pytest.raises(InputError, match=r"no parameter 'FD'.*MSS, MAC, TC, TAU, PMAX") as caught:
        ask("FD")  # type: ignore[operator]
    assert caught.value.code == "fit-parameter"


def test_a_fit_crosses_processes_unchanged_and_cannot_be_changed() -> None:
    copy = pickle.loads(pickle.dumps(FIT))
    assert copy == FIT
    assert hash(copy) == hash(FIT)
    for fit in (FIT, copy):
        for array in (fit.values, fit.covariance, fit.observed):
            assert array is not None
            assert not array.flags.writeable
        with pytest.raises(TypeError):
            fit.given["FD"] = 0.3
    assert replace(FIT, values=[8.5, 7.5, -0.21]) != FIT


def test_numbers_that_are_none_are_refused() -> None:
    with pytest.raises(InputError, match="Fit values must be finite"):
        replace(FIT, values=[8.5, float("nan"), 0.0])
    with pytest.raises(InputError, match="covariance of a fit"):
        replace(FIT, covariance=[0.1, 0.2])
