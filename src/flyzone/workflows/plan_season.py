"""Plan weeks or a season for the athletes of a store, and keep the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from flyzone.errors import InputError
from flyzone.model import Athlete, History, Plan
from flyzone.storage import Reader, Writer
from flyzone.training.planning import Wishes, plan_weeks, replan
from flyzone.training.rules import RuleBook
from flyzone.wire.wishes import WishesDocument, wishes_of
from flyzone.workflows.one_athlete import book_of


@dataclass(frozen=True, slots=True)
class Season:
    """What a plan is made from.

    Attributes
    ----------
    wishes : Wishes
    books : dict of str to RuleBook
        Each athlete's rules, by his id.
    earlier : Plan or None
        Their plan so far.
    """

    wishes: Wishes
    books: dict[str, RuleBook]
    earlier: Plan | None

    @property
    def athletes(self) -> dict[str, Athlete]:
        """The athletes by their ids."""
        return {one.athlete.id: one.athlete for one in self.wishes.athletes}


def read_season(store: Reader, document: WishesDocument, *, again: bool = False) -> Season:
    """The wishes with what the store knows of the athletes.

    Parameters
    ----------
    store : Reader
    document : WishesDocument
    again : bool
        Whether the plan that they have is to be changed, and no new one made.

    Raises
    ------
    InputError
        If an athlete is not known, wishes contradict themselves, or there is no plan to change.
    """
    histories: dict[str, History] = {}

    def known(name: str) -> tuple[Athlete, History | None]:
        athlete = store.find_athlete(name)
        histories[athlete.id] = store.history(athlete.id)
        return athlete, histories[athlete.id]

    wishes = wishes_of(document, known)
    books = {athlete: book_of(store, athlete) for athlete in histories}
    if not again:
        return Season(wishes, books, None)
    plans = store.latest_plans(histories)
    ids = {plan.id for plan in plans.values()}
    if len(ids) != 1 or len(plans) < len(histories):
        found = "no plan" if not ids else "plans that differ" if len(ids) > 1 else "not all in one"
        raise InputError(
            f"A plan that all who are named share was expected to be changed, found {found}. Make a "
            "new plan, without --again.",
            code="plan-again",
        )
    return Season(wishes, books, next(iter(plans.values())))


def plan_season(
    season: Season,
    *,
    made_at: datetime,
    since: date | None = None,
    progress: Callable[[float], None] | None = None,
) -> Plan:
    """The plan for a season.

    Parameters
    ----------
    season : Season
    made_at : datetime
        With its offset.
    since : date, optional
        The first day that may change, where an earlier plan is changed; without it the day on which
        it is changed, or the plan's first where it has not begun.
    progress : callable, optional
        Told how much is done, 0 to 1.

    Raises
    ------
    PlanError
        If the wishes cannot all hold: it names a smallest set of them that clashes.
    """
    if season.earlier is None:
        return plan_weeks(
            season.wishes, season.books, made_at=made_at, plan_id=str(uuid4()), progress=progress
        )
    return replan(
        season.wishes,
        season.earlier,
        season.books,
        since=since or max(made_at.date(), season.earlier.days[0].day),
        made_at=made_at,
        plan_id=str(uuid4()),
        progress=progress,
    )


def keep_plan(store: Writer, plan: Plan) -> None:
    """Keeps a plan; the latest of an athlete is his plan."""
    store.save(plan)
