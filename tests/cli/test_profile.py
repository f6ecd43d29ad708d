"""``flyzone profile`` as a shell sees it: one result, one message, the right exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.sprints import (
    DATA,
    MAC,
    MSS,
    from_rest,
    radar,
    reference,
    timed_clip,
    write_splits,
    write_timing,
)
from typer.testing import CliRunner, Result

from flyzone.cli.app import app
from flyzone.virtual import Rendered

SPRINT = {"Ada": (MSS, MAC)}
PAIR = {"Ada": (MSS, MAC), "Åsa": (9.0, 8.0)}
SCHEMA = json.loads(CliRunner().invoke(app, ["schema", "profile"]).stdout)


def profiled(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["profile", *map(str, arguments)])


def document(result: Result) -> dict[str, Any]:
    """The one JSON document on standard output, which is what its schema promises."""
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("\n") == 1
    assert result.stdout.endswith("\n")
    said: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(said, SCHEMA)
    return said


def refusal(result: Result) -> dict[str, str]:
    """The error of a command that ended with 1: in JSON once, in words once, and no traceback."""
    assert result.exit_code == 1
    assert result.stdout.count("\n") == 1
    error: dict[str, str] = json.loads(result.stdout)["error"]
    assert set(error) == {"code", "message"}
    assert error["message"] in result.stderr
    assert "Traceback" not in result.output
    assert error["code"] != "unexpected"
    return error


@pytest.fixture
def gates(tmp_path: Path) -> Path:
    return write_splits(tmp_path / "gates.csv", SPRINT)


# --- the document


def test_a_sprint_is_one_document_with_the_contracts_keys(gates: Path) -> None:
    said = document(profiled(gates, "--mass", "75", "--height", "1.8", "--json"))
    assert list(said["model"]) == ["MSS", "MAC", "TAU", "PMAX"]
    assert {name: one["unit"] for name, one in said["model"].items()} == {
        "MSS": "m/s", "MAC": "m/s^2", "TAU": "s", "PMAX": "W/kg",
    }  # fmt: skip
    assert all({"value", "se", "unit"} <= set(one) for one in said["model"].values())
    assert {"F0", "V0", "Pmax", "FV_slope", "RFmax", "DRF"} <= set(said["force_velocity"])
    assert {"residuals", "RMSE", "R2"} <= set(said["fit"])
    assert said["model"]["MSS"]["value"] == pytest.approx(MSS, rel=0.02)
    assert said["model"]["MAC"]["value"] == pytest.approx(MAC, rel=0.05)
    assert said["not_measured"] == []
    assert all(set(one) == {"code", "message"} for one in said["warnings"])


@pytest.mark.parametrize(
    ("correction", "names"),
    [
        ("none", []), ("time", ["TC"]), ("distance", ["DC"]), ("time-distance", ["TC", "DC"]),
        ("flying", ["FD"]), ("flying=0.3", ["FD"]), ("flying=0", ["FD"]),
    ],
)  # fmt: skip
def test_a_correction_that_is_fitted_or_told_stands_in_the_model(
    tmp_path: Path, correction: str, names: list[str]
) -> None:
    six = write_splits(
        tmp_path / "six.csv", SPRINT, gates=[5, 10, 15, 20, 30, 40], flying=0.3, noise=0.0
    )
    said = document(profiled(six, "--correction", correction, "--json"))
    assert list(said["model"])[4:] == names
    if correction == "flying=0.3":
        assert said["model"]["FD"] == {"value": 0.3, "unit": "m", "se": 0.0}
        assert said["model"]["MAC"]["value"] == pytest.approx(MAC, rel=0.01)
    elif correction == "flying":
        assert said["model"]["FD"]["value"] == pytest.approx(0.3, abs=0.03)


def test_known_bias_of_the_input_is_warned_of_and_gone_once_corrected(tmp_path: Path) -> None:
    file = write_splits(tmp_path / "s.csv", SPRINT, flying=0.5, noise=0.001)
    codes = {one["code"] for one in document(profiled(file, "--json"))["warnings"]}
    assert "trigger-before-clock" in codes
    corrected = document(profiled(file, "--correction", "flying=0.5", "--json"))
    assert "trigger-before-clock" not in {one["code"] for one in corrected["warnings"]}


def test_a_trace_gives_the_same_document(tmp_path: Path) -> None:
    file = radar(standing=2.0, slowing=1.0).write(tmp_path / "radar.csv")
    said = document(profiled(file, "--json"))
    assert said["fit"]["input"] == "velocity"
    assert said["fit"]["left_out"]["standing"] > 80
    assert said["model"]["TC"]["value"] == pytest.approx(2.0, abs=0.05)
    never = document(profiled(file, "--trim", "never", "--json"))
    assert never["fit"]["left_out"] == {}


def test_air_may_be_told_and_what_is_not_is_assumed_aloud(gates: Path) -> None:
    body = ["--mass", "75", "--height", "1.8", "--json"]
    told = ["--wind", "-2", "--temperature", "30", "--pressure", "772"]
    assumed = document(profiled(gates, *body))
    measured = document(profiled(gates, *body, *told))
    assert "drag-assumed" in {one["code"] for one in assumed["warnings"]}
    codes = {one["code"] for one in measured["warnings"]}
    assert "drag-assumed" not in codes
    assert "wind-strong" in codes
    assert measured["model"] == assumed["model"]
    assert measured["force_velocity"]["V0"] != assumed["force_velocity"]["V0"]


def test_distance_and_aerobic_speed_give_their_statements(gates: Path) -> None:
    said = document(profiled(gates, "--distance", "30", "--mas", "4.5", "--json"))
    codes = [one["code"] for one in said["meaning"]]
    assert any(code.startswith("distance-") for code in codes)
    assert "speed-reserve" in codes
    assert said["derived"]["speed_reserve_m_s"]["value"] == pytest.approx(
        said["model"]["MSS"]["value"] - 4.5
    )


# --- several athletes


def test_several_athletes_are_a_list_of_profiles(tmp_path: Path) -> None:
    file = write_splits(tmp_path / "pair.csv", PAIR)
    said = document(profiled(file, "--json"))
    assert set(said) == {"schema_version", "profiles", "failed", "warnings"}
    assert [one["athlete"] for one in said["profiles"]] == ["Ada", "Åsa"]
    # ASCII on the wire, so that no terminal can break a name.
    assert "\\u00c5sa" in profiled(file, "--json").stdout
    (one,) = [document(profiled(file, "--athlete", "Åsa", "--json"))]
    assert one["athlete"] == "Åsa"
    assert one["model"] == said["profiles"][1]["model"]


def test_one_bad_athlete_is_listed_and_the_good_go_on(tmp_path: Path) -> None:
    file = write_splits(tmp_path / "pair.csv", PAIR)
    with file.open("a", encoding="utf-8") as more:
        more.write("Zoe,10,1.9\n")
    said = document(profiled(file, "--json"))
    assert len(said["profiles"]) == 2
    assert [(one["athlete"], one["code"]) for one in said["failed"]] == [("Zoe", "fit-too-few")]
    human = profiled(file)
    assert human.exit_code == 0
    assert "Zoe: fit-too-few" in human.stderr
    assert "Zoe" not in human.stdout


def test_where_all_are_bad_the_file_cannot_be_used(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("athlete,distance_m,time_s\nA,10,1.9\nB,10,2.0\n", encoding="utf-8")
    error = refusal(profiled(file, "--json"))
    assert error["code"] == "fit-too-few"
    assert "None of the 2 sprints" in error["message"]


def test_peers_and_earlier_sprints_come_from_other_files(tmp_path: Path) -> None:
    mine = write_splits(tmp_path / "mine.csv", {"Me": (9.9, 5.2)}, noise=0.001)
    names = {f"P{n}": (8.0 + 0.1 * n, 8.0 - 0.1 * n) for n in range(8)}
    peers = write_splits(tmp_path / "peers.csv", names, noise=0.001)
    earlier = write_splits(tmp_path / "earlier.csv", {"Me": (9.0, 5.2)}, noise=0.001, seed=2)
    said = document(profiled(mine, "--peers", peers, "--earlier", earlier, "--json"))
    by_code = {one["code"]: one for one in said["meaning"]}
    assert by_code["force-limited"]["probability"] > 0.8
    assert "heavy sleds" in by_code["train-force"]["text"]
    assert "disputed" in by_code["train-force"]["caveat"]
    assert by_code["rose"]["text"].startswith("MSS rose by +10.")


# --- for people


def test_a_person_reads_numbers_with_their_intervals_and_what_they_mean(gates: Path) -> None:
    result = profiled(gates, "--mass", "75", "--height", "1.8", "--correction", "flying=0.1")
    assert result.exit_code == 0
    for words in (
        "Ada (gates, table of splits, 5 observations)", "MSS", "km/h", "90 %:",
        "samozino-spreadsheet:", "analytic-3.x:", "FD       0.1 m  (exact, as given)",
        "95 % of MSS is reached",
    ):  # fmt: skip
        assert words in result.stdout, words
    # Warnings are for people: they never stand among the results.
    assert "drag-assumed" in result.stderr
    assert "drag-assumed" not in result.stdout


def test_a_name_from_a_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    file = write_splits(tmp_path / "s.csv", {"E\u009b31mvil\u202e": (MSS, MAC)})
    result = profiled(file)
    assert result.exit_code == 0
    assert "\\x9b31mvil\\u202e (gates" in result.stdout
    run = timed_clip(*from_rest(), athlete="E\u001b[31mvil")
    clip = profiled(write_timing(tmp_path / "t.json", run))
    assert "\u001b" not in clip.output


# --- charts


@pytest.mark.parametrize(
    ("suffix", "start"), [(".png", b"\x89PNG"), (".svg", b"<svg"), (".html", b"<!DOCTYPE html>")]
)
def test_a_chart_is_drawn_beside_the_document(
    gates: Path, tmp_path: Path, suffix: str, start: bytes
) -> None:
    chart = tmp_path / f"chart{suffix}"
    document(profiled(gates, "--chart", chart, "--json"))
    assert chart.read_bytes().startswith(start)
    assert sorted(one.name for one in tmp_path.iterdir()) == [f"chart{suffix}", "gates.csv"]


def test_several_athletes_are_drawn_in_one_chart(tmp_path: Path) -> None:
    chart = tmp_path / "pair.svg"
    document(profiled(write_splits(tmp_path / "p.csv", PAIR), "--chart", chart, "--json"))
    text = chart.read_text(encoding="utf-8")
    assert "Ada" in text
    assert "Åsa" in text


def test_a_chart_that_cannot_be_written_is_refused_before_the_file_is_looked_at(
    tmp_path: Path,
) -> None:
    good = tmp_path / "good.txt"
    good.write_text("an older good file", encoding="utf-8")
    missing = tmp_path / "none.csv"
    for chart, code in (
        (good, "output-suffix"), (tmp_path / "none" / "c.png", "output-folder"),
        (tmp_path, "output-suffix"),
    ):  # fmt: skip
        assert refusal(profiled(missing, "--chart", chart, "--json"))["code"] == code
    assert good.read_text(encoding="utf-8") == "an older good file"


def test_a_bad_sprint_leaves_the_older_chart(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("distance_m,time_s\n10,1.9\n", encoding="utf-8")
    chart = tmp_path / "chart.svg"
    chart.write_text("an older good chart", encoding="utf-8")
    refusal(profiled(file, "--chart", chart, "--json"))
    assert chart.read_text(encoding="utf-8") == "an older good chart"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bad.csv", "chart.svg"]


def test_a_chart_never_takes_the_place_of_its_own_input(tmp_path: Path) -> None:
    file = write_timing(tmp_path / "t.json", timed_clip(*from_rest()))
    before = file.read_bytes()
    error = refusal(profiled(file, "--chart", file, "--json"))
    assert error["code"] == "output-over-input"
    assert file.read_bytes() == before


# --- timed clips


def test_a_timed_fly_zone_is_refused_with_the_reason(sprint: Rendered, tmp_path: Path) -> None:
    timing = CliRunner().invoke(
        app, ["time", str(sprint.clip), "--setup", str(sprint.setup), "--json"]
    )
    file = tmp_path / "timing.json"
    file.write_text(timing.stdout, encoding="utf-8")
    error = refusal(profiled(file, "--json"))
    assert error["code"] == "fit-no-acceleration"
    assert "first metres" in error["message"]


def test_a_timed_start_from_rest_is_profiled(tmp_path: Path) -> None:
    runs = [
        timed_clip(*from_rest(), athlete="Right"),
        timed_clip(*from_rest(), athlete="Left", right_to_left=True),
    ]
    said = document(profiled(write_timing(tmp_path / "t.json", *runs), "--json"))
    right, left = said["profiles"]
    assert right["fit"]["correction"] == "time-distance"
    assert right["model"]["MSS"]["value"] == pytest.approx(MSS, rel=0.03)
    for name in ("MSS", "MAC"):
        assert left["model"][name]["value"] == pytest.approx(
            right["model"][name]["value"], rel=1e-3
        )


# --- what is refused


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--correction", "bogus"], "fit-correction"),
        (["--correction", "flying=abc"], "fit-correction"),
        (["--correction", "flying="], "fit-correction"),
        (["--correction", "flying=nan"], "fit-flying"),
        (["--correction", "flying=-1"], "fit-flying"),
        (["--correction", "time=0.3"], "fit-correction"),
        (["--trim", "nonsense"], "profile-trim"),
        (["--top-speed", "guessed"], "fit-top-speed"),
        (["--over", "steps"], "profile-over"),
        (["--mass", "-75", "--height", "1.8"], "conditions"),
        (["--mass", "nan", "--height", "1.8"], "conditions"),
        (["--mass", "75", "--height", "180"], "conditions"),
        (["--wind", "100"], "conditions"),
        (["--temperature", "inf"], "conditions"),
        (["--distance", "0"], "profile-distance"),
        (["--mas", "0"], "not-positive"),
        (["--athlete", "Bob"], "profile-athlete"),
        (["--dialect", "bogus"], "dialect-unknown"),
        (["--distances", "5,x"], "distances"),
        (["--times-are", "sometimes"], "times-are"),
        (["--in-situ"], "in-situ-splits"),
        (["--velocity-threshold", "4"], "profile-in-situ"),
        (["--peers", "none.csv"], "file-missing"),
        (["--earlier", "none.csv"], "file-missing"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused_with_what_was_expected(
    gates: Path, options: list[str], code: str
) -> None:
    error = refusal(profiled(gates, *options, "--json"))
    assert error["code"] == code
    told = profiled(gates, *options)
    assert (told.exit_code, told.stdout) == (1, "")
    assert error["message"] in told.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("bytes.csv", bytes(range(256)) * 8),
        ("latin.csv", b"\xff\xfe\xfa\x00\x01"),
        ("words.csv", b"hello, world\n1,2\n"),
        ("letters.csv", b"athlete,distance_m,time_s\nA,ten,fast\n"),
        ("cut.json", b'{"schema_version": 1, "clip"'),
        ("movie.mp4", b"\x00\x00\x00\x18ftypmp42"),
        ("sheet.xlsx", b"PK\x03\x04" + bytes(100)),
    ],
)
def test_a_file_that_holds_no_sprint_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert refusal(profiled(file, "--json"))["message"]


def test_windows_text_is_read_and_a_folder_or_nothing_is_refused(tmp_path: Path) -> None:
    file = write_splits(tmp_path / "s.csv", {"Åsa": (MSS, MAC)})
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp1252"))
    assert document(profiled(file, "--json"))["athlete"] == "Åsa"
    for path in (tmp_path, tmp_path / "none.csv", tmp_path / "none.json"):
        assert str(path.name) in refusal(profiled(path, "--json"))["message"]


@pytest.mark.parametrize("arguments", [[], ["a.csv", "--sideways"], ["a.csv", "--mass", "heavy"]])
def test_wrong_usage_is_two(arguments: list[str]) -> None:
    result = profiled(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_process_of_its_own_keeps_standard_output_clean(gates: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flyzone", "profile", gates, "--json", "--mass", "70",
         "--height", "1.7"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    jsonschema.validate(json.loads(done.stdout), SCHEMA)
    assert "Traceback" not in done.stderr


# --- published numbers


def test_kimberley_is_as_the_original_package_prints_her() -> None:
    """SCIENCE 1.9: the README of `shorts` on shorts_split_times.csv."""
    file = reference(DATA / "shorts_split_times.csv")
    said = document(profiled(file, "--athlete", "Kimberley", "--json"))
    expected = {"MSS": 8.5911, "MAC": 10.589, "TAU": 0.81133, "PMAX": 22.743}
    for name, value in expected.items():
        assert said["model"][name]["value"] == pytest.approx(value, rel=2e-5), name
    assert said["fit"]["RMSE"] == pytest.approx(0.02779, rel=1e-3)
