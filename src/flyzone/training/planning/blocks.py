"""What keeps a kind of session off a day, before anything is chosen, and by which rule and whose wish.

The solver forbids what is blocked, the plan gives the blocks of a day of rest as its reasons, and an
impossible wish is explained by the wishes and rules that stand on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flyzone.model import MAXIMAL, Stimulus
from flyzone.training.planning.clock import Clock, hours_around
from flyzone.training.planning.facts import COMPETITIONS, Fact, recovery_h
from flyzone.training.planning.wish import (
    Wish,
    forbidden_wish,
    returning_wish,
    short_night_wish,
    window_wish,
)
from flyzone.training.planning.wishes import AthleteWishes
from flyzone.training.rules.book import RuleBook

SPRINT, JUMP, LIFT, LOW = "sprint", "jump", "lift", "low"
PARTS = (SPRINT, JUMP, LIFT, LOW)
"""What a day can hold: a sprint session, plyometrics, a heavy lift, or a low session."""
_HARD = frozenset({SPRINT, JUMP, LIFT})
_ALL = frozenset(PARTS)
_STRENGTH: dict[Stimulus, str] = {"plyometrics": JUMP, "heavy-lift": LIFT}
FURTHEST_DAYS = 10
"""No hours of a rule, as far as it may be changed, reach further."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something that keeps parts of a day off.

    Attributes
    ----------
    code : str
        Of the reason that words it.
    parts : frozenset of str
        Of `PARTS`, or stimuli of sprint sessions.
    wish : Wish
        Whose wish it rests on.
    rule : str
        The rule that makes it follow from the wish; empty where the wish says it itself.
    numbers : dict
        What the reason needs.
    """

    code: str
    parts: frozenset[str]
    wish: Wish
    rule: str = ""
    numbers: dict[str, float | str] = field(default_factory=dict)


def blocks_on(
    clock: Clock,
    wishes: AthleteWishes,
    facts: Iterable[Fact],
    stimuli: Iterable[Stimulus],
    book: RuleBook,
) -> tuple[Block, ...]:
    """Everything that keeps something off a day, the plainest first.

    Parameters
    ----------
    clock : Clock
        The day, and when he would begin.
    wishes : AthleteWishes
    facts : iterable of Fact
        All of his.
    stimuli : iterable of Stimulus
        The sprint sessions that may be planned for him.
    book : RuleBook
        As it holds for him.
    """
    day, found = clock.day, []
    if wishes.window(day) is None:
        found.append(Block("plan-not-available", _ALL, window_wish(wishes, day)))
    if day in wishes.forbidden:
        found.append(Block("plan-forbidden", _ALL, forbidden_wish(wishes, day)))
    back = wishes.returning
    if back is not None and (back.released_on is None or day < back.released_on):
        wish, numbers = returning_wish(wishes), {"place": back.place}
        found.append(Block("plan-not-released", _HARD, wish, "pain-return", {**numbers}))
    for fact in facts:
        if abs((fact.day - day).days) <= FURTHEST_DAYS:
            found += _by(fact, clock, wishes, stimuli, book)
    if day in wishes.short_nights:
        wish = short_night_wish(wishes, day)
        found.append(Block("plan-short-night", _HARD, wish, "plan-short-night"))
    return tuple(found)


def _by(
    fact: Fact, clock: Clock, wishes: AthleteWishes, stimuli: Iterable[Stimulus], book: RuleBook
) -> Iterator[Block]:
    """What one fact keeps off a day."""
    after, before = hours_around(fact.clock, clock)
    told: dict[str, float | str] = {"what": fact.name or fact.stimulus, "day": str(fact.day)}

    def block(code: str, parts: Iterable[str], rule: str, hours: float, needed: float) -> Block:
        numbers = {**told, "hours": hours, "needed": needed}
        return Block(code, frozenset(parts), fact.wish, rule, numbers)

    competition = fact.stimulus in COMPETITIONS
    if competition and fact.day == clock.day:
        yield Block("plan-competition", _ALL, fact.wish, "", told)
        return
    if fact.day == clock.day:
        yield Block("plan-beside-fixed", frozenset({LOW}), fact.wish, "plan-high-low", told)
    needed = recovery_h(fact.stimulus, wishes.athlete, fact.day, book)
    if after is not None and after < needed:
        parts = _HARD if competition else {SPRINT}
        yield block("plan-recovering", parts, f"recovery-{fact.stimulus}", after, needed)
    if before is not None and competition:
        rule = "plan-before-competition"
        needed = book.value(rule, "hours")
        if before < needed:
            yield block("plan-before-competition", _HARD, rule, before, needed)
    if before is not None and fact.stimulus in MAXIMAL:
        for stimulus in stimuli:
            needed = recovery_h(stimulus, wishes.athlete, clock.day, book)
            if before < needed:
                rule = f"recovery-{stimulus}"
                yield block("plan-before-fixed", {stimulus}, rule, before, needed)
    part, gap = _STRENGTH.get(fact.stimulus), min(h for h in (after, before) if h is not None)
    needed = book.value("plan-high-low", "hours")
    if part is not None and gap < needed:
        yield block("plan-strength-gap", {part}, "plan-high-low", gap, needed)
