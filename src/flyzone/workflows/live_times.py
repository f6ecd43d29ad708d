"""Times that come by themselves into a live session: from clips in a folder, from a file of gates.

Each source is a context that gives a poll: asked now and then, it hands what has come in to the desk and
says what came of it.  Nothing is taken twice, and a file that cannot be read now is told once and tried
again when it changes.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from flyzone.devices.detect import read_file
from flyzone.errors import FlyzoneError, InputError
from flyzone.model import Notice, ZoneTime
from flyzone.workflows.session_desk import Heard, SessionDesk, Zone

_SAME_M = 1e-6
Poll = Callable[[SessionDesk], Iterator[Heard]]


@contextlib.contextmanager
def gate_times(path: Path, zone: Zone) -> Iterator[Poll]:
    """Times of a file of gates that grows; what stood in it at the start is not of this session."""
    seen = _zones(path, zone) if path.exists() else []
    stamp: tuple[int, int] | None = None
    trouble = ""

    def poll(desk: SessionDesk) -> Iterator[Heard]:
        nonlocal seen, stamp, trouble
        with contextlib.suppress(OSError):
            found = path.stat()
            if stamp == (found.st_mtime_ns, found.st_size):
                return
            stamp = (found.st_mtime_ns, found.st_size)
            try:
                now = _zones(path, zone)
            except InputError as error:
                # Perhaps half a line was written: the next change brings the rest.
                if error.message != trouble:
                    trouble = error.message
                    yield Notice(error.code, error.message)
                return
            trouble = ""
            for time in now[len(seen) :]:
                yield _ran(desk, time.time.value, time_sd_s=time.time.sd or zone.time_sd_s,
                           method=time.time.origin[:80])  # fmt: skip
            seen = now

    yield poll


@contextlib.contextmanager
def clip_times(folder: Path, setup: Path, zone: Zone) -> Iterator[Poll]:
    """Times of clips that fall into a folder, timed on a thread of their own."""
    # The decoder loads when clips are asked for.
    from flyzone.wire.watched import Problem, RunSeen  # noqa: PLC0415
    from flyzone.workflows.watch import Ending  # noqa: PLC0415
    from flyzone.workflows.watch_folder import watch_folder  # noqa: PLC0415

    ending = Ending()
    events: SimpleQueue[object] = SimpleQueue()

    def watch() -> None:
        try:
            for event in watch_folder(folder, setup, ending=ending):
                events.put(event)
        except FlyzoneError as error:
            events.put(Notice(error.code, error.message))

    def poll(desk: SessionDesk) -> Iterator[Heard]:
        with contextlib.suppress(Empty):
            while True:
                event = events.get_nowait()
                if isinstance(event, RunSeen):
                    run, (start, end) = event.run, event.timing.zone_m
                    if abs(abs(end - start) - zone.distance_m) > _SAME_M:
                        yield _other_zone(event.clip or "The clip", zone)
                        continue
                    yield _ran(desk, run.time_s, time_sd_s=run.time_sd_s, method="video")
                elif isinstance(event, Notice):
                    yield event
                elif isinstance(event, Problem):
                    yield Notice(event.code, event.message)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield poll
    finally:
        ending.asked.set()
        thread.join(timeout=5.0)


def _zones(path: Path, zone: Zone) -> list[ZoneTime]:
    found = [one for one in read_file(path).zones if abs(one.length_m - zone.distance_m) < _SAME_M]
    if not found:
        wrong = _other_zone(path.name, zone)
        raise InputError(wrong.message, code=wrong.code)
    return found


def _other_zone(name: str, zone: Zone) -> Notice:
    return Notice(
        "session-zone",
        f"{name} holds no time through a zone of {zone.distance_m:g} m. Check --distance, and the zone "
        "of the setup or the gates.",
    )


def _ran(desk: SessionDesk, time_s: float, **more: Any) -> Heard:
    try:
        return desk.ran(time_s, **more)
    except InputError as error:
        return Notice(error.code, error.message)
