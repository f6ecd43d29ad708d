"""Sessions as calendar entries, on both sides of a change of clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import icalendar
import pytest
from tests.training.planning.squads import NOW, PLAN_ID, alone, athlete, planned

from flyzone.devices.write_icalendar import write_icalendar
from flyzone.errors import InputError
from flyzone.model import Plan, PlannedDay, PlannedSession
from flyzone.training.planning.calendar import events_of

BERLIN = replace(athlete(), time_zone="Europe/Berlin")


def one_session(on: date, starts: time | None, seconds: float | None = 3600.0) -> Plan:
    session = PlannedSession(
        str(UUID(int=3)), BERLIN.id, on, "max-velocity", starts=starts, duration_s=seconds
    )
    return Plan(PLAN_ID, NOW, (PlannedDay(BERLIN.id, on, (session,)),))


def test_an_hour_on_the_clock_stays_when_the_clocks_change() -> None:
    before, after = (
        events_of(one_session(on, time(17)), BERLIN, title=lambda one: one.stimulus)[0]
        for on in (date(2026, 3, 28), date(2026, 3, 29))
    )
    assert before.start.astimezone(UTC).time() == time(16)
    assert after.start.astimezone(UTC).time() == time(15)
    assert after.start - before.start == timedelta(days=1)


def test_a_session_across_the_change_lasts_as_long_as_it_lasts() -> None:
    (event,) = events_of(
        one_session(date(2026, 10, 25), time(1, 30), 7200.0), BERLIN, title=lambda one: one.stimulus
    )
    assert event.end.astimezone(UTC) - event.start.astimezone(UTC) == timedelta(hours=2)
    assert event.end.time() == time(2, 30)


def test_a_time_that_the_spring_night_skips_is_an_hour_later() -> None:
    (event,) = events_of(
        one_session(date(2026, 3, 29), time(2, 30)), BERLIN, title=lambda one: one.stimulus
    )
    assert event.start.time() == time(3, 30)


def test_a_whole_plan_is_written_and_read_again(tmp_path: Path) -> None:
    plan = planned(alone(2, athlete=BERLIN))
    events = events_of(
        plan, BERLIN, title=lambda one: one.stimulus, describe=lambda one: "Rest; drink, sleep\nwell",
        otherwise=(time(17), 3600.0),
    )  # fmt: skip
    sessions = [one for each in plan.days for one in each.sessions]
    assert len(events) == len(sessions) == len({one.uid for one in events})
    write_icalendar(events, tmp_path / "plan.ics", stamp=NOW)
    read = icalendar.Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
    assert [one.decoded("dtstart") for one in read] == [event.start for event in events]
    ends: dict[date, datetime] = {}
    for one, event in zip(sessions, events, strict=True):
        five = datetime.combine(one.day, time(17), tzinfo=event.start.tzinfo)
        assert event.start == ends.get(one.day, five), "one after the other, from five on"
        ends[one.day] = event.end


def test_an_entry_keeps_its_uid_when_the_plan_is_made_anew() -> None:
    on = date(2026, 3, 10)
    first, second = one_session(on, time(17)), one_session(on, time(18))
    second = replace(second, id=str(UUID(int=9)))
    uids = {
        events_of(plan, BERLIN, title=lambda one: one.stimulus)[0].uid for plan in (first, second)
    }
    assert len(uids) == 1


def test_without_a_time_zone_there_is_no_calendar() -> None:
    with pytest.raises(InputError, match="time zone of Athlete 1"):
        events_of(one_session(date(2026, 3, 10), time(17)), athlete(), title=lambda one: "")


@pytest.mark.parametrize(("starts", "seconds"), [(None, 3600.0), (time(17), None)])
def test_a_time_that_nobody_named_is_not_guessed(
    starts: time | None, seconds: float | None
) -> None:
    with pytest.raises(InputError, match="is not known, and a calendar needs both"):
        events_of(one_session(date(2026, 3, 10), starts, seconds), BERLIN, title=lambda one: "")
