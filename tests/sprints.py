"""Synthetic sprints whose truth is known: split times, radar records, files of them, fits of many."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from flyzone.model import FittedSprint, Splits, TimedRun
from flyzone.model.arrays import Floats
from flyzone.model.timed import ClipInfo, ClipTiming, Notice
from flyzone.science.curve import position_at_time, time_at_distance, velocity_at_time
from flyzone.science.fit_splits import fit_splits_many
from flyzone.wire.timed import timing_document

MSS, MAC = 8.5, 7.5
GATES = np.array([5.0, 10.0, 20.0, 30.0, 40.0])
SHARED = Path(__file__).parents[2] / "shared"
DATA = SHARED / "reference" / "data"


def reference(file: Path) -> Path:
    """A file of the reference folder; the test is skipped where that is absent."""
    if not file.exists():
        pytest.skip(f"the reference folder is not here, so {file.name} cannot be read")
    return file


def gate_times(
    mss: float = MSS,
    mac: float = MAC,
    gates: Sequence[float] | Floats = GATES,
    *,
    flying: float = 0.0,
    noise: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Floats:
    """Times of a sprint that starts so many metres behind the beam which starts the clock."""
    where = np.asarray(gates, dtype=np.float64)
    times = time_at_distance(where + flying, mss, mac) - time_at_distance(flying, mss, mac)
    return times if rng is None else times + rng.normal(0.0, noise, len(where))


def splits(*, sd: float | None = None, athlete: str | None = None, **words: Any) -> Splits:
    """The same as `Splits`."""
    gates = words.get("gates", GATES)
    return Splits.of(gates, gate_times(**words), sd=sd, athlete=athlete)


def fits_of(
    mss: Floats, mac: Floats, rng: np.random.Generator, *, correction: str = "none",
    sd: float = 0.01, stated: bool = True,
) -> list[FittedSprint]:  # fmt: skip
    """Fits of gates with Gaussian errors, one for each athlete, made together."""
    times = time_at_distance(GATES, mss[:, None], mac[:, None])
    times = times + rng.normal(0.0, sd, times.shape)
    covariance = sd**2 * np.eye(len(GATES))
    many = fit_splits_many(GATES, times, correction, covariance=covariance if stated else None)
    return [
        FittedSprint(
            "splits", correction, many.names, many.values[i], many.covariance[i],
            int(many.degrees_of_freedom[i]), stated, GATES, times[i], many.predicted[i],
        )
        for i in range(len(mss))
        if many.settled[i]
    ]  # fmt: skip


def write_splits(
    path: Path,
    athletes: Mapping[str, tuple[float, float]],
    *,
    gates: Sequence[float] | Floats = GATES,
    noise: float = 0.004,
    seed: int = 1,
    **words: Any,
) -> Path:
    """A file of split times: MSS and MAC of each athlete, by name."""
    rng = np.random.default_rng(seed)
    lines = ["athlete,distance_m,time_s"]
    for name, (mss, mac) in athletes.items():
        times = gate_times(mss, mac, gates, noise=noise, rng=rng, **words)
        lines += [f"{name},{d:g},{t:.3f}" for d, t in zip(gates, times, strict=True)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@dataclass(frozen=True)
class Record:
    """A radar's record, in which the athlete sets off at ``start`` s."""

    times: Floats
    velocities: Floats
    start: float

    def write(self, path: Path) -> Path:
        """As a file."""
        rows = (f"{t:.4f},{v:.4f}" for t, v in zip(self.times, self.velocities, strict=True))
        path.write_text("time_s,velocity_m_s\n" + "\n".join(rows) + "\n", encoding="utf-8")
        return path


def radar(
    mss: float = MSS,
    mac: float = MAC,
    *,
    standing: float = 0.0,
    running: float = 6.0,
    slowing: float = 0.0,
    strays: int = 0,
    noise: float = 0.15,
    step: float = 0.2,
    seed: int = 1,
) -> Record:
    """A radar's record at 46.875 Hz: standing, the sprint with its steps, slowing by 2.5 m/s²."""
    rng = np.random.default_rng(seed)
    times = np.arange(0.0, standing + running + slowing, 1.0 / 46.875)
    since = times - standing
    speed = velocity_at_time(np.maximum(since, 0.0), mss, mac)
    late = np.maximum(since - running, 0.0)
    speed = np.maximum(speed - 2.5 * late, 0.0)
    speed = speed + step * np.sin(2.0 * np.pi * 4.3 * since) * np.clip(since, 0.0, 1.0)
    speed = np.abs(speed + rng.normal(0.0, noise, len(times)))
    inside = np.flatnonzero((since > 1.0) & (since < running))
    speed[rng.choice(inside, strays, replace=False)] += rng.choice([-4.0, 5.0], strays)
    return Record(times, np.maximum(speed, 0.0), standing)


def timed_clip(
    places: Floats, times: Floats, *, athlete: str | None = None, right_to_left: bool = False
) -> TimedRun:
    """A run as `flyzone time` gives it, with this path of the trunk."""
    x = 10.0 - places if right_to_left else places
    return TimedRun(
        "right-to-left" if right_to_left else "left-to-right", 0.3, 1.4, 1.1, 0.002, 9.09, 0.02, (),
        (), tuple(zip(times.tolist(), x.tolist(), strict=True)), athlete=athlete,
    )  # fmt: skip


def from_rest(
    mss: float = MSS, mac: float = MAC, *, seconds: float = 3.0, noise: float = 0.01, seed: int = 4,
) -> tuple[Floats, Floats]:  # fmt: skip
    """Places and times of a filmed start, which happens 0.7 s into the clip at 0.4 m."""
    times = np.arange(0.75, 0.75 + seconds, 1.0 / 60.0)
    places = 0.4 + position_at_time(times - 0.7, mss, mac)
    return places + np.random.default_rng(seed).normal(0.0, noise, len(times)), times


def write_timing(path: Path, *runs: TimedRun, warnings: Sequence[Notice] = ()) -> Path:
    """The document of ``flyzone time --json``."""
    clip = ClipInfo(300, 60.0, False, 1.0, 5.0)
    timing = ClipTiming(clip, (0.0, 10.0), runs, tuple(warnings), ())
    path.write_text(json.dumps(timing_document(timing)), encoding="utf-8")
    return path
