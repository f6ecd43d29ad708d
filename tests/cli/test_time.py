"""``flyzone time`` as a shell sees it: one result, one message, the right exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flyzone.cli.app import app
from flyzone.virtual import Rendered


def timed(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["time", *map(str, arguments)])


def document(result: Result) -> dict:
    """The one JSON document on standard output."""
    assert result.stdout.count("\n") == 1
    assert result.stdout.endswith("\n")
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def as_json(sprint: Rendered) -> Result:
    return timed(sprint.clip, "--setup", sprint.setup, "--order", "Ada", "--json")


def test_a_run_is_one_document_with_the_contracts_keys(as_json: Result, sprint: Rendered) -> None:
    assert as_json.exit_code == 0
    said = document(as_json)
    assert {"clip", "zone_m", "runs", "warnings", "not_measured"} <= set(said)
    assert set(said["clip"]) == {
        "frames", "fps", "variable_frame_rate", "slow_motion_factor", "duration_s",
    }  # fmt: skip
    (run,) = said["runs"]
    assert {
        "direction", "entry_s", "exit_s", "time_s", "time_sd_s", "speed_m_s", "speed_sd_m_s",
        "splits", "error_budget", "path",
    } <= set(run)  # fmt: skip
    truth = json.loads(sprint.truth.read_text())["runners"][0]
    assert abs(run["time_s"] - truth["time_s"]) < 3 * run["time_sd_s"]
    assert run["time_s"] == pytest.approx(run["exit_s"] - run["entry_s"], abs=2e-4)
    total = sum(share["sd_s"] ** 2 for share in run["error_budget"]) ** 0.5
    assert total == pytest.approx(run["time_sd_s"], rel=0.02)
    assert run["athlete"] == "Ada"
    assert all({"code", "message"} == set(warning) for warning in said["warnings"])


def test_a_person_reads_time_error_and_where_it_comes_from(
    sprint: Rendered, as_json: Result
) -> None:
    result = timed(sprint.clip, "--setup", sprint.setup)
    assert result.exit_code == 0
    run = document(as_json)["runs"][0]
    assert f"{run['time_s']:.3f} s ± {run['time_sd_s']:.3f}" in result.stdout
    assert "0-5 m" in result.stdout
    assert "error from: lateral place" in result.stdout
    assert "left-to-right" in result.stdout
    # Warnings are for people: they never stand among the results.
    assert "rolling-shutter-unknown" not in result.stdout
    assert "rolling-shutter-unknown" in result.stderr


def test_overlay_and_photo_finish_are_written(sprint: Rendered, tmp_path: Path) -> None:
    video, page = tmp_path / "overlay.mp4", tmp_path / "finish.png"
    result = timed(
        sprint.clip, "--setup", sprint.setup, "--overlay", video, "--photo-finish", page, "--json"
    )
    assert result.exit_code == 0
    assert len(document(result)["runs"]) == 1
    assert video.read_bytes()[4:8] == b"ftyp"
    assert page.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["no video", "cut in its index", "bad setup"])
def test_a_bad_input_leaves_the_older_overlay_and_ends_with_one_message(
    sprint: Rendered, tmp_path: Path, kind: str
) -> None:
    clip, setup = tmp_path / "clip.mp4", tmp_path / "setup.json"
    whole = sprint.clip.read_bytes()
    clip.write_bytes({"no video": b"hello", "cut in its index": whole[:300]}.get(kind, whole))
    lane = json.loads(sprint.setup.read_text())
    setup.write_text(json.dumps(lane | ({"zone": [10, 0]} if kind == "bad setup" else {})))
    good = tmp_path / "overlay.mp4"
    good.write_bytes(b"an older good overlay")
    result = timed(clip, "--setup", setup, "--overlay", good, "--json")
    assert result.exit_code == 1
    error = document(result)["error"]
    assert set(error) == {"code", "message"}
    assert error["message"] in result.stderr
    assert "Traceback" not in result.output
    assert good.read_bytes() == b"an older good overlay"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["clip.mp4", "overlay.mp4", "setup.json"]


def test_without_json_an_error_leaves_standard_output_empty(
    sprint: Rendered, tmp_path: Path
) -> None:
    result = timed(tmp_path / "none.mp4", "--setup", sprint.setup)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "none.mp4" in result.stderr


@pytest.mark.parametrize(
    "arguments", [[], ["clip.mp4"], ["clip.mp4", "--setup", "s.json", "--sideways"]]
)
def test_wrong_usage_is_two(arguments: list[str]) -> None:
    result = timed(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_process_of_its_own_keeps_standard_output_clean(sprint: Rendered, tmp_path: Path) -> None:
    """Decoders write to the process's own standard error, which no runner in Python can see."""
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(sprint.clip.read_bytes()[:-4000])
    result = subprocess.run(
        [sys.executable, "-m", "flyzone", "time", cut, "--setup", sprint.setup, "--json"],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert result.returncode in (0, 1)
    said = json.loads(result.stdout)
    assert ("error" in said) == (result.returncode == 1)
    assert "Traceback" not in result.stderr
