"""Several workers beside a server: started with it, started anew when one dies, ended with it."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Final

LOOK_S: Final = 0.5
LONGEST_PAUSE_S: Final = 30.0
LAST_S: Final = 5.0
"""How long a worker that is told to stop may take to give its job back."""


class Pool:
    """Workers as processes of their own.

    Parameters
    ----------
    command : sequence of str
        What starts one worker.
    size : int
        How many.
    environment : mapping, optional
        What they know of the world; this process's own by default.
    """

    def __init__(
        self, command: Sequence[str], size: int, environment: Mapping[str, str] | None = None
    ) -> None:
        self._command, self._size, self._environment = list(command), size, environment
        self._workers: list[subprocess.Popen[bytes]] = []
        self._stopping = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="workers", daemon=True)

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the workers that run."""
        return tuple(one.pid for one in self._workers if one.poll() is None)

    def start(self) -> None:
        """Starts them, and starts anew whichever dies."""
        self._keeper.start()

    def stop(self) -> None:
        """Ends them; their jobs wait for the next start."""
        self._stopping.set()
        self._keeper.join()
        for one in self._workers:
            one.terminate()
        until = time.monotonic() + LAST_S
        for one in self._workers:
            with contextlib.suppress(subprocess.TimeoutExpired):
                one.wait(max(0.0, until - time.monotonic()))
            one.kill()
            one.wait()

    def __enter__(self) -> Pool:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _keep(self) -> None:
        # In one thread from the start to the end: where the kernel ends a child with its parent, the
        # parent is the thread that started it.
        pause, quiet_since = 0.0, time.monotonic()
        self._workers = [self._one() for _ in range(self._size)]
        while not self._stopping.wait(LOOK_S):
            for number, worker in enumerate(self._workers):
                if worker.poll() is None:
                    continue
                # One that dies at once, always, does not keep the machine busy.
                lived = time.monotonic() - quiet_since
                pause = 0.0 if lived > LONGEST_PAUSE_S else min(2 * pause + 0.5, LONGEST_PAUSE_S)
                if self._stopping.wait(pause):
                    return
                self._workers[number] = self._one()
                quiet_since = time.monotonic()

    def _one(self) -> subprocess.Popen[bytes]:
        # A group of its own: Ctrl-C in the terminal stops the server, and the server stops them.
        return subprocess.Popen(
            self._command, stdin=subprocess.DEVNULL, start_new_session=True, env=self._environment
        )
