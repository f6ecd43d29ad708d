"""How long an answer takes inside the process, for an athlete with 500 reps: today, trend, why, guard.

Reading the athlete out of a full store is measured by ``benchmarks/store.py``; a command takes the sum.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np

from flyzone.training.diagnosis import diagnose
from flyzone.training.guard import SessionGuard
from flyzone.training.rules import STANDARD
from flyzone.training.today import answer_today
from flyzone.training.trend import trend_of
from flyzone.virtual.athlete import Programme, VirtualAthlete
from flyzone.virtual.training_history import train

REPEATS = 15


def main() -> None:
    """Measure and print."""
    start = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)
    rng = np.random.default_rng(1)
    history = train(VirtualAthlete(), Programme(weeks=50, reps=(5,)), rng, start).history
    reps = sum(len(session.reps) for session in history.sessions)
    now = history.sessions[-1].started_at + timedelta(days=2)
    print(f"{len(history.sessions)} sessions, {reps} reps")
    measure("today", lambda: answer_today(history, now, STANDARD))
    measure("trend", lambda: trend_of(history, now, STANDARD))
    measure("why (diagnosis)", lambda: diagnose(history, now, STANDARD))
    last = history.sessions[-1]
    measure(
        "guard, a session whole",
        lambda: SessionGuard.for_session(history.sessions, STANDARD).whole(last),
    )


def measure(name: str, act: Callable[[], object]) -> None:
    """Print the median and the longest of some repeats; the first one, which imports, is left out."""
    act()
    taken = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        act()
        taken.append(1000.0 * (time.perf_counter() - begin))
    print(f"  {name:<24} median {statistics.median(taken):6.1f} ms, longest {max(taken):6.1f} ms")


if __name__ == "__main__":
    main()
