"""``flyzone watch``: clips that fall into a folder, or a camera, timed and announced at once.

Each run is one line on standard output (with ``--json``: each event is).  Commands about the start
order come as lines on standard input; what they did is said on standard error.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flyzone.cli.door import AsJson, door, print_json, say
from flyzone.errors import InputError
from flyzone.units import kmh

if TYPE_CHECKING:
    from flyzone.wire.watched import RunSeen, WatchEvent
    from flyzone.workflows.watch import Ending, OrderDesk

_LONGEST_LINE = 1000
_STDIN = 0


@door
def watch(
    source: Annotated[
        str,
        typer.Argument(
            help="A folder into which clips fall, a camera (/dev/video0), a stream (rtsp://, "
            "udp://, tcp://), a file that is being written, or - for standard input."
        ),
    ],
    *,
    setup: Annotated[Path, typer.Option("--setup", help="SETUP.json: marks and zone.")],
    order: Annotated[
        str | None,
        typer.Option("--order", help="Who runs, in order: a file with a name a line, or A,B,C."),
    ] = None,
    existing: Annotated[
        bool, typer.Option("--existing", help="Time the clips that are in the folder already, too.")
    ] = False,
    once: Annotated[
        bool, typer.Option("--once", help="End after the first clip (live: the first run).")
    ] = False,
    for_s: Annotated[
        float | None,
        typer.Option("--for", metavar="SECONDS", min=0.0, help="End by itself after this time."),
    ] = None,
    poll: Annotated[
        float,
        typer.Option("--poll", metavar="SECONDS", min=0.02, max=60.0, help="Between two looks."),
    ] = 0.25,
    camera_option: Annotated[
        list[str] | None,
        typer.Option(
            "--camera-option",
            metavar="KEY=VALUE",
            help="For the camera or stream, as libav names it: video_size=1280x720, framerate=60.",
        ),
    ] = None,
    bell: Annotated[bool, typer.Option("--bell", help="Ring the terminal at each run.")] = False,
    as_json: AsJson = False,
) -> None:
    """Time runs as they come: clips falling into a folder, or a live camera.

    With --json standard output holds one JSON document a line, an event each. While it watches,
    lines on standard input change the start order: skip, swap, swap A, B, repeat, undo, next NAME,
    list. Ctrl-C ends it.
    """
    from flyzone.wire.order import load_order
    from flyzone.workflows.watch import Ending, OrderDesk

    start_order = load_order(order) if order is not None else None
    ending = Ending(for_s=for_s, once=once)
    lines = None if source == "-" else Commands()
    desk = OrderDesk(start_order, lines.next_line if lines else None)
    options = _options(camera_option or [])
    with _stop_signals(ending):
        if lines is not None:
            lines.start()
        events = _events(
            source, setup, desk=desk, ending=ending, existing=existing, poll=poll, options=options
        )
        for event in events:
            tell(event, as_json=as_json, bell=bell)


def _events(
    source: str, setup: Path, *, desk: OrderDesk, ending: Ending, existing: bool, poll: float,
    options: dict[str, str],
) -> Iterator[WatchEvent]:  # fmt: skip
    if not Path(source).is_dir():
        from flyzone.workflows.watch_live import watch_live

        return watch_live(source, setup, desk=desk, ending=ending, options=options)
    from flyzone.workflows.watch_folder import watch_folder

    return watch_folder(
        Path(source), setup, desk=desk, ending=ending, existing=existing, poll_s=poll
    )


def _options(given: list[str]) -> dict[str, str]:
    options = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if not equals or not key or not value:
            raise InputError(
                f"--camera-option expects KEY=VALUE, got {pair!r}. "
                "Write for example --camera-option framerate=60.",
                code="camera-option",
            )
        options[key] = value
    return options


def tell(event: WatchEvent, *, as_json: bool, bell: bool = False) -> None:
    """Says one event: as a line of JSON, or as a line for people.

    Runs go to standard output, everything else to standard error.
    """
    from flyzone.wire.watched import (
        ClipDone,
        OrderNow,
        Problem,
        RunSeen,
        Stopped,
        Warned,
        Watching,
        event_document,
    )

    if as_json:
        print_json(event_document(event, at=datetime.now(UTC).astimezone()))
    match event:
        case RunSeen():
            if not as_json:
                _print_line(run_line(event))
            for caution in event.cautions:
                say(f"   {caution.message}", style="yellow")
            if bell:
                sys.stderr.write("\a")
                sys.stderr.flush()
        case Watching():
            what = "clips that fall into" if event.kind == "folder" else "runs before"
            say(f"Watching for {what} {event.source}. Ctrl-C ends it.")
        case ClipDone():
            count = len(event.timing.runs)
            runs = "no run" if count == 0 else "1 run" if count == 1 else f"{count} runs"
            say(f"{event.clip}: {runs}, {event.announced_after_file_s:.1f} s after it was there.")
        case Problem():
            where = f"{event.clip}: " if event.clip else ""
            say(where + event.message, style="red")
        case Warned():
            where = f"{event.clip}: " if event.clip else ""
            say(where + event.notice.message, style="yellow")
        case OrderNow():
            say(event.message)
        case Stopped():
            say(f"Stopped watching; runs announced: {event.runs}.")


def run_line(event: RunSeen) -> str:
    """A run in one line: number, athlete, time, speed, verdict."""
    run = event.run
    name = run.athlete or "-"
    return (
        f"{event.number:<3} {name:<12} {run.time_s:.3f} s ± {run.time_sd_s:.3f}   "
        f"{run.speed_m_s:.2f} m/s   {kmh(run.speed_m_s):.1f} km/h   {event.verdict}"
    )


def _print_line(line: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    # A terminal that cannot show ± or a name must not end the watch.
    sys.stdout.write(line.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stdout.flush()


class Commands:
    """Lines that come in on standard input, read on a thread so that nobody waits for them.

    Its end, or that there is none, ends the reading and nothing else.
    """

    def __init__(self, descriptor: int = _STDIN) -> None:
        self._descriptor = descriptor
        self._lines: SimpleQueue[str] = SimpleQueue()

    def start(self) -> None:
        """Begins to read."""
        threading.Thread(target=self._read, name="flyzone-commands", daemon=True).start()

    def next_line(self) -> str | None:
        """The next line that has come in, or ``None``."""
        try:
            return self._lines.get_nowait()
        except Empty:
            return None

    def _read(self) -> None:
        # Straight from the descriptor: a thread that sits in sys.stdin would hold its lock when
        # the interpreter ends.
        rest = b""
        while True:
            try:
                some = os.read(self._descriptor, 4096)
            except OSError:  # closed, or the terminal belongs to another job
                some = b""
            *whole, rest = (rest + some).split(b"\n")
            rest = rest[:_LONGEST_LINE]
            for line in whole if some else [*whole, rest]:
                self._lines.put(line[:_LONGEST_LINE].decode("utf-8", "replace").strip())
            if not some:
                return


@contextlib.contextmanager
def _stop_signals(ending: Ending) -> Iterator[None]:
    """Ctrl-C and SIGTERM end the watch cleanly; a second Ctrl-C interrupts it."""
    before: dict[int, Any] = {}

    def ask(number: int, _: FrameType | None) -> None:
        ending.asked.set()
        signal.signal(number, before[number])

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        before[number] = signal.signal(number, ask)
    tty_input = getattr(signal, "SIGTTIN", None)
    if tty_input is not None:
        # In the background of a shell, reading the terminal would stop the whole process.
        before[tty_input] = signal.signal(tty_input, signal.SIG_IGN)
    try:
        yield
    finally:
        for held, handler in before.items():
            signal.signal(held, handler)
