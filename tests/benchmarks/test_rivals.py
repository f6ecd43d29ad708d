from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from flyzone.virtual import Camera, Encoding, Runner, Scenario, render
from rivals import first_past, read_opencv, time_runner


def steady_truth(fps: float, speed_px: float, *, way: int = 1, slow: float = 1.0) -> dict[str, Any]:
    """A trunk that moves evenly across a picture with lines at 100 and 500 px."""
    frames = np.arange(int(10 * fps))
    column = speed_px * frames / fps if way > 0 else 600.0 - speed_px * frames / fps
    one = np.array([1.0, 0.0])
    point = np.stack([column, np.full(frames.size, 50.0)], -1)
    cones = [
        {"nominal_m": [x, y, 0.0], "tapped_px": [px + 8.0 * y, 60.0 - y]}
        for x, px in ((0.0, 100.0), (10.0, 500.0))
        for y in (-0.61, 0.61)
    ]
    return {
        "zone_m": [0.0, 10.0],
        "cones": cones,
        "camera": {"position_m": [5.0, -12.0, 1.4]},
        "frames": {
            "pts": np.rint(frames / fps * 90000 * slow).astype(int).tolist(),
            "time_base_s": 1 / 90000,
            "slow_motion": slow,
        },
        "runners": [
            {
                "direction": "left-to-right" if way > 0 else "right-to-left",
                "time_s": 400.0 / speed_px,
                "joints": {
                    "names": ["mid_hip", "mid_shoulder"],
                    "frame": frames.tolist(),
                    "pixel": np.stack([point - one, point + one], 1).tolist(),
                },
            }
        ],
    }


def test_the_first_frame_past_the_line_is_found_in_both_directions() -> None:
    frames = np.array([4, 5, 6, 7])
    assert first_past(frames, np.array([1.0, 2.0, 3.0, 4.0]), 2.5, 1) == 6
    assert first_past(frames, np.array([4.0, 3.0, 2.0, 1.0]), 2.5, -1) == 6


def test_a_runner_past_the_line_when_first_seen_is_not_timed() -> None:
    assert first_past(np.array([0, 1]), np.array([5.0, 6.0]), 2.0, 1) is None
    assert first_past(np.array([0, 1]), np.array([0.0, 1.0]), 2.0, 1) is None


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize("slow", [1.0, 8.0])
def test_nearest_frame_is_right_to_within_a_frame(way: int, slow: float) -> None:
    fps = 50.0
    for speed in np.linspace(250.0, 420.0, 23):
        truth = steady_truth(fps, float(speed), way=way, slow=slow)
        msec = np.asarray(truth["frames"]["pts"]) / 90.0
        found = time_runner(truth, 0, msec, fps / slow)
        assert abs(found["nearest-frame"]) <= 1 / fps + 1e-6
        assert found["index-over-rate"] == pytest.approx(found["nearest-frame"], abs=1e-4)
        assert found["opencv-msec"] == pytest.approx(found["nearest-frame"], abs=1e-4)


def test_the_line_at_the_near_cone_moves_both_ends_alike_here_and_is_drawn_apart() -> None:
    truth = steady_truth(1000.0, 400.0)
    truth["cones"][0]["tapped_px"][0] -= 20.0  # near cone of the first end, seen farther out
    found = time_runner(truth, 0, np.zeros(0), 0.0)
    assert found["near-cone"] == pytest.approx(20.0 / 400.0, abs=0.002)
    assert found["nearest-frame"] == pytest.approx(10.0 / 400.0, abs=0.002)
    assert "opencv-msec" not in found
    assert "index-over-rate" not in found


def test_opencv_reports_every_frame_of_a_rendered_clip(tmp_path: Path) -> None:
    scenario = Scenario(
        runners=(Runner(speed_m_s=9.0),),
        camera=Camera(distance_m=14.0),
        encoding=Encoding(fps=24.0, width=320, height=180, lead_in_s=0.1, lead_out_s=0.1),
    )
    rendered = render(scenario, tmp_path)
    msec, rate = read_opencv(rendered.clip)
    assert rate == pytest.approx(24.0, rel=0.01)
    assert np.diff(msec) == pytest.approx(1000 / 24.0, abs=0.1)
    assert msec.size == 1 + int((1.1111 + 0.2) * 24)
