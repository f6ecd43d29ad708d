"""The store at the door: what goes in once is there once, comes out whole, and is never half there."""

from __future__ import annotations

import csv
import gzip
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from tests.cli.shell import (
    HEAD,
    LAST,
    document,
    flyzone,
    refusal,
    rep_table,
    row,
    said,
    season,
    wrong_usage,
)  # fmt: skip
from tests.devices.watch_files import fit_file, fit_lap, fit_record

pytestmark = pytest.mark.usefixtures("squad")


def athletes() -> list[str]:
    return [one["name"] for one in document("athlete")["athletes"]]


def exported(folder: Path, who: str) -> list[dict[str, str]]:
    document("export", "--athlete", who, folder / "out.csv")
    with (folder / "out.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_table_imported_twice_is_there_once(tmp_path: Path) -> None:
    table = rep_table(tmp_path / "reps.csv", season("Lea", 1.00))
    assert document("import", table)["sessions"] == {"same": 12}
    assert said("import", table) == "Sessions: 12 there already\n"
    assert len(exported(tmp_path, "Lea")) == 48


def test_a_new_name_makes_an_athlete_only_when_asked(tmp_path: Path) -> None:
    table = rep_table(tmp_path / "reps.csv", [row("Tom"), row("=cmd|' /C calc'!A0"), row("lea")])
    assert refusal("import", table)["code"] == "import-unknown-athlete"
    assert athletes() == ["Lea", "Mia"]
    assert document("import", table, "--add-athletes") == {
        "sessions": {"new": 3}, "athletes_added": ["Tom", "=cmd|' /C calc'!A0"], "warnings": [],
    }  # fmt: skip
    assert athletes() == ["=cmd|' /C calc'!A0", "Lea", "Mia", "Tom"]


def test_a_name_that_is_none_keeps_the_whole_table_out(tmp_path: Path) -> None:
    for name in ("a" * 81, "E\x1b[31mvil"):
        table = rep_table(tmp_path / "reps.csv", [row("Tom"), row(name)])
        refusal("import", table, "--add-athletes")
    assert athletes() == ["Lea", "Mia"]


def test_a_session_that_clashes_keeps_the_whole_table_out(tmp_path: Path) -> None:
    at = LAST.isoformat()
    document("log", "run", "Lea", "--stimulus", "tempo", "--at", "2026-06-01T17:00:00+02:00")
    clash = [row("Lea", at="2026-05-01T17:00:00+02:00"), row("Lea", at="2026-06-01T15:00:00+00:00")]
    for number, one in enumerate(clash):
        one[1] = f"c{number}"
    assert refusal("import", rep_table(tmp_path / "reps.csv", clash))["code"] == "session-twice"
    assert max(one["started_at"] for one in exported(tmp_path, "Lea")) == at


def test_rows_that_cannot_be_are_told_and_the_others_kept(tmp_path: Path) -> None:
    rows = [row("Lea", session="x"), row("Lea", "0.2", session="y", at="2026-05-04T17:00:00+02:00")]
    found = document("import", rep_table(tmp_path / "reps.csv", rows))
    assert found["sessions"] == {"new": 1}
    (warning,) = found["warnings"]
    assert "line 3" in warning["message"]


def test_what_an_athlete_did_leaves_as_a_table_that_can_be_read_again(tmp_path: Path) -> None:
    before = exported(tmp_path, "Lea")
    assert document("import", tmp_path / "out.csv")["sessions"] == {"same": 12}
    assert [one["time_s"] for one in before] == [
        str(float(str(one[5]))) for one in season("Lea", 1.00)
    ]
    document("athlete", "set", "Lea", "--name", "=Lea")
    assert {one["athlete"] for one in exported(tmp_path, "=Lea")} == {"'=Lea"}
    assert document("import", tmp_path / "out.csv")["sessions"] == {"same": 12}


def test_everything_leaves_in_one_file_and_comes_back_whole(tmp_path: Path) -> None:
    document("checkin", "Lea", "--sleep", "8")
    document("rules", "set", "recovery-hill", "hours", "60", "--by", "Kim", "--athlete", "Lea")
    first, second = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.gz"
    assert document("export", "--all", first)["written"] == str(first)
    other = ("--database", tmp_path / "other.db")
    found = document("import", first, *other)
    assert found["new"] > 20
    assert document("import", first, *other) == {"new": 0, "same": found["new"], "changed": 0}
    document("export", "--all", second, *other)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("fault", ["cut", "flipped", "no gzip", "no json", "empty"])
def test_a_damaged_archive_changes_nothing(tmp_path: Path, fault: str) -> None:
    archive = tmp_path / "all.jsonl.gz"
    document("export", "--all", archive)
    whole = archive.read_bytes()
    archive.write_bytes(
        {
            "cut": whole[:-40],
            "flipped": whole[:200] + bytes([whole[200] ^ 255]) + whole[201:],
            "no gzip": b"\x1f\x8b\x08" + b"x" * 60,
            "no json": gzip.compress(b"{}\nnot json\n"),
            "empty": gzip.compress(b""),
        }[fault]
    )
    other = ("--database", tmp_path / "other.db")
    refusal("import", archive, *other)
    assert document("athlete", *other)["athletes"] == []


def test_what_cannot_be_written_is_refused_and_an_older_file_left_alone(tmp_path: Path) -> None:
    older = tmp_path / "older.txt"
    older.write_text("good", encoding="utf-8")
    for target, code in (
        (older, "output-suffix"), (tmp_path / "none" / "a.jsonl.gz", "output-folder"),
    ):  # fmt: skip
        assert refusal("export", "--all", target)["code"] == code
    assert refusal("export", "--athlete", "Lea", older)["code"] == "output-suffix"
    assert refusal("export", "--athlete", "Tom", tmp_path / "t.csv")["code"] == "unknown-athlete"
    assert older.read_text(encoding="utf-8") == "good"
    assert not (tmp_path / "t.csv").exists()


def test_times_of_gates_are_kept_once_on_the_day_that_was_told(tmp_path: Path) -> None:
    gates = tmp_path / "gates.csv"
    gates.write_text("athlete,Fly 10 m\nLea,1.01\nLea,1.02\nMia,1.08\n", encoding="utf-8")
    assert refusal("import", gates, "--athlete", "Lea")["code"] == "keep-moment"
    told = ("--athlete", "Lea", "--at", "2026-06-01T17:00")
    for outcome in ("1 new", "1 there already"):
        warnings = {
            one["code"]: one["message"] for one in document("import", gates, *told)["warnings"]
        }
        assert outcome in warnings["kept"]
        assert warnings["keep-others"].startswith("1 time of others than Lea")
    rows = [one for one in exported(tmp_path, "Lea") if one["started_at"] >= "2026-06"]
    assert [(one["time_s"], one["started_at"]) for one in rows] == [
        ("1.01", "2026-06-01T17:00:00+02:00"), ("1.02", "2026-06-01T17:00:00+02:00"),
    ]  # fmt: skip
    assert refusal("import", gates, "--athlete", "Tom", "--at", "2026-06-01T17:00")


def test_a_run_of_a_watch_counts_as_load(tmp_path: Path) -> None:
    run = tmp_path / "run.fit"
    records = [fit_record(second, distance=3.0 * second) for second in range(0, 1800, 30)]
    run.write_bytes(fit_file([*records, fit_lap(0, 1800, total_distance=5400.0)]))
    assert refusal("import", run, "--athlete", "Lea")["code"] == "keep-stimulus"
    assert refusal("import", run, "--athlete", "Lea", "--stimulus", "jogging")["code"] == "session"
    document("import", run, "--athlete", "Lea", "--stimulus", "interval-run")
    answer = document("today", "Lea", "--now", "2025-05-02T08:00:00+02:00")
    assert "interval-run" in str(answer["reasons"])


def test_a_table_of_reps_goes_in_as_it_is(tmp_path: Path) -> None:
    table = rep_table(tmp_path / "reps.csv", [row("Lea")])
    for option in (["--athlete", "Lea"], ["--out", "x.csv"], ["--stimulus", "hill"]):
        wrong_usage("import", table, *option)
    wrong_usage("export", table)
    wrong_usage("export", "--all", "a", "b")
    wrong_usage("export", "--all", "--athlete", "Lea", "x.csv")
    assert refusal("export", table, table)["code"] == "output-over-input"


def _newer(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE flyzone_schema SET version_num = '9999'")
    connection.close()


def _others(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
    connection.close()


def _truncated(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])


def _text(file: Path) -> None:
    file.write_text("athlete,time_s\n" * 400, encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_newer, "store-newer"), (_others, "store-not-a-store"), (_truncated, "store-damaged"),
        (_text, "store-not-a-store"),
    ],
)  # fmt: skip
def test_what_is_no_store_of_this_program_is_refused_and_left_as_it_is(
    squad: Path, make: Any, code: str
) -> None:
    make(squad)
    before = squad.read_bytes()
    for command in (["athlete"], ["today", "Lea"], ["checkin", "Lea", "--sleep", "8"], ["trend"]):
        assert refusal(*command)["code"] == code
    assert refusal("session", "Lea", typed="1.01\n")["code"] == code
    assert squad.read_bytes() == before


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/nonexistent/folder/x.db", "store-unreachable"), (".", "store-not-a-store"),
        (":memory:", "store-address"), ("mysql://u:secret@h/d", "store-address"),
        ("postgresql://u:sec@ret@h/d", "store-address"),
        ("postgresql://u:secret@127.0.0.1:1/d", "store-unreachable"),
    ],
)  # fmt: skip
def test_an_address_without_a_store_is_refused_without_its_password(
    address: str, code: str
) -> None:
    result = flyzone("athlete", "--database", address)
    assert result.exit_code == 1
    assert "secret" not in result.output
    assert refusal("athlete", "--database", address)["code"] == code


def test_an_empty_variable_of_the_environment_names_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLYZONE_DATABASE_URL", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert document("athlete")["athletes"] == []
    assert list(tmp_path.rglob("flyzone.db"))


def test_a_header_alone_is_no_table(tmp_path: Path) -> None:
    file = tmp_path / "head.csv"
    file.write_text(",".join(HEAD) + "\n", encoding="utf-8")
    assert "no rows" in refusal("import", file)["message"]
