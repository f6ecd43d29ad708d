"""Heads whose places are known: every pixel of a timed runner's is covered, and what else is hidden."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.workflows.films import small

from flyzone.errors import InputError
from flyzone.geometry import LaneCamera, fit_camera
from flyzone.model import ClipTiming
from flyzone.video.faces import HeadHider
from flyzone.video.reader import Frame, open_clip
from flyzone.virtual import Camera, Runner, Scenario, render
from flyzone.virtual.scenario import Bystander, Scene
from flyzone.wire.setup import load_setup
from flyzone.workflows.time_clip import time_clip

STANDING = Bystander(x_m=7.0, y_m=4.0, speed_m_s=0.0)
WALKING = Bystander(x_m=2.0, y_m=5.0, speed_m_s=1.4)
SCENARIO = Scenario(
    runners=(Runner(speed_m_s=9.0, height_m=1.82), Runner(speed_m_s=8.4, entry_delay_s=1.6, height_m=1.66)),
    camera=Camera(distance_m=13.0, height_m=1.5, yaw_deg=3.0),
    scene=Scene(bystanders=(STANDING, WALKING)),
    encoding=small(width=960, height=540),
    seed=5,
)  # fmt: skip


@dataclass
class Filmed:
    clip: Path
    timing: ClipTiming
    camera: LaneCamera
    truth: dict

    def frames(self) -> Iterator[Frame]:
        with open_clip(self.clip) as clip:
            yield from clip.frames()

    def hider(self, cover: str) -> HeadHider:
        made = HeadHider(self.camera, self.timing.runs, cover=cover)
        made.learn((frame.bgr, None) for frame in self.frames())
        return made

    def heads(self, frame: Frame) -> Iterator[NDArray[np.uint8]]:
        """The runners' heads as discs, a little larger than they are."""
        for runner in self.truth["runners"]:
            joints = runner["joints"]
            if frame.index not in joints["frame"]:
                continue
            x, y = joints["pixel"][joints["frame"].index(frame.index)][
                joints["names"].index("head")
            ]
            scale = self.truth["camera"]["focal_px"] / abs(self.truth["camera"]["position_m"][1])
            yield self.disc(x, y, 0.062 * runner["height_m"] * scale)

    def head_of(self, person: Bystander, frame: Frame) -> NDArray[np.uint8]:
        camera = self.truth["camera"]
        place = np.array(
            [person.x_m + person.speed_m_s * frame.time_s, person.y_m, 0.93 * person.height_m]
        )
        right, down, ahead = np.array(camera["axes"]) @ (place - np.array(camera["position_m"]))
        middle, focal = camera["centre_px"], camera["focal_px"]
        radius = 0.062 * person.height_m * focal / ahead
        return self.disc(
            middle[0] + focal * right / ahead, middle[1] + focal * down / ahead, radius
        )

    def disc(self, x: float, y: float, radius: float) -> NDArray[np.uint8]:
        made = np.zeros((self.truth["camera"]["height"], self.truth["camera"]["width"]), np.uint8)
        return np.asarray(cv2.circle(made, (round(x), round(y)), int(np.ceil(radius)), 1, -1))


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory) -> Filmed:
    made = render(SCENARIO, tmp_path_factory.mktemp("filmed"))
    setup = load_setup(made.setup)
    return Filmed(
        made.clip,
        time_clip(made.clip, setup),
        fit_camera(setup, (960, 540)).camera,
        json.loads(made.truth.read_text()),
    )


def covered(hider: HeadHider, frame: Frame) -> NDArray[np.bool_]:
    """Where a frame was covered: what is one colour over whole blocks."""
    before = frame.bgr()
    return np.any(hider.hide(before.copy(), frame.time_s) != before, axis=2) | hider._mask(
        before, frame.time_s, None
    )


@pytest.mark.parametrize("cover", ["all", "moving"])
def test_every_pixel_of_a_timed_runners_head_is_covered_in_every_frame(
    filmed: Filmed, cover: str
) -> None:
    assert len(filmed.timing.runs) == 2
    hider = filmed.hider(cover)
    shares = [
        hider._mask(frame.bgr(), frame.time_s, None)[head > 0].mean()
        for frame in filmed.frames()
        for head in filmed.heads(frame)
        if head.sum() > 20
    ]
    assert len(shares) > 100
    assert min(shares) == 1.0


def test_who_stands_by_is_hidden_by_the_cover_all_and_not_by_moving(filmed: Filmed) -> None:
    shares = {}
    for cover in ("all", "moving"):
        hider = filmed.hider(cover)
        for name, person in (("standing", STANDING), ("walking", WALKING)):
            found = []
            for frame in list(filmed.frames())[::6]:
                head = filmed.head_of(person, frame)
                if head.sum() > 20:
                    found.append(hider._mask(frame.bgr(), frame.time_s, None)[head > 0].mean())
            shares[cover, name] = float(np.mean(found))
    assert shares["all", "standing"] == shares["all", "walking"] == 1.0
    # What the page warns of.
    assert shares["moving", "standing"] < 0.3
    assert shares["moving", "walking"] > 0.5


def test_what_is_covered_is_coarse_and_what_is_not_is_untouched(filmed: Filmed) -> None:
    hider = filmed.hider("all")
    frame = list(filmed.frames())[60]
    before = frame.bgr()
    after = hider.hide(before.copy(), frame.time_s)
    mask = covered(hider, frame)
    assert np.array_equal(before[~mask], after[~mask])
    block = hider._block
    assert block >= 4
    whole = [
        (r, c)
        for r in range(0, 540 - block, block)
        for c in range(0, 960 - block, block)
        if mask[r : r + block, c : c + block].all()
    ]
    assert len(whole) > 100
    assert all(
        np.ptp(after[r : r + block, c : c + block], axis=(0, 1)).max() == 0 for r, c in whole
    )


def test_the_runners_body_stays_to_be_seen(filmed: Filmed) -> None:
    hider = filmed.hider("all")
    seen = []
    for frame in filmed.frames():
        for runner in filmed.truth["runners"]:
            joints = runner["joints"]
            if frame.index in joints["frame"]:
                names, pixels = joints["names"], joints["pixel"][joints["frame"].index(frame.index)]
                hip = np.round(pixels[names.index("mid_hip")]).astype(int)
                if 40 < hip[0] < 920:
                    seen.append(not hider._mask(frame.bgr(), frame.time_s, None)[hip[1], hip[0]])
    assert np.mean(seen) > 0.95


def test_a_camera_that_moved_is_followed(filmed: Filmed) -> None:
    hider = HeadHider(filmed.camera, filmed.timing.runs)
    hider.learn((frame.bgr, None) for frame in filmed.frames())
    frame = next(f for f in filmed.frames() if f.index == 60)
    shift = np.array([[1.0, 0.0, 12.0], [0.0, 1.0, -7.0], [0.0, 0.0, 1.0]])
    moved = cv2.warpPerspective(frame.bgr(), shift, (960, 540), borderMode=cv2.BORDER_REPLICATE)
    mask = hider._mask(np.asarray(moved), frame.time_s, shift)
    for head in filmed.heads(frame):
        there = cv2.warpPerspective(head, shift, (960, 540)) > 0
        assert mask[there].all()


def test_a_cover_that_is_none_is_refused(filmed: Filmed) -> None:
    with pytest.raises(InputError) as problem:
        HeadHider(filmed.camera, (), cover="some")
    assert problem.value.code == "unknown-cover"
