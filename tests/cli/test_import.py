"""``flyzone import`` as a shell sees it: every row accounted for, once, in words or in JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.sprints import MAC, MSS, SHARED, radar, reference, write_splits
from typer.testing import CliRunner, Result

from flyzone.cli.app import app

SCHEMA = json.loads(CliRunner().invoke(app, ["schema", "import"]).stdout)
MIXED = """athlete,distance_m,time_s
Ada,10,1.95
Ada,20,3.26
Ada,30,fast
Bo,10,2.00
Bo,20,3.40
Bo,20,3.90
Cy,10,2.05
Cy,20,3.45
"""


def imported(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["import", *map(str, arguments)])


def document(result: Result) -> dict[str, Any]:
    """The one JSON document on standard output, which is what its schema promises."""
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("\n") == 1
    said: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(said, SCHEMA)
    return said


def refusal(result: Result) -> dict[str, str]:
    assert result.exit_code == 1
    error: dict[str, str] = json.loads(result.stdout)["error"]
    assert error["message"] in result.stderr
    assert "Traceback" not in result.output
    assert error["code"] != "unexpected"
    return error


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    file = tmp_path / "mixed.csv"
    file.write_text(MIXED, encoding="utf-8")
    return file


def test_every_row_is_in_a_result_rejected_or_held(mixed: Path) -> None:
    said = document(imported(mixed, "--json"))
    used = {(one["athlete"], t) for one in said["splits"] for t in one["time_s"]}
    rejected = {row["line"] for row in said["rejected"]}
    held = {line for group in said["held"] for line in group["lines"]}
    lines = MIXED.splitlines()[1:]
    for number, line in enumerate(lines, 2):
        athlete, _, time = line.split(",")
        in_a_result = time != "fast" and (athlete, float(time)) in used
        assert in_a_result + (number in rejected) + (number in held) == 1, line
    assert rejected == {4}
    assert {6, 7} <= held


def test_a_person_reads_what_was_taken_and_what_was_not(mixed: Path) -> None:
    result = imported(mixed)
    assert result.exit_code == 0
    assert "splits-csv: headings athlete, distance_m, time_s" in result.stdout
    assert "splits of Ada: 10 m 1.95 s, 20 m 3.26 s" in result.stdout
    assert "line 4 left out" in result.stderr
    assert "Ada,30,fast" in result.stderr
    assert "held for review" in result.stderr
    assert "left out" not in result.stdout


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
@pytest.mark.parametrize("kind", ["splits", "traces"])
def test_what_is_written_is_imported_alike(tmp_path: Path, suffix: str, kind: str) -> None:
    file = (
        write_splits(tmp_path / "in.csv", {"Åsa": (MSS, MAC), "Bo": (9.0, 8.0)})
        if kind == "splits"
        else radar().write(tmp_path / "in.csv")
    )
    out = tmp_path / f"out{suffix}"
    first = document(imported(file, "--out", out, "--json"))
    again = document(imported(out, "--json"))
    keys = ("athlete", "time_s", "distance_m", "velocity_m_s")
    for before, after in zip(first[kind], again[kind], strict=True):
        assert [before.get(key) for key in keys] == [after.get(key) for key in keys]


def test_what_the_written_form_cannot_hold_is_among_the_warnings(tmp_path: Path) -> None:
    file = tmp_path / "wide.csv"
    file.write_text("athlete,t_5m,t_10m,t_20m,Fly 10 m\nA,1.2,1.95,3.3,1.1\n", encoding="utf-8")
    said = document(imported(file, "--out", tmp_path / "out.csv", "--json"))
    assert "not-written" in {one["code"] for one in said["warnings"]}
    assert "not-written" in imported(file, "--out", tmp_path / "out.csv").stderr


def test_options_tell_what_the_file_does_not_say(tmp_path: Path) -> None:
    file = tmp_path / "lap.csv"
    file.write_text("Name;L1;L2\nA;1,20;0,75\n", encoding="utf-8")
    told = ["--distances", "5,10", "--times-are", "intervals", "--dialect", "freelap"]
    said = document(imported(file, *told, "--json"))
    assert said["splits"][0]["time_s"] == pytest.approx([1.20, 1.95])
    assert said["splits"][0]["distance_m"] == [5.0, 10.0]


def test_a_file_that_cannot_be_used_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_bytes(b"\x00\x01\x02")
    out = tmp_path / "out.csv"
    out.write_text("an older good table", encoding="utf-8")
    refusal(imported(file, "--out", out, "--json"))
    assert out.read_text(encoding="utf-8") == "an older good table"
    for path in (tmp_path, tmp_path / "none.csv"):
        assert str(path) in refusal(imported(path, "--json"))["message"]


def test_an_output_that_cannot_be_is_refused(mixed: Path, tmp_path: Path) -> None:
    for out, code in (
        (tmp_path / "out.xlsx", "output-suffix"),
        (tmp_path / "none" / "out.csv", "output-folder"),
        (mixed, "output-over-input"),
        (tmp_path / "out.evt", "export-nothing"),
    ):
        assert refusal(imported(mixed, "--out", out, "--json"))["code"] == code
    assert mixed.read_text(encoding="utf-8") == MIXED


def test_a_name_from_a_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    file = write_splits(tmp_path / "s.csv", {"E\u009b31mvil\u202e": (MSS, MAC)})
    result = imported(file)
    assert "\\x9b31mvil\\u202e" in result.stdout
    assert document(imported(file, "--json"))["splits"][0]["athlete"] == "E\u009b31mvil\u202e"


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("stalker_athleteA_1.rad", [], "stalker-ats"),
        ("stalker_athleteB_1.rda", ["--sample-rate", "46.875"], "samples of speed over"),
        ("Activity.fit", [], "1 lap;"),
        ("developer-types-sample.fit", [], "channels"),
        ("kinovea_export_example1.csv", ["--sample-rate", "60"], "trajectory"),
        ("lynx_startlist_anonymised.evt", [], "start list"),
        ("stalker_manual_analysis.csv", [], None),
        ("activity-unexpected-eof.fit", [], None),
    ],
)
def test_real_files_of_devices_are_read_or_refused_in_words(
    name: str, options: list[str], words: str | None
) -> None:
    file = reference(SHARED / "devices" / name)
    result = imported(file, *options)
    assert "Traceback" not in result.output
    if words is None:
        # No table of sprints, and a file that breaks off: refused, or read with a warning.
        assert result.exit_code == 1 or result.stderr
        return
    assert result.exit_code == 0, result.stderr
    assert words in result.stdout
    document(imported(file, *options, "--json"))


@pytest.mark.parametrize("arguments", [[], ["a.csv", "--sideways"]])
def test_wrong_usage_is_two(arguments: list[str]) -> None:
    result = imported(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
