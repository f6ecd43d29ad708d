"""Rendered clips: what the file holds is what the truth says."""

import json
from dataclasses import replace
from itertools import pairwise

import av
import cv2
import numpy as np
import pytest

from flyzone.errors import InputError
from flyzone.virtual import (
    Bystander,
    Camera,
    Encoding,
    Looks,
    Runner,
    Scenario,
    Scene,
    draw_frames,
    render,
)
from flyzone.virtual.cast import set_stage
from flyzone.virtual.scene import Background
from flyzone.virtual.truth import truth

QUIET = Scene(clutter=False, read_noise=0.0, shot_noise=0.0)
SMALL = Encoding(fps=30.0, width=480, height=270, lead_in_s=0.2, lead_out_s=0.2)
BASE = Scenario(scene=QUIET, encoding=SMALL, camera=Camera(hfov_deg=65.0))


def clip_with(directory, **encoding):
    scenario = replace(BASE, encoding=replace(SMALL, **encoding))
    made = render(scenario, directory)
    return made, json.loads(made.truth.read_text()), json.loads(made.setup.read_text())


def decoded(clip):
    with av.open(str(clip)) as container:
        stream = container.streams.video[0]
        frames = [
            (f.pts, f.rotation, f.to_ndarray(format="bgr24")) for f in container.decode(stream)
        ]
        return stream.time_base, frames


def empty_scene(stage):
    scene = stage.scenario.scene
    return Background(scene, stage.lens, stage.cones, 0, stage.rng("scene")).pictures[0]


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return clip_with(tmp_path_factory.mktemp("plain"))


def test_file_holds_every_frame_at_its_timestamp(plain):
    made, true, _ = plain
    base, frames = decoded(made.clip)
    times = [float(pts * base) for pts, _, _ in frames]
    assert np.subtract(times, times[0]) == pytest.approx(true["frames"]["time_s"], abs=1e-8)
    assert [f.shape for _, _, f in frames] == [(270, 480, 3)] * len(times)


def test_truth_names_its_schema_and_says_what_its_times_mean(plain):
    _, true, _ = plain
    assert true["schema"] == "flyzone-truth-1"
    assert true["synthetic"] is True
    assert "first row" in true["conventions"]["frame_time"]


def test_crossings_are_consistent_and_come_from_the_path(plain):
    _, true, _ = plain
    (runner,) = true["runners"]
    assert runner["time_s"] == pytest.approx(runner["exit_s"] - runner["entry_s"], abs=2e-9)
    assert runner["speed_m_s"] == pytest.approx(10.0 / runner["time_s"], abs=1e-5)
    path, offset = (set_stage(BASE).runners[0].path, set_stage(BASE).runners[0].offset)
    at = path.trunk(np.array([runner["entry_s"], runner["exit_s"]]) - offset)
    assert at[:, 0] == pytest.approx([0.0, 10.0], abs=1e-7)


def test_truths_joints_cross_the_line_between_the_right_frames(plain):
    _, true, _ = plain
    runner, frames = true["runners"][0], true["frames"]["time_s"]
    world = np.array(runner["joints"]["world_m"])
    names = runner["joints"]["names"]
    x = 0.5 * (world[:, names.index("mid_hip"), 0] + world[:, names.index("mid_shoulder"), 0])
    time = np.array(frames)[runner["joints"]["frame"]]
    assert np.interp(0.0, x, time) == pytest.approx(runner["entry_s"], abs=5e-4)
    assert np.interp(10.0, x, time) == pytest.approx(runner["exit_s"], abs=5e-4)


def test_steps_in_the_truth_have_contact_and_flight_that_add_up(plain):
    steps = plain[1]["runners"][0]["steps"]
    assert len(steps) >= 4
    for a, b in pairwise(steps):
        assert a["contact_s"] + a["flight_s"] == pytest.approx(
            b["touchdown_s"] - a["touchdown_s"], abs=1e-6
        )
        assert a["step_length_m"] == pytest.approx(abs(b["toe_x_m"] - a["toe_x_m"]), abs=1e-5)
        assert {a["foot"], b["foot"]} == {"left", "right"}


def test_setup_holds_the_nominal_places_and_the_tapped_pixels(plain):
    _, true, setup = plain
    assert [m["lane"] for m in setup["marks"]] == [
        [0.0, -0.61, 0.0], [0.0, 0.61, 0.0], [10.0, -0.61, 0.0], [10.0, 0.61, 0.0]
    ]  # fmt: skip
    assert setup["zone"] == [0.0, 10.0]
    for mark, cone in zip(setup["marks"], true["cones"], strict=True):
        gap = np.subtract(mark["pixel"], cone["still_px"])
        assert np.abs(gap).max() <= 1.5 + 0.01


def test_misplaced_cones_stay_nominal_in_the_setup_and_true_in_the_truth():
    stage = set_stage(replace(BASE, cone_sd_m=0.01, tap_sd_px=0.0))
    gap = stage.cones - stage.nominal
    assert 0.001 < np.abs(gap[:, :2]).max() < 0.05
    assert (gap[:, 2] == 0).all()
    assert np.abs(stage.taps - stage.lens.project(stage.cones)[0]).max() < 1e-6


def test_tap_noise_is_clipped():
    stage = set_stage(replace(BASE, tap_sd_px=50.0))
    gap = np.abs(stage.taps - stage.lens.project(stage.cones)[0])
    assert gap.max() == pytest.approx(1.5, abs=1e-9)


def test_same_seed_same_clip_and_another_seed_another_clip(tmp_path):
    noisy = replace(
        BASE,
        scene=Scene(),
        encoding=replace(SMALL, jitter=0.1, lead_in_s=0.0, lead_out_s=0.0),
        camera=Camera(shake_px=5.0),
        cone_sd_m=0.01,
    )
    first, again = (render(noisy, tmp_path / name) for name in ("a", "b"))
    other = render(replace(noisy, seed=2), tmp_path / "c")
    assert first.clip.read_bytes() == again.clip.read_bytes()
    assert first.truth.read_text() == again.truth.read_text()
    assert first.clip.read_bytes() != other.clip.read_bytes()
    assert first.setup.read_text() != other.setup.read_text()


def test_duplicated_frames_repeat_the_picture_and_are_recorded(tmp_path):
    made, true, _ = clip_with(tmp_path, duplicate_share=0.15, crf=1)
    repeats = true["frames"]["duplicated"]
    assert len(repeats) > 1
    _, frames = decoded(made.clip)
    gaps = [
        np.abs(frames[i][2].astype(int) - frames[i - 1][2]).mean() for i in range(1, len(frames))
    ]
    stage = set_stage(replace(BASE, encoding=replace(SMALL, duplicate_share=0.15)))
    pictures = [p.copy() for _, p in draw_frames(stage)]
    assert [i for i in range(1, len(pictures)) if (pictures[i] == pictures[i - 1]).all()] == repeats
    assert max(gaps[i - 1] for i in repeats) < 0.5


def test_slow_motion_truth_is_in_real_seconds(tmp_path, plain):
    made, true, _ = clip_with(tmp_path, fps=120.0, slow_motion=4.0, capture_tag=True)
    base, frames = decoded(made.clip)
    played = float((frames[-1][0] - frames[0][0]) * base)
    assert played == pytest.approx(4.0 * true["frames"]["time_s"][-1], abs=1e-3)
    assert true["runners"][0]["time_s"] == plain[1]["runners"][0]["time_s"]
    with av.open(str(made.clip)) as container:
        assert container.metadata["com.android.capture.fps"].startswith("120")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_clip_is_upright_after_the_turn_that_its_flag_asks(tmp_path, turn):
    made, _, _ = clip_with(tmp_path, rotation_deg=turn, crf=5)
    _, frames = decoded(made.clip)
    _, flag, stored = frames[0]
    assert flag % 360 == (-turn) % 360  # PyAV counts counter-clockwise
    upright = np.rot90(stored, -turn // 90)
    expected = empty_scene(set_stage(BASE))
    assert upright.shape == expected.shape
    assert np.abs(upright.astype(int) - expected).mean() < 4.0


def test_portrait_phone_stores_landscape(tmp_path):
    made, true, _ = clip_with(tmp_path, width=270, height=480, rotation_deg=90)
    _, frames = decoded(made.clip)
    assert frames[0][2].shape == (270, 480, 3)
    assert (true["camera"]["width"], true["camera"]["height"]) == (270, 480)


def test_right_to_left_enters_at_the_far_end_of_the_zone():
    stage = set_stage(replace(BASE, runners=(Runner(direction="right-to-left"),)))
    runner = truth(stage)["runners"][0]
    assert runner["direction"] == "right-to-left"
    pixels = np.array(runner["joints"]["pixel"])[:, 0, 0]
    assert (np.diff(pixels) < 0).all()
    actor = stage.runners[0]
    assert actor.path.trunk(np.array([runner["entry_s"] - actor.offset]))[0, 0] == pytest.approx(
        10.0, abs=1e-6
    )


def test_shadow_darkens_the_ground_without_changing_its_hue():
    stage = set_stage(replace(BASE, scene=replace(QUIET, sun_azimuth_deg=90.0, shadow=0.5)))
    empty = empty_scene(stage)
    ratios = []
    for i, picture in draw_frames(stage):
        if i % 5 or not 0.3 < stage.timeline.time[i] < 1.0:
            continue
        # The sun stands behind: shadows fall towards the camera, below the feet.
        feet = int(
            np.array(stage.see(stage.runners[0], stage.timeline.time[i : i + 1])[0])[0, :, 1].max()
        )
        part, bare = picture[feet + 8 :].astype(float), empty[feet + 8 :].astype(float)
        dark = part.sum(2) < 0.7 * bare.sum(2)
        if dark.sum() > 30:
            ratios.append((part[dark] / bare[dark]).mean(0))
    assert len(ratios) > 1
    assert np.ptp(np.mean(ratios, axis=0)) < 0.03
    assert 0.4 < np.mean(ratios) < 0.7


def test_moving_cameras_background_moves_as_its_own_projection_says():
    """Patches round the cones, registered by phase correlation."""
    camera = Camera(hfov_deg=65.0, shake_px=12.0, drift_px=30.0, k1=-0.05, readout_s=0.02)
    encoding = replace(SMALL, width=960, height=540, fps=16.0)
    stage = set_stage(replace(BASE, camera=camera, encoding=encoding))
    border = 100
    scene = stage.scenario.scene
    empty = Background(scene, stage.lens, stage.cones, border, stage.rng("scene")).pictures[0]
    window = cv2.createHanningWindow((48, 48), cv2.CV_64F)
    gaps = []
    for i, picture in draw_frames(stage):
        if stage.timeline.time[i] > 0.9:  # later the runner and his shadow cover the cones
            break
        for cone in (stage.cones[2], stage.cones[3]):
            opened = stage.timeline.time[i]
            pixel, _ = stage.lens.project(cone, np.asarray(opened))
            caught = stage.lens.expose(opened, pixel) + 0.5 * camera.exposure_s
            moved, still = (stage.lens.project(cone, t)[0] for t in (np.asarray(caught), None))
            patches = []
            for image, place in ((picture, moved), (empty, still + border)):
                x, y = np.rint(place).astype(int) - 24
                patches.append(image[y : y + 48, x : x + 48, 2].astype(np.float64))
            if any(p.shape != (48, 48) for p in patches):
                continue
            shift, _ = cv2.phaseCorrelate(patches[1], patches[0], window)
            expected = (moved - np.rint(moved)) - (still + border - np.rint(still + border))
            gaps.append(shift - expected)
    assert len(gaps) > 10
    assert np.abs(gaps).max() < 0.3
    assert np.abs(np.mean(gaps, axis=0)).max() < 0.1


def test_floodlights_on_mains_flicker_in_bands_across_the_rows():
    camera = Camera(hfov_deg=65.0, readout_s=0.02, exposure_s=0.001)
    stage = set_stage(
        replace(BASE, camera=camera, scene=replace(QUIET, mains_hz=50.0, flicker=0.2))
    )
    _, picture = next(draw_frames(stage))
    gain = picture[:, 5, 1].astype(float) / empty_scene(stage)[:, 5, 1]
    crossings = np.count_nonzero(np.diff(np.sign(gain - gain.mean())))
    assert crossings in (3, 4, 5)  # two periods of 100 Hz within 20 ms
    assert 0.12 < np.ptp(gain) / 2 < 0.25


def test_cloud_dims_the_whole_picture_by_its_gain():
    scene = replace(QUIET, cloud_gain=0.6, cloud_start_s=0.2, cloud_ramp_s=0.4)
    pictures = [p for _, p in draw_frames(set_stage(replace(BASE, scene=scene)))]
    corner = [float(p[:40, :40].mean()) for p in pictures]
    assert corner[-1] / corner[0] == pytest.approx(0.6, abs=0.01)
    assert all(b <= a + 0.5 for a, b in pairwise(corner))


def test_noise_has_the_spread_that_was_asked():
    scene = replace(QUIET, read_noise=3.0, shot_noise=0.0)
    stage = set_stage(replace(BASE, scene=scene))
    pictures = [p for i, p in draw_frames(stage) if i < 2]
    sky = pictures[0][:30].astype(float) - empty_scene(stage)[:30]
    assert sky[..., 0].std() == pytest.approx(3.0, rel=0.06)


def test_waving_trees_move_only_the_trees():
    scene = replace(QUIET, clutter=True, tree_sway_px=3.0)
    stage = set_stage(replace(BASE, scene=scene))
    background = Background(scene, stage.lens, stage.cones, 0, stage.rng("scene"))
    a, b = background.pictures[0].astype(int), background.pictures[8].astype(int)
    moved = np.abs(a - b).sum(2) > 30
    assert 0.002 < moved.mean() < 0.3
    assert not moved[-60:].any()


def test_coach_in_front_hides_the_runner():
    coach = Bystander(x_m=5.0, y_m=-3.0, speed_m_s=0.0, looks=Looks(shirt=(0, 255, 0)))
    scenario = replace(BASE, scene=replace(QUIET, bystanders=(coach,)))
    stage = set_stage(scenario)
    actor = stage.runners[0]
    behind = float(
        np.interp(5.0, actor.path.trunk(np.linspace(0, 1.2, 500))[:, 0], np.linspace(0, 1.2, 500))
    )
    i = int(np.argmin(np.abs(stage.timeline.time - behind - actor.offset)))
    picture = next(p for k, p in draw_frames(stage) if k == i)
    pixels, _, _ = stage.see(stage.actors[1], stage.timeline.time[i : i + 1])
    x, y = (pixels[0, 0] * 0.4 + pixels[0, 1] * 0.6).astype(int)
    blue, green, red = picture[y, x].astype(int)
    assert green > 150 > max(blue, red)


def test_second_runner_has_a_truth_of_his_own():
    squad = (Runner(), Runner(speed_m_s=8.0, lateral_m=1.22, entry_delay_s=0.4, name="second"))
    runners = truth(set_stage(replace(BASE, runners=squad)))["runners"]
    assert [r["name"] for r in runners] == ["runner", "second"]
    assert runners[1]["lateral_m"] == pytest.approx(1.22, abs=0.01)
    assert runners[1]["entry_s"] - runners[0]["entry_s"] == pytest.approx(0.4, abs=0.01)
    assert runners[1]["time_s"] == pytest.approx(1.25, abs=0.01)


def test_accelerating_run_is_rendered_with_its_truth():
    run = Runner(speed_m_s=6.0, acceleration_m_s2=1.5)
    runner = truth(set_stage(replace(BASE, runners=(run,))))["runners"][0]
    expected = 2 * 10 / (6.0 + np.sqrt(36 + 2 * 1.5 * 10))
    assert runner["time_s"] == pytest.approx(expected, abs=0.01)


def test_runner_who_stops_in_the_zone_is_refused():
    with pytest.raises(InputError, match="stops before 10 m"):
        set_stage(replace(BASE, runners=(Runner(speed_m_s=5.0, acceleration_m_s2=-2.0),)))


def test_options_of_the_command_line_make_a_scenario():
    scenario = Scenario.from_options(
        speed=8.0, fps=120.0, seed=9, camera_distance=18.0, yaw=5.0, fly_length=20.0, runners=2,
        direction="right-to-left",
    )  # fmt: skip
    assert scenario.zone_m == (0.0, 20.0)
    assert [r.direction for r in scenario.runners] == ["right-to-left"] * 2
    assert scenario.camera.distance_m == 18.0
    assert scenario.encoding.fps == 120.0


def test_scenario_names_every_fault_at_once():
    faults = r"zone_m must rise.*encoding\.fps .*got 0; runners\[0\]\.speed_m_s .*got -3"
    with pytest.raises(InputError, match=faults) as refused:
        Scenario(runners=(Runner(speed_m_s=-3.0),), zone_m=(10.0, 0.0), encoding=Encoding(fps=0.0))
    assert refused.value.code == "scenario"


def test_readout_never_outlasts_the_frame_interval():
    fast = replace(BASE, encoding=replace(SMALL, fps=240.0), camera=Camera(readout_s=0.02))
    assert truth(set_stage(fast))["camera"]["readout_s"] == pytest.approx(0.95 / 240.0)
    assert truth(set_stage(replace(fast, encoding=SMALL)))["camera"]["readout_s"] == 0.02


def test_exposure_longer_than_the_frame_interval_is_refused():
    with pytest.raises(InputError, match=r"camera\.exposure_s must be within 0 to 0\.01667"):
        Scenario(camera=Camera(exposure_s=0.03))


def test_hevc_and_vp9_and_portrait_sizes_are_written(tmp_path):
    for codec, container in (("libx265", "mp4"), ("libvpx-vp9", "webm")):
        made, true, _ = clip_with(
            tmp_path / codec, codec=codec, container=container, width=242, height=136, fps=24.0,
            lead_in_s=0.0, lead_out_s=0.0,
        )  # fmt: skip
        assert len(decoded(made.clip)[1]) == len(true["frames"]["pts"])


def test_clip_cut_before_the_exit_still_has_its_truth_and_says_so():
    cut = replace(BASE, encoding=replace(SMALL, lead_out_s=-0.3))
    whole, short = (truth(set_stage(s)) for s in (BASE, cut))
    assert short["frames"]["time_s"][-1] < short["runners"][0]["exit_s"]
    assert short["runners"][0]["time_s"] == pytest.approx(whole["runners"][0]["time_s"], abs=1e-8)
    assert (whole["runners"][0]["crossings_in_clip"], short["runners"][0]["crossings_in_clip"]) == (
        True,
        False,
    )


def test_lens_that_switches_to_wider_sees_what_lay_beyond_the_old_edge():
    camera = Camera(hfov_deg=55.0, lens_switch_s=0.5, lens_switch_factor=0.6)
    stage = set_stage(replace(BASE, camera=camera, mark_x_m=(-3.5,)))
    outside = stage.cones[1]
    assert stage.lens.project(outside)[0][0] < -10
    picture = next(p for i, p in draw_frames(stage) if stage.timeline.time[i] > 0.55)
    x, y = stage.lens.project(outside, np.asarray(0.6))[0]
    patch = picture[int(y) - 12 : int(y) + 4, int(x) - 8 : int(x) + 9].astype(int)
    orange = (patch[..., 2] > 150) & (patch[..., 0] < 70) & (patch[..., 1] > 85)
    assert orange.sum() > 4
    assert np.nonzero(orange)[1].mean() + int(x) - 8 == pytest.approx(x, abs=1.5)


def test_every_entry_of_the_truth_is_explained_in_the_file(plain):
    _, true, _ = plain

    def entries(value, name):
        if isinstance(value, dict) and name not in ("bystanders", "scenario"):
            for key, inner in value.items():
                yield from entries(inner, f"{name}.{key}" if name else key)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield from entries(value[0], name)
        else:
            yield name

    about = ("schema", "synthetic", "conventions", "fields")
    content = {k: v for k, v in true.items() if k not in about}
    assert set(entries(content, "")) == set(true["fields"])
