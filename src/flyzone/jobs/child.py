"""One job in a process of its own: a hostile clip may kill it, and nothing else.

Run by a worker as ``python -m flyzone.jobs.child``.  It reads what to do as one line of JSON, puts itself
under limits, does it, and writes lines of JSON: ``{"progress": 0.4}`` now and then, and at the end
``{"outcome": ...}`` or ``{"error": {"code": ..., "message": ...}}``.  What the work itself prints goes to
the log, so that no library can speak in the job's name.
"""

from __future__ import annotations

import errno
import importlib
import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final

from flyzone.errors import FlyzoneError
from flyzone.jobs.kin import end_with_parent

LITTLE_S: Final = 0.2
"""Progress is told no oftener."""
DIED_OF_MEMORY: Final = 71
"""The status with which it says that memory was refused."""


def main() -> int:
    """Does one job; the exit status is 0 where an answer was written."""
    asked = json.loads(sys.stdin.readline())
    end_with_parent(int(asked["parent"]))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    # What it makes of somebody's film is for the server's user alone.
    os.umask(0o077)
    _limit(asked["limits"])
    try:
        try:
            run = _function(asked["run"])
            outcome = run(asked["task"], Path(asked["folder"]), _teller(answers))
            _say(answers, {"outcome": outcome})
        except FlyzoneError as problem:
            _say(answers, {"error": {"code": problem.code, "message": problem.message}})
        except OSError as problem:
            if problem.errno == errno.ENOMEM:
                return DIED_OF_MEMORY
            traceback.print_exc()
            _say(answers, {"error": _disk(problem)})
        except MemoryError:
            return DIED_OF_MEMORY
        except Exception:
            traceback.print_exc()
            _say(answers, {"error": _fault()})
    except MemoryError:
        return DIED_OF_MEMORY
    return 0


def _limit(limits: dict[str, Any]) -> None:
    """Puts this process under the limits of its job; a core file of a clip is nobody's to read."""
    cpu = int(limits["cpu_s"])
    for which, most, hardest in (
        (resource.RLIMIT_AS, int(limits["memory_bytes"]), None),
        (resource.RLIMIT_FSIZE, int(limits["file_bytes"]), None),
        # A first signal that can be told apart, a second that cannot be caught.
        (resource.RLIMIT_CPU, cpu, cpu + 5),
        (resource.RLIMIT_CORE, 0, None),
    ):
        _, allowed = resource.getrlimit(which)
        highest = most if hardest is None else hardest
        if allowed != resource.RLIM_INFINITY:
            highest = min(highest, allowed)
        # Where a system knows a limit and does not hold it, the clock on the wall is left.
        try:
            resource.setrlimit(which, (min(most, highest), highest))
        except (ValueError, OSError):
            continue


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _teller(answers: IO[str]) -> Callable[[float], None]:
    last = [0.0]

    def tell(share: float) -> None:
        now = time.monotonic()
        if now - last[0] >= LITTLE_S:
            last[0] = now
            _say(answers, {"progress": min(max(float(share), 0.0), 1.0)})

    return tell


def _say(answers: IO[str], what: Any) -> None:
    answers.write(json.dumps(what, allow_nan=False) + "\n")
    answers.flush()


def _disk(problem: OSError) -> dict[str, str]:
    if problem.errno in (errno.EFBIG, errno.ENOSPC):
        return {
            "code": "job-disk",
            "message": (
                "What was made of this clip does not fit on the server's disk, or is larger than one "
                "file may be. Free some space, or cut the clip, and try again."
            ),
        }
    return _fault()


def _fault() -> dict[str, str]:
    return {
        "code": "job-fault",
        "message": (
            "This is a fault of flyzone, not yours; it was written down on the server. Tell who runs "
            "it, and keep the clip."
        ),
    }


if __name__ == "__main__":
    sys.exit(main())
