"""The athlete's days, and hours that no clock change shortens.

Hours are counted between instants: 48 hours over the night in which clocks go back are 48 hours, and
so are 48 hours across a flight.  Days are his local ones: in the time zone where he lives if it is
known, else by the offset that each record carries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from flyzone.model import History
from flyzone.model.athlete import zone_of


def hours_between(earlier: datetime, later: datetime) -> float:
    """Hours that pass between two moments, h; negative the other way round."""
    # Through UTC: two moments of one time zone would be subtracted by their clocks.
    return (later.astimezone(UTC) - earlier.astimezone(UTC)) / timedelta(hours=1)


def after(moment: datetime, hours: float) -> datetime:
    """The moment so many hours later, in UTC."""
    return moment.astimezone(UTC) + timedelta(hours=hours)


@dataclass(frozen=True, slots=True)
class Days:
    """How moments fall into one athlete's days.

    Attributes
    ----------
    zone : tzinfo or None
        Where he lives, if it is known.
    home : tzinfo
        Where he is now: his time zone, else the offset of his latest record.
    """

    zone: tzinfo | None
    home: tzinfo

    @classmethod
    def of(cls, history: History, moment: datetime) -> Days:
        """The days of an athlete whose records end at a moment."""
        if history.athlete.time_zone is not None:
            zone = zone_of(history.athlete.time_zone)
            return cls(zone, zone)
        latest = max(
            [
                *(session.started_at for session in history.sessions[-1:]),
                *(checkin.at for checkin in history.checkins[-1:]),
            ],
            key=datetime.timestamp,
            default=moment,
        )
        return cls(None, latest.tzinfo or UTC)

    def of_record(self, moment: datetime) -> date:
        """The day to which a record of this moment belongs."""
        return (moment if self.zone is None else moment.astimezone(self.zone)).date()

    def of_moment(self, moment: datetime) -> date:
        """The day that it is at his place at a moment."""
        return moment.astimezone(self.home).date()

    def begins(self, day: date) -> datetime:
        """The moment at which a day begins at his place."""
        return datetime.combine(day, time(0), tzinfo=self.home)
