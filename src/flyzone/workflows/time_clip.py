"""Time a clip: a phone clip and its marks in, every run through the zone out, with error bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import SetupError, VideoError
from flyzone.geometry import CameraFit, fit_camera
from flyzone.model import ClipInfo, ClipSetup, ClipTiming, Notice, NotMeasured, TimedRun
from flyzone.timing.clock import FrameClock, read_clock
from flyzone.timing.company import is_shadow
from flyzone.timing.crossing import usual_shutter
from flyzone.timing.judge import Lane, judge_passage
from flyzone.timing.passage import Passage, stitch
from flyzone.video.passages import LaneReport, LaneWatcher
from flyzone.video.reader import Clip, Frame, open_clip
from flyzone.video.strip import StripGrid, lay_grid
from flyzone.wire.setup import load_setup, parse_setup
from flyzone.workflows.timed_clip import TimedClip

SetupLike = ClipSetup | str | PathLike[str] | dict[str, Any]

_STILL_PX = 0.5
_UNSTEADY_SHARE = 3.0 / 1280


@dataclass(frozen=True)
class Seen:
    """What one reading of a clip gave, before anything is judged."""

    fit: CameraFit
    grid: StripGrid
    passages: tuple[Passage, ...]
    report: LaneReport
    notices: tuple[Notice, ...]
    slow_motion: float
    """Clip seconds per second of the passages' times."""


def time_clip(
    path: str | PathLike[str],
    setup: SetupLike,
    *,
    athletes: Sequence[str] = (),
    progress: Callable[[float], None] | None = None,
) -> TimedClip:
    """Times every run through the zone of a clip.

    Parameters
    ----------
    path : str or path
        A video file.
    setup : ClipSetup, dict, or path of a SETUP.json
        Marks, zone, and how well each is known.
    athletes : sequence of str
        Names for the runs, in the order in which they start.
    progress : callable, optional
        Called now and then with the seconds of the clip that have been read.

    Returns
    -------
    TimedClip
        The runs with their errors; `TimedClip.runs_table` and its kin give DataFrames.

    Raises
    ------
    SetupError, VideoError, TimingError
        What was wrong, what was expected, what came, and the next step.

    Examples
    --------
    >>> timing = flyzone.time_clip("clip.mp4", "setup.json")      # doctest: +SKIP
    >>> timing.runs[0].time_s, timing.runs[0].time_sd_s           # doctest: +SKIP
    (1.0526, 0.0031)
    """
    lane_setup = as_setup(setup)
    with open_clip(Path(path)) as clip:
        seen = watch_clip(clip, lane_setup, progress=progress)
        return TimedClip.of(judge_clip(clip, lane_setup, seen, athletes=athletes))


def as_setup(setup: SetupLike) -> ClipSetup:
    """A setup from whatever form it comes in."""
    if isinstance(setup, ClipSetup):
        return setup
    if isinstance(setup, dict):
        return parse_setup(setup)
    return load_setup(setup)


def watch_clip(
    clip: Clip, setup: ClipSetup, *, progress: Callable[[float], None] | None = None
) -> Seen:
    """Reads a clip once: the camera from the marks, and everybody who passes along the lane."""
    size = (clip.stream.width, clip.stream.height)
    if setup.view != "side":
        raise SetupError(
            f'A zone is timed from the side; the setup says view "{setup.view}". Film from beside the '
            'lane and set "view": "side".',
            code="wrong-view",
        )
    fit = fit_camera(setup, size)
    grid = lay_grid(fit.camera, setup.zone_m)
    reference, frames = _marked_frame(clip, setup.mark_frame)
    slow_motion = _expected_slow_motion(clip, setup)
    watcher = LaneWatcher(fit.camera, grid, reference, slow_motion=slow_motion)
    passages = tuple(watcher.watch(_telling(frames, progress)))
    return Seen(
        fit, grid, passages, watcher.report, fit.notices + clip.report.notices(), slow_motion
    )


def judge_clip(
    clip: Clip, setup: ClipSetup, seen: Seen, *, athletes: Sequence[str] = ()
) -> ClipTiming:
    """From what was seen to timed runs: the clock, each passage's verdict, and what to warn of."""
    clock = read_clock(
        np.array(seen.report.times),
        capture_fps=setup.capture_fps,
        tagged_capture_fps=clip.stream.capture_fps,
        repeats=np.array(seen.report.repeats),
        tick_s=clip.stream.time_base_s,
    )
    shutter = usual_shutter(
        clock.capture_fps,
        rotation_deg=clip.stream.rotation_deg,
        portrait=clip.stream.height > clip.stream.width,
    )
    moved = seen.report.shift_px > _STILL_PX
    lane = Lane(
        camera=seen.fit.camera,
        zone_m=setup.zone_m,
        lateral_sd_m=setup.lateral_sd_m,
        shutter=shutter,
        timestamp_sd_s=clock.time_sd_s,
        rate_sd=clock.scale_sd,
        motion_sd_px=max(0.3, seen.report.motion_residual_px) if moved else 0.0,
        rate_told=clock.origin != "timestamps",
    )
    runs: list[TimedRun] = []
    notices = [*clock.notices, *seen.notices, *_clip_notices(clip, seen)]
    rate = clock.slow_motion_factor / seen.slow_motion
    passages = tuple(passage.at_rate(rate) for passage in stitch(seen.passages))
    for passage in passages:
        if is_shadow(passage, passages):
            continue
        verdict = judge_passage(passage, lane, passages)
        notices.extend(verdict.notices)
        if verdict.run is not None:
            runs.append(verdict.run)
    runs.sort(key=lambda run: run.entry_s)
    if not runs:
        notices.append(_nobody(seen))
    else:
        notices.append(
            Notice(
                "rolling-shutter-unknown",
                "The phone's rolling shutter is not known; a usual one is taken, and its doubt "
                f"({shutter.readout_sd_s * 1e3:.1f} ms from top to bottom) is in the error bar.",
            )
        )
    if len(athletes) > 0:
        runs, more = _give_names(runs, athletes)
        notices.extend(more)
    return ClipTiming(
        clip=_info(clock), zone_m=setup.zone_m, runs=tuple(runs), warnings=_once(notices),
        not_measured=() if runs else (NotMeasured("runs", _nobody(seen).message),),
    )  # fmt: skip


def _marked_frame(clip: Clip, index: int) -> tuple[NDArray[np.uint8], Iterator[Frame]]:
    """Luma of the marked frame, and the clip's frames from the first on."""
    frames = clip.frames()
    first = next(frames, None)
    if first is None:
        raise VideoError(
            f"{clip.path.name} has no picture that can be read. Copy the clip again.",
            code="clip-no-frames",
        )
    if index == 0:
        return first.luma.copy(), chain([first], frames)
    read = 1
    for frame in frames:
        read += 1
        if frame.index == index:
            return frame.luma.copy(), clip.frames()
    raise SetupError(
        f"The marks were tapped on frame {index} (mark_frame), but the clip has frames 0 to "
        f"{read - 1}. Tap them on a frame of this clip.",
        code="mark-frame-outside-clip",
    )


def _expected_slow_motion(clip: Clip, setup: ClipSetup) -> float:
    """Clip seconds per real second as far as it can be told before the frames are read."""
    told = setup.capture_fps or clip.stream.capture_fps
    declared = clip.stream.declared_fps
    if not told or not declared or told < 1.5 * declared:
        return 1.0
    return min(told / declared, 10.0)


def _telling(frames: Iterator[Frame], progress: Callable[[float], None] | None) -> Iterator[Frame]:
    for frame in frames:
        if progress is not None and frame.index % 60 == 0:
            progress(frame.time_s)
        yield frame


def _clip_notices(clip: Clip, seen: Seen) -> Iterator[Notice]:
    width = clip.stream.width
    if clip.stream.interlaced:
        yield Notice(
            "interlaced",
            "The clip is interlaced: each picture mixes two moments. Film progressively for an "
            "error bar that can be trusted.",
        )
    if not seen.report.steadied:
        yield Notice(
            "camera-motion-unseen",
            "The background has too little detail to see whether the camera moved; the times hold "
            "for a camera that stood still.",
        )
    if seen.report.shift_px > _UNSTEADY_SHARE * width:
        yield Notice(
            "camera-hand-held",
            f"The camera moved by up to {seen.report.shift_px:.0f} px; this was followed in the "
            "background and taken out. A tripod gives a smaller error.",
        )


def _nobody(seen: Seen) -> Notice:
    if seen.passages:
        return Notice(
            "no-run",
            "Nobody ran through the zone from line to line; the other warnings say who passed.",
        )
    return Notice(
        "no-runner",
        "Nobody was seen to pass along the marked lane. If someone did, check that the marks belong "
        "to this clip, that the runner is at least 40 px tall, and that his clothes differ from what "
        "lies behind him.",
    )


def _once(notices: list[Notice]) -> tuple[Notice, ...]:
    return tuple(dict.fromkeys(notices))


def _info(clock: FrameClock) -> ClipInfo:
    return ClipInfo(
        frames=clock.frames, fps=clock.fps, variable_frame_rate=clock.variable_frame_rate,
        slow_motion_factor=clock.slow_motion_factor, duration_s=clock.duration_s,
    )  # fmt: skip


def _give_names(
    runs: list[TimedRun], athletes: Sequence[str]
) -> tuple[list[TimedRun], list[Notice]]:
    named = [
        replace(run, athlete=athletes[i]) if i < len(athletes) else run
        for i, run in enumerate(runs)
    ]
    notices = []
    if len(athletes) != len(runs):
        notices.append(
            Notice(
                "order-does-not-match",
                f"The order names {len(athletes)} athletes, the clip holds {len(runs)} runs; names "
                "were given from the first run on. Check who ran.",
            )
        )
    return named, notices
