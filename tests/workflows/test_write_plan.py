"""A plan for a calendar, a spreadsheet, a wall: said before, written whole or not at all."""

from __future__ import annotations

import csv
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.training_builders import HIM, START, athlete, reason, uid

from flyzone.errors import InputError, OutputError
from flyzone.model import Dose, Plan, PlannedDay, PlannedSession
from flyzone.workflows.write_plan import WRITTEN, called, check_plan_targets, write_plan

DAY = date(2026, 5, 4)
BERLIN = athlete(time_zone="Europe/Berlin")


def plan(**words: Any) -> Plan:
    dose = Dose("fly-10", 1, 4, 10.0, 20.0, 30.0, rest_s=300.0, effort=1.0)
    given = {"starts": time(17, 30), "duration_s": 4500.0, "facility": "=track"} | words
    planned = PlannedSession(
        uid("p"), HIM, DAY, "max-velocity", (dose,), reasons=(reason(),), **given
    )
    rest = PlannedDay(HIM, DAY + timedelta(days=1), (), (reason(numbers={"rep": 9}),))
    return Plan(uid("plan"), START, (PlannedDay(HIM, DAY, (planned,)), rest))


def written(folder: Path, *names: str, given: Plan | None = None, **words: Any) -> list[Path]:
    targets = [folder / name for name in names]
    who = words.pop("who", BERLIN)
    write_plan(given or plan(), {HIM: who}, targets, stamp=START, **words)
    return targets


def test_each_ending_gets_its_form(tmp_path: Path) -> None:
    ics, table, page = written(tmp_path, "a.ics", "a.CSV", "a.html")
    calendar = ics.read_bytes().replace(b"\r\n ", b"").decode()
    assert "SUMMARY:Mia: max velocity" in calendar
    assert "DTSTART;TZID=Europe/Berlin:20260504T173000" in calendar or (
        "DTSTART:20260504T153000Z" in calendar
    )
    assert "Fly 10" in calendar
    assert "The session was over after rep 3." in calendar
    with table.open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["athlete"], first["day"], first["starts"]) == ("Mia", "2026-05-04", "17:30")
    assert first["facility"] == "'=track"
    assert (second["session"], second["reasons"]) == ("rest", "The session was over after rep 9.")
    text = page.read_text("utf-8")
    assert "Mia" in text
    assert "max velocity" in text.lower()


def test_a_calendar_needs_times_and_zones_and_says_so_before_anything_is_written(
    tmp_path: Path,
) -> None:
    for given, who in ((plan(starts=None), BERLIN), (plan(), athlete())):
        with pytest.raises(InputError):
            written(tmp_path, "a.csv", "a.ics", given=given, who=who)
        assert list(tmp_path.iterdir()) == []
    (ics,) = written(tmp_path, "a.ics", given=plan(starts=None), starts=time(9))
    assert b"T090000" in ics.read_bytes() or b"T070000Z" in ics.read_bytes()
    assert written(tmp_path, "b.csv", "b.html", given=plan(starts=None), who=athlete())


def test_where_it_cannot_be_written_is_said_before_any_work(tmp_path: Path) -> None:
    check_plan_targets([tmp_path / f"a{ending}" for ending in WRITTEN])
    for target in (tmp_path / "a.pdf", tmp_path / "missing" / "a.csv", tmp_path):
        with pytest.raises(OutputError):
            check_plan_targets([tmp_path / "a.ics", target])


def test_an_older_file_stays_where_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    (table,) = written(tmp_path, "a.csv")
    before = table.read_bytes()
    with pytest.raises(InputError):
        write_plan(plan(), {}, [table], stamp=START)
    assert table.read_bytes() == before
    assert list(tmp_path.iterdir()) == [table]


def test_an_exercise_has_its_name_and_a_stimulus_its_words() -> None:
    assert called("max-velocity") == "max velocity"
    assert called("fly-10") != "fly-10"
