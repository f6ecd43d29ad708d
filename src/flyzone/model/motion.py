"""Motion in space: markers, and columns such as joint angles, forces or moments over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from flyzone.errors import InputError
from flyzone.model.arrays import Floats, fixed, increasing


@dataclass(frozen=True, slots=True, eq=False)
class Markers:
    """Places of named markers, frame by frame.

    Attributes
    ----------
    names : tuple of str
        Printable, not empty, no blanks around them; each once.
    times : ndarray, shape (n,), s
        Increasing.
    positions : ndarray, shape (n, len(names), 3), m
        Not-a-number where a marker was not seen.
    rate_hz : float, Hz
        Nominal frame rate.

    Raises
    ------
    InputError
        If shapes do not agree, times do not increase, a position is infinite, a name cannot be
        one or stands twice, or the rate is not above zero.
    """

    names: tuple[str, ...]
    times: Floats
    positions: Floats
    rate_hz: float

    def __post_init__(self) -> None:
        names = _names(self.names, "marker")
        times = _times(self.times)
        positions = _with_gaps(self.positions, (len(times), len(names), 3), "Marker positions")
        if not (np.isfinite(self.rate_hz) and self.rate_hz > 0.0):
            raise InputError(
                f"The frame rate of markers must be above zero, got {self.rate_hz} Hz.",
                code="motion-rate",
            )
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "times", times)
        object.__setattr__(self, "positions", positions)


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """Named columns over time.

    Attributes
    ----------
    name : str
        Of the whole; may be empty.
    times : ndarray, shape (n,), s
        Increasing.
    columns : mapping of str to ndarray, shape (n,)
        In order; not-a-number where there is no value.  Names as those of markers.
    in_degrees : bool or None
        Whether angles among the columns are in degrees (or radians); ``None`` where there are none
        or nobody said.

    Raises
    ------
    InputError
        If lengths do not agree, times do not increase, a value is infinite, or a name
        cannot be one.
    """

    name: str
    times: Floats
    columns: Mapping[str, Floats]
    in_degrees: bool | None = None

    def __post_init__(self) -> None:
        times = _times(self.times)
        names = _names(tuple(self.columns), "column")
        columns = {
            name: _with_gaps(self.columns[name], (len(times),), f"The column {name}")
            for name in names
        }
        object.__setattr__(self, "times", times)
        object.__setattr__(self, "columns", MappingProxyType(columns))


def _times(values: Any) -> Floats:
    times = fixed(values, "Frame times")
    if not len(times):
        raise InputError("A motion needs at least one frame, got none.", code="motion-empty")
    increasing(times, "Frame times")
    return times


def _names(names: tuple[str, ...], what: str) -> tuple[str, ...]:
    names = tuple(names)
    if not names:
        raise InputError(f"A motion needs at least one {what}, got none.", code="motion-empty")
    for name in names:
        # A tab or a line break inside a name would shift every column of a file.
        if not name or not name.isprintable() or name != name.strip():
            raise InputError(
                f"The name of a {what} must be printable, without blanks around it, got {name!r}. "
                "Rename it.",
                code="motion-name",
            )
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(
            f"Each {what} may stand once, got {twice!r} twice. Rename one of them.",
            code="motion-name",
        )
    return names


def _with_gaps(values: Any, shape: tuple[int, ...], what: str) -> Floats:
    array = np.array(values, dtype=np.float64)
    if array.shape != shape:
        raise InputError(f"{what} must have shape {shape}, got {array.shape}.", code="motion-shape")
    if np.any(np.isinf(array)):
        raise InputError(
            f"{what} must be finite, or not-a-number for a gap, got an infinite value.",
            code="motion-infinite",
        )
    array.setflags(write=False)
    return array
