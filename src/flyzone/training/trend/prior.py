"""What may be supposed of an athlete before his times are seen: how he varies, and how he changes.

These are statistical suppositions and no rules: nobody is judged by them, and each is wide.  Standard
deviations are shares of time (0.01: one per cent).

Day form
    From session to session an athlete is better or worse by about half a per cent, and a good day may
    well be followed by another: autocorrelation between 0 and 0.8, in the order of sessions.
What belongs to one session alone
    Wind that nobody measured moves a fly 10 by about 0.75 % outdoors; gates set up anew move it too.
    As probable as not, there is nothing of this.
Rep to rep
    About one per cent, 0.5 to 2.
Change
    A slope that may be anything (standard deviation 0.8 % a week, about three times what training
    does in a good block), and that may itself drift: gains level off, and come in steps.
Within a session
    First reps are slower in cold legs, later ones in tired legs.  Both are estimated.

**Two weightings.**  A dozen sessions hardly tell whether good days cluster, yet a cluster of good days
at the end looks like a gain.  So two questions get two answers.  The *interval* averages over all the
autocorrelations that athletes may have, and holds the truth in about 90 % of them.  A *call* ("he is
faster") must not be what clustering and wind alone could have made: its probability leans on much of
both, and on a slope that hardly drifts.  Of those who did not change about 5 % at most are called
faster, whatever their autocorrelation up to 0.6.  What either does is measured in
docs/trend-accuracy.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from flyzone.model.arrays import Floats

Weights = tuple[float, ...]

FORM_MEMORY = (0.0, 0.3, 0.6, 0.8)
MEMORY_WEIGHT = (0.55, 0.27, 0.15, 0.03)
CAUTIOUS_MEMORY_WEIGHT = (0.20, 0.25, 0.45, 0.10)

FORM_SD = (0.0020, 0.0033, 0.0050, 0.0075, 0.0120)
FORM_SD_MEDIAN, FORM_SD_SPREAD = 0.005, 0.37
"""Log-normal: two thirds between 0.35 and 0.72 %."""

SESSION_SD = (0.0, 0.0045, 0.009)
SESSION_WEIGHT = (0.55, 0.18, 0.27)
CAUTIOUS_SESSION_WEIGHT = (0.4, 0.2, 0.4)

DRIFT = (0.0, 0.0015, 0.006)
"""Change of the slope (1/week) in a week: the slope itself is a random walk."""
DRIFT_WEIGHT = (0.30, 0.35, 0.35)
CALL_DRIFT_WEIGHT = (0.60, 0.35, 0.05)
"""Whether he gained at all, a nearly straight line tells most surely."""

REP_SD_MEDIAN, REP_SD_SPREAD = 0.010, 0.4
REP_SD_LEAST = 0.003

LEVEL_SD = 1.0
SLOPE_SD = 0.008
"""Of the slope, 1/week."""
WARM_UP_SD, STAYS_COLD = 0.010, 0.35
"""By how much a first rep is slower, and which part of it is left in each next one."""
FATIGUE_SD = 0.003
"""From each rep to the next."""
CONVERTED_SD, BY_SPEED_SD = 0.015, 0.03
"""Offset of another zone: brought over by the speed curve, or by mean speed alone."""
METHOD_SD = 0.05
"""Offset of another method whose bias is not known.

Published biases of apps and of hand timing go from 0.7 to 3 %, and once to 13 %: a change of method must
tell almost nothing about the athlete."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Ways in which an athlete may vary from session to session, C of them.

    Attributes
    ----------
    memory, form_sd, session_sd, drift : ndarray, shape (C,)
    average, cautious : ndarray, shape (C,)
        Log weights of either weighting.
    """

    memory: Floats
    form_sd: Floats
    session_sd: Floats
    drift: Floats
    average: Floats
    cautious: Floats


@cache
def cells() -> Cells:
    """All ways, with their weights before any time is seen."""
    memory, form, session, drift = np.array(
        list(product(range(len(FORM_MEMORY)), range(len(FORM_SD)), range(len(SESSION_SD)),
                     range(len(DRIFT))))
    ).T  # fmt: skip
    # The standard deviations of form lie evenly in their logarithm: the density is the weight.
    distance = np.log(np.array(FORM_SD) / FORM_SD_MEDIAN) / FORM_SD_SPREAD
    common = -0.5 * distance[form] ** 2

    def log_weights(of_memory: Weights, of_session: Weights, of_drift: Weights) -> Floats:
        each = np.log(of_memory)[memory] + np.log(of_session)[session] + np.log(of_drift)[drift]
        return np.asarray(common + each)

    return Cells(
        np.array(FORM_MEMORY)[memory],
        np.array(FORM_SD)[form],
        np.array(SESSION_SD)[session],
        np.array(DRIFT)[drift],
        log_weights(MEMORY_WEIGHT, SESSION_WEIGHT, DRIFT_WEIGHT),
        log_weights(CAUTIOUS_MEMORY_WEIGHT, CAUTIOUS_SESSION_WEIGHT, CALL_DRIFT_WEIGHT),
    )
