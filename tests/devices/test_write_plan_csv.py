"""A plan as CSV: every dose a line, nothing lost, no formula."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID

import pytest

from flyzone.devices.tables.formula_guard import unguarded
from flyzone.devices.write_plan_csv import COLUMNS, write_plan_csv
from flyzone.errors import InputError, OutputError
from flyzone.model import Dose, Plan, PlannedDay, PlannedSession, Reason

WHO = str(UUID(int=1))
DOSES = (
    Dose("fly-20", 1, 4, distance_m=20.0, run_in_m=20.0, run_out_m=30.0, rest_s=240.0, effort=1.0),
    Dose("split-squat", 3, 5, set_rest_s=180.0, load="-10 % of body mass"),
)
SESSION = PlannedSession(
    str(UUID(int=2)), WHO, date(2026, 3, 2), "max-velocity", DOSES, time(17, 5), 2700.0, "=track",
    reasons=(Reason("a"), Reason("b")),
)  # fmt: skip
PLAN = Plan(
    str(UUID(int=3)),
    datetime(2026, 3, 1, tzinfo=UTC),
    (
        PlannedDay(WHO, date(2026, 3, 2), (SESSION,), (Reason("c"),)),
        PlannedDay(WHO, date(2026, 3, 3), (), (Reason("d"),)),
    ),
)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_dose_and_each_day_of_rest_is_a_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    write_plan_csv(PLAN, path, names={WHO: "Zoë"}, say=lambda one: f"({one.code})")
    rows = read(path)
    assert tuple(rows[0]) == COLUMNS
    assert [row["exercise"] for row in rows] == ["fly-20", "split-squat", ""]
    assert [row["session"] for row in rows] == ["max-velocity", "max-velocity", "rest"]
    assert [row["reasons"] for row in rows] == ["(a) (b) (c)", "", "(d)"]
    first = rows[0]
    assert (first["athlete"], first["day"], first["starts"]) == ("Zoë", "2026-03-02", "17:05")
    numbers = ("sets", "reps", "distance_m", "run_in_m", "run_out_m", "rest_s", "effort")
    assert [float(first[one]) for one in numbers] == [1, 4, 20, 20, 30, 240, 1]
    assert (first["fixed"], float(first["duration_s"])) == ("no", 2700.0)


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    write_plan_csv(PLAN, path, names={WHO: '=HYPERLINK("x")'}, say=lambda _: "@cmd")
    for row in read(path):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    assert unguarded(read(path)[0]["athlete"]) == '=HYPERLINK("x")'
    assert unguarded(read(path)[1]["load"]) == "-10 % of body mass"


def test_an_athlete_without_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="without a name"):
        write_plan_csv(PLAN, tmp_path / "plan.csv", names={}, say=lambda one: one.code)
    assert not (tmp_path / "plan.csv").exists()


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"must end in \.csv"):
        write_plan_csv(PLAN, tmp_path / "plan.xls", names={WHO: "A"}, say=lambda one: one.code)
