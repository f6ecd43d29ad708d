"""How far an input shows its curve, for each way in which clock and start are tied."""

from __future__ import annotations

import numpy as np
import pytest
from tests.sprints import MAC, MSS, gate_times, splits

from flyzone.model import FittedSprint
from flyzone.science.curve import position_at_time, time_at_distance, velocity_at_time
from flyzone.science.fit_splits import fit_splits
from flyzone.science.fit_trace import fit_position, fit_velocity, fit_velocity_distance
from flyzone.science.reach import reach

LAST = float(time_at_distance(40.0, MSS, MAC))
TIMES = np.linspace(0.05, LAST, 120)


def test_splits_reach_to_the_last_gate_from_where_the_athlete_set_off() -> None:
    assert reach(fit_splits(splits())) == pytest.approx(LAST, abs=1e-6)
    started = float(time_at_distance(0.5, MSS, MAC))
    whole = started + gate_times(flying=0.5)[-1]
    flown = splits(flying=0.5)
    assert reach(fit_splits(flown, "flying")) == pytest.approx(whole, abs=1e-4)
    assert reach(fit_splits(flown, "flying", flying_m=0.5)) == pytest.approx(whole, abs=1e-4)


@pytest.mark.parametrize("late", [0.0, 1.3, -0.2])
def test_a_trace_reaches_to_its_last_sample_from_the_start_on_its_clock(late: float) -> None:
    speeds = velocity_at_time(TIMES, MSS, MAC)
    places = position_at_time(TIMES, MSS, MAC)
    assert reach(fit_velocity(TIMES + late, speeds)) == pytest.approx(LAST, abs=1e-4)
    shifted = fit_position(TIMES + late, places + 3.0, "time-distance")
    assert reach(shifted) == pytest.approx(LAST, abs=1e-4)


def test_speed_over_distance_and_a_flying_record_reach_as_far() -> None:
    speeds, places = velocity_at_time(TIMES, MSS, MAC), position_at_time(TIMES, MSS, MAC)
    assert reach(fit_velocity_distance(places, speeds)) == pytest.approx(LAST, abs=1e-4)
    moved = fit_velocity_distance(places + 2.0, speeds, "distance")
    assert reach(moved) == pytest.approx(LAST, abs=1e-4)
    behind = float(position_at_time(0.4, MSS, MAC))
    late = TIMES[TIMES > 0.4]
    flying = fit_position(late - 0.4, position_at_time(late, MSS, MAC) - behind, "flying")
    assert reach(flying) == pytest.approx(LAST, abs=1e-3)


def test_a_cloud_has_no_last_moment() -> None:
    at = np.linspace(3.0, 8.0, 6)
    line = MAC * (1.0 - at / MSS)
    cloud = FittedSprint(
        "in-situ", "none", ("MSS", "MAC"), [MSS, MAC], None, 0, False, at, line, line
    )
    assert reach(cloud) is None
