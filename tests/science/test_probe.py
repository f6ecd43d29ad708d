"""Probes of force and speed: against the original package and their limits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from tests.science.references import cases, load_of

from flyzone.errors import InputError
from flyzone.science.curve import time_at_distance
from flyzone.science.force_velocity import ForceVelocityLine, analytic_profile
from flyzone.science.force_velocity_spreadsheet import spreadsheet_profile
from flyzone.science.load import Load
from flyzone.science.optimal_profile import optimal_distance_of_curve
from flyzone.science.probe import (
    Probe,
    balanced_distance,
    balanced_distance_of_curve,
    probe_curve,
    probe_profile,
)


def given_line(inputs: dict[str, Any]) -> ForceVelocityLine:
    numbers = (np.float64(inputs[name]) for name in ("F0", "V0", "bodymass"))
    return ForceVelocityLine("analytic-3.x", *numbers)


def assert_is(probe: Probe, expected: dict[str, Any], force: str, speed: str) -> None:
    assert_allclose(probe.time, expected["time"], rtol=1e-12)
    assert_allclose(-probe.force_gain, expected[f"{force}_probe_time_gain"], rtol=1e-11)
    assert_allclose(-probe.speed_gain, expected[f"{speed}_probe_time_gain"], rtol=1e-11)
    assert_allclose(probe.imbalance, expected["profile_imb"], rtol=1e-11)


@pytest.mark.parametrize("case", cases("optimal", "probe_FV"))
def test_probe_of_f0_and_v0_is_that_of_shorts(case: dict[str, Any]) -> None:
    given_, load = case["inputs"], load_of(case["inputs"])
    probe = probe_profile(given_["distance"], given_line(given_), load, per_cent=given_["perc"])
    assert_is(probe, case["expected"], "F0", "V0")


@pytest.mark.parametrize("case", cases("optimal", "probe_MSS_MAC"))
def test_probe_of_mss_and_mac_is_that_of_shorts(case: dict[str, Any]) -> None:
    given_ = case["inputs"]
    probe = probe_curve(given_["distance"], given_["MSS"], given_["MAC"], per_cent=given_["perc"])
    assert_is(probe, case["expected"], "MAC", "MSS")


@pytest.mark.parametrize("case", cases("optimal", "find_optimal_distance"))
def test_balanced_distances_are_those_of_shorts(case: dict[str, Any]) -> None:
    given_, expected, load = case["inputs"], case["expected"], load_of(case["inputs"])
    assert_allclose(balanced_distance(given_line(given_), load), expected["probe_FV"], rtol=1e-6)
    ours = balanced_distance_of_curve(given_["MSS"], given_["MAC"])
    assert_allclose(ours, expected["probe_MSS_MAC"], rtol=1e-6)


@given(st.floats(6.0, 12.5), st.floats(5.0, 11.0), st.floats(0.5, 10.0))
@settings(max_examples=20)
def test_at_the_balanced_distance_both_are_worth_the_same(
    mss: float, mac: float, per_cent: float
) -> None:
    load = Load(75.0, 0.28, 0.5)
    line = analytic_profile(mss, mac, load)
    way = balanced_distance(line, load, per_cent=per_cent)
    assert_allclose(probe_profile(way, line, load, per_cent=per_cent).imbalance, 100.0, rtol=1e-9)
    assert probe_profile(way * 1.1, line, load, per_cent=per_cent).imbalance > 100.0
    assert probe_profile(way / 1.1, line, load, per_cent=per_cent).imbalance < 100.0


def test_a_vanishing_probe_balances_where_the_curve_is_its_own_optimum() -> None:
    # To first order both ask where the derivatives by log MSS and log MAC are equal.
    ours = balanced_distance_of_curve(9.5, 8.2, per_cent=1e-4)
    assert_allclose(ours, optimal_distance_of_curve(9.5, 8.2), rtol=1e-5)


def test_the_gain_is_that_of_running_with_the_raised_number() -> None:
    probe = probe_curve(20.0, 9.5, 8.2, per_cent=4.0)
    assert_allclose(probe.speed_gain, probe.time - time_at_distance(20.0, 9.5 * 1.04, 8.2))
    assert_allclose(probe.force_gain, probe.time - time_at_distance(20.0, 9.5, 8.2 * 1.04))


def test_many_athletes_are_probed_at_once() -> None:
    load = Load(np.array([60.0, 75.0, 90.0]), 0.28)
    line = analytic_profile([8.0, 9.5, 11.0], 8.5, load)
    assert probe_profile([[10.0], [30.0]], line, load).imbalance.shape == (2, 3)
    alone = Load(75.0, 0.28)
    assert_allclose(
        balanced_distance(line, load)[1],
        balanced_distance(analytic_profile(9.5, 8.5, alone), alone),
        rtol=1e-12,
    )


@pytest.mark.parametrize("wrong", [{"distance": 0.0}, {"per_cent": 0.0}, {"per_cent": np.nan}])
def test_impossible_probes_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InputError):
        probe_curve(**({"distance": 20.0, "mss": 9.5, "mac": 8.2} | wrong))


def test_a_spreadsheet_profile_cannot_be_probed() -> None:
    load = Load(75.0, 0.28)
    with pytest.raises(InputError) as error:
        probe_profile(20.0, spreadsheet_profile(9.2, 8.6, load), load)
    assert error.value.code == "force-velocity-definition"
