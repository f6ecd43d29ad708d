"""Lines that somebody types, without stopping the screen.

On a terminal keys come one by one, so that what is being typed can stand inside a view that is drawn
anew every second.  Where standard input is a pipe or a file, lines come whole.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import select
import signal
import sys
import threading
from collections.abc import Iterator
from queue import Empty, SimpleQueue

_LONGEST = 200
_ENTER, _BACK, _END = ("\r", "\n"), ("\x7f", "\b"), "\x04"
_OTHER_KEYS = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Z])")
"""What arrows, Home and the like send: nothing that a line holds."""


class TypedLine:
    """What is being typed, and the lines that are complete.

    Attributes
    ----------
    typed : str
        The unfinished line.
    """

    def __init__(self) -> None:
        self.typed = ""
        self._over = False
        self._lines: SimpleQueue[str] = SimpleQueue()

    @property
    def ended(self) -> bool:
        """Whether nothing more can come, and all lines were handed out."""
        return self._over and self._lines.empty()

    def end(self) -> None:
        """Nothing more comes; what stands on the unfinished line is handed out as well."""
        if self.typed:
            self._hand_out()
        self._over = True

    def take(self, letters: str) -> None:
        """Letters as they come from the keyboard."""
        for letter in _OTHER_KEYS.sub("", letters):
            if letter in _ENTER:
                self._hand_out()
            elif letter in _BACK:
                self.typed = self.typed[:-1]
            elif letter == _END:
                self.end()
            elif letter.isprintable() and len(self.typed) < _LONGEST:
                self.typed += letter

    def next(self, timeout_s: float) -> str | None:
        """The next complete line, waited for as long as this; ``None`` if none came."""
        with contextlib.suppress(Empty):
            return self._lines.get(timeout=timeout_s)
        return None

    def _hand_out(self) -> None:
        self._lines.put(self.typed)
        self.typed = ""


@contextlib.contextmanager
def typed_line() -> Iterator[TypedLine]:
    """Standard input as lines, read on a thread of its own."""
    line = TypedLine()
    stop = threading.Event()
    with _single_keys() as keys:
        read = _read_keys if keys else _read_lines
        thread = threading.Thread(target=read, args=(line, stop), daemon=True)
        thread.start()
        try:
            yield line
        finally:
            stop.set()
            if keys:
                # Before the terminal is set back: a key read after that would be lost.
                thread.join(timeout=1.0)


@contextlib.contextmanager
def _single_keys() -> Iterator[bool]:
    """Puts a terminal into the state in which keys come one by one, and back."""
    try:
        import termios
        import tty
    except ImportError:
        yield False
        return
    if sys.stdin is None or not sys.stdin.isatty():
        yield False
        return
    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)

    def leave(number: int, frame: object) -> None:
        # By itself SIGTERM would leave a terminal that shows nothing of what is typed.
        raise SystemExit(128 + number)

    handler = signal.signal(signal.SIGTERM, leave)
    try:
        tty.setcbreak(number)
        yield True
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)
        signal.signal(signal.SIGTERM, handler)


def _read_keys(line: TypedLine, stop: threading.Event) -> None:
    number = sys.stdin.fileno()
    while not stop.is_set() and not line.ended:
        ready, _, _ = select.select([number], [], [], 0.1)
        if ready:
            data = os.read(number, 256)
            if not data:
                line.end()
                return
            line.take(data.decode("utf-8", errors="ignore"))


def _read_lines(line: TypedLine, stop: threading.Event) -> None:
    if isinstance(sys.stdin, io.TextIOWrapper):
        # A stray byte spoils its own line, which then says so, and none behind it.
        sys.stdin.reconfigure(errors="replace")
    # Closed by the shell (`<&-`), it holds nothing.
    for text in sys.stdin or ():
        if stop.is_set():
            return
        line.take(text[:_LONGEST].rstrip("\r\n") + "\n")
    line.end()
