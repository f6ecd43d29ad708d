"""How the tests of the commands speak to them, and what holds for every answer."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import typer.testing
from typer.testing import CliRunner, Result

from flyzone.cli.app import app

# Typer's runner builds all commands anew for every call, which takes ten times the rest.
typer.testing._get_command = cache(typer.testing._get_command)  # type: ignore[attr-defined]

HEAD = (
    "athlete", "session", "started_at", "rep", "distance_m", "time_s", "time_sd_s",
    "rest_before_s", "wind_m_s", "method", "pain",
)  # fmt: skip
START = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
LAST = START + timedelta(days=3.5 * 11)
_STEERS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_READS_BADLY = re.compile(r"\bNone\b|(?<!got )\bnan\b|\[\]|\bTrue\b|\bFalse\b")


def flyzone(*arguments: object, typed: str | None = None) -> Result:
    """Runs a command; however it ends, it ends as a shell expects."""
    result = CliRunner().invoke(app, [*map(str, arguments)], input=typed)
    assert "Traceback" not in result.output
    assert not _STEERS.search(result.output), "a letter that steers the terminal"
    assert result.exit_code in (0, 1, 2), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def said(*arguments: object, typed: str | None = None) -> str:
    """What a command that succeeds shows to a person."""
    result = flyzone(*arguments, typed=typed)
    assert result.exit_code == 0, result.output
    assert not _READS_BADLY.search(result.stdout), result.stdout
    return result.stdout


def document(*arguments: object) -> Any:
    """The one JSON document of a command that succeeds."""
    result = flyzone(*arguments, "--json")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("\n") == 1
    return json.loads(result.stdout)


def refusal(*arguments: object, typed: str | None = None) -> dict[str, str]:
    """Why a command cannot use its input: one document, and the same words for a person."""
    result = flyzone(*arguments, "--json", typed=typed)
    assert result.exit_code == 1, result.output
    assert result.stdout.count("\n") == 1
    error: dict[str, str] = json.loads(result.stdout)["error"]
    assert error["code"] != "unexpected", error["message"]
    assert error["message"] in result.stderr
    return error


def wrong_usage(*arguments: object) -> str:
    """What a shell says of a command that was written wrongly."""
    result = flyzone(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def lines(result: Result) -> list[dict[str, Any]]:
    """A stream of JSON Lines."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def rep_table(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """A table of reps."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


def row(
    name: str = "Mia",
    time: object = 1.06,
    *,
    session: str = "a",
    at: object = "2026-05-01T17:00:00+02:00",
    rep: object = 1,
    rest: object = "",
    pain: object = "",
) -> list[object]:
    """One row of it: a fly 10."""
    return [name, session, at, rep, 10, time, 0.004, rest, "", "video", pain]


def season(name: str, level: float, sessions: int = 12) -> list[list[object]]:
    """Two sessions a week of four rested fly 10s, which do not get faster."""
    rng = np.random.default_rng(5)
    return [
        row(
            name, f"{level * np.exp(0.005 * day + 0.01 * rng.normal()):.4f}", session=f"s{number}",
            at=(START + timedelta(days=3.5 * number)).isoformat(), rep=rep,
            rest=300 if rep > 1 else "",
        )
        for number, day in enumerate(rng.normal(size=sessions))
        for rep in range(1, 5)
    ]  # fmt: skip
