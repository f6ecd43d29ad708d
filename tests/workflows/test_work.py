"""The work on clips as it really runs: in a process of its own, under its limits."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.workflows.films import film, small

from flyzone.jobs.running import Ended, Running
from flyzone.virtual import Camera, Runner, Scenario
from flyzone.workflows.work import REGISTRY, STILL, TIMING, still_job

SPRINT = Scenario(
    runners=(Runner(speed_m_s=9.0),),
    camera=Camera(distance_m=12.0, height_m=1.5, hfov_deg=62.0),
    encoding=small(width=960, height=540, lead_in_s=0.4, lead_out_s=0.4),
    tap_sd_px=0.0,
    seed=5,
)


def _done(kind: str, task: dict[str, Any], folder: Path) -> Ended:
    work = REGISTRY[kind]
    with Running(work.run, task, folder, work.limits) as running:
        ended = running.wait(120.0)
    assert ended is not None
    return ended


def test_every_kind_of_work_is_a_function_that_is_there() -> None:
    for work in REGISTRY.values():
        module, _, function = work.run.partition(":")
        assert callable(getattr(__import__(module, fromlist=[function]), function))


def test_the_same_still_is_one_job_and_another_frame_another() -> None:
    clip = "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert still_job(clip, None, None) == still_job(clip, None, None)
    assert still_job(clip, None, None).id != still_job(clip, None, None, 7).id


@pytest.mark.gate
def test_a_clip_is_read_and_timed_within_the_limits_of_its_process(tmp_path: Path) -> None:
    made = film(SPRINT, tmp_path)
    folder = tmp_path / "clip"
    folder.mkdir()
    shutil.copy(made.clip, folder / "original")
    still = _done(STILL, {"clip": "original", "mark_frame": 0}, folder)
    assert still.outcome is not None, (still, still.log)
    assert (still.outcome["width"], still.outcome["height"]) == (960, 540)
    assert (folder / "still.jpg").stat().st_size > 1000
    timed = _done(TIMING, {"clip": "original", "setup": made.setup}, folder)
    assert timed.outcome is not None, (timed, timed.log)
    assert len(timed.outcome["timing"]["runs"]) == 1


@pytest.mark.gate
def test_a_file_that_is_no_clip_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "original").write_bytes(bytes(range(256)) * 1000)
    ended = _done(STILL, {"clip": "original"}, tmp_path)
    assert ended.error is not None
    assert ended.error["message"].endswith(".")
