"""Bytes of a recording that is still going on: a file that grows, or a pipe.

libav takes the end of a file for the end of the film.  Here the end means: wait a little, there may
be more.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

_LOOK_S = 0.02
_MOST_AT_ONCE = 1 << 16


class GrowingFile:
    """A file read while it is written; its end is where it stops growing.

    It cannot be sought in: a demuxer that goes looking for an index at the end would read what is
    not there yet.

    Parameters
    ----------
    path : Path
    idle_s : float, s
        Without new bytes for this long, the recording counts as ended.
    stopped : callable
        Whether to give up waiting.
    """

    def __init__(self, path: Path, *, idle_s: float, stopped: Callable[[], bool]) -> None:
        self._file = path.open("rb", buffering=0)
        self._idle_s = idle_s
        self._stopped = stopped

    def read(self, size: int) -> bytes:
        """The next bytes, as soon as there are any; none at the end."""
        quiet_since = time.monotonic()
        while True:
            some = self._file.read(min(size, _MOST_AT_ONCE))
            if some:
                return some
            if self._stopped() or time.monotonic() - quiet_since > self._idle_s:
                return b""
            time.sleep(_LOOK_S)

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()


class PipeBytes:
    """A pipe or standard input, read as it comes.

    Parameters
    ----------
    descriptor : int
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, size: int) -> bytes:
        """The next bytes, as soon as there are any; none once the writer has closed it."""
        return os.read(self._descriptor, min(size, _MOST_AT_ONCE))

    def close(self) -> None:
        """Standard input belongs to the process: nothing is closed."""
