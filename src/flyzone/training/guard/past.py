"""What his earlier sessions say, session after session, without what was no fresh sprinting in them.

An earlier session may hold a drop itself, or a mistimed rep, or may have been run elsewhere.  Taken
as they are, such reps would make his scatter look larger and his level lower than they are, and the
next drop would hide in them.  So an earlier session is weighed as today's is, over the ways in which it
may have held a drop; how often his do is learnt with the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from statistics import median

import numpy as np

from flyzone.model import Session
from flyzone.model.arrays import Floats
from flyzone.training.guard.drop import log_prior, ways_to_drop
from flyzone.training.guard.level import DROP_RATE, GuardPrior
from flyzone.training.guard.series import RunKind, TimedRep, days_between, timed_reps

MOST_SESSIONS = 60
"""Of the latest sessions that are used: older ones tell nothing more."""
_GROSS = 0.06
"""A time this far from the median of its session is mistimed, or was no sprint."""
_OFF = 0.045
"""A session this far from the usual level was another place, another clock, or not meant."""
_KEPT = 0.999
"""Share of the grid's weight that is carried on, session after session."""


def prior_of(earlier: Sequence[Session], kind: RunKind, session: Session) -> GuardPrior:
    """What is known of his level before a session, from the sessions before it.

    Parameters
    ----------
    earlier : sequence of Session
        His, all before that session, by time.
    kind : RunKind
    session : Session
        Only its moment is used.

    Returns
    -------
    GuardPrior
    """
    told = [(one.started_at, reps) for one in earlier if (reps := timed_reps(one, kind))]
    told = told[-MOST_SESSIONS:]
    prior, was_off = GuardPrior.unknown(), False
    for index, (moment, timed) in enumerate(told):
        if index:
            prior = prior.after(days_between(told[index - 1][0], moment))
        sound = _sound(timed)
        if not sound:
            continue
        off = _is_off(prior, sound)
        # One odd session is left out; a second one in a row is a new level.
        if off and not was_off:
            was_off = True
            continue
        prior = (prior.forgotten() if off else prior).learn(sound, *_ways(len(sound))).likely(_KEPT)
        was_off = False
    if told:
        prior = prior.after(days_between(told[-1][0], session.started_at))
    return prior.for_today()


def _sound(reps: Sequence[TimedRep]) -> Sequence[TimedRep]:
    """Without gross outliers, where there are enough reps to know one.

    Nothing is left of a session of two halves that lie far apart: neither is its level.
    """
    if len(reps) < 3:
        return reps
    middle = median(rep.log_time for rep in reps)
    return [rep for rep in reps if abs(rep.log_time - middle) <= _GROSS]


def _is_off(prior: GuardPrior, reps: Sequence[TimedRep]) -> bool:
    usual = prior.usual
    if usual is None:
        return False
    away = abs(median(rep.log_time for rep in reps) - usual[0])
    return away > max(_OFF, 3.0 * usual[1])


@lru_cache(maxsize=64)
def _ways(n: int) -> tuple[Floats, Floats]:
    """Ways to drop in n reps, and their priors at each rate."""
    return ways_to_drop(n)[0], np.array([log_prior(np.ones(n), rate) for rate in DROP_RATE])
