"""``flyzone session`` live: what is typed into it, what comes out, and what is on the disk then."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.shell import document, flyzone, lines, refusal

pytestmark = pytest.mark.usefixtures("squad")


def typed(*what: str, who: str = "Lea") -> list[dict[str, Any]]:
    """The JSON Lines of a session into which these lines were typed."""
    result = flyzone("session", who, "--run-in", "20", "--json", typed="\n".join(what))
    assert result.exit_code == 0, result.output
    return lines(result)


def live_reps(folder: Path, who: str = "Lea") -> list[dict[str, str]]:
    """What the store holds of live sessions."""
    document("export", "--athlete", who, folder / "reps.csv")
    with (folder / "reps.csv").open(encoding="utf-8") as file:
        return [one for one in csv.DictReader(file) if one["method"] == "typed"]


def test_reps_are_judged_one_by_one_and_kept_with_all_that_was_said(tmp_path: Path) -> None:
    out = typed("1.01", "1,02 wind 0.8 sd 0.01", "ready 6", "hr 128", "form low-hips", "end")
    assert out[-1]["event"] == "end"
    assert [one["rep"] for one in out if "rep" in one] == [1, 2, 2, 2, 2]
    first, second = live_reps(tmp_path)
    assert (first["time_s"], second["time_s"]) == ("1.01", "1.02")
    assert (second["wind_m_s"], second["time_sd_s"], second["form"]) == ("0.8", "0.01", "low-hips")
    assert {one["ended_by"] for one in (first, second)} == {"athlete"}


@pytest.mark.parametrize(
    "line",
    [
        "0", "-1.01", "0.5", "100", "nan", "1e0", "abc", "\x1b[2J", "undo", "pain 3", "form",
        "ready", "ready 11", "hr 0", "1.01 wind", "1.01 wind hard", "1.01 blah 3", "   ",
        "end now", "9" * 300, "1.01 rest -5",
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_changes_nothing_and_says_why(tmp_path: Path, line: str) -> None:
    told = [one for one in typed(line, "end") if one.get("event") == "told"]
    assert told[-1]["message"]
    assert not any("rep" in one for one in told)
    assert live_reps(tmp_path) == []


def test_pain_ends_a_session_and_is_its_ending(tmp_path: Path) -> None:
    out = typed("1.01", "pain 3 hamstring", "end", "1.02")
    assert [one["verdict"] for one in out if "rep" in one] == ["go", "stop"]
    assert out[-1]["ended_by"] == "pain"
    assert [one["pain"] for one in live_reps(tmp_path)] == ["3.0 hamstring"]
    assert document("today", "Lea")["verdict"] == "no"


def test_a_rep_that_was_none_is_taken_back(tmp_path: Path) -> None:
    out = typed("1.01", "1.52", "undo", "end")
    assert [one["code"] for one in out if one.get("event") == "told"][-1] == "session-undone"
    assert [one["time_s"] for one in live_reps(tmp_path)] == ["1.01"]


def test_the_end_of_what_is_typed_ends_the_session(tmp_path: Path) -> None:
    assert typed("1.01")[-1]["event"] == "end"
    assert len(live_reps(tmp_path)) == 1


def test_a_session_without_a_rep_leaves_no_trace(tmp_path: Path) -> None:
    for nothing in (["end"], ["1.01", "undo", "end"]):
        assert typed(*nothing)[-1]["event"] == "end"
    assert live_reps(tmp_path) == []


def test_a_session_is_on_the_athletes_own_day(tmp_path: Path) -> None:
    document("athlete", "set", "Lea", "--zone", "Pacific/Kiritimati")
    typed("1.01", "end")
    assert live_reps(tmp_path)[0]["started_at"].endswith("+14:00")


def test_what_stands_against_it_is_said_first_and_once() -> None:
    typed("1.01", "end")
    first = typed("1.01", "end")[0]
    assert first["code"] == "today-no"
    sentences = first["message"].split(". ")
    assert len(sentences) == len(set(sentences))


def test_a_person_reads_the_same() -> None:
    result = flyzone("session", "Lea", typed="1.01\npain 0\nend\n")
    assert "rep 1: 1.010 s  speed: go" in result.stdout
    assert "\n1 rep: too-short\n" in result.stdout


@pytest.mark.parametrize(
    "options",
    [
        ["Tom"], ["Lea", "--distance", "0"], ["Lea", "--distance", "nan"], ["Lea", "--run-in", "-1"],
        ["Lea", "--time-sd", "-1"], ["Lea", "--stimulus", "jogging"],
    ],
)  # fmt: skip
def test_a_session_that_cannot_be_is_refused_before_it_begins(options: list[str]) -> None:
    refusal("session", *options, typed="1.01\n")


def test_a_file_of_gates_that_cannot_be_read_is_refused_before_it_begins(tmp_path: Path) -> None:
    gates = tmp_path / "gates.csv"
    gates.write_bytes(b"\x00\x01")
    assert refusal("session", "Lea", "--gates", gates, typed="1.01\n")["code"] == "format-unknown"


# What follows needs a process of its own: signals, pipes, a disk that is full.


@pytest.fixture
def process(squad: Path) -> Iterator[subprocess.Popen[str]]:
    """A live session, asked for JSON Lines."""
    live = subprocess.Popen(
        [sys.executable, "-m", "flyzone", "session", "Lea", "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1,
        env={**os.environ, "FLYZONE_DATABASE_URL": str(squad)},
    )  # fmt: skip
    with live:
        yield live
        live.kill()


def run(live: subprocess.Popen[str], seconds: str) -> dict[str, Any]:
    """Types a time and waits for its verdict."""
    assert live.stdin is not None
    assert live.stdout is not None
    live.stdin.write(f"{seconds}\n")
    for line in live.stdout:
        found: dict[str, Any] = json.loads(line)
        if "rep" in found:
            return found
    raise AssertionError("the session ended without a verdict")


def live_times(store: Path) -> list[float]:
    connection = sqlite3.connect(store)
    rows = connection.execute("SELECT time_s FROM reps WHERE method = 'typed' ORDER BY number")
    times = [seconds for (seconds,) in rows]
    connection.close()
    return times


@pytest.mark.gate
@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGKILL, -9)]
)
def test_every_rep_that_was_answered_outlives_the_program(
    process: subprocess.Popen[str], squad: Path, number: signal.Signals, status: int
) -> None:
    for rep, seconds in enumerate(("1.01", "1.02", "1.03"), start=1):
        assert run(process, seconds)["rep"] == rep
        assert len(live_times(squad)) == rep
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert process.returncode == status
    assert "Traceback" not in out + err
    assert live_times(squad) == [1.01, 1.02, 1.03]
    # Whoever comes after finds a sound store.
    assert document("today", "Lea")["verdict"] == "no"


@pytest.mark.gate
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_terminal_is_given_back_as_it_was(
    squad: Path, number: signal.Signals, status: int
) -> None:
    termios = pytest.importorskip("termios", reason="this system has no terminals of that kind")
    ours, theirs = os.openpty()
    before = termios.tcgetattr(theirs)
    shown = bytearray()

    def look() -> None:
        # A terminal that nobody looks at fills up and stops who writes to it.
        with contextlib.suppress(OSError):
            while data := os.read(ours, 4096):
                shown.extend(data)

    def wait_for(words: bytes) -> None:
        end = time.monotonic() + 30.0
        while words not in shown:
            assert time.monotonic() < end, bytes(shown)
            time.sleep(0.05)

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    with subprocess.Popen(
        [sys.executable, "-m", "flyzone", "session", "Lea"], stdin=theirs, stdout=theirs,
        stderr=theirs, env={**os.environ, "FLYZONE_DATABASE_URL": str(squad), "TERM": "xterm"},
    ) as live:  # fmt: skip
        wait_for(b"> ")
        assert termios.tcgetattr(theirs) != before
        os.write(ours, b"1.01\n")
        wait_for(b"GO")
        live.send_signal(number)
        assert live.wait(timeout=20) == status
    assert termios.tcgetattr(theirs) == before
    assert live_times(squad) == [1.01]
    os.close(theirs)
    looking.join(timeout=5.0)
    os.close(ours)


@pytest.mark.gate
def test_a_reader_that_goes_away_ends_it_quietly(
    process: subprocess.Popen[str], squad: Path
) -> None:
    run(process, "1.01")
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    process.stdin.write("1.02\n")
    assert process.wait(timeout=20) == 1
    assert process.stderr.read() == ""
    assert live_times(squad) == [1.01, 1.02]


@pytest.mark.gate
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["session Lea --json", "rules", "exercises --json", "athlete"])
def test_a_full_disk_and_closed_ends_are_no_fault_of_the_program(squad: Path, command: str) -> None:
    for shell, status in (("</dev/null >/dev/full", 1), ("</dev/null >&-", 0), ("<&-", 0)):
        done = subprocess.run(
            f"{sys.executable} -m flyzone {command} {shell}", shell=True, capture_output=True,
            text=True, check=False, timeout=60, env={**os.environ, "FLYZONE_DATABASE_URL": str(squad)},
        )  # fmt: skip
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        assert "did not expect" not in done.stderr
