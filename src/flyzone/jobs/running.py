"""A job under way, seen from its worker: started, listened to, ended with all that it started.

The job's process leads a group of its own, so that what it starts goes with it.  How it ended is told in
words: an answer, an error that it named itself, or a death with its cause.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from flyzone.jobs.child import DIED_OF_MEMORY
from flyzone.jobs.registry import Limits

_LONGEST_LINE: Final = 4_000_000
_LOG_BYTES: Final = 4000


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job's process ended; one of the three is there.

    Attributes
    ----------
    outcome : mapping or None
        What its function gave.
    error : mapping or None
        Code and message of an error that it named.
    death : mapping or None
        Code and message where the process died.
    log : str
        The last that it printed.
    """

    outcome: Mapping[str, Any] | None = None
    error: Mapping[str, str] | None = None
    death: Mapping[str, str] | None = None
    log: str = ""


class Running:
    """A job's process.

    Parameters
    ----------
    run : str
        ``"module:function"``.
    task : mapping
    folder : Path
        Where it works.
    limits : Limits
    """

    def __init__(self, run: str, task: Mapping[str, Any], folder: Path, limits: Limits) -> None:
        self._limits = limits
        self._until = time.monotonic() + limits.wall_s
        self._own = tempfile.mkdtemp(prefix="flyzone-job-")
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (as long as the process)
        asked = {
            "run": run, "task": dict(task), "folder": str(folder), "limits": asdict(limits),
            "parent": os.getpid(),
        }  # fmt: skip
        self._process = subprocess.Popen(
            [sys.executable, "-m", "flyzone.jobs.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            start_new_session=True,
            env=_environment(self._own),
        )
        self.progress = 0.0
        """How far it is, from 0 to 1."""
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._answer: dict[str, Any] = {}
        self._late = self._open = False
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.close()
        self._open = True
        threading.Thread(target=self._listen, name="job", daemon=True).start()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def wait(self, seconds: float) -> Ended | None:
        """How it ended; ``None`` if it has not within so many seconds."""
        until = time.monotonic() + seconds
        while self._open:
            left = min(until, self._until) - time.monotonic()
            try:
                line = self._lines.get(timeout=max(left, 0.0))
            except queue.Empty:
                if time.monotonic() >= self._until:
                    self._late = True
                    self.kill()
                    break
                return None
            if line is None:
                self._open = False
            else:
                self._hear(line)
        # It closed its mouth and is about to end.
        try:
            self._process.wait(timeout=5.0)
        except subprocess.TimeoutExpired:
            self.kill()
        return self._ended()

    def kill(self) -> None:
        """Ends it now, with all that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """Ends it if it goes on, and removes what it left in its own folder."""
        self.kill()
        shutil.rmtree(self._own, ignore_errors=True)
        self._log.close()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _listen(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None
        with contextlib.suppress(ValueError, OSError):
            while line := stdout.readline(_LONGEST_LINE):
                self._lines.put(line)
        self._lines.put(None)

    def _hear(self, line: bytes) -> None:
        try:
            said = json.loads(line)
        except ValueError:
            return
        if not isinstance(said, dict):
            return
        if isinstance(share := said.get("progress"), (int, float)):
            self.progress = min(max(float(share), 0.0), 1.0)
        self._answer |= {key: said[key] for key in ("outcome", "error") if key in said}

    def _ended(self) -> Ended:
        log, status = self._last_words(), self._process.returncode
        if self._late:
            return Ended(death=self._timeout(), log=log)
        if status == 0 and isinstance(self._answer.get("outcome"), dict):
            return Ended(outcome=self._answer["outcome"], log=log)
        if status == 0 and isinstance(self._answer.get("error"), dict):
            return Ended(error=self._answer["error"], log=log)
        if status == -signal.SIGXCPU:
            return Ended(death=self._timeout(), log=log)
        # Killed by nobody here: that is what the system does when memory runs out.
        if status in (DIED_OF_MEMORY, -signal.SIGKILL):
            return Ended(death=_MEMORY, log=log)
        return Ended(death=_CRASHED, log=log)

    def _last_words(self) -> str:
        size = self._log.seek(0, os.SEEK_END)
        self._log.seek(max(0, size - _LOG_BYTES))
        return self._log.read().decode("utf-8", "replace")

    def _timeout(self) -> dict[str, str]:
        limits = self._limits
        return {
            "code": "job-timeout",
            "message": (
                f"This clip took longer than a clip may ({limits.wall_s / 60:.0f} minutes, of which "
                f"{limits.cpu_s / 60:.0f} computing). Cut out the runs and hand them in one by one."
            ),
        }


_MEMORY: Final = {
    "code": "job-killed-memory",
    "message": (
        "Reading this clip took more memory than a clip may have. Send the original from the phone, "
        "filmed in 4K or below; if it is one, it may be damaged."
    ),
}
_CRASHED: Final = {
    "code": "job-crashed",
    "message": (
        "Reading this clip ended its program without a word, which damaged files do. Play it on the "
        "phone to see whether it is whole, and send the original once more."
    ),
}


def _environment(own: str) -> dict[str, str]:
    """What a job knows of the world: where programs and models are, and no secret of the server."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT")
        or name.startswith(("FLYZONE_MODELS", "XDG_"))
    }
    return kept | {"TMPDIR": own, "PYTHONUNBUFFERED": "1"}
