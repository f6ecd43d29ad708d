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
from flyzone.workflows.keep_reading import how_timed, is_his
from flyzone.workflows.session_desk import Heard, SessionDesk, Zone

_SAME_M = 1e-6
Poll = Callable[[SessionDesk], Iterator[Heard]]


@contextlib.contextmanager
def gate_times(path: Path, zone: Zone) -> Iterator[Poll]:
    """Times of a file of gates that grows; what stood in it at the start is not of this session."""
    taken = _there(path, zone)
    seen = read = _stamp(path)
    trouble = ""

    def poll(desk: SessionDesk) -> Iterator[Heard]:
        nonlocal taken, seen, read, trouble
        before, seen = seen, _stamp(path)
        # What has just changed may end in half a line: it is read when it has come to rest.
        if seen is None or seen != before or seen == read:
            return
        read = seen
        try:
            found = _zones(path, zone)
        except InputError as error:
            if error.message != trouble:
                trouble = error.message
                yield Notice(error.code, error.message)
            return
        trouble = ""
        new, taken = found[taken:], len(found)
        for time in new:
            yield _of_gates(desk, time, zone)

    yield poll


@contextlib.contextmanager
def clip_times(folder: Path, setup: Path, zone: Zone) -> Iterator[Poll]:
    """Times of clips that fall into a folder, timed on a thread of their own."""
    # The decoder loads when clips are asked for.
    from flyzone.wire.watched import Problem, RunSeen, Warned  # noqa: PLC0415
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
                    yield from event.cautions
                elif isinstance(event, Warned):
                    yield event.notice
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


def _there(path: Path, zone: Zone) -> int:
    """How many times a file holds before the session."""
    if not path.exists():
        return 0
    try:
        return len(_zones(path, zone))
    except InputError as error:
        # Made before its first time, with headings or nothing in it.
        if error.code in ("file-empty", "nothing-read"):
            return 0
        raise


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when a file does; ``None`` where it cannot be seen."""
    with contextlib.suppress(OSError):
        found = path.stat()
        return found.st_mtime_ns, found.st_size
    return None


def _of_gates(desk: SessionDesk, time: ZoneTime, zone: Zone) -> Heard:
    value, whose = time.time, time.athlete
    if whose is not None and not is_his(whose, desk.athlete.name):
        return Notice(
            "session-other-athlete",
            f"{value.value:g} s of {whose[:80]} was left out: the session is {desk.athlete.name}'s.",
        )
    method, sd = how_timed(value)
    return _ran(desk, value.value, time_sd_s=sd or zone.time_sd_s, method=method)


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
