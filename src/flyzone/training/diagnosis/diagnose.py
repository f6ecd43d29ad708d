"""If it is not falling, why: from a record to the belief in each cause, its evidence and what to do.

Too little rest between reps shows within sessions: the first rep is fresh, later ones are slower, the
more so the shorter the rest.  Too little recovery between sessions shows from the first rep on, after
short gaps or short nights.  Both leave traces that a model of the times can weigh against warm-up, form,
wind, trend and luck (`flyzone.training.diagnosis.model`).

``cannot_tell`` takes belief from a cause where this record could not have shown it: what was never
varied cannot be compared, and a few sessions show little.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from flyzone.model import History, Reason
from flyzone.training.diagnosis.advice import advice_for
from flyzone.training.diagnosis.evidence import Case, evidence_of, trend_of_record, window_of
from flyzone.training.diagnosis.model import cells_of, columns_of
from flyzone.training.diagnosis.others import others_of, share_out
from flyzone.training.diagnosis.posterior import beliefs_of
from flyzone.training.diagnosis.records import DAY_S, records_of
from flyzone.training.diagnosis.shapes import gap_doses, rest_doses
from flyzone.training.rules import RuleBook

CAUSES: tuple[str, ...] = (
    "rest_too_short", "recovery_too_short", "not_maximal", "method_changed", "wind", "detraining",
    "too_many_reps", "too_few_exposures", "still_adapting", "none", "cannot_tell",
)  # fmt: skip
"""Codes of causes.  Where rest and recovery are both too short, the belief falls on the one that costs
more over all reps, and `Diagnosis.both` says how likely it is that both are."""

_RESTS_UNKNOWN = 0.4
"""Belief that no diagnosis is possible where most rests were not written down."""

SHARPER = 1.25
"""Power to which beliefs are raised.  A mean over many shapes and sizes that are nearly alike spreads
its belief too widely: of causes given 80 %, nine in ten were true for each of three makers of athletes
that share no line, so that part of the modesty is taken back."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause.

    Attributes
    ----------
    code : str
        One of `CAUSES`.
    probability : float
        That it is the main cause.
    evidence : tuple of Reason
        For or against it, in the athlete's own numbers.
    """

    code: str
    probability: float
    evidence: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why it is not falling.

    Attributes
    ----------
    causes : tuple of Cause
        Likeliest first; the probabilities add up to 1.
    both : float
        Probability that rest and recovery are both too short.
    advice : tuple of Reason
        What to change or to test.
    reasons : tuple of Reason
        What was looked at.
    """

    causes: tuple[Cause, ...]
    both: float
    advice: tuple[Reason, ...]
    reasons: tuple[Reason, ...]

    def probability(self, code: str) -> float:
        """Of one cause; zero where it was not considered."""
        return sum(cause.probability for cause in self.causes if cause.code == code)


def diagnose(history: History, now: datetime, book: RuleBook) -> Diagnosis:
    """Why an athlete's times are not falling.

    Parameters
    ----------
    history : History
        Maximal sprints with times; rests, wind and nights as far as they are known.
    now : datetime
        What came later is not known; the window ends with the last session before it.
    book : RuleBook

    Returns
    -------
    Diagnosis

    Notes
    -----
    Bayesian comparison of Gaussian linear models with closed-form likelihoods; see
    docs/method-diagnosis.md for priors and their reasons, docs/diagnosis-accuracy.md for how often it
    is right.  Rests and gaps were chosen by somebody, not drawn by lot: it finds what goes together.
    """
    records = records_of(history, now, book)
    if records is None:
        reason = book.reason("diagnosis-data", "diagnosis-no-sprints")
        cannot = Cause("cannot_tell", 1.0, (reason,))
        advice = book.reason("diagnosis-data", "advise-record-more")
        return Diagnosis((cannot,), 0.0, (advice,), (reason,))
    columns = columns_of(records, DAY_S * book.value("diagnosis-detraining", "days"))
    rest = rest_doses(records)
    gap = gap_doses(records, book.value("diagnosis-recovery", "sleep_h"))
    cells = cells_of(records, columns, rest, gap)
    beliefs = beliefs_of(
        cells, columns, rest, gap,
        loss=book.value("diagnosis-loss", "percent"),
        share=book.value("diagnosis-loss", "share"),
        scatter=book.value("diagnosis-scatter", "percent"),
    )  # fmt: skip
    case = Case(records, beliefs, others_of(records, columns, cells, beliefs.cells, book), book)
    found = _probabilities(case)
    ranked = sorted(found, key=lambda code: -found[code])
    reasons = [*window_of(case), trend_of_record(case)]
    if beliefs.both >= book.value("diagnosis-advice", "probability"):
        reasons.append(book.reason("diagnosis-loss", "diagnosis-both", probability=beliefs.both))
    return Diagnosis(
        tuple(Cause(code, found[code], evidence_of(case, code)) for code in ranked),
        beliefs.both,
        advice_for(case, found),
        tuple(reasons),
    )


def _probabilities(case: Case) -> dict[str, float]:
    """The belief in each cause that was considered."""
    beliefs = case.beliefs
    found = {
        "rest_too_short": beliefs.rest,
        "recovery_too_short": beliefs.recovery,
        "not_maximal": beliefs.scatter,
        "cannot_tell": 0.0,
    }
    asked_below = case.records.effort_share
    if asked_below > case.book.value("diagnosis-scatter", "share"):
        # He was told to hold back: what full effort would have shown is not in the record.
        found = {code: p * (1.0 - asked_below) for code, p in found.items()}
        found["not_maximal"] += asked_below
    left = max(1.0 - sum(found.values()), 0.0)
    for code, part in share_out(left, case.others, varied=case.rests_vary).items():
        found[code] = found.get(code, 0.0) + part
    found = {code: p**SHARPER for code, p in found.items()}
    whole = sum(found.values())
    found = {code: p / whole for code, p in found.items()}
    told = 1.0 - _untold(case)
    for code in found:
        # That there are few sessions is no gap in the evidence for too few sessions: it is that.
        found[code] *= told if code in _BY_THE_CALENDAR else told * _enough(case)
    found = {code: float(p) for code, p in found.items() if p > 0.0 or code in _ALWAYS}
    found["cannot_tell"] += max(1.0 - sum(found.values()), 0.0)
    return found


_BY_THE_CALENDAR = frozenset({"too_few_exposures"})
_ALWAYS = frozenset({"rest_too_short", "recovery_too_short", "none", "cannot_tell"})


def _enough(case: Case) -> float:
    """One where the record has the sessions that a diagnosis needs, less where it has fewer."""
    needed = case.book.value("diagnosis-data", "sessions")
    return min(1.0, len(case.records.starts) / needed)


def _untold(case: Case) -> float:
    """Belief that stands where it stood before the record was read, and so says nothing.

    Only what lies near one half stands there: a belief of nine tenths was moved by something.
    """
    beliefs = case.beliefs
    parts = (
        2.0 * (1.0 - beliefs.rest_shown) * min(beliefs.rest, 1.0 - beliefs.rest) ** 2,
        2.0 * (1.0 - beliefs.recovery_shown) * min(beliefs.recovery, 1.0 - beliefs.recovery) ** 2,
        0.0 if case.rests_known else _RESTS_UNKNOWN,
    )
    return float(1.0 - np.prod([1.0 - part for part in parts]))
