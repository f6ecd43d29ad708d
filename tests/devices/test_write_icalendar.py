"""Planned events as iCalendar, read back by another library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flyzone.devices.write_icalendar import write_icalendar
from flyzone.errors import InputError
from flyzone.model.planned import PlannedEvent

STAMP = datetime(2025, 4, 30, 9, 15, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def read(path: Path) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"]) | st.sampled_from('\n;,\\:"'),
    max_size=90,
)
zones = st.sampled_from([UTC, BERLIN, ZoneInfo("America/Los_Angeles"), ZoneInfo("Asia/Kolkata")])
moments = st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=zones).map(
    lambda moment: moment.replace(microsecond=0)
)


@st.composite
def events(draw: st.DrawFn) -> PlannedEvent:
    start = draw(moments)
    # In UTC, where an hour is an hour.
    end = start.astimezone(UTC) + timedelta(seconds=draw(st.integers(1, 10**6)))
    return PlannedEvent(str(draw(st.uuids())), start, end, draw(texts), draw(texts), draw(texts))


@given(st.lists(events(), min_size=1, max_size=4, unique_by=lambda event: event.uid))
@settings(max_examples=60)
def test_events_come_back(tmp_path_factory, planned: list[PlannedEvent]) -> None:
    path = tmp_path_factory.getbasetemp() / "plan.ics"
    write_icalendar(planned, path, stamp=STAMP)
    for found, event in zip(read(path), planned, strict=True):
        assert found["uid"] == event.uid
        # In UTC: times that a change of the clock skips compare unequal to everything.
        assert found.decoded("dtstart") == event.start.astimezone(UTC)
        assert found.decoded("dtend") == event.end.astimezone(UTC)
        assert found.decoded("dtstamp") == STAMP
        assert str(found["summary"]) == event.summary
        assert str(found.get("description", "")) == event.description
        assert str(found.get("location", "")) == event.location


def test_an_evening_stays_an_evening_on_both_sides_of_a_change_of_the_clock(tmp_path: Path) -> None:
    evenings = [
        PlannedEvent(str(day), datetime(2025, 3, day, 18, tzinfo=BERLIN),
                     datetime(2025, 3, day, 19, tzinfo=BERLIN), "Sprints")
        for day in (29, 30)
    ]  # fmt: skip
    write_icalendar(evenings, tmp_path / "a.ics", stamp=STAMP)
    starts = [event.decoded("dtstart") for event in read(tmp_path / "a.ics")]
    assert [start.hour for start in starts] == [17, 16]
    assert [start.astimezone(BERLIN).hour for start in starts] == [18, 18]


def test_lines_are_folded_and_end_as_rfc_5545_wants(tmp_path: Path) -> None:
    event = PlannedEvent("a", STAMP, STAMP + timedelta(hours=1), "ü" * 200)
    write_icalendar([event], tmp_path / "a.ics", stamp=STAMP)
    data = (tmp_path / "a.ics").read_bytes()
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"DTSTAMP:20250430T091500Z" in data


def test_a_uid_that_stands_twice_and_a_stamp_without_a_zone_are_refused(tmp_path: Path) -> None:
    event = PlannedEvent("a", STAMP, STAMP + timedelta(hours=1), "Sprints")
    with pytest.raises(InputError, match="once") as caught:
        write_icalendar([event, event], tmp_path / "a.ics", stamp=STAMP)
    assert caught.value.code == "planned-uid"
    with pytest.raises(InputError, match="time zone") as caught:
        write_icalendar([event], tmp_path / "a.ics", stamp=datetime(2025, 1, 1))
    assert caught.value.code == "planned-zone"
    assert list(tmp_path.iterdir()) == []
