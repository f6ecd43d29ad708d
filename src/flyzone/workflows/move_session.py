"""Move planned training to another day: asked of the rules first, then kept as a plan of its own.

What a rule that protects health says, nobody overrules, and nothing at all is overruled for a minor; a
coach of an adult may move past other rules, and the plan then says who did it against what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import uuid4

from flyzone.errors import InputError
from flyzone.model import Plan, PlannedSession, Reason
from flyzone.storage import Reader, Store, Viewer
from flyzone.training.planning import AthleteWishes, Window, Wishes
from flyzone.training.planning.facts import HIGH
from flyzone.training.planning.moved import Objection, moved_plan, objections_to
from flyzone.training.today import answer_today
from flyzone.wording.sentences import sentence
from flyzone.workflows.one_athlete import OneAthlete
from flyzone.workflows.plan_for import season_of

_ANY = (Window(600.0),) * 7
_CODE = "plan-move"


@dataclass(frozen=True, slots=True)
class Move:
    """A move as it was asked for, and what came of it.

    Attributes
    ----------
    before, to : date
    sessions : tuple of PlannedSession
        What is moved.
    objections : tuple of Objection
        What speaks against it.
    may_overrule : bool
        Whether who asked may move it anyway.
    plan : Plan
        The athlete's days with the move.
    kept : bool
        Whether it was carried out.
    """

    before: date
    to: date
    sessions: tuple[PlannedSession, ...]
    objections: tuple[Objection, ...]
    may_overrule: bool
    plan: Plan
    kept: bool = False


def ask_move(
    reader: Reader,
    one: OneAthlete,
    before: date,
    to: date,
    now: datetime,
    *,
    session_ids: Sequence[str] | None = None,
) -> Move:
    """What the rules say of moving an athlete's training of a day to another day.

    Parameters
    ----------
    reader : Reader
    one : OneAthlete
    before, to : date
        Within his plan, from today on.
    now : datetime
        On his clock.
    session_ids : sequence of str, optional
        Those of the day; all that are not fixed by default.

    Raises
    ------
    InputError
        If there is no plan, nothing to move on that day, or a day cannot be.
    """
    athlete = one.history.athlete
    whole = reader.latest_plan(athlete.id)
    days = () if whole is None else whole.of(athlete.id)
    if whole is None or not days:
        raise InputError(
            f"{athlete.name} has no plan. Make one, then move what is in it.", code="plan-move-none"
        )
    plan = Plan(whole.id, whole.made_at, days)
    sessions = _sessions(plan, before, to, now.date(), session_ids)
    # The latest plan holds: this one is later, whatever the clock says.
    made_at = max(now, plan.made_at + timedelta(microseconds=1))
    after = moved_plan(
        plan, athlete.id, sessions, to, made_at=made_at, plan_id=str(uuid4()), by=reader.viewer.name
    )
    book = one.book_at(now)
    wishes = _wishes(reader, one, plan)
    found = [
        *_of_today(one, sessions, to, now),
        *objections_to(plan, after, sessions, to, wishes, book, now),
    ]
    coach = reader.viewer.role in ("owner", "coach")
    may = coach and athlete.is_adult_on(to) and not any(each.safety for each in found)
    return Move(before, to, sessions, tuple(found), may, after)


def move_session(
    store: Store,
    viewer: Viewer,
    one: OneAthlete,
    before: date,
    to: date,
    now: datetime,
    *,
    anyway: bool = False,
    session_ids: Sequence[str] | None = None,
) -> Move:
    """Moves training to another day, if nothing objects or a coach may and does overrule it.

    Returns
    -------
    Move
        ``kept`` says whether it was carried out; where not, the objections say why.

    Raises
    ------
    InputError
        As `ask_move`.
    """
    # In one block: nobody can change the plan between the question and the move.
    with store.writing(viewer) as writer:
        asked = ask_move(writer, one, before, to, now, session_ids=session_ids)
        if asked.objections and not (anyway and asked.may_overrule):
            return asked
        plan = asked.plan
        if asked.objections:
            plan = _overruled(asked, one.history.athlete.id, viewer.name)
        writer.save(plan)
    return replace(asked, plan=plan, kept=True)


def _sessions(
    plan: Plan, before: date, to: date, today: date, ids: Sequence[str] | None
) -> tuple[PlannedSession, ...]:
    days = {day.day: day for day in plan.days}
    for day, what in ((before, "moved from"), (to, "moved to")):
        if day not in days or day < today:
            first, last = max(today, min(days)), max(days)
            raise InputError(
                f"Training can be {what} a day of the plan from {first} to {last}, got {day}. Choose "
                "one of them.",
                code=_CODE,
            )
    if before == to:
        raise InputError(f"It is on {to} already. Choose another day.", code=_CODE)
    here = days[before].sessions
    wanted = {one.id for one in here if not one.fixed} if ids is None else set(ids)
    chosen = tuple(one for one in here if one.id in wanted)
    if len(chosen) < len(wanted) or not chosen:
        raise InputError(
            f"There is nothing to move on {before}. Load the plan again: it may have changed.",
            code="plan-move-gone",
        )
    if any(one.fixed for one in chosen):
        raise InputError(
            f"What is on {before} is fixed: a race, a match or other training. Change it in the wishes.",
            code="plan-move-fixed",
        )
    return chosen


def _wishes(reader: Reader, one: OneAthlete, plan: Plan) -> Wishes:
    """What was asked of his plan; where nobody said anything, nothing is asked."""
    athlete = one.history.athlete
    first, last = plan.days[0].day, plan.days[-1].day
    weeks = -(-((last - first).days + 1) // 7)
    if reader.wish_list(athlete.id) is None:
        own = AthleteWishes(athlete, _ANY, days_a_week=(0, 7), big_three=False, history=one.history)
        return Wishes(first, weeks, (own,))
    kept = season_of(reader, [athlete.id], first, weeks, grounds=False).wishes
    own = replace(kept.athletes[0], history=one.history)
    return Wishes(first, weeks, (own,))


def _of_today(
    one: OneAthlete, sessions: Sequence[PlannedSession], to: date, now: datetime
) -> list[Objection]:
    """What today's answer has against hard training today; hours of recovery are asked elsewhere."""
    if to != now.date() or not any(each.stimulus in HIGH for each in sessions):
        return []
    answer = answer_today(one.history, now, one.book_at(now))
    if answer.verdict != "no":
        return []
    return [
        Objection.of(reason)
        for reason in answer.reasons[: answer.deciding]
        if not reason.rule.startswith("recovery-")
    ]


def _overruled(asked: Move, athlete_id: str, by: str) -> Plan:
    """The plan with who moved it against what, on the day itself."""
    what = " ".join(sentence(each.reason) for each in asked.objections)
    told = Reason("plan-moved-anyway", {"by": by, "what": what})
    days = tuple(
        replace(day, reasons=(*day.reasons, told)) if day.day == asked.to else day
        for day in asked.plan.of(athlete_id)
    )
    return replace(asked.plan, days=days)


def days_to_move_to(plan: Plan, athlete_id: str, today: date) -> tuple[date, ...]:
    """The days on which his training may be put at all."""
    return tuple(day.day for day in plan.of(athlete_id) if day.day >= today)
