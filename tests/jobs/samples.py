"""Work for tests: good, slow, hungry, hostile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flyzone.errors import VideoError

Tell = Callable[[float], None]


def good(task: dict[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """Writes a file and says how much it was asked for."""
    print("a library says something on standard output")
    tell(0.5)
    (folder / "made.txt").write_text(str(task["number"]))
    return {"twice": 2 * task["number"]}


def slow(task: dict[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """Takes its time, and tells."""
    (folder / "begun").touch()
    with (folder / "log").open("a") as log:
        log.write(f"{os.getpid()}\n")
    for step in range(int(task["steps"])):
        time.sleep(0.05)
        tell((step + 1) / task["steps"])
    return {"pid": os.getpid()}


def refuses(task: dict[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """Says what is wrong with the clip."""
    raise VideoError("This is no clip. Send a clip.", code="clip-unreadable")


def faulty(task: dict[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """A fault of the program."""
    return {"x": task["no-such-key"]}


def hungry(task: dict[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """Takes memory without end."""
    held = []
    while True:
        held.append(bytearray(50_000_000))


def crashes(task: dict[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """Dies as a decoder does."""
    with (folder / "log").open("a") as log:
        log.write("begun\n")
    os.kill(os.getpid(), signal.SIGSEGV)
    return {}


def burns(task: dict[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """Computes for ever."""
    while True:
        pass


def writes(task: dict[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """Writes without end."""
    with (folder / "large").open("wb") as file:
        while True:
            file.write(bytes(1_000_000))


def has_children(task: dict[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """Starts another process and waits for ever."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    (folder / "pids").write_text(f"{os.getpid()} {child.pid}")
    time.sleep(60)
    return {}


def tells_secrets(task: dict[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """What it knows of the server's environment, and where it may put things."""
    return {"environment": sorted(os.environ), "own": tempfile.gettempdir()}


def size_of(task: dict[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """How large a clip is, after a little while."""
    time.sleep(0.1)
    tell(0.5)
    return {"bytes": (folder / str(task["clip"])).stat().st_size}
