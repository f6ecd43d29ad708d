"""The plan itself: wishes and rules in, days with their sessions and reasons out.

>>> plan = plan_weeks(wishes, book, made_at=now, plan_id=str(uuid4()))      # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from flyzone.errors import PlanError
from flyzone.model import Plan, PlannedDay, Reason
from flyzone.training.planning.check import breaches
from flyzone.training.planning.clash import explain_clash
from flyzone.training.planning.doses import Sessions
from flyzone.training.planning.explain import notes_of, reasons_of_day
from flyzone.training.planning.frame import Frame, frames_of
from flyzone.training.planning.solve import Choice, solve
from flyzone.training.planning.wishes import Wishes
from flyzone.training.rules.book import RuleBook


def plan_weeks(
    wishes: Wishes,
    book: RuleBook | Mapping[str, RuleBook],
    *,
    made_at: datetime,
    plan_id: str,
    progress: Callable[[float], None] | None = None,
) -> Plan:
    """A plan in which every wish holds and no rule is broken.

    The same wishes give the same plan.

    Parameters
    ----------
    wishes : Wishes
    book : RuleBook, or mapping of str to RuleBook
        The rules, or each athlete's own by his id.
    made_at : datetime
        With its offset; records after it are left out.
    plan_id : str
        A UUID.
    progress : callable or None
        Told how much is done, 0 to 1.

    Returns
    -------
    Plan
        Each day and each session with its reasons.

    Raises
    ------
    PlanClash
        If the wishes cannot all hold; it names a smallest set of them that clashes.
    PlanError
        If it could not be found out whether they can.
    """
    return make_plan(
        wishes, book, since=wishes.first_day, earlier=None, made_at=made_at, plan_id=plan_id,
        progress=progress,
    )  # fmt: skip


def make_plan(
    wishes: Wishes,
    book: RuleBook | Mapping[str, RuleBook],
    *,
    since: date,
    earlier: Plan | None,
    made_at: datetime,
    plan_id: str,
    progress: Callable[[float], None] | None,
    notes: tuple[Reason, ...] = (),
) -> Plan:
    """As `plan_weeks`, from a day within the plan on; earlier days stay as they were planned."""
    books = {
        one.athlete.id: book if isinstance(book, RuleBook) else book[one.athlete.id]
        for one in wishes.athletes
    }
    frames = frames_of(wishes, books, since, earlier, made_at)
    choices = solve(frames, wishes.facilities, progress or (lambda _: None))
    if choices is None:
        raise explain_clash(frames, wishes.facilities)
    kept = () if earlier is None else tuple(day for day in earlier.days if day.day < since)
    days = [
        day
        for frame, choice in zip(frames, choices, strict=True)
        for day in _days(plan_id, frame, choice, wishes)
    ]
    said = tuple(note for frame in frames for note in notes_of(frame))
    plan = Plan(plan_id, made_at, (*kept, *days), (*notes, *said))
    broken = breaches(
        plan,
        wishes,
        books,
        {frame.athlete.id: frame.facts for frame in frames},
        {frame.athlete.id: frame.weeks for frame in frames},
        since,
    )
    if broken:
        raise PlanError(
            f"The plan that was found breaks a rule ({broken[0]}) and is not given out: a fault of "
            "flyzone. Report it, with these wishes.",
            code="plan-unsound",
        )
    return plan


def _days(plan_id: str, frame: Frame, choice: Choice, wishes: Wishes) -> list[PlannedDay]:
    sessions = Sessions(plan_id, frame, choice, wishes.facilities)
    return [
        PlannedDay(
            frame.athlete.id,
            own.day,
            sessions.on(own, chosen),
            reasons_of_day(frame, choice, own),
        )
        for own, chosen in zip(frame.days, choice.days, strict=True)
    ]
