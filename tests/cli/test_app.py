"""The command line as a whole, run as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version

import pytest
from typer.testing import CliRunner

from flyzone.cli.app import app
from flyzone.cli.reference import command_names
from flyzone.wire import json_schema


def flyzone(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flyzone", *arguments],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_version_is_that_of_the_package() -> None:
    result = flyzone("--version")
    assert result.returncode == 0
    assert result.stdout == f"flyzone {version('flyzone')}\n"


def test_an_unknown_command_is_wrong_usage() -> None:
    assert flyzone("stopwatch", "clip.mp4").returncode == 2


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from flyzone.cli.app import app\n"
        "heavy = {'av', 'cv2', 'numpy', 'ortools', 'pandas', 'pydantic', 'scipy', 'sqlalchemy'}\n"
        "heavy &= set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode == 0, f"loaded at start-up: {result.stderr}"


@pytest.mark.parametrize("name", command_names())
def test_every_command_takes_json_and_has_help(name: str) -> None:
    result = CliRunner().invoke(app, [*name.split(), "--help"])
    assert result.exit_code == 0
    # A server has no result to print.
    assert ("--json" in result.stdout) is (name != "serve")
    first = next(line for line in result.stdout.splitlines()[1:] if line.strip())
    assert len(first.split()) > 3, f"{name} has no help text"


@pytest.mark.parametrize("document", ["setup", "time"])
def test_schema_prints_the_schema(document: str) -> None:
    for extra in ([], ["--json"]):
        result = CliRunner().invoke(app, ["schema", document, *extra])
        assert result.exit_code == 0
        assert json.loads(result.stdout) == json_schema(document)


def test_schema_of_something_else_is_wrong_usage() -> None:
    assert CliRunner().invoke(app, ["schema", "form"]).exit_code == 2


def test_every_document_with_a_schema_can_be_asked_for() -> None:
    from flyzone.cli.schema import Document  # noqa: PLC0415
    from flyzone.wire.schemas import schema_names  # noqa: PLC0415

    assert sorted(document.value for document in Document) == list(schema_names())
