"""Small builders for the tests of today: an athlete, what he did, and what he said."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from flyzone.model import (
    Athlete,
    CheckIn,
    Clearance,
    History,
    Jump,
    Pain,
    Reason,
    Rep,
    RuleChange,
    Session,
)
from flyzone.training.rules.book import RuleBook
from flyzone.training.rules.pain import PAIN_RULES
from flyzone.training.rules.recovery import RECOVERY_RULES
from flyzone.training.rules.today import TODAY_RULES
from flyzone.training.today import Today, answer_today

BOOK = RuleBook({rule.key: rule for rule in (*RECOVERY_RULES, *PAIN_RULES, *TODAY_RULES)})
SUMMER = timezone(timedelta(hours=2))
NOW = datetime(2026, 5, 20, 17, 0, tzinfo=SUMMER)
_COUNT = itertools.count(1)


def uid() -> str:
    return str(UUID(int=next(_COUNT)))


HIM = uid()


def athlete(born: date | None = date(2000, 1, 1), **words: Any) -> Athlete:
    return Athlete(HIM, "Jo", born=born, **words)


def ago(hours: float = 0.0, days: float = 0.0, now: datetime = NOW) -> datetime:
    """A moment before now, counted by instants and written in the zone of now."""
    moment = now.astimezone(UTC) - timedelta(hours=hours, days=days)
    return moment.astimezone(now.tzinfo)


def reps(count: int = 4, distance: float = 10.0, **words: Any) -> tuple[Rep, ...]:
    return tuple(Rep(uid(), n, distance, **words) for n in range(1, count + 1))


def session(started_at: datetime, stimulus: Any = "max-velocity", **words: Any) -> Session:
    words.setdefault("reps", reps() if stimulus == "max-velocity" else ())
    return Session(uid(), HIM, started_at, stimulus, **words)


def checkin(at: datetime = NOW, **words: Any) -> CheckIn:
    return CheckIn(uid(), HIM, at, **words)


def hurts(place: Any = "hamstring", severity: float = 2.0, at: datetime = NOW) -> CheckIn:
    return checkin(at, pains=(Pain(place, severity),))


def cleared(at: datetime, role: Any = "physiotherapist", place: Any = "hamstring") -> Clearance:
    return Clearance(uid(), HIM, at, place, "Sam", role)


def jump(at: datetime, height: float, **words: Any) -> Jump:
    words = {"readiness": True, **words}
    return Jump(uid(), HIM, at, "countermovement", height_m=height, **words)


def changed(rule: str, threshold: str, value: float) -> RuleBook:
    change = RuleChange(uid(), rule, threshold, value, "Coach", ago(days=100))
    return BOOK.changed([change])


# Two months of three sessions a week, the last of them five days ago: nothing speaks against him.
SEASON = tuple(session(ago(days=5 + 2.5 * n), duration_s=3600.0) for n in range(24))


def history(*records: Any, who: Athlete | None = None, season: bool = True) -> History:
    """His records, of whatever kind, behind a season that asks for nothing any more."""

    def of(kind: type) -> tuple[Any, ...]:
        return tuple(one for one in records if isinstance(one, kind))

    return History(
        who or athlete(),
        sessions=(*(SEASON if season else ()), *of(Session)),
        checkins=of(CheckIn),
        clearances=of(Clearance),
        jumps=of(Jump),
    )


def ask(
    *records: Any,
    now: datetime = NOW,
    book: RuleBook = BOOK,
    who: Athlete | None = None,
    season: bool = True,
    during: str | None = None,
) -> Today:
    return answer_today(history(*records, who=who, season=season), now, book, during=during)


def codes(today: Today) -> list[str]:
    return [reason.code for reason in today.reasons]


def unknown(today: Today) -> list[str]:
    return [reason.code for reason in today.not_known]


def reason(today: Today, code: str) -> Reason:
    (found,) = (one for one in today.reasons if one.code == code)
    return found
