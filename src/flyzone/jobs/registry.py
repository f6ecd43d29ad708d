"""What workers can do: for each kind of job, its function, what is done with its result, its limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flyzone.storage import Writer

Task = Mapping[str, Any]
Outcome = Mapping[str, Any]
Finish = Callable[[Writer, Task, Outcome], None]

GIB: Final = 1024**3


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one job may take.

    Attributes
    ----------
    memory_bytes : int
        Of address space: libraries reserve more of it than they ever touch.
    cpu_s : int
        Of computing, on all cores together.
    wall_s : float
        By the clock on the wall.
    file_bytes : int
        Of one file that it writes.
    """

    memory_bytes: int = 4 * GIB
    cpu_s: int = 3600
    wall_s: float = 2700.0
    file_bytes: int = 4 * GIB


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of job.

    Attributes
    ----------
    run : str
        ``"module:function"``: a function ``run(task, folder, tell) -> outcome`` that opens no store;
        ``tell(share)`` says how far it is.
    finish : callable or None
        ``finish(writer, task, outcome)`` keeps what came of it, in the transaction that marks the job
        done.
    limits : Limits
    """

    run: str
    finish: Finish | None = None
    limits: Limits = Limits()


Registry = Mapping[str, Work]
