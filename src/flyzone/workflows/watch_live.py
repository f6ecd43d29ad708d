"""Watch a camera: everybody who runs through the zone is timed and announced as he leaves it.

Three things go on at once, so that none waits for another: the source decodes frames, a second
thread follows people and times them, and the caller's own thread says what came of it and hears
commands.  The clock is that of the last seconds of frames, because that is when the run was.

A camera that was knocked or covered does not end the watch: it is told, runs are not timed until
the marked background is seen again, and then it goes on.  A stream that breaks off is opened anew;
one that ends in good order ends the watch.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping
from queue import Empty, SimpleQueue

import numpy as np

from flyzone.errors import FlyzoneError, SetupError, VideoError
from flyzone.model import ClipSetup, Notice
from flyzone.video.live import STALL_S, LiveSource
from flyzone.wire.watched import (
    Problem,
    RunSeen,
    Stopped,
    StopReason,
    Warned,
    WatchEvent,
    Watching,
)
from flyzone.workflows.live_lane import Judged, LaneThread
from flyzone.workflows.time_clip import SetupLike, as_setup
from flyzone.workflows.watch import Ending, OrderDesk, cautions_of

_LISTEN_S = 0.1
_TELL_DROPS_S = 10.0
_REOPEN_S = 2.0


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
        results: SimpleQueue[Judged | FlyzoneError] = SimpleQueue()
        lane = LaneThread(live, self._setup, results, self._ending.asked)
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
        self, results: SimpleQueue[Judged | FlyzoneError], wait_s: float
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

    def _say(self, judged: Judged) -> Iterator[WatchEvent]:
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
