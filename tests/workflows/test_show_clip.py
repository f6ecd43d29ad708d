"""The drawn clip and the photo finish of a small virtual sprint, timed by its own truth."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from flyzone.errors import OutputError, SetupError
from flyzone.geometry import LaneCamera, fit_camera
from flyzone.model import ClipInfo, ClipTiming, NotMeasured, Split, TimedRun
from flyzone.reports.overlay import OverlayPainter
from flyzone.video.reader import open_clip
from flyzone.video.writer import VideoWriter
from flyzone.virtual import Camera, Encoding, Scenario, render
from flyzone.wire.setup import load_setup
from flyzone.workflows.show_clip import draw_overlay, draw_photo_finish


@dataclass(frozen=True)
class Filmed:
    clip: Path
    setup: dict
    timing: ClipTiming
    camera: LaneCamera


def timed_by_truth(truth: dict, fps: float, slowed: float = 1.0) -> ClipTiming:
    """What perfect timing of a virtual clip would give."""
    runner = truth["runners"][0]
    frames = truth["frames"]["time_s"]
    names = runner["joints"]["names"]
    world = np.array(runner["joints"]["world_m"])
    trunk = (world[:, names.index("mid_hip"), 0] + world[:, names.index("mid_shoulder"), 0]) / 2
    times = [frames[i] for i in runner["joints"]["frame"]]
    start, end = truth["zone_m"]
    run = TimedRun(
        direction=runner["direction"], entry_s=runner["entry_s"], exit_s=runner["exit_s"],
        time_s=runner["time_s"], time_sd_s=0.004, speed_m_s=runner["speed_m_s"],
        speed_sd_m_s=0.04, splits=(Split(start, end, runner["time_s"], 0.004),), error_budget=(),
        path=tuple(zip(times, trunk.tolist(), strict=True)), athlete="Ada",
    )  # fmt: skip
    info = ClipInfo(len(frames), fps / slowed, False, slowed, frames[-1])
    return ClipTiming(info, (start, end), (run,), (), ())


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory) -> Filmed:
    folder = tmp_path_factory.mktemp("filmed")
    encoding = Encoding(
        fps=30.0, width=321, height=181, jitter=0.1, pix_fmt="yuv444p", lead_in_s=0.4,
        lead_out_s=0.4,
    )  # fmt: skip
    rendered = render(Scenario(encoding=encoding, camera=Camera(distance_m=12.0), seed=4), folder)
    setup = load_setup(rendered.setup)
    with open_clip(rendered.clip) as clip:
        size = (clip.stream.width, clip.stream.height)
    return Filmed(
        rendered.clip,
        json.loads(rendered.setup.read_text()),
        timed_by_truth(json.loads(rendered.truth.read_text()), 30.0),
        fit_camera(setup, size).camera,
    )


def no_run(timing: ClipTiming) -> ClipTiming:
    return ClipTiming(timing.clip, timing.zone_m, (), (), (NotMeasured("runs", "Nobody ran."),))


def frame_times(path: Path) -> list[float]:
    with open_clip(path) as clip:
        return [frame.time_s for frame in clip.frames()]


def test_the_overlay_has_every_frame_at_its_own_time_in_h264(
    filmed: Filmed, tmp_path: Path
) -> None:
    out = draw_overlay(
        filmed.clip, filmed.setup, filmed.timing, tmp_path / "o.mp4", camera=filmed.camera
    )
    before, after = frame_times(filmed.clip), frame_times(out)
    assert np.ptp(np.diff(before)) > 0.003  # the clip's rate does vary
    assert after == pytest.approx(before, abs=1.01 / 90000)
    with open_clip(out) as clip:
        assert clip.stream.codec == "h264"
        assert (clip.stream.width, clip.stream.height) == (322, 182)  # 4:2:0 needs even sizes


def test_the_overlay_is_drawn_on_the_clip(filmed: Filmed, tmp_path: Path) -> None:
    out = draw_overlay(
        filmed.clip, filmed.setup, filmed.timing, tmp_path / "o.mp4", camera=filmed.camera
    )
    x, y = np.rint(filmed.camera.to_pixels([[10.0, -0.61, 1.0]])[0]).astype(int)
    with open_clip(filmed.clip) as clip, open_clip(out) as drawn:
        for before, after in zip(clip.frames(), drawn.frames(), strict=True):
            difference = np.abs(before.bgr().astype(int) - after.bgr()[:181, :321])
            assert difference[y - 2 : y + 3, x - 2 : x + 3].max() > 40
            assert difference[:40].mean() < 8  # nothing is drawn on the sky


def test_a_slowed_clip_stays_slow_and_its_clock_shows_real_seconds(
    filmed: Filmed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[float] = []
    paint = OverlayPainter.paint

    def listen(self: OverlayPainter, picture, time_s, motion=None):  # type: ignore[no-untyped-def]
        told.append(time_s)
        return paint(self, picture, time_s, motion)

    monkeypatch.setattr(OverlayPainter, "paint", listen)
    timing = filmed.timing
    info = ClipInfo(timing.clip.frames, 30.0, False, 8.0, timing.clip.duration_s / 8)
    slowed = ClipTiming(info, timing.zone_m, timing.runs, (), ())
    out = draw_overlay(filmed.clip, filmed.setup, slowed, tmp_path / "o.mp4", camera=filmed.camera)
    shown = frame_times(out)
    assert shown == pytest.approx(frame_times(filmed.clip), abs=1.01 / 90000)
    assert told == pytest.approx(np.array(shown) / 8, abs=1e-4)


def test_a_clip_without_a_run_still_gets_both_pictures(filmed: Filmed, tmp_path: Path) -> None:
    timing = no_run(filmed.timing)
    video = draw_overlay(filmed.clip, filmed.setup, timing, tmp_path / "o.mp4")
    page = draw_photo_finish(filmed.clip, filmed.setup, timing, tmp_path / "f.png")
    assert len(frame_times(video)) == timing.clip.frames
    with Image.open(page) as picture:
        assert picture.format == "PNG"


def test_the_photo_finish_shows_the_runner_at_both_crossings(
    filmed: Filmed, tmp_path: Path
) -> None:
    out = draw_photo_finish(
        filmed.clip, filmed.setup, filmed.timing, tmp_path / "f.png", camera=filmed.camera
    )
    with Image.open(out) as picture:
        page = np.asarray(picture.convert("RGB")).astype(int)
    # The drawn runner wears red: around each crossing, at the height of the trunk, and only there.
    red = (page[..., 0] > 140) & (page[..., 1] < 90) & (page[..., 2] < 90)
    width = page.shape[1]
    chest = red[: int(0.60 * page.shape[0])].sum(axis=0)
    for half in (slice(0, width // 2), slice(width // 2, width)):
        columns = np.flatnonzero(chest[half] > 10)
        assert 15 < len(columns) < 130
        middle = 88 + (720 / 2) + (0 if half.start == 0 else 96 + 721 - width // 2)
        assert columns.mean() == pytest.approx(middle, abs=25)


def test_a_gray_clip_is_drawn_in_colour(filmed: Filmed, tmp_path: Path) -> None:
    gray = tmp_path / "gray.mp4"
    with (
        open_clip(filmed.clip) as clip,
        VideoWriter(gray, 320, 180, pix_fmt="gray", time_base=Fraction(1, 90000)) as writer,
    ):
        for frame in clip.frames():
            writer.write(frame.luma[:180, :320].copy(), round(frame.time_s * 90000))
    out = draw_overlay(gray, filmed.setup, filmed.timing, tmp_path / "o.mp4", camera=filmed.camera)
    with open_clip(out) as clip:
        picture = next(iter(clip.frames())).bgr().astype(int)
    assert np.ptp(picture, axis=2).max() > 80


Drawer = Callable[..., Path]
BOTH = pytest.mark.parametrize(
    ("draw", "name"), [(draw_overlay, "o.mp4"), (draw_photo_finish, "f.png")]
)


@BOTH
def test_a_full_disk_leaves_the_older_file_as_it_was(
    filmed: Filmed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, draw: Drawer, name: str
) -> None:
    good = tmp_path / name
    good.write_bytes(b"an older good file")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OutputError, match="disk is full") as caught:
        draw(filmed.clip, filmed.setup, no_run(filmed.timing), good, camera=filmed.camera)
    assert caught.value.code == "output-disk-full"
    assert good.read_bytes() == b"an older good file"
    assert [p.name for p in tmp_path.iterdir()] == [name]


@BOTH
def test_a_target_that_cannot_be_is_refused_before_any_work(
    filmed: Filmed, tmp_path: Path, draw: Drawer, name: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    for target, code in (
        (folder, "output-not-a-file"),
        (tmp_path / "nowhere" / name, "output-folder"),
    ):
        with pytest.raises(OutputError) as caught:
            draw(filmed.clip, filmed.setup, filmed.timing, target, camera=filmed.camera)
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("draw", "name", "code"),
    [
        (draw_overlay, "overlay.txt", "output-container"),
        (draw_overlay, "overlay.webm", "output-container"),
        (draw_overlay, "overlay", "output-container"),
        (draw_photo_finish, "finish.jpg", "output-picture"),
    ],
)
def test_a_name_that_does_not_say_what_it_holds_is_refused(
    filmed: Filmed, tmp_path: Path, draw: Drawer, name: str, code: str
) -> None:
    with pytest.raises(OutputError, match="Rename the output") as caught:
        draw(filmed.clip, filmed.setup, filmed.timing, tmp_path / name)
    assert caught.value.code == code
    assert not list(tmp_path.iterdir())


def test_the_clip_itself_is_never_replaced(filmed: Filmed, tmp_path: Path) -> None:
    link = tmp_path / "same.mp4"
    link.symlink_to(filmed.clip)
    for target in (filmed.clip, link):
        with pytest.raises(OutputError, match="the clip itself") as caught:
            draw_overlay(filmed.clip, filmed.setup, filmed.timing, target)
        assert caught.value.code == "output-is-input"


def test_a_marked_frame_that_the_clip_does_not_have_is_told(filmed: Filmed, tmp_path: Path) -> None:
    setup = {**filmed.setup, "mark_frame": 9999}
    with pytest.raises(SetupError, match="9999"):
        draw_overlay(filmed.clip, setup, filmed.timing, tmp_path / "o.mp4", camera=filmed.camera)
    assert not list(tmp_path.iterdir())
