"""What watching a folder and watching a camera share: names for runs, verdicts, and when to end.

A watch is an iterator of events (`flyzone.wire.watched`) that ends by itself or when it is asked
to.  Between events it hears commands about the start order: the `OrderDesk` turns each line into a
new order and says what changed, and gives each run its name when it is announced, not when it was
filmed, so that a command called out while the runner slows down still counts.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from flyzone.errors import InputError
from flyzone.model import Notice, TimedRun
from flyzone.model.order import StartOrder, clean_name
from flyzone.wire.watched import OrderNow, Problem, StopReason, Warned, WatchEvent

ANNOUNCE_WITHIN_S = 3.0
"""The promise: from the exit to the announcement."""

COMMANDS = "skip, swap, swap A, B, repeat, undo, next NAME, list"

_MOST_UNDONE = 200
# Said once about the clip or the setup, and in every error bar already, or about somebody else.
_NO_CAUTION = frozenset(
    {
        "rolling-shutter-unknown", "slow-motion", "variable-frame-rate", "square-on-assumed",
        "order-does-not-match", "not-running", "other-lane", "entry-not-seen", "exit-not-seen",
        "overlapped", "no-run", "no-runner",
    }
)  # fmt: skip


def cautions_of(notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """Those notices that bear on the time of a run; a run without any is "ok"."""
    return tuple(notice for notice in notices if notice.code not in _NO_CAUTION)


@dataclass
class Ending:
    """When a watch ends.

    Attributes
    ----------
    asked : threading.Event
        Set it from anywhere (a signal, another thread) to end the watch cleanly.
    for_s : float or None, s
        End by itself after this time.
    once : bool
        End after the first clip, or after the first run before a camera.
    """

    asked: threading.Event = field(default_factory=threading.Event)
    for_s: float | None = None
    once: bool = False
    _began_s: float = field(default_factory=time.monotonic)

    def reason(self, *, done: bool = False) -> StopReason | None:
        """Why to end now, or ``None`` to go on; ``done`` says that ``once`` has been met."""
        if self.asked.is_set():
            return "asked"
        if self.once and done:
            return "once"
        if self.for_s is not None and time.monotonic() - self._began_s >= self.for_s:
            return "time"
        return None


class OrderDesk:
    """Keeps the start order while runs and commands come in.

    Parameters
    ----------
    order : StartOrder or None
        ``None`` when no names were given; a command may still bring some.
    next_line : callable, optional
        Gives the next command line that has come in, or ``None`` when there is none now.
    """

    def __init__(
        self, order: StartOrder | None = None, next_line: Callable[[], str | None] | None = None
    ) -> None:
        self.order = order or StartOrder()
        self._named = order is not None
        self._next_line = next_line or (lambda: None)
        self._before: deque[tuple[str, StartOrder]] = deque(maxlen=_MOST_UNDONE)

    def hear(self) -> Iterator[WatchEvent]:
        """Carries out the commands that have come in; says what each did, or why it could not."""
        while (line := self._next_line()) is not None:
            if line.strip():
                yield self.command(line)

    def command(self, line: str) -> OrderNow | Problem:
        """Carries out one command.

        Parameters
        ----------
        line : str
            One of `COMMANDS`, in any case.

        Returns
        -------
        OrderNow or Problem
            A command that cannot be carried out changes nothing.
        """
        word, _, rest = line.strip().partition(" ")
        word, rest = word.casefold(), rest.strip()
        try:
            before = self.order
            did = self._carry_out(word, rest)
        except InputError as problem:
            return Problem(problem.code, problem.message)
        if word not in ("list", "undo"):
            self._before.append((line.strip(), before))
        self._named = self._named or bool(self.order.waiting)
        return OrderNow(word, f"{did} {self._outlook()}", self.order)

    def name(self, run: TimedRun) -> tuple[TimedRun, tuple[Warned, ...]]:
        """A run with the next name, and a warning where the list has come to its end."""
        name, after = self.order.take()
        if name is None:
            if not self._named:
                return run, ()
            return run, (
                Warned(
                    Notice(
                        "order-used-up",
                        "The start order has come to its end, so this run has no name. Add names "
                        "with `next NAME`.",
                    )
                ),
            )
        self._before.append((f"the run of {name}", self.order))
        self.order = after
        return replace(run, athlete=name), ()

    def _carry_out(self, word: str, rest: str) -> str:
        order = self.order
        if word in ("skip", "repeat", "undo", "list") and rest:
            raise InputError(
                f"`{word}` stands alone, got {rest!r} after it. Commands: {COMMANDS}.",
                code="order-command",
            )
        if word == "skip":
            self.order = order.skip()
            return f"{order.upcoming} is skipped."
        if word == "repeat":
            self.order = order.repeat()
            return f"{order.ran[-1]} runs again."
        if word == "swap":
            first, second = _two_names(rest)
            self.order = order.swap(first, second)
            moved = [a for a, b in zip(order.waiting, self.order.waiting, strict=True) if a != b]
            return f"{' and '.join(moved) or 'Two of the same name'} change places."
        if word == "next":
            self.order = order.put_next(clean_name(rest))
            return f"{self.order.upcoming} is put first."
        if word == "list":
            return ""
        if word == "undo":
            if not self._before:
                raise InputError(
                    "There is nothing to undo: no command was given and no run was named yet.",
                    code="order-nothing-to-undo",
                )
            what, self.order = self._before.pop()
            return f"Taken back: {what}."
        raise InputError(
            f"{word[:40]!r} is no command. Expected one of: {COMMANDS}.", code="order-command"
        )

    def _outlook(self) -> str:
        names = self.order.waiting
        if not names:
            return "Nobody waits."
        shown = ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
        return f"Next: {shown}."


def _two_names(rest: str) -> tuple[str | None, str | None]:
    if not rest:
        return None, None
    parts = rest.split(",") if "," in rest else rest.split()
    if len(parts) != 2:
        raise InputError(
            f"swap takes two names or none (for the next two), got {rest!r}. Write `swap A, B`.",
            code="order-swap",
        )
    return parts[0], parts[1]
