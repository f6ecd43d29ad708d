"""The truth beside a virtual history: what nobody ever knows of a real one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flyzone.model import History

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """What really happened.  n sessions, m reps, d days; effects are shares of time in logarithms.

    Attributes
    ----------
    day : ndarray, shape (n,), days
        When each session began, from midnight before the first day.
    rested_s : ndarray, shape (n,), s
        The rested athlete's time through the zone, without wind: his true level.
    form, fatigue, sleep : ndarray, shape (n,)
    exposures : ndarray, shape (n,)
        Effective maximal reps of the session.
    session : ndarray of int, shape (m,)
        To which session each rep belongs.
    warm_up, rest, effort, wind, own : ndarray, shape (m,)
        ``rest`` is what the rests so far did not give back, ``own`` the variation from rep to rep.
    pcr_rest, pcr : ndarray, shape (m,)
        The part of ``rest`` by phosphocreatine, and its share at the start of the rep.
    wind_m_s : ndarray, shape (m,), m/s
    true_s : ndarray, shape (m,), s
        Really taken through the zone.
    error_s : ndarray, shape (m,), s
        What is written down less that, bias included.
    bias : ndarray, shape (m,)
        Of the method, a share of time.
    daily_gain : ndarray, shape (d + 1,)
        What he has gained at each midnight over his first day; below zero he lost.
    """

    day: Floats
    rested_s: Floats
    form: Floats
    fatigue: Floats
    sleep: Floats
    exposures: Floats
    session: NDArray[np.intp]
    warm_up: Floats
    rest: Floats
    pcr_rest: Floats
    pcr: Floats
    effort: Floats
    wind: Floats
    own: Floats
    wind_m_s: Floats
    true_s: Floats
    error_s: Floats
    bias: Floats
    daily_gain: Floats

    @classmethod
    def of(
        cls, sessions: list[tuple[float, ...]], reps: list[tuple[float, ...]], daily: list[float]
    ) -> Truth:
        """From rows of sessions and reps, each in the order of the fields."""
        day, rested, form, fatigue, sleep, exposures = _columns(sessions, 6)
        of, warm_up, rest, pcr_rest, pcr, effort, wind, own, wind_m_s, true, error, bias = _columns(
            reps, 12
        )
        return cls(
            day, rested, form, fatigue, sleep, exposures, of.astype(np.intp), warm_up, rest, pcr_rest,
            pcr, effort, wind, own, wind_m_s, true, error, bias, np.array(daily),
        )  # fmt: skip

    @property
    def change_per_week(self) -> Floats:
        """Change of the rested time in each whole week, a share; below zero he got faster."""
        weekly: Floats = -np.diff(self.daily_gain[::7])
        return weekly

    @property
    def change(self) -> float:
        """Change of the rested time a week, over the whole history; below zero he got faster."""
        days = len(self.daily_gain) - 1
        return float(self.daily_gain[0] - self.daily_gain[-1]) / days * 7.0

    @property
    def shown_s(self) -> Floats:
        """What each session could show at its best, s: the rested time with fatigue and sleep."""
        shown: Floats = self.rested_s * np.exp(self.fatigue + self.sleep)
        return shown


@dataclass(frozen=True, slots=True, eq=False)
class TrainedHistory:
    """What was written down, and what was true."""

    history: History
    truth: Truth


def _columns(rows: list[tuple[float, ...]], count: int) -> Floats:
    columns: Floats = np.array(rows, dtype=np.float64).reshape(-1, count).T
    return columns
