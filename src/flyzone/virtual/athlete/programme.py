"""What the virtual athlete does, and what gets written down of it.

A programme is one way of training for some weeks; several after another make a history in which
something changed: a new watch, a break, shorter rests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flyzone.errors import InputError
from flyzone.model import Stimulus


@dataclass(frozen=True, slots=True)
class Method:
    """A way of timing.

    Attributes
    ----------
    name : str
        As it is written down.
    sd_s : float, s
        Its error from rep to rep.
    bias : float
        By what share all of its times are too long.
    states_sd : bool
        Whether its error is written down with each time.
    """

    name: str
    sd_s: float
    bias: float = 0.0
    states_sd: bool = True


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        method.name: method
        for method in (
            Method("video", 0.004),
            Method("gates", 0.003),
            Method("single-beam", 0.012, 0.002),
            Method("freelap", 0.02),
            Method("hand", 0.04, 0.02, states_sd=False),
        )
    }
)
"""Errors as in SCIENCE section 6 where it has them: a hand reads a flying zone about 2 % slow."""


@dataclass(frozen=True, slots=True)
class Programme:
    """Some weeks of fly-in sprints.

    Attributes
    ----------
    weeks : float
    gaps_h : tuple of float, h
        From the start of each session to that of the next, again and again; empty for none at all.
    gap_jitter_h : float, h
        Standard deviation around that.
    reps : tuple of int
        Of each session, again and again.
    rest_s : float, s
        Between reps, in the middle.
    rest_spread, rest_jitter : float
        Standard deviation of its logarithm from session to session, and from rep to rep.
    rest_plan : tuple of tuple of float, s
        Rests before the reps from the second on, of each session, again and again; instead of
        ``rest_s``, and as many as reps ask for.
    distance_m, run_in_m : float, m
        The zone.
    method : Method
    effort, effort_sd : float
        Share of full speed that he really gives, never above 1, and its standard deviation from rep
        to rep.
    asked_effort : float or None
        What is written down; ``None`` is full.
    wind_m_s, wind_sd, gust_sd : float, m/s
        Along the run, a tailwind positive: mean, standard deviation of a session's mean, and of a
        rep's around that.
    gauge_sd : float or None, m/s
        How well the wind is measured and written down; ``None``: not at all.
    sleep_h, sleep_sd : float, h
        Of a night.
    checkin_share : float
        Share of mornings on which he says how long he slept.
    records_rest, records_run_in : bool
        Whether these are written down.
    others : tuple of (Stimulus, float)
        Other training, and how often a week; it only tires.
    pain_days : int, days
        Without sessions after a pain.

    Raises
    ------
    InputError
        If a number is none that a programme can have.
    """

    weeks: float = 6.0
    gaps_h: tuple[float, ...] = (72.0, 96.0)
    gap_jitter_h: float = 0.0
    reps: tuple[int, ...] = (5,)
    rest_s: float = 360.0
    rest_spread: float = 0.0
    rest_jitter: float = 0.05
    rest_plan: tuple[tuple[float, ...], ...] = ()
    distance_m: float = 10.0
    run_in_m: float = 30.0
    method: Method = METHODS["video"]
    effort: float = 1.0
    effort_sd: float = 0.0
    asked_effort: float | None = None
    wind_m_s: float = 0.0
    wind_sd: float = 0.0
    gust_sd: float = 0.0
    gauge_sd: float | None = None
    sleep_h: float = 8.0
    sleep_sd: float = 0.0
    checkin_share: float = 1.0
    records_rest: bool = True
    records_run_in: bool = True
    others: tuple[tuple[Stimulus, float], ...] = ()
    pain_days: int = 7

    def __post_init__(self) -> None:
        sound = (
            self.weeks > 0.0
            and all(gap > 0.0 for gap in self.gaps_h)
            and all(reps >= 1 for reps in self.reps)
            and bool(self.reps)
            and self.rest_s > 0.0
            and all(rest > 0.0 for rests in self.rest_plan for rest in rests)
            and all(len(rests) >= max(self.reps) - 1 for rests in self.rest_plan)
            and 0.0 < self.effort <= 1.0
            and min(self.distance_m, self.sleep_h) > 0.0
            and min(self.rest_spread, self.rest_jitter, self.effort_sd, self.wind_sd) >= 0.0
            and min(self.gust_sd, self.sleep_sd, self.gap_jitter_h, self.run_in_m) >= 0.0
        )
        if not sound:
            raise InputError(
                "A programme needs weeks, gaps, reps, rests, a zone and sleep above zero, a planned rest "
                "for each rep but the first, an effort up to 1, and nothing below zero, got "
                f"{self}. Correct the number that is none of these.",
                code="virtual-programme",
            )
