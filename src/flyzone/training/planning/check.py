"""A second look at a finished plan, without the solver: whether it breaks a hard rule.

It reads nothing but the sessions of the plan, the wishes and the rules, in plain loops, and shares no
line with the model that the solver is given.  No plan leaves this room before it was checked.  What is
fixed stays wherever it is: two races on two days are for the coach to judge, and only what the plan
added can break a rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from flyzone.model import MAXIMAL, Plan, PlannedSession, Stimulus
from flyzone.training.planning.facts import Fact, recovery_h
from flyzone.training.planning.weeks import Week
from flyzone.training.planning.wishes import AthleteWishes, Facility, Wishes
from flyzone.training.rules.book import RuleBook

_SPRINTED = MAXIMAL | {"speed-endurance"}
_HARD = _SPRINTED | {"plyometrics", "heavy-lift"}
_LOW = {"tempo", "skills"}
_EVENTS = {"race", "match"}
_BIG_THREE = {"sprint": "max-velocity", "jump": "plyometrics", "lift": "heavy-lift"}


def breaches(
    plan: Plan,
    wishes: Wishes,
    books: Mapping[str, RuleBook],
    facts: Mapping[str, Sequence[Fact]],
    weeks: Mapping[str, Sequence[Week]],
    since: date,
) -> tuple[str, ...]:
    """Every hard rule or wish that a plan breaks, in words; empty for a good one.

    Parameters
    ----------
    plan : Plan
    wishes : Wishes
    books, facts, weeks : mapping by athlete
        His rules; what he did and what is fixed; what kind of week each is.
    since : date
        Earlier days are past and are not judged.
    """
    found: list[str] = []
    for own in wishes.athletes:
        key = own.athlete.id
        sessions = [one for day in plan.of(key) if day.day >= since for one in day.sessions]
        added = [one for one in sessions if not one.fixed]
        for breach in (
            *_fixed_left_out(own, wishes, sessions, since),
            *_days(own, added),
            *_hours(own, added, facts[key], books[key]),
            *_high_and_low(added, facts[key], books[key]),
            *_weeks(own, added, facts[key], weeks[key], books[key]),
            *_places(own, added, wishes.facilities),
        ):
            found.append(f"{own.athlete.name}: {breach}")
    found += _crowds(plan, wishes, since)
    return tuple(found)


def _fixed_left_out(
    own: AthleteWishes, wishes: Wishes, sessions: Sequence[PlannedSession], since: date
) -> Iterator[str]:
    there = Counter((one.day, one.stimulus) for one in sessions if one.fixed)
    wanted: Counter[tuple[date, Stimulus]] = Counter()
    for day in wishes.days:
        if day >= since:
            wanted.update((day, one.stimulus) for one in own.fixed if one.on(day))
            wanted.update((day, one.kind) for one in own.competitions if one.day == day)
    for day, stimulus in (wanted - there).keys() | (there - wanted).keys():
        yield f"the fixed {stimulus} on {day} was moved"


def _days(own: AthleteWishes, added: Sequence[PlannedSession]) -> Iterator[str]:
    for day in sorted({one.day for one in added}):
        here = [one for one in added if one.day == day]
        window = own.window(day)
        minutes = sum((one.duration_s or 0.0) / 60.0 for one in here)
        if window is None or minutes > window.minutes + 1e-6:
            yield f"{minutes:.0f} minutes on {day}, allowed are {window and window.minutes}"
        if day in own.forbidden:
            yield f"training on {day}, which stays free"
        kinds = [one.stimulus for one in here]
        if len(set(kinds)) < len(kinds) or len([k for k in kinds if k in _SPRINTED]) > 1:
            yield f"two sessions of one kind on {day}"
        if day in own.short_nights and _HARD & set(kinds):
            yield f"hard training before the short night of {day}"
        back = own.returning
        if back and (back.released_on is None or day < back.released_on) and _HARD & set(kinds):
            yield f"hard training on {day}, before he is released"


def _gap(day: date, starts: time | None, later: date, later_starts: time | None) -> float:
    """Hours from start to start; whole days where a clock time is missing."""
    if starts is not None and later_starts is not None:
        return (
            datetime.combine(later, later_starts) - datetime.combine(day, starts)
        ).total_seconds() / 3600.0
    return 24.0 * (later - day).days


_FURTHEST_DAYS = 11
"""No hours of a rule reach further."""
Moment = tuple[date, time | None, Stimulus]


def _hours(
    own: AthleteWishes, added: Sequence[PlannedSession], facts: Sequence[Fact], book: RuleBook
) -> Iterator[str]:
    starts: dict[date, time | None] = {}
    for one in sorted(added, key=lambda one: (one.day, one.starts or time(0))):
        starts.setdefault(one.day, one.starts)
    mine: list[Moment] = [(one.day, starts[one.day], one.stimulus) for one in added]
    theirs: list[Moment] = [(one.day, one.starts, one.stimulus) for one in facts]
    for this in mine:
        for other in (*mine, *theirs):
            if this is not other and abs((this[0] - other[0]).days) <= _FURTHEST_DAYS:
                yield from _pair(own, this, other, book, other in theirs)


def _pair(
    own: AthleteWishes, this: Moment, other: Moment, book: RuleBook, stands: bool
) -> Iterator[str]:
    """What an added session breaks by lying near another one."""
    (day, clock, kind), (then, there, what) = this, other
    gap = _gap(then, there, day, clock)
    unknown_order = day == then and (clock is None or there is None)
    if day == then and not stands:
        return  # One day's own sessions belong together.
    told = f"{kind} on {day} with {what} on {then}"
    follows, precedes = gap >= 0.0 or unknown_order, gap <= 0.0 or unknown_order
    after, before = (
        recovery_h(what, own.athlete, then, book),
        recovery_h(kind, own.athlete, day, book),
    )
    event = book.value("plan-before-competition", "hours")
    like = book.value("plan-high-low", "hours")
    if kind in _SPRINTED and follows and gap < after:
        yield f"{told}: {gap:.0f} h of recovery"
    if kind in _SPRINTED and what in MAXIMAL and precedes and -gap < before:
        yield f"{told}: {-gap:.0f} h of recovery"
    if what in _EVENTS and day == then:
        yield f"{told}: training on that day"
    if what in _EVENTS and kind in _HARD and (0.0 <= gap < after or 0.0 <= -gap < event):
        yield f"{told}: {abs(gap):.0f} h from it"
    if kind == what and kind in {"plyometrics", "heavy-lift"} and abs(gap) < like:
        yield f"{told}: {abs(gap):.0f} h apart"


def _high_and_low(
    added: Sequence[PlannedSession], facts: Sequence[Fact], book: RuleBook
) -> Iterator[str]:
    for day in sorted({one.day for one in added}):
        kinds = {one.stimulus for one in added if one.day == day}
        fixed = {fact.stimulus for fact in facts if fact.day == day}
        high = bool((kinds & _SPRINTED) | (fixed & (_HARD - _EVENTS)))
        if kinds & {"plyometrics", "heavy-lift"} and not high:
            yield f"jumps or lifts on the low day {day}"
        if kinds & _LOW and (kinds & _HARD or fixed):
            yield f"a low session beside another one on {day}"


def _weeks(
    own: AthleteWishes,
    added: Sequence[PlannedSession],
    facts: Sequence[Fact],
    weeks: Sequence[Week],
    book: RuleBook,
) -> Iterator[str]:
    fewest, most = own.days_a_week
    totals: list[tuple[Week, float]] = []
    for week in weeks:
        here = [one for one in added if one.day in week.days]
        days = {one.day for one in here}
        if days and len(days) > max(most - week.trained, 0):
            yield f"{len(days)} training days in the week from {week.days[0]}"
        full = week.phase in {"load", "unload", "taper"}
        if full and len(days) < fewest - week.lost:
            yield f"only {len(days)} training days in the week from {week.days[0]}"
        if own.big_three and week.phase == "load":
            there = {(one.day, one.stimulus) for one in here}
            there |= {(fact.day, fact.stimulus) for fact in facts if fact.day in week.days}
            for part, kind in _BIG_THREE.items():
                count = sum(stimulus == kind for _, stimulus in there)
                if count < int(book.value("plan-big-three", part)):
                    yield f"too little {kind} in the week from {week.days[0]}"
        sprints = {one.day for one in here if one.stimulus in _SPRINTED}
        fixed = {f.day for f in facts if f.day in week.days and f.stimulus in _HARD}
        bears = book.value("plan-high-days", own.athlete.level or "beginner")
        if sprints - fixed and len(sprints | fixed) > bears:
            yield f"{len(sprints | fixed)} high days in the week from {week.days[0]}"
        planned = sum(_share(one) for one in here if one.stimulus in _SPRINTED)
        yield from _growth(planned, week, totals, facts, weeks, book)
        totals.append((week, planned + (week.done + week.fixed) / 100.0))


def _share(session: PlannedSession) -> float:
    """Of a full session, as the session's own reasons say."""
    for reason in session.reasons:
        if reason.code.startswith("plan-share-"):
            return float(reason.numbers["percent"]) / 100.0
    raise AssertionError(f"the session on {session.day} does not say how much it is")


def _growth(
    planned: float,
    week: Week,
    totals: Sequence[tuple[Week, float]],
    facts: Sequence[Fact],
    weeks: Sequence[Week],
    book: RuleBook,
) -> Iterator[str]:
    loaded = [total for one, total in totals if one.phase not in {"unload", "taper"}]
    start = weeks[0].days[0]
    before = [
        sum(
            fact.sessions / 100.0
            for fact in facts
            if start - timedelta(days=7 * back) <= fact.day < start - timedelta(days=7 * back - 7)
        )
        for back in (2, 1)
    ]
    largest = max([*before, *loaded][-2:])
    there = (week.done + week.fixed) / 100.0
    if week.phase in {"unload", "taper"}:
        share = book.value(f"plan-{week.phase}", "share")
        always = book.value("plan-increase", "least")
    else:
        share = 1.0 + book.value("plan-increase", "percent") / 100.0
        always = book.value("plan-increase", "start") - week.done / 100.0
    if planned > max(share * largest - there, always, 0.0) + 1e-6:
        yield f"{planned:.2f} full sprint sessions in the week from {week.days[0]}"


def _places(
    own: AthleteWishes, added: Sequence[PlannedSession], facilities: Sequence[Facility]
) -> Iterator[str]:
    listed = {one.name: one for one in facilities}
    for one in added:
        if not facilities or one.stimulus in _LOW:
            continue
        if one.facility is None or one.facility not in listed:
            yield f"{one.stimulus} on {one.day} without a facility"
        elif own.facilities is not None and one.facility not in own.facilities:
            yield f"{one.stimulus} on {one.day} at {one.facility}, which he cannot use"
        elif not any(one.day.weekday() in slot.weekdays for slot in listed[one.facility].slots):
            yield f"{one.facility} is closed on {one.day}"


def _crowds(plan: Plan, wishes: Wishes, since: date) -> Iterator[str]:
    """Facilities that take more at a time than they have places for."""
    for facility in wishes.facilities:
        visits: dict[tuple[date, int], set[str]] = {}
        for day in plan.days:
            for one in day.sessions:
                if day.day >= since and not one.fixed and one.facility == facility.name:
                    slot = _slot(facility, one)
                    if slot is None:
                        yield f"{facility.name} is closed at {one.starts} on {one.day}"
                    else:
                        visits.setdefault((one.day, slot), set()).add(one.athlete_id)
        for (on, _), who in visits.items():
            if len(who) > facility.capacity:
                yield f"{facility.name} takes {facility.capacity}, not {len(who)}, on {on}"


def _slot(facility: Facility, one: PlannedSession) -> int | None:
    """The slot in which a session lies."""
    for number, slot in enumerate(facility.slots):
        if one.day.weekday() not in slot.weekdays:
            continue
        if slot.starts is None or slot.ends is None:
            return number
        if one.starts is not None and slot.starts <= one.starts < slot.ends:
            ends = datetime.combine(one.day, one.starts) + timedelta(seconds=one.duration_s or 0.0)
            if ends <= datetime.combine(one.day, slot.ends) + timedelta(minutes=1):
                return number
    return None
