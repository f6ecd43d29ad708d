"""Where what was measured lies on the axes of the curve: since the first movement, from its place.

A device counts from its own zero: a beam, a trigger, the moment somebody pressed a key.  The curve
counts from the first movement.  The fit says how far the two are apart (TC, DC, FD), and this module
shifts the measured by as much, so that both can be drawn in one picture.  Times at places become
mean speeds, distance by time; nothing is smoothed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from flyzone.errors import InputError
from flyzone.model import FittedSprint
from flyzone.model.arrays import Floats
from flyzone.science.curve import position_at_time, time_at_distance

Along = Literal["time", "distance"]
_AXES: tuple[Along, ...] = ("time", "distance")

MOST_POINTS = 600
_SHORTEST_STRETCH_S = 0.25
_RESIDUALS = {
    "splits": ("ms", 1000.0, 1),
    "velocity": ("m/s", 1.0, 2),
    "velocity-distance": ("m/s", 1.0, 2),
    "position": ("cm", 100.0, 1),
    "in-situ": ("m/s²", 1.0, 2),
}
"""Unit of a residual, how many of it make one SI unit, and the decimals that are worth writing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Measured speeds on the axes of the curve.

    Attributes
    ----------
    start, end : ndarray, shape (k,), s or m
        Over which stretch a speed is the mean; equal for samples of speed.
    speed : ndarray, shape (k,), m/s
    words : str
        What they are.
    sampled : bool
        Whether speed itself was sampled, and is no mean over a stretch.
    """

    start: Floats
    end: Floats
    speed: Floats
    words: str
    sampled: bool = False


@dataclass(frozen=True, slots=True)
class Residuals:
    """Measured minus curve, along the axis of the curve.

    Attributes
    ----------
    at : ndarray, shape (n,)
        s or m; speeds in m/s for samples of acceleration over speed.
    value : ndarray, shape (n,), in ``unit``
    unit : str
    rmse : float, in ``unit``
    decimals : int
        As many as mean anything.
    in_order : bool
        Whether neighbours follow one another closely, so that a line between them means something.
    """

    at: Floats
    value: Floats
    unit: str
    rmse: float
    decimals: int
    in_order: bool


def known_axis(along: str) -> Along:
    """The axis of that name.

    Raises
    ------
    InputError
        If there is none.
    """
    for known in _AXES:
        if known == along:
            return known
    raise InputError(
        f"Speed is drawn over 'time' or over 'distance', got {along!r}. Choose one of them.",
        code="chart-axis",
    )


def measured_speed(fit: FittedSprint, along: Along) -> Measured | None:
    """Measured speeds; ``None`` where the input has no place along a sprint.

    Times and places give the mean speed of each stretch between neighbours, places sampled often
    that of stretches of a quarter of a second, and speeds stand as they were sampled.
    """
    if fit.input == "in-situ":
        return None
    times, places = _own_axes(fit)
    if fit.input in ("velocity", "velocity-distance"):
        keep = thinned(len(times))
        at = (times if along == "time" else places)[keep]
        words = "samples" if len(keep) == len(times) else f"{len(keep)} of {len(times)} samples"
        return Measured(at, at, fit.observed[keep], words, sampled=True)
    if fit.input == "splits":
        start_time, start_place = _clock_start(fit)
        times, places = np.append(start_time, times), np.append(start_place, places)
        words = "mean speed between gates"
    else:
        keep = _stretches(times)
        times, places = times[keep], places[keep]
        words = "mean speed of stretches"
    axis = times if along == "time" else places
    return Measured(axis[:-1], axis[1:], np.diff(places) / np.diff(times), words)


def gates(fit: FittedSprint, along: Along) -> list[tuple[float, str]]:
    """Where each gate stands on the axis, and what the other axis says there; splits only."""
    if fit.input != "splits":
        return []
    times, places = _own_axes(fit)
    if along == "time":
        return [(float(t), f"{d:g} m") for t, d in zip(times, fit.at, strict=True)]
    return [(float(d), f"{t:.2f} s") for d, t in zip(places, fit.observed, strict=True)]


def residuals(fit: FittedSprint, along: Along) -> Residuals:
    """Measured minus curve, as many as are worth drawing."""
    unit, scale, decimals = _RESIDUALS[fit.input]
    at = fit.at
    if fit.input != "in-situ":
        times, places = _own_axes(fit)
        at = times if along == "time" else places
    keep = thinned(len(at))
    in_order = fit.input in ("velocity", "velocity-distance", "position")
    return Residuals(
        at[keep], fit.residuals[keep] * scale, unit, fit.rmse * scale, decimals, in_order
    )


def thinned(count: int, most: int = MOST_POINTS) -> np.ndarray:
    """Evenly chosen places in an array, at most so many, the first and the last among them."""
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(int))


def _own_axes(fit: FittedSprint) -> tuple[Floats, Floats]:
    """Time since and distance from the first movement, for each thing measured."""
    late, ahead = _clock_start(fit)
    if fit.input == "splits":
        return fit.observed + late - _given(fit, "TC"), fit.at + ahead - _given(fit, "DC")
    if fit.input == "velocity-distance":
        places = fit.at - _given(fit, "DC")
        return time_at_distance(np.maximum(places, 0.0), fit.mss, fit.mac), places
    times = fit.at + late - _given(fit, "TC")
    if fit.input == "position":
        return times, fit.observed + ahead - _given(fit, "DC")
    return times, position_at_time(np.maximum(times, 0.0), fit.mss, fit.mac)


def _clock_start(fit: FittedSprint) -> tuple[float, float]:
    """When and where a flying start crossed the line; both zero for the other corrections.

    Those tie the first stretch to the first movement itself.
    """
    flying = _given(fit, "FD")
    return float(time_at_distance(flying, fit.mss, fit.mac)), flying


def _given(fit: FittedSprint, name: str) -> float:
    return fit.value(name) if name in fit.names or name in fit.given else 0.0


def _stretches(times: Floats) -> np.ndarray:
    """Places of samples that lie at least a stretch apart."""
    keep = [0]
    for i, time in enumerate(times):
        if time - times[keep[-1]] >= _SHORTEST_STRETCH_S - 1e-9:
            keep.append(i)
    if len(keep) == 1:
        keep.append(len(times) - 1)
    return np.array(keep)
