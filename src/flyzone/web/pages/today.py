"""Today: may I sprint, what do I do, and why; with the check-in that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from flyzone.model import CheckIn, Reason
from flyzone.training.today import Today, answer_today
from flyzone.web import urls
from flyzone.web.asking import Asking, Member
from flyzone.web.render import show
from flyzone.workflows.one_athlete import OneAthlete, one_athlete

router = APIRouter()


@dataclass(frozen=True, slots=True)
class TodayPage:
    """What `today.html` needs.

    Attributes
    ----------
    athlete_id, name : str
    day : date
        The athlete's own.
    answer : Today
    deciding, behind : tuple of Reason
        Those that decided, and what others said.
    sprint_from : datetime or None
        Where it is later than now.
    checkin : CheckIn or None
        The last one of the day.
    """

    athlete_id: str
    name: str
    day: date
    answer: Today
    deciding: tuple[Reason, ...]
    behind: tuple[Reason, ...]
    sprint_from: datetime | None
    checkin: CheckIn | None


@router.get(urls.TODAY)
def today(asking: Member, athlete_id: str) -> Response:
    """The page."""
    with asking.reading() as reader:
        known = one_athlete(reader, reader.athlete(athlete_id).id)
    title = asking.words("today.title", name=known.name)
    return show(
        asking,
        "today.html",
        _context(asking, known),
        title=title,
        here="today",
        athlete=(athlete_id, known.name),
    )


@router.post(urls.CHECKIN)
def check_in(
    asking: Member,
    athlete_id: str,
    sleep_h: Annotated[float | None, Form()] = None,
    soreness: Annotated[float | None, Form()] = None,
    ready: Annotated[float | None, Form()] = None,
    id: Annotated[str, Form()] = "",
) -> Response:
    """Keeps what he says of himself."""
    with asking.writing() as writer:
        athlete = writer.athlete(athlete_id)
        now = asking.now_of(athlete)
        writer.save(
            CheckIn(
                id or str(uuid4()), athlete_id, now,
                sleep_h=sleep_h, soreness=soreness, ready=ready,
            )
        )  # fmt: skip
    return RedirectResponse(urls.url(urls.TODAY, athlete_id=athlete_id), status_code=303)


def _context(asking: Asking, known: OneAthlete) -> TodayPage:
    now = asking.now_of(known.history.athlete)
    answer = answer_today(known.history, now, known.book_at(now))
    later = answer.sprint_from is not None and answer.sprint_from > now
    of_today = [one for one in known.history.checkins if one.day == now.date()]
    return TodayPage(
        athlete_id=known.history.athlete.id,
        name=known.name,
        day=now.date(),
        answer=answer,
        deciding=answer.reasons[: answer.deciding],
        behind=answer.reasons[answer.deciding :],
        sprint_from=answer.sprint_from if later else None,
        checkin=of_today[-1] if of_today else None,
    )
