"""``flyzone demo``: the main job on a virtual sprint, held against its truth."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flyzone.cli.app import app
from flyzone.workflows import show_demo


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo's own sprint, one runner of it, in a smaller picture."""
    encoding = replace(show_demo.SPRINT.encoding, width=640, height=360)
    sprint = replace(show_demo.SPRINT, encoding=encoding, runners=show_demo.SPRINT.runners[:1])
    monkeypatch.setattr(show_demo, "SPRINT", sprint)


def test_the_demo_times_its_sprint_and_leaves_everything_to_look_at(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["demo", "--out", str(tmp_path / "demo"), "--json"])
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    (run,) = said["timing"]["runs"]
    (true,) = said["true_time_s"]
    assert abs(run["time_s"] - true) < 3 * run["time_sd_s"]
    assert set(said["files"]) == {"clip", "setup", "truth", "overlay", "photo_finish"}
    assert all(Path(path).stat().st_size > 100 for path in said["files"].values())
