"""Slit pictures of a drawn block of known size that crosses a line at a known time."""

from __future__ import annotations

import numpy as np
import pytest
from tests.reports.builders import square_camera, steady_run, timed_clip

from flyzone.reports.slit import PIXELS_PER_M, SlitCollector, SlitPicture, compose

GROUND, BODY, FRONT = (90, 110, 70), (30, 40, 200), (220, 220, 40)


def block_clip(collector: SlitCollector, camera, run, fps: float, *, skip=()) -> int:  # type: ignore[no-untyped-def]
    """Feeds frames of a block 0.6 m long and 1.8 m tall whose middle follows the run's path."""
    import cv2  # noqa: PLC0415

    fed = 0
    times, places = np.array(run.path).T
    forward = np.sign(places[-1] - places[0])
    for n in range(int(4 * fps)):
        time_s = n / fps
        if n in skip or not collector.wants(time_s):
            continue
        picture = np.empty((540, 960, 3), dtype=np.uint8)
        picture[:] = GROUND
        middle = np.interp(time_s, times, places)
        for low, high, colour in ((-0.3, 0.3, BODY), (0.2, 0.3, FRONT)):
            ends = middle + forward * np.array([low, high])
            corners = camera.to_pixels(
                [[ends[0], run.lateral_m, 0.0], [ends[1], run.lateral_m, 0.0],
                 [ends[1], run.lateral_m, 1.8], [ends[0], run.lateral_m, 1.8]]
            )  # fmt: skip
            cv2.fillConvexPoly(
                picture, np.rint(corners * 16).astype(np.int32), colour, cv2.LINE_AA, 4
            )
        collector.feed(time_s, picture)
        fed += 1
    return fed


def body_columns(slit: SlitPicture) -> np.ndarray:
    """Columns in which the block is seen at half its height."""
    row = slit.picture[round(slit.row_at(0.9))].astype(int)
    return np.flatnonzero(np.abs(row - GROUND).max(axis=1) > 60)


@pytest.mark.parametrize("direction", ["left-to-right", "right-to-left"])
@pytest.mark.parametrize(("fps", "along_sign"), [(30.0, 1), (30.0, -1), (60.0, 1), (240.0, -1)])
def test_a_body_is_as_long_as_it_is_and_centred_on_its_crossing(
    fps: float, direction: str, along_sign: int
) -> None:
    camera = square_camera(along_sign=along_sign)
    # Lane x grows to the left in the picture where along_sign is -1.
    moves_up = (direction == "left-to-right") == (along_sign > 0)
    toward = "left-to-right" if moves_up else "right-to-left"
    run = steady_run(1.0, 1.25, direction=toward)
    run = type(run)(**{f: getattr(run, f) for f in run.__slots__} | {"direction": direction})
    collector = SlitCollector(camera, timed_clip(run, fps=fps))
    block_clip(collector, camera, run, fps)
    ((entry, exit_),) = collector.finish()
    assert (entry.line_m, exit_.line_m) == ((0.0, 10.0) if moves_up else (10.0, 0.0))
    for slit in (entry, exit_):
        assert slit.seen.all()
        columns = body_columns(slit)
        middle = (slit.picture.shape[1] - 1) / 2
        assert len(columns) == pytest.approx(0.6 * PIXELS_PER_M, abs=10)
        assert columns.mean() == pytest.approx(middle, abs=5)
        # The runner looks the way he runs: his front is on that side of the picture.
        row = slit.picture[round(slit.row_at(0.9))].astype(int)
        front = np.flatnonzero(np.abs(row - FRONT).max(axis=1) < 60).mean()
        assert bool(front > middle) is (direction == "left-to-right")
        assert slit.rightward is (direction == "left-to-right")


def test_the_front_passes_before_the_crossing() -> None:
    camera, run = square_camera(), steady_run(1.0, 1.25)
    collector = SlitCollector(camera, timed_clip(run))
    block_clip(collector, camera, run, 60.0)
    slit = collector.finish()[0][0]
    row = slit.picture[round(slit.row_at(0.9))].astype(int)
    front = np.flatnonzero(np.abs(row - FRONT).max(axis=1) < 60).mean()
    # The front is 0.25 m ahead of the middle, at 8 m/s: 31 ms earlier.
    assert float(slit.column_at(-0.25 / 8.0)) == pytest.approx(front, abs=4)


def test_heights_are_metres_above_the_ground() -> None:
    camera, run = square_camera(), steady_run(1.0, 1.25)
    collector = SlitCollector(camera, timed_clip(run))
    block_clip(collector, camera, run, 60.0)
    slit = collector.finish()[0][1]
    column = slit.picture[:, slit.picture.shape[1] // 2].astype(int)
    rows = np.flatnonzero(np.abs(column - GROUND).max(axis=1) > 60)
    assert rows[0] == pytest.approx(slit.row_at(1.8), abs=5)
    assert rows[-1] == pytest.approx(slit.row_at(0.0), abs=5)


def test_a_gap_in_the_frames_is_left_blank_and_not_made_up() -> None:
    camera, run = square_camera(), steady_run(1.0, 1.25)
    collector = SlitCollector(camera, timed_clip(run, fps=120.0))
    block_clip(collector, camera, run, 120.0, skip=range(112, 120))
    slit = collector.finish()[0][0]
    assert not slit.seen.all()
    blank = np.flatnonzero(~slit.seen)
    gap = np.sort([float(slit.column_at(t / 120 - 1.0)) for t in (111, 120)])
    assert blank.min() > gap[0]
    assert blank.max() < gap[1]


def test_only_frames_near_a_crossing_are_wanted() -> None:
    camera, run = square_camera(), steady_run(1.0, 1.25)
    collector = SlitCollector(camera, timed_clip(run, fps=60.0))
    fed = block_clip(collector, camera, run, 60.0)
    assert not collector.wants(0.5)
    assert not collector.wants(1.6)
    assert collector.last_s == pytest.approx(2.25 + 1.8 / 8.0, abs=0.03)
    assert fed < 65


def test_a_finished_slit_keeps_no_frames() -> None:
    camera, run = square_camera(), steady_run(1.0, 1.25)
    collector = SlitCollector(camera, timed_clip(run, fps=60.0))
    block_clip(collector, camera, run, 60.0)
    entry = collector._slits[0][0]
    assert entry._strips == []
    assert entry._done is not None


def test_a_run_of_which_no_frame_was_fed_is_blank() -> None:
    collector = SlitCollector(square_camera(), timed_clip(steady_run()))
    for slit in collector.finish()[0]:
        assert not slit.seen.any()


def test_a_hand_held_camera_is_followed() -> None:
    camera, run = square_camera(), steady_run(1.0, 1.25)

    class Shifting:
        """Feeds the picture moved by 25 px, with the motion that says so."""

        def __init__(self) -> None:
            self.inner = SlitCollector(camera, timed_clip(run))
            self.wants = self.inner.wants

        def feed(self, time_s: float, picture: np.ndarray) -> None:
            motion = np.array([[1.0, 0.0, 25.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
            self.inner.feed(time_s, np.roll(picture, 25, axis=1), motion)

    moved = Shifting()
    block_clip(moved, camera, run, 60.0)  # type: ignore[arg-type]
    slit = moved.inner.finish()[0][0]
    assert body_columns(slit).mean() == pytest.approx((slit.picture.shape[1] - 1) / 2, abs=5)


def test_what_stands_still_is_a_streak_of_the_lines_own_column() -> None:
    rng = np.random.default_rng(3)
    ground = rng.integers(0, 255, (40, 21, 3), dtype=np.uint8)
    times = np.arange(8) / 30
    picture, seen = compose(times, [ground] * 8, np.linspace(0.05, 0.2, 90), 40, 300.0)
    assert seen.all()
    assert np.ptp(picture.astype(int), axis=1).max() == 0
    own = ground[:, 9:12].mean(axis=1)
    assert np.abs(picture[:, 0] - own).max() <= 1.0


def test_a_shadow_darkens_the_streaks_and_brings_no_ground_along() -> None:
    ground = np.full((40, 41, 3), (60, 90, 120), dtype=np.uint8)
    ground[:, 30:34] = (200, 200, 200)  # something bright beside the line
    strips = []
    for n in range(9):
        strip = ground.copy()
        if n in (4, 5):
            strip[10:30] = strip[10:30] // 2
        strips.append(strip)
    picture, _ = compose(np.arange(9) / 30, strips, np.linspace(0.12, 0.18, 30), 40, 200.0)
    shaded = picture[20, 10:20].astype(int)
    assert np.abs(shaded - (30, 45, 60)).max() < 8
