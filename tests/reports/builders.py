"""Small builders: a lane camera that stands square to the lane, and timed clips to draw."""

from __future__ import annotations

import numpy as np

from flyzone.geometry import LaneCamera
from flyzone.model import (
    ClipInfo,
    ClipTiming,
    Direction,
    ErrorSource,
    Notice,
    NotMeasured,
    Split,
    TimedRun,
)

PX_PER_M = 60.0


def square_camera(width: int = 960, height: int = 540, *, along_sign: int = 1) -> LaneCamera:
    """Twenty metres from the lane, 1 m high, level, aimed at 5 m; 60 px/m at 960 px width."""
    focal = 20.0 * PX_PER_M * width / 960
    theta = np.array([5.0 * along_sign, -20.0, 0.0, 0.0, 0.0, 0.0, np.log(focal), 0.0])
    return LaneCamera(theta, {"marks": np.zeros((8, 8))}, (width, height), along_sign)


def steady_run(
    entry_s: float = 1.0,
    time_s: float = 1.25,
    *,
    sd_s: float = 0.004,
    direction: Direction = "left-to-right",
    athlete: str | None = None,
    line_m: float = 0.0,
    lateral_m: float = 0.0,
) -> TimedRun:
    """A run through 10 m at one speed, two splits; the path goes 2 m beyond the zone."""
    speed = 10.0 / time_s
    times = np.linspace(entry_s - 2.0 / speed, entry_s + 12.0 / speed, 80)
    forward = 1.0 if direction == "left-to-right" else -1.0
    start = line_m if forward > 0 else line_m + 10.0
    places = start + forward * speed * (times - entry_s)
    middle, end = start + 5.0 * forward, start + 10.0 * forward
    half_sd = sd_s / np.sqrt(2.0)
    return TimedRun(
        direction=direction,
        entry_s=entry_s,
        exit_s=entry_s + time_s,
        time_s=time_s,
        time_sd_s=sd_s,
        speed_m_s=speed,
        speed_sd_m_s=speed * sd_s / time_s,
        splits=(
            Split(start, middle, time_s / 2, half_sd),
            Split(middle, end, time_s / 2, half_sd),
        ),
        error_budget=(ErrorSource("lateral place", 0.8 * sd_s), ErrorSource("marks", 0.6 * sd_s)),
        path=tuple(zip(times.tolist(), places.tolist(), strict=True)),
        athlete=athlete,
        lateral_m=lateral_m,
    )


def timed_clip(*runs: TimedRun, fps: float = 60.0, slowed: float = 1.0) -> ClipTiming:
    """A clip of 4 real seconds with these runs."""
    return ClipTiming(
        clip=ClipInfo(int(4 * fps * slowed), fps, False, slowed, 4.0),
        zone_m=(0.0, 10.0),
        runs=runs,
        warnings=(Notice("made-up", "Something <to> tell."),),
        not_measured=() if runs else (NotMeasured("runs", "Nobody ran & nobody walked."),),
    )
