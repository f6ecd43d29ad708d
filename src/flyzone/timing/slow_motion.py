"""How many times slower than life a clip plays, from the rate of its camera.

Timestamps cannot tell.  Only the rate of the camera can, from the
setup or from a tag of the clip: the slow-motion factor is that rate over the rate at which *new*
pictures are shown.  Both are first taken to the nominal rates that cameras have (29.97 is 30,
239.76 is 240; their ratio is 8 whichever is meant), because a phone's "240" is rounded as well;
what that leaves open is the clock's `scale_sd`.  Rates that fit neither real time nor slow motion
are a contradiction, and end in a question to the user and not in a time.
"""

from __future__ import annotations

import math
from typing import Literal

from flyzone.errors import TimingError
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


def slow_motion_factor(
    given: float | None,
    tagged: float | None,
    new_fps: float,
    variable: bool,
    notices: list[Notice],
) -> tuple[float, ClockOrigin]:
    """Slow-motion factor and where it comes from.

    Parameters
    ----------
    given, tagged : float or None, Hz
        Rate of the camera from the setup and from the clip's tags; the former outranks the latter.
    new_fps : float, Hz
        Rate at which new pictures are shown.
    variable : bool
        Whether frames come at uneven intervals.
    notices : list of Notice
        What the user should know is added here.

    Returns
    -------
    (float, str)
        Factor, 1 for real time, and its origin.

    Raises
    ------
    TimingError
        If the rates fit neither real time nor slow motion.
    """
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


def checked_rate(capture_fps: float | None) -> float | None:
    """A rate as stated by the user, refused if it is none.

    Raises
    ------
    TimingError
        If it is not a finite number above zero.
    """
    if capture_fps is None:
        return None
    if not math.isfinite(capture_fps) or capture_fps <= 0:
        raise TimingError(
            f"capture_fps must be a rate above 0 Hz, got {capture_fps}. Give the rate at which "
            "the clip was filmed, such as 240, or leave it out.",
            code="capture-fps-invalid",
        )
    return float(capture_fps)


def _remedy(given: bool) -> str:
    if given:
        return (
            "Was the clip filmed at another rate? Correct capture_fps in the setup, or leave it "
            "out if the clip plays at its real pace."
        )
    return (
        "Is it a time-lapse, or is the tag wrong? Give the true rate as capture_fps in the setup."
    )
