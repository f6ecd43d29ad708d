"""Fits of traces: against the R package, against truth, and under residuals that move together."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import lfilter
from tests.science.references import EXPECTED, cases

from flyzone.errors import FitError, InputError
from flyzone.model import FittedSprint, Trace
from flyzone.model.arrays import Floats
from flyzone.science.curve import (
    position_at_time,
    time_at_distance,
    velocity_at_distance,
    velocity_at_time,
)
from flyzone.science.fit_trace import fit_position, fit_velocity, fit_velocity_distance
from flyzone.science.in_situ import InSituSettings, cloud_of, fit_in_situ
from flyzone.science.intervals import estimate

SUFFIX = {"": "none", "_TC": "time", "_DC": "distance", "_TC_DC": "time-distance", "_FD": "flying"}


def columns(name: str, athlete: str | None = None) -> dict[str, Floats]:
    file = EXPECTED.parent / name
    text = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    rows = list(csv.DictReader(io.StringIO(text.decode())))
    if athlete is not None:
        rows = [row for row in rows if row["athlete"] == athlete]
    return {
        key: np.array([float(row[key]) for row in rows])
        for key in rows[0]
        if key not in ("athlete",)
    }


def agrees(fit: FittedSprint, case: dict[str, Any], rel: float = 1e-5) -> None:
    theirs = case["expected"]["tight"]
    for name, value in theirs["parameters"].items():
        assert fit.value(name) == pytest.approx(value, rel=rel), name
    for name in ("TC", "DC", "FD"):
        if name in (theirs["corrections"] or {}):
            assert fit.value(name) == pytest.approx(theirs["corrections"][name], rel=rel, abs=1e-6)
    assert fit.rmse == pytest.approx(theirs["RMSE"], rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("case", cases("radar"))
def test_radar_and_laser_are_as_shorts_fits_them(case: dict[str, Any]) -> None:
    given = case["inputs"]
    data = columns(given["dataset"], given.get("athlete"))
    observed = given.get("use_observed_MSS", False)
    fit = fit_velocity(
        data["time"], data["velocity"], top_speed="observed" if observed else "fitted"
    )
    agrees(fit, case)
    if fit.correlation_factor == 1.0:
        for name, value in case["expected"]["se"].items():
            assert fit.se(name) == pytest.approx(value, rel=2e-4)
    else:
        for name, value in case["expected"]["se"].items():
            assert fit.se(name) > value * 0.999  # type: ignore[operator]


@pytest.mark.parametrize("case", cases("tether"))
def test_tethers_are_as_shorts_fits_them(case: dict[str, Any]) -> None:
    data = columns(case["inputs"]["dataset"])
    place, speed = data["distance"], data["velocity"]
    if case["inputs"]["filter"] == "velocity > 0":
        place, speed = place[speed > 0.0], speed[speed > 0.0]
    else:
        place = place - place.min()
    shifted = case["function"].endswith("_DC")
    fit = fit_velocity_distance(place, speed, "distance" if shifted else "none")
    agrees(fit, case, rel=1e-4)


@pytest.mark.parametrize("case", cases("time_distance"))
def test_distance_over_time_is_as_shorts_fits_it(case: dict[str, Any]) -> None:
    given = case["inputs"]
    if "dataset" in given:
        data = columns(given["dataset"])
        time, place = data["time"][::50], data["distance"][::50]
        time, place = time - time[0], place - place[0]
    else:
        time, place = np.array(given["time"]), np.array(given["distance"])
    correction = SUFFIX[case["function"].removeprefix("model_time_distance")]
    agrees(fit_position(time, place, correction), case)


@pytest.mark.parametrize("case", cases("in_situ"))
def test_a_cloud_of_lps_samples_is_as_shorts_fits_it(case: dict[str, Any]) -> None:
    given = case["inputs"]
    data = columns(given["dataset"])
    settings = InSituSettings(
        given["velocity_threshold"], given.get("velocity_step", 0.2), given.get("n_observations", 2)
    )
    fit = fit_in_situ(data["velocity"], data["acceleration"], settings)
    agrees(fit, case)
    assert len(fit.at) == case["expected"]["n"]
    for name, value in case["expected"]["se"].items():
        assert fit.se(name) == pytest.approx(value, rel=1e-4)


CLOCK = np.arange(0.0, 6.0, 0.02)
speeds, starts = st.floats(6.0, 12.0), st.floats(5.0, 10.0)


@given(mss=speeds, mac=starts, shift=st.floats(-3.0, 3.0))
def test_shifting_the_radars_clock_moves_its_start_and_nothing_else(
    mss: float, mac: float, shift: float
) -> None:
    speed = velocity_at_time(CLOCK, mss, mac) + 0.05 * np.sin(9.0 * CLOCK)
    before, after = fit_velocity(CLOCK, speed), fit_velocity(CLOCK + shift, speed)
    np.testing.assert_allclose(after.values[:2], before.values[:2], rtol=1e-6)
    assert after.value("TC") - before.value("TC") == pytest.approx(shift, abs=1e-6)


@given(mss=speeds, mac=starts, late=st.floats(0.0, 0.4), place=st.floats(-2.0, 2.0))
def test_distances_over_time_give_back_the_sprint_and_both_shifts(
    mss: float, mac: float, late: float, place: float
) -> None:
    time = CLOCK[late <= CLOCK]
    where = position_at_time(time - late, mss, mac) + place
    fit = fit_position(time, where, "time-distance")
    np.testing.assert_allclose(fit.values, [mss, mac, late, place], rtol=1e-5, atol=1e-5)


@given(mss=speeds, mac=starts, flying=st.floats(0.05, 2.0))
def test_a_record_that_begins_behind_the_start_is_seen_through(
    mss: float, mac: float, flying: float
) -> None:
    passed = float(time_at_distance(flying, mss, mac))
    where = position_at_time(CLOCK + passed, mss, mac) - flying
    fit = fit_position(CLOCK, where, "flying")
    np.testing.assert_allclose(fit.values, [mss, mac, flying], rtol=1e-5)


@given(mss=speeds, mac=starts, zero=st.floats(-3.0, 3.0))
def test_a_tether_gives_back_the_sprint_and_its_zero(mss: float, mac: float, zero: float) -> None:
    place = np.linspace(0.2, 35.0, 300)
    fit = fit_velocity_distance(place + zero, velocity_at_distance(place, mss, mac), "distance")
    np.testing.assert_allclose(fit.values, [mss, mac, zero], rtol=1e-4, atol=1e-4)


def test_the_same_sprint_is_found_from_speed_from_place_and_from_both() -> None:
    by_speed = fit_velocity(CLOCK, velocity_at_time(CLOCK, 9.2, 7.1))
    place = position_at_time(CLOCK, 9.2, 7.1)
    by_place = fit_position(CLOCK, place)
    by_both = fit_velocity_distance(place[1:], velocity_at_time(CLOCK, 9.2, 7.1)[1:])
    for fit in (by_speed, by_place, by_both):
        np.testing.assert_allclose(fit.values[:2], [9.2, 7.1], rtol=1e-6)


def test_where_residuals_move_together_the_intervals_are_honest_and_plain_ones_are_not() -> None:
    rng = np.random.default_rng(12)
    runs, inside, plain = 300, 0, 0
    for _ in range(runs):
        # An autoregression with a memory of 0.12 s, as steps and smoothing make it.
        noise = lfilter([0.12], [1.0, -0.85], rng.normal(0.0, 1.0, len(CLOCK) + 60))[60:]
        fit = fit_velocity(CLOCK, velocity_at_time(CLOCK, 9.0, 7.0) + noise)
        found = estimate(fit, "MSS")
        assert found.low_90 is not None
        assert found.high_90 is not None
        assert found.se is not None
        inside += found.low_90 <= 9.0 <= found.high_90
        plain += abs(found.value - 9.0) <= 1.645 * found.se / fit.correlation_factor
    assert inside / runs > 0.82
    assert plain / runs < 0.50


def test_a_swing_that_averages_out_over_each_step_costs_little() -> None:
    swing = 0.3 * np.sin(2.0 * np.pi * 4.2 * CLOCK)
    fit = fit_velocity(CLOCK, velocity_at_time(CLOCK, 9.0, 7.0) + swing)
    assert 1.0 <= fit.correlation_factor < 1.3


@pytest.mark.parametrize(
    ("time", "speed", "words"),
    [
        (CLOCK, -velocity_at_time(CLOCK, 9.0, 7.0), "never moves forward"),
        (CLOCK[:4], velocity_at_time(CLOCK[:4], 9.0, 7.0), "too short"),
        (CLOCK, np.full_like(CLOCK, 8.0), "no acceleration"),
    ],
)
def test_a_trace_without_a_sprint_is_refused(time: Floats, speed: Floats, words: str) -> None:
    with pytest.raises(FitError, match=words):
        fit_velocity(time, speed)


def test_wrong_corrections_and_clouds_are_told() -> None:
    with pytest.raises(InputError, match="'fitted' or 'observed'"):
        fit_velocity(CLOCK, velocity_at_time(CLOCK, 9.0, 7.0), top_speed="max")
    place = position_at_time(CLOCK, 9.0, 7.0)
    speed = velocity_at_time(CLOCK, 9.0, 7.0)
    with pytest.raises(InputError, match="'none' or 'distance'"):
        fit_velocity_distance(place, speed, "flying")
    with pytest.raises(InputError, match="before the start"):
        fit_velocity_distance(place - 1.0, speed)
    with pytest.raises(FitError, match="does not move forward"):
        fit_position(CLOCK, -place)
    with pytest.raises(InputError, match="up to 5 m/s wide"):
        InSituSettings(velocity_step=0.0)
    with pytest.raises(FitError, match="at least 4"):
        fit_in_situ(np.array([1.0, 2.0]), np.array([3.0, 2.0]))
    with pytest.raises(FitError, match="do not fall with speed"):
        fit_in_situ(np.linspace(1, 8, 50), np.linspace(1, 3, 50), InSituSettings(0.0))


def test_the_reference_folder_has_the_data_that_its_cases_name() -> None:
    if not EXPECTED.exists():
        pytest.skip("the reference folder is not here")
    assert Path(EXPECTED.parent / "shorts_lps_session.csv.gz").is_file()


def test_an_error_of_all_lengths_goes_whole_into_speeds_and_not_at_all_into_times() -> None:
    late, far = CLOCK[CLOCK > 0.3], 0.4
    where = position_at_time(late - 0.2, 9.2, 7.1) + far + 0.01 * np.sin(30.0 * late)
    plain = fit_position(late, where, "time-distance")
    scaled = fit_position(late, where, "time-distance", scale_sd=0.05)
    for name in ("MSS", "MAC", "DC"):
        own, both = plain.se(name), scaled.se(name)
        assert own is not None
        assert both == pytest.approx(np.hypot(own, 0.05 * plain.value(name)), rel=1e-9)
    assert scaled.se("TC") == pytest.approx(plain.se("TC"), rel=1e-9)
    # TAU = MSS / MAC is a time: the common error cancels in it.
    assert scaled.se("TAU") == pytest.approx(plain.se("TAU"), rel=1e-6)


def test_a_cloud_takes_the_devices_accelerations_or_the_slope_of_the_speeds() -> None:
    speed = velocity_at_time(CLOCK, 9.0, 7.0)
    stated = Trace(CLOCK, speed, accelerations=np.full_like(CLOCK, 2.0), athlete="Mia")
    derived = Trace(CLOCK, speed, athlete="Mia")
    cloud = cloud_of([stated, derived])
    assert len(cloud) == 2 * len(CLOCK)
    assert (cloud.accelerations[: len(CLOCK)] == 2.0).all()
    np.testing.assert_allclose(
        cloud.accelerations[len(CLOCK) + 1 : -1], 7.0 * (1.0 - speed[1:-1] / 9.0), rtol=1e-3
    )
    assert cloud.athlete == "Mia"
    with pytest.raises(FitError, match="4 Hz or more"):
        cloud_of([Trace([0.0, 1.0, 2.0], [1.0, 4.0, 6.0])])
    with pytest.raises(InputError, match="distances only"):
        cloud_of([Trace([0.0, 1.0], positions=[0.0, 1.0])])
    with pytest.raises(InputError, match="got none"):
        cloud_of([])


def test_a_flying_distance_that_is_known_is_not_fitted_again() -> None:
    passed = float(time_at_distance(0.6, 9.2, 7.1))
    where = position_at_time(CLOCK + passed, 9.2, 7.1) - 0.6
    fit = fit_position(CLOCK, where, "flying", flying_m=0.6)
    assert fit.names == ("MSS", "MAC")
    np.testing.assert_allclose(fit.values, [9.2, 7.1], rtol=1e-7)
    assert fit.value("FD") == 0.6
    wrong = fit_position(CLOCK, where, "flying", flying_m=0.2)
    assert abs(wrong.mac - 7.1) > 0.3
    with pytest.raises(InputError, match="goes with the correction 'flying'"):
        fit_position(CLOCK, where, "time", flying_m=0.6)
