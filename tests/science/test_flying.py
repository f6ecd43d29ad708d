"""Flying sprints: arithmetic of zones, and conversions through the speed curve."""

from __future__ import annotations

import math
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import brentq
from tests.science.builders import known, throws
from tests.science.references import cases

from flyzone.errors import FitError, InputError
from flyzone.science.curve import velocity_at_distance
from flyzone.science.flying import (
    ALL_OUT_RUN_IN,
    FlyZone,
    convert_fly,
    fly_time,
    fly_time_of_curve,
    mean_over_peak,
    mean_speed,
    top_speed_of_fly,
    zone_speed,
    zone_time,
)
from flyzone.science.functions import correlated
from flyzone.units import kmh, mph

RUN_INS = st.just(0.0) | st.floats(0.01, 60.0)
LENGTHS = st.floats(1.0, 40.0)
TOPS = st.floats(4.0, 13.0)
STARTS = st.floats(2.0, 14.0)
FLY_10, FLY_20 = FlyZone(30.0, 10.0), FlyZone(30.0, 20.0)


@pytest.mark.parametrize("case", cases("formulas", id_starts="fly10"))
def test_the_speeds_of_the_formula_sheet(case: dict[str, Any]) -> None:
    speeds = mean_speed(case["inputs"]["time_s"], case["inputs"]["distance_m"])
    assert speeds == pytest.approx(case["expected"]["m_s"], rel=1e-9)
    assert [kmh(v) for v in speeds] == pytest.approx(case["expected"]["km_h"], rel=1e-9)
    assert [mph(v) for v in speeds] == pytest.approx(case["expected"]["mph"], rel=1e-9)


@given(RUN_INS, LENGTHS, TOPS, STARTS)
def test_a_fly_time_is_the_integral_of_slowness_over_the_zone(
    run_in: float, length: float, mss: float, mac: float
) -> None:
    start = max(run_in, 1.0)  # slowness has no end at the start itself
    found = float(fly_time(start, length, mss, mac))
    area, _ = quad(lambda x: 1.0 / float(velocity_at_distance(x, mss, mac)), start, start + length)
    assert found == pytest.approx(area, rel=1e-8)


def test_a_zone_from_standing_is_a_split_time() -> None:
    # T(20) of the formula sheet.
    assert fly_time(0.0, 20.0, 9.5, 8.2) == pytest.approx(3.1899933798202325, rel=1e-12)


@given(RUN_INS, LENGTHS, LENGTHS, TOPS, STARTS)
def test_zones_in_a_row_add_up(
    run_in: float, one: float, other: float, mss: float, mac: float
) -> None:
    both = fly_time(run_in, one + other, mss, mac)
    parts = fly_time(run_in, one, mss, mac) + fly_time(run_in + one, other, mss, mac)
    assert both == pytest.approx(parts, rel=1e-10)


@given(RUN_INS, LENGTHS, TOPS, STARTS, st.floats(0.1, 20.0))
def test_a_longer_run_in_never_slows_and_no_zone_is_faster_than_top_speed(
    run_in: float, length: float, mss: float, mac: float, more: float
) -> None:
    near, far = (fly_time(x, length, mss, mac) for x in (run_in, run_in + more))
    assert far <= near * (1.0 + 1e-12)
    assert far >= length / mss * (1.0 - 1e-12)


@given(RUN_INS, LENGTHS, TOPS, STARTS)
def test_mean_speed_is_below_the_peak_in_the_zone(
    run_in: float, length: float, mss: float, mac: float
) -> None:
    share = float(mean_over_peak(run_in, length, mss, mac))
    assert 0.0 < share <= 1.0 + 1e-12
    inside = np.linspace(run_in, run_in + length, 200)
    peak = np.max(velocity_at_distance(inside, mss, mac))
    assert share * peak == pytest.approx(length / fly_time(run_in, length, mss, mac), rel=1e-9)


@given(RUN_INS, LENGTHS, TOPS, STARTS)
def test_the_top_speed_of_a_fly_time_is_the_one_that_made_it(
    run_in: float, length: float, mss: float, mac: float
) -> None:
    time = fly_time(run_in, length, mss, mac)
    assert top_speed_of_fly(time, run_in, length, mac) == pytest.approx(mss, rel=1e-10)


@pytest.mark.parametrize(
    ("time", "zone", "mac"), [(1.05, FLY_10, 8.0), (2.1, FLY_20, 7.0), (2.4, FlyZone(0, 15), 9.0)]
)
def test_root_finding_gives_the_same_top_speed(time: float, zone: FlyZone, mac: float) -> None:
    miss = lambda top: float(fly_time(zone.run_in, zone.length, top, mac)) - time  # noqa: E731
    root = brentq(miss, zone.length / time, 200.0, xtol=1e-13)
    found = top_speed_of_fly(time, zone.run_in, zone.length, mac)
    assert found == pytest.approx(root, rel=1e-11)


def test_many_athletes_are_inverted_at_once() -> None:
    tops = np.array([[8.0, 9.0, 10.0]])
    macs = np.array([[6.0], [9.0]])
    times = fly_time(20.0, 10.0, tops, macs)
    found = top_speed_of_fly(times, 20.0, 10.0, macs)
    assert found == pytest.approx(np.broadcast_to(tops, (2, 3)), rel=1e-12)


@given(st.floats(0.9, 0.999999), RUN_INS, LENGTHS, STARTS)
def test_a_time_shorter_than_endless_acceleration_allows_is_refused(
    share: float, run_in: float, length: float, mac: float
) -> None:
    least = math.sqrt(2.0 * (run_in + length) / mac) - math.sqrt(2.0 * run_in / mac)
    with pytest.raises(FitError) as caught:
        top_speed_of_fly([10.0 * least, share * least], run_in, length, mac)
    assert caught.value.code == "fly-too-fast"


@given(RUN_INS, LENGTHS, STARTS, st.floats(1.0001, 20.0))
def test_every_longer_time_has_a_top_speed(
    run_in: float, length: float, mac: float, share: float
) -> None:
    least = math.sqrt(2.0 * (run_in + length) / mac) - math.sqrt(2.0 * run_in / mac)
    top = top_speed_of_fly(share * least, run_in, length, mac)
    assert fly_time(run_in, length, top, mac) == pytest.approx(share * least, rel=1e-9)


def test_speed_and_time_of_a_zone_carry_both_errors() -> None:
    length = known(10.0, "m", 0.0, tape=0.02)
    speed = zone_speed(known(1.0, "s", 0.003), length)
    assert (speed.value, speed.unit) == (10.0, "m/s")
    assert speed.sd == pytest.approx(10.0 * math.hypot(0.003, 0.002))
    (tape,) = speed.shared
    assert (tape.source, tape.effect) == ("tape", pytest.approx(0.02))
    back = zone_time(speed, length)
    assert (back.value, back.unit) == (pytest.approx(1.0), "s")
    assert back.shared_sd < 1e-9, "the tape falls out again"
    assert back.sd == pytest.approx(0.003)


def test_a_fly_time_knows_that_the_errors_of_one_fit_go_together() -> None:
    covariance = [[0.01, -0.04], [-0.04, 0.25]]
    units = ["m/s", "m/s^2"]
    mss, mac = correlated([9.5, 8.2], covariance, units, origin="fit", source="fit of run 3")
    together = fly_time_of_curve(FLY_10, mss, mac)
    thrown = np.random.default_rng(1).multivariate_normal([9.5, 8.2], covariance, 100_000)
    times = fly_time(30.0, 10.0, thrown[:, 0], thrown[:, 1])
    assert together.value == pytest.approx(float(fly_time(30.0, 10.0, 9.5, 8.2)))
    assert together.sd == pytest.approx(np.std(times), rel=0.02)
    apart = fly_time_of_curve(FLY_10, known(9.5, "m/s", 0.1), known(8.2, "m/s^2", 0.5))
    assert together.sd < apart.sd


def test_a_conversion_bears_what_mac_is_not_known_by() -> None:
    inputs = known(1.05, "s", 0.003), known(8.0, "m/s^2", 0.5)
    there = convert_fly(inputs[0], FLY_10, FlyZone(20.0, 10.0), inputs[1])
    time, mac = throws(inputs, 100_000)
    thrown = fly_time(20.0, 10.0, top_speed_of_fly(time, 30.0, 10.0, mac), mac)
    assert there.measurement.value == pytest.approx(np.mean(thrown), rel=1e-3)
    assert there.measurement.sd == pytest.approx(np.std(thrown), rel=0.02)
    assert there.measurement.sd > 1.1 * inputs[0].sd
    assert there.measurement.origin == "made up, fly 10 from 30 m, as fly 10 from 20 m"
    assert there.caveats == (ALL_OUT_RUN_IN,)


def test_a_zone_as_itself_does_not_need_mac() -> None:
    time = known(1.05, "s", 0.003, cones=0.004)
    same = convert_fly(time, FLY_10, FLY_10, known(8.0, "m/s^2", 2.0)).measurement
    assert same.value == pytest.approx(1.05, rel=1e-12)
    assert same.sd == pytest.approx(time.sd, rel=1e-6)


def test_a_fly_10_is_slower_than_half_of_the_fly_20_behind_the_same_run_in() -> None:
    half = convert_fly(known(2.1, "s", 0.005), FLY_20, FLY_10, known(8.0, "m/s^2", 0.5))
    assert 1.05 < half.measurement.value < 1.07


@given(st.floats(7.0, 11.0), st.floats(5.0, 10.0), st.floats(10.0, 40.0), st.floats(10.0, 40.0))
def test_there_and_back_is_where_it_began(mss: float, mac: float, one: float, other: float) -> None:
    here, there = FlyZone(one, 10.0), FlyZone(other, 20.0)
    time = known(float(fly_time(one, 10.0, mss, mac)), "s")
    acceleration = known(mac, "m/s^2")
    away = convert_fly(time, here, there, acceleration).measurement
    back = convert_fly(away, there, here, acceleration).measurement
    assert back.value == pytest.approx(time.value, rel=1e-10)


def test_a_zone_is_a_word_that_can_be_sent() -> None:
    assert FlyZone(np.int64(30), np.float32(10)) == FLY_10
    assert pickle.loads(pickle.dumps(FLY_10)) == FLY_10


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: FlyZone(-1.0, 10.0), "fly-zone"),
        (lambda: FlyZone(30.0, 0.0), "fly-zone"),
        (lambda: FlyZone(math.nan, 10.0), "fly-zone"),
        (lambda: FlyZone("30", 10.0), "fly-zone"),
        (lambda: mean_speed(0.0, 10.0), "not-positive"),
        (lambda: mean_speed(1.0, -10.0), "not-positive"),
        (lambda: mean_speed("1.0", 10.0), "not-numbers"),
        (lambda: zone_speed(known(0.0, "s"), known(10.0, "m")), "not-positive"),
        (lambda: zone_speed(known(1.0, "s"), known(10.0, "yd")), "combine-units"),
        (lambda: zone_time(known(22.4, "mph"), known(10.0, "m")), "combine-units"),
        (lambda: fly_time(-1.0, 10.0, 9.5, 8.2), "negative"),
        (lambda: fly_time(30.0, 0.0, 9.5, 8.2), "not-positive"),
        (lambda: top_speed_of_fly(1.0, 30.0, 10.0, 0.0), "not-positive"),
        (lambda: top_speed_of_fly(math.inf, 30.0, 10.0, 8.0), "not-finite"),
        (lambda: fly_time_of_curve(FLY_10, known(34.0, "km/h"), known(8.0, "m/s^2")),
         "combine-units"),
        (lambda: fly_time_of_curve(FLY_10, known(9.5, "m/s"), known(8.0, "g")), "combine-units"),
        (lambda: convert_fly(known(1050.0, "ms"), FLY_10, FLY_20, known(8.0, "m/s^2")),
         "combine-units"),
        (lambda: convert_fly(known(1.05, "s"), FLY_10, FLY_20, known(1.2, "s")), "combine-units"),
    ],
)  # fmt: skip
def test_what_is_no_fly_is_refused(deed: Callable[[], object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        deed()
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"
