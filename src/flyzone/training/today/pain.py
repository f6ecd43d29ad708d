"""What pain says: nothing before a clearance, then the step of the return, then he is free.

A mild ache costs reps on the day on which it is felt.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from flyzone.model import Place, Reason
from flyzone.training.today.aches import Ache, aches_of, who_may_clear
from flyzone.training.today.days import hours_between
from flyzone.training.today.done import Done
from flyzone.training.today.effort import Efforts
from flyzone.training.today.finding import Finding, Numbers, Question
from flyzone.training.today.injury import Injury, injuries

_SOMEWHERE = "unknown"


def pain(
    asked: Question, done: Sequence[Done], efforts: Efforts
) -> tuple[list[Finding], list[Reason]]:
    """What pain says, and what nobody said of it."""
    aches = sorted(aches_of(asked, done), key=lambda ache: ache.at.timestamp())
    findings: list[Finding] = []
    unknown: list[Reason] = []
    blocked: set[Place | None] = set()
    for injury in injuries(asked, aches, done, efforts):
        if injury.blocked is not None:
            blocked.add(injury.place)
            findings.extend(_blocked(asked, injury, injury.blocked))
        elif injury.step is not None:
            findings.append(_returning(asked, injury, injury.step))
            if injury.unsaid is not None:
                numbers = {"place": injury.place or _SOMEWHERE}
                unknown.append(asked.book.reason("pain-return", "today-step-not-known", numbers))
    findings.extend(_mild(asked, aches, blocked))
    if not any(checkin.pains for checkin in asked.checkins_of_the_day()):
        unknown.append(Reason("today-pain-not-asked"))
    return findings, unknown


def _blocked(asked: Question, injury: Injury, ache: Ache) -> list[Finding]:
    place = injury.place or _SOMEWHERE
    numbers: Numbers = {
        "place": place,
        "hours": hours_between(ache.at, asked.now),
    }
    if ache.severity is None:
        code = "today-pain-blocks-unrated"
    else:
        code, numbers["severity"] = "today-pain-blocks", ache.severity
    adult = asked.history.athlete.is_adult_on(asked.day)
    roles = ", ".join(who_may_clear(asked.book, injury.severity, adult=adult))
    reasons = [
        asked.book.reason("pain-blocks", code, numbers),
        asked.book.reason("pain-clearance", "today-clear-by", {"place": place, "roles": roles}),
    ]
    if injury.refused is not None:
        refused = {"place": place, "role": injury.refused.role}
        reasons.insert(1, asked.book.reason("pain-clearance", "today-clearance-refused", refused))
    return [Finding("no", reason, person=True, effort=0.0) for reason in reasons]


def _returning(asked: Question, injury: Injury, step: int) -> Finding:
    effort, first = injury.steps[step], injury.next_day()
    numbers: Numbers = {
        "place": injury.place or _SOMEWHERE,
        "step": step + 1,
        "steps": len(injury.steps),
        "percent": 100.0 * effort,
    }
    until = _back_at(asked, injury, step)
    if first is not None and first > asked.day:
        numbers["days"] = (first - asked.day).days
        reason = asked.book.reason("pain-return", "today-return-wait", numbers)
        return Finding("no", reason, until=until, effort=min(asked.low_effort, effort))
    reason = asked.book.reason("pain-return", "today-return-step", numbers)
    return Finding("change", reason, until=until, effort=effort, run_as="max-velocity")


def _back_at(asked: Question, injury: Injury, step: int) -> datetime:
    """When he is back at the earliest, if each step that is left stays without pain."""
    day = max(injury.next_day() or asked.day, asked.day)
    for left in range(step, len(injury.steps)):
        day += timedelta(days=injury.days_after(left))
    back, over = asked.days.begins(day), injury.over_at()
    return back if over is None or hours_between(back, over) > 0.0 else over


def _mild(asked: Question, aches: Sequence[Ache], blocked: set[Place | None]) -> list[Finding]:
    latest = {ache.place: ache for ache in aches if not ache.in_rep}
    lasts = asked.book.value("pain-mild", "days")
    findings = []
    for place, ache in latest.items():
        fresh = (asked.day - asked.days.of_record(ache.at)).days <= lasts
        if ache.severity and fresh and place not in blocked and not ache.blocks(asked.book):
            numbers: Numbers = {"place": place or _SOMEWHERE, "severity": ache.severity}
            findings.append(
                Finding("change", asked.book.reason("pain-mild", "today-pain-mild", numbers))
            )
    return findings
