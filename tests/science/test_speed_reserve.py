"""Speed reserve: the numbers of the sheet, what a pace costs, and where the model says nothing."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from tests.science.builders import known, throws
from tests.science.references import cases

from flyzone.errors import InputError
from flyzone.science.combine import difference
from flyzone.science.speed_reserve import (
    ASSOCIATION_ONLY,
    DECAY_PER_S,
    MODEL_SD,
    OUTSIDE_800M,
    SPEED_DURATION_MODEL,
    cost_of_pace,
    percent_of_mss,
    percent_of_reserve,
    predict_speed,
    speed_for_duration,
    speed_reserve,
    subgroup_800m,
    time_limit,
)
from flyzone.units import m_s_from_mph

MSS, MAS = known(9.5, "m/s", 0.05), known(5.2, "m/s", 0.1)


@pytest.mark.parametrize("case", cases("formulas", id_starts="apr_speed"))
def test_the_speeds_of_the_formula_sheet(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    assert given_["k"] == DECAY_PER_S
    speeds = speed_for_duration(given_["t"], given_["MSS"], given_["MAS"])
    assert speeds == pytest.approx(expected["speed"], rel=1e-9)
    reserve = speed_reserve(known(given_["MSS"], "m/s"), known(given_["MAS"], "m/s"))
    assert reserve.asr.value == pytest.approx(expected["ASR"], rel=1e-9)
    assert reserve.srr.value == pytest.approx(expected["SRR"], rel=1e-9)


@pytest.mark.parametrize("case", cases("formulas", id_starts="relative_pace"))
def test_the_costs_of_the_formula_sheet(case: dict[str, Any]) -> None:
    given_, expected = case["inputs"], case["expected"]
    pace, mas = given_["v"], known(given_["MAS"], "m/s")
    for i, when in enumerate(("MSS_before", "MSS_after")):
        cost = cost_of_pace(pace, known(given_[when], "m/s"), mas, athlete="Mia")
        assert cost.percent_mss.value == pytest.approx(expected["pct_mss"][i], rel=1e-9)
        assert cost.percent_asr is not None
        assert cost.percent_asr.value == pytest.approx(expected["pct_asr"][i], rel=1e-9)
        assert cost.time_limit is not None
        assert cost.time_limit.value == pytest.approx(expected["t_limit"][i], rel=1e-9)


@pytest.mark.parametrize(("top_mph", "percent"), [(20.0, 50.0), (12.0, 83.33)])
def test_ten_miles_an_hour_costs_a_fast_runner_less(top_mph: float, percent: float) -> None:
    top = known(m_s_from_mph(top_mph), "m/s", 0.1)
    cost = cost_of_pace(m_s_from_mph(10.0), top, athlete="Mia")
    assert cost.percent_mss.value == pytest.approx(percent, abs=0.01)
    assert cost.percent_mss.sd == pytest.approx(cost.percent_mss.value * 0.1 / top.value, rel=1e-6)
    assert (cost.percent_asr, cost.time_limit) == (None, None)
    assert cost.caveats[0].code == "no-time-limit"


@given(st.floats(6.5, 12.0), st.floats(3.0, 6.0), st.floats(3.0, 240.0))
def test_a_time_limit_is_the_inverse_of_the_speed(mss: float, mas: float, duration: float) -> None:
    speed = speed_for_duration(duration, mss, mas)
    assert time_limit(speed, mss, mas) == pytest.approx(duration, rel=1e-9)


def test_root_finding_gives_the_same_time_limit() -> None:
    root = brentq(lambda t: float(speed_for_duration(t, 9.5, 5.2)) - 7.0, 3.0, 240.0)
    assert time_limit(7.0, 9.5, 5.2) == pytest.approx(root, rel=1e-9)


@given(st.floats(6.5, 12.0), st.floats(3.0, 6.0), st.floats(3.0, 240.0), st.floats(3.0, 240.0))
def test_a_longer_effort_is_slower_and_stays_between_mas_and_mss(
    mss: float, mas: float, one: float, other: float
) -> None:
    short, long = sorted((one, other))
    fast, slow = speed_for_duration([short, long], mss, mas)
    assert mss > fast >= slow > mas


@given(st.floats(6.0, 12.0), st.floats(0.05, 1.0), st.floats(3.0, 5.0), st.floats(5.1, 5.9))
def test_raising_mss_makes_every_slower_pace_cheaper(
    mss: float, more: float, mas: float, pace: float
) -> None:
    assert percent_of_mss(pace, mss + more) < percent_of_mss(pace, mss)
    assert percent_of_reserve(pace, mss + more, mas) < percent_of_reserve(pace, mss, mas)


def test_the_model_says_nothing_where_it_was_not_made() -> None:
    # Below MAS, at MSS, so near MSS that it would last 2 s, so near MAS that it would last 5 min.
    near, far = 5.2 + 4.3 * np.exp(-DECAY_PER_S * np.array([2.0, 300.0]))
    assert np.all(np.isnan(time_limit([5.0, 5.2, 9.5, 9.6, near, far], 9.5, 5.2)))
    for pace, why in ((5.0, "not above MAS"), (9.6, "not below MSS"), (near, "outside 3 to 240 s")):
        cost = cost_of_pace(float(pace), MSS, MAS, athlete="Mia")
        assert cost.time_limit is None
        assert why in cost.caveats[0].message
        assert cost.percent_asr is not None


@pytest.mark.parametrize("duration", [2.9, 241.0, -1.0, 0.0])
def test_a_duration_outside_the_model_is_refused_with_the_reason(duration: float) -> None:
    with pytest.raises(InputError, match="holds for 3 to 240 s") as caught:
        speed_for_duration([60.0, duration], 9.5, 5.2)
    assert caught.value.code == "speed-duration"


def test_a_prediction_bears_the_errors_of_both_speeds_and_of_the_model() -> None:
    found = predict_speed(60.0, MSS, MAS, athlete="Mia")
    top, low = throws((MSS, MAS), 200_000)
    inputs = np.std(speed_for_duration(60.0, top, low))
    value = float(speed_for_duration(60.0, 9.5, 5.2))
    assert found.measurement.value == pytest.approx(value)
    assert found.measurement.sd == pytest.approx(math.hypot(inputs, MODEL_SD * value), rel=0.01)
    assert found.caveats == (SPEED_DURATION_MODEL,)
    assert "from memory" in SPEED_DURATION_MODEL.message


def test_what_the_model_gets_wrong_of_an_athlete_it_gets_wrong_twice() -> None:
    before = predict_speed(60.0, known(9.5, "m/s"), known(5.2, "m/s"), athlete="Mia").measurement
    after = predict_speed(60.0, known(9.7, "m/s"), known(5.2, "m/s"), athlete="Mia").measurement
    other = predict_speed(60.0, known(9.7, "m/s"), known(5.2, "m/s"), athlete="Lea").measurement
    assert difference(after, before).sd < 0.05 * before.sd
    assert difference(other, before).sd > before.sd


def test_a_time_limit_bears_the_error_of_the_model() -> None:
    cost = cost_of_pace(7.0, MSS, MAS, athlete="Mia")
    assert cost.time_limit is not None
    # A pace known to 3.4 %, against a decay of k (v - MAS): some ten seconds.
    model = MODEL_SD * 7.0 / (DECAY_PER_S * (7.0 - 5.2))
    assert cost.time_limit.sd > model
    assert cost.time_limit.sd < 1.3 * model
    assert cost.caveats == (SPEED_DURATION_MODEL, ASSOCIATION_ONLY)


@pytest.mark.parametrize(
    ("srr", "group"),
    [
        (1.83, "400-800 m"), (1.58, "400-800 m"), (1.57, "800 m"), (1.48, "800 m"),
        (1.47, "800-1500 m"), (1.36, "800-1500 m"), (1.35, OUTSIDE_800M),
    ],
)  # fmt: skip
def test_the_published_groups_of_800_m_runners(srr: float, group: str) -> None:
    assert subgroup_800m(srr) == group


def test_a_group_is_as_sure_as_the_ratio() -> None:
    mss, mas = known(8.8, "m/s", 0.1), known(5.6, "m/s", 0.1)
    reserve = speed_reserve(mss, mas)
    top, low = throws((mss, mas), 200_000)
    groups = [subgroup_800m(ratio) for ratio in (top / low)[:20_000]]
    assert sum(p for _, p in reserve.subgroup_800m) == pytest.approx(1.0)
    for name, probability in reserve.subgroup_800m:
        assert groups.count(name) / len(groups) == pytest.approx(probability, abs=0.02)


def test_an_exact_ratio_is_in_one_group() -> None:
    reserve = speed_reserve(known(8.7, "m/s"), known(5.8, "m/s"))
    assert dict(reserve.subgroup_800m) == {
        "400-800 m": 0.0, "800 m": 1.0, "800-1500 m": 0.0, OUTSIDE_800M: 0.0,
    }  # fmt: skip
    assert ASSOCIATION_ONLY in reserve.caveats


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: speed_for_duration(60.0, 5.0, 5.2), "speed-reserve"),
        (lambda: speed_for_duration(60.0, 5.2, 5.2), "speed-reserve"),
        (lambda: speed_for_duration(60.0, -9.5, 5.2), "not-positive"),
        (lambda: speed_for_duration(math.nan, 9.5, 5.2), "not-finite"),
        (lambda: percent_of_mss(0.0, 9.5), "not-positive"),
        (lambda: speed_reserve(MAS, MSS), "speed-reserve"),
        (lambda: speed_reserve(known(20.0, "mph"), MAS), "combine-units"),
        (lambda: predict_speed(300.0, MSS, MAS, athlete="Mia"), "speed-duration"),
        (lambda: predict_speed(60.0, MSS, known(18.0, "km/h"), athlete="Mia"), "combine-units"),
        (lambda: cost_of_pace(-1.0, MSS, athlete="Mia"), "not-positive"),
        (lambda: cost_of_pace(7.0, known(20.0, "mph"), athlete="Mia"), "combine-units"),
    ],
)
def test_what_is_no_reserve_is_refused(deed: Callable[[], object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        deed()
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"
