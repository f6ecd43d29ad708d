"""The virtual camera against pinhole arithmetic done by hand, and against its own inverse."""

import numpy as np
import pytest

from flyzone.virtual.camera import Lens, make_motion
from flyzone.virtual.scenario import Camera

ZONE = (0.0, 10.0)


def lens_of(**fields):
    return Lens(Camera(**fields), 1280, 720, ZONE)


def moving_lens(**fields):
    camera = Camera(**fields)
    still = Lens(camera, 1280, 720, ZONE)
    motion = make_motion(camera, still.focal_px, (0.0, 2.0), np.random.default_rng(3))
    return Lens(camera, 1280, 720, ZONE, motion)


def test_level_camera_sees_by_similar_triangles():
    lens = lens_of(distance_m=10.0, height_m=1.5, pitch_deg=0.0, hfov_deg=60.0)
    focal = 640.0 / np.tan(np.radians(30.0))
    pixel, depth = lens.project(np.array([7.0, 2.0, 0.3]))
    assert depth == pytest.approx(12.0)
    assert pixel == pytest.approx([639.5 + focal * 2.0 / 12.0, 359.5 + focal * 1.2 / 12.0])


def test_default_camera_aims_at_the_middle_of_the_zone():
    for yaw in (-20.0, 0.0, 15.0):
        pixel, _ = lens_of(yaw_deg=yaw).project(np.array([5.0, 0.0, 0.9]))
        assert pixel == pytest.approx([639.5, 359.5], abs=1e-6)


def test_default_field_of_view_holds_the_zone_and_its_margin():
    lens = lens_of(distance_m=15.0, yaw_deg=10.0, margin_m=2.0)
    pixels, _ = lens.project(np.array([[-2.0, 0.0, 0.9], [12.0, 0.0, 0.9]]))
    assert pixels[:, 0].min() == pytest.approx(0.0, abs=1.0) or pixels[:, 0].max() == pytest.approx(
        1279.0, abs=1.0
    )
    assert pixels[:, 0].min() > -1.0
    assert pixels[:, 0].max() < 1280.0


def test_yaw_to_the_right_moves_the_scene_to_the_left():
    straight = lens_of(x_m=5.0, hfov_deg=60.0).project(np.array([5.0, 0.0, 0.9]))[0]
    turned = lens_of(x_m=5.0, hfov_deg=60.0, yaw_deg=5.0).project(np.array([5.0, 0.0, 0.9]))[0]
    assert turned[0] < straight[0] - 50


def test_rolling_the_camera_clockwise_turns_the_scene_counter_clockwise():
    ends = np.array([[2.0, 0.0, 0.9], [8.0, 0.0, 0.9]])
    left, right = lens_of(roll_deg=4.0, hfov_deg=60.0).project(ends)[0]
    slope = np.degrees(np.arctan2(right[1] - left[1], right[0] - left[0]))
    assert slope == pytest.approx(-4.0, abs=1e-6)


def test_distortion_follows_its_formula():
    plain, bent = lens_of(hfov_deg=70.0), lens_of(hfov_deg=70.0, k1=-0.1, k2=0.02)
    point = np.array([9.0, 1.0, 2.0])
    straight = (plain.project(point)[0] - plain.centre) / plain.focal_px
    r2 = float(straight @ straight)
    expected = straight * (1.0 - 0.1 * r2 + 0.02 * r2**2) * bent.focal_px + bent.centre
    assert bent.project(point)[0] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("k1", [-0.15, -0.05, 0.0, 0.08])
def test_rays_undo_projection(k1):
    lens = lens_of(k1=k1, yaw_deg=12.0, roll_deg=2.0, hfov_deg=75.0, centre_offset_px=(9.0, -4.0))
    pixels = np.array([[0.0, 0.0], [1279.0, 10.0], [300.0, 700.0], [640.0, 360.0]])
    points = lens.position + 7.0 * lens.rays(pixels)
    assert np.abs(lens.project(points)[0] - pixels).max() < 1e-3


def test_tripod_does_not_move():
    assert make_motion(Camera(), 1000.0, (0.0, 1.0), np.random.default_rng(0)) is None


def test_still_pixels_tells_where_the_unmoved_camera_sees_the_same_thing():
    lens = moving_lens(shake_px=25.0, drift_px=60.0, stabilised_px=2.0, k1=-0.05, hfov_deg=70.0)
    points = np.array([[3.0, 0.0, 0.0], [6.0, 4.0, 2.0], [9.0, -1.0, 1.0]])
    time = np.array([0.4, 0.9, 1.7])
    moved, _ = lens.project(points, time)
    still, _ = lens.project(points)
    assert np.abs(moved - still).max() > 10.0
    assert np.abs(lens.still_pixels(moved, time) - still).max() < 2e-3


def test_drift_moves_the_picture_by_as_much_as_asked_over_the_clip():
    lens = moving_lens(drift_px=80.0, hfov_deg=60.0)
    centre = np.array([5.0, 0.0, 0.9])
    start, end = (lens.project(centre, np.array(t))[0] for t in (0.0, 2.0))
    assert np.hypot(*(end - start)) == pytest.approx(80.0, abs=1.5)


def test_shake_wanders_by_about_as_much_as_asked():
    lens = moving_lens(shake_px=30.0, hfov_deg=60.0)
    path, _ = lens.project(np.tile([5.0, 0.0, 0.9], (400, 1)), np.linspace(0.0, 2.0, 400))
    assert 15.0 < path[:, 0].std() < 60.0
    assert np.abs(np.diff(path, axis=0)).max() < 8.0  # smooth


def test_lens_switch_enlarges_the_picture_at_its_moment():
    lens = moving_lens(lens_switch_s=1.0, lens_switch_factor=1.5, hfov_deg=60.0)
    ends = np.array([[3.0, 0.0, 0.9], [7.0, 0.0, 0.9]])
    width = [np.ptp(lens.project(ends, np.array([t, t]))[0][:, 0]) for t in (0.99, 1.01)]
    assert width[1] / width[0] == pytest.approx(1.5, abs=1e-6)


def test_bump_leaves_the_camera_turned():
    lens = moving_lens(bump_s=1.0, bump_px=20.0, hfov_deg=60.0)
    point = np.tile([5.0, 0.0, 0.9], (2, 1))
    before, after = lens.project(point, np.array([0.5, 1.8]))[0]
    assert abs(after[0] - before[0]) == pytest.approx(20.0, abs=1.0)
