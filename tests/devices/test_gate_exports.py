"""Exports of gates that name their device; no real ones could be found, all of these are made up."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose
from tests.devices.text_files import codes, gates, lines_of, read, refused

from flyzone.devices.detect import formats

FREELAP = (
    "Entrainement du 12.05\n2024-05-12\n"
    "N;ID;TEMPS;;L1;L2\n"
    "1;AC-3476;+3,10 (2);;1,90;1,20\n"
    "2;AC-3476;3,05;;1,85;1,20\n"
    "1;AB-1111;1:02,34;;30,14;32,20\n"
    ";;-;;;\n"
)
VALD = (
    "profileId,trialNumber,isValid,totalTimeSeconds,splitOne,splitTwo,cumulativeOne,cumulativeTwo\n"
    "p1,1,true,3.1,1.9,1.2,1.9,3.1\n"
    "p1,2,false,3.2,2.0,1.2,2.0,3.2\n"
    "p1,3,true,3.021,1.8,1.3,1.8,3.021\n"
)


@pytest.mark.parametrize(
    ("name", "dialect"),
    [
        ("Brower Timing Systems", "brower"),
        ("DASHR export", "dashr"),
        ("SmartSpeed PRO", "smartspeed"),
        ("Fusion Sport", "smartspeed"),
        ("VALD Hub", "vald"),
        ("MyFreelap", "freelap"),
    ],
)
def test_a_table_that_names_its_device_is_read_as_its_export(name: str, dialect: str) -> None:
    reading = read(f"{name}\nAthlete,10 m (s),30 m (s)\nA,1.90,4.20\n")
    assert reading.dialect == dialect
    assert gates(reading) == [("A", None, [10, 30], [1.9, 4.2])]
    assert {"export-not-seen", "lines-before-headings"} <= codes(reading)
    assert reading.splits[0].origin.startswith("gates, ")


def test_a_name_within_another_word_is_not_the_device() -> None:
    reading = read("Group of Osvaldo\nAthlete,10 m (s),30 m (s)\nA,1.90,4.20\n")
    assert reading.dialect == "splits-csv"


@pytest.mark.parametrize("dialect", ["brower", "dashr", "smartspeed", "vald", "freelap"])
def test_numbered_gates_of_a_device_are_asked_for_their_places(dialect: str) -> None:
    text = "Athlete,Split 1,Split 2\nA,1.90,1.20\n"
    assert refused(text, dialect).code == "gate-places"
    reading = read(text, dialect, distances_m=(10.0, 20.0))
    assert gates(reading) == [("A", None, [10, 20], [1.9, 3.1])]


def test_a_freelap_screen_is_read() -> None:
    assert refused(FREELAP).code == "gate-places"
    reading = read(FREELAP, distances_m=(200.0, 400.0))
    assert reading.dialect == "freelap"
    # Two runs would be faster than anyone; they are held, and the one of a minute is not.
    assert gates(reading) == [("AB-1111", "1", [200, 400], [30.14, 62.34])]
    assert [held.lines for held in reading.held] == [(4,), (5,)]
    reading = read(FREELAP.replace("1:02,34", "3,30").replace("30,14;32,20", "2,00;1,30"),
                   distances_m=(10.0, 20.0))  # fmt: skip
    assert [(sprint.athlete, sprint.run) for sprint in reading.splits] == [
        ("AC-3476", "1"), ("AC-3476", "2"), ("AB-1111", "1"),
    ]  # fmt: skip
    assert_allclose(reading.splits[1].times, [1.85, 3.05])
    assert lines_of(reading.rejected) == [7]
    assert reading.rejected[0].text == ";;-;;;"
    assert "Entrainement" in next(
        notice.message for notice in reading.notices if notice.code == "lines-before-headings"
    )


def test_a_freelap_screen_with_names_keeps_them_and_minutes() -> None:
    text = "N;NAME;ID;TIME;L1;L2\n1;Ann;AC-1;1:02.34;30.14;32.20\n"
    reading = read(text, distances_m=(200.0, 400.0))
    assert gates(reading) == [("Ann", "1", [200, 400], [30.14, 62.34])]


def test_a_freelap_screen_without_laps_is_refused() -> None:
    error = refused("N;SEX;NAME;ID;LAP;SPLIT\n1;F;Ann;AC-1;1;3,10\n")
    assert error.code == "freelap-layout"


def test_trials_of_vald_are_read_and_those_not_valid_are_told() -> None:
    reading = read(VALD, distances_m=(10.0, 20.0))
    assert reading.dialect == "vald"
    assert gates(reading) == [("p1", "1", [10, 20], [1.9, 3.1])]
    assert lines_of(reading.rejected) == [3]
    (held,) = reading.held
    assert held.lines == (4,)
    assert "1.3 s from 10 to 20 m" in held.reason


def test_fields_of_vald_keep_their_meaning_with_their_groups_before_them() -> None:
    text = VALD.replace("split", "gateSummaryFields.split").replace(
        "cumul", "gateSummaryFields.cumul"
    )
    assert (
        read(text, distances_m=(10.0, 20.0)).splits == read(VALD, distances_m=(10.0, 20.0)).splits
    )


def test_no_reader_without_a_real_export_says_that_it_saw_one() -> None:
    unseen = {form.dialect for form in formats() if not form.seen}
    assert {
        "freelap",
        "brower",
        "dashr",
        "smartspeed",
        "vald",
        "chronojump-csv",
        "laser-text",
    } <= unseen
