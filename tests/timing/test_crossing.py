"""When the trunk crossed each line: geometry, shutter and clock, each carried on its own."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq
from tests.geometry.builders import camera
from tests.timing.builders import NO_SHUTTER

from flyzone.errors import TimingError
from flyzone.geometry import LaneCamera
from flyzone.timing.crossing import Crossings, Shutter, find_crossings, usual_shutter
from flyzone.timing.path import TrunkPath, fit_path

SPEED, TRUNK_M = 9.0, 1.15


def straight(speed: float = SPEED, seen=lambda x: x, *, span: float = 2.0) -> TrunkPath:
    """A path without noise; ``seen`` turns true places into places read in the plane y = 0."""
    t = np.arange(0, span, 1 / 120)
    x = -4.0 + speed * t if speed > 0 else 14.0 + speed * t
    return fit_path(t, seen(x), step_hz=None)


def crossed(path: TrunkPath, lines=(0.0, 10.0), seen_by: LaneCamera | None = None, **changes):
    usual = {
        "trunk_m": TRUNK_M, "lateral_m": 0.0, "lateral_sd_m": 0.0, "shutter": NO_SHUTTER,
        "timestamp_sd_s": 0.0, "rate_sd": 0.0,
    }  # fmt: skip
    return find_crossings(path, lines, seen_by or camera(), **(usual | changes))


@pytest.mark.parametrize("speed", [9.0, -9.0])
def test_a_straight_run_crosses_when_arithmetic_says(speed: float) -> None:
    lines = (0.0, 5.0, 10.0) if speed > 0 else (10.0, 5.0, 0.0)
    found = crossed(straight(speed), lines)
    assert found.times == pytest.approx(4.0 / 9.0 + np.array([0.0, 5.0, 10.0]) / 9.0, abs=2e-4)
    assert found.speeds == pytest.approx([speed] * 3, rel=5e-3)


def test_a_line_that_was_not_reached_is_refused() -> None:
    with pytest.raises(TimingError, match=r"line at 20\.00 m") as caught:
        crossed(straight(), (0.0, 20.0))
    assert caught.value.code == "line-not-crossed"


@pytest.mark.parametrize("across_sign", [1, -1])
def test_a_runner_beside_the_middle_is_timed_truly_where_his_place_is_known(
    across_sign: int,
) -> None:
    seen_by = camera(y=-10.0, across_sign=across_sign)
    lateral = 0.3

    def read(x: np.ndarray) -> np.ndarray:
        places = np.column_stack([x, np.full_like(x, lateral), np.full_like(x, TRUNK_M)])
        return seen_by.to_lane(seen_by.to_pixels(places))[:, 0]

    path = straight(seen=read)
    told = crossed(path, seen_by=seen_by, lateral_m=lateral).between(0, 1)[0]
    untold = crossed(path, seen_by=seen_by).between(0, 1)[0]
    assert told == pytest.approx(10 / SPEED, abs=3e-4)
    # Beyond the middle the lane looks shorter: 0.3 m of 10 m, 3 %, and as much longer before it.
    expected = 10 / SPEED * (1 + 0.03 * across_sign)
    assert untold == pytest.approx(expected, rel=2e-3)


def test_the_lateral_share_is_what_moving_the_runner_costs() -> None:
    path = straight()
    shares = crossed(path, lateral_sd_m=0.10).between(0, 1)[1]
    moved = crossed(path, lateral_m=0.10).between(0, 1)[0] - crossed(path).between(0, 1)[0]
    assert shares["lateral place"] == pytest.approx(abs(moved), rel=0.02)


def test_camera_shares_are_what_redrawn_cameras_scatter() -> None:
    """Second method: draw the camera from its covariance and time the same pixels again."""
    seen_by = camera()
    rng = np.random.default_rng(2)
    spread = rng.normal(0, 1, (8, 8)) * np.array([0.02, 0.02, 0.01, 2e-3, 2e-3, 2e-3, 0.003, 4e-3])
    covariance = spread.T @ spread / 8
    known = LaneCamera(seen_by.theta, {"camera": covariance}, seen_by.size)
    stated = crossed(straight(), seen_by=known).between(0, 1)[1]["camera"]
    x = np.array([0.0, 10.0])
    pixels = seen_by.to_pixels(np.column_stack([x, np.zeros(2), np.full(2, TRUNK_M)]))
    lengths = []
    for theta in rng.multivariate_normal(seen_by.theta, covariance, 800):
        other = LaneCamera(theta, {}, seen_by.size)
        lengths.append(np.ptp(other.to_lane(pixels)[:, 0]))
    assert stated == pytest.approx(np.std(lengths) / SPEED, rel=0.10)


def rolled(rows: float) -> LaneCamera:
    """A camera of 1920 x 1080 that sees the trunk at both lines so many rows apart."""

    def make(roll: float) -> LaneCamera:
        return camera(roll=roll, size=(1920, 1080), focal=1600.0)

    def apart(roll: float) -> float:
        pixels = make(roll).to_pixels([[0, 0, TRUNK_M], [10, 0, TRUNK_M]])
        return float(pixels[1, 1] - pixels[0, 1])

    return make(brentq(lambda roll: apart(roll) - rows, -20, 20))


def test_two_hundred_rows_of_a_rolling_shutter_are_one_and_a_half_ms() -> None:
    """SCIENCE 10: 200 of 1080 rows, read out in 8 ms, shift a crossing by 1.48 ms."""
    seen_by, path = rolled(200.0), straight()
    still = crossed(path, seen_by=seen_by).between(0, 1)[0]
    rolling = crossed(path, seen_by=seen_by, shutter=Shutter(0.008, 0.002)).between(0, 1)
    assert rolling[0] - still == pytest.approx(0.00148, abs=5e-6)
    assert rolling[1]["rolling shutter"] == pytest.approx(0.002 * 200 / 1080, rel=1e-3)


def test_lines_seen_in_the_same_row_lose_nothing_to_the_shutter() -> None:
    time_s, shares = crossed(straight(), shutter=Shutter(0.008, 0.004)).between(0, 1)
    assert time_s == pytest.approx(10 / SPEED, abs=3e-4)
    assert shares["rolling shutter"] < 2e-5


def test_a_turned_sensor_scans_along_the_lane() -> None:
    seen_by = camera(size=(720, 1280), focal=900.0)
    pixels = seen_by.to_pixels([[0, 0, TRUNK_M], [10, 0, TRUNK_M]])
    expected = 0.008 * (pixels[1, 0] - pixels[0, 0]) / 720
    for scan, sign in (((1.0, 0.0), 1), ((-1.0, 0.0), -1)):
        shutter = Shutter(0.008, 0.0, scan)
        found = crossed(straight(), seen_by=seen_by, shutter=shutter).between(0, 1)[0]
        assert found - 10 / SPEED == pytest.approx(sign * expected, abs=3e-4)


def test_an_unknown_turning_is_doubted_and_not_guessed() -> None:
    seen_by = camera(size=(720, 1280), focal=900.0)
    unknown = Shutter(0.008, 0.002, known=False)
    time_s, shares = crossed(straight(), seen_by=seen_by, shutter=unknown).between(0, 1)
    assert time_s == pytest.approx(10 / SPEED, abs=3e-4)
    assert shares["rolling shutter"] > 0.004


def test_an_unknown_phones_shutter_never_outlasts_a_frame() -> None:
    for fps in (24.0, 60.0, 240.0):
        shutter = usual_shutter(fps, rotation_deg=0, portrait=False)
        longest = min(1 / fps, 0.020)
        assert 0 < shutter.readout_s < longest
        # Nothing and the longest are both within two standard deviations.
        assert shutter.readout_s - 2 * shutter.readout_sd_s < 0
        assert shutter.readout_s + 2.5 * shutter.readout_sd_s > longest
    assert usual_shutter(60, rotation_deg=180, portrait=False).scan == (0.0, -1.0)
    assert usual_shutter(60, rotation_deg=90, portrait=True).known
    assert not usual_shutter(60, rotation_deg=0, portrait=True).known


def test_a_clock_that_is_off_by_a_share_costs_that_share_of_the_time() -> None:
    shares = crossed(straight(), rate_sd=1e-3).between(0, 1)[1]
    assert shares["frame clock"] == pytest.approx(1e-3 * 10 / SPEED, rel=1e-3)


def test_left_over_camera_motion_is_pixels_over_speed() -> None:
    seen_by = camera(focal=1100.0, y=-15.0)
    shares = crossed(straight(), seen_by=seen_by, motion_sd_px=1.0).between(0, 1)[1]
    one_line = 1.0 / (1100 / 15.0) / SPEED
    assert shares["camera motion"] == pytest.approx(np.sqrt(2) * one_line, rel=0.02)


def test_what_shifts_both_lines_alike_drops_out_of_the_time_between() -> None:
    common = np.full((2, 2), 0.01**2)
    found = Crossings(
        np.array([0.0, 10.0]), np.array([1.0, 2.0]), np.array([10.0, 10.0]),
        {"common": common, "apart": np.eye(2) * 0.003**2},
    )  # fmt: skip
    time_s, shares = found.between(0, 1)
    assert time_s == 1.0
    assert shares == {"common": pytest.approx(0, abs=1e-9), "apart": pytest.approx(0.003 * 2**0.5)}
