"""The calendar feed of one athlete's plan: an address that opens this and nothing else, without login.

Whoever has the address reads the plan, so it is made by hand, shown once, and can be taken back.  What it
gives is what the account that made it may see: an account that is closed, or no longer sees the athlete,
ends its feeds as well.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from flyzone.devices.write_icalendar import icalendar_bytes
from flyzone.errors import InputError
from flyzone.model import Athlete, Plan, PlannedSession
from flyzone.storage import Token, viewer_of
from flyzone.training.planning.calendar import events_of
from flyzone.web import urls
from flyzone.web.asking import Anyone, Asking, Member
from flyzone.web.failures import Refused
from flyzone.web.words import Words

router = APIRouter()

SCOPE = "calendar"
_USUAL = (time(17, 0), 3600.0)
"""When a session begins and how long it lasts where nobody said so: an entry has to stand somewhere."""
_SEEN_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of an athlete's plan that somebody made."""

    id: str
    made_at: datetime
    used_at: datetime | None


def feeds_of(asking: Asking, athlete_id: str) -> tuple[Feed, ...]:
    """The feeds of an athlete that the asking one made."""
    assert asking.account is not None
    with asking.site.store.accounts() as accounts:
        tokens = accounts.tokens(asking.account.id)
    return tuple(
        Feed(one.id, one.made_at, one.used_at)
        for one in tokens
        if SCOPE in one.scopes and one.athlete_id == athlete_id
    )


def make_feed(asking: Asking, athlete: Athlete) -> str:
    """A new feed's secret, which nobody can be shown again."""
    assert asking.account is not None
    if athlete.time_zone is None:
        raise InputError(asking.words("plan.feed-no-zone"), code="calendar-zone")
    name = asking.words("plan.feed-name", name=athlete.name)
    with asking.site.store.accounts(change=True) as accounts:
        return accounts.make_token(asking.account.id, name, (SCOPE,), asking.now, athlete.id)


@router.post(urls.PLAN_CALENDAR_END)
def end_feed(asking: Member, athlete_id: str, token_id: str) -> Response:
    """Takes a feed's address back."""
    assert asking.account is not None
    with asking.reading() as reader:
        reader.athlete(athlete_id)
    with asking.site.store.accounts(change=True) as accounts:
        accounts.revoke(asking.account.id, token_id)
    there = urls.url(urls.PLAN, athlete_id=athlete_id)
    return RedirectResponse(f"{there}#feed", status_code=303)


@router.get(urls.CALENDAR)
def calendar(asking: Anyone, secret: str) -> Response:
    """The plan as iCalendar, for whoever knows the address."""
    site = asking.site
    with site.store.accounts() as accounts:
        token = accounts.token(secret)
    if token is None or SCOPE not in token.scopes or token.athlete_id is None:
        raise _no_feed()
    athlete, plan = _of(asking, token)
    if token.used_at is None or asking.now - token.used_at > _SEEN_AGAIN:
        with site.store.accounts(change=True) as accounts:
            accounts.used(token.id, asking.now)
    words = Words(token.account.manner)
    content = feed_of(athlete, plan, words, asking.now)
    # Its bytes hold the moment at which the plan was made, and so change only with the plan.
    tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    headers = {"etag": tag, "cache-control": "private, max-age=900"}
    if asking.request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


def feed_of(athlete: Athlete, plan: Plan | None, words: Words, now: datetime) -> bytes:
    """One athlete's plan as iCalendar, on his clock."""
    name = words("plan.feed-name", name=athlete.name)
    if plan is None:
        return icalendar_bytes((), stamp=now, name=name)

    def title(session: PlannedSession) -> str:
        return f"{athlete.name}: {words('stimulus.' + session.stimulus)}"

    def describe(session: PlannedSession) -> str:
        doses = [f"{words.exercise(one.exercise).name}: {words.dose(one)}" for one in session.doses]
        return "\n".join([*doses, "", *map(words.sentence, session.reasons)]).strip()

    his = replace(plan, days=plan.of(athlete.id))
    events = events_of(his, athlete, title=title, describe=describe, otherwise=_USUAL)
    return icalendar_bytes(events, stamp=plan.made_at, name=name)


def _of(asking: Asking, token: Token) -> tuple[Athlete, Plan | None]:
    viewer = viewer_of(token.account)
    assert token.athlete_id is not None
    if viewer is None:
        raise _no_feed()
    try:
        with asking.site.store.reading(viewer) as reader:
            athlete = reader.athlete(token.athlete_id)
            return athlete, reader.latest_plan(athlete.id)
    except InputError as gone:
        raise _no_feed() from gone


def _no_feed() -> Refused:
    return Refused(404, "not-found", "There is no such calendar, or no longer. Make a new address.")
