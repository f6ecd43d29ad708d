"""From the samples between two pauses to traces: speed and distance along the path.

Speed is what the device says.  Where it says none, speed is the slope of its distances, or of its
places, and that is told.  A sample that could only be reached and left faster than a human runs (or
backwards, where a device counts distance) is refused.  Where just one such step remains, both sides
may be right: the trace is cut there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from flyzone.devices.doubts import Doubts
from flyzone.devices.recordings.geodesy import steps_m
from flyzone.devices.recordings.watch_samples import MEASURES, Sample
from flyzone.model import RejectedRow, Trace
from flyzone.model.arrays import Floats

FASTEST_HUMAN_M_S = 13.0
"""Above what has been measured of a human (12.34 m/s, Bolt in 2009) by a receiver's own error."""

_PASSES = 5
_MOST_CUTS = 100


def traced(
    samples: Sequence[Sample], doubts: Doubts, *, begin_s: float, source: str, run: str | None
) -> list[Trace]:
    """The traces of one stretch without a pause.

    Parameters
    ----------
    samples : sequence of Sample
        In order of time.
    doubts : Doubts
        Takes what cannot be used.
    begin_s : float, s
        What the traces call zero.
    source : str
        The kind of file, for the traces' origin.
    run : str or None

    Returns
    -------
    list of Trace
        Usually one; more where it had to be cut, none where nothing can be told.
    """
    counts = {m: sum(getattr(s, m) is not None for s in samples) for m in MEASURES}
    measure = max(counts, key=counts.__getitem__)
    if not counts[measure]:
        return []
    usable = []
    for sample in samples:
        if getattr(sample, measure) is not None:
            usable.append(sample)
        elif any(getattr(sample, m) is not None for m in MEASURES):
            doubts.reject(sample, f"It has no {MEASURES[measure]}, unlike those around it.")
    traces = []
    for piece in _consistent(usable, measure, doubts):
        if len(piece) < 2:
            doubts.reject(piece[0], "It stands alone, and one sample is no trace.")
            continue
        times = np.array([s.time_s for s in piece])
        positions = _positions(piece, measure)
        if measure == "speed_m_s":
            velocities = np.array([s.speed_m_s for s in piece], dtype=np.float64)
        else:
            assert positions is not None
            velocities = np.gradient(positions, times)
            doubts.note(
                "speed-derived",
                f"The file has no speed. It was taken from the change of {MEASURES[measure]} from "
                "sample to sample, so every error of a single sample is in it, divided by the time "
                "between two.",
            )
        origin = f"{source} file, {_rate(times)}"
        traces.append(Trace(times - begin_s, velocities, positions, origin=origin, run=run))
    return traces


def _consistent(samples: list[Sample], measure: str, doubts: Doubts) -> Iterator[Sequence[Sample]]:
    """The samples without impossible steps, in pieces between which one remains."""
    for _ in range(_PASSES):
        bad = _impossible(samples, measure)
        # Both steps of a sample are impossible, or the only one of the first or last.
        outside = np.concatenate(([True], bad)) & np.concatenate((bad, [True]))
        if not bad.size or not outside.any():
            break
        for i in np.flatnonzero(outside):
            doubts.reject(
                samples[i],
                f"It cannot be reached and left at a human speed (up to {FASTEST_HUMAN_M_S:g} m/s).",
            )
        samples = [s for s, out in zip(samples, outside, strict=True) if not out]
    cuts = np.flatnonzero(_impossible(samples, measure)) + 1
    if cuts.size > _MOST_CUTS:
        doubts.rejected.append(
            RejectedRow(
                samples[0].line,
                f"{samples[0].where} to {samples[-1].where}",
                f"It makes {cuts.size} steps that no human can: this is no track of a runner.",
            )
        )
        return
    if cuts.size:
        before, after = samples[cuts[0] - 1], samples[cuts[0]]
        doubts.note(
            "cut",
            f"From {before.where} to {after.where} the step is impossible for a human; the trace is "
            "cut there" + (f", and at {cuts.size - 1} further places." if cuts.size > 1 else "."),
        )
    edges = [0, *(int(i) for i in cuts), len(samples)]
    yield from (samples[a:b] for a, b in pairwise(edges) if b > a)


def _impossible(samples: Sequence[Sample], measure: str) -> np.ndarray:
    """Whether each step from a sample to the next is faster than a human, or backwards."""
    positions = _positions(samples, measure)
    if positions is None or len(samples) < 2:
        return np.zeros(max(len(samples) - 1, 0), dtype=bool)
    steps = np.diff(positions)
    if measure == "speed_m_s" and samples[0].distance_m is not None:
        # The device vouches for the speed itself; its distance may catch up after a lost signal.
        return steps < 0.0
    return (steps < 0.0) | (steps > FASTEST_HUMAN_M_S * np.diff([s.time_s for s in samples]))


def _positions(samples: Sequence[Sample], measure: str) -> Floats | None:
    """Distance along the path; ``None`` where not every sample tells it."""
    if measure != "place_deg" and all(s.distance_m is not None for s in samples):
        return np.array([s.distance_m for s in samples], dtype=np.float64)
    places = [s.place_deg for s in samples if s.place_deg is not None]
    if measure == "distance_m" or len(places) < len(samples) or not places:
        return None
    latitude, longitude = np.array(places).T
    return np.concatenate(([0.0], np.cumsum(steps_m(latitude, longitude))))


def _rate(times: Floats) -> str:
    interval = float(np.median(np.diff(times)))
    return f"{1.0 / interval:.3g} Hz" if interval < 1.0 else f"a sample every {interval:.3g} s"
