"""Which rules and wishes object when sessions of a plan are put on another day.

The other sessions of the plan stand, like everything that was done and is fixed; what then keeps the
moved ones off their new day is asked of the same blocks that the planner plans by, so that a move is
refused in the words in which a plan explains itself.  What counts over a day or a week is counted here.
The check of finished plans has the last word: what it finds and nobody named yet objects as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from flyzone.model import Plan, PlannedDay, PlannedSession, Reason, Stimulus
from flyzone.training.planning.blocks import JUMP, LIFT, LOW, SPRINT, Block, blocks_on
from flyzone.training.planning.check import breaches
from flyzone.training.planning.clock import Clock
from flyzone.training.planning.facts import COMPETITIONS, HIGH, SPRINTED, Fact, facts_of
from flyzone.training.planning.frame import frames_of
from flyzone.training.planning.wish import Wish
from flyzone.training.planning.wishes import AthleteWishes, Wishes
from flyzone.training.rules.book import RuleBook

_STRENGTH: dict[str, str] = {"plyometrics": JUMP, "heavy-lift": LIFT}
SAFE_CODES = frozenset({"plan-not-released"})
SAFE_RULES = ("pain-", "sign-")
"""Beginnings of the keys of rules that protect health: no coach moves past them."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Something that speaks against a move.

    Attributes
    ----------
    reason : Reason
    safety : bool
        Whether it protects health, so that nobody overrules it.
    """

    reason: Reason
    safety: bool

    @classmethod
    def of(cls, reason: Reason) -> Objection:
        """Judged by its code and its rule."""
        safe = reason.code in SAFE_CODES or reason.rule.startswith(SAFE_RULES)
        return cls(reason, safe)


def part_of(stimulus: Stimulus) -> str:
    """Which part of a day a kind of session is."""
    if stimulus in SPRINTED:
        return SPRINT
    return _STRENGTH.get(stimulus, LOW)


def moved_plan(
    plan: Plan, athlete_id: str, moved: Sequence[PlannedSession], to: date, *,
    made_at: datetime, plan_id: str, by: str,
) -> Plan:  # fmt: skip
    """The athlete's days with some of his sessions on another day.

    Each day that changed says so.
    """
    ids, froms = {one.id for one in moved}, {one.day for one in moved}
    there = [replace(one, day=to) for one in moved]
    days = []
    for day in plan.of(athlete_id):
        left = tuple(one for one in day.sessions if one.id not in ids)
        if day.day == to:
            told = Reason("plan-moved-here", {"before": str(min(froms)), "by": by})
            days.append(replace(day, sessions=(*left, *there), reasons=(told,)))
        elif day.day in froms:
            told = Reason("plan-moved-away", {"after": str(to), "by": by})
            kept = day.reasons if left else ()
            days.append(PlannedDay(day.athlete_id, day.day, left, (*kept, told)))
        else:
            days.append(day)
    return Plan(plan_id, made_at, tuple(days))


def objections_to(
    before: Plan,
    after: Plan,
    moved: Sequence[PlannedSession],
    to: date,
    wishes: Wishes,
    book: RuleBook,
    now: datetime,
) -> tuple[Objection, ...]:
    """What speaks against a move; empty where nothing does.

    Parameters
    ----------
    before, after : Plan
        Of one athlete, without and with the move.
    moved : sequence of PlannedSession
        As they were.
    to : date
    wishes : Wishes
        Of that athlete alone, over the weeks of the plan.
    book : RuleBook
        As it holds for him.
    now : datetime
        On his clock.
    """
    own = wishes.athletes[0]
    today = now.date()
    found = [
        *_blocks(after, moved, to, own, book, now),
        *_of_the_day(after, to, own, book),
        *_of_the_week(before, after, moved, to, wishes, book),
    ]
    if not found:
        told = {*_breaches(after, wishes, book, today, now)}
        told -= {*_breaches(before, wishes, book, today, now)}
        found = [Reason("plan-move-breaks", {"what": one}) for one in sorted(told)]
    once = {(one.code, repr(sorted(one.numbers.items()))): one for one in found}
    return tuple(Objection.of(one) for one in once.values())


def _blocks(
    after: Plan,
    moved: Sequence[PlannedSession],
    to: date,
    own: AthleteWishes,
    book: RuleBook,
    now: datetime,
) -> Iterator[Reason]:
    ids = {one.id for one in moved}
    wish = Wish("planned", own.athlete.name, "what else is planned", "plan")
    facts = [
        Fact(
            one.day, one.starts, one.stimulus,
            "competition" if one.stimulus in COMPETITIONS else "fixed", wish,
        )
        for day in after.days
        if day.day >= now.date()
        for one in day.sessions
        if one.id not in ids
    ]  # fmt: skip
    tomorrow = now.date() + timedelta(days=1)
    done = facts_of(own, (), tomorrow, book, now)
    facts += [one for one in done if one.origin == "done"]
    kinds = {one.stimulus for one in moved}
    starts = next((one.starts for one in moved if one.starts is not None), None)
    window = own.window(to)
    clock = Clock.at(to, starts if window is None or window.starts is None else window.starts)
    for block in blocks_on(clock, own, facts, sorted(kinds & SPRINTED), book):
        if block.code == "plan-beside-fixed" or not _concerns(block, kinds):
            continue
        if block.rule:
            yield book.reason(block.rule, block.code, block.numbers)
        else:
            yield Reason(block.code, block.numbers)


def _concerns(block: Block, kinds: set[Stimulus]) -> bool:
    return any(kind in block.parts or part_of(kind) in block.parts for kind in kinds)


def _of_the_day(after: Plan, to: date, own: AthleteWishes, book: RuleBook) -> Iterator[Reason]:
    here = [one for day in after.days if day.day == to for one in day.sessions]
    added = [one for one in here if not one.fixed]
    kinds = [one.stimulus for one in added]
    sprints = [kind for kind in kinds if kind in SPRINTED]
    if len(sprints) > 1 or len(set(kinds)) < len(kinds):
        yield Reason("plan-move-twice", {"day": str(to)})
    window = own.window(to)
    minutes = sum((one.duration_s or 0.0) / 60.0 for one in added)
    if window is not None and minutes > window.minutes + 1e-6:
        numbers = {"minutes": minutes, "most": window.minutes, "day": str(to)}
        yield Reason("plan-move-minutes", numbers)
    high = any(one.stimulus in SPRINTED or (one.fixed and one.stimulus in HIGH) for one in here)
    low = [kind for kind in kinds if part_of(kind) == LOW]
    if any(part_of(kind) in {JUMP, LIFT} for kind in kinds) and not high:
        yield book.reason("plan-high-low", "plan-move-strength-alone", {"day": str(to)})
    if low and len(here) > len(low):
        yield book.reason("plan-high-low", "plan-move-low-beside", {"day": str(to)})


def _of_the_week(
    before: Plan,
    after: Plan,
    moved: Sequence[PlannedSession],
    to: date,
    wishes: Wishes,
    book: RuleBook,
) -> Iterator[Reason]:
    own = wishes.athletes[0]
    start = wishes.first_day + timedelta(days=7 * ((to - wishes.first_day).days // 7))
    end = start + timedelta(days=6)

    def days(plan: Plan, kinds: frozenset[Stimulus] | None) -> int:
        return sum(
            start <= day.day <= end
            and any(
                (not one.fixed if kinds is None else one.stimulus in kinds) for one in day.sessions
            )
            for day in plan.days
        )

    most = own.days_a_week[1]
    if days(after, None) > max(most, days(before, None)):
        yield Reason("plan-move-most-days", {"day": str(start), "most": float(most)})
    bears = book.value("plan-high-days", own.athlete.level or "beginner")
    if days(after, SPRINTED) > max(bears, days(before, SPRINTED)):
        told: dict[str, float | str] = {"day": str(start), "most": bears}
        yield book.reason("plan-high-days", "plan-move-high-days", told)


def _breaches(
    plan: Plan, wishes: Wishes, book: RuleBook, since: date, now: datetime
) -> tuple[str, ...]:
    """What the check of finished plans finds, as far as it can judge this one."""
    judged = [one for day in plan.days if day.day >= since for one in day.sessions]
    sprints = [one for one in judged if one.stimulus in SPRINTED and not one.fixed]
    shares = all(any(r.code.startswith("plan-share-") for r in one.reasons) for one in sprints)
    if not shares or not wishes.first_day <= since <= wishes.last_day:
        return ()
    key = wishes.athletes[0].athlete.id
    (frame,) = frames_of(wishes, {key: book}, since, plan, now)
    return breaches(plan, wishes, {key: book}, {key: frame.facts}, {key: frame.weeks}, since)
