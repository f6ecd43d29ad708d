"""Analytic force-velocity profiles: against the original package, root finding, and each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.optimize import brentq
from tests.science.references import cases, load_of

from flyzone.errors import InputError
from flyzone.science.curve import time_at_distance
from flyzone.science.force_velocity import (
    ForceVelocityLine,
    analytic_profile,
    analytic_profile_2x,
    comparable,
    curve_under,
    relative_change,
)
from flyzone.science.force_velocity_spreadsheet import spreadsheet_profile
from flyzone.science.kinetics import force_at_velocity
from flyzone.science.load import GRAVITY, Load

TOP_SPEEDS, ACCELERATIONS = st.floats(5.0, 13.0), st.floats(5.0, 12.0)
MASSES, DRAGS = st.floats(45.0, 110.0), st.floats(0.15, 0.35)
BODIES = st.floats(45.0, 110.0).flatmap(
    lambda mass: st.tuples(st.just(mass), st.floats(0.003 * mass, 0.0045 * mass))
)
"""Mass (kg) and a drag (kg/m) that goes with it."""
WINDS = st.floats(-4.0, 4.0)


def given_line(inputs: dict[str, Any]) -> ForceVelocityLine:
    numbers = (np.float64(inputs[name]) for name in ("F0", "V0", "bodymass"))
    return ForceVelocityLine("analytic-3.x", *numbers)


def assert_is(line: ForceVelocityLine, expected: dict[str, float], rtol: float) -> None:
    for ours, theirs in (
        (line.f0, "F0"), (line.f0_per_kg, "F0_rel"), (line.v0, "V0"), (line.pmax, "Pmax"),
        (line.pmax_per_kg, "Pmax_rel"), (line.slope, "FV_slope"),
    ):  # fmt: skip
        assert_allclose(ours, expected[theirs], rtol=rtol, err_msg=theirs)


@pytest.mark.parametrize("case", cases("fvp", "create_FVP"))
def test_profile_is_that_of_shorts_3(case: dict[str, Any]) -> None:
    given_ = case["inputs"]
    line = analytic_profile(given_["MSS"], given_["MAC"], load_of(given_))
    assert line.definition == "analytic-3.x"
    assert_is(line, case["expected"], rtol=1e-11)


@pytest.mark.parametrize("case", cases("fvp_make_2.5.0"))
def test_profile_is_that_of_shorts_2(case: dict[str, Any]) -> None:
    given_ = case["inputs"]
    line = analytic_profile_2x(given_["MSS"], given_["MAC"], load_of(given_))
    assert line.definition == "analytic-2.x"
    assert_is(line, case["expected"], rtol=1e-11)


@pytest.mark.parametrize("case", cases("fvp", "convert_FVP"))
def test_the_inverse_is_that_of_shorts_3(case: dict[str, Any]) -> None:
    mss, mac = curve_under(given_line(case["inputs"]), load_of(case["inputs"]))
    assert_allclose(mss, case["expected"]["MSS"], rtol=1e-11)
    assert_allclose(mac, case["expected"]["MAC"], rtol=1e-11)


@pytest.mark.parametrize("case", cases("predict", "predict_time_at_distance_FV"))
def test_times_from_a_profile_are_those_of_shorts_3(case: dict[str, Any]) -> None:
    curve = curve_under(given_line(case["inputs"]), load_of(case["inputs"]))
    times = time_at_distance(case["inputs"]["distance"], *curve)
    assert_allclose(times, case["expected"], rtol=1e-11)


@pytest.mark.parametrize("case", cases("formulas", id_starts="fvp_wind"))
def test_a_tailwind_over_100_m_is_worth_what_the_formula_sheet_says(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    words = {"bodymass": given_["mass"], "bodyheight": given_["height"]}
    words |= {"barometric_pressure": given_["pressure"], "air_temperature": given_["temp"]}
    still, windy = load_of(words), load_of(words | {"wind_velocity": given_["wind"]})
    line = analytic_profile(given_["MSS"], given_["MAC"], still)
    mss, mac = curve_under(line, windy)
    assert_allclose([line.f0, line.v0], [expected["F0"], expected["V0"]], rtol=1e-12)
    assert_allclose([mss, mac], [expected["MSS_w"], expected["MAC_w"]], rtol=1e-12)
    before = time_at_distance(given_["d"], given_["MSS"], given_["MAC"])
    after = time_at_distance(given_["d"], mss, mac)
    assert_allclose([before, after], [expected["t_0"], expected["t_w"]], rtol=1e-12)


@pytest.mark.parametrize("case", cases("formulas", id_starts="slope_as_resistance"))
def test_a_slope_as_resistance_slows_by_what_the_formula_sheet_says(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    words = {"bodymass": given_["mass"], "bodyheight": given_["height"], "air_temperature": 20.0}
    pull = GRAVITY * given_["mass"] * np.sin(np.radians(given_["slope_deg"]))
    line = analytic_profile(given_["MSS"], given_["MAC"], load_of(words))
    mss, mac = curve_under(line, load_of(words | {"resistance": pull}))
    assert_allclose(pull, expected["R"], rtol=1e-12)
    assert_allclose([mss, mac], [expected["MSS_slope"], expected["MAC_slope"]], rtol=1e-12)


@given(TOP_SPEEDS, ACCELERATIONS, MASSES, DRAGS, WINDS, st.floats(0.0, 30.0), st.floats(0.0, 80.0))
def test_f0_and_v0_are_where_the_force_curve_meets_its_axes(
    mss: float, mac: float, mass: float, drag: float, wind: float, towed: float, pull: float
) -> None:
    load = Load(mass, drag, wind, towed=towed, resistance=pull)

    def force(speed: float) -> float:
        return float(force_at_velocity(speed, mss, mac, load))

    # The curve's lowest point lies beyond V0; where it stays above zero there is no V0.
    lowest = wind + load.moved * mac / mss / (2.0 * drag)
    if force(lowest) >= 0.0:
        with pytest.raises(InputError) as error:
            analytic_profile(mss, mac, load)
        assert error.value.code == "force-velocity-no-v0"
        return
    line = analytic_profile(mss, mac, load)
    assert_allclose(line.f0, force(0.0), rtol=1e-12)
    assert_allclose(line.v0, brentq(force, mss, lowest, xtol=1e-12), rtol=1e-9)


@given(TOP_SPEEDS, ACCELERATIONS, BODIES, WINDS, st.floats(0.0, 10.0))
def test_curve_under_the_same_load_undoes_the_profile(
    mss: float, mac: float, body: tuple[float, float], wind: float, vest: float
) -> None:
    load = Load(*body, wind, carried=vest)
    again = curve_under(analytic_profile(mss, mac, load), load)
    assert_allclose(again, (mss, mac), rtol=1e-11)


@given(TOP_SPEEDS, ACCELERATIONS, BODIES, WINDS, WINDS, st.floats(1.0, 100.0))
def test_a_tailwind_never_slows(
    mss: float, mac: float, body: tuple[float, float], one: float, other: float, way: float
) -> None:
    line = analytic_profile(mss, mac, Load(*body))
    less, more = (
        time_at_distance(way, *curve_under(line, Load(*body, wind)))
        for wind in (min(one, other), max(one, other))
    )
    assert more <= less


@given(TOP_SPEEDS, ACCELERATIONS, BODIES, st.floats(1.0, 30.0), st.floats(1.0, 100.0))
def test_vest_sled_and_uphill_slow(
    mss: float, mac: float, body: tuple[float, float], extra: float, way: float
) -> None:
    line = analytic_profile(mss, mac, Load(*body))
    free = time_at_distance(way, mss, mac)
    for load in (
        Load(*body, carried=extra),
        Load(*body, towed=extra),
        Load(*body, resistance=extra),
    ):
        assert time_at_distance(way, *curve_under(line, load)) > free


@given(TOP_SPEEDS, ACCELERATIONS, MASSES, st.floats(0.5, 2.0))
def test_without_air_the_line_is_the_curve_itself(
    mss: float, mac: float, mass: float, factor: float
) -> None:
    line = analytic_profile(mss, mac, Load(mass))
    assert_allclose([line.f0, line.v0], [mass * mac, mss], rtol=1e-13)
    # Twice the body, twice the force: the numbers per kilogram stay.
    heavy = analytic_profile(mss, mac, Load(mass * factor))
    assert_allclose(list(heavy.quantities().values()), list(line.quantities().values()), rtol=1e-12)


def test_v0_grows_smoothly_out_of_top_speed_as_air_grows_out_of_nothing() -> None:
    drags = np.array([0.0, 1e-15, 1e-12, 1e-9, 1e-6])
    v0 = analytic_profile(8.0, 9.0, Load(75.0, drags)).v0
    # First order: V0 - MSS = k MSS³ / (m MAC).
    assert_allclose(v0 - 8.0, drags * 8.0**3 / (75.0 * 9.0), rtol=1e-5, atol=2e-15)


def test_many_athletes_get_the_profiles_that_each_gets_alone() -> None:
    mss, mac, mass = np.array([8.0, 9.5, 11.0]), np.array([9.0, 8.2, 10.0]), np.array([60, 75, 90])
    together = analytic_profile(mss, mac, Load(mass, 0.28, 1.0))
    for i in range(3):
        alone = analytic_profile(mss[i], mac[i], Load(mass[i], 0.28, 1.0))
        assert (together.f0[i], together.v0[i]) == (alone.f0, alone.v0)


def test_the_definitions_differ_on_one_sprint_and_may_not_be_compared() -> None:
    load = Load(75.0, 0.28)
    lines = [
        f(9.2, 8.6, load) for f in (analytic_profile, analytic_profile_2x, spreadsheet_profile)
    ]
    for i, one in enumerate(lines):
        assert comparable(one, one) == one.basis
        for other in lines[i + 1 :]:
            with pytest.raises(InputError, match="within one definition only") as error:
                relative_change(one, other)
            assert error.value.code == "force-velocity-definition"
    assert abs(lines[0].v0 - lines[2].v0) > 0.01


def test_spreadsheets_of_different_length_may_not_be_compared() -> None:
    load = Load(75.0, 0.28)
    with pytest.raises(InputError, match=r"600 samples over 6 s.* and .*600 samples over 8 s"):
        comparable(
            spreadsheet_profile(9.2, 8.6, load), spreadsheet_profile(9.2, 8.6, load, until=8.0)
        )


def test_nothing_is_comparable_with_nothing() -> None:
    with pytest.raises(InputError, match="got none"):
        comparable()


def test_change_is_relative_to_the_earlier_value() -> None:
    before, after = (analytic_profile(mss, 8.0, Load(75.0)) for mss in (8.0, 10.0))
    change = relative_change(before, after)
    assert_allclose(change["F0"], 0.0, atol=1e-15)
    assert_allclose([change["V0"], change["Pmax"], change["FV_slope"]], [0.25, 0.25, -0.2])


@pytest.mark.parametrize(
    "extra", [{"wind": 1.0}, {"carried": 5.0}, {"towed": 5.0}, {"resistance": 5.0}]
)
def test_the_definition_of_2_knows_neither_wind_nor_extra_load(extra: dict[str, float]) -> None:
    with pytest.raises(InputError) as error:
        analytic_profile_2x(9.0, 8.0, Load(75.0, 0.28, **extra))
    assert error.value.code == "force-velocity-load"


def test_a_spreadsheet_cannot_be_turned_back_into_a_curve() -> None:
    load = Load(75.0, 0.28)
    with pytest.raises(InputError, match="Only an analytic profile") as error:
        curve_under(spreadsheet_profile(9.2, 8.6, load), load)
    assert error.value.code == "force-velocity-definition"


def test_a_load_beyond_f0_is_refused() -> None:
    line = analytic_profile(9.0, 8.0, Load(75.0))
    with pytest.raises(InputError, match="F0 600 N against 650 N") as error:
        curve_under(line, Load(75.0, resistance=650.0))
    assert error.value.code == "force-velocity-load"


@pytest.mark.parametrize(
    ("mss", "mac", "load", "code"),
    [
        (9.0, 8.0, Load(75.0, 0.28, 9.5), "force-velocity-wind"),
        (9.0, 0.5, Load(75.0, 0.28), "force-velocity-no-v0"),
        (9.0, 8.0, Load(75.0, 0.28, resistance=-1000.0), "force-velocity-no-v0"),
        (10.0, 1.0, Load(75.0, 0.28, -20.0, resistance=-186.0), "force-velocity-no-v0"),
        (0.0, 8.0, Load(75.0, 0.28), "not-positive"),
        (9.0, np.nan, Load(75.0, 0.28), "not-finite"),
    ],
)
def test_impossible_profiles_are_refused(mss: float, mac: float, load: Load, code: str) -> None:
    with pytest.raises(InputError) as error:
        analytic_profile(mss, mac, load)
    assert error.value.code == code
