from __future__ import annotations

from typing import Any

import pytest

from conditions import CONDITIONS
from flyzone.model import ClipInfo, ClipTiming, Direction, Notice, TimedRun
from job import compare, expected_runs, run_job, setup_of

TRUTH: dict[str, Any] = {
    "runners": [
        {"direction": "left-to-right", "entry_s": 0.5, "time_s": 1.0, "lateral_m": 0.05},
        {"direction": "left-to-right", "entry_s": 0.6, "time_s": 1.1, "lateral_m": 1.22},
    ],
    "camera": {"position_m": [5.0, -12.0, 1.4]},
    "cones": [
        {"nominal_m": [x, y, 0.0], "true_m": [x + 0.01, y - 0.02, 0.0]}
        for x in (0.0, 10.0)
        for y in (-0.61, 0.61)
    ],
}
WRITTEN: dict[str, Any] = {
    "marks": [{"pixel": [1, 2], "lane": cone["nominal_m"]} for cone in TRUTH["cones"]],
    "lateral_sd_m": 0.10,
    "mark_sd_m": 0.01,
}
PLAIN = next(c for c in CONDITIONS if c.name == "plain-60")
TWO = next(c for c in CONDITIONS if c.name == "two-marks")


def timed(entry: float, time: float, way: Direction = "left-to-right") -> TimedRun:
    return TimedRun(way, entry, entry + time, time, 0.002, 10 / time, 0.02, (), (), ())


def timing(*runs: TimedRun) -> ClipTiming:
    clip = ClipInfo(100, 60.0, False, 1.0, 1.6)
    notices = (Notice("other-lane", "..."), Notice("rolling-shutter-unknown", "..."))
    return ClipTiming(clip, (0.0, 10.0), runs, notices, ())


def test_only_the_runner_in_the_marked_lane_is_expected() -> None:
    assert expected_runs(TRUTH) == [0]


def test_a_right_result_is_held_against_its_run() -> None:
    found = compare(timing(timed(0.51, 1.003)), TRUTH)
    assert found["runs"][0]["error_s"] == pytest.approx(0.003)
    assert found["extra"] == 0
    assert found["codes"] == ["other-lane"]


@pytest.mark.parametrize(
    "result", [timed(0.51, 1.0, "right-to-left"), timed(0.80, 1.0)], ids=["direction", "entry"]
)
def test_a_result_that_belongs_to_no_run_is_extra_and_the_run_missed(result: TimedRun) -> None:
    found = compare(timing(result), TRUTH)
    assert found["runs"] == [{"timed": False, "true_s": 1.0}]
    assert found["extra"] == 1


def test_a_run_timed_twice_has_one_result_too_many() -> None:
    found = compare(timing(timed(0.55, 1.1), timed(0.51, 1.0)), TRUTH)
    assert found["runs"][0]["error_s"] == pytest.approx(0.0)
    assert found["extra"] == 1


def test_the_field_setup_is_the_one_that_was_written() -> None:
    assert setup_of("field", WRITTEN, TRUTH, 0.04, PLAIN) == WRITTEN


def test_the_known_setup_tells_the_cones_places_and_the_runners_line() -> None:
    known = setup_of("known", WRITTEN, TRUTH, 0.04, PLAIN)
    assert known["lateral_sd_m"] == 0.02
    assert known["marks"][0]["lane"] == pytest.approx([0.01, -0.61 - 0.02 - 0.04, 0.0])
    assert WRITTEN["marks"][0]["lane"] == [0.0, -0.61, 0.0]


def test_two_marks_are_those_of_the_near_line() -> None:
    two = setup_of("field", WRITTEN, TRUTH, 0.0, TWO)
    assert [mark["lane"] for mark in two["marks"]] == [[0.0, -0.61, 0.0], [10.0, -0.61, 0.0]]


def test_a_whole_job_gives_both_groups_and_every_rival() -> None:
    found = run_job("plain-24", 7, 0)
    assert set(found["groups"]) == {"known", "field"}
    for group in found["groups"].values():
        (run,) = group["runs"]
        # The bar for one plain clip is coarse: it must be a time of this run, not a good one.
        assert run["timed"]
        assert abs(run["error_s"]) < 0.1
        assert run["sd_s"] > 0
    (rivals,) = found["rivals"]
    assert {"nearest-frame", "near-cone", "index-over-rate", "opencv-msec"} <= set(rivals)
    assert all(abs(error) < 0.2 for error in rivals.values())
