"""What hurt, and who may clear it.

Pains come from two sides: what an athlete says in a check-in, and what was felt in a rep.  A rep's
pain is the graver one, because full speed is what tears; a session that pain ended hurt enough,
whatever number stands beside it, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from flyzone.model import Clearance, Place
from flyzone.model.checkin import Role
from flyzone.training.rules.book import RuleBook
from flyzone.training.today.done import Done
from flyzone.training.today.finding import Question

ROLES: tuple[Role, ...] = ("doctor", "physiotherapist", "coach", "parent", "athlete")
_MEDICAL: frozenset[Role] = frozenset({"doctor", "physiotherapist"})
_ADULTS, _EVERYBODY = 1.0, 2.0


@dataclass(frozen=True, slots=True)
class Ache:
    """Something hurt, or was asked about and did not.

    Attributes
    ----------
    at : datetime
    place : Place or None
        ``None`` where nobody said it.
    severity : float or None
        0 to 10; ``None`` where nobody said it.
    in_rep : bool
    ended_session : bool
    """

    at: datetime
    place: Place | None
    severity: float | None
    in_rep: bool = False
    ended_session: bool = False

    def blocks(self, book: RuleBook) -> bool:
        """Whether there is no sprinting after it until somebody cleared it."""
        if self.severity is None or (self.ended_session and self.severity > 0.0):
            return True
        limit = book.value("pain-blocks", self.place or "hamstring")
        if self.in_rep:
            limit = min(limit, book.value("pain-blocks", "in_rep"))
        return self.severity > limit


def aches_of(asked: Question, done: Iterable[Done]) -> Iterator[Ache]:
    """All that he said of pain, in no order."""
    for checkin in asked.history.checkins:
        for pain in checkin.pains:
            yield Ache(checkin.at, pain.place, pain.severity)
    for one in done:
        if one.session is None:
            continue
        ended = one.session.ended_by == "pain"
        hurt = False
        for rep in one.session.reps:
            if rep.pain:
                hurt = True
                yield Ache(rep.at or one.ended_at, rep.pain_place, rep.pain, True, ended)
        if ended and not hurt:
            yield Ache(one.ended_at, None, None, True, True)


def clears(asked: Question, clearance: Clearance, place: Place | None, severity: float) -> bool:
    """Whether a clearance is about this place, from somebody who may clear so strong a pain."""
    about = clearance.place == place if place is not None else True
    adult = asked.history.athlete.is_adult_on(asked.days.of_record(clearance.at))
    return about and clearance.role in who_may_clear(asked.book, severity, adult=adult)


def who_may_clear(book: RuleBook, severity: float, *, adult: bool) -> list[Role]:
    """Who may clear a pain of this severity, the most competent first."""
    needed = _ADULTS if adult else _EVERYBODY
    strong = severity > book.value("pain-clearance", "medical_above")
    return [
        role
        for role in ROLES
        if book.value("pain-clearance", role) >= needed and (role in _MEDICAL or not strong)
    ]
