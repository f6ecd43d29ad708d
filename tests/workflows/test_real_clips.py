"""Real clips end in a result or a clear warning; see docs/real-clips.md."""

from __future__ import annotations

import csv
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from flyzone.errors import TimingError
from flyzone.geometry import fit_camera
from flyzone.wire.setup import load_setup
from flyzone.workflows.time_clip import time_clip

ROOT = Path(__file__).parents[2]
SETUPS = ROOT / "benchmarks" / "real_setups"
FOOTAGE = ROOT.parent / "shared" / "footage"
STARTS = sorted(path.stem for path in SETUPS.glob("start_*.json"))
needs_footage = pytest.mark.skipif(
    not FOOTAGE.is_dir(), reason="the clips show people and lie outside the project"
)


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    name = "real_clips_benchmark"
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / "real_clips.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", STARTS)
def test_the_marks_of_a_start_give_a_camera_that_a_person_could_hold(name: str) -> None:
    fit = fit_camera(load_setup(SETUPS / f"{name}.json"), (1280, 720))
    assert fit.used.all()
    assert 1.2 < fit.camera.height_m < 2.0
    assert 4.0 < fit.camera.distance_m < 11.0
    assert fit.residual_px.max() < 3.0


def test_a_step_rate_by_hand_counts_two_steps_between_landings_of_one_leg(
    benchmark: ModuleType,
) -> None:
    times = np.arange(100) / 30
    picked = benchmark.Landings(downs=(10, 25, 40), takeoffs=(15, 30, 45))
    hz, sd, stretch = benchmark.step_rate_by_hand(picked, times)
    assert hz == pytest.approx(4.0)
    # Each slope over three events: sd = 2 frames / sqrt(2); two of them; rate = 2 / period.
    assert sd == pytest.approx(2 / 0.5**2 * (2 / 30) / np.sqrt(2) / np.sqrt(2))
    assert stretch == pytest.approx((10 / 30, 45 / 30))


def test_the_table_of_landings_is_read_by_clip_and_event(
    benchmark: ModuleType, tmp_path: Path
) -> None:
    table = tmp_path / "picked.csv"
    with table.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(
            [["clip", "frame", "event"], ["x.mp4", 9, "down"], ["x.mp4", 4, "down"],
             ["x.mp4", 6, "takeoff"]]
        )  # fmt: skip
    assert benchmark.read_landings(table) == {"x": benchmark.Landings((4, 9), (6,))}


def test_clips_are_listed_place_by_place_in_the_order_of_their_numbers(
    benchmark: ModuleType,
) -> None:
    names = [name for name in benchmark.clip_names() if name.startswith("start_a")]
    assert names == [f"start_a{n}" for n in (1, 3, 5, 7, 11, 13, 15)]


def test_every_clip_of_the_page_has_words_for_what_is_in_it(benchmark: ModuleType) -> None:
    assert all(benchmark.what_is_in(name) for name in benchmark.clip_names())


@pytest.mark.gate
@needs_footage
@pytest.mark.parametrize("name", STARTS)
def test_a_start_on_a_lane_gives_one_run_of_a_starting_sprinter(name: str) -> None:
    timing = time_clip(FOOTAGE / f"{name}.mp4", SETUPS / f"{name}.json")
    assert len(timing.runs) == 1
    run = timing.runs[0]
    assert run.direction == ("right-to-left" if name.startswith("start_a") else "left-to-right")
    # From 1 m to 6 or 8 m out of blocks; the metres along are estimated, so this is a wide bound.
    assert 4.0 < run.speed_m_s < 7.0
    assert 0.005 < run.time_sd_s < 0.06
    place = np.array([x for _, x in run.path])
    speed = np.gradient(place, [t for t, _ in run.path])
    assert np.median(speed[-5:]) > 1.2 * np.median(speed[:5])  # he accelerates
    assert "camera-hand-held" in {notice.code for notice in timing.warnings}


@pytest.mark.gate
@needs_footage
def test_a_replay_in_slow_motion_ends_in_a_question_about_its_rate() -> None:
    with pytest.raises(TimingError, match="slowed down") as caught:
        time_clip(FOOTAGE / "fly_slowed.mp4", SETUPS / "fly_slowed.json")
    assert caught.value.code == "slow-motion-suspected"


@pytest.mark.gate
@needs_footage
@pytest.mark.parametrize(
    ("name", "code"), [("treadmill_side", "no-runner"), ("walk_two_people", "not-running")]
)
def test_who_does_not_run_along_a_lane_is_not_timed(name: str, code: str) -> None:
    timing = time_clip(FOOTAGE / f"{name}.mp4", SETUPS / f"{name}.json")
    assert timing.runs == ()
    assert code in {notice.code for notice in timing.warnings}
