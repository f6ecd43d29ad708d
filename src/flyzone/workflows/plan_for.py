"""Plan for some athletes of the store: from the wishes that are kept of each, and the store's grounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from flyzone.errors import InputError
from flyzone.model import Ground, Plan, WishList
from flyzone.storage import Reader, Store, Viewer
from flyzone.wire.faults import checked
from flyzone.wire.wishes import AthleteWishesDocument, FacilityDocument, WishesDocument
from flyzone.workflows.plan_season import Season, keep_plan, plan_season, read_season

MOST_WEEKS = 26
_WHAT, _WHERE = "What the plan is asked for", "docs/plan.md"


def keep_wishes(
    store: Store, viewer: Viewer, athlete_id: str, wishes: Mapping[str, Any], now: datetime
) -> WishList:
    """Keeps what an athlete asks of his plan.

    Parameters
    ----------
    store : Store
    viewer : Viewer
    athlete_id : str
    wishes : mapping
        As an athlete in the wishes of `flyzone plan`, without his name.
    now : datetime

    Raises
    ------
    InputError
        If a wish cannot be what it says, or the viewer may not write for him.
    """
    kept = _wish_list(athlete_id, wishes, now)
    first, last = now.date(), now.date() + timedelta(days=7 * MOST_WEEKS - 1)
    with store.writing(viewer) as writer:
        # Wishes that contradict themselves would stand in the way of every later plan.
        tried = {athlete_id: within(kept.wishes, first, last)}
        season_of(writer, [athlete_id], first, MOST_WEEKS, grounds=False, wishes=tried)
        writer.save(kept)
    return kept


def _wish_list(athlete_id: str, wishes: Mapping[str, Any], now: datetime) -> WishList:
    document = checked({**wishes, "athlete": athlete_id}, AthleteWishesDocument, _WHAT, _WHERE)
    plain = document.model_dump(mode="json", exclude={"athlete"}, exclude_unset=True)
    return WishList(str(uuid4()), athlete_id, now, plain)


def plan_for(
    store: Store,
    viewer: Viewer,
    athlete_ids: Sequence[str],
    *,
    first_day: date,
    weeks: int,
    now: datetime,
    grounds: bool = True,
    wishes: Mapping[str, Mapping[str, Any]] | None = None,
    keep: bool = True,
    progress: Callable[[float], None] | None = None,
) -> Plan:
    """A plan for some athletes together, from the wishes that are kept of each.

    Parameters
    ----------
    store : Store
    viewer : Viewer
        Who sees all of them.
    athlete_ids : sequence of str
    first_day : date
        Weeks count from here.
    weeks : int
        1 to 26.
    now : datetime
    grounds : bool
        Whether the store's grounds limit where and when they train.
    wishes : mapping of str to mapping, optional
        By athlete, instead of those that are kept: they are kept with the plan, if there is one.
    keep : bool
        Whether the plan is kept: the latest of an athlete is his plan.
    progress : callable, optional
        Told how much is done, 0 to 1.

    Raises
    ------
    InputError
        If somebody is not known, or wishes contradict themselves.
    PlanClash
        If the wishes cannot all hold: it names a smallest set of them that clashes.
    """
    if not athlete_ids:
        raise InputError("A plan needs an athlete, got none. Name one.", code="wishes-athletes")
    if not 1 <= weeks <= MOST_WEEKS:
        raise InputError(
            f"A plan has 1 to {MOST_WEEKS} weeks here, got {weeks}. Plan a longer time in parts.",
            code="wishes-weeks",
        )
    lists = [_wish_list(one, told, now) for one, told in (wishes or {}).items()]
    with store.reading(viewer) as reader:
        season = season_of(
            reader, athlete_ids, first_day, weeks, grounds=grounds,
            wishes={one.athlete_id: one.wishes for one in lists},
        )  # fmt: skip
    plan = plan_season(season, made_at=now, progress=progress)
    if keep:
        with store.writing(viewer) as writer:
            writer.save_many(lists)
            keep_plan(writer, plan)
    return plan


def season_of(
    reader: Reader,
    athlete_ids: Sequence[str],
    first_day: date,
    weeks: int,
    *,
    grounds: bool,
    wishes: Mapping[str, Mapping[str, Any]] | None = None,
) -> Season:
    """What a plan for some athletes is made from, as the store has it; ``wishes`` go before its own."""
    last = first_day + timedelta(days=7 * weeks - 1)
    told = wishes or {}

    def wanted(one: str) -> Mapping[str, Any]:
        return told[one] if one in told else wishes_in(reader.wish_list(one))

    athletes = [{**within(wanted(one), first_day, last), "athlete": one} for one in athlete_ids]
    places = [facility_of(one) for one in reader.grounds()] if grounds else []
    given = {"first_day": first_day, "weeks": weeks, "athletes": athletes, "facilities": places}
    return read_season(reader, checked(given, WishesDocument, _WHAT, _WHERE))


def wishes_in(kept: WishList | None) -> dict[str, Any]:
    """The wishes of a list; none where there is no list."""
    return {} if kept is None else dict(kept.wishes)


def within(wishes: Mapping[str, Any], first: date, last: date) -> dict[str, Any]:
    """Wishes without the races of other times: they stay on the list, and out of this plan."""
    races = [
        one
        for one in wishes.get("competitions", ())
        if first <= date.fromisoformat(str(one["day"])) <= last
    ]
    return {**wishes, "competitions": races}


def facility_of(ground: Ground) -> dict[str, Any]:
    """A ground as a facility of the wishes, with what a facility knows of it."""
    known = set(FacilityDocument.model_fields)
    told = {key: value for key, value in ground.description.items() if key in known}
    return {"capacity": 1000, **told, "name": ground.name}
