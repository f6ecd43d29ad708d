"""A plan as calendar entries: clock times of the place become moments in the athlete's time zone.

Only here do time zones matter.  A session at 17:00 stays at 17:00 on both sides of a change of clocks;
how long it lasts is counted in real time.  A time that a spring night skips is an hour later.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from flyzone.errors import InputError
from flyzone.model import Athlete, Plan, PlannedSession
from flyzone.model.athlete import zone_of
from flyzone.model.planned import PlannedEvent


def events_of(
    plan: Plan,
    athlete: Athlete,
    *,
    title: Callable[[PlannedSession], str],
    describe: Callable[[PlannedSession], str] = lambda _: "",
    otherwise: tuple[time, float] | None = None,
) -> tuple[PlannedEvent, ...]:
    """One athlete's sessions as calendar entries.

    Parameters
    ----------
    plan : Plan
    athlete : Athlete
        His time zone must be known.
    title, describe : callable
        Word a session.
    otherwise : (time, float) or None
        When the first session of a day starts whose time is not known (the next ones follow it), and
        how long one lasts, s, whose length is not known; ``None`` refuses such sessions.

    Returns
    -------
    tuple of PlannedEvent
        In their order.  The uid depends on the athlete, the day and the place of the session within
        it, so that the calendar replaces an entry when the plan is changed and written again.

    Raises
    ------
    InputError
        If his time zone, or the time or the length of a session, is not known.
    """
    if athlete.time_zone is None:
        raise InputError(
            f"The time zone of {athlete.name} is not known, and a calendar needs it. State it, such as "
            "Europe/Berlin.",
            code="calendar-zone",
        )
    zone = zone_of(athlete.time_zone)
    events = []
    for day in plan.of(athlete.id):
        free: datetime | None = None
        for number, session in enumerate(day.sessions, 1):
            starts, seconds = _when(session, otherwise)
            start = datetime.combine(day.day, starts, tzinfo=zone).astimezone(UTC)
            if session.starts is None and free is not None:
                # Nobody said when it begins: after the one before, then.
                start = max(start, free)
            # In whole seconds: how long it lasts is an estimate.
            free = start + timedelta(seconds=round(seconds))
            events.append(
                PlannedEvent(
                    f"{athlete.id}-{day.day}-{number}@flyzone",
                    start.astimezone(zone),
                    free.astimezone(zone),
                    title(session),
                    describe(session),
                    session.facility or "",
                )
            )
    return tuple(events)


def _when(session: PlannedSession, otherwise: tuple[time, float] | None) -> tuple[time, float]:
    starts, seconds = session.starts, session.duration_s
    if otherwise is not None:
        starts, seconds = starts or otherwise[0], seconds or otherwise[1]
    if starts is None or seconds is None:
        raise InputError(
            f"When the {session.stimulus} session on {session.day} starts, or how long it lasts, is "
            "not known, and a calendar needs both. State the athlete's times, or a time that holds "
            "otherwise.",
            code="calendar-time",
        )
    return starts, seconds
