"""FinishLynx results."""

from __future__ import annotations

import pytest
from tests.devices.watch_files import OPTIONS, source

from flyzone.devices import lynx_lif
from flyzone.errors import InputError
from flyzone.model import Person, Reading

FULL = (
    "11,2,1,Girls 100 Meters,1.3,m/s,100m,10,20,100,14:05:12.3456\r\n"
    "1,795,4,Last04,First04,School D,12.34,L1,12.34,0.145,,,,,\r\n"
    '2,751,3,Last05,First05,School E,12.41,L2,0.07,0.151,"6.20 (6.20), 12.41 (6.21)",,,,\r\n'
    ",888,6,Last07,First07,School B,12.99,,,,,,,,\r\n"
    "DNF,909,5,Last06,First06,School B,,,,,,,,,\r\n"
    "DQ,914,2,Last08,First08,School F,12.20,,,-0.021,,,,,\r\n"
)


def read(text: str) -> Reading:
    return lynx_lif.read(source(text.encode()), OPTIONS)


def test_a_heat_with_wind_reactions_splits_and_those_who_did_not_finish() -> None:
    reading = read(FULL)
    (result,) = reading.results
    assert (result.event, result.round, result.heat, result.name) == (
        "11", "2", "1", "Girls 100 Meters",
    )  # fmt: skip
    assert (result.wind_m_s, result.distance_m, result.started_at) == (1.3, 100.0, "14:05:12.3456")
    first, second, unplaced, unfinished, disqualified = result.times
    assert (first.place, first.time_s, first.time_digits, first.reaction_s) == (
        "1",
        12.34,
        2,
        0.145,
    )
    assert first.person == Person("795", "Last04", "First04", "School D", "4")
    assert second.splits_s == (6.20, 12.41)
    assert (unplaced.place, unplaced.time_s) == ("", 12.99)
    assert (unfinished.place, unfinished.time_s) == ("DNF", None)
    assert (disqualified.place, disqualified.time_s, disqualified.reaction_s) == (
        "DQ",
        12.2,
        -0.021,
    )
    assert (reading.rejected, reading.held) == ((), ())


def test_results_as_finishlynx_writes_them_without_names() -> None:
    # The shape of a published export: times with minutes, and the time behind with more digits.
    reading = read("0,0,0,800m 14,,,,,,,11:47:50.9326\n1,,1,,,,2:35.19,,2:35.190,,,,,,\n"
                   "2,,2,,,,2:43.85,,8.655,,,,,,\n")  # fmt: skip
    (result,) = reading.results
    assert [t.time_s for t in result.times] == [155.19, 163.85]
    assert [t.person.lane for t in result.times] == ["1", "2"]
    assert (result.wind_m_s, result.distance_m) == (None, None)


def test_a_place_without_a_time_is_kept_and_told() -> None:
    reading = read("0,0,0,,,,,,,,8:29:39.8684\n1,,1,,,,,,9.232,,\n")
    assert reading.results[0].times[0].time_s is None
    assert [n.code for n in reading.notices] == ["place-without-time"]


@pytest.mark.parametrize(
    ("wind", "unit", "expected"),
    [
        ("+1.3", "m/s", 1.3),
        ("-0.4", "M/S", -0.4),
        ("36", "km/h", 10.0),
        ("10", "mph", 4.4704),
        ("", "m/s", None),
        ("NWI", "m/s", None),
    ],
)
def test_wind_is_read_in_its_unit(wind: str, unit: str, expected: float | None) -> None:
    (result,) = read(f"1,1,1,100 m,{wind},{unit}\n1,7,1,A,B,C,10.84\n").results
    assert result.wind_m_s == (None if expected is None else pytest.approx(expected))


def test_wind_without_a_known_unit_is_left_out_and_told() -> None:
    for unit in ("", "knots"):
        reading = read(f"1,1,1,100 m,1.3,{unit}\n1,7,1,A,B,C,10.84\n")
        assert reading.results[0].wind_m_s is None
        assert [n.code for n in reading.notices] == ["wind-unit"]


def test_impossible_winds_are_refused() -> None:
    for wind in ("strong", "99"):
        reading = read(f"1,1,1,100 m,{wind},m/s\n1,7,1,A,B,C,10.84\n")
        assert reading.results[0].wind_m_s is None
        assert [row.line for row in reading.rejected] == [1]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("first,7,1,A,B,C,10.84", "place"),
        ("1,7,1,A,B,C,soon", "time"),
        ("1,7,1,A,B,C,0.00", "time"),
        ("1,7,1,A,B,C,-3", "time"),
        (",,,,,,10.84", "names neither"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_line(row: str, reason: str) -> None:
    reading = read(f"1,1,1,100 m\n1,9,2,D,E,F,10.50\n{row}\n")
    assert len(reading.results[0].times) == 1
    assert reading.rejected[0].line == 3
    assert reason in reading.rejected[0].reason


@pytest.mark.parametrize(
    ("cells", "reaction", "splits", "refused"),
    [
        ('0.150,"5.0 (5.0), 10.1 (5.1)"', 0.15, (5.0, 10.1), 0),
        ("0.150,5.0 (5.0),10.1 (5.1),,", 0.15, (5.0, 10.1), 0),
        ("0.150,5.0,9:30:00.00,", 0.15, (5.0,), 0),
        ("late,5.0", None, (5.0,), 1),
        ('0.150,"10.1, 5.0"', 0.15, (), 1),
        ("0.150,half way", 0.15, (), 1),
    ],
)
def test_reactions_and_splits_cost_only_themselves(
    cells: str, reaction: float | None, splits: tuple[float, ...], refused: int
) -> None:
    reading = read(f"1,1,1,100 m\n1,9,2,D,E,F,10.50,,,{cells}\n")
    (time,) = reading.results[0].times
    assert (time.time_s, time.reaction_s, time.splits_s) == (10.5, reaction, splits)
    assert len(reading.rejected) == refused


def test_two_results_of_one_runner_are_held() -> None:
    reading = read("1,1,1,100 m\n1,9,2,D,E,F,10.50\n2,9,2,D,E,F,10.60\n3,8,1,A,B,C,11.0\n")
    assert [t.person.number for t in reading.results[0].times] == ["8"]
    assert reading.held[0].lines == (2, 3)


def test_what_is_no_result_is_told_what_is_missing() -> None:
    with pytest.raises(InputError, match="event, round and heat") as caught:
        read("place,name,time\n1,A,10.8\n")
    assert caught.value.code == "lynx-event"
    with pytest.raises(InputError, match="place, id, lane") as caught:
        read("1,1,1,100 m\n")
    assert caught.value.code == "lynx-empty"
    with pytest.raises(InputError, match="nothing"):
        read("")
