"""``flyzone watch`` as a user starts and ends it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flyzone.cli.app import app
from flyzone.cli.watch import Commands, run_line
from flyzone.model import ClipInfo, ClipTiming, Notice, TimedRun
from flyzone.virtual import Camera, Encoding, Rendered, Runner, Scenario, render
from flyzone.wire.watched import WATCH_DOCUMENT, RunSeen


@pytest.fixture(scope="module")
def virtual(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    return render(
        Scenario(
            runners=(Runner(speed_m_s=9.2),), camera=Camera(distance_m=14),
            encoding=Encoding(fps=60, width=640, height=360, lead_in_s=0.5, lead_out_s=0.6), seed=3,
        ),
        tmp_path_factory.mktemp("virtual"),
    )  # fmt: skip


def started(folder: Path, setup: Path, *more: str, **pipes: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "flyzone", "watch", str(folder), "--setup", str(setup), *more],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        **pipes,  # type: ignore[call-overload]
    )  # fmt: skip


def until(process: subprocess.Popen[str], word: str) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if word in line:
            return line
    raise AssertionError(f"{word!r} was never said")


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(virtual: Rendered, tmp_path: Path, number: int) -> None:
    with started(tmp_path, virtual.setup, "--json", stdin=subprocess.DEVNULL) as process:
        until(process, "Watching")
        # Standard input is at its end all this time; that neither ends the watch nor spins.
        time.sleep(0.5)
        assert process.poll() is None
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0, err
    said = [json.loads(line) for line in out.splitlines()]
    assert [event["event"] for event in said] == ["watching", "stopped"]
    assert said[-1]["reason"] == "asked"


def test_commands_come_in_on_standard_input_and_runs_go_out(
    virtual: Rendered, tmp_path: Path
) -> None:
    with started(
        tmp_path, virtual.setup, "--order", "Mia,Lea", "--once", "--bell", stdin=subprocess.PIPE
    ) as process:
        until(process, "Watching")
        assert process.stdin is not None
        process.stdin.write("swap\nnonsense\n")
        process.stdin.flush()
        assert "Next: Lea, Mia." in until(process, "change places")
        until(process, "'nonsense' is no command")
        shutil.copy(virtual.clip, tmp_path / "IMG_1.MOV")
        out, err = process.communicate(timeout=40)
    assert process.returncode == 0, err
    assert out.startswith("1   Lea ")
    assert " m/s " in out
    assert out.rstrip().endswith("ok")
    assert "\a" in err


def test_json_lines_keep_to_their_schema(virtual: Rendered, tmp_path: Path) -> None:
    shutil.copy(virtual.clip, tmp_path / "a.mp4")
    result = CliRunner().invoke(
        app, ["watch", str(tmp_path), "--setup", str(virtual.setup), "--json", "--existing",
              "--once", "--order", "Mia"],
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert [event["event"] for event in said] == ["watching", "run", "clip", "stopped"]
    for event in said:
        WATCH_DOCUMENT.validate_python(event)
    assert (said[1]["athlete"], said[1]["verdict"], said[1]["clip"]) == ("Mia", "ok", "a.mp4")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["none"], "live-missing"), ([".", "--order", "none.txt"], "order-missing"),
     ([".", "--camera-option", "60"], "camera-option")],
)  # fmt: skip
def test_what_cannot_be_watched_is_refused(
    virtual: Rendered, arguments: list[str], code: str
) -> None:
    result = CliRunner().invoke(
        app, ["watch", *arguments, "--setup", str(virtual.setup), "--json", "--for", "1"]
    )
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["code"] == code


def test_signal_handlers_are_put_back(virtual: Rendered, tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    CliRunner().invoke(app, ["watch", str(tmp_path), "--setup", str(virtual.setup), "--for", "0"])
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


def test_a_run_is_one_line_with_its_error_and_verdict() -> None:
    run = TimedRun(
        direction="left-to-right", entry_s=0.3, exit_s=1.353, time_s=1.053, time_sd_s=0.004,
        speed_m_s=9.497, speed_sd_m_s=0.04, splits=(), error_budget=(), path=(), athlete="Mia",
    )  # fmt: skip
    timing = ClipTiming(ClipInfo(60, 60.0, False, 1.0, 1.0), (0.0, 10.0), (run,), (), ())
    assert run_line(RunSeen(1, run, timing)) == (
        "1   Mia          1.053 s ± 0.004   9.50 m/s   34.2 km/h   ok"
    )
    caution = Notice("camera-hand-held", "...")
    assert run_line(RunSeen(12, run, timing, (caution,))).endswith("camera-hand-held")


def test_lines_are_cut_at_their_ends_and_bytes_that_are_no_text_do_no_harm() -> None:
    read, write = os.pipe()
    os.write(write, b"skip\r\nnext \xc3\x85sa\n\xff\xfe\nlist")
    os.close(write)
    commands = Commands(read)
    commands.start()
    deadline, lines = time.monotonic() + 5, []
    while len(lines) < 4 and time.monotonic() < deadline:
        line = commands.next_line()
        if line is not None:
            lines.append(line)
    os.close(read)
    assert lines[:2] == ["skip", "next Åsa"]
    assert lines[3] == "list"
    assert commands.next_line() is None
