"""What he feels and what his heart does: signs that support others.

One sign unlike him is noted, several together cost reps; great soreness, or not feeling ready, does so
alone.  None of them ever allows what something else forbids.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from flyzone.model import CheckIn
from flyzone.training.today.days import after
from flyzone.training.today.finding import Finding, Numbers, Question
from flyzone.training.today.usual import (
    FEELING,
    HEART_RATE,
    HEART_RATE_VARIABILITY,
    Spread,
    p_below,
)

_RULE = "ready-signals"


@dataclass(frozen=True, slots=True)
class _Signal:
    """A sign of the morning: larger is better in ``good``, whatever the scale of the check-in."""

    name: str
    said: Callable[[CheckIn], float | None]
    good: Callable[[float], float]
    smallest: Callable[[Question], float]
    beforehand: Spread


def _points(asked: Question) -> float:
    return asked.book.value(_RULE, "points")


_SIGNALS = (
    _Signal("ready", lambda said: said.ready, float, _points, FEELING),
    _Signal("soreness", lambda said: said.soreness, lambda x: -x, _points, FEELING),
    _Signal("stress", lambda said: said.stress, lambda x: -x, _points, FEELING),
    _Signal(
        "heart-rate",
        lambda said: said.resting_heart_rate_bpm,
        lambda x: -x,
        lambda asked: asked.book.value(_RULE, "heart_rate"),
        HEART_RATE,
    ),
    _Signal(
        "heart-rate-variability",
        lambda said: said.hrv_ms,
        math.log,
        lambda asked: -math.log1p(-asked.book.value(_RULE, "hrv") / 100.0),
        HEART_RATE_VARIABILITY,
    ),
)


def feelings(asked: Question) -> list[Finding]:
    """What he feels and what his heart does, as far as he said it today."""
    findings = [*_sore(asked), *_not_ready(asked)]
    mornings = _mornings(asked)
    unlike = [found for signal in _SIGNALS for found in _unlike_him(asked, signal, mornings)]
    findings.extend(unlike)
    if len(unlike) >= asked.book.value(_RULE, "together"):
        reason = asked.book.reason(_RULE, "today-signs-together", {"n": len(unlike)})
        findings.append(Finding("change", reason))
    return findings


def _sore(asked: Question) -> list[Finding]:
    said = [one.soreness for one in asked.checkins_of_the_day() if one.soreness is not None]
    if not said or said[-1] < asked.book.value("ready-feeling", "soreness"):
        return []
    reason = asked.book.reason("ready-feeling", "today-very-sore", {"soreness": said[-1]})
    return [Finding("change", reason)]


def _not_ready(asked: Question) -> list[Finding]:
    said = [one.ready for one in asked.checkins_of_the_day() if one.ready is not None]
    if not said or said[-1] > asked.book.value("ready-feeling", "ready"):
        return []
    reason = asked.book.reason("ready-feeling", "today-not-ready", {"ready": said[-1]})
    return [Finding("change", reason)]


def _mornings(asked: Question) -> list[tuple[date, CheckIn]]:
    """The check-ins that lie not too far back, with their days, the latest last."""
    since = after(asked.now, -24.0 * asked.book.value(_RULE, "back"))
    recent = takewhile(lambda one: one.at >= since, reversed(asked.history.checkins))
    return [(asked.days.of_record(one.at), one) for one in recent][::-1]


def _unlike_him(
    asked: Question, signal: _Signal, mornings: Sequence[tuple[date, CheckIn]]
) -> list[Finding]:
    """The sign as a remark, where today it is surely worse than he usually says."""
    days: dict[date, float] = {}
    for day, checkin in mornings:
        said = signal.said(checkin)
        if said is not None:
            days[day] = said
    now = days.pop(asked.day, None)
    earlier = [signal.good(said) for said in days.values()]
    if now is None or len(earlier) < asked.book.value(_RULE, "days"):
        return []
    chance = p_below(earlier, signal.good(now), signal.smallest(asked), signal.beforehand)
    if chance < asked.book.value(_RULE, "sure"):
        return []
    usual = math.fsum(days.values()) / len(days)
    numbers: Numbers = {"sign": signal.name, "value": now, "usual": usual, "n": len(days)}
    return [Finding("yes", asked.book.reason(_RULE, "today-unlike-him", numbers, chance))]
