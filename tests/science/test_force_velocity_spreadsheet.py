"""The spreadsheet's profile: against the original, a hand-made table, and a plain polynomial fit."""

from __future__ import annotations

import csv
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from tests.science.references import EXPECTED, cases, load_of

from flyzone.errors import InputError
from flyzone.science.critical_points import peak_power
from flyzone.science.curve import acceleration_at_time, velocity_at_time
from flyzone.science.force_velocity import analytic_profile
from flyzone.science.force_velocity_spreadsheet import spreadsheet_profile
from flyzone.science.kinetics import ratio_of_force
from flyzone.science.load import Load

RUGBY = EXPECTED.parent / "rugby_radar_manual_fvp.csv"


@pytest.mark.parametrize("case", cases("fvp_spreadsheet"))
def test_profile_is_that_of_shorts_1(case: dict[str, Any]) -> None:
    given_, expected, load = case["inputs"], case["expected"], load_of(case["inputs"])
    mss, mac = given_["MSS"], given_["MSS"] / given_["TAU"]
    line = spreadsheet_profile(mss, mac, load)
    for ours, theirs in (
        (line.f0, "F0"), (line.f0_per_kg, "F0_rel"), (line.v0, "V0"), (line.pmax, "Pmax"),
        (line.pmax_per_kg, "Pmax_relative"), (line.slope, "FV_slope"), (line.rf_max, "RFmax"),
        (line.drf, "Drf"), (line.force_scatter, "RSE_FV"), (line.rf_scatter, "RSE_Drf"),
    ):  # fmt: skip
        assert_allclose(ours, expected[theirs], rtol=1e-9, err_msg=theirs)
    assert (line.samples, line.until, line.rf_after) == (expected["n"], 6.0, 0.3)
    first = ratio_of_force(mac * load.mass + load.drag * load.wind**2, load)
    assert_allclose(first, expected["RF_at_0"], rtol=1e-12)
    # The largest of 600 samples lies a little below the peak itself.
    assert_allclose(peak_power(mss, mac, load).power, expected["peak_power_series"], rtol=5e-5)


@pytest.mark.parametrize("case", cases("formulas", id_starts="samozino_grid_10ms"))
def test_profile_on_a_grid_of_10_ms_is_that_of_the_formula_sheet(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    words = {"bodymass": given_["mass"], "bodyheight": given_["height"]}
    load = load_of(words | {"air_temperature": given_["temp"]})
    mss, mac = given_["MSS"], given_["MSS"] / given_["TAU"]
    # There the sample at 0.30 s counts, here only those after it.
    line = spreadsheet_profile(mss, mac, load, samples=601, rf_after=0.295)
    for ours, theirs in (
        (line.f0, "F0"), (line.f0_per_kg, "F0_rel"), (line.v0, "V0"), (line.pmax, "Pmax"),
        (line.drf, "DRF"), (line.rf_max, "RF_at_0_3"),
    ):  # fmt: skip
        assert_allclose(ours, expected[theirs], rtol=1e-9, err_msg=theirs)


@pytest.mark.skipif(not RUGBY.exists(), reason="the reference folder is not here")
def test_44_rugby_sprints_worked_out_by_hand_in_the_spreadsheet_itself() -> None:
    # MSS is not in the table (its top speed is the largest that was seen), so it is taken from
    # their V0; F0, RFmax and DRF then follow.  Height and temperature are not known either, and the
    # table rounds tau, ratios and slopes to two decimals.
    with RUGBY.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = ("mass_kg", "top_speed_m_s", "tau_s", "v0_m_s", "f0_n", "rf_peak", "drf_per_m_s")
    mass, mss, tau, v0, f0, rf, drf = np.array([[float(r[c]) for c in columns] for r in rows]).T
    load = load_of({"bodymass": mass, "bodyheight": 1.85, "air_temperature": 20.0})
    for _ in range(10):
        line = spreadsheet_profile(mss, mss / tau, load)
        mss = mss * v0 / line.v0
    assert len(rows) == 44
    assert_allclose(line.f0, f0, rtol=0.008)
    assert_allclose(line.rf_max, rf, atol=0.01)
    assert_allclose(line.drf, drf, atol=0.0055)


@given(
    st.floats(5.0, 13.0), st.floats(5.0, 12.0), st.floats(-3.0, 3.0), st.floats(3.0, 9.0),
    st.integers(50, 700),
)  # fmt: skip
def test_the_lines_are_those_of_a_plain_polynomial_fit(
    mss: float, mac: float, wind: float, until: float, samples: int
) -> None:
    load = Load(75.0, 0.28, wind, carried=5.0)
    line = spreadsheet_profile(mss, mac, load, until=until, samples=samples)
    time = np.linspace(0.0, until, samples)
    speed, acceleration = velocity_at_time(time, mss, mac), acceleration_at_time(time, mss, mac)
    force = 80.0 * acceleration + 0.28 * (speed - wind) ** 2
    fall, f0 = np.polyfit(speed, force, 1)
    ratio, late = ratio_of_force(force, load), time > 0.3
    assert_allclose([line.f0, line.v0], [f0, -f0 / fall], rtol=1e-9)
    assert_allclose(line.drf, np.polyfit(speed[late], ratio[late], 1)[0], rtol=1e-8)
    assert_allclose(line.rf_max, ratio[late].max(), rtol=1e-12)


def test_without_air_the_line_is_the_curve_itself() -> None:
    line = spreadsheet_profile(9.2, 8.6, Load(70.0))
    assert_allclose([line.f0, line.v0], [70.0 * 8.6, 9.2], rtol=1e-12)
    assert line.force_scatter < 1e-9


def test_many_athletes_get_the_profiles_that_each_gets_alone() -> None:
    # More than are sampled together, and in two dimensions.
    mss = np.linspace(6.0, 12.0, 230).reshape(115, 2)
    mass = np.linspace(50.0, 100.0, 115)[:, np.newaxis]
    together = spreadsheet_profile(mss, 8.0, Load(mass, 0.28, 0.5))
    assert together.f0.shape == (115, 2)
    for i, j in ((0, 0), (49, 1), (50, 0), (114, 1)):
        alone = spreadsheet_profile(mss[i, j], 8.0, Load(mass[i, 0], 0.28, 0.5))
        for name, value in alone.quantities().items():
            assert_allclose(together.quantities()[name][i, j], value, rtol=1e-12, err_msg=name)


def test_a_tailwind_brakes_in_this_definition_until_it_is_overtaken() -> None:
    # The end points of the true curve move the other way.
    still, windy = (
        spreadsheet_profile(9.2, 8.6, Load(75.0, 0.28, w), rf_after=0.0, until=0.1) for w in (0, 4)
    )
    assert windy.f0 > still.f0
    true_still, true_windy = (analytic_profile(9.2, 8.6, Load(75.0, 0.28, w)) for w in (0, 4))
    assert true_windy.f0 < true_still.f0


def test_a_longer_sprint_draws_another_line_through_the_same_curve() -> None:
    load = Load(75.0, 0.28)
    short, long = (spreadsheet_profile(9.2, 8.6, load, until=t) for t in (4.0, 8.0))
    assert abs(short.f0 - long.f0) > 0.1
    assert short.basis != long.basis


@pytest.mark.parametrize(
    "grid",
    [
        {"until": 0.0}, {"until": np.nan}, {"samples": 2}, {"rf_after": -0.1}, {"rf_after": 5.995},
    ],
)  # fmt: skip
def test_a_grid_without_enough_samples_is_refused(grid: dict[str, Any]) -> None:
    with pytest.raises(InputError) as error:
        spreadsheet_profile(9.2, 8.6, Load(75.0), **grid)
    assert error.value.code == "force-velocity-grid"


def test_a_force_that_grows_with_speed_is_refused() -> None:
    with pytest.raises(InputError) as error:
        spreadsheet_profile(9.2, 0.5, Load(20.0, 2.0))
    assert error.value.code == "force-velocity-no-v0"


@pytest.mark.parametrize(("mss", "mac"), [(0.0, 8.0), (9.0, -1.0), (np.nan, 8.0)])
def test_impossible_sprints_are_refused(mss: float, mac: float) -> None:
    with pytest.raises(InputError):
        spreadsheet_profile(mss, mac, Load(75.0))
