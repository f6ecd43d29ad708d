"""``flyzone trend``: from the store or a table, the same numbers, for a person or a program."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.shell import LAST, document, refusal, rep_table, row, said, season, wrong_usage

pytestmark = pytest.mark.usefixtures("squad")
NOW = ("--now", LAST.isoformat())


def test_the_store_and_a_table_of_the_same_reps_say_the_same(tmp_path: Path) -> None:
    table = rep_table(tmp_path / "history.csv", season("Lea", 1.00))
    (stored,) = document("trend", "Lea", *NOW)["athletes"]
    (read,) = document("trend", "--history", table, *NOW)["athletes"]
    for key in ("athlete", "level", "change_per_week", "p_gain", "p_gain_over_swc", "causes"):
        assert stored[key] == read[key], key
    assert sum(one["probability"] for one in stored["causes"]) == pytest.approx(1.0)


def test_everybody_of_the_store_is_asked_about_without_a_name() -> None:
    assert [one["athlete"] for one in document("trend", *NOW)["athletes"]] == ["Lea", "Mia"]
    shown = said("trend", *NOW)
    assert shown.startswith("Lea, 2026-04-10: 12 sessions, 48 reps\n  level 1.00")
    assert "\nMia, 2026-04-10: 12 sessions" in shown


def test_one_session_cannot_tell_and_says_so(tmp_path: Path) -> None:
    table = rep_table(tmp_path / "one.csv", [row()])
    assert said("trend", "--history", table).startswith("Mia, 2026-05-01: 1 session, 1 rep\n")
    (found,) = document("trend", "--history", table)["athletes"]
    assert "change_per_week" not in found
    absent = {one["quantity"] for one in found["not_measured"]}
    assert absent >= {"change_per_week", "p_gain", "p_gain_over_swc"}


def test_before_the_first_session_nothing_is_known() -> None:
    (found,) = document("trend", "Lea", "--now", "2020-01-01T10:00")["athletes"]
    assert found["sessions"] == 0
    assert "level" not in found


def test_a_chart_is_written_beside_the_one_document(tmp_path: Path) -> None:
    document("trend", "Lea", *NOW, "--chart", tmp_path / "lea.json")
    assert (tmp_path / "lea.json").stat().st_size > 1000


def test_a_chart_that_cannot_be_leaves_one_document_and_an_older_chart_alone(
    tmp_path: Path,
) -> None:
    chart = tmp_path / "chart.svg"
    chart.write_text("an older good chart", encoding="utf-8")
    one = rep_table(tmp_path / "one.csv", [row()])
    assert refusal("trend", "--history", one, "--chart", chart)["code"] == "trend-chart"
    assert "several" in refusal("trend", *NOW, "--chart", chart)["message"]
    for name, code in (("c.pdf", "output-suffix"), ("none/c.svg", "output-folder")):
        assert refusal("trend", "Lea", "--chart", tmp_path / name)["code"] == code
    assert chart.read_text(encoding="utf-8") == "an older good chart"


def test_who_is_not_there_is_refused(tmp_path: Path) -> None:
    table = rep_table(tmp_path / "one.csv", [row()])
    assert refusal("trend", "Tom")["code"] == "unknown-athlete"
    error = refusal("trend", "Tom", "--history", table)
    assert error["code"] == "trend-athlete"
    assert "Mia" in error["message"]


@pytest.mark.parametrize("weeks", ["0", "-1", "105", "nan", "few"])
def test_a_window_is_one_to_a_hundred_and_four_weeks(weeks: str) -> None:
    wrong_usage("trend", "--weeks", weeks)


def test_a_moment_that_cannot_be_is_refused(tmp_path: Path) -> None:
    for moment in ("9999-12-31T23:59:59-12:00", "noon", "2026-03-29T02:30"):
        assert refusal("trend", "Lea", "--now", moment)["code"] == "moment"
    table = rep_table(tmp_path / "one.csv", [row()])
    assert refusal("trend", "--history", table, "--zone", "Mars/Base")["code"] == "athlete"
