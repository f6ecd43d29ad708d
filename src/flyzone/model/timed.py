"""What a timed clip is: runs through the zone, each with its error and where the error comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["left-to-right", "right-to-left"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A stable code and the sentence a person reads."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """A quantity that this input cannot give, and why."""

    quantity: str
    reason: str


@dataclass(frozen=True, slots=True)
class ErrorSource:
    """One independent share of a time's standard deviation."""

    source: str
    sd_s: float


@dataclass(frozen=True, slots=True)
class Split:
    """Time between two places on the lane, with its standard deviation."""

    from_m: float
    to_m: float
    time_s: float
    time_sd_s: float


@dataclass(frozen=True, slots=True)
class TimedRun:
    """One runner through the zone.

    Attributes
    ----------
    direction : {"left-to-right", "right-to-left"}
        As seen in the picture.
    entry_s, exit_s : float, s
        Real seconds since the first presented frame.
    time_s, time_sd_s : float, s
        ``exit_s - entry_s`` and its standard deviation.
    speed_m_s, speed_sd_m_s : float, m/s
        Mean over the zone.
    splits : tuple of Split
    error_budget : tuple of ErrorSource
        Independent shares of ``time_sd_s``; their squares add up to its square.
    path : tuple of (float, float)
        (time in s, place in m) of the middle of the trunk.
    lateral_m, lateral_sd_m : float, m
        The runner's place across the lane as used.
    athlete : str or None
        From the start order, where one was given.
    entry_sd_s, exit_sd_s : float, s
        Standard deviations of the crossings themselves; errors that both share make them larger
        than what remains in ``time_sd_s``.
    """

    direction: Direction
    entry_s: float
    exit_s: float
    time_s: float
    time_sd_s: float
    speed_m_s: float
    speed_sd_m_s: float
    splits: tuple[Split, ...]
    error_budget: tuple[ErrorSource, ...]
    path: tuple[tuple[float, float], ...]
    lateral_m: float = 0.0
    lateral_sd_m: float = 0.0
    athlete: str | None = None
    entry_sd_s: float = 0.0
    exit_sd_s: float = 0.0


@dataclass(frozen=True, slots=True)
class ClipInfo:
    """What the clip's own timestamps say about it."""

    frames: int
    fps: float
    variable_frame_rate: bool
    slow_motion_factor: float
    duration_s: float


@dataclass(frozen=True, slots=True)
class ClipTiming:
    """Everything that timing one clip gave."""

    clip: ClipInfo
    zone_m: tuple[float, float]
    runs: tuple[TimedRun, ...]
    warnings: tuple[Notice, ...]
    not_measured: tuple[NotMeasured, ...]
