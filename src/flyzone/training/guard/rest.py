"""The rest clock: how long after a rep the next one may come.

The rest is the longest of what four things ask for: the kind of work (a floor from best practice), the
metres run (one minute for ten), phosphocreatine, and whatever the athlete shows: speed lost, a heart
rate that stays up, "not ready".  The last ones lengthen the rest and never shorten it.

Phosphocreatine falls with the seconds of an all-out sprint and comes back by a power function, fast at
first and then slowly::

    depletion(t) = 0.8 (1 - e^(-t / 8.2 s))       0.42, 0.56, 0.78 after 6, 10, 30 s
    deficit(t)   = depletion (1 + t / 52 s)^-0.83

The first is drawn through what sprints of 6, 10 and 30 s deplete (30-55, 40-70, 60-80 %, a review); the
second through 65.0 and 85.5 % of rest 1.5 and 6 minutes after 30 s all out [Bogdanis1995]_.  It gives
half of the deficit back in 68 s, they found 57 ± 7 s by their own function.  A single exponential does
not pass through their points.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from flyzone.model import Reason, Rep, Stimulus
from flyzone.training.rules import RuleBook

DEEPEST, DEPLETION_S = 0.8, 8.2
RECOVERY_S, RECOVERY_POWER = 52.0, 0.83
RUN_IN_SPEED = 0.6
"""Mean speed of a run-in from standing, as a share of the speed in the zone: 20 m in 3.3 to 3.7 s."""
EASY_PART, MODERATE_PART = 0.25, 0.5
"""Share of the full rest after an easy rep, and after one that was neither easy nor hard."""


@dataclass(frozen=True, slots=True)
class Rest:
    """How long to rest, and why.

    Attributes
    ----------
    seconds : float
        From the end of the rep.
    due : float
        What the rep alone asks for, without anything the athlete showed.
    reasons : tuple of Reason
    """

    seconds: float
    due: float
    reasons: tuple[Reason, ...]

    @property
    def lengthened(self) -> bool:
        """Whether the athlete showed something that lengthens it."""
        return self.seconds > self.due


def phosphocreatine_left(sprint_s: float, rest_s: float = 0.0) -> float:
    """Share of resting phosphocreatine some time after an all-out sprint.

    Parameters
    ----------
    sprint_s, rest_s : float, s
        Zero or more; sprints up to 30 s.

    Returns
    -------
    float
        0.2 to 1.
    """
    depletion = DEEPEST * -math.expm1(-sprint_s / DEPLETION_S)
    return float(1.0 - depletion * (1.0 + rest_s / RECOVERY_S) ** -RECOVERY_POWER)


def phosphocreatine_rest(sprint_s: float, share: float) -> float:
    """Seconds until that share of phosphocreatine is back; the inverse of `phosphocreatine_left`."""
    depletion = 1.0 - phosphocreatine_left(sprint_s)
    if depletion <= 1.0 - share:
        return 0.0
    return RECOVERY_S * (math.pow(depletion / (1.0 - share), 1.0 / RECOVERY_POWER) - 1.0)


def rest_after(
    rep: Rep,
    stimulus: Stimulus,
    book: RuleBook,
    *,
    loss: float = 0.0,
    heart_rate_bpm: float | None = None,
    ready: float | None = None,
) -> Rest:
    """How long to rest after a rep.

    Parameters
    ----------
    rep : Rep
    stimulus : Stimulus
        Of its session.
    book : RuleBook
    loss : float
        Share of today's level that he has lost so far.
    heart_rate_bpm : float, optional
        Now, before the next rep.
    ready : float, optional
        How ready he feels now, 0 to 10.

    Returns
    -------
    Rest
        Neither ``loss``, ``heart_rate_bpm`` nor ``ready`` makes it shorter than without.
    """
    rule = _rule_of(stimulus, book)
    reasons = []
    metres = rep.distance_m + (rep.run_in_m or 0.0)
    asked = {
        rule: book.value(rule, "least"),
        "session-rest-distance": book.value("session-rest-distance", "per_metre") * metres,
    }
    if rep.time_s is not None:
        run_in_s = (rep.run_in_m or 0.0) / (RUN_IN_SPEED * rep.distance_m / rep.time_s)
        asked["session-rest-phosphocreatine"] = phosphocreatine_rest(
            rep.time_s + run_in_s, book.value("session-rest-phosphocreatine", "share")
        )
    longest = max(asked, key=lambda key: asked[key])
    part = _part(rep, book)
    due = asked[longest] * part
    reasons.append(
        book.reason(
            longest, f"guard-{_WHY.get(longest, 'rest-work')}", {"rest": due, "metres": metres}
        )
    )
    if part < 1.0:
        numbers = {"effort": 100.0 * (rep.effort or 1.0), "percent": 100.0 * part}
        reasons.append(book.reason("session-rest-effort", "guard-rest-effort", numbers))
    if rep.run_in_m is None:
        reasons.append(Reason("guard-run-in-unknown", {"metres": rep.distance_m}))

    longer, why = _longer(due, loss, heart_rate_bpm, ready, book)
    # The ceiling of best practice holds for what is added, never for what was due.
    seconds = max(due, min(due + longer, book.value(rule, "most")))
    return Rest(seconds, due, (*reasons, *why))


_WHY = {
    "session-rest-distance": "rest-distance",
    "session-rest-phosphocreatine": "rest-phosphocreatine",
}


def _rule_of(stimulus: Stimulus, book: RuleBook) -> str:
    rule = f"session-rest-{stimulus}"
    return rule if rule in book.rules else "session-rest-other"


def _part(rep: Rep, book: RuleBook) -> float:
    """Share of the full rest that a rep of less than full effort asks for."""
    if rep.effort is None or rep.effort >= book.value("session-rest-effort", "hard"):
        return 1.0
    easy = rep.effort <= book.value("session-rest-effort", "easy")
    return EASY_PART if easy else MODERATE_PART


def _longer(
    due: float,
    loss: float,
    heart_rate_bpm: float | None,
    ready: float | None,
    book: RuleBook,
) -> tuple[float, list[Reason]]:
    longer, reasons = 0.0, []
    per_percent = book.value("session-rest-loss", "per_percent")
    if loss * per_percent > 0.0:
        longer += due * per_percent * 100.0 * loss
        reasons.append(
            book.reason("session-rest-loss", "guard-rest-loss", {"percent": 100.0 * loss})
        )
    rule = "session-rest-heart-rate"
    if heart_rate_bpm is not None and heart_rate_bpm > book.value(rule, "bpm"):
        longer += book.value(rule, "longer")
        numbers = {"bpm": heart_rate_bpm, "limit": book.value(rule, "bpm")}
        reasons.append(book.reason(rule, "guard-rest-heart-rate", numbers))
    rule = "session-rest-ready"
    if ready is not None and ready < book.value(rule, "ready"):
        longer += book.value(rule, "longer") * (book.value(rule, "ready") - ready)
        numbers = {"ready": ready, "enough": book.value(rule, "ready")}
        reasons.append(book.reason(rule, "guard-rest-ready", numbers))
    return longer, reasons
