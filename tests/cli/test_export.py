"""``flyzone export`` as a shell sees it: a file in another form, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.sprints import MAC, MSS, SHARED, reference, write_splits
from typer.testing import CliRunner, Result

from flyzone.cli.app import app
from flyzone.devices.detect import read_file

HEAT = "1,1,1,100 m\r\n,12,4,Berg,Anna,TSV\r\n,7,5,Roth,Eva,SCC\r\n"


def exported(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


def refusal(result: Result) -> dict[str, str]:
    assert result.exit_code == 1
    assert result.stdout.count("\n") == 1
    error: dict[str, str] = json.loads(result.stdout)["error"]
    assert error["message"] in result.stderr
    assert "Traceback" not in result.output
    assert error["code"] != "unexpected"
    return error


@pytest.fixture
def gates(tmp_path: Path) -> Path:
    return write_splits(tmp_path / "gates.csv", {"Ada": (MSS, MAC), "Bo": (9.0, 8.0)})


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_times_are_written_in_another_form_and_said_to_be(
    gates: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"out{suffix}"
    result = exported(gates, out, "--json")
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert set(said) == {"written", "warnings"}
    assert said["written"] == str(out)
    before, after = read_file(gates), read_file(out)
    assert [one.athlete for one in after.splits] == ["Ada", "Bo"]
    for one, other in zip(before.splits, after.splits, strict=True):
        assert (one.times == other.times).all()
    human = exported(gates, out)
    assert human.stdout == f"Written: {out}\n"
    for warning in said["warnings"]:
        assert warning["message"] in human.stderr


def test_a_start_list_becomes_a_start_list(tmp_path: Path) -> None:
    file = tmp_path / "heat.evt"
    file.write_bytes(HEAT.encode())
    out = tmp_path / "again.evt"
    assert exported(file, out).exit_code == 0
    assert read_file(out).start_lists == read_file(file).start_lists
    (heat,) = read_file(out).start_lists
    assert [one.last_name for one in heat.entries] == ["Berg", "Roth"]


def test_a_real_start_list_and_a_real_radar_are_exported(tmp_path: Path) -> None:
    devices = SHARED / "devices"
    out = tmp_path / "out.evt"
    heats = reference(devices / "lynx_startlist_anonymised.evt")
    assert exported(heats, out).exit_code == 0
    assert read_file(out).start_lists == read_file(heats).start_lists
    radar = devices / "stalker_athleteA_1.rda"
    error = refusal(exported(radar, tmp_path / "r.csv", "--json"))
    assert "sample_rate_hz" in error["message"]
    told = exported(radar, tmp_path / "r.csv", "--sample-rate", "46.875")
    assert told.exit_code == 0
    (trace,) = read_file(tmp_path / "r.csv").traces
    assert len(trace) == 398


def test_rows_that_were_left_out_are_told(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text(
        "athlete,distance_m,time_s\nA,10,1.9\nA,20,x\nA,30,4.4\nB,10,2.0\nB,10,2.5\n",
        encoding="utf-8",
    )
    result = exported(file, tmp_path / "out.csv", "--json")
    codes = {one["code"] for one in json.loads(result.stdout)["warnings"]}
    assert {"rows-rejected", "rows-held"} <= codes


def test_what_cannot_be_written_is_refused_and_older_files_stay(
    gates: Path, tmp_path: Path
) -> None:
    before = gates.read_bytes()
    older = tmp_path / "older.evt"
    older.write_text("an older good list", encoding="utf-8")
    for out, code in (
        (older, "export-nothing"),
        (tmp_path / "out.xlsx", "output-suffix"),
        (tmp_path / "none" / "out.csv", "output-folder"),
        (gates, "output-over-input"),
    ):
        assert refusal(exported(gates, out, "--json"))["code"] == code
    assert refusal(exported(tmp_path / "none.csv", tmp_path / "o.csv", "--json"))["code"] == (
        "file-missing"
    )
    assert older.read_text(encoding="utf-8") == "an older good list"
    assert gates.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["gates.csv", "older.evt"]


@pytest.mark.parametrize("arguments", [[], ["a.csv"], ["a.csv", "b.csv", "--sideways"]])
def test_wrong_usage_is_two(arguments: list[str]) -> None:
    result = exported(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
