"""Watch a folder: each clip that falls into it is timed and its runs are announced.

Clips are timed one after the other on a thread of their own, so that commands are heard, other
files settle and an end is noticed while a clip is being read.  A clip that cannot be used is told
and the watch goes on.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from os import PathLike
from pathlib import Path

from flyzone.errors import FlyzoneError, InputError
from flyzone.model import ClipTiming, Notice, TimedRun
from flyzone.video.arrivals import PATIENCE_S, SETTLE_S, Arrival, Arrivals
from flyzone.wire.watched import (
    ClipDone,
    Problem,
    RunSeen,
    Stopped,
    Warned,
    WatchEvent,
    Watching,
)
from flyzone.workflows.time_clip import SetupLike, as_setup, time_clip
from flyzone.workflows.watch import Ending, OrderDesk, cautions_of

POLL_S = 0.25
_SAME_RUN_S = 0.1


def watch_folder(
    folder: str | PathLike[str],
    setup: SetupLike,
    *,
    desk: OrderDesk | None = None,
    ending: Ending | None = None,
    existing: bool = False,
    poll_s: float = POLL_S,
    settle_s: float = SETTLE_S,
    patience_s: float = PATIENCE_S,
) -> Iterator[WatchEvent]:
    """Times each clip that falls into a folder.

    Parameters
    ----------
    folder : path
        Its own files only, not those of folders inside it.
    setup : ClipSetup, dict, or path of a SETUP.json
        For every clip without a setup of its own (``CLIP.setup.json`` beside it, with or without
        the clip's suffix).  A path is read again for each clip, so it may be mended meanwhile.
    desk : OrderDesk, optional
        Start order and commands.
    ending : Ending, optional
        When to end; otherwise the watch goes on for ever.
    existing : bool
        Time the clips that are there at the start, too.
    poll_s, settle_s, patience_s : float, s
        Between looks; how long a file must have stopped changing; how long one that stays
        incomplete is waited for.

    Yields
    ------
    WatchEvent
        `Watching` first and `Stopped` last; between them runs in the order in which they started,
        each clip's followed by its `ClipDone`.

    Raises
    ------
    InputError
        If the folder or the setup cannot be used at the start.
    """
    place = Path(folder)
    if not place.is_dir():
        raise InputError(
            f"{place} is not a folder. Expected a folder into which clips fall. "
            "Check the path, or create it.",
            code="watch-no-folder",
        )
    zone_m = as_setup(setup).zone_m
    arrivals = Arrivals(place, existing=existing, settle_s=settle_s, patience_s=patience_s)
    return _FolderWatch(arrivals, setup, desk or OrderDesk(), ending or Ending(), poll_s).events(
        Watching("folder", str(place), zone_m)
    )


class _FolderWatch:
    def __init__(
        self, arrivals: Arrivals, setup: SetupLike, desk: OrderDesk, ending: Ending, poll_s: float
    ) -> None:
        self._arrivals = arrivals
        self._setup = setup
        self._desk = desk
        self._ending = ending
        self._poll_s = poll_s
        self._waiting: deque[Arrival] = deque()
        self._runs = 0
        self._clips = 0
        self._told: dict[tuple[Path, str], list[float]] = {}
        self._folder_gone = False

    def events(self, first: Watching) -> Iterator[WatchEvent]:
        # Looked at before anything is said: what comes after "watching" is new.
        yield from self._look()
        yield first
        with ThreadPoolExecutor(1, thread_name_prefix="flyzone-clip") as worker:
            job: Future[ClipTiming] | None = None
            at_work: Arrival | None = None
            try:
                while (reason := self._ending.reason(done=self._clips > 0)) is None:
                    yield from self._desk.hear()
                    if job is not None and at_work is not None and job.done():
                        yield from self._announce(at_work, job)
                        job = None
                    yield from self._look()
                    if job is None and self._waiting and not self._is_done():
                        at_work = self._waiting.popleft()
                        job = worker.submit(self._time, at_work.path)
                    if job is not None:
                        wait([job], timeout=self._poll_s)
                    elif not self._is_done():
                        self._ending.asked.wait(self._poll_s)
            finally:
                # A clip half read when the end comes is left; its thread stops at its next look.
                self._ending.asked.set()
        yield Stopped(reason, self._runs, self._clips)

    def _is_done(self) -> bool:
        return self._ending.once and self._clips > 0

    def _look(self) -> Iterator[WatchEvent]:
        try:
            self._waiting.extend(self._arrivals.look(time.monotonic()))
            self._folder_gone = False
        except OSError as problem:
            if not self._folder_gone:
                yield Problem(
                    "watch-folder-gone",
                    f"The folder {self._arrivals.folder} cannot be listed now "
                    f"({problem.strerror or problem}). The watch goes on when it is back.",
                )
            self._folder_gone = True

    def _time(self, clip: Path) -> ClipTiming:
        setup: SetupLike = setup_beside(clip) or self._setup
        return time_clip(clip, setup, progress=self._stop_if_asked)

    def _stop_if_asked(self, _: float) -> None:
        if self._ending.asked.is_set():
            raise _AbandonedError

    def _announce(self, arrival: Arrival, job: Future[ClipTiming]) -> Iterator[WatchEvent]:
        name = arrival.path.name
        try:
            timing = job.result()
        except FlyzoneError as problem:
            self._clips += 1
            yield Problem(problem.code, problem.message, name)
            return
        except _AbandonedError:
            return
        except Exception as problem:  # one odd clip must not end a watch
            self._clips += 1
            yield Problem(
                "unexpected",
                f"Timing {name} failed in a way that flyzone did not expect "
                f"({type(problem).__name__}: {problem}). This is a fault of the program: please "
                "report it with the clip. The watch goes on.",
                name,
            )
            return
        self._clips += 1
        for run in self._new_runs(arrival, timing):
            named, warned = self._desk.name(run)
            self._runs += 1
            yield RunSeen(
                self._runs, named, timing, cautions_of(timing.warnings), name,
                announced_after_file_s=time.monotonic() - arrival.changed_s,
            )  # fmt: skip
            yield from warned
        if not timing.runs:
            yield from (Warned(notice, name) for notice in _why_none(timing))
        yield ClipDone(name, timing, time.monotonic() - arrival.changed_s)

    def _new_runs(self, arrival: Arrival, timing: ClipTiming) -> list[TimedRun]:
        """Runs not announced before: a clip that grew after it was timed comes here again."""
        told = self._told.setdefault((arrival.path, arrival.head), [])
        new = [r for r in timing.runs if all(abs(r.entry_s - t) > _SAME_RUN_S for t in told)]
        told.extend(run.entry_s for run in new)
        return new


class _AbandonedError(Exception):
    """The watch ends while a clip is being read."""


def setup_beside(clip: Path) -> Path | None:
    """The setup that lies beside a clip: ``IMG_1.MOV.setup.json``, else ``IMG_1.setup.json``."""
    for name in (f"{clip.name}.setup.json", f"{clip.stem}.setup.json"):
        beside = clip.with_name(name)
        if beside.is_file():
            return beside
    return None


def _why_none(timing: ClipTiming) -> list[Notice]:
    quiet = {"rolling-shutter-unknown", "variable-frame-rate"}
    return [notice for notice in timing.warnings if notice.code not in quiet]
