"""Has he recovered: the hours since what was really done.

Each thing done asks for its own hours, counted from its end; where several overlap, the latest release
wins.  Where only the start of a session is known the hours are counted from there, and the answer says
so: whoever trained for an hour waits an hour longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from flyzone.model import Reason
from flyzone.training.today.days import after
from flyzone.training.today.done import Done
from flyzone.training.today.effort import SPRINTED
from flyzone.training.today.finding import Finding, Numbers, Question

_LONGEST_H = 24.0 * 14
"""No rule, as far as it may be changed, reaches back further."""

_LONGEST_SESSION_H = 3.0
"""By how much an end that nobody recorded may matter."""


@dataclass(frozen=True, slots=True)
class LastMaximal:
    """The last maximal session.

    Attributes
    ----------
    session_id : str
        A UUID.
    named, was : str
        What it was called, and what it really was.
    day : date
        The athlete's, on which it began.
    ended_at : datetime
        Its end, or its start where the end is not known.
    end_known : bool
    hours_ago, needed_h : float, h
        Since its end, and to be waited after it.
    """

    session_id: str
    named: str
    was: str
    day: date
    ended_at: datetime
    end_known: bool
    hours_ago: float
    needed_h: float


def recovery(
    asked: Question, done: Sequence[Done]
) -> tuple[list[Finding], list[Reason], LastMaximal | None]:
    """What recovery says, what is not known of it, and the last maximal session.

    Parameters
    ----------
    asked : Question
    done : sequence of Done
        All that was done, sorted by its end.
    """
    waits: list[Finding] = []
    remarks: list[Finding] = []
    unknown: list[Reason] = []
    for i, one in enumerate(done):
        if one.ago_h > _LONGEST_H:
            continue
        if one.was != one.named:
            remarks.append(_renamed(asked, one))
        if one.was is None:
            continue
        wait = _wait(asked, one, done[:i])
        if wait is not None:
            waits.append(wait)
            if _extra_volume_h(asked, one, done[:i]) > 0.0:
                remarks.append(_large(asked, one, done[:i]))
        if not one.end_known and one.ago_h < _needed_h(asked, one, done[:i]) + _LONGEST_SESSION_H:
            numbers: Numbers = {"kind": one.named, "hours": one.ago_h}
            unknown.append(asked.book.reason(_rule(one), "today-end-not-known", numbers))
    last = _last_maximal(asked, done)
    if last is not None:
        remarks.extend(_age(asked))
        if not any(wait.verdict == "no" for wait in waits):
            remarks.append(_recovered(asked, last))
    waits.sort(key=lambda wait: wait.until or asked.now, reverse=True)
    return [*waits, *remarks], unknown, last


def _wait(asked: Question, one: Done, earlier: Sequence[Done]) -> Finding | None:
    """What something done still costs; ``None`` where it costs nothing any more."""
    hours = _needed_h(asked, one, earlier)
    none = hours if one.was in SPRINTED else asked.book.value(_rule(one), "no_hours")
    numbers: Numbers = {"kind": one.was or "", "since": one.ago_h}
    if one.ago_h < none:
        numbers |= {"needed": none, "left": none - one.ago_h}
        reason = asked.book.reason(_rule(one), "today-recovering", numbers)
        until = after(one.ended_at, none)
        return Finding("no", reason, until=until, effort=asked.low_effort)
    if one.ago_h < hours:
        numbers |= {"needed": hours, "left": hours - one.ago_h}
        return Finding("change", asked.book.reason(_rule(one), "today-legs-tired", numbers))
    return None


def _needed_h(asked: Question, one: Done, earlier: Sequence[Done]) -> float:
    hours = asked.book.value(_rule(one), "hours")
    if one.was not in SPRINTED:
        return hours
    return hours + _extra_age_h(asked) + _extra_volume_h(asked, one, earlier)


def _extra_age_h(asked: Question) -> float:
    years = asked.history.athlete.age_on(asked.day)
    if years is not None and years >= asked.book.value("recovery-age", "masters_years"):
        return asked.book.value("recovery-age", "masters_hours")
    if not asked.history.athlete.is_adult_on(asked.day):
        return asked.book.value("recovery-age", "minor_hours")
    return 0.0


def _extra_volume_h(asked: Question, one: Done, earlier: Sequence[Done]) -> float:
    usual = _usual_m(asked, earlier)
    if not one.maximal or usual is None:
        return 0.0
    large = one.fast_m >= asked.book.value("recovery-volume", "ratio") * usual
    return asked.book.value("recovery-volume", "hours") if large else 0.0


def _usual_m(asked: Question, earlier: Sequence[Done]) -> float | None:
    """Metres at full effort of his median maximal session; ``None`` where too few are known."""
    metres = [one.fast_m for one in earlier if one.maximal and one.fast_m > 0.0]
    enough = len(metres) >= asked.book.value("recovery-volume", "sessions")
    return median(metres) if enough else None


def _last_maximal(asked: Question, done: Sequence[Done]) -> LastMaximal | None:
    for i in reversed(range(len(done))):
        one = done[i]
        if one.maximal and one.session is not None:
            return LastMaximal(
                one.session.id,
                one.named,
                one.was or one.named,
                asked.days.of_record(one.started_at),
                one.ended_at,
                one.end_known,
                one.ago_h,
                _needed_h(asked, one, done[:i]),
            )
    return None


def _recovered(asked: Question, last: LastMaximal) -> Finding:
    numbers: Numbers = {"kind": last.was, "since": last.hours_ago, "needed": last.needed_h}
    return Finding("yes", asked.book.reason(f"recovery-{last.was}", "today-recovered", numbers))


def _renamed(asked: Question, one: Done) -> Finding:
    numbers: Numbers = {"named": one.named, "since": one.ago_h}
    if one.was is None:
        code = "today-only-warm-up"
    else:
        code, numbers["was"] = "today-really-was", one.was
    return Finding("yes", asked.book.reason("what-was-done", code, numbers))


def _large(asked: Question, one: Done, earlier: Sequence[Done]) -> Finding:
    numbers = {
        "metres": one.fast_m,
        "usual": _usual_m(asked, earlier) or 0.0,
        "extra": asked.book.value("recovery-volume", "hours"),
    }
    return Finding("yes", asked.book.reason("recovery-volume", "today-large-session", numbers))


def _age(asked: Question) -> list[Finding]:
    """What age adds; nothing where it adds nothing to an adult's hours, or is not known."""
    years, extra = asked.history.athlete.age_on(asked.day), _extra_age_h(asked)
    numbers: Numbers = {"extra": extra}
    if years is None:
        code = "today-hours-age-not-known"
    else:
        code, numbers["years"] = "today-hours-for-age", years
    if extra == 0.0:
        if years is None or asked.history.athlete.is_adult_on(asked.day):
            return []
        code = "today-hours-of-adults"
    return [Finding("yes", asked.book.reason("recovery-age", code, numbers))]


def _rule(one: Done) -> str:
    return f"recovery-{one.was}"
