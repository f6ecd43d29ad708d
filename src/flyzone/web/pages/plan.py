"""Plan: a calendar with a reason for every day; days moved, wishes said, a feed for other calendars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import FlyzoneError, InputError
from flyzone.model import Athlete, Ground, Plan, PlannedDay, PlannedSession, Reason
from flyzone.training.planning import PlanClash, Wish
from flyzone.training.planning.facts import HIGH
from flyzone.web import urls
from flyzone.web.asking import Asking, Member, Trainer
from flyzone.web.pages.calendar_feed import Feed, feeds_of, make_feed
from flyzone.web.render import show
from flyzone.web.wishes_form import WishesForm, form_of, wishes_of_form
from flyzone.workflows.move_session import Move, move_session
from flyzone.workflows.plan_for import plan_for, wishes_in

router = APIRouter()

Span = Literal["week", "month"]
WEEKS = (1, 2, 4, 6, 8, 12)


@dataclass(frozen=True, slots=True)
class DayCard:
    """One day of the calendar.

    Attributes
    ----------
    day : date
    planned : PlannedDay or None
        ``None`` outside the plan.
    today, past : bool
    high : bool
        Whether something hard is on it.
    minutes : float
    movable : bool
        Whether it holds training that may be put on another day.
    """

    day: date
    planned: PlannedDay | None
    today: bool
    past: bool
    high: bool
    minutes: float
    movable: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What `plan.html` needs.

    Attributes
    ----------
    athlete_id, name : str
    weeks : tuple of tuple of DayCard
        From Monday on.
    span : {"week", "month"}
    earlier, later : date
        Where the neighbouring pages begin.
    first, last : date or None
        Of the plan.
    days : tuple of date
        On which training may be put.
    notes : tuple of Reason
    move : Move or None
        One that was not carried out, with what objects.
    trouble : str or None
    clash : tuple of Wish
        Wishes that cannot hold together.
    form : WishesForm
    grounds : tuple of Ground
    feeds : tuple of Feed
    feed_address : str or None
        Of one that was just made: it is shown this once.
    zone : str or None
        The athlete's time zone.
    """

    athlete_id: str
    name: str
    weeks: tuple[tuple[DayCard, ...], ...]
    span: Span
    earlier: date
    later: date
    first: date | None
    last: date | None
    days: tuple[date, ...]
    notes: tuple[Reason, ...]
    move: Move | None
    trouble: str | None
    clash: tuple[Wish, ...]
    form: WishesForm
    grounds: tuple[Ground, ...]
    feeds: tuple[Feed, ...]
    feed_address: str | None
    zone: str | None


@dataclass(frozen=True, slots=True)
class SquadPlanPage:
    """What `plan_squad.html` needs: the days of a week, and each athlete's."""

    group: str | None
    groups: tuple[tuple[str, str], ...]
    days: tuple[date, ...]
    rows: tuple[tuple[Athlete, tuple[DayCard, ...]], ...]
    earlier: date
    later: date


@router.get(urls.PLAN)
def plan(
    asking: Member,
    athlete_id: str,
    span: Annotated[Span, Query()] = "week",
    begin: Annotated[date | None, Query(alias="from")] = None,
) -> Response:
    """The page."""
    return _page(asking, athlete_id, span, begin)


@router.post(urls.PLAN_MOVE)
def move(
    asking: Member,
    athlete_id: str,
    before: Annotated[date, Form()],
    to: Annotated[date, Form()],
    span: Annotated[Span, Form()] = "week",
    anyway: Annotated[bool, Form()] = False,
) -> Response:
    """Moves a day's training, or says what objects."""
    try:
        done = carry_out(asking, athlete_id, before, to, anyway=anyway)
    except InputError as problem:
        if problem.code.startswith("unknown-"):
            raise
        return _page(asking, athlete_id, span, before, trouble=problem.message)
    if not done.kept:
        return _page(asking, athlete_id, span, before, move=done)
    there = urls.url(urls.PLAN, athlete_id=athlete_id)
    query = f"span={span}&from={_monday(to).isoformat()}"
    return RedirectResponse(f"{there}?{query}#day-{to.isoformat()}", status_code=303)


@router.post(urls.PLAN_WISHES)
def make_plan(
    asking: Member,
    athlete_id: str,
    first_day: Annotated[str, Form()] = "",
    weeks: Annotated[str, Form()] = "4",
    train: Annotated[list[str] | None, Form()] = None,
    minutes: Annotated[str, Form()] = "",
    starts: Annotated[str, Form()] = "",
    fewest: Annotated[str, Form()] = "",
    most: Annotated[str, Form()] = "",
    target: Annotated[str, Form()] = "max-velocity",
    race_day: Annotated[list[str] | None, Form()] = None,
    race_kind: Annotated[list[str] | None, Form()] = None,
    race_importance: Annotated[list[str] | None, Form()] = None,
    free_day: Annotated[list[str] | None, Form()] = None,
    other_weekday: Annotated[list[str] | None, Form()] = None,
    other_stimulus: Annotated[list[str] | None, Form()] = None,
    returning: Annotated[str, Form()] = "",
    step: Annotated[str, Form()] = "0",
    released_on: Annotated[str, Form()] = "",
    ground: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Keeps what is asked of the plan, and makes it."""
    races = (race_day or [], race_kind or [], race_importance or [])
    form = WishesForm(
        first_day, weeks, tuple(train or ()), minutes, starts, fewest, most, target,
        tuple(zip(*races, strict=False)), tuple(free_day or ()),
        tuple(zip(other_weekday or [], other_stimulus or [], strict=False)),
        returning, step, released_on, tuple(ground or ()),
    )  # fmt: skip
    try:
        with asking.reading() as reader:
            now = asking.now_of(reader.athlete(athlete_id))
        first, count = form.span(now.date())
        store, viewer = asking.site.store, asking.viewer
        plan_for(
            store, viewer, [athlete_id], first_day=first, weeks=count, now=now,
            grounds=bool(form.grounds), wishes={athlete_id: wishes_of_form(form)},
        )  # fmt: skip
    except PlanClash as problem:
        return _page(asking, athlete_id, form=form, trouble=problem.message, clash=problem.wishes)
    except FlyzoneError as problem:
        if problem.code.startswith("unknown-"):
            raise
        return _page(asking, athlete_id, form=form, trouble=problem.message)
    there = urls.url(urls.PLAN, athlete_id=athlete_id)
    return RedirectResponse(f"{there}?from={_monday(first).isoformat()}", status_code=303)


@router.post(urls.PLAN_CALENDAR)
def new_feed(asking: Member, athlete_id: str) -> Response:
    """A new address of the plan for calendar programs."""
    with asking.reading() as reader:
        athlete = reader.athlete(athlete_id)
    try:
        secret = make_feed(asking, athlete)
    except InputError as problem:
        return _page(asking, athlete_id, trouble=problem.message)
    address = str(asking.request.base_url).rstrip("/") + urls.url(urls.CALENDAR, secret=secret)
    return _page(asking, athlete_id, feed_address=address)


@router.get(urls.SQUAD_PLAN)
def squad_plan(
    asking: Trainer,
    group: Annotated[str | None, Query()] = None,
    begin: Annotated[date | None, Query(alias="from")] = None,
) -> Response:
    """A group's week, one line for each athlete."""
    today = asking.now.date()
    monday = _monday(begin or today)
    days = tuple(monday + timedelta(days=n) for n in range(7))
    with asking.reading() as reader:
        groups = reader.groups()
        chosen = group or (groups[0].id if groups else None)
        athletes = reader.athletes(chosen) if chosen else ()
        plans = reader.latest_plans([one.id for one in athletes])
    rows = tuple(
        (one, tuple(_card(day, _by_day(plans.get(one.id), one.id), today) for day in days))
        for one in athletes
    )
    page = SquadPlanPage(
        chosen, tuple((one.id, one.name) for one in groups), days, rows,
        monday - timedelta(days=7), monday + timedelta(days=7),
    )  # fmt: skip
    title = asking.words("plan.squad")
    return show(asking, "plan_squad.html", page, title=title, here="squad")


def carry_out(
    asking: Asking, athlete_id: str, before: date, to: date, *, anyway: bool = False
) -> Move:
    """The move of a day's training in the name of who asks."""
    site = asking.site
    with asking.reading() as reader:
        one = site.kept.athlete(reader, athlete_id, asking.now).one
    now = asking.now_of(one.history.athlete)
    return move_session(site.store, asking.viewer, one, before, to, now, anyway=anyway)


def _page(
    asking: Asking,
    athlete_id: str,
    span: Span = "week",
    begin: date | None = None,
    *,
    move: Move | None = None,
    trouble: str | None = None,
    clash: Sequence[Wish] = (),
    form: WishesForm | None = None,
    feed_address: str | None = None,
) -> Response:
    with asking.reading() as reader:
        athlete = reader.athlete(athlete_id)
        found = reader.latest_plan(athlete_id)
        kept = wishes_in(reader.wish_list(athlete_id))
        grounds = reader.grounds()
    today = asking.now_of(athlete).date()
    by_day = _by_day(found, athlete_id)
    length = 7 if span == "week" else 35
    monday = _monday(begin or _first_shown(by_day, today))
    cards = [_card(monday + timedelta(days=n), by_day, today) for n in range(length)]
    page = PlanPage(
        athlete_id=athlete_id,
        name=athlete.name,
        weeks=tuple(tuple(cards[n : n + 7]) for n in range(0, length, 7)),
        span=span,
        earlier=monday - timedelta(days=length),
        later=monday + timedelta(days=length),
        first=min(by_day, default=None),
        last=max(by_day, default=None),
        days=tuple(day for day in sorted(by_day) if day >= today),
        notes=() if found is None else found.notes,
        move=move,
        trouble=trouble,
        clash=tuple(clash),
        form=form or form_of(kept, today, [one.id for one in grounds]),
        grounds=grounds,
        feeds=feeds_of(asking, athlete_id),
        feed_address=feed_address,
        zone=athlete.time_zone,
    )
    title = asking.words("plan.title", name=athlete.name)
    status = 200 if trouble is None and move is None else 422
    return show(
        asking, "plan.html", page, title=title, here="plan", athlete=(athlete_id, athlete.name),
        status=status,
    )  # fmt: skip


def _first_shown(by_day: dict[date, PlannedDay], today: date) -> date:
    """Today, or the plan's first day where it is still to come."""
    return max(today, min(by_day, default=today))


def _by_day(plan: Plan | None, athlete_id: str) -> dict[date, PlannedDay]:
    return {} if plan is None else {day.day: day for day in plan.of(athlete_id)}


def _card(day: date, by_day: dict[date, PlannedDay], today: date) -> DayCard:
    planned = by_day.get(day)
    sessions: Sequence[PlannedSession] = () if planned is None else planned.sessions
    return DayCard(
        day,
        planned,
        day == today,
        day < today,
        any(one.stimulus in HIGH or one.stimulus in ("race", "match") for one in sessions),
        sum((one.duration_s or 0.0) / 60.0 for one in sessions),
        day >= today and any(not one.fixed for one in sessions),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def plain_move(done: Move, asking: Asking) -> dict[str, Any]:
    """A move as JSON: what objects, in the reader's words."""
    return {
        "before": done.before.isoformat(),
        "to": done.to.isoformat(),
        "kept": done.kept,
        "may_overrule": done.may_overrule,
        "objections": [
            {
                "code": one.reason.code,
                "rule": one.reason.rule,
                "message": asking.words.sentence(one.reason),
                "safety": one.safety,
            }
            for one in done.objections
        ],
    }
