"""Today: may I sprint, what do I do, and why; with the check-in that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, get_args
from uuid import uuid4

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import InputError
from flyzone.model import CheckIn, Pain, Place, Reason
from flyzone.model.checkin import Side, WarningSign
from flyzone.training.today import Today, answer_today
from flyzone.web import urls
from flyzone.web.asking import Asking, Member
from flyzone.web.render import show
from flyzone.workflows.one_athlete import athlete_of
from flyzone.workflows.todays_session import DayOfToday, todays_sessions

router = APIRouter()

SLEEP_H = (4, 5, 6, 7, 8, 9, 10)
"""Hours that are one tap away; half hours are a second one."""


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
    to_do : DayOfToday
    checkin : CheckIn or None
        The last one of the day.
    new_id : str
        Of the check-in that the form sends: sent twice, it is there once.
    sleep_hours : tuple of int
    place_options, side_options : tuple of tuple
        Value and word of what can be chosen.
    signs : tuple of str
    trouble : str or None
        Why a check-in was not taken.
    """

    athlete_id: str
    name: str
    day: date
    answer: Today
    deciding: tuple[Reason, ...]
    behind: tuple[Reason, ...]
    sprint_from: datetime | None
    to_do: DayOfToday
    checkin: CheckIn | None
    new_id: str
    sleep_hours: tuple[int, ...]
    place_options: tuple[tuple[str, str], ...]
    side_options: tuple[tuple[str, str], ...]
    signs: tuple[str, ...]
    trouble: str | None


@router.get(urls.TODAY)
def today(asking: Member, athlete_id: str) -> Response:
    """The page."""
    return _page(asking, athlete_id, None)


@router.post(urls.CHECKIN)
def check_in(
    asking: Member,
    athlete_id: str,
    id: Annotated[str, Form()] = "",
    sleep_h: Annotated[str, Form()] = "",
    half_hour: Annotated[bool, Form()] = False,
    soreness: Annotated[str, Form()] = "",
    stress: Annotated[str, Form()] = "",
    ready: Annotated[str, Form()] = "",
    expected_sleep_h: Annotated[str, Form()] = "",
    resting_heart_rate_bpm: Annotated[str, Form()] = "",
    hrv_ms: Annotated[str, Form()] = "",
    creatine_g: Annotated[str, Form()] = "",
    hurts: Annotated[str, Form()] = "",
    pain_place: Annotated[str, Form()] = "",
    pain_side: Annotated[str, Form()] = "",
    pain: Annotated[str, Form()] = "",
    signs: Annotated[list[str] | None, Form()] = None,
    note: Annotated[str, Form()] = "",
) -> Response:
    """Keeps what he says of himself; what he left empty is not known."""
    try:
        sleep = _number(sleep_h)
        words: dict[str, Any] = {
            "sleep_h": None if sleep is None else sleep + 0.5 * half_hour,
            "soreness": _number(soreness),
            "stress": _number(stress),
            "ready": _number(ready),
            "expected_sleep_h": _number(expected_sleep_h),
            "resting_heart_rate_bpm": _number(resting_heart_rate_bpm),
            "hrv_ms": _number(hrv_ms),
            "creatine_g": _number(creatine_g),
            "signs": tuple(signs or ()),
            "note": note.strip(),
        }
        words["pains"] = _pains(hurts, pain_place, pain_side, pain)
        with asking.writing() as writer:
            now = asking.now_of(writer.athlete(athlete_id))
            writer.save(CheckIn(id or str(uuid4()), athlete_id, now, **words))
    except InputError as problem:
        if problem.code.startswith(("unknown-", "store-")):
            raise
        return _page(asking, athlete_id, problem.message)
    return RedirectResponse(urls.url(urls.TODAY, athlete_id=athlete_id), status_code=303)


def _page(asking: Asking, athlete_id: str, trouble: str | None) -> Response:
    with asking.reading() as reader:
        known = athlete_of(reader, athlete_id)
        plan = reader.latest_plan(athlete_id)
    now = asking.now_of(known.history.athlete)
    book = known.book_at(now)
    answer = answer_today(known.history, now, book)
    later = answer.sprint_from is not None and answer.sprint_from > now
    of_today = [one for one in known.history.checkins if one.day == now.date()]
    page = TodayPage(
        athlete_id=athlete_id,
        name=known.name,
        day=now.date(),
        answer=answer,
        deciding=answer.reasons[: answer.deciding],
        behind=answer.reasons[answer.deciding :],
        sprint_from=answer.sprint_from if later else None,
        to_do=todays_sessions(known, answer, now.date(), plan, book),
        checkin=of_today[-1] if of_today else None,
        new_id=str(uuid4()),
        sleep_hours=SLEEP_H,
        place_options=_options(asking, get_args(Place)),
        side_options=_options(asking, get_args(Side)),
        signs=get_args(WarningSign),
        trouble=trouble,
    )
    return show(
        asking,
        "today.html",
        page,
        title=asking.words("today.title", name=known.name),
        here="today",
        athlete=(athlete_id, known.name),
        status=200 if trouble is None else 422,
    )


def _number(text: str) -> float | None:
    """A number as somebody types it, with a point or a comma; ``None`` where he typed nothing."""
    given = text.strip().replace(",", ".")
    if not given:
        return None
    try:
        return float(given)
    except ValueError:
        raise InputError(
            f"A number was expected, got {text[:20]!r}. Type it again, such as 7.5.",
            code="checkin-number",
        ) from None


def _pains(hurts: str, place: str, side: str, severity: str) -> tuple[Pain, ...]:
    """The pain that was named; "nothing hurts" is an answer too."""
    if hurts == "no":
        return (Pain("other", 0.0),)
    if hurts != "yes":
        return ()
    if not place or not severity:
        raise InputError(
            "Something hurts, and its place or how much is missing. Choose both: it decides whether "
            "you may sprint.",
            code="checkin-pain",
        )
    return (Pain(place, _number(severity) or 0.0, side or None),)  # type: ignore[arg-type]


def _options(asking: Asking, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return (("", ""), *((value, asking.words.word(value)) for value in values))
