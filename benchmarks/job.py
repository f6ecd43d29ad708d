"""One clip of the benchmark: rendered, timed twice, timed by the rivals, deleted.

``field``  the setup a coach would write: cones where he believes them, the runner somewhere in his
           lane (SD 10 cm)
``known``  the same clip and the same taps, with the cones' true places and the runner's line across
           the lane known to 2 cm
"""

from __future__ import annotations

import _thread
import json
import os
import tempfile
import threading
import time
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import cv2
import numpy as np

import flyzone
from conditions import CONDITIONS, Condition, draw_clip
from flyzone.errors import FlyzoneError, InputError
from flyzone.model import ClipTiming
from flyzone.virtual import Rendered, render
from lottery import HALF_LANE_M, KNOWN_LATERAL_SD_M
from rivals import read_opencv, time_runner

GROUPS = ("known", "field")
_MOST_REDRAWS = 30
_SAME_RUN_S = 0.25
_USUAL_NOTICES = {"rolling-shutter-unknown"}
_TIDY_S = 5.0


def leave_with_parent() -> None:
    """Make a worker stop soon after the benchmark that started it was killed.

    A pool's workers otherwise go on with the queue, and then wait for ever.
    """
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        _thread.interrupt_main()  # lets the clip's folder be removed
        time.sleep(_TIDY_S)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def run_job(name: str, seed: int, index: int) -> dict[str, Any]:
    """Render and time one clip; everything in and out is plain data, so it may run anywhere."""
    cv2.setNumThreads(1)
    condition = next(c for c in CONDITIONS if c.name == name)
    started = time.process_time()
    with tempfile.TemporaryDirectory(prefix="flyzone-accuracy-") as folder:
        rendered, aim, attempt = render_clip(condition, seed, index, Path(folder))
        drawn = time.process_time() - started
        truth = json.loads(rendered.truth.read_text())
        written = json.loads(rendered.setup.read_text())
        groups = {
            group: time_group(
                rendered.clip,
                setup_of(group, written, truth, aim, condition),
                truth,
                lane_at_m=aim if group == "known" else 0.0,
            )
            for group in GROUPS
        }
        msec, rate = read_opencv(rendered.clip)
        rivals = [time_runner(truth, i, msec, rate) for i in expected_runs(truth)]
    return {
        "condition": name,
        "index": index,
        "seed": seed,
        "attempt": attempt,
        "fps": condition.fps,
        "groups": groups,
        "rivals": rivals,
        "render_cpu_s": round(drawn, 2),
        "cpu_s": round(time.process_time() - started, 2),
    }


def render_clip(
    condition: Condition, seed: int, index: int, folder: Path
) -> tuple[Rendered, float, int]:
    """Draw until the lottery gives a runner whom legs can carry; says how many draws failed."""
    for attempt in range(_MOST_REDRAWS):
        try:
            draw = draw_clip(condition, seed, index, attempt)
            return render(draw.scenario, folder), draw.aim_m, attempt
        except InputError:
            continue
    raise InputError(
        f"{condition.name}, clip {index}: {_MOST_REDRAWS} draws in a row gave no possible runner. "
        "Look at the ranges in benchmarks/conditions.py."
    )


def expected_runs(truth: dict[str, Any]) -> list[int]:
    """Which of the drawn runners ran in the marked lane."""
    return [i for i, r in enumerate(truth["runners"]) if abs(r["lateral_m"]) <= HALF_LANE_M]


def setup_of(
    group: str, written: dict[str, Any], truth: dict[str, Any], aim_m: float, condition: Condition
) -> dict[str, Any]:
    """The setup of a group: as the virtual user wrote it, or with places known."""
    setup: dict[str, Any] = json.loads(json.dumps(written))
    if group == "known":
        for mark, cone in zip(setup["marks"], truth["cones"], strict=True):
            x, y, z = cone["true_m"]
            mark["lane"] = [x, y - aim_m, z]
        setup["lateral_sd_m"] = KNOWN_LATERAL_SD_M
        setup["mark_sd_m"] = 0.001
    if condition.two_marks:
        near = np.sign(truth["camera"]["position_m"][1])
        setup["marks"] = [
            mark
            for mark, cone in zip(setup["marks"], truth["cones"], strict=True)
            if np.sign(cone["nominal_m"][1]) == near
        ]
    return setup


def time_group(
    clip: Path, setup: dict[str, Any], truth: dict[str, Any], *, lane_at_m: float
) -> dict[str, Any]:
    """Time a clip and hold it against the truth; ``lane_at_m`` is where the setup puts y = 0."""
    try:
        timing = flyzone.time_clip(clip, setup)
    except FlyzoneError as error:
        return _untimed(truth, f"error:{error.code}")
    except Exception as error:  # a crash must stand in the table, not end the benchmark
        return _untimed(truth, f"crash:{type(error).__name__}: {error}"[:160])
    return compare(timing, truth, lane_at_m=lane_at_m)


def _untimed(truth: dict[str, Any], code: str) -> dict[str, Any]:
    runs = [{"timed": False, "true_s": truth["runners"][i]["time_s"]} for i in expected_runs(truth)]
    return {"runs": runs, "extra": 0, "codes": [code]}


def compare(timing: ClipTiming, truth: dict[str, Any], *, lane_at_m: float = 0.0) -> dict[str, Any]:
    """Which true run each result belongs to, and by how much it is off.

    A result belongs to a true run when it has its direction and its entry lies within a quarter of
    a second; a second result for the same run, or one that belongs to none, is an extra.
    """
    left = list(timing.runs)
    runs = []
    for i in expected_runs(truth):
        person = truth["runners"][i]
        mine = [
            run
            for run in left
            if run.direction == person["direction"]
            and abs(run.entry_s - person["entry_s"]) < _SAME_RUN_S
        ]
        if not mine:
            runs.append({"timed": False, "true_s": person["time_s"]})
            continue
        run = min(mine, key=lambda r: abs(r.entry_s - person["entry_s"]))
        left.remove(run)
        runs.append(
            {
                "timed": True,
                "true_s": person["time_s"],
                "error_s": run.time_s - person["time_s"],
                "sd_s": run.time_sd_s,
                "entry_error_s": run.entry_s - person["entry_s"],
                "lateral_error_m": run.lateral_m - (person["lateral_m"] - lane_at_m),
                "lateral_sd_m": run.lateral_sd_m,
                "budget": {share.source: round(share.sd_s, 6) for share in run.error_budget},
            }
        )
    codes = sorted({n.code for n in timing.warnings} - _USUAL_NOTICES)
    return {"runs": runs, "extra": len(left), "codes": codes}
