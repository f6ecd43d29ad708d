"""What a worker does with a clip: called as it calls it, with a folder and nobody else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from PIL import Image
from tests.workflows.films import Film, film, small

from flyzone.errors import InputError, SetupError, VideoError
from flyzone.model import CameraPlace
from flyzone.video.landmarks import find_landmarks
from flyzone.video.reader import StreamInfo, open_clip
from flyzone.virtual import Camera, Runner, Scenario
from flyzone.workflows import clip_work
from flyzone.workflows.match_place import check_marks, match_place

SPRINT = Scenario(
    runners=(Runner(speed_m_s=9.0),),
    camera=Camera(distance_m=12.0, height_m=1.5, hfov_deg=62.0),
    encoding=small(lead_in_s=0.4, lead_out_s=0.4),
    seed=5,
)


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory) -> Film:
    return film(SPRINT, tmp_path_factory.mktemp("filmed"))


@pytest.fixture
def folder(filmed: Film, tmp_path: Path) -> Path:
    """A clip's folder, its film under the name that it has there."""
    (tmp_path / "original").write_bytes(filmed.clip.read_bytes())
    return tmp_path


class Told(list[float]):
    """What was told of the progress."""

    def __call__(self, share: float) -> None:
        self.append(share)


def test_the_still_is_the_marked_frame_upright_and_at_full_size(filmed: Film, folder: Path) -> None:
    told = Told()
    made = clip_work.make_still({"mark_frame": 7}, folder, told)
    assert (made["width"], made["height"], made["mark_frame"]) == (640, 360, 7)
    assert made["fps"] == pytest.approx(60.0, rel=0.01)
    assert told[-1] == 1.0
    with open_clip(filmed.clip) as clip:
        frame = next(frame for frame in clip.frames() if frame.index == 7)
        picture = frame.bgr()[..., ::-1]
    with Image.open(folder / clip_work.STILL) as opened:
        still = np.asarray(opened)
    assert still.shape == picture.shape
    assert np.abs(still.astype(int) - picture).mean() < 2.0
    with Image.open(folder / clip_work.SMALL_STILL) as opened:
        assert max(opened.size) <= clip_work.SMALL_PX


def test_landmarks_are_numbers_and_no_picture(folder: Path) -> None:
    clip_work.make_still({}, folder, Told())
    record = json.loads((folder / clip_work.LANDMARKS).read_text())
    assert set(record) == {"version", "width", "height", "points", "patterns"}
    assert len(json.dumps(record)) < 200_000


def test_a_frame_that_the_clip_does_not_have_is_refused(folder: Path) -> None:
    with pytest.raises(SetupError, match="frames 0 to") as problem:
        clip_work.make_still({"mark_frame": 9999}, folder, Told())
    assert problem.value.code == "mark-frame-outside-clip"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"declared_duration_s": 660.0}, "clip-too-long"),
        ({"width": 7680, "height": 4320}, "clip-size"),
        ({"width": 2400, "height": 2400}, "clip-size"),
    ],
)
def test_a_clip_that_asks_for_too_much_is_refused_before_it_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any], code: str
) -> None:
    class Large:
        def __init__(self, path: Path) -> None:
            with open_clip(path) as clip:
                self.stream: StreamInfo = replace(clip.stream, **said)

        def __enter__(self) -> Large:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def frames(self) -> None:
            pytest.fail("it was read")

    monkeypatch.setattr(clip_work, "open_clip", Large)
    with pytest.raises(VideoError) as problem:
        clip_work.make_still({}, folder, Told())
    assert problem.value.code == code


def test_a_portrait_clip_in_4k_is_not_too_large(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = open_clip

    class Tall:
        def __init__(self, path: Path) -> None:
            self.clip = real(path)
            self.clip.stream = replace(self.clip.stream, width=2160, height=3840)

        def __enter__(self) -> Any:
            return self.clip

        def __exit__(self, *_: object) -> None:
            self.clip.close()

    monkeypatch.setattr(clip_work, "open_clip", Tall)
    assert clip_work.make_still({}, folder, Told())["height"] == 3840


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/b"])
def test_a_clip_lies_in_its_folder_and_nowhere_else(folder: Path, name: str) -> None:
    with pytest.raises(InputError) as problem:
        clip_work.make_still({"clip": name}, folder, Told())
    assert problem.value.code == "clip-name"


def test_a_timed_clip_is_true_and_is_drawn_from_what_was_kept_of_it(
    filmed: Film, folder: Path
) -> None:
    told = Told()
    outcome = clip_work.time_clip({"setup": filmed.setup}, folder, told)
    json.dumps(outcome, allow_nan=False)
    (run,) = outcome["timing"]["runs"]
    assert abs(run["time_s"] - filmed.true_times_s[0]) < 3.0 * run["time_sd_s"]
    assert sorted(told) == told
    assert told[-1] == 1.0
    with Image.open(folder / clip_work.PHOTO_FINISH) as opened:
        assert opened.format == "PNG"

    task = {**outcome, "names": ["Mia"]}
    made = clip_work.draw_overlay(task, folder, Told())
    assert made == {"files": ["overlay.mp4"], "hide": None}
    with open_clip(folder / "overlay.mp4") as clip:
        assert (clip.stream.codec, clip.stream.pixel_format) == ("h264", "yuv420p")
        assert not clip.stream.has_audio
        assert sum(1 for _ in clip.frames()) == outcome["timing"]["clip"]["frames"]
    # The index stands before the pictures, so that a player begins before all of it came.
    raw = (folder / "overlay.mp4").read_bytes()
    assert raw.index(b"moov") < raw.index(b"mdat")


def test_in_a_copy_for_others_the_runners_head_is_covered_in_every_frame(
    filmed: Film, folder: Path
) -> None:
    outcome = clip_work.time_clip({"setup": filmed.setup}, folder, Told())
    plain = clip_work.draw_overlay(outcome, folder, Told())["files"]
    for hide in ("all", "moving"):
        hidden = clip_work.draw_overlay({**outcome, "hide": hide}, folder, Told())["files"]
        assert (plain, hidden) == (["overlay.mp4"], ["shared.mp4", "shared-finish.png"])
        joints = filmed.truth["runners"][0]["joints"]
        head = joints["names"].index("head")
        heads = {frame: joints["pixel"][i][head] for i, frame in enumerate(joints["frame"])}
        changed = []
        with open_clip(folder / "overlay.mp4") as seen, open_clip(folder / "shared.mp4") as copy:
            for before, after in zip(seen.frames(), copy.frames(), strict=True):
                x, y = (round(c) for c in heads.get(before.index, (-1, -1)))
                if 8 <= x < 632 and 8 <= y < 352:
                    was, now = (
                        f.luma[y - 4 : y + 5, x - 4 : x + 5].astype(int) for f in (before, after)
                    )
                    changed.append(np.abs(was - now).mean())
        assert len(changed) > 50
        # The codec alone changes a level or two; that whole heads are covered is asked in test_faces.
        assert np.quantile(changed, 0.05) > 4.0


def test_an_unknown_cover_is_refused(filmed: Film, folder: Path) -> None:
    outcome = clip_work.time_clip({"setup": filmed.setup}, folder, Told())
    with pytest.raises(InputError) as problem:
        clip_work.draw_overlay({**outcome, "hide": "some"}, folder, Told())
    assert problem.value.code == "unknown-cover"
    assert not (folder / "shared.mp4").exists()


# Camera places


def saved_place(film: Film) -> CameraPlace:
    at = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)
    return CameraPlace(str(uuid4()), "Third row", at, film.setup, landmarks(film))


def landmarks(film: Film) -> dict[str, Any]:
    with open_clip(film.clip) as clip:
        return find_landmarks(next(clip.frames()).luma).record()


def misses(film: Film, setup: dict[str, Any]) -> list[float]:
    """How far marks lie from the true places of their cones, px."""
    return [
        float(np.hypot(*(np.array(mark["pixel"]) - cone["still_px"])))
        for mark, cone in zip(setup["marks"], film.truth["cones"], strict=True)
    ]


def test_a_camera_that_was_turned_a_little_finds_its_marks_again(
    filmed: Film, tmp_path: Path
) -> None:
    turned = film(
        replace(SPRINT, camera=replace(SPRINT.camera, yaw_deg=1.5, x_m=5.0, roll_deg=0.6)), tmp_path
    )
    found = match_place(saved_place(filmed), landmarks(turned))
    assert found is not None
    assert not found.doubtful
    moved = [
        float(np.hypot(*(np.array(a["still_px"]) - b["still_px"])))
        for a, b in zip(filmed.truth["cones"], turned.truth["cones"], strict=True)
    ]
    assert min(moved) > 5.0
    # A tap is a pixel off already when the place was saved.
    assert max(misses(turned, found.setup)) < 3.0


def test_a_camera_that_stands_elsewhere_is_told_as_doubtful(filmed: Film, tmp_path: Path) -> None:
    moved = film(replace(SPRINT, camera=replace(SPRINT.camera, x_m=5.8, distance_m=13.5)), tmp_path)
    found = match_place(saved_place(filmed), landmarks(moved))
    assert found is None or found.doubtful


def test_another_place_is_not_recognised(filmed: Film) -> None:
    noise = np.random.default_rng(4).integers(0, 255, (360, 640), dtype=np.uint8)
    assert match_place(saved_place(filmed), find_landmarks(noise).record()) is None
    empty = np.full((360, 640), 120, dtype=np.uint8)
    assert match_place(saved_place(filmed), find_landmarks(empty).record()) is None


def test_landmarks_that_are_none_are_refused(filmed: Film) -> None:
    place = saved_place(filmed)
    for broken in ({}, {**place.landmarks, "points": "?"}, {**place.landmarks, "version": 2}):
        with pytest.raises(InputError) as problem:
            match_place(place, broken)
        assert problem.value.code == "camera-place-landmarks"


# Marks


def test_good_marks_say_where_the_camera_stood(filmed: Film) -> None:
    said = check_marks(filmed.setup, (640, 360))
    assert said.usable
    assert said.message is None
    assert said.distance_m == pytest.approx(12.0, rel=0.15)
    assert max(said.miss_px) < 2.0


def test_a_mark_that_was_mistapped_is_named(filmed: Film) -> None:
    marks = [dict(mark) for mark in filmed.setup["marks"]]
    marks[2]["pixel"] = [marks[2]["pixel"][0] + 60, marks[2]["pixel"][1] - 30]
    said = check_marks({**filmed.setup, "marks": marks}, (640, 360))
    assert not said.usable
    assert said.code == "marks-contradict"
    assert said.marks
    assert said.message is not None


def test_a_zone_beyond_the_picture_is_told(filmed: Film) -> None:
    said = check_marks({**filmed.setup, "zone": [0.0, 60.0]}, (640, 360))
    assert not said.usable
    assert said.code == "zone-outside-view"
