"""How times, speeds and runs are written in pictures and tables: one wording everywhere."""

from __future__ import annotations

import math

from flyzone.model import TimedRun
from flyzone.units import kmh


def time_text(time_s: float, sd_s: float) -> str:
    """A time and its standard deviation, such as "1.053 s ± 0.004".

    A deviation below half a millisecond is written as 0.001: no time from a clip is exact.
    """
    return f"{time_s:.3f} s ± {max(sd_s, 0.001):.3f}"


def speed_text(speed_m_s: float) -> str:
    """A speed as people read it, such as "9.50 m/s · 34.2 km/h"."""
    return f"{speed_m_s:.2f} m/s · {kmh(speed_m_s):.1f} km/h"


def clock_text(elapsed_s: float) -> str:
    """A running clock, in hundredths, cut and not rounded, as stopwatches do."""
    hundredths = math.floor(max(elapsed_s, 0.0) * 100 + 1e-6)
    return f"{hundredths / 100:.2f} s"


def stretch_text(from_m: float, to_m: float) -> str:
    """A stretch of the lane, such as "0–5 m"."""
    return f"{from_m:g}–{to_m:g} m"


def run_name(run: TimedRun, number: int, runs: int) -> str:
    """Who ran: the athlete if known, else "Run 2 of 3", else "Run".

    Parameters
    ----------
    run : TimedRun
    number : int
        1 for the first run of the clip.
    runs : int
        How many there are.
    """
    if run.athlete:
        return run.athlete
    return f"Run {number} of {runs}" if runs > 1 else "Run"
