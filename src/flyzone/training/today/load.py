"""What the last weeks were like: more than usual, too little full speed, a pause, or nothing known.

That one week was much more than those before is said and decides nothing: the ratio is disputed.  A
pause, or a first session ever, asks for a careful one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flyzone.model import Session
from flyzone.training.today.done import Done
from flyzone.training.today.finding import Finding, Question

_WEEK_H = 168.0
_WEEKS_BEFORE = 3


def load(asked: Question, done: Sequence[Done]) -> list[Finding]:
    """What the last weeks say.

    Nothing known of any sprint is a "change", not a "yes": nobody who comes to sprint for the first
    time, or comes with an empty log, should run his usual dose at full speed on the first day; and not
    a "no" either, because nothing speaks against him.
    """
    return [
        *_more(asked, done, "load-week", "today-week-up", _metres),
        *_more(asked, done, "load-sprint", "today-sprint-up", lambda one: one.fast_m),
        *_exposure(asked, [one for one in done if one.maximal]),
    ]


def weekly_ratio(done: Sequence[Done], metres: Callable[[Done], float]) -> float:
    """Metres of the last 7 days over those of a mean week of the 3 before; 0 where there is none.

    Uncoupled: the last week is no part of what it is compared with.
    """
    last = before = 0.0
    for one in done:
        weeks = one.ago_h / _WEEK_H
        if weeks < 1.0:
            last += metres(one)
        elif weeks < 1.0 + _WEEKS_BEFORE:
            before += metres(one)
    return last * _WEEKS_BEFORE / before if before > 0.0 else 0.0


def _more(
    asked: Question,
    done: Sequence[Done],
    rule: str,
    code: str,
    metres: Callable[[Done], float],
) -> list[Finding]:
    recorded = done[0].ago_h / 24.0 if done else 0.0
    ratio = weekly_ratio(done, metres)
    enough = recorded >= 7.0 + asked.book.value("load-week", "days")
    if not enough or ratio < asked.book.value(rule, "ratio"):
        return []
    return [Finding("yes", asked.book.reason(rule, code, {"ratio": ratio}))]


def _exposure(asked: Question, sprints: Sequence[Done]) -> list[Finding]:
    if not sprints:
        return [Finding("change", asked.book.reason("first-session", "today-first-session"))]
    pause = sprints[-1].ago_h / 24.0
    if pause >= asked.book.value("load-pause", "days"):
        reason = asked.book.reason("load-pause", "today-long-pause", {"days": pause})
        return [Finding("change", reason)]
    days = asked.book.value("load-exposure", "days")
    recent = sum(one.ago_h <= 24.0 * days for one in sprints)
    if recent >= asked.book.value("load-exposure", "sessions"):
        return []
    numbers = {"n": recent, "days": days}
    return [Finding("yes", asked.book.reason("load-exposure", "today-few-exposures", numbers))]


def _metres(one: Done) -> float:
    """All metres that are known of something done."""
    session = one.session
    if session is None:
        return 0.0
    return session.distance_m or _of_reps(session)


def _of_reps(session: Session) -> float:
    return sum(rep.distance_m + (rep.run_in_m or 0.0) for rep in session.reps)
