"""How ready he is: a readiness jump, or the first rep of today, against his own earlier ones.

Either may cost reps, or the session, and only where the drop is surely larger than the smallest one
that counts.  A first rep is compared with first reps: that they are slower than later ones is warm-up,
not fatigue.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from statistics import fmean

from flyzone.model import Jump, Reason
from flyzone.training.today.days import hours_between
from flyzone.training.today.done import Done
from flyzone.training.today.effort import Efforts, Zone, zone_of_rep
from flyzone.training.today.finding import Finding, Numbers, Question
from flyzone.training.today.usual import JUMP, SPRINT, Spread, p_below


def readiness(
    asked: Question, done: Sequence[Done], efforts: Efforts
) -> tuple[list[Finding], list[Reason]]:
    """What readiness says, and what could not be told of it."""
    jumps, unknown = _jump(asked)
    reps, not_told = _first_rep(asked, done, efforts)
    return [*jumps, *reps], [*unknown, *not_told]


def _jump(asked: Question) -> tuple[list[Finding], list[Reason]]:
    """The mean of today's readiness jumps of one kind against the means of his earlier days."""
    by_day: dict[tuple[object, ...], dict[date, list[float]]] = defaultdict(
        lambda: defaultdict(list)
    )
    back = 24.0 * asked.book.value("ready-jump", "back")
    for jump in asked.history.jumps:
        if jump.readiness and hours_between(jump.at, asked.now) <= back:
            by_day[_like(jump)][asked.days.of_record(jump.at)].append(_log_size(jump))
    findings: list[Finding] = []
    unknown: list[Reason] = []
    for kind, days in by_day.items():
        if asked.day in days:
            now = fmean(days.pop(asked.day))
            earlier = [fmean(logs) for logs in days.values()]
            _measured(asked, "jump", str(kind[0]), earlier, now, JUMP, findings, unknown)
    return findings, unknown


def _first_rep(
    asked: Question, done: Sequence[Done], efforts: Efforts
) -> tuple[list[Finding], list[Reason]]:
    """The first maximal rep of today against the first ones of his earlier sessions."""
    firsts: dict[tuple[Zone, str | None], list[tuple[date, float]]] = defaultdict(list)
    back = 24.0 * asked.book.value("ready-first-rep", "back")
    for one in done:
        session = one.session
        if session is None or one.ago_h > back:
            continue
        for rep in session.reps:
            if efforts.is_full(rep, session):
                if rep.time_s is not None:
                    speed = math.log(rep.distance_m / rep.time_s)
                    key = (zone_of_rep(rep, session), rep.method)
                    firsts[key].append((asked.days.of_record(one.started_at), speed))
                break
    findings: list[Finding] = []
    unknown: list[Reason] = []
    for (zone, _), runs in firsts.items():
        of_today = [speed for day, speed in runs if day == asked.day]
        if of_today:
            earlier = [speed for day, speed in runs if day != asked.day]
            where = f"{zone[1]:g} m"
            _measured(asked, "first-rep", where, earlier, of_today[-1], SPRINT, findings, unknown)
    return findings, unknown


def _measured(
    asked: Question,
    what: str,
    kind: str,
    earlier: Sequence[float],
    now: float,
    beforehand: Spread,
    findings: list[Finding],
    unknown: list[Reason],
) -> None:
    """Judges the logarithm of a measured value; ``what`` names its rule and its reasons."""
    rule = f"ready-{what}"
    needed = asked.book.value(rule, "days")
    numbers: Numbers = {"kind": kind, "n": len(earlier), "needed": needed}
    if len(earlier) < needed:
        unknown.append(asked.book.reason(rule, f"today-{what}-cannot-tell", numbers))
        return
    numbers["percent"] = 100.0 * math.expm1(now - fmean(earlier))
    chances = {
        size: p_below(earlier, now, -math.log1p(-asked.book.value(rule, size) / 100.0), beforehand)
        for size in ("far", "smallest")
    }
    sure = asked.book.value(rule, "sure")
    if chances["far"] >= sure:
        reason = asked.book.reason(rule, f"today-{what}-far-below", numbers, chances["far"])
        until, effort = asked.tomorrow, asked.low_effort
        findings.append(Finding("no", reason, until=until, effort=effort))
    elif chances["smallest"] >= sure:
        reason = asked.book.reason(rule, f"today-{what}-below", numbers, chances["smallest"])
        findings.append(Finding("change", reason))
    else:
        reason = asked.book.reason(rule, f"today-{what}-usual", numbers, chances["smallest"])
        findings.append(Finding("yes", reason))


def _like(jump: Jump) -> tuple[object, ...]:
    """What must be the same for two jumps to be compared; its kind first."""
    return jump.kind, jump.method, jump.drop_m, jump.height_m is None


def _log_size(jump: Jump) -> float:
    return math.log(jump.height_m or jump.distance_m or 1.0)
