"""All that is known of one athlete, in the order in which it happened.

Every answer of `flyzone.training` is a function of this, of a moment, and of the rules.  `known_at`
leaves out what came later, so that an old question can be asked again, and an answer about the past
cannot know the future.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from flyzone.model.athlete import Athlete
from flyzone.model.checkin import CheckIn, Clearance
from flyzone.model.limits import aware
from flyzone.model.power import Jump, Lift
from flyzone.model.rep import Session


@dataclass(frozen=True, slots=True)
class History:
    """One athlete's records, each tuple sorted by time.

    Attributes
    ----------
    athlete : Athlete
    sessions : tuple of Session
    checkins : tuple of CheckIn
    clearances : tuple of Clearance
    jumps : tuple of Jump
    lifts : tuple of Lift
    """

    athlete: Athlete
    sessions: tuple[Session, ...] = ()
    checkins: tuple[CheckIn, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    jumps: tuple[Jump, ...] = ()
    lifts: tuple[Lift, ...] = ()

    def __post_init__(self) -> None:
        sessions = tuple(
            sorted(self.sessions, key=lambda one: (one.started_at.timestamp(), one.id))
        )
        object.__setattr__(self, "sessions", sessions)
        for field in ("checkins", "clearances", "jumps", "lifts"):
            records = sorted(getattr(self, field), key=lambda one: (one.at.timestamp(), one.id))
            object.__setattr__(self, field, tuple(records))

    def known_at(self, now: datetime) -> History:
        """What had happened by a moment; later records are left out.

        Raises
        ------
        InputError
            If the moment has no time zone.
        """
        end = aware(now, "The moment that is asked about", "history-moment").timestamp()
        return replace(
            self,
            sessions=tuple(one for one in self.sessions if one.started_at.timestamp() <= end),
            checkins=tuple(one for one in self.checkins if one.at.timestamp() <= end),
            clearances=tuple(one for one in self.clearances if one.at.timestamp() <= end),
            jumps=tuple(one for one in self.jumps if one.at.timestamp() <= end),
            lifts=tuple(one for one in self.lifts if one.at.timestamp() <= end),
        )
