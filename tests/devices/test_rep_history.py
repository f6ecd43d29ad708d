"""Every row of a table of reps is used, rejected with its reason, or held with its rival."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.devices.format import Source
from flyzone.devices.rep_history import RepTable, read_rep_table
from flyzone.devices.write_rep_table import write_rep_table
from flyzone.errors import InputError

HEAD = (
    "athlete,session,started_at,rep,distance_m,time_s,time_sd_s,rest_before_s,wind_m_s,method,pain"
)
DAY = "2026-05-01T17:00:00+02:00"


def read(*rows: str, head: str = HEAD, **told: object) -> RepTable:
    return read_rep_table(Source("\n".join([head, *rows]).encode()), **told)  # type: ignore[arg-type]


def test_rows_of_one_label_are_a_session_in_the_order_of_their_reps() -> None:
    table = read(
        f"Mia,a,{DAY},2,10,1.06,0.004,240,0.4,video,", f"Mia,a,{DAY},1,10,1.05,0.004,,,video,0"
    )
    (mia,) = table.athletes
    (session,) = mia.sessions
    assert [rep.number for rep in session.reps] == [1, 2]
    assert session.reps[0].rest_before_s is None
    assert session.reps[0].pain == 0.0
    assert session.reps[1].pain is None
    assert session.reps[1].wind_m_s == 0.4
    assert session.started_at.utcoffset() == timedelta(hours=2)
    assert session.stimulus == "max-velocity"
    assert not table.rejected
    assert not table.notices


def test_optional_columns_may_be_missing_and_the_order_is_free() -> None:
    table = read(f"1.05,10,1,{DAY},a,Mia", head="time_s,distance_m,rep,started_at,session,athlete")
    assert table.athletes[0].sessions[0].reps[0].time_sd_s is None


def test_semicolons_and_decimal_commas_are_read() -> None:
    row = f"Mia;a;{DAY};1;10;1,05;0,004;;;;"
    rep = read(row, head=HEAD.replace(",", ";")).athletes[0].sessions[0].reps[0]
    assert (rep.time_s, rep.time_sd_s) == (1.05, 0.004)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"Mia,a,{DAY},1,10,0,,,,,", "faster than any human"),
        (f"Mia,a,{DAY},1,10,-1.05,,,,,", "must lie between"),
        (f"Mia,a,{DAY},1,10,0.70,,,,,", "faster than any human"),
        (f"Mia,a,{DAY},1,10,fast,,,,,", "no number"),
        (f"Mia,a,{DAY},1,,1.05,,,,,", "no distance_m"),
        (f"Mia,a,{DAY},1.5,10,1.05,,,,,", "no whole number"),
        ("Mia,a,yesterday,1,10,1.05,,,,,", "ISO 8601"),
        (f"Mia,a,{DAY},1,10,1.05,,,,,maybe", "neither 0 to 10"),
        (f"Mia,a,{DAY},1,10,1.05,,,,", "cells under"),
    ],
)
def test_a_row_that_cannot_be_is_rejected_with_its_line_and_the_others_go_on(
    row: str, reason: str
) -> None:
    table = read(row, f"Mia,a,{DAY},2,10,1.05,,,,,")
    assert [one.line for one in table.rejected] == [2]
    assert reason in table.rejected[0].reason
    assert len(table.athletes[0].sessions[0].reps) == 1


def test_a_file_of_which_nothing_can_be_used_is_an_error_that_says_why() -> None:
    with pytest.raises(InputError, match=r"line 2.*faster than any human"):
        read(f"Mia,a,{DAY},1,10,0.1,,,,,")
    with pytest.raises(InputError, match="started_at is missing"):
        read("Mia,a,1,10,1.05", head="athlete,session,rep,distance_m,time_s")
    with pytest.raises(InputError, match="No line of this file heads"):
        read("a,b", head="name,result")


def test_the_same_row_twice_is_used_once_and_contradicting_rows_are_held() -> None:
    row = f"Mia,a,{DAY},1,10,1.05,,,,,"
    table = read(row, row)
    assert len(table.athletes[0].sessions[0].reps) == 1
    assert [notice.code for notice in table.notices] == ["repeated-rows"]
    table = read(row, row.replace("1.05", "1.06"), f"Mia,a,{DAY},2,10,1.05,,,,,")
    assert table.held[0].lines == (2, 3)
    assert [rep.number for rep in table.athletes[0].sessions[0].reps] == [2]


def test_two_sessions_of_one_athlete_at_one_moment_are_held_and_those_of_two_athletes_are_not() -> (
    None
):
    table = read(
        f"Mia,a,{DAY},1,10,1.05,,,,,", f"Mia,b,{DAY},1,10,1.04,,,,,", f"Lea,a,{DAY},1,10,1.2,,,,,"
    )
    assert [one.name for one in table.athletes] == ["Lea"]
    assert table.held[0].lines == (2, 3)
    assert "begin at one moment" in table.held[0].reason


def test_one_moment_written_in_two_zones_is_one_moment() -> None:
    table = read(
        f"Mia,a,{DAY},1,10,1.05,,,,,", "Mia,b,2026-05-01T15:00:00Z,1,10,1.04,,,,,",
        "Mia,c,2026-05-02T15:00:00Z,1,10,1.04,,,,,",
    )  # fmt: skip
    assert len(table.athletes[0].sessions) == 1
    assert table.held[0].lines == (2, 3)


def test_moments_of_reps_are_understood_and_a_label_used_again_is_another_session() -> None:
    table = read(
        "Mia,a,2026-05-01T17:00:00Z,1,10,1.05,,,,,", "Mia,a,2026-05-01T17:05:00Z,2,10,1.05,,,,,"
    )
    (session,) = table.athletes[0].sessions
    assert [rep.at for rep in session.reps] == [
        datetime(2026, 5, 1, 17, minute, tzinfo=UTC) for minute in (0, 5)
    ]
    table = read(
        "Mia,fly,2026-05-01T17:00:00Z,1,10,1.05,,,,,", "Mia,fly,2026-05-03T17:00:00Z,1,10,1.05,,,,,"
    )
    assert len(table.athletes[0].sessions) == 2


def test_three_decimals_in_every_cell_are_no_thousands() -> None:
    rep = read(f"Mia,a,{DAY},1,10,1.066,,,,,").athletes[0].sessions[0].reps[0]
    assert rep.time_s == 1.066
    row = f"Mia;a;{DAY};1;10;1,066;;;;;"
    assert read(row, head=HEAD.replace(",", ";")).athletes[0].sessions[0].reps[0].time_s == 1.066


@pytest.mark.parametrize(
    ("moment", "words"),
    [("2026-03-29T02:30:00", "not one moment"), ("2026-10-25T02:30:00", "not one moment"),
     ("9999-12-31T23:59:59-12:00", "year"), ("0001-01-01T00:00:00+14:00", "year")],
)  # fmt: skip
def test_an_hour_that_is_not_one_and_a_year_of_nobody_are_rejected(moment: str, words: str) -> None:
    good = "2026-05-01T17:00:00+02:00"
    table = read(
        f"Mia,a,{moment},1,10,1.05,,,,,", f"Mia,b,{good},1,10,1.05,,,,,",
        zone=ZoneInfo("Europe/Berlin"),
    )  # fmt: skip
    assert [row.line for row in table.rejected] == [2]
    assert words in table.rejected[0].reason


def test_moments_without_a_zone_are_told_and_take_the_zone_that_is_named() -> None:
    row = "Mia,a,2026-07-01T17:00:00,1,10,1.05,,,,,"
    table = read(row)
    assert [notice.code for notice in table.notices] == ["time-zone-assumed"]
    session = read(row, zone=ZoneInfo("Europe/Berlin")).athletes[0].sessions[0]
    assert session.started_at.astimezone(UTC).hour == 15
    mixed = read(row, f"Mia,b,{DAY},1,10,1.05,,,,,")
    assert "offset" in mixed.rejected[0].reason


@pytest.mark.parametrize(
    ("cell", "pain", "place"),
    [("", None, None), ("no", 0.0, None), ("3", 3.0, None), ("yes", 5.0, None),
     ("Hamstring", 5.0, "hamstring"), ("2.5 calf", 2.5, "calf")],
)  # fmt: skip
def test_pain_may_be_a_size_a_word_or_a_place(
    cell: str, pain: float | None, place: str | None
) -> None:
    rep = read(f"Mia,a,{DAY},1,10,1.05,,,,,{cell}").athletes[0].sessions[0].reps[0]
    assert (rep.pain, rep.pain_place) == (pain, place)


def test_the_same_file_makes_the_same_ids() -> None:
    row = f"Mia,a,{DAY},1,10,1.05,,,,,"
    assert read(row) == read(row)
    other = read(row.replace("Mia", "Lea"))
    assert other.athletes[0].sessions[0].id != read(row).athletes[0].sessions[0].id


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    table = read(
        f"=Mia,a,{DAY},1,10,1.05,0.004,,-0.4,video,0",
        f"=Mia,a,{DAY},2,10,1.1,,231.5,,,3.5 hamstring",
        f"Lea,b,{DAY},1,30,3.3,,,,gates,",
        "Lea,c,2026-05-03T17:00:00Z,1,10,1.2,,,,,", "Lea,c,2026-05-03T17:06:00Z,2,10,1.2,,,,,",
    )  # fmt: skip
    target = tmp_path / "reps.csv"
    assert write_rep_table([(a.name, a.sessions) for a in table.athletes], target) == ()
    assert read_rep_table(Source(target.read_bytes())) == table


@given(st.binary(max_size=300))
def test_hostile_bytes_give_a_table_or_a_clear_error(data: bytes) -> None:
    source = Source(HEAD.encode() + b"\n" + data)
    try:
        table = read_rep_table(source)
    except InputError:
        return
    assert table.athletes
