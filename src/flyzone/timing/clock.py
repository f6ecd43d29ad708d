"""What time a frame shows: the clip's own timestamps, and how much slower than life it plays.

Three questions are answered from the timestamps of all frames.

*Do they tick evenly?*  A timestamp is rounded to the container's time unit: 29.97 Hz in units of
1/600 s gives intervals of 20 and 21 units, which is an even clock written coarsely and not a
variable one.  So an interval counts as different only if it differs from the median by more than
one unit and by more than a twentieth.  One such interval makes the rate variable.

*Is every picture new?*  `flyzone.timing.duplicates` finds pictures that are shown several times.

*Does it play slower than life?*  `flyzone.timing.slow_motion` weighs the camera's rate, as the
setup or a tag states it, against the rate at which new pictures are shown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import TimingError, VideoError
from flyzone.model import Notice
from flyzone.timing.duplicates import find_duplicates
from flyzone.timing.slow_motion import (
    NOMINAL_TOLERANCE_UNEVEN,
    ClockOrigin,
    checked_rate,
    nominal_rate,
    slow_motion_factor,
)

CRYSTAL_SD = 5e-5
"""Relative sd of a phone's clock; the usual tolerance of a quartz crystal is 20-50 ppm."""

NOMINAL_RATE_SD = 1e-3
"""Relative sd of a nominal rate: 240 may be 239.76."""

_UNKNOWN_TICK_S = 1e-3
_COUNTED = 0.9
_EVEN = 0.05
_LONG_GAP = 3.0


@dataclass(frozen=True, slots=True)
class FrameClock:
    """The clock of a clip.

    Attributes
    ----------
    frames : int
    fps : float, Hz
        Mean rate of the frames as the clip plays: (frames - 1) / (last - first timestamp).
    variable_frame_rate : bool
        Intervals differ by more than the rounding of timestamps explains.
    slow_motion_factor : float
        How many times slower than life the clip plays; 1 for real time.
    origin : str
        Where the factor comes from.
    time_sd_s : float, s
        Standard deviation of one frame's time, in real seconds: rounding and, for an even clock,
        what jitters beyond it.
    scale_sd : float
        Relative standard deviation of every duration: it does not average out.
    duplicates : int
        Frames that show the picture before once more while something moves.
    capture_fps : float, Hz
        New pictures in a real second.
    duration_s : float, s
        From the first frame to the end of the last, in real seconds.
    notices : tuple of Notice
        What the user should know about this clock.
    """

    frames: int
    fps: float
    variable_frame_rate: bool
    slow_motion_factor: float
    origin: ClockOrigin
    time_sd_s: float
    scale_sd: float
    duplicates: int
    capture_fps: float
    duration_s: float
    notices: tuple[Notice, ...] = ()

    def real_times(self, times_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Real seconds from seconds as the clip plays.

        Parameters
        ----------
        times_s : ndarray, shape (n,), s
            Since the first frame shown.

        Returns
        -------
        ndarray, shape (n,), s
        """
        return np.asarray(times_s, dtype=np.float64) / self.slow_motion_factor


def read_clock(
    times_s: NDArray[np.float64],
    *,
    capture_fps: float | None = None,
    tagged_capture_fps: float | None = None,
    repeats: NDArray[np.bool_] | None = None,
    tick_s: float | None = None,
) -> FrameClock:
    """The clock of a clip, from the times of all its frames.

    Parameters
    ----------
    times_s : ndarray, shape (n,), s
        Since the first frame shown, in order; two frames or more.
    capture_fps : float or None, Hz
        True rate of the camera as the user states it; it outranks the tag.
    tagged_capture_fps : float or None, Hz
        The same from the clip's tags.
    repeats : ndarray, shape (n,), bool, or None
        Which frames show nothing new; ``None`` if it is not known.
    tick_s : float or None, s
        Unit to which the timestamps are rounded; 1 ms is assumed if it is not known.

    Returns
    -------
    FrameClock

    Raises
    ------
    VideoError
        If there are fewer than two frames.
    TimingError
        If times do not increase, or the camera's rate contradicts that of the clip.
    """
    times = _checked_times(times_s)
    given = checked_rate(capture_fps)
    intervals = np.diff(times)
    median = float(np.median(intervals))
    tick = tick_s if tick_s is not None and tick_s > 0 else _UNKNOWN_TICK_S
    if tick > _COUNTED * median:
        # AVI has no unit but the frame: it counts frames, and rounds nothing.
        tick = 0.0
    different = np.abs(intervals - median) > max(1.01 * tick, _EVEN * median)
    variable = bool(different.any())
    fps = (times.size - 1) / float(times[-1] - times[0])
    # Finer than the rounding of each interval, and a gap of two intervals counts as two.
    steady_fps = float(np.maximum(1, np.rint(intervals / median)).sum() / intervals.sum())

    notices: list[Notice] = []
    duplicates, shown_for = find_duplicates(repeats, times.size)
    new_fps = steady_fps / shown_for
    factor, origin = slow_motion_factor(given, tagged_capture_fps, new_fps, variable, notices)
    if shown_for > 1:
        notices.append(
            Notice(
                "duplicated-frames",
                f"Each picture is shown about {shown_for:.3g} times, so this clip has "
                f"{new_fps:.4g} new pictures in a second and not {steady_fps:.4g}. It is a screen "
                "capture or a converted clip: time the original file from the phone instead.",
            )
        )
    if variable:
        notices.append(_uneven(times, intervals, different, median))
    if intervals.max() > _LONG_GAP * median:
        widest = int(intervals.argmax())
        notices.append(
            Notice(
                "timestamps-irregular",
                f"There is a gap of {intervals[widest]:.3f} s after {times[widest]:.2f} s of the "
                f"clip, where frames are {median:.4f} s apart otherwise; what happened in it was "
                "not seen.",
            )
        )
    jitter = 0.0 if variable else _jitter_beyond_rounding(times, tick)
    scale_sd = CRYSTAL_SD
    if factor != 1.0:
        scale_sd = math.hypot(scale_sd, NOMINAL_RATE_SD)
        if variable and nominal_rate(new_fps, NOMINAL_TOLERANCE_UNEVEN) == new_fps:
            # No nominal rate vouches for the mean of these uneven intervals.
            scale_sd = math.hypot(scale_sd, float(intervals.std()) / median / math.sqrt(times.size))
    return FrameClock(
        frames=int(times.size),
        fps=fps,
        variable_frame_rate=variable,
        slow_motion_factor=factor,
        origin=origin,
        time_sd_s=math.hypot(tick / math.sqrt(12), jitter) / factor,
        scale_sd=scale_sd,
        duplicates=duplicates,
        capture_fps=new_fps * factor,
        duration_s=times.size / fps / factor,
        notices=tuple(notices),
    )


def _checked_times(times_s: NDArray[np.float64]) -> NDArray[np.float64]:
    times = np.asarray(times_s, dtype=np.float64).ravel()
    if times.size < 2:
        raise VideoError(
            f"A clip needs at least 2 frames to time anything, got {times.size}. "
            "Check that it is a video and not a photo, and film the whole run.",
            code="clip-one-frame" if times.size else "clip-no-frames",
        )
    if not np.isfinite(times).all() or (np.diff(times) <= 0).any():
        worst = int(np.argmin(np.where(np.isfinite(times[1:]), np.diff(times), -np.inf)))
        raise TimingError(
            f"Frame times must increase, got {times[worst]:g} and then {times[worst + 1]:g} s at "
            f"frame {worst + 1}. Export the clip again from the phone.",
            code="clock-not-increasing",
        )
    return times


def _jitter_beyond_rounding(times: NDArray[np.float64], tick: float) -> float:
    """Standard deviation of an even clock's timestamps that rounding does not explain, in s."""
    if times.size < 4:
        return 0.0
    number = np.arange(times.size, dtype=np.float64)
    slope, start = np.polyfit(number, times, 1)
    scatter = times - (start + slope * number)
    variance = float((scatter**2).sum()) / (times.size - 2) - tick**2 / 12
    return math.sqrt(max(0.0, variance))


def _uneven(
    times: NDArray[np.float64],
    intervals: NDArray[np.float64],
    different: NDArray[np.bool_],
    median: float,
) -> Notice:
    first = int(np.flatnonzero(different)[0])
    return Notice(
        "variable-frame-rate",
        f"Frames come at uneven intervals: {int(different.sum())} of {intervals.size} differ from "
        f"the usual {1000 * median:.2f} ms ({1000 * intervals.min():.2f} to "
        f"{1000 * intervals.max():.2f} ms, first at {times[first]:.2f} s). Each frame is taken at "
        "its own timestamp.",
    )
