"""Moments on the command line: one moment or none, whatever the clocks did."""

from __future__ import annotations

import time as clock
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.cli.moments import clock_time, day, moment
from flyzone.errors import InputError

BERLIN = "Europe/Berlin"
YEARS = st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1))


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This computer's clock shows Berlin's time."""
    monkeypatch.setenv("TZ", BERLIN)
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-01T17:30:00+02:00", "2026-05-01T15:30:00+00:00"),
        ("2026-05-01T17:30Z", "2026-05-01T17:30:00+00:00"),
        ("2026-05-01T17:30", "2026-05-01T15:30:00+00:00"),
        ("2026-01-01 17:30", "2026-01-01T16:30:00+00:00"),
        ("2026-05-01", "2026-04-30T22:00:00+00:00"),
    ],
)
def test_a_moment_is_the_one_that_is_written(text: str, expected: str) -> None:
    found = moment(text, BERLIN)
    assert found.utcoffset() is not None
    assert found.astimezone(UTC).isoformat() == expected


@given(YEARS, st.sampled_from(["Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"]))
def test_a_moment_without_an_offset_shows_what_was_written_or_is_refused(
    given_moment: datetime, zone: str
) -> None:
    where = ZoneInfo(zone)
    readings = {
        one.timestamp()
        for one in (given_moment.replace(tzinfo=where, fold=fold) for fold in (0, 1))
    }
    try:
        found = moment(given_moment.isoformat(), zone)
    except InputError:
        assert len(readings) == 2
        return
    assert len(readings) == 1
    assert found.replace(tzinfo=None) == given_moment
    assert found.timestamp() in readings


@pytest.mark.parametrize("text", ["2026-03-29T02:30", "2026-10-25T02:30"])
def test_an_hour_that_was_left_out_or_ran_twice_is_refused_until_its_offset_is_written(
    text: str, in_berlin: None
) -> None:
    for zone in (BERLIN, None):
        with pytest.raises(InputError, match="Write the offset") as caught:
            moment(text, zone)
        assert caught.value.code == "moment"
    assert moment(f"{text}+02:00", BERLIN).utcoffset() == timedelta(hours=2)


def test_without_a_zone_it_is_on_the_clock_of_this_computer(in_berlin: None) -> None:
    assert moment("2026-05-01T17:30").isoformat() == "2026-05-01T17:30:00+02:00"
    assert moment("2026-01-01T17:30").isoformat() == "2026-01-01T17:30:00+01:00"


def test_no_text_is_now_in_his_zone() -> None:
    before = datetime.now(UTC)
    for zone in (None, "Asia/Kathmandu"):
        now = moment(None, zone)
        assert before <= now <= datetime.now(UTC)
        assert now.utcoffset() is not None
    assert now.utcoffset() == timedelta(hours=5, minutes=45)


@pytest.mark.parametrize(
    "text",
    ["", "now", "tomorrow", "01.05.2026", "2026-13-01", "2026-02-30T10:00", "17:30", "2026-05-01T25:00",
     "0001-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00+14:00", "\x00", "٢٠٢٦-05-01"],
)  # fmt: skip
def test_what_names_no_moment_is_refused(text: str) -> None:
    for zone in (BERLIN, None):
        with pytest.raises(InputError) as caught:
            moment(text, zone)
        assert caught.value.code == "moment"


def test_a_zone_that_there_is_not_is_refused() -> None:
    with pytest.raises(InputError, match="no time zone called"):
        moment("2026-05-01T17:30", "Berlin")


def test_a_day_is_a_date_and_nothing_else() -> None:
    assert day("2026-05-01") == date(2026, 5, 1)
    for text in ("", "today", "2026-05-32", "2026-05-01T10:00", "1.5.2026"):
        with pytest.raises(InputError) as caught:
            day(text)
        assert caught.value.code == "moment"


def test_a_time_is_on_the_clock_of_the_place() -> None:
    assert clock_time("17:30") == time(17, 30)
    for text in ("", "5pm", "24:30", "17:30Z", "17:30+02:00"):
        with pytest.raises(InputError, match="such as 17:30") as caught:
            clock_time(text)
        assert caught.value.code == "moment"
