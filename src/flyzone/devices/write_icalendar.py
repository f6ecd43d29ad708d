"""Planned events as iCalendar (RFC 5545), for any calendar program.

Moments are written in UTC, whatever zone they came in: that is exact across changes of daylight
saving time, and calendars show them in the zone of whoever looks.  An event that is written again
under its uid, with a later stamp, replaces its older version.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from flyzone.errors import InputError
from flyzone.files import check_target, written_whole
from flyzone.model.planned import PlannedEvent


def write_icalendar(
    events: Sequence[PlannedEvent], path: str | os.PathLike[str], *, stamp: datetime
) -> None:
    """Writes events as iCalendar.

    Parameters
    ----------
    events : sequence of PlannedEvent
        Each uid once.
    path : path
        Ends in ``.ics``.
    stamp : datetime
        When this version of the events was made (DTSTAMP), with its time zone.

    Raises
    ------
    InputError
        If a uid stands twice, or the stamp has no zone.
    OutputError
        If the file cannot be written; an older one is untouched then.
    """
    target = Path(path)
    check_target(target, (".ics",), what="calendar")
    data = icalendar_bytes(events, stamp=stamp)
    with written_whole(target, what="calendar") as temporary:
        temporary.write_bytes(data)


def icalendar_bytes(events: Sequence[PlannedEvent], *, stamp: datetime, name: str = "") -> bytes:
    """Events as the text of an iCalendar file, for whoever asks for it over the network.

    Parameters
    ----------
    events, stamp
        As for `write_icalendar`.
    name : str
        What calendar programs call it; empty leaves that to them.

    Raises
    ------
    InputError
        If a uid stands twice, or the stamp has no zone.
    """
    import icalendar  # noqa: PLC0415  (the command line starts without it)

    if stamp.utcoffset() is None:
        raise InputError(
            f"The stamp of a calendar needs its time zone, got {stamp}.", code="planned-zone"
        )
    uids = [event.uid for event in events]
    if len(set(uids)) != len(uids):
        raise InputError(
            "Each uid may stand once in a calendar, for a later event replaces an earlier one of "
            "the same uid. Give each event its own.",
            code="planned-uid",
        )
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//flyzone//flyzone//EN")
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
    for event in events:
        entry = icalendar.Event()
        entry.add("uid", event.uid)
        entry.add("dtstamp", stamp.astimezone(UTC))
        entry.add("dtstart", event.start.astimezone(UTC))
        entry.add("dtend", event.end.astimezone(UTC))
        entry.add("summary", event.summary)
        if event.description:
            entry.add("description", event.description)
        if event.location:
            entry.add("location", event.location)
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
