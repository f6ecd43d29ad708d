"""Every way out of a command: the right exit status, one message, and JSON that stays JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest
import typer
from typer.testing import CliRunner, Result

from flyzone.cli.door import AsJson, door, print_json, say
from flyzone.errors import FlyzoneError, SetupError, TimingError


def run(deed: Callable[[], None], *arguments: str) -> Result:
    """Run a one-command app whose body is `deed`."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

    @app.command()
    @door
    def command(reps: int = 1, as_json: AsJson = False) -> None:
        """Time a rep."""
        assert reps
        assert isinstance(as_json, bool)
        deed()

    return CliRunner().invoke(app, list(arguments))


def raising(error: BaseException) -> Callable[[], None]:
    def deed() -> None:
        raise error

    return deed


def test_a_command_that_ends_well_exits_0_with_its_document_on_stdout() -> None:
    result = run(lambda: print_json({"zone_m": [0, 10]}), "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"zone_m": [0, 10]}
    assert result.stderr == ""


@pytest.mark.parametrize(
    "error",
    [
        FlyzoneError("plain"),
        SetupError("zone: expected [start, end], got [10, 0]. Swap the two."),
        TimingError("nobody", code="no-runner"),
    ],
)
def test_a_flyzone_error_exits_1_with_its_message_on_stderr(error: FlyzoneError) -> None:
    result = run(raising(error))
    assert result.exit_code == 1
    assert result.stderr == error.message + "\n"
    assert result.stdout == ""


def test_with_json_the_error_is_also_the_one_document() -> None:
    result = run(raising(TimingError("No runner was seen.", code="no-runner")), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "error": {"code": "no-runner", "message": "No runner was seen."}
    }
    assert result.stderr == "No runner was seen.\n"


def test_a_long_message_is_one_line_without_colour_when_nobody_watches() -> None:
    message = "word " * 60 + "[0, 10] [red]not markup[/red] :smile:"
    result = run(raising(FlyzoneError(message)))
    assert result.stderr == message + "\n"


def test_a_message_cannot_steer_the_terminal_nor_stop_its_encoder() -> None:
    result = run(raising(FlyzoneError("clip \x1b[2J\r\udcff Åsa.mp4\nnext line")))
    assert result.stderr == "clip \\x1b[2J\\r\\udcff Åsa.mp4\nnext line\n"


def test_wrong_usage_exits_2() -> None:
    assert run(lambda: None, "--reps", "many").exit_code == 2
    assert run(lambda: None, "--no-such-option").exit_code == 2


def test_a_usage_error_found_by_the_command_itself_exits_2() -> None:
    assert run(raising(typer.BadParameter("not both")), "--json").exit_code == 2


def test_a_chosen_exit_status_passes() -> None:
    assert run(raising(typer.Exit(1))).exit_code == 1
    assert run(raising(typer.Exit(0))).exit_code == 0


def test_an_unexpected_error_is_named_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLYZONE_DEBUG", raising=False)
    result = run(raising(ZeroDivisionError("by zero")), "--json")
    assert result.exit_code == 1
    assert "ZeroDivisionError: by zero" in result.stderr
    assert "FLYZONE_DEBUG=1" in result.stderr
    assert "Traceback" not in result.stderr
    assert json.loads(result.stdout)["error"]["code"] == "unexpected"


def test_debug_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLYZONE_DEBUG", "1")
    result = run(raising(ZeroDivisionError("by zero")))
    assert result.exit_code == 1
    assert "Traceback (most recent call last)" in result.stderr


def test_ctrl_c_exits_130() -> None:
    result = run(raising(KeyboardInterrupt()))
    assert result.exit_code == 130
    assert result.stderr == "Stopped.\n"


def test_a_reader_that_leaves_is_no_news() -> None:
    result = run(raising(BrokenPipeError()))
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell's pipe")
def test_a_closed_pipe_leaves_nothing_on_stderr() -> None:
    # Enough output to be written before the end, to a reader that has already gone.
    code = (
        "import typer\n"
        "from flyzone.cli.door import AsJson, door, print_json\n"
        "def c(as_json: AsJson = False): print_json(list(range(200000)))\n"
        "typer.run(door(c))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 1


def test_the_help_text_of_the_command_is_kept() -> None:
    assert "Time a rep." in run(lambda: None, "--help").stdout


def test_nan_is_refused_because_it_is_not_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        print_json({"time_s": float("nan")})


def test_say_writes_to_stderr_only(capsys: pytest.CaptureFixture[str]) -> None:
    say("timing 3 of 7 clips")
    assert capsys.readouterr() == ("", "timing 3 of 7 clips\n")
