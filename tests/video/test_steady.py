"""How the camera moved, from the background alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from flyzone.video.steady import Steadier

HEIGHT, WIDTH = 360, 640


def scenery(seed: int = 0) -> np.ndarray:
    """A textured picture, larger than a frame on every side, smooth to a pixel or two."""
    rng = np.random.default_rng(seed)
    picture = np.zeros((HEIGHT + 200, WIDTH + 200), np.float32)
    for size in (3, 9, 25):
        small = rng.normal(0, 1, (picture.shape[0] // size + 2, picture.shape[1] // size + 2))
        large = cv2.resize(
            small.astype(np.float32), (picture.shape[1], picture.shape[0]),
            interpolation=cv2.INTER_CUBIC,
        )  # fmt: skip
        picture += large
    return np.clip(128 + 25 * picture, 0, 255).astype(np.uint8)


SCENERY = scenery()


def frame(dx: float = 0.0, dy: float = 0.0, *, turn_deg: float = 0.0, seed: int = 1) -> np.ndarray:
    """The picture of a camera that has moved so that the background lies (dx, dy) px further."""
    turn = cv2.getRotationMatrix2D((WIDTH / 2 + 100, HEIGHT / 2 + 100), turn_deg, 1.0)
    turn[:, 2] += (dx - 100, dy - 100)
    moved = cv2.warpAffine(SCENERY, turn, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC)
    noise = np.random.default_rng(seed).normal(0, 1.5, moved.shape)
    return np.clip(moved + noise, 0, 255).astype(np.uint8)


def moved_by(homography: np.ndarray, points: np.ndarray) -> np.ndarray:
    return cv2.perspectiveTransform(points[None].astype(float), homography)[0] - points


CORNERS = np.array([[40.0, 40.0], [600.0, 40.0], [320.0, 180.0], [40.0, 320.0], [600.0, 320.0]])


def test_a_still_camera_is_still() -> None:
    steadier = Steadier(frame(seed=2))
    for seed in range(3, 8):
        motion = steadier.follow(frame(seed=seed))
        assert motion.homography is None
        assert motion.shift_px < 0.2
        assert not motion.lost


@pytest.mark.parametrize(("dx", "dy"), [(2.3, -1.1), (-7.6, 3.2), (0.6, 0.0)])
def test_a_shift_is_found_to_a_tenth_of_a_pixel(dx: float, dy: float) -> None:
    motion = Steadier(frame()).follow(frame(dx, dy))
    assert motion.homography is not None
    found = moved_by(motion.homography, CORNERS)
    assert found == pytest.approx(np.broadcast_to([dx, dy], (5, 2)), abs=0.15)
    assert motion.shift_px == pytest.approx(np.hypot(dx, dy), abs=0.1)
    assert motion.residual_px < 0.3


def test_a_turn_about_the_optical_axis_is_found() -> None:
    motion = Steadier(frame()).follow(frame(turn_deg=0.8))
    assert motion.homography is not None
    turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), 0.8, 1.0)
    expected = CORNERS @ turn[:, :2].T + turn[:, 2] - CORNERS
    assert moved_by(motion.homography, CORNERS) == pytest.approx(expected, abs=0.2)


def test_a_drift_far_beyond_one_look_is_followed_step_by_step() -> None:
    steadier = Steadier(frame())
    for n in range(1, 21):
        motion = steadier.follow(frame(2.5 * n, -0.8 * n, seed=n))
        assert not motion.lost
    assert motion.homography is not None
    assert moved_by(motion.homography, CORNERS[2:3])[0] == pytest.approx([50.0, -16.0], abs=0.3)


def test_someone_who_walks_through_does_not_move_the_camera() -> None:
    steadier = Steadier(frame())
    for n in range(6):
        picture = frame(seed=n)
        picture[60:330, 100 + 40 * n : 190 + 40 * n] = 240
        motion = steadier.follow(picture)
        assert not motion.lost
        if motion.homography is not None:
            assert np.abs(moved_by(motion.homography, CORNERS)).max() < 0.4


@pytest.mark.parametrize("light", [0.6, 1.25])
def test_a_cloud_is_no_motion(light: float) -> None:
    dimmed = np.clip(frame(seed=3) * light, 0, 255).astype(np.uint8)
    motion = Steadier(frame()).follow(dimmed)
    assert not motion.lost
    assert motion.shift_px < 0.3


def test_another_scene_or_a_covered_lens_is_lost() -> None:
    other = scenery(9)[100 : 100 + HEIGHT, 100 : 100 + WIDTH]
    for picture in (other, np.full((HEIGHT, WIDTH), 5, np.uint8)):
        assert Steadier(frame()).follow(picture).lost


def test_a_blank_wall_has_too_little_to_follow_and_says_so() -> None:
    blank = np.full((HEIGHT, WIDTH), 120, np.uint8)
    steadier = Steadier(blank)
    assert not steadier.enough
    assert not steadier.follow(blank).lost


def test_large_pictures_are_followed_in_their_own_pixels() -> None:
    def large(dx: float) -> np.ndarray:
        return cv2.resize(frame(dx), (2 * WIDTH, 2 * HEIGHT), interpolation=cv2.INTER_CUBIC)

    motion = Steadier(large(0.0)).follow(large(3.0))
    assert motion.shift_px == pytest.approx(6.0, abs=0.2)
