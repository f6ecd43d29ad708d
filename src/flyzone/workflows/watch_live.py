"""Watch a camera: everybody who runs through the zone is timed and announced as he leaves it.

Three things go on at once, so that none waits for another: the source decodes frames, a second
thread follows people and times them, and the caller's own thread says what came of it and hears
commands.  The clock is that of the last seconds of frames, because that is when the run was.

A camera that was knocked or covered does not end the watch: it is told, runs are not timed until
the marked background is seen again, and then it goes on.  A stream that breaks off is opened anew;
one that ends in good order ends the watch.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from queue import Empty, SimpleQueue

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import FlyzoneError, SetupError, TimingError, VideoError
from flyzone.geometry import CameraFit, fit_camera
from flyzone.model import ClipInfo, ClipSetup, ClipTiming, Notice, TimedRun
from flyzone.timing.clock import FrameClock, read_clock
from flyzone.timing.crossing import usual_shutter
from flyzone.timing.judge import Lane, judge_passage
from flyzone.timing.passage import Passage
from flyzone.video.frame import Frame
from flyzone.video.live import STALL_S, LiveFrame, LiveInfo, LiveSource, arrival_sd_s
from flyzone.video.live_lane import LiveLaneWatcher
from flyzone.video.strip import lay_grid
from flyzone.wire.watched import (
    Problem,
    RunSeen,
    Stopped,
    StopReason,
    Warned,
    WatchEvent,
    Watching,
)
from flyzone.workflows.time_clip import SetupLike, as_setup
from flyzone.workflows.watch import Ending, OrderDesk, cautions_of

_LISTEN_S = 0.1
_STILL_PX = 0.5
_BLIND_S = 1.0
_TELL_DROPS_S = 10.0
_REOPEN_S = 2.0
_GAP_FRAMES = 3.0
# Said of the run alone, by `_gap_within`: seconds before it, nobody was timed.
_ABOUT_INTERVALS = ("variable-frame-rate", "timestamps-irregular")


def watch_live(
    source: str,
    setup: SetupLike,
    *,
    desk: OrderDesk | None = None,
    ending: Ending | None = None,
    options: Mapping[str, str] | None = None,
    stall_s: float = STALL_S,
) -> Iterator[WatchEvent]:
    """Times runs before a camera as they come.

    Parameters
    ----------
    source : str
        A device, an address, a file that is being written, or ``-``.
    setup : ClipSetup, dict, or path of a SETUP.json
        Marks tapped on a picture of this camera at this place.
    desk : OrderDesk, optional
        Start order and commands.
    ending : Ending, optional
        When to end; otherwise with the source.
    options : mapping of str to str, optional
        For the device or the protocol, as libav names them.
    stall_s : float, s
        Without a frame for this long, a growing file has ended and a stream is opened anew.

    Yields
    ------
    WatchEvent
        `Watching` first and `Stopped` last; a run within 3 s of its exit.

    Raises
    ------
    SetupError, VideoError
        If the setup or the source cannot be used at the start.
    """
    lane_setup = as_setup(setup)
    if lane_setup.view != "side":
        raise SetupError(
            f'A zone is timed from the side; the setup says view "{lane_setup.view}". Put the '
            'camera beside the lane and set "view": "side".',
            code="wrong-view",
        )
    live = LiveSource(source, options=options, idle_s=stall_s)
    watch = _LiveWatch(
        live, lane_setup, desk=desk or OrderDesk(), ending=ending or Ending(), options=options,
        stall_s=stall_s,
    )  # fmt: skip
    return watch.events()


@dataclass(frozen=True)
class _Judged:
    """One passage's run or notices, from the thread that follows people."""

    timing: ClipTiming
    notices: tuple[Notice, ...]
    exit_came_in_s: float | None


class _LiveWatch:
    def __init__(
        self, live: LiveSource, setup: ClipSetup, *, desk: OrderDesk, ending: Ending,
        options: Mapping[str, str] | None, stall_s: float,
    ) -> None:  # fmt: skip
        self._live = live
        self._setup = setup
        self._desk = desk
        self._ending = ending
        self._options = options
        self._stall_s = stall_s
        self._runs = 0
        self._frames = 0
        self._dropped = 0
        self._dropped_told = 0
        self._drops_told_at_s = -np.inf
        self._told: set[str] = set()

    def events(self) -> Iterator[WatchEvent]:
        try:
            self._live.open(asked=self._ending.asked)
        except VideoError:
            if not self._ending.asked.is_set():
                raise
            yield Stopped("asked", 0)
            return
        info = self._live.info
        yield Watching("live", self._live.source, self._setup.zone_m, (info.width, info.height))
        if self._setup.mark_frame:
            yield Warned(
                Notice(
                    "mark-frame-unused",
                    "mark_frame names a frame of a clip; before a camera the marks are taken to "
                    "belong to the picture that it shows now.",
                )
            )
        reason: StopReason | None = None
        while reason is None:
            reason = yield from self._one_stretch()
        yield Stopped(reason, self._runs, 0, self._frames, self._dropped)

    def _one_stretch(self) -> Generator[WatchEvent, None, StopReason | None]:
        """Follows the source until it ends or breaks off; gives the reason to stop, if any."""
        live = self._live
        results: SimpleQueue[_Judged | FlyzoneError] = SimpleQueue()
        lane = _LaneThread(live, self._setup, results, self._ending.asked)
        before, before_dropped = self._frames, self._dropped
        lane.start()
        try:
            while True:
                finished = not lane.is_alive()
                yield from self._desk.hear()
                yield from self._say_all(results, wait_s=0.0 if finished else _LISTEN_S)
                self._frames, self._dropped = before + live.read, before_dropped + live.dropped
                yield from self._say_drops()
                reason = self._ending.reason(done=self._runs > 0)
                if reason is not None:
                    return reason
                if finished:
                    break
        finally:
            live.stop()
            lane.finish()
        if lane.failed is not None:
            raise lane.failed
        if live.problem is None or live.kind in ("file", "pipe"):
            if live.problem is not None:
                yield Problem(live.problem.code, live.problem.message)
            return "ended"
        yield Problem(live.problem.code, f"{live.problem.message} Trying again.")
        return (yield from self._reopen())

    def _reopen(self) -> Generator[WatchEvent, None, StopReason | None]:
        while True:
            until = time.monotonic() + _REOPEN_S
            while time.monotonic() < until:
                reason = self._ending.reason(done=self._runs > 0)
                if reason is not None:
                    return reason
                yield from self._desk.hear()
                self._ending.asked.wait(_LISTEN_S)
            live = LiveSource(self._live.source, options=self._options, idle_s=self._stall_s)
            try:
                live.open(asked=self._ending.asked)
            except VideoError:
                continue
            self._live = live
            yield Warned(Notice("live-again", f"{live.source} sends again; runs are timed."))
            return None

    def _say_all(
        self, results: SimpleQueue[_Judged | FlyzoneError], wait_s: float
    ) -> Iterator[WatchEvent]:
        while True:
            try:
                result = results.get(timeout=wait_s) if wait_s else results.get_nowait()
            except Empty:
                return
            wait_s = 0.0
            if isinstance(result, FlyzoneError):
                yield Problem(result.code, result.message)
            else:
                yield from self._say(result)

    def _say(self, judged: _Judged) -> Iterator[WatchEvent]:
        for run in judged.timing.runs:
            if self._ending.once and self._runs:
                return
            yield from self._desk.hear()
            named, warned = self._desk.name(run)
            self._runs += 1
            since = judged.exit_came_in_s
            yield RunSeen(
                self._runs, named, judged.timing, cautions_of(judged.timing.warnings),
                announced_after_exit_s=None if since is None else time.monotonic() - since,
            )  # fmt: skip
            yield from warned
        for notice in judged.notices:
            yield Warned(notice)
        # What holds for the whole stream is told once; what bears on a run was told with it.
        for notice in judged.timing.warnings:
            if notice.code not in self._told and not cautions_of((notice,)):
                self._told.add(notice.code)
                yield Warned(notice)

    def _say_drops(self) -> Iterator[WatchEvent]:
        new = self._dropped - self._dropped_told
        if new and time.monotonic() - self._drops_told_at_s > _TELL_DROPS_S:
            self._dropped_told, self._drops_told_at_s = self._dropped, time.monotonic()
            yield Warned(
                Notice(
                    "frames-left-out",
                    f"{new} frames were left out ({self._dropped} of {self._frames} in all) since "
                    "this computer is slower than the camera. Error bars grow with it; lower the "
                    "camera's rate or size, or close other programs.",
                )
            )


class _LaneThread(threading.Thread):
    """Follows people through the frames of a source and judges each passage."""

    def __init__(
        self, live: LiveSource, setup: ClipSetup, results: SimpleQueue[_Judged | FlyzoneError],
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
        self._results.put(_Judged(timing, () if runs else verdict.notices, came_in))

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
