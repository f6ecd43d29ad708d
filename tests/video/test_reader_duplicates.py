"""Repeated frames: found after re-encoding, never claimed of a runner however small."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from flyzone.timing.clock import read_clock
from flyzone.video.duplicates import REPEAT_LEVELS, RepeatDetector, find_repeats
from flyzone.video.reader import open_clip
from flyzone.video.writer import VideoWriter

FOOTAGE = Path(__file__).parents[2].parent / "shared" / "footage"
needs_footage = pytest.mark.skipif(
    not FOOTAGE.is_dir(), reason="the shared footage is not beside the project"
)


def lane(rng, height=360, width=640) -> np.ndarray:
    ground = cv2.GaussianBlur(rng.integers(0, 255, (height, width)).astype(np.float32), (0, 0), 2)
    return np.asarray(cv2.normalize(ground, None, 60, 180, cv2.NORM_MINMAX)).astype(np.uint8)


def changes_of(path) -> tuple[np.ndarray, np.ndarray]:
    with open_clip(path) as clip:
        both = [(frame.change, frame.repeats) for frame in clip.frames()]
    return np.array([change for change, _ in both]), np.array([flag for _, flag in both])


@pytest.mark.parametrize("crf", [18, 24, 30])
def test_pictures_shown_twice_and_encoded_again_are_found(tmp_path, crf):
    rng = np.random.default_rng(3)
    ground = lane(rng)
    path = tmp_path / "twice.mp4"
    with VideoWriter(path, 640, 360, crf=crf) as writer:
        for number in range(30):
            frame = ground.copy()
            frame[120:240, number * 12 : number * 12 + 50] = 30
            noisy = np.clip(frame + rng.normal(0, 2, frame.shape), 0, 255).astype(np.uint8)
            for again in range(2):
                writer.write(noisy, (2 * number + again) * 1500)
    changes, _ = changes_of(path)
    repeats = find_repeats(changes)
    assert repeats[1::2].mean() > 0.9
    assert not repeats[0::2].any()


def test_distant_runner_at_240_hz_is_never_a_repeat(tmp_path):
    # 90 px tall of 720, 2 px a frame (10 m/s seen from 40 m): a four-hundredth of the picture.
    ground = lane(np.random.default_rng(5), 720, 1280)
    path = tmp_path / "distant.mp4"
    with VideoWriter(path, 1280, 720, crf=23, preset="ultrafast") as writer:
        for number in range(40):
            frame = ground.copy()
            left = 200 + 2 * number
            frame[330:420, left : left + 28] = 40 + 20 * (np.arange(90) // 30)[:, None]
            writer.write(frame, number * 375)
    changes, flags = changes_of(path)
    assert not flags.any()
    assert changes[1:].min() > 2 * REPEAT_LEVELS


def test_still_picture_repeats_and_the_first_frame_does_not():
    detector = RepeatDetector()
    picture = lane(np.random.default_rng(0))
    assert detector.change(picture) == np.inf
    assert detector.change(picture) == 0.0
    assert detector.change(picture[:200]) == np.inf


def test_one_flash_makes_no_repeats_of_its_neighbours():
    changes = np.full(40, 30.0)
    changes[[0, 20, 21]] = [np.inf, 250.0, 250.0]
    assert not find_repeats(changes).any()
    assert find_repeats(np.array([])).size == 0


@needs_footage
def test_screen_capture_shows_each_picture_three_times():
    with open_clip(FOOTAGE / "fly_slowed.mp4") as clip:
        frames = [(frame.time_s, frame.change) for frame in clip.frames()]
        tick = clip.stream.time_base_s
    times, changes = np.array(frames).T
    clock = read_clock(times, repeats=find_repeats(changes), tick_s=tick)
    assert clock.capture_fps == pytest.approx(10.0, rel=1e-6)
    assert clock.duplicates > 110
    assert [notice.code for notice in clock.notices] == ["duplicated-frames"]


@needs_footage
@pytest.mark.parametrize("name", ["start_a5.mp4", "start_b13.mp4", "walk_two_people.mp4"])
def test_real_clips_filmed_once_have_no_regular_repeats(name):
    with open_clip(FOOTAGE / name) as clip:
        frames = [(frame.time_s, frame.change, frame.repeats) for frame in clip.frames()]
        tick = clip.stream.time_base_s
    times, changes, flags = np.array(frames).T
    assert flags.sum() == 0
    repeats = find_repeats(changes)
    assert repeats.mean() < 0.02
    clock = read_clock(times, repeats=repeats, tick_s=tick)
    assert clock.capture_fps == pytest.approx(30.0, rel=2e-3)
    assert not clock.variable_frame_rate
