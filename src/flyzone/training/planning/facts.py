"""What stands before anything is chosen: what he did, his other training, his races and matches.

Each is a fact with its day, its clock time where that is known, and what it asked of him.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from flyzone.model import MAXIMAL, Athlete, History, Stimulus
from flyzone.model.athlete import zone_of
from flyzone.training.planning.clock import Clock
from flyzone.training.planning.places import ANY_PLACE
from flyzone.training.planning.wish import Wish, competition_wish, done_wish, fixed_wish
from flyzone.training.planning.wishes import AthleteWishes
from flyzone.training.prescription import prescribe
from flyzone.training.rules.book import RuleBook
from flyzone.training.today.days import Days
from flyzone.training.today.done import Done, heavy_lifts, many_jumps, what_was_done
from flyzone.training.today.effort import Efforts

SPRINTED: frozenset[Stimulus] = MAXIMAL | {"speed-endurance"}
"""What is followed by a full recovery."""
COMPETITIONS: frozenset[Stimulus] = frozenset({"race", "match"})
COUNTED: frozenset[Stimulus] = MAXIMAL - COMPETITIONS
"""What the sprinting of a week is counted from."""
HIGH: frozenset[Stimulus] = SPRINTED | {"plyometrics", "heavy-lift"}
"""What makes a day a high one."""

FULL = 100
"""A full sprint session, in the whole numbers that the solver counts in."""
_MOST = 2 * FULL
Origin = Literal["done", "fixed", "competition"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that stands.

    Attributes
    ----------
    day : date
        The athlete's.
    starts : time or None
    stimulus : Stimulus
    origin : {"done", "fixed", "competition"}
    wish : Wish
    name : str
    minutes : float or None, min
    sessions : int
        Sprinting, in hundredths of a full session; races and matches are not counted.
    """

    day: date
    starts: time | None
    stimulus: Stimulus
    origin: Origin
    wish: Wish
    name: str = ""
    minutes: float | None = None
    sessions: int = 0

    @property
    def clock(self) -> Clock:
        """When it begins."""
        return Clock.at(self.day, self.starts)


def recovery_h(stimulus: Stimulus, athlete: Athlete, day: date, book: RuleBook) -> float:
    """Hours after a session of a kind in which nothing maximal may begin, at his age, h."""
    rule = f"recovery-{stimulus}"
    if stimulus not in SPRINTED:
        return book.value(rule, "no_hours")
    hours, years = book.value(rule, "hours"), athlete.age_on(day)
    if years is not None and years >= book.value("recovery-age", "masters_years"):
        return hours + book.value("recovery-age", "masters_hours")
    if not athlete.is_adult_on(day):
        return hours + book.value("recovery-age", "minor_hours")
    return hours


def facts_of(
    wishes: AthleteWishes, days: Iterable[date], since: date, book: RuleBook, now: datetime
) -> tuple[Fact, ...]:
    """All that stands for one athlete: done before ``since``, fixed from then on."""
    facts = list(_done(wishes, since, book, now))
    for one in wishes.competitions:
        if one.day >= since:
            wish = competition_wish(wishes, one)
            facts.append(
                Fact(one.day, one.starts, one.kind, "competition", wish, one.name, one.minutes)
            )
    for day in days:
        for fixed in wishes.fixed:
            if day >= since and fixed.on(day):
                wish = fixed_wish(wishes, fixed)
                facts.append(
                    Fact(
                        day,
                        fixed.starts,
                        fixed.stimulus,
                        "fixed",
                        wish,
                        fixed.name,
                        fixed.minutes,
                        FULL if fixed.stimulus in COUNTED else 0,
                    )
                )
    return tuple(sorted(facts, key=lambda one: (one.day, one.starts or time(0), one.stimulus)))


def full_metres(stimulus: Stimulus, athlete: Athlete, day: date, book: RuleBook) -> float:
    """Metres at full effort of a full session as it is prescribed for him, run-ins included, m.

    Zero where its reps are not given in metres.
    """
    doses = prescribe(stimulus, athlete, day, ANY_PLACE, book).main
    return sum(
        dose.sets * dose.reps * (dose.distance_m + (dose.run_in_m or 0.0))
        for dose in doses
        if dose.distance_m is not None
    )


def _sessions(
    stimulus: Stimulus, metres: float, athlete: Athlete, day: date, book: RuleBook
) -> int:
    """How many full sessions, in hundredths, something done was; a whole one where nobody measured."""
    if stimulus not in COUNTED:
        return 0
    full = full_metres(stimulus, athlete, day, book)
    return FULL if full == 0.0 or metres == 0.0 else min(round(FULL * metres / full), _MOST)


def _done(wishes: AthleteWishes, since: date, book: RuleBook, now: datetime) -> Iterable[Fact]:
    """What he really did, judged from what was done in it and not from its name."""
    history = wishes.history
    if history is None:
        return
    for one in _records(history.known_at(now), book, now):
        if one.was is None:
            continue
        began = _local(history, one.started_at)
        if began.date() < since:
            yield Fact(
                began.date(),
                began.time(),
                one.was,
                "done",
                done_wish(wishes, one.was, began.date()),
                sessions=_sessions(one.was, one.fast_m, history.athlete, began.date(), book),
            )


def _records(history: History, book: RuleBook, now: datetime) -> Iterable[Done]:
    efforts = Efforts.of(history.sessions, book)
    for session in history.sessions:
        yield what_was_done(session, efforts, book, now)
    if history.lifts:
        yield from heavy_lifts(history.lifts, book, now)
    if history.jumps:
        yield from many_jumps(history.jumps, Days.of(history, now), book, now)


def _local(history: History, moment: datetime) -> datetime:
    """On the clock of where he lives, or as it was recorded."""
    zone = history.athlete.time_zone
    return moment if zone is None else moment.astimezone(zone_of(zone))
