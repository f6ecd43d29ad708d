"""TCX: laps, distances and speeds that are known."""

from __future__ import annotations

import pytest
from tests.devices.watch_files import OPTIONS, START, source, tcx, tcx_lap, tcx_point

from flyzone.devices import tcx as module
from flyzone.errors import InputError
from flyzone.model import Reading

SPEED = "<Extensions><ns3:TPX><ns3:Speed>{}</ns3:Speed><ns3:Watts>300</ns3:Watts></ns3:TPX></Extensions>"


def read(data: bytes) -> Reading:
    return module.read(source(data), OPTIONS)


def track(start: int, end: int, more: str = "") -> str:
    return "<Track>" + "".join(tcx_point(i, 6.0 * i, more) for i in range(start, end)) + "</Track>"


def test_distances_speeds_and_laps_are_read() -> None:
    summary = (
        "<DistanceMeters>60</DistanceMeters><MaximumSpeed>6.5</MaximumSpeed>"
        "<AverageHeartRateBpm><Value>140</Value></AverageHeartRateBpm>"
        "<Extensions><ns3:LX><ns3:AvgSpeed>6.0</ns3:AvgSpeed></ns3:LX></Extensions>"
    )
    more = SPEED.format(6.25) + "<HeartRateBpm><Value>150</Value></HeartRateBpm>"
    reading = read(tcx(tcx_lap(0, 10.0, track(0, 10, more), summary)))
    (activity,) = reading.activities
    (trace,) = activity.traces
    assert trace.velocities.tolist() == [6.25] * 10
    assert trace.positions.tolist() == [6.0 * i for i in range(10)]
    assert (activity.sport, activity.started_at) == ("Running", START)
    (lap,) = activity.laps
    assert (lap.start_s, lap.time_s, lap.distance_m) == (0.0, 10.0, 60.0)
    assert (lap.mean_speed_m_s, lap.top_speed_m_s, lap.mean_heart_rate) == (6.0, 6.5, 140.0)
    assert activity.channels["heart_rate"].values[0] == 150.0
    assert activity.channels["power"].unit == "W"
    assert [n.code for n in reading.notices] == ["gps-rate"]


def test_speed_is_derived_from_distance_where_there_is_none() -> None:
    reading = read(tcx(tcx_lap(0, 10.0, track(0, 10))))
    assert reading.activities[0].traces[0].velocities == pytest.approx([6.0] * 10)
    assert "speed-derived" in [n.code for n in reading.notices]


def test_a_new_lap_is_no_pause_and_a_second_track_in_a_lap_is_one() -> None:
    laps = tcx_lap(0, 5.0, track(0, 5)) + tcx_lap(5, 10.0, track(5, 8) + track(10, 14))
    (activity,) = read(tcx(laps)).activities
    assert [trace.times.tolist() for trace in activity.traces] == [
        [float(i) for i in range(8)],
        [10.0, 11.0, 12.0, 13.0],
    ]
    assert [lap.start_s for lap in activity.laps] == [0.0, 5.0]


def test_a_point_at_the_border_of_two_laps_may_stand_in_both() -> None:
    laps = tcx_lap(0, 5.0, track(0, 6)) + tcx_lap(5, 5.0, track(5, 10))
    reading = read(tcx(laps))
    assert len(reading.activities[0].traces[0]) == 10
    assert reading.held == ()


def test_a_point_with_a_heart_rate_only_is_a_channel() -> None:
    beat = "<HeartRateBpm><Value>150</Value></HeartRateBpm>"
    tracks = "<Track>" + tcx_point(0, 0.0) + tcx_point(1, None, beat) + tcx_point(2, 9.0)
    reading = read(tcx(tcx_lap(0, 3.0, tracks + "</Track>")))
    assert reading.activities[0].traces[0].times.tolist() == [0.0, 2.0]
    assert reading.activities[0].channels["heart_rate"].times.tolist() == [1.0]
    assert reading.rejected == ()


def test_a_point_with_a_time_only_is_refused() -> None:
    tracks = track(0, 4).replace("</Track>", tcx_point(4, None) + "</Track>")
    reading = read(tcx(tcx_lap(0, 5.0, tracks)))
    assert "nothing else" in reading.rejected[0].reason


def test_an_impossible_speed_is_refused_with_its_line() -> None:
    points = track(0, 5, SPEED.format(6.0)).replace("6.0</ns3:Speed>", "66.0</ns3:Speed>", 1)
    reading = read(tcx(tcx_lap(0, 5.0, points)))
    assert [row.line for row in reading.rejected] == [2]
    assert len(reading.activities[0].traces[0]) == 4


def test_a_lap_without_a_start_is_refused_and_its_points_are_kept() -> None:
    lap = tcx_lap(0, 5.0, track(0, 5)).replace(' StartTime="2025-05-01T16:00:00Z"', "")
    reading = read(tcx(lap))
    assert reading.activities[0].laps == ()
    assert len(reading.activities[0].traces[0]) == 5
    assert reading.rejected[0].text == "Lap"


def test_laps_alone_are_an_activity() -> None:
    (activity,) = read(tcx(tcx_lap(0, 5.5, ""))).activities
    assert (activity.traces, activity.laps[0].time_s) == ((), 5.5)


def test_courses_are_plans_and_are_left_out() -> None:
    course = f"<Courses><Course><Name>c</Name>{track(0, 5)}</Course></Courses>"
    reading = read(tcx(tcx_lap(0, 5.0, track(0, 5)), after=course))
    assert len(reading.activities[0].traces[0]) == 5
    assert "left-out" in [n.code for n in reading.notices]
    with pytest.raises(InputError) as caught:
        read(f"<TrainingCenterDatabase>{course}</TrainingCenterDatabase>".encode())
    assert caught.value.code == "tcx-empty"


def test_the_outermost_element_is_what_is_recognised() -> None:
    assert module.recognise(source(tcx(""), "a.xml")).certainty == 1.0
    assert module.recognise(source(b"<gpx/>", "a.tcx")) is None
