"""May he sprint today: yes, with a change, or no; why, from when, and what instead.

Every part looks at the same history and the same moment, and none knows of the others; the most
cautious of them decides.  "No" beats "change", and "change" beats "yes"; what the losers said stays
in the answer, behind.  What comes later than the moment does not matter, however it was recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flyzone.model import History, Reason, Stimulus
from flyzone.model.limits import aware
from flyzone.training.rules.book import RuleBook
from flyzone.training.today.days import Days
from flyzone.training.today.done import heavy_lifts, known_part, many_jumps, what_was_done
from flyzone.training.today.effort import Efforts
from flyzone.training.today.feelings import feelings
from flyzone.training.today.finding import SEVERITY, Finding, Question, Verdict, worst
from flyzone.training.today.load import load
from flyzone.training.today.pain import pain
from flyzone.training.today.readiness import readiness
from flyzone.training.today.recovery import LastMaximal, recovery
from flyzone.training.today.signs import signs
from flyzone.training.today.sleep import sleep


@dataclass(frozen=True, slots=True, eq=False)
class Alternative:
    """What to do instead.

    Attributes
    ----------
    stimulus : Stimulus or None
        ``None`` is rest.
    effort : float or None
        Share of full effort.
    dose : float or None
        Share of his usual reps, where they are fewer.
    reason : Reason
    """

    stimulus: Stimulus | None
    effort: float | None
    dose: float | None
    reason: Reason


@dataclass(frozen=True, slots=True, eq=False)
class Today:
    """May he sprint today.

    Attributes
    ----------
    verdict : {"yes", "change", "no"}
    reasons : tuple of Reason
        Those that decided first; behind them those that would have allowed more.
    deciding : int
        How many of them decided.
    sprint_from : datetime or None
        The earliest moment at which a maximal session is allowed by what is known, in the athlete's
        zone: the moment of the question, or later.  ``None`` where a person must decide first.
    instead : tuple of Alternative
        Empty where he may sprint as he is used to.
    last_maximal : LastMaximal or None
    not_known : tuple of Reason
        What nobody said, and would have been asked for.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    deciding: int
    sprint_from: datetime | None
    instead: tuple[Alternative, ...]
    last_maximal: LastMaximal | None
    not_known: tuple[Reason, ...]


def answer_today(
    history: History, now: datetime, book: RuleBook, *, during: str | None = None
) -> Today:
    """Whether he may sprint at a moment, why, from when, and what instead.

    Parameters
    ----------
    history : History
        Of one athlete; what is later than the moment is left out.
    now : datetime
        With its time zone.
    book : RuleBook
        The rules as they hold for him.
    during : str or None
        Id of the session that is going on: it needs no recovery from itself, and its first rep tells
        how ready he is.

    Returns
    -------
    Today

    Raises
    ------
    InputError
        If the moment has no time zone.
    """
    aware(now, "The moment that is asked about", "today-moment")
    known = history.known_at(now)
    known = replace(known, sessions=tuple(known_part(one, now) for one in known.sessions))
    asked = Question(known, now, book, Days.of(known, now))
    efforts = Efforts.of(known.sessions, book)
    sessions = [what_was_done(one, efforts, book, now) for one in known.sessions]
    others = [
        *heavy_lifts(known.lifts, book, now),
        *many_jumps(known.jumps, asked.days, book, now),
    ]
    done = sorted([*sessions, *others], key=lambda one: -one.ago_h)
    before = [one for one in done if one.session is None or one.session.id != during]

    rested, ends_unknown, last = recovery(asked, before)
    slept, sleep_unknown = sleep(asked, last)
    hurts, pain_unknown = pain(asked, done, efforts)
    ready, ready_unknown = readiness(asked, done, efforts)
    findings = [
        *signs(asked), *hurts, *rested, *slept, *ready, *feelings(asked), *load(asked, before)
    ]  # fmt: skip
    findings.sort(key=lambda one: -SEVERITY[one.verdict])
    verdict = worst(findings)
    return Today(
        verdict,
        tuple(one.reason for one in findings),
        sum(one.verdict == verdict for one in findings),
        _sprint_from(asked, findings),
        _instead(asked, verdict, findings),
        last,
        (*_of_athlete(asked), *sleep_unknown, *pain_unknown, *ends_unknown, *ready_unknown),
    )


def _sprint_from(asked: Question, findings: Sequence[Finding]) -> datetime | None:
    if any(one.person for one in findings):
        return None
    moments = [asked.now, *(one.until for one in findings if one.until is not None)]
    return max(moments, key=datetime.timestamp).astimezone(asked.days.home)


def _instead(
    asked: Question, verdict: Verdict, findings: Sequence[Finding]
) -> tuple[Alternative, ...]:
    """What is left: as much effort as the strictest finding allows."""
    if verdict == "yes":
        return ()
    strictest = min(findings, key=lambda one: one.effort)
    effort, reason = strictest.effort, asked.book.reason
    if effort == 0.0:
        return (Alternative(None, None, None, reason("low-day", "today-instead-rest")),)
    if verdict == "change" and effort == 1.0:
        share = asked.book.value("dose-fewer", "share")
        fewer = reason("dose-fewer", "today-instead-fewer", {"percent": 100.0 * share})
        return (Alternative("max-velocity", 1.0, share, fewer),)
    code = "today-instead-step" if strictest.run_as == "max-velocity" else "today-instead-tempo"
    rule = strictest.reason.rule if strictest.run_as == "max-velocity" else "low-day"
    run = reason(rule, code, {"percent": 100.0 * effort})
    drills = reason("low-day", "today-instead-skills")
    return (
        Alternative(strictest.run_as, effort, None, run),
        Alternative("skills", None, None, drills),
    )


def _of_athlete(asked: Question) -> list[Reason]:
    unknown = []
    if asked.history.athlete.born is None:
        unknown.append(Reason("today-age-not-known"))
    if not asked.checkins_of_the_day():
        unknown.append(Reason("today-no-checkin"))
    if not asked.history.sessions:
        unknown.append(Reason("today-no-session"))
    return unknown
