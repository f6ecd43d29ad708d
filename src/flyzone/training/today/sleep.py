"""What sleep says: the night before, the nights before that, the one after the last session, the next.

A short night before a session is readiness; the night after one is when it bears fruit, and the method
holds that a short one wastes it.  That does not shorten the recovery: tired legs are tired either way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from flyzone.model import Reason
from flyzone.training.today.finding import Finding, Numbers, Question
from flyzone.training.today.recovery import LastMaximal


def sleep(asked: Question, last: LastMaximal | None) -> tuple[list[Finding], list[Reason]]:
    """What sleep says, and whether nobody told of last night."""
    nights = _nights(asked)
    findings = [*_before(asked, nights), *_several(asked, nights)]
    findings += [*_coming(asked), *_wasted(asked, nights, last)]
    return findings, [] if asked.day in nights else [Reason("today-sleep-not-known")]


def _nights(asked: Question) -> Mapping[date, float]:
    """Hours slept in the night before each day; the last word of a day holds."""
    return {
        asked.days.of_record(checkin.at): checkin.sleep_h
        for checkin in asked.history.checkins
        if checkin.sleep_h is not None
    }


def _before(asked: Question, nights: Mapping[date, float]) -> list[Finding]:
    slept = nights.get(asked.day)
    if slept is None:
        return []
    numbers = {"slept": slept}
    if slept <= asked.book.value("sleep-before", "very_short_h"):
        reason = asked.book.reason("sleep-before", "today-night-very-short", numbers)
        return [Finding("no", reason, until=asked.tomorrow, effort=asked.low_effort)]
    if slept <= asked.book.value("sleep-before", "short_h"):
        return [Finding("change", asked.book.reason("sleep-before", "today-night-short", numbers))]
    return []


def _several(asked: Question, nights: Mapping[date, float]) -> list[Finding]:
    back = int(asked.book.value("sleep-several", "nights"))
    limit = asked.book.value("sleep-before", "short_h")
    known = [nights.get(asked.day - timedelta(days=n)) for n in range(back)]
    short = sum(slept is not None and slept <= limit for slept in known)
    numbers = {"short": short, "nights": back, "limit": limit}
    if short >= asked.book.value("sleep-several", "no"):
        reason = asked.book.reason("sleep-several", "today-nights-too-short", numbers)
        return [Finding("no", reason, until=asked.tomorrow, effort=asked.low_effort)]
    if short >= asked.book.value("sleep-several", "change"):
        return [
            Finding("change", asked.book.reason("sleep-several", "today-nights-short", numbers))
        ]
    return []


def _coming(asked: Question) -> list[Finding]:
    expected = [
        checkin.expected_sleep_h
        for checkin in asked.checkins_of_the_day()
        if checkin.expected_sleep_h is not None
    ]
    if not expected or expected[-1] > asked.book.value("sleep-coming", "short_h"):
        return []
    reason = asked.book.reason("sleep-coming", "today-night-coming", {"expected": expected[-1]})
    return [Finding("change", reason, until=asked.tomorrow, effort=asked.low_effort)]


def _wasted(
    asked: Question, nights: Mapping[date, float], last: LastMaximal | None
) -> list[Finding]:
    slept = None if last is None else nights.get(last.day + timedelta(days=1))
    if last is None or slept is None or slept > asked.book.value("sleep-after", "short_h"):
        return []
    numbers: Numbers = {"slept": slept, "kind": last.was, "since": last.hours_ago}
    return [Finding("yes", asked.book.reason("sleep-after", "today-session-wasted", numbers))]
