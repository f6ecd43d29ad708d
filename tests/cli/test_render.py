"""``flyzone render``: a clip, its setup and its truth, that belong together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flyzone.cli.app import app
from flyzone.video.reader import open_clip

SMALL = ["--fps", "30", "--width", "320", "--height", "180", "--fly-length", "4"]


def test_options_reach_the_clip_and_its_truth(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app,
        ["render", str(tmp_path / "new"), *SMALL, "--speed", "8.2", "--direction",
         "right-to-left", "--camera-distance", "9", "--seed", "5", "--json"],
    )  # fmt: skip
    assert result.exit_code == 0
    paths = json.loads(result.stdout)
    assert set(paths) == {"clip", "setup", "truth"}
    truth = json.loads(Path(paths["truth"]).read_text())
    (runner,) = truth["runners"]
    assert runner["direction"] == "right-to-left"
    assert runner["speed_m_s"] == pytest.approx(8.2, rel=0.02)
    assert truth["zone_m"] == [0.0, 4.0]
    assert json.loads(Path(paths["setup"]).read_text())["zone"] == [0.0, 4.0]
    with open_clip(Path(paths["clip"])) as clip:
        assert (clip.stream.width, clip.stream.height) == (320, 180)
        assert len(list(clip.frames())) == len(truth["frames"]["time_s"])


def test_a_scene_that_cannot_be_is_refused_with_its_field(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["render", str(tmp_path), "--speed", "40", "--json"])
    assert result.exit_code == 1
    error = json.loads(result.stdout)["error"]
    assert error["code"] == "scenario"
    assert "speed_m_s must be within" in error["message"]
    assert list(tmp_path.iterdir()) == []


def test_a_direction_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["render", str(tmp_path), "--direction", "up"])
    assert result.exit_code == 2
