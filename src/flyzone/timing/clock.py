"""What time a frame shows: the clip's own timestamps, and how much slower than life it plays.

Three questions are answered from the timestamps of all frames.

*Do they tick evenly?*  A timestamp is rounded to the container's time unit: 29.97 Hz in units of
1/600 s gives intervals of 20 and 21 units, which is an even clock written coarsely and not a
variable one.  So an interval counts as different only if it differs from the median by more than
one unit and by more than a twentieth.  One such interval makes the rate variable.

*Is every picture new?*  Some clips show each picture two, three or more times.  Repeats while
nothing moves mean nothing; repeats at even distances between pictures that do change are
duplicates, and the rate at which pictures were really taken is lower than that of the frames.

*Does it play slower than life?*  Timestamps cannot tell.  Only the rate of the camera can, from the
setup or from a tag of the clip: the slow-motion factor is that rate over the rate at which *new*
pictures are shown.  Both are first taken to the nominal rates that cameras have (29.97 is 30,
239.76 is 240; their ratio is 8 whichever is meant), because a phone's "240" is rounded as well;
what that leaves open is `scale_sd`.  Rates that fit neither real time nor slow motion are a
contradiction, and end in a question to the user and not in a time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import TimingError, VideoError
from flyzone.model import Notice

ClockOrigin = Literal["timestamps", "capture_fps in the setup", "clip tag"]

NOMINAL_RATES_HZ = (24, 25, 30, 48, 50, 60, 90, 100, 120, 150, 180, 200, 240, 300, 480, 960, 1000)
"""Rates that cameras are sold with; 1000/1001 of them (NTSC) counts as the same."""

NOMINAL_TOLERANCE = 0.003
"""Relative distance up to which a rate is taken for a nominal one: NTSC (0.001) and rounding."""

NOMINAL_TOLERANCE_UNEVEN = 0.012
"""The same for the mean of uneven intervals."""

SAME_RATE = 0.07
"""Relative difference up to which camera and clip run at the same rate: real time."""

LEAST_SLOW_MOTION = 1.5
"""From this ratio of camera to clip on, a clip is slow motion."""

CRYSTAL_SD = 5e-5
"""Relative sd of a phone's clock; the usual tolerance of a quartz crystal is 20-50 ppm."""

NOMINAL_RATE_SD = 1e-3
"""Relative sd of a nominal rate: 240 may be 239.76."""

_UNKNOWN_TICK_S = 1e-3
_COUNTED = 0.9
_EVEN = 0.05
_LONG_GAP = 3.0
_LONGEST_DUPLICATE_RUN = 9
_FEWEST_SPACINGS = 8


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
    given = _checked_rate(capture_fps)
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
    duplicates, shown_for = _find_duplicates(repeats, times.size)
    new_fps = steady_fps / shown_for
    factor, origin = _slow_motion(given, tagged_capture_fps, new_fps, variable, notices)
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


def nominal_rate(rate_hz: float, tolerance: float = NOMINAL_TOLERANCE) -> float:
    """The rate that a camera was sold with, for a measured or stated one.

    Parameters
    ----------
    rate_hz : float, Hz
    tolerance : float
        Relative.

    Returns
    -------
    float, Hz
        A member of `NOMINAL_RATES_HZ` within the tolerance, otherwise the rate itself.
    """
    nearest = min(NOMINAL_RATES_HZ, key=lambda known: abs(math.log(known / rate_hz)))
    return float(nearest) if abs(rate_hz / nearest - 1) <= tolerance else rate_hz


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


def _checked_rate(capture_fps: float | None) -> float | None:
    if capture_fps is None:
        return None
    if not math.isfinite(capture_fps) or capture_fps <= 0:
        raise TimingError(
            f"capture_fps must be a rate above 0 Hz, got {capture_fps}. Give the rate at which "
            "the clip was filmed, such as 240, or leave it out.",
            code="capture-fps-invalid",
        )
    return float(capture_fps)


def _slow_motion(
    given: float | None,
    tagged: float | None,
    new_fps: float,
    variable: bool,
    notices: list[Notice],
) -> tuple[float, ClockOrigin]:
    """Slow-motion factor and where it comes from; says so in ``notices``."""
    camera = given if given is not None else tagged
    if camera is None:
        return 1.0, "timestamps"
    origin: ClockOrigin = "capture_fps in the setup" if given is not None else "clip tag"
    source = "capture_fps in the setup" if given is not None else "the clip's tag"
    tolerance = NOMINAL_TOLERANCE_UNEVEN if variable else NOMINAL_TOLERANCE
    ratio = nominal_rate(camera) / nominal_rate(new_fps, tolerance)
    if ratio < 1 - SAME_RATE:
        raise TimingError(
            f"By {source} this was filmed at {camera:.4g} pictures in a second, but it shows "
            f"{new_fps:.4g} new ones in a second: it would play faster than life. "
            + _remedy(given is not None),
            code="capture-fps-contradiction",
        )
    if ratio <= 1 + SAME_RATE:
        return 1.0, origin
    if ratio >= LEAST_SLOW_MOTION:
        notices.append(
            Notice(
                "slow-motion",
                f"The clip plays {ratio:.4g} times slower than life (filmed at {camera:.4g} Hz by "
                f"{source}, shown at {new_fps:.4g} Hz); times are real seconds.",
            )
        )
        return ratio, origin
    if variable or given is None:
        # Phones lower their rate in poor light, and most write their nominal rate into every clip.
        notices.append(
            Notice(
                "capture-rate-not-reached",
                f"By {source} this was filmed at {camera:.4g} Hz, but it shows only "
                f"{new_fps:.4g} new pictures in a second; it is taken to play in real time with "
                "pictures left out, as phones do in poor light.",
            )
        )
        return 1.0, "timestamps"
    raise TimingError(
        f"By {source} this was filmed at {camera:.4g} Hz, but it shows an even {new_fps:.4g} "
        f"pictures in a second: neither real time nor slow motion ({ratio:.3g} times). "
        + _remedy(True),
        code="capture-fps-contradiction",
    )


def _remedy(given: bool) -> str:
    if given:
        return (
            "Was the clip filmed at another rate? Correct capture_fps in the setup, or leave it "
            "out if the clip plays at its real pace."
        )
    return (
        "Is it a time-lapse, or is the tag wrong? Give the true rate as capture_fps in the setup."
    )


def _find_duplicates(repeats: NDArray[np.bool_] | None, frames: int) -> tuple[int, float]:
    """Number of duplicates, and how many frames show each picture (1 unless that is regular)."""
    if repeats is None:
        return 0, 1.0
    flags = np.asarray(repeats, dtype=bool).ravel()
    if flags.size != frames:
        raise TimingError(
            f"One repeat flag for each of {frames} frames was expected, got {flags.size}. "
            "Read times and repeats from the same pass over the clip.",
            code="clock-repeats",
        )
    new = np.flatnonzero(~flags)
    spacings = np.diff(new)
    # Longer than any conversion makes them: nothing moved.
    spacings = spacings[spacings <= _LONGEST_DUPLICATE_RUN + 1]
    duplicates = int((spacings - 1).sum())
    if spacings.size < _FEWEST_SPACINGS:
        return duplicates, 1.0
    usual = int(np.median(spacings))
    # 2, 3, 2, 3 (24 Hz shown at 60) is as regular as 3, 3, 3; what comes and goes with the
    # motion in the picture is not, and must not touch the clock.
    pairs = [(spacings == low) | (spacings == low + 1) for low in (usual - 1, usual)]
    pair = max(pairs, key=lambda chosen: int(chosen.sum()))
    if usual < 2 or pair.mean() < 0.8 or (spacings == 1).mean() > 0.1:
        return duplicates, 1.0
    return duplicates, float(spacings[pair].mean())


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
