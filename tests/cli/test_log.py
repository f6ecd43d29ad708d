"""``flyzone log``: what was done besides timed sprints, noted once and as it was."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.cli.shell import document, flyzone, refusal, said

pytestmark = pytest.mark.usefixtures("squad")

AT = ("--at", "2026-06-01T17:00")
SPRINTS = ("log", "run", "Lea", "--stimulus", "max-velocity")
FLY_10 = (*SPRINTS, "--rep-distance", "10", *AT)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (["run", "Mia", "--stimulus", "easy-run"], "easy-run of Mia"),
        (["jump", "Mia", "--kind", "drop", "--height", "0.4", "--drop", "0.3"], "drop jump of Mia"),
        (["lift", "Mia", "--exercise", "split-squat", "--load", "0", "--reps", "5"], "split-squat"),
        (["clearance", "Mia", "--by", "Dr. Ö", "--role", "doctor"], "clearance of Mia by Dr. Ö"),
    ],
)
def test_what_was_noted_is_said_with_its_day(what: list[str], words: str) -> None:
    shown = said("log", *what, *AT)
    assert words in shown
    assert shown.endswith(", 2026-06-01 17:00.\n")


def test_yesterdays_intervals_are_load() -> None:
    document("log", "run", "Lea", "--stimulus", "interval-run", "--minutes", "45", *AT)
    answer = document("today", "Lea", "--now", "2026-06-02T09:00:00+02:00")
    assert answer["verdict"] == "no"
    assert "interval-run" in answer["reasons"][0]["text"]


def test_times_are_kept_with_their_rests(tmp_path: Path) -> None:
    document(*FLY_10, "--times", "1.01, 1.02,1.03", "--rests", "240", "--run-in", "20")
    document("export", "--athlete", "Lea", tmp_path / "lea.csv")
    with (tmp_path / "lea.csv").open(encoding="utf-8") as file:
        rows = [one for one in csv.DictReader(file) if one["started_at"].startswith("2026-06-01")]
    assert [one["time_s"] for one in rows] == ["1.01", "1.02", "1.03"]
    assert [one["rest_before_s"] for one in rows] == ["", "240.0", "240.0"]
    assert {one["started_at"] for one in rows} == {"2026-06-01T17:00:00+02:00"}


def test_a_session_typed_twice_is_one() -> None:
    once = [*FLY_10, "--times", "1.01,1.02"]
    assert document(*once)["saved"] == "new"
    assert document(*once)["saved"] == "same"


def test_nobody_is_in_two_sessions_at_one_time() -> None:
    document(*FLY_10, "--times", "1.01,1.02")
    error = refusal("log", "run", "Lea", "--stimulus", "easy-run", *AT)
    assert error["code"] == "session-twice"
    assert "Lea" in error["message"]


@pytest.mark.parametrize(
    "times", ["0", "-1.01", "0.5", "600", "nan", "abc", "", ",", "1.01,,1.02", "1,01", "1.01;1.02"]
)
def test_times_that_cannot_be_are_refused(times: str) -> None:
    refusal(*FLY_10, "--times", times)
    assert document("board", "--order", "latest")["marks"][0]["at"] < "2026-06"


@pytest.mark.parametrize(
    "options",
    [
        ["--times", "1.01,1.02"], ["--rests", "240"], ["--rep-distance", "10"],
        ["--times", "1.01", "--rep-distance", "10", "--rests", "240"],
        ["--times", "1.01,1.02", "--rep-distance", "10", "--rests", "240,250"],
        ["--times", "1.01,1.02", "--rep-distance", "10", "--rests", "long"],
        ["--times", "1.01", "--rep-distance", "nan"], ["--times", "1.01", "--rep-distance", "0"],
        ["--minutes", "0"], ["--minutes", "-1"], ["--distance", "-1"], ["--exertion", "11"],
    ],
)  # fmt: skip
def test_a_session_that_does_not_fit_together_is_refused(options: list[str]) -> None:
    refusal(*SPRINTS, *options)


@pytest.mark.parametrize(
    "what",
    [
        ["run", "Lea", "--stimulus", "jogging"], ["jump", "Lea", "--kind", "drop"],
        ["jump", "Lea", "--kind", "leap", "--height", "0.4"],
        ["jump", "Lea", "--kind", "squat", "--height", "41.2"],
        ["lift", "Lea", "--exercise", "split-squat", "--load", "-60", "--reps", "5"],
        ["lift", "Lea", "--exercise", "split-squat", "--load", "60", "--reps", "0"],
        ["clearance", "Lea", "--by", "", "--role", "doctor"],
        ["clearance", "Lea", "--by", "Kim", "--role", "guru"],
        ["run", "Tom", "--stimulus", "easy-run"],
    ],
)  # fmt: skip
def test_what_is_not_known_or_not_possible_is_refused(what: list[str]) -> None:
    refusal("log", *what)


def test_an_exercise_outside_the_catalogue_is_noted_and_that_is_told() -> None:
    result = flyzone("log", "lift", "Lea", "--exercise", "log press", "--load", "60", "--reps", "5")
    assert result.exit_code == 0
    assert "not in the catalogue" in result.stderr
