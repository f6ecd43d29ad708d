"""Traces from samples whose path is known."""

from __future__ import annotations

import pytest

from flyzone.devices.doubts import Doubts
from flyzone.devices.recordings.along import traced
from flyzone.devices.recordings.watch_samples import Sample
from flyzone.model import Trace

METRE_DEG = 1.0 / 111319.4908  # of longitude at the equator


def along(samples: list[Sample], doubts: Doubts | None = None) -> list[Trace]:
    doubts = Doubts() if doubts is None else doubts
    return traced(samples, doubts, begin_s=100.0, source="GPX", run="Fly")


def at(i: int, **values: object) -> Sample:
    return Sample(f"line {i}", i, 100.0 + i, **values)  # type: ignore[arg-type]


def east(i: int, metres: float) -> Sample:
    return at(i, place_deg=(0.0, metres * METRE_DEG))


def test_speed_and_distance_of_the_device_are_taken_as_they_are() -> None:
    doubts = Doubts()
    (trace,) = along([at(i, speed_m_s=3.0 + i, distance_m=4.0 * i) for i in range(5)], doubts)
    assert trace.times.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert trace.velocities.tolist() == [3.0, 4.0, 5.0, 6.0, 7.0]
    assert trace.positions.tolist() == [0.0, 4.0, 8.0, 12.0, 16.0]
    assert (trace.origin, trace.run) == ("GPX file, a sample every 1 s", "Fly")
    assert doubts.notices == ()


def test_a_fast_receiver_is_told_by_its_rate() -> None:
    (trace,) = along([Sample("line", i, 100.0 + i / 10.0, speed_m_s=3.0) for i in range(5)])
    assert trace.origin == "GPX file, 10 Hz"


def test_speed_is_derived_from_places_and_said_to_be() -> None:
    # A constant acceleration of 0.5 m/s²: its slope over two seconds is exact.
    doubts = Doubts()
    (trace,) = along([east(i, 0.25 * i**2) for i in range(20)], doubts)
    assert trace.positions == pytest.approx([0.25 * i**2 for i in range(20)], abs=1e-6)
    assert trace.velocities[1:-1] == pytest.approx([0.5 * i for i in range(1, 19)], abs=1e-6)
    assert [n.code for n in doubts.notices] == ["speed-derived"]
    assert "place" in doubts.notices[0].message


def test_speed_is_derived_from_distances_over_uneven_gaps() -> None:
    doubts = Doubts()
    times = [0, 1, 4, 5, 9]
    (trace,) = along([at(t, distance_m=5.0 * t) for t in times], doubts)
    assert trace.velocities == pytest.approx([5.0] * 5)
    assert "distance" in doubts.notices[0].message


def test_a_wild_place_is_refused_and_the_path_goes_on() -> None:
    doubts = Doubts()
    path = [east(i, 5.0 * i) for i in range(10)]
    path[4] = east(4, 500.0)
    (trace,) = along(path, doubts)
    assert 4.0 not in trace.times
    assert trace.positions == pytest.approx([5.0 * i for i in range(10) if i != 4], abs=1e-6)
    assert [r.line for r in doubts.rejected] == [4]


def test_a_wild_first_place_is_refused() -> None:
    doubts = Doubts()
    (trace,) = along([east(0, 900.0), *(east(i, 5.0 * i) for i in range(1, 6))], doubts)
    assert trace.times[0] == 1.0
    assert [r.line for r in doubts.rejected] == [0]


def test_a_leap_that_stays_cuts_the_trace() -> None:
    doubts = Doubts()
    path = [east(i, 5.0 * i + (300.0 if i >= 5 else 0.0)) for i in range(10)]
    before, after = along(path, doubts)
    assert (before.times[-1], after.times[0]) == (4.0, 5.0)
    assert doubts.rejected == []
    (cut,) = (n for n in doubts.notices if n.code == "cut")
    assert "line 4 to line 5" in cut.message


def test_a_track_that_leaps_all_the_time_is_none() -> None:
    doubts = Doubts()
    # Pairs that stand still, each pair far from the one before.
    assert along([east(i, 1000.0 * (i // 2)) for i in range(400)], doubts) == []
    assert "no track of a runner" in doubts.rejected[-1].reason


def test_distance_that_runs_back_cuts_the_trace() -> None:
    doubts = Doubts()
    path = [at(i, speed_m_s=5.0, distance_m=5.0 * i) for i in range(6)]
    path[3] = at(3, speed_m_s=5.0, distance_m=2.0)
    before, after = along(path, doubts)
    assert (before.positions[-1], after.positions[0]) == (10.0, 2.0)
    assert [n.code for n in doubts.notices] == ["cut"]


def test_distance_may_catch_up_where_the_device_vouches_for_speed() -> None:
    path = [at(i, speed_m_s=5.0, distance_m=5.0 * i + (80.0 if i > 3 else 0.0)) for i in range(8)]
    (trace,) = along(path)
    assert len(trace) == 8


def test_a_sample_without_the_measure_of_the_others_is_refused() -> None:
    doubts = Doubts()
    path = [at(i, speed_m_s=5.0) for i in range(5)]
    path[2] = at(2, distance_m=10.0)
    (trace,) = along(path, doubts)
    assert len(trace) == 4
    assert doubts.rejected[0].line == 2
    assert "no speed" in doubts.rejected[0].reason


def test_a_lonely_sample_is_no_trace() -> None:
    doubts = Doubts()
    assert along([at(1, speed_m_s=5.0)], doubts) == []
    assert "alone" in doubts.rejected[0].reason


def test_a_heart_rate_alone_makes_no_trace_and_is_no_fault() -> None:
    doubts = Doubts()
    assert along([at(i, channels={("heart_rate", "bpm"): 90.0}) for i in range(3)], doubts) == []
    assert doubts.rejected == []
