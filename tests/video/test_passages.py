"""From the frames of a clip to those who pass: a virtual sprint (synthetic), read once."""

from __future__ import annotations

import json

import numpy as np
import pytest
from tests.video.strips import grid
from tests.video.test_follow import sighting

from flyzone.geometry import fit_camera
from flyzone.timing.gait import find_step_rate
from flyzone.timing.passage import Passage
from flyzone.video.follow import Track
from flyzone.video.passages import LaneReport, LaneWatcher, reduce_track
from flyzone.video.reader import open_clip
from flyzone.video.strip import lay_grid
from flyzone.virtual import Rendered
from flyzone.wire.setup import load_setup


@pytest.fixture(scope="module")
def watched(sprint: Rendered) -> tuple[list[Passage], LaneReport]:
    setup = load_setup(sprint.setup)
    with open_clip(sprint.clip) as clip:
        frames = clip.frames()
        first = next(frames)
        seen_by = fit_camera(setup, (clip.stream.width, clip.stream.height)).camera
        watcher = LaneWatcher(seen_by, lay_grid(seen_by, setup.zone_m), first.luma.copy())
        with open_clip(sprint.clip) as again:
            return list(watcher.watch(again.frames())), watcher.report


def test_one_runner_is_one_passage_seen_in_most_frames_of_his(watched, sprint) -> None:
    (passage,), _ = watched
    truth = json.loads(sprint.truth.read_text())
    (runner,) = truth["runners"]
    assert passage.speed_m_s == pytest.approx(runner["speed_m_s"], rel=0.02)
    inside = (passage.times > runner["entry_s"]) & (passage.times < runner["exit_s"])
    assert inside.sum() > 0.8 * runner["time_s"] * 60
    assert passage.crowded.size < 0.25 * passage.times.size
    assert passage.shadow < 0.5


def test_his_height_and_his_step_rate_are_read(watched, sprint) -> None:
    (passage,), _ = watched
    (runner,) = json.loads(sprint.truth.read_text())["runners"]
    assert passage.top_m == pytest.approx(0.96 * runner["height_m"], abs=0.08)
    assert 0.8 < passage.trunk_m / 1.15 < 1.15
    steps = find_step_rate(passage.times, passage.leg_spread)
    true = np.mean([s["step_frequency_hz"] for s in runner["steps"] if s["step_frequency_hz"]])
    assert steps is not None
    assert steps.hz == pytest.approx(true, rel=0.04)


def test_the_report_holds_every_frame_and_a_still_camera(watched, sprint) -> None:
    _, report = watched
    truth = json.loads(sprint.truth.read_text())
    assert report.times == pytest.approx(truth["frames"]["time_s"], abs=1e-3)
    assert len(report.repeats) == len(report.times)
    assert report.steadied
    assert report.shift_px < 0.3


def test_a_track_of_a_few_sightings_is_no_passage() -> None:
    on = grid()
    seen = [sighting(n / 60, 4.0 + 0.3 * n) for n in range(5)]
    assert reduce_track(Track(seen, 9.0, [True] * 5), on) is None
