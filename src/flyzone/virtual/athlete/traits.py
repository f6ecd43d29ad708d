"""Who the virtual athlete is: how fast, how steady, and what costs him how much.

Everything that makes a rep slower is a share of its time, in logarithms, so that effects add up: 0.01
is one per cent slower.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from flyzone.errors import InputError
from flyzone.virtual.athlete.phosphocreatine import refilled, refilled_exponentially


@dataclass(frozen=True, slots=True)
class VirtualAthlete:
    """A virtual athlete.

    Attributes
    ----------
    name : str
    mss_m_s, mac_m_s2 : float
        His speed curve, rested, on the first day.
    rep_sd : float
        From rep to rep, a share of time.
    form_sd, form_memory : float
        Day form: its standard deviation, a share of time, and its autocorrelation from session to
        session.
    warm_up : float
        By how much his first rep is slower; 30 % of it are left in the second, 9 % in the third.
    pcr_cost : float
        Loss of speed for each unit of phosphocreatine that is missing: 0.05 says that 20 % missing
        cost 1 %.
    pcr_half_time_s : float or None
        ``None``: the power function; else it fills by halves.
    rep_cost, rep_cost_decay_s : float
        What each rep costs the next ones beyond phosphocreatine, and how fast (time constant) a rest
        takes that away.
    fatigue_fast, fatigue_slow : float
        Loss that one usual session (five reps) leaves at its end, on either time scale.
    fast_days, slow_days : float, days
        Time constants of the two, with sleep enough.
    sleep_slowing : float, 1/h
        By how much each hour below 7.5 slows recovery in that night.
    sleep_cost : float, 1/h
        What each hour below 7 costs on the next day.
    night_waste : float
        Share of a session's gain that is lost to a night of 4 h after it; none is at 6 h.
    gain_per_exposure : float
        What one effective maximal rep gains, far from the ceiling.
    ceiling : float
        The most that he can gain over his first day.
    gain_delay_days : float, days
        Time constant with which a gain comes out.
    full_quality_within, no_quality_from : float
        A rep counts as an exposure in full while it is slowed by less than the first (by fatigue,
        short rest or effort), and not at all from the second on.
    session_exposures : float
        Exposures of one session count less and less: together never more than this.
    holds_days, detraining_days, floor : float
        Without an effective exposure nothing is lost for so long; then his level falls towards the
        floor (below his first day's) with this time constant.
    drag_share : float
        Share of his effort at top speed that goes into the air.
    pain_chance : float
        Of a pain in a session.

    Raises
    ------
    InputError
        If speed, acceleration or a time constant is not above zero.
    """

    name: str = "Virtual athlete"
    mss_m_s: float = 9.3
    mac_m_s2: float = 7.8
    rep_sd: float = 0.010
    form_sd: float = 0.005
    form_memory: float = 0.3
    warm_up: float = 0.010
    pcr_cost: float = 0.05
    pcr_half_time_s: float | None = None
    rep_cost: float = 0.012
    rep_cost_decay_s: float = 140.0
    fatigue_fast: float = 0.012
    fatigue_slow: float = 0.002
    fast_days: float = 1.5
    slow_days: float = 10.0
    sleep_slowing: float = 0.12
    sleep_cost: float = 0.001
    night_waste: float = 0.5
    gain_per_exposure: float = 0.0007
    ceiling: float = 0.05
    gain_delay_days: float = 5.0
    full_quality_within: float = 0.010
    no_quality_from: float = 0.030
    session_exposures: float = 8.0
    holds_days: float = 8.0
    detraining_days: float = 40.0
    floor: float = 0.05
    drag_share: float = 0.03
    pain_chance: float = 0.0

    def __post_init__(self) -> None:
        for field in ("mss_m_s", "mac_m_s2", "rep_cost_decay_s", "fast_days", "slow_days",
                      "gain_delay_days", "session_exposures", "detraining_days", "ceiling"):  # fmt: skip
            if not getattr(self, field) > 0.0:
                raise InputError(
                    f"A virtual athlete needs {field} above zero, got {getattr(self, field)}.",
                    code="virtual-athlete",
                )

    def zone_time(self, run_in_m: float, distance_m: float) -> float:
        """Time through a zone on his first day, rested and without wind, s."""
        return self.run_time(run_in_m + distance_m) - self.run_time(run_in_m)

    def run_time(self, distance_m: float) -> float:
        """Time from his first movement over a distance, s."""
        return _time_at(distance_m, self.mss_m_s, self.mss_m_s / self.mac_m_s2)

    def refill(self, share: float, rest_s: float) -> float:
        """His phosphocreatine after a rest, from the share at its beginning."""
        if self.pcr_half_time_s is None:
            return refilled(share, rest_s)
        return refilled_exponentially(share, rest_s, self.pcr_half_time_s)

    def quality(self, loss: float) -> float:
        """How much of an exposure a rep is that was slowed by this share, 0 to 1."""
        span = self.no_quality_from - self.full_quality_within
        return min(1.0, max(0.0, (self.no_quality_from - loss) / span))

    def wind_loss(self, wind_m_s: float) -> float:
        """Loss by wind at top speed: negative with a tailwind; a headwind costs more than that gives."""
        through_air = 1.0 - wind_m_s / self.mss_m_s
        return self.drag_share * (through_air * abs(through_air) - 1.0)


@lru_cache(maxsize=4096)
def _time_at(distance: float, mss: float, tau: float) -> float:
    """Root of mss (t + tau exp(-t / tau) - tau) = distance, by Newton from above."""
    if distance <= 0.0:
        return 0.0
    time = distance / mss + tau
    for _ in range(60):
        covered = mss * (time + tau * math.expm1(-time / tau))
        step = (covered - distance) / (-mss * math.expm1(-time / tau))
        time -= step
        if abs(step) < 1e-12 * time:
            break
    return time
