"""The user guide of training: every command line that it shows runs as shown."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.cli.shell import flyzone
from tests.devices.watch_files import fit_file, fit_lap, fit_record

PAGE = Path(__file__).parents[2] / "docs" / "training.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)


@pytest.mark.usefixtures("store")
def test_every_command_line_runs_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (table,) = blocks("csv")
    for name in ("reps.csv", "history.csv"):
        Path(name).write_text(table, encoding="utf-8")
    records = [fit_record(second, distance=3.0 * second) for second in range(0, 600, 30)]
    Path("morning_run.fit").write_bytes(
        fit_file([*records, fit_lap(0, 600, total_distance=1800.0)])
    )
    shown = [line for block in blocks("sh") for line in block.splitlines() if line.strip()]
    assert len(shown) > 12
    for line in shown:
        program, *arguments = shlex.split(line)
        assert program == "flyzone", line
        result = flyzone(*arguments, typed="1.06\n1.06 wind 0.8\nready 6\nend\n")
        assert result.exit_code == 0, f"{line}\n{result.output}"


@pytest.mark.usefixtures("store")
def test_every_line_that_can_be_typed_is_understood() -> None:
    flyzone("athlete", "add", "Mia")
    page = PAGE.read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (`.*`) \| (?:a rep|with the wind|before|felt|seen|the last|enough)", page, re.M
    )
    words = [word for row in rows for word in re.findall(r"`([^`]+)`", row)]
    assert {word.split()[0] for word in words} >= {"ready", "hr", "pain", "form", "undo", "end"}
    result = flyzone("session", "Mia", "--json", typed="\n".join(words))
    assert "session-line" not in result.stdout
