"""Who a process is, whether it still lives, and how a child ends with its parent.

A number of a process is given anew after its death, so a process is named by its machine, its number and
the tick at which it started.  A child whose parent was killed would go on working for nobody: the kernel
is asked to end it too (Linux), and a look at who the parent is does the same elsewhere.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_LOOK_S: Final = 1.0


def name_of(pid: int | None = None) -> str:
    """The name of a process of this machine, this one by default: ``host/number/start``."""
    number = os.getpid() if pid is None else pid
    return f"{_host()}/{number}/{_started(number) or '-'}"


def is_gone(name: str) -> bool:
    """Whether a process is gone for certain; of another machine nobody here can tell."""
    host, _, rest = name.rpartition("/")[0].rpartition("/")
    started = name.rpartition("/")[2]
    if host != _host() or not rest.isdigit():
        return False
    number = int(rest)
    if started != "-":
        return _started(number) != started
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def end_with_parent(parent: int, end_with: signal.Signals = signal.SIGKILL) -> None:
    """Ends this process when its parent does; to be called by a child at its start.

    Parameters
    ----------
    parent : int
        The number of the process that started it.
    end_with : Signals
        What it gets then.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(end_with), 0, 0, 0)
    if os.getppid() != parent:
        # It died before the kernel was asked.
        os.kill(os.getpid(), end_with)

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_S)
        os.kill(os.getpid(), end_with)

    threading.Thread(target=look, name="parent", daemon=True).start()


def _host() -> str:
    return socket.gethostname().replace("/", "-")[:100] or "here"


def _started(number: int) -> str | None:
    """The tick at which a process started; ``None`` where it is gone or nobody says."""
    try:
        stat = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return None
    # Its own name stands in brackets and may hold anything.
    fields = stat.rpartition(")")[2].split()
    # One that is dead, and only waits to be counted, is gone.
    return None if fields[0] in "ZX" else fields[19]
