"""Following people through the frames of a live source, and timing each as he leaves.

This is a thread of its own, so that neither the camera nor the person at the keyboard waits for it;
what it finds goes into a queue.  The clock is that of the last seconds of frames, because that is
when the run was.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from queue import SimpleQueue

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import FlyzoneError, TimingError
from flyzone.geometry import CameraFit, fit_camera
from flyzone.model import ClipInfo, ClipSetup, ClipTiming, Notice, TimedRun
from flyzone.timing.clock import FrameClock, read_clock
from flyzone.timing.crossing import usual_shutter
from flyzone.timing.judge import Lane, judge_passage
from flyzone.timing.passage import Passage
from flyzone.video.frame import Frame
from flyzone.video.live import LiveFrame, LiveInfo, LiveSource
from flyzone.video.live_lane import LiveLaneWatcher
from flyzone.video.live_times import arrival_sd_s
from flyzone.video.strip import lay_grid

_LISTEN_S = 0.1
_STILL_PX = 0.5
_BLIND_S = 1.0
_GAP_FRAMES = 3.0
# Said of the run alone, by `_gap_within`: seconds before it, nobody was timed.
_ABOUT_INTERVALS = ("variable-frame-rate", "timestamps-irregular")


@dataclass(frozen=True)
class Judged:
    """One passage's run or notices, from the thread that follows people."""

    timing: ClipTiming
    notices: tuple[Notice, ...]
    exit_came_in_s: float | None


class LaneThread(threading.Thread):
    """Follows people through the frames of a source and judges each passage."""

    def __init__(
        self, live: LiveSource, setup: ClipSetup, results: SimpleQueue[Judged | FlyzoneError],
        asked: threading.Event,
    ) -> None:  # fmt: skip
        super().__init__(name="flyzone-lane", daemon=True)
        self.failed: BaseException | None = None
        self._live = live
        self._setup = setup
        self._results = results
        self._asked = asked
        self._over = threading.Event()
        self._held: LiveFrame | None = None
        self._blind_until_s = -np.inf

    def finish(self) -> None:
        """Ends the thread at its next frame."""
        self._over.set()

    def run(self) -> None:
        """Follows people until the source ends or somebody ends the thread."""
        try:
            self._follow()
        except Exception as problem:  # handed to the thread that may raise it
            self.failed = problem

    def _follow(self) -> None:
        info = self._live.info
        fit = fit_camera(self._setup, (info.width, info.height))
        grid = lay_grid(fit.camera, self._setup.zone_m)
        first = self._next()
        if first is None:
            return
        reference = first.frame.luma.copy()
        self._held = first
        troubled = False
        while (frames := self._stretch()) is not None:
            watcher = LiveLaneWatcher(fit.camera, grid, reference, zone_m=self._setup.zone_m)
            try:
                for passage in watcher.watch(frames):
                    self._judge(passage, watcher, fit, info)
                troubled = False
            except FlyzoneError as problem:
                if not troubled:
                    self._results.put(_going_on(problem))
                troubled = True
                self._blind_until_s = watcher.report.times[-1] + _BLIND_S
            reference = watcher.reference

    def _next(self) -> LiveFrame | None:
        """The next frame, waited for; ``None`` at the end."""
        while not (self._over.is_set() or self._asked.is_set()):
            held, self._held = self._held, None
            frame = held or self._live.take(_LISTEN_S)
            if frame is not None:
                return frame
            if self._live.ended:
                return None
        return None

    def _stretch(self) -> Iterator[Frame] | None:
        """The frames up to where time breaks; ``None`` when there are no more."""
        while (first := self._next()) is not None:
            if first.frame.time_s >= self._blind_until_s:
                return self._until_break(first)
        return None

    def _until_break(self, first: LiveFrame) -> Iterator[Frame]:
        yield first.frame
        while (live := self._next()) is not None:
            if live.new_stretch:
                self._held = LiveFrame(live.frame, new_stretch=False)
                return
            yield live.frame

    def _judge(
        self, passage: Passage, watcher: LiveLaneWatcher, fit: CameraFit, info: LiveInfo
    ) -> None:
        times, repeats = watcher.last_times()
        clock = read_clock(times, repeats=repeats, tick_s=info.time_base_s)
        lane = self._lane(watcher, fit, info, clock, times)
        notices = [*fit.notices, *(n for n in clock.notices if n.code not in _ABOUT_INTERVALS)]
        if info.by_arrival:
            notices.append(_no_timestamps(lane.timestamp_sd_s))
        try:
            verdict = judge_passage(passage, lane)
        except TimingError as problem:  # this passage's, not the camera's
            self._results.put(problem)
            return
        runs = () if verdict.run is None else (verdict.run,)
        if verdict.run is not None:
            notices.extend(verdict.notices)
            notices.extend(_gap_within(times, verdict.run))
        timing = ClipTiming(
            ClipInfo(
                clock.frames, clock.fps, clock.variable_frame_rate, 1.0, clock.duration_s
            ),
            self._setup.zone_m, runs, tuple(dict.fromkeys(notices)), (),
        )  # fmt: skip
        came_in = self._live.came_in_s(verdict.run.exit_s) if verdict.run else None
        self._results.put(Judged(timing, () if runs else verdict.notices, came_in))

    def _lane(
        self, watcher: LiveLaneWatcher, fit: CameraFit, info: LiveInfo, clock: FrameClock,
        times: NDArray[np.float64],
    ) -> Lane:  # fmt: skip
        moved = watcher.report.shift_px > _STILL_PX
        return Lane(
            camera=fit.camera,
            zone_m=self._setup.zone_m,
            lateral_sd_m=self._setup.lateral_sd_m,
            shutter=usual_shutter(
                clock.capture_fps, rotation_deg=info.rotation_deg,
                portrait=info.height > info.width,
            ),
            timestamp_sd_s=arrival_sd_s(times) if info.by_arrival else clock.time_sd_s,
            rate_sd=clock.scale_sd,
            motion_sd_px=max(0.3, watcher.report.motion_residual_px) if moved else 0.0,
            rate_told=False,
        )  # fmt: skip


def _going_on(problem: FlyzoneError) -> FlyzoneError:
    if problem.code != "camera-moved":
        return problem
    return type(problem)(
        "The camera was moved or its view covered. Nothing is timed until the marked background "
        "is seen again; if it was moved, put it back, or tap the marks anew and start again.",
        code=problem.code,
    )


def _gap_within(times: NDArray[np.float64], run: TimedRun) -> Iterator[Notice]:
    """Says so where frames are missing while the runner was in the zone."""
    steps = np.diff(times)
    during = (times[1:] >= run.entry_s) & (times[:-1] <= run.exit_s)
    longest = float(steps[during].max()) if during.any() else 0.0
    if longest > _GAP_FRAMES * float(np.median(steps)):
        yield Notice(
            "frames-missing",
            f"For {1e3 * longest:.0f} ms of this run no frame came or could be used; what happened "
            "in them was not seen.",
        )


def _no_timestamps(sd_s: float) -> Notice:
    return Notice(
        "times-of-arrival",
        "This source gives its frames no timestamps, so they are taken at the time when they came "
        f"in, which scatters by {1e3 * sd_s:.0f} ms; that is in the error bar.",
    )
