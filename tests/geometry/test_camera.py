"""The lane camera: pixels to lane metres and back, and what it costs to be wrong about it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.geometry.builders import camera

from flyzone.geometry.camera import camera_axes, meet_plane

angles = st.tuples(st.floats(-25, 25), st.floats(-12, 5), st.floats(-5, 5))
signs = st.sampled_from([-1, 1])


def test_a_pinhole_sees_a_point_where_similar_triangles_put_it() -> None:
    # 2 m to the right and 0.6 m above the axis, 10 m away, f = 1000 px, middle (639.5, 359.5).
    pixel = camera(x=0, y=-10, height=1.0, pitch=0, focal=1000).to_pixels([[2.0, 0.0, 1.6]])[0]
    assert pixel == pytest.approx([639.5 + 200, 359.5 - 60])


def test_radial_distortion_moves_a_point_by_k1_times_its_squared_radius() -> None:
    bare = camera(x=0, y=-10, height=1.0, pitch=0, focal=1000)
    bent = camera(x=0, y=-10, height=1.0, pitch=0, focal=1000, k1=-0.05)
    middle = np.array([639.5, 359.5])
    straight = bare.to_pixels([[5.0, 0.0, 1.0]])[0] - middle
    assert bent.to_pixels([[5.0, 0.0, 1.0]])[0] - middle == pytest.approx(
        straight * (1 - 0.05 * 0.5**2)
    )


def test_the_axes_turn_the_way_that_their_names_say() -> None:
    right, down, forward = camera_axes(0.0, 0.0, 0.0)
    assert (right, down, forward) == (
        pytest.approx([1, 0, 0]), pytest.approx([0, 0, -1]), pytest.approx([0, 1, 0]),
    )  # fmt: skip
    assert camera_axes(0.1, 0.0, 0.0)[2][0] < 0  # yaw turns left
    assert camera_axes(0.0, 0.1, 0.0)[2][2] > 0  # pitch looks up
    assert camera_axes(0.0, 0.0, 0.1)[0][2] < 0  # clockwise: the right-hand side sinks


@given(angles, st.floats(-0.08, 0.05), st.floats(-1.0, 1.0), signs, signs)
def test_projecting_and_reading_in_the_same_plane_round_trips(
    turned, k1: float, across: float, along_sign: int, across_sign: int
) -> None:
    yaw, pitch, roll = turned
    seen_by = camera(
        x=5.0 * along_sign, yaw=yaw, pitch=pitch, roll=roll, k1=k1,
        along_sign=along_sign, across_sign=across_sign,
    )  # fmt: skip
    x, z = np.array([0.0, 4.0, 10.0]), np.array([0.0, 1.15, 1.8])
    read = seen_by.to_lane(seen_by.to_pixels(np.column_stack([x, np.full(3, across), z])), across)
    assert read == pytest.approx(np.column_stack([x, z]), abs=1e-5)


def test_a_point_behind_the_camera_has_no_pixel_and_the_sky_no_place_behind() -> None:
    seen_by = camera()
    assert np.isnan(seen_by.to_pixels([[5.0, -20.0, 1.0]])).all()
    assert np.isnan(meet_plane(seen_by.theta, np.array([[640.0, 360.0]]), seen_by.size, -20)).all()


def test_poles_seen_against_the_lane_stand_where_mysprint_prints_them() -> None:
    """SCIENCE 10: camera 18 m from the line at x = 15, poles 1.02 m nearer, for 5 ... 30 m."""
    seen_by = camera(x=15.0, y=-18.0, pitch=0.0, focal=600.0)
    poles = np.array([5.57, 10.28, 15.0, 19.72, 24.43, 29.15])
    pixels = seen_by.to_pixels(np.column_stack([poles, np.full(6, -1.02), np.zeros(6)]))
    # Read in the plane of the line, each printed pole covers its nominal place.
    assert seen_by.to_lane(pixels)[:, 0] == pytest.approx([5, 10, 15, 20, 25, 30], abs=0.006)


def test_a_pole_at_its_nominal_place_is_passed_late_and_early_as_science_says() -> None:
    seen_by = camera(x=15.0, y=-18.0, pitch=0.0, focal=600.0)
    pixels = seen_by.to_pixels([[5.0, -1.02, 0.0], [30.0, -1.02, 0.0]])
    really = seen_by.to_lane(pixels)[:, 0]
    assert really - [5.0, 30.0] == pytest.approx([-0.60, 0.90], abs=0.005)


def test_ten_centimetres_across_cost_ten_ms_from_ten_metres_and_four_from_twenty_five() -> None:
    """DESIGN: the runner 10 cm off the plane in which he is read, fly 10 at 10 m/s."""
    for distance, ms in ((10.0, 10.0), (25.0, 4.0)):
        near = camera(y=-distance)
        _, by_across = near.place_sensitivity([0.0, 10.0], 1.15)
        length = 0.10 * abs(by_across[1] - by_across[0])
        assert 1e3 * length / 10.0 == pytest.approx(ms, rel=0.02)


@given(angles, st.floats(-0.06, 0.03), signs, signs, st.floats(0.0, 1.5))
def test_sensitivities_are_what_perturbing_the_camera_and_the_plane_gives(
    turned, k1: float, along_sign: int, across_sign: int, z: float
) -> None:
    yaw, pitch, roll = turned
    seen_by = camera(
        x=5.0 * along_sign, yaw=yaw, pitch=pitch, roll=roll, k1=k1,
        along_sign=along_sign, across_sign=across_sign,
    )  # fmt: skip
    x, across = np.array([0.0, 10.0]), 0.2
    by_camera, by_across = seen_by.place_sensitivity(x, z, across)
    pixels = seen_by.to_pixels(np.column_stack([x, np.full(2, across), np.full(2, z)]))
    for k in range(8):
        other = np.array(seen_by.theta)
        other[k] += 1e-4
        nudged = type(seen_by)(other, seen_by.shares, seen_by.size, along_sign, across_sign)
        assert (nudged.to_lane(pixels, across)[:, 0] - x) / 1e-4 == pytest.approx(
            by_camera[:, k], rel=5e-3, abs=2e-2
        )
    moved = (seen_by.to_lane(pixels, across + 1e-3)[:, 0] - x) / 1e-3
    assert moved == pytest.approx(by_across, rel=1e-3, abs=1e-4)


@pytest.mark.parametrize("across_sign", [-1, 1])
def test_a_foot_beside_the_line_appears_higher_or_lower_as_its_row_sensitivity_says(
    across_sign: int,
) -> None:
    seen_by = camera(height=3.0, across_sign=across_sign)
    per_metre = seen_by.ground_row_sensitivity(5.0)
    for y in (-0.3, 0.3):
        read = seen_by.to_lane(seen_by.to_pixels([[5.0, y, 0.0]]))[0, 1]
        assert read == pytest.approx(per_metre * y, rel=0.05)
    # What lies beyond the middle (towards +Y, away from the camera) stands higher: 3 m over 15 m.
    assert per_metre * across_sign == pytest.approx(3.0 / 15.0, rel=0.02)


def test_a_low_camera_cannot_see_where_across_the_lane_a_foot_is() -> None:
    assert abs(camera(height=0.01).ground_row_sensitivity(5.0)) < 1e-3


def test_height_uncertainty_of_the_ground_is_that_of_the_camera_height_pixel_held() -> None:
    sd = 0.01
    covariance = np.zeros((8, 8))
    covariance[2, 2] = sd**2  # log height alone: the whole picture rises with the lens
    bare = camera(height=2.0)
    seen_by = type(bare)(bare.theta, {"camera": covariance}, bare.size)
    assert seen_by.ground_height_sd(5.0) == pytest.approx(2.0 * sd, rel=1e-3)
