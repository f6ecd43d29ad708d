"""How the virtual athlete changes from day to day: what he gains, what tires him, what sleep does.

Fatigue lies in two pools, one that is gone in days and one that lasts weeks; each session fills both,
and nights empty them, short ones more slowly.  Gains come from reps that were really run at full speed,
come out some days later, and are lost again when no sprinting keeps them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from flyzone.virtual.athlete.traits import VirtualAthlete

Floats = NDArray[np.float64]

_ENOUGH_SLEEP_H, _SHORT_SLEEP_H, _WASTED_BELOW_H = 7.5, 7.0, 6.0
_SLOWEST_RECOVERY = 0.4
_KEEPS_WITHIN = 0.10
"""Running within so much of full speed keeps what was gained, though it gains nothing."""


@dataclass(slots=True)
class Condition:
    """The state of one athlete, moved on from session to session.

    Attributes
    ----------
    athlete : VirtualAthlete
    nights_h : ndarray, h
        Sleep of the night *before* each day, from day 0.
    """

    athlete: VirtualAthlete
    nights_h: Floats
    _recovery: list[float] = field(init=False)
    _at: float = 0.0
    _fast: float = 0.0
    _slow: float = 0.0
    _sprinted_at: float = 0.0
    _kept_at: float = 0.0
    _gained: float = 0.0
    _coming: float = 0.0

    def __post_init__(self) -> None:
        short = np.maximum(_ENOUGH_SLEEP_H - self.nights_h[1:], 0.0)
        rate = np.maximum(1.0 - self.athlete.sleep_slowing * short, _SLOWEST_RECOVERY)
        self._recovery = [0.0, *np.cumsum(rate).tolist()]

    def fatigue(self, day: float) -> float:
        """Loss by fatigue at a moment (days, and parts of days) after the last session."""
        fast, slow = self._pools(day)
        return fast + slow

    def sleep_loss(self, day: float) -> float:
        """Loss of a day by the night before it."""
        short = _SHORT_SLEEP_H - float(self.nights_h[int(day)])
        return self.athlete.sleep_cost * max(short, 0.0)

    def gain(self, day: float) -> float:
        """What he has gained over his first day by a moment after the last session; below 0: lost."""
        who = self.athlete
        out = self._gained - self._coming * math.expm1(
            -(day - self._sprinted_at) / who.gain_delay_days
        )
        idle = day - max(self._sprinted_at, self._kept_at + who.holds_days)
        if idle <= 0.0:
            return out
        return -who.floor + (out + who.floor) * math.exp(-idle / who.detraining_days)

    def tire(self, day: float, load: float) -> None:
        """Adds the fatigue of a session; a load of 1 is the usual five fly-in sprints."""
        fast, slow = self._pools(day)
        self._at = day
        self._fast = fast + load * self.athlete.fatigue_fast
        self._slow = slow + load * self.athlete.fatigue_slow

    def sprint(self, day: float, losses: list[float]) -> float:
        """Adds what sprints do that were slowed by these losses; gives their effective exposures."""
        who = self.athlete
        gained = self.gain(day)
        coming = self._coming * math.exp(-(day - self._sprinted_at) / who.gain_delay_days)
        count = sum(who.quality(loss) for loss in losses)
        exposures = who.session_exposures * -math.expm1(-count / who.session_exposures)
        night = float(self.nights_h[int(day) + 1])
        wasted = who.night_waste * min(1.0, max(0.0, (_WASTED_BELOW_H - night) / 2.0))
        room = max(0.0, 1.0 - (gained + coming) / who.ceiling)
        if losses and min(losses) < _KEEPS_WITHIN:
            self._kept_at = day
        self._gained = gained
        self._coming = coming + who.gain_per_exposure * exposures * room * (1.0 - wasted)
        self._sprinted_at = day
        return exposures

    def _pools(self, day: float) -> tuple[float, float]:
        rested = self._recovered(day) - self._recovered(self._at)
        return (
            self._fast * math.exp(-rested / self.athlete.fast_days),
            self._slow * math.exp(-rested / self.athlete.slow_days),
        )

    def _recovered(self, day: float) -> float:
        """Days of full recovery since day 0: a day counts less when the night that ends it is short."""
        whole = min(int(day), len(self._recovery) - 2)
        before, after = self._recovery[whole], self._recovery[whole + 1]
        return before + (day - whole) * (after - before)
