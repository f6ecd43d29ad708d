"""Chronojump sessions; made up after the program's public source, for no real export was at hand."""

from __future__ import annotations

import pytest
from tests.devices.text_files import gates, lines_of, read, refused

SIMPLE = (
    "Person ID;Person name;Session ID;Race ID;Type;Distance;Time;Speed;Datetime;Description;"
    "Simulated;Initial Speed\n"
)
INTERVALS = (
    "Person ID;Person name;Session ID;run ID;Type;Distance total;Time total;Average speed;"
    "Distance interval;Laps;Limited;Datetime;Description;Simulated;Initial Speed\n"
)
SESSION = (
    "Simple jumps\n\nPerson ID;Person name;TC;TF\n1;Ann;0,2;0,5\n\n"
    + SIMPLE
    + "1;Ann;3;7;20m;20;3,11;6,43;2024-05-01_10-00-00;;No;No\n"
    + "1;Ann;3;8;20m;20;2,05;9,76;2024-05-01_10-05-00;;No;Yes\n"
    + "2;Bo;3;9;20m;20;3,20;6,25;2024-05-01_10-09-00;;Yes;No\n\n"
    + INTERVALS
    + "1;Ann;3;11;x;20;3,10;6,45;-1;2;2R;2024-05-01_10-20-00;;No;No\n"
    + " ;Interval speed;interval times\nTotal; ;3,10\nAVG;6,45;1,55\nSD; ;0,35\n"
    + "1 (5m);4,17;1,20\n2 (15m);7,89;1,90\n"
)


@pytest.mark.parametrize("point", [False, True])
def test_races_are_read_and_every_other_line_is_told(point: bool) -> None:
    text = SESSION.replace(",", ".").replace(";", ",") if point else SESSION
    reading = read(text)
    assert reading.dialect == "chronojump-csv"
    assert gates(reading) == [
        ("Ann", "7", [20], [3.11]),
        ("Ann", "11", [5, 20], [1.2, 3.1]),
    ]
    (fly,) = reading.zones
    assert (fly.length_m, fly.time.value, fly.run) == (20, 2.05, "8")
    # Everything but the headings, the blank lines and the races themselves.
    assert lines_of(reading.rejected) == [1, 3, 4, 9, 13, 14, 15, 16]
    reasons = {row.line: row.reason for row in reading.rejected}
    assert reasons[9] == "simulated, not measured"
    assert reasons[4] == "a line of another table (jumps, persons ...), not of races"


def test_intervals_of_one_length_are_added_up() -> None:
    text = INTERVALS + "1;Ann;3;11;x;20;3,10;6,45;10;2;2R;;;No;No\n1;5;1,90\n2;8;1,20\n"
    assert gates(read(text)) == [("Ann", "11", [10, 20], [1.9, 3.1])]


def test_intervals_that_contradict_their_total_are_told() -> None:
    text = INTERVALS + "1;Ann;3;11;x;20;3,50;6,45;10;2;2R;;;No;No\n1;5;1,90\n2;8;1,20\n" + (
        "1;Bo;3;12;x;20;3,10;6,45;10;2;2R;;;No;No\n"
    )  # fmt: skip
    reading = read(text)
    assert gates(reading) == [("Bo", "12", [20], [3.1])]
    assert lines_of(reading.rejected) == [2, 3, 4]


def test_pulses_of_the_encoder_are_refused_with_a_question() -> None:
    text = "Pulses;Time(useconds);Force(N)\n" + "10;3087688;0\n10;3435324;0\n" * 9
    error = refused(text)
    assert error.code == "encoder-pulses"
    assert "How long a pulse is" in error.message
