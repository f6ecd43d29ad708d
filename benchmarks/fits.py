"""Fits of split times and traces per second, single and in batch: part of `make bench`.

Everything runs in this one process, on one core, BLAS with one thread.  The batch is the 10,000
split sets that the goal names; each figure is the median of several runs, beside the least.  SciPy's
`least_squares` fits a sample of the same sets in the same run, as a yardstick on the same machine.
The sprints are synthetic: drawn from the speed curve with Gaussian errors of 10 ms.
"""

from __future__ import annotations

import os

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import argparse  # noqa: E402  (the threads must be set before NumPy loads)
import platform  # noqa: E402
import statistics  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable  # noqa: E402
from datetime import UTC, datetime  # noqa: E402
from pathlib import Path  # noqa: E402

import numpy as np  # noqa: E402
from scipy.optimize import least_squares  # noqa: E402

from flyzone.model import Splits  # noqa: E402
from flyzone.science.curve import time_at_distance, velocity_at_time  # noqa: E402
from flyzone.science.fit_splits import fit_splits, fit_splits_many  # noqa: E402
from flyzone.science.fit_trace import fit_velocity  # noqa: E402
from flyzone.science.split_model import CORRECTIONS  # noqa: E402

GATES = np.array([5.0, 10.0, 15.0, 20.0, 30.0, 40.0])
SETS = 10_000
GOAL_S = 2.0
SHORTS_MS = (7.0, 8.5)
"""A fit by the R package `shorts`, measured elsewhere on the same kind of machine."""
PAGE = Path(__file__).resolve().parents[1] / "docs" / "fit-speed.md"


def drawn(count: int) -> np.ndarray:
    """Times at the gates of ``count`` athletes, shape (count, 6), s."""
    rng = np.random.default_rng(2026)
    mss, mac = rng.uniform(6.0, 11.5, (count, 1)), rng.uniform(5.0, 10.0, (count, 1))
    return time_at_distance(GATES, mss, mac) + rng.normal(0.0, 0.010, (count, len(GATES)))


def timed(work: Callable[[], object], runs: int) -> tuple[float, float]:
    """Median and least time of some runs, s."""
    work()
    spent = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent), min(spent)


def by_scipy(times: np.ndarray) -> None:
    """One set fitted as most programs do it: no Jacobian, one athlete at a time."""
    least_squares(lambda p: time_at_distance(GATES, p[0], p[1]) - times, [7.0, 7.0])


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--page", type=Path, default=PAGE)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    times = drawn(SETS)
    sets = [Splits.of(GATES, row) for row in times[:200]]
    rows, scipy_ms = (
        [],
        timed(lambda: [by_scipy(t) for t in times[:50]], options.runs)[0] / 50 * 1e3,
    )
    for kind in CORRECTIONS:
        many, least = timed(lambda kind=kind: fit_splits_many(GATES, times, kind), options.runs)
        one = timed(lambda kind=kind: [fit_splits(s, kind) for s in sets], options.runs)[0] / 200
        rows.append((kind, one * 1e3, many, least))
    clock = np.arange(0.0, 6.0, 0.01)
    noise = np.random.default_rng(1).normal(0.0, 0.1, len(clock))
    speed = velocity_at_time(clock, 9.0, 7.0) + noise
    radar = timed(lambda: fit_velocity(clock, speed), options.runs)[0] * 1e3
    text = page(rows, scipy_ms, radar)
    options.page.write_text(text, encoding="utf-8")
    print(text)


def page(rows: list[tuple[str, float, float, float]], scipy_ms: float, radar_ms: float) -> str:
    """The page, Markdown."""
    lines = [
        "# How fast are the fits?",
        "",
        f"*Written by `python benchmarks/fits.py` on {datetime.now(UTC):%Y-%m-%d}; do not edit. "
        f"One core ({platform.machine()}), Python {platform.python_version()}, NumPy "
        f"{np.__version__}.*",
        "",
        f"Synthetic split times at {len(GATES)} gates (5 to 40 m) with Gaussian errors of 10 ms. "
        f"*single*: one athlete at a time, covariance included. *{SETS:,} together*: one call, all "
        "covariances included; median of the runs, and the least. The goal is "
        f"{SETS:,} sets in under {GOAL_S:g} s on one core.",
        "",
        f"| correction | single, ms | {SETS:,} together, s (least) | fits per second | goal | "
        f"against {SHORTS_MS[0]:g}-{SHORTS_MS[1]:g} ms of `shorts` |",
        "|---|---:|---:|---:|---|---:|",
    ]
    for kind, one_ms, many, least in rows:
        holds = "holds" if many < GOAL_S else "missed"
        ratios = [ms / 1e3 * SETS / many for ms in SHORTS_MS]
        lines.append(
            f"| {kind} | {one_ms:.2f} | {many:.2f} ({least:.2f}) | {SETS / many:,.0f} | {holds} | "
            f"{ratios[0]:.0f}-{ratios[1]:.0f} times the throughput |"
        )
    lines += [
        "",
        f"SciPy's `least_squares` on the same sets in the same run, no correction, without "
        f"covariance: {scipy_ms:.2f} ms a fit. The figure for `shorts` was measured elsewhere, on "
        "the same kind of machine.",
        "",
        f"A radar trace of 600 samples: {radar_ms:.2f} ms a fit.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
