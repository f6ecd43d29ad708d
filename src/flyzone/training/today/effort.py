"""How hard a rep really was: what was asked for, corrected by what was run.

A time tells it where his usual speed over the same zone is known: a rep that was meant to be easy and
came out at full speed was a maximal one, and one far below it was none, although nobody said so.
Usual is the upper quartile of what he ran there: a gate that misfired does not move it, nor do slow
days, as long as neither is the rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from flyzone.model import MAXIMAL, Rep, Session, Stimulus
from flyzone.training.rules.book import RuleBook

SPRINTED: frozenset[Stimulus] = MAXIMAL | {"speed-endurance"}
"""Stimuli of which full effort is asked where nothing else was said."""
RULE = "what-was-done"
_OWN_GROUND: frozenset[Stimulus] = frozenset({"hill", "resisted", "assisted"})

Zone = tuple[str, float, float | None]
"""On which ground, how long (m), and from which run-in (m): speeds are compared within one."""


def zone_of_rep(rep: Rep, session: Session) -> Zone:
    """Where a rep was run, as far as speeds there can be compared."""
    ground = session.stimulus if session.stimulus in _OWN_GROUND else "flat"
    return ground, rep.distance_m, rep.run_in_m


@dataclass(frozen=True, slots=True)
class Efforts:
    """What full speed is for one athlete.

    Attributes
    ----------
    usual_m_s : mapping of Zone to float, m/s
        Of the zones that he ran often enough.
    full, slow : float
        Shares of full effort, and of his usual speed: thresholds of the rule ``what-was-done``.
    """

    usual_m_s: Mapping[Zone, float]
    full: float
    slow: float

    @classmethod
    def of(cls, sessions: Iterable[Session], book: RuleBook) -> Efforts:
        """What full speed is by the maximal reps of these sessions."""
        full = book.value(RULE, "full")
        speeds: dict[Zone, list[float]] = defaultdict(list)
        for session in sessions:
            for rep in session.reps:
                if rep.time_s is not None and (_asked(rep, session) or 0.0) >= full:
                    speeds[zone_of_rep(rep, session)].append(rep.distance_m / rep.time_s)
        needed = book.value(RULE, "usual_reps")
        usual = {
            zone: float(np.quantile(run, 0.75))
            for zone, run in speeds.items()
            if len(run) >= needed
        }
        return cls(usual, full, book.value(RULE, "slow"))

    def share(self, rep: Rep, session: Session) -> float | None:
        """Share of full effort of a rep, 0 to about 1; ``None`` where nothing tells it."""
        asked, ran = _asked(rep, session), self._ran(rep, session)
        if ran is None:
            return asked
        if asked is None:
            return ran
        if rep.effort is None:
            # A slow day or a headwind is no easy rep: only what is far below his usual was one.
            return asked if ran >= self.slow else ran
        return max(rep.effort, ran)

    def is_full(self, rep: Rep, session: Session) -> bool:
        """Whether a rep was run at full effort."""
        share = self.share(rep, session)
        return share is not None and share >= self.full

    def _ran(self, rep: Rep, session: Session) -> float | None:
        usual = self.usual_m_s.get(zone_of_rep(rep, session))
        if rep.time_s is None or usual is None:
            return None
        return rep.distance_m / rep.time_s / usual


def _asked(rep: Rep, session: Session) -> float | None:
    if rep.effort is not None:
        return rep.effort
    return 1.0 if session.stimulus in SPRINTED else None
