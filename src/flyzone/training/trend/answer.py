"""The words of a trend: what it says, or why it says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flyzone.model import Band, Reason
from flyzone.model.arrays import Floats, HoldsArrays
from flyzone.training.comparable import Series, Zone

Call = Literal["faster", "slower", "steady", "cannot-tell"]
"""Steady: no change larger than the smallest worthwhile one, in either direction."""


@dataclass(frozen=True, slots=True)
class Credible:
    """What is believed of a number: its middle, standard deviation, and 90 % interval."""

    value: float
    sd: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Change:
    """A change of time; below zero he became faster.

    Attributes
    ----------
    time_s : Credible, s
    percent : Credible, %
        Of his level before it.
    """

    time_s: Credible
    percent: Credible


@dataclass(frozen=True, slots=True, eq=False)
class Course(HoldsArrays):
    """What a chart of the trend shows; times over the zone of the trend, without wind.

    Attributes
    ----------
    at : ndarray, shape (S,), s
        POSIX times of the sessions.
    time_s, low_s, high_s : ndarray, shape (S,), s
        Mean of each session, brought to the usual zone and method, and the 90 % interval of how its
        reps scatter; day form is not in it.
    level : Band, s
        Over POSIX times, from the first session to the end of the forecast.
    forecast_from : float, s
        POSIX time from which the band looks ahead.
    """

    at: Floats
    time_s: Floats
    low_s: Floats
    high_s: Floats
    level: Band
    forecast_from: float


@dataclass(frozen=True, slots=True)
class Trend:
    """The level of an athlete's flying times and how it changes.

    Attributes
    ----------
    series : {"fly", "start"}
    zone : Zone
        Of what the times are.
    method : str
        The usual way of timing, on whose scale they are; empty where none was recorded.
    call : {"faster", "slower", "steady", "cannot-tell"}
    level_s, level_m_s : Credible, s and m/s
        At his last session, warmed up, in the middle of a usual session; on a mean day, without wind.
    change_per_week : Change
        Average over the window; time below zero is faster.
    change : Change
        Over the whole window.
    p_gain, p_loss : float
        That his level became faster, slower.
    p_gain_over_swc : float
        That it became faster by more than the smallest worthwhile change.
    swc_percent : float, %
    p_plateau : float or None
        That of late his level moved less than the rule says; ``None`` where the window is no longer
        than a plateau.
    plateau : bool
        Whether that follows a gain that was called, and is probable enough.
    forecast_s : Credible, s
        The level after ``forecast_weeks`` more.
    forecast_weeks : float
    rep_sd : float
        From rep to rep, a share of time.
    sessions, reps : int
        That were used.
    weeks : float
        From the first of them to the last.
    first_at, last_at : float, s
        POSIX times of these two.
    course : Course
    reasons : tuple of Reason
    not_measured : tuple of Reason
        What is not known, was left out, or supposed.
    """

    series: Series
    zone: Zone
    method: str
    call: Call
    level_s: Credible
    level_m_s: Credible
    change_per_week: Change
    change: Change
    p_gain: float
    p_loss: float
    p_gain_over_swc: float
    swc_percent: float
    p_plateau: float | None
    plateau: bool
    forecast_s: Credible
    forecast_weeks: float
    rep_sd: float
    sessions: int
    reps: int
    weeks: float
    first_at: float
    last_at: float
    course: Course
    reasons: tuple[Reason, ...]
    not_measured: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NoTrend:
    """No change can be told yet.

    Attributes
    ----------
    reasons : tuple of Reason
        Why.
    sessions, reps : int
        That can be used so far.
    zone : Zone or None
    level_s, level_m_s : Credible or None, s and m/s
        His level so far; ``None`` where there is no time at all.
    not_measured : tuple of Reason
    """

    reasons: tuple[Reason, ...]
    sessions: int = 0
    reps: int = 0
    zone: Zone | None = None
    level_s: Credible | None = None
    level_m_s: Credible | None = None
    not_measured: tuple[Reason, ...] = ()
