"""A plan changed in its course: what was really done comes in, and as little as possible changes.

The weeks stay those of the earlier plan.  Its past days stay as they were planned, so that everybody
can see what was meant; what counts for the days to come is what was done.  Each day that changes says
what it was, and the plan says what was missed and what came on top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from flyzone.errors import InputError
from flyzone.model import Plan, Reason
from flyzone.training.planning.facts import COMPETITIONS, HIGH, Fact, facts_of
from flyzone.training.planning.week import make_plan
from flyzone.training.planning.wishes import AthleteWishes, Wishes
from flyzone.training.rules.book import RuleBook


def replan(
    wishes: Wishes,
    earlier: Plan,
    book: RuleBook | Mapping[str, RuleBook],
    *,
    since: date,
    made_at: datetime,
    plan_id: str,
    progress: Callable[[float], None] | None = None,
) -> Plan:
    """The plan from a day on, after what was really done, with the fewest changes.

    Parameters
    ----------
    wishes : Wishes
        Those of the earlier plan, changed or not, with the histories up to now.
    earlier : Plan
    book : RuleBook, or mapping of str to RuleBook
    since : date
        The first day that may change; it lies within the plan.
    made_at : datetime
    plan_id : str
        A UUID: of the new plan.
    progress : callable or None

    Returns
    -------
    Plan
        Days before ``since`` as they were planned; notes say what was missed, what came on top, and
        each changed day what it was.

    Raises
    ------
    InputError
        If the day lies outside the plan, or an athlete's history is missing.
    PlanClash
        If the wishes cannot hold together any more.
    """
    if not wishes.first_day <= since <= wishes.last_day:
        raise InputError(
            f"A plan from {wishes.first_day} to {wishes.last_day} can be changed from a day in it on, "
            f"got {since}. Make a new plan for later days.",
            code="replan-day",
        )
    notes: list[Reason] = []
    for own in wishes.athletes:
        if own.history is None:
            raise InputError(
                f"What {own.athlete.name} did since {wishes.first_day} is not known. Give his history, "
                "an empty one if he did nothing.",
                code="replan-history",
            )
        rules = book if isinstance(book, RuleBook) else book[own.athlete.id]
        facts = facts_of(own, (), since, rules, made_at)
        notes += _what_happened(own, earlier, wishes.first_day, since, facts)
    return make_plan(
        wishes, book, since=since, earlier=earlier, made_at=made_at, plan_id=plan_id,
        progress=progress, notes=tuple(notes),
    )  # fmt: skip


def _what_happened(
    own: AthleteWishes, earlier: Plan, first_day: date, since: date, facts: tuple[Fact, ...]
) -> Iterator[Reason]:
    """What was planned and not done, and what was done and not planned, of what is hard."""
    planned = {
        (day.day, one.stimulus)
        for day in earlier.of(own.athlete.id)
        for one in day.sessions
        if first_day <= day.day < since and one.stimulus in HIGH
    }
    done = {
        (fact.day, fact.stimulus)
        for fact in facts
        if fact.origin == "done" and first_day <= fact.day and fact.stimulus in HIGH | COMPETITIONS
    }
    for code, pairs in (("plan-missed", planned - done), ("plan-on-top", done - planned)):
        for day, stimulus in sorted(pairs):
            yield Reason(code, {"who": own.athlete.name, "what": stimulus, "day": str(day)})
