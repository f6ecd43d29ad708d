"""``flyzone plan``: wishes in, days with reasons out, and nothing kept of what could not be."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cli.shell import document, refusal, said, wrong_usage

pytestmark = pytest.mark.usefixtures("squad")

MONDAY = "2026-12-07"
WEEK = ("--from", MONDAY, "--weeks", "1")
FORTNIGHT = ("--from", MONDAY, "--weeks", "2")


def stimuli(plan: dict[str, Any]) -> list[tuple[str, str]]:
    return [(day["day"], one["stimulus"]) for day in plan["days"] for one in day["sessions"]]


def wishes(path: Path, **more: Any) -> Path:
    of_lea = {"athlete": "Lea", **more.pop("lea", {})}
    whole = {"first_day": MONDAY, "weeks": 1, "athletes": [of_lea], **more}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def test_every_day_stands_there_with_its_reasons() -> None:
    plan = document("plan", "Lea", *WEEK)
    assert [day["day"] for day in plan["days"]] == [f"2026-12-{day:02d}" for day in range(7, 14)]
    assert all(day["reasons"] or day["sessions"] for day in plan["days"])
    assert "max-velocity" in {stimulus for _, stimulus in stimuli(plan)}
    shown = said("plan", "Lea", *WEEK, "--no-keep")
    assert shown.startswith("Mon 2026-12-07  Lea: ")


def test_options_say_when_he_can_and_what_else_he_does() -> None:
    plan = document(
        "plan", "Lea", *FORTNIGHT, "--days", "2-4", "--train", "Mon,thu=90@17:30", "--train", "sat",
        "--race", "2026-12-19=A", "--other", "tue=interval-run", "--target", "100-m",
    )  # fmt: skip
    found = stimuli(plan)
    assert ("2026-12-19", "race") in found
    assert ("2026-12-08", "interval-run") in found
    free = {date.fromisoformat(day).weekday() for day, _ in found}
    assert free <= {0, 1, 3, 5}
    starts = {
        one["starts"] for day in plan["days"] for one in day["sessions"]
        if date.fromisoformat(day["day"]).weekday() == 0
    }  # fmt: skip
    assert all(start.startswith(("17:3", "18:")) for start in starts)


def test_the_next_monday_is_the_first_day_where_none_is_named() -> None:
    plan = document("plan", "Lea", "--weeks", "1", "--now", "2026-12-02T10:00", "--no-keep")
    assert plan["days"][0]["day"] == MONDAY


def test_wishes_that_clash_are_named_and_nothing_is_kept() -> None:
    error = refusal("plan", "Lea", *WEEK, "--train", "mon", "--days", "3-3")
    assert error["code"] == "plan-clash"
    assert "at least 3 training days a week" in error["message"]
    assert refusal("plan", "Lea", *WEEK, "--again")["code"] == "plan-again"


def test_a_plan_is_changed_in_its_days_and_before_they_begin() -> None:
    document("plan", "Lea", *FORTNIGHT)
    for now in ("2026-12-01T10:00", "2026-12-09T10:00"):
        race = ("--race", "2026-12-19=A", "--again", "--now", now)
        again = document("plan", "Lea", *FORTNIGHT, *race)
        assert ("2026-12-19", "race") in stimuli(again)


def test_no_keep_keeps_nothing() -> None:
    document("plan", "Lea", *WEEK, "--no-keep")
    assert refusal("plan", "Lea", *WEEK, "--again")["code"] == "plan-again"


def test_a_plan_goes_into_a_calendar_a_table_and_a_page(tmp_path: Path) -> None:
    name = "=Eve <script>"
    document("athlete", "add", name, "--zone", "Europe/Berlin")
    outs = [tmp_path / f"plan{suffix}" for suffix in (".ics", ".csv", ".html")]
    options = [word for out in outs for word in ("--out", str(out))]
    said("plan", "=Eve", "Lea", *WEEK, "--starts", "17:30", *options)
    calendar, table, page = (out.read_text(encoding="utf-8") for out in outs)
    assert "DTSTART:202612" in calendar
    assert "T163000Z" in calendar, "17:30 in Berlin in winter"
    athletes = {row["athlete"] for row in csv.DictReader(table.splitlines())}
    assert athletes == {f"'{name}", "Lea"}, "a spreadsheet would run what begins with ="
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_what_a_calendar_lacks_is_said_and_nothing_is_written_or_kept(tmp_path: Path) -> None:
    outs = ["--out", str(tmp_path / "p.csv"), "--out", str(tmp_path / "p.ics")]
    assert refusal("plan", "Lea", *WEEK, *outs)["code"] == "calendar-time"
    document("athlete", "add", "Ann")
    assert refusal("plan", "Ann", *WEEK, "--starts", "17:30", *outs)["code"] == "calendar-zone"
    assert list(tmp_path.glob("p.*")) == []
    assert refusal("plan", "Lea", *WEEK, "--again")["code"] == "plan-again"


def test_a_name_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path) -> None:
    for name, code in (("p.txt", "output-suffix"), ("none/p.csv", "output-folder")):
        assert refusal("plan", "Lea", *WEEK, "--out", tmp_path / name)["code"] == code


@pytest.mark.parametrize(
    "options",
    [
        ["--days", "5-2"], ["--days", "x"], ["--days", "-1-3"], ["--target", "moon"],
        ["--train", "funday"], ["--train", "mon=abc"], ["--train", "mon=-5"],
        ["--train", "mon=90@25:00"], ["--train", "mon=90@17:30+02:00"], ["--race", "2026-13-01"],
        ["--race", "2026-12-12=Z"], ["--race", "2030-01-01"], ["--other", "tue=jogging"],
        ["--other", "blah"], ["--race", "2026-12-10", "--match", "2026-12-10"],
        ["--from", "9999-12-31"], ["--from", "soon"], ["--starts", "25:00"],
        ["--starts", "17:30+02:00"], ["--now", "noon"], ["Lea"], ["Tom"],
    ],
)  # fmt: skip
def test_a_wish_that_cannot_be_is_refused(options: list[str]) -> None:
    refusal("plan", "Lea", *WEEK, *options)


def test_a_file_of_wishes_is_planned(tmp_path: Path) -> None:
    track = {"name": "=Track <b>", "capacity": 1, "kinds": ["track", "gym"], "straight_m": 110}
    file = wishes(tmp_path / "w.json", lea={"forbidden": ["2026-12-08"]}, facilities=[track])
    plan = document("plan", "--wishes", file)
    assert "2026-12-08" not in {day for day, _ in stimuli(plan)}


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", "{", '{"weeks": 1, "weeks": 2}', "[" * 100_000, "\x00",
        '{"first_day": "2026-12-07", "weeks": NaN, "athletes": [{"athlete": "Lea"}]}',
    ],
)  # fmt: skip
def test_what_is_no_file_of_wishes_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "w.json"
    file.write_text(text, encoding="utf-8")
    assert "w.json" in refusal("plan", "--wishes", file)["message"]


@pytest.mark.parametrize(
    "more",
    [
        {"hello": 1}, {"athletes": []}, {"weeks": 0}, {"weeks": 2.5}, {"weeks": 10**400},
        {"lea": {"facilities": ["Moon"]}}, {"lea": {"days_a_week": [3]}},
        {"lea": {"fixed": [{"stimulus": "tempo"}]}},
        {"lea": {"returning": {"place": "hamstring", "step": 99}}},
        {"facilities": [{"name": "T", "capacity": 1}, {"name": "T", "capacity": 2}]},
        {"facilities": [{"name": "T", "capacity": 1, "slots": [{"starts": "18:00", "ends": "17:00"}]}]},
    ],
)  # fmt: skip
def test_wishes_that_contradict_themselves_are_refused(tmp_path: Path, more: Any) -> None:
    refusal("plan", "--wishes", wishes(tmp_path / "w.json", **more))


def test_wrong_usage_is_two(tmp_path: Path) -> None:
    for arguments in (
        [], ["Lea", "--wishes", wishes(tmp_path / "w.json")], ["Lea", "--weeks", "0"],
        ["Lea", "--weeks", "53"],
    ):  # fmt: skip
        wrong_usage("plan", *arguments)
