"""The truth about a rendered clip, and the setup that its user would have made.

``truth.json`` (schema "flyzone-truth-1"): all times are real seconds since the first presented
frame, all places metres in the lane's axes, all pixels in the upright frame with (0, 0) the centre
of the upper left pixel.  A frame's timestamp is the moment at which its first row opens; row r of R
opens ``readout_s * r / R`` later and stays open for ``exposure_s``.  ``FIELDS`` says what each
entry means, and stands in every file.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import OutputError
from flyzone.virtual.body import JOINTS
from flyzone.virtual.cast import Actor, Stage

Array = NDArray[np.float64]

SCHEMA = "flyzone-truth-1"
CONVENTIONS = {
    "times": "real seconds since the first presented frame",
    "frame_time": "start of exposure of the frame's first row",
    "row_time": "row r of R opens frame time + readout_s * r / R and stays open for exposure_s",
    "timed_point": "midway between mid-shoulders and mid-hips",
    "pixels": "upright frame, x right, y down, (0, 0) is the centre of the upper left pixel",
}

FIELDS = {
    "seed": "of every random choice",
    "zone_m": "start and end along x",
    "runners.name": "as in the scenario",
    "runners.direction": "as seen in the picture",
    "runners.entry_s": "the timed point crosses the first line of the zone in running direction",
    "runners.exit_s": "and the last one; both are roots of the continuous path",
    "runners.time_s": "exit_s - entry_s",
    "runners.crossings_in_clip": "whether both crossings lie between first and last frame",
    "runners.speed_m_s": "mean over the zone",
    "runners.lateral_m": "mean y of the timed point within the zone",
    "runners.height_m": "standing",
    "runners.hip_height_m": "mean height of mid-hips over a step",
    "runners.steps.foot": "left or right",
    "runners.steps.touchdown_s": "first instant at which the toe tip stands still",
    "runners.steps.toe_off_s": "last such instant",
    "runners.steps.contact_s": "toe_off_s - touchdown_s",
    "runners.steps.flight_s": "from toe_off_s to the other foot's touchdown",
    "runners.steps.step_length_m": "to the next toe_x_m",
    "runners.steps.step_frequency_hz": "1 / (time to the next touchdown)",
    "runners.steps.toe_x_m": "toe tip in stance",
    "runners.steps.toe_y_m": "toe tip in stance",
    "runners.steps.touchdown_distance_m": "toe tip ahead of mid-hips at touchdown",
    "runners.joints.names": "order of the joints",
    "runners.joints.frame": "0-based presented frames for which joints are listed",
    "runners.joints.world_m": "x, y, z of each joint at the frame's time",
    "runners.joints.pixel": "each joint as drawn: at mid-exposure of its own row",
    "frames.time_s": "real time of each presented frame",
    "frames.pts": "timestamp in the file, in units of time_base_s",
    "frames.time_base_s": "unit of pts",
    "frames.duplicated": "frames that repeat the picture before them",
    "frames.shown": "the frame whose picture each frame shows",
    "frames.dropped_time_s": "real times of pictures taken and lost",
    "frames.capture_fps": "nominal rate at which pictures were taken",
    "frames.slow_motion": "playing time over real time (where slowed)",
    "frames.slow_ramp": "whether only the middle half is slowed",
    "camera.position_m": "of the unmoved camera",
    "camera.axes": "rows: right, down and ahead in the world",
    "camera.focal_px": "before any lens switch",
    "camera.centre_px": "principal point",
    "camera.hfov_deg": "along the width, before distortion",
    "camera.yaw_deg": "positive to the right",
    "camera.pitch_deg": "positive upwards",
    "camera.roll_deg": "positive clockwise",
    "camera.k1": "x_d = x_u (1 + k1 r^2 + k2 r^4), r in undistorted x/f",
    "camera.k2": "see k1",
    "camera.readout_s": "first to last row",
    "camera.exposure_s": "open time of each row",
    "camera.width": "px, upright",
    "camera.height": "px, upright",
    "camera.moves": "whether anything moves it during the clip",
    "cones.nominal_m": "where the user believes the cone stands",
    "cones.true_m": "where it stands",
    "cones.tapped_px": "as tapped on the mark frame",
    "cones.still_px": "true place seen by the unmoved camera",
    "bystanders": "people who are not timed, as in the scenario",
    "scenario": "every field of the scenario that was rendered",
}


def truth(stage: Stage) -> dict[str, Any]:
    """Everything that is true about a clip, as plain JSON types."""
    scenario, timeline = stage.scenario, stage.timeline
    lens, camera = stage.lens, scenario.camera
    own = np.arange(len(timeline.time))
    return {
        "schema": SCHEMA,
        "synthetic": True,
        "conventions": CONVENTIONS,
        "fields": FIELDS,
        "seed": scenario.seed,
        "zone_m": list(scenario.zone_m),
        "runners": [_runner(stage, actor) for actor in stage.runners],
        "frames": {
            "time_s": _rounded(timeline.time, 9),
            "pts": timeline.pts.tolist(),
            "time_base_s": 1.0 / 90000.0,
            "duplicated": own[timeline.shown != own].tolist(),
            "shown": timeline.shown.tolist(),
            "dropped_time_s": _rounded(timeline.dropped, 9),
            "capture_fps": scenario.encoding.fps,
            "slow_motion": scenario.encoding.slow_motion,
            "slow_ramp": scenario.encoding.slow_ramp,
        },
        "camera": {
            "position_m": _rounded(lens.position, 6),
            "axes": _rounded(lens.rotation, 9),
            "focal_px": lens.focal_px,
            "centre_px": _rounded(lens.centre, 3),
            "hfov_deg": lens.hfov_deg,
            "yaw_deg": camera.yaw_deg,
            "pitch_deg": lens.pitch_deg,
            "roll_deg": camera.roll_deg,
            "k1": camera.k1,
            "k2": camera.k2,
            "readout_s": camera.readout_s,
            "exposure_s": camera.exposure_s,
            "width": lens.width,
            "height": lens.height,
            "moves": not lens.is_still,
        },
        "cones": [
            {
                "nominal_m": _rounded(nominal, 4),
                "true_m": _rounded(true, 6),
                "tapped_px": _rounded(tap, 3),
                "still_px": _rounded(lens.project(true)[0], 3),
            }
            for nominal, true, tap in zip(stage.nominal, stage.cones, stage.taps, strict=True)
        ],
        "bystanders": [asdict(b) for b in scenario.scene.bystanders],
        "scenario": asdict(scenario),
    }


def setup(stage: Stage) -> dict[str, Any]:
    """The setup a careful user would write: cones as tapped, places as he believes them."""
    scenario = stage.scenario
    out: dict[str, Any] = {
        "marks": [
            {"pixel": _rounded(tap, 2), "lane": _rounded(place, 3)}
            for tap, place in zip(stage.taps, stage.nominal, strict=True)
        ],
        "zone": list(scenario.zone_m),
        "athlete_height_m": scenario.runners[0].height_m,
        "view": "side",
        "mark_frame": scenario.mark_frame,
        "lateral_sd_m": scenario.lateral_sd_m,
        "mark_sd_m": (
            scenario.mark_sd_m if scenario.mark_sd_m is not None else max(scenario.cone_sd_m, 0.001)
        ),
    }
    if scenario.tell_capture_fps:
        out["capture_fps"] = scenario.encoding.fps
    return out


def write_truth(stage: Stage, path: Path) -> Path:
    """Write ``truth.json`` whole or not at all."""
    return _write(path, truth(stage), indent=None)


def write_setup(stage: Stage, path: Path) -> Path:
    """Write ``setup.json`` whole or not at all."""
    return _write(path, setup(stage), indent=1)


def _runner(stage: Stage, actor: Actor) -> dict[str, Any]:
    path = actor.path
    assert path is not None
    zone, offset = stage.scenario.zone_m, actor.offset
    first, last = zone if path.sign > 0 else (zone[1], zone[0])
    entry, leave = path.time_at(first) + offset, path.time_at(last) + offset
    middle = path.trunk(np.linspace(entry, leave, 201) - offset)
    steps = path.steps()
    listed = []
    for step, following in pairwise(steps):
        touchdown, toe_off = step.touchdown + offset, step.toe_off + offset
        if touchdown < actor.window[0] or toe_off > actor.window[1]:
            continue
        listed.append(
            {
                "foot": step.foot,
                "touchdown_s": round(touchdown, 7),
                "toe_off_s": round(toe_off, 7),
                "contact_s": round(step.toe_off - step.touchdown, 7),
                "flight_s": round(following.touchdown - step.toe_off, 7),
                "step_length_m": round(abs(following.toe_x - step.toe_x), 6),
                "step_frequency_hz": round(1.0 / (following.touchdown - step.touchdown), 6),
                "toe_x_m": round(step.toe_x, 6),
                "toe_y_m": round(step.toe_y, 6),
                "touchdown_distance_m": round(step.touchdown_distance, 6),
            }
        )
    to_right = (path.sign > 0) == (stage.lens.rotation[0, 0] > 0)
    return {
        "name": path.runner.name,
        "direction": "left-to-right" if to_right else "right-to-left",
        "entry_s": round(entry, 9),
        "exit_s": round(leave, 9),
        "time_s": round(leave - entry, 9),
        "crossings_in_clip": bool(entry >= 0.0 and leave <= stage.timeline.time[-1]),
        "speed_m_s": round((zone[1] - zone[0]) / (leave - entry), 6),
        "lateral_m": round(float(middle[:, 1].mean()), 6),
        "height_m": path.runner.height_m,
        "hip_height_m": round(path.hip_height, 6),
        "steps": listed,
        "joints": _joints(stage, actor),
    }


def _joints(stage: Stage, actor: Actor) -> dict[str, Any]:
    timeline, half = stage.timeline, 0.5 * stage.scenario.camera.exposure_s
    time = timeline.time
    seen = np.flatnonzero((time >= actor.window[0]) & (time <= actor.window[1]))
    assert actor.path is not None
    world = actor.path.joints(time[seen] - actor.offset)
    shown = timeline.shown[seen]
    pixel, _, _ = stage.see(actor, time[shown] + half)
    return {
        "names": list(JOINTS),
        "frame": seen.tolist(),
        "world_m": _rounded(world, 5),
        "pixel": _rounded(pixel, 3),
    }


def _rounded(values: Array, digits: int) -> Any:
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def _write(path: Path, content: dict[str, Any], indent: int | None) -> Path:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_text(json.dumps(content, indent=indent), encoding="utf-8")
        os.replace(beside, path)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise OutputError(
            f"{path} could not be written: {problem.strerror or problem}. "
            "Choose a folder that exists, is yours and has space.",
            code="output-write",
        ) from problem
    return path
