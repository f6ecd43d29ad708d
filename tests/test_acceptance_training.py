"""A season through the command line: from an empty store to an answer, and back out of it."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from flyzone.cli.app import app

HEAD = [
    "athlete", "session", "started_at", "rep", "distance_m", "time_s", "time_sd_s",
    "rest_before_s", "wind_m_s", "method", "pain",
]  # fmt: skip
START = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


def run(*arguments: str | Path, ok: bool = True) -> Any:
    """What a command prints with --json."""
    result = CliRunner().invoke(app, [*map(str, arguments), "--json"])
    assert "Traceback" not in result.output
    if ok:
        assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLYZONE_DATABASE_URL", str(tmp_path / "store.db"))


def session_rows(
    rng: np.random.Generator,
    number: int,
    at: datetime,
    *,
    name: str = "Mia",
    level: float = 1.06,
    losses: tuple[float, ...] = (0.012, 0.0, 0.0, 0.0, 0.0),
    rest: float = 300.0,
    rep_sd: float = 0.01,
) -> list[list[object]]:
    """One session of fly 10s: losses are shares of the level, the first for a cold start."""
    day = 0.005 * rng.normal()
    rows: list[list[object]] = []
    for rep, loss in enumerate(losses, start=1):
        time = level * np.exp(day + loss + rep_sd * rng.normal()) + 0.004 * rng.normal()
        rows.append(
            [name, f"s{number}", at.isoformat(), rep, 10, f"{time:.4f}", 0.004,
             "" if rep == 1 else rest, "", "video", ""]
        )  # fmt: skip
    return rows


def table(path: Path, rows: list[list[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


def season(
    rng: np.random.Generator,
    *,
    gain: float = 0.0,
    sessions: int = 16,
    level: float = 1.06,
    **more: Any,
) -> list[list[object]]:
    """Two sessions a week; the level falls by ``gain`` in all."""
    rows: list[list[object]] = []
    for number in range(sessions):
        at = START + timedelta(days=3.5 * number)
        now = level * np.exp(-gain * number / (sessions - 1))
        rows += session_rows(rng, number, at, level=now, **more)
    return rows


def test_a_drop_at_full_rest_ends_the_session_and_a_steady_one_goes_on(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    history = table(tmp_path / "history.csv", season(rng))
    now = START + timedelta(days=60)
    faded = table(
        tmp_path / "faded.csv",
        session_rows(rng, 90, now, losses=(0.01, 0.0, 0.0, 0.05, 0.05, 0.05)),
    )
    found = run("session", "--replay", faded, "--history", history)
    verdicts = [rep["verdict"] for rep in found["reps"]]
    assert verdicts[:3] == ["go", "go", "go"]
    assert "stop" in verdicts[3:5]
    assert verdicts[-1] == "stop"
    assert found["reps"][-1]["p_drop"] > 0.9
    assert all(reason["text"] for rep in found["reps"] for reason in rep["reasons"])
    steady = table(tmp_path / "steady.csv", session_rows(rng, 91, now, losses=(0.01, 0, 0, 0)))
    found = run("session", "--replay", steady, "--history", history)
    assert [rep["verdict"] for rep in found["reps"]] == ["go"] * 4
    assert {rep["class"] for rep in found["reps"][1:]} == {"speed"}
    assert found["session"]["kind"] == "speed"
    assert all(rep["until_s"] >= 60.0 for rep in found["reps"])


def test_a_verdict_uses_nothing_later_than_its_rep(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    history = table(tmp_path / "history.csv", season(rng))
    rows = session_rows(rng, 90, START + timedelta(days=60), losses=(0.02, 0, 0.02, 0.04, 0.06))
    whole = run("session", "--replay", table(tmp_path / "a.csv", rows), "--history", history)
    for count in range(1, len(rows)):
        part = table(tmp_path / "b.csv", rows[:count])
        found = run("session", "--replay", part, "--history", history)
        assert found["reps"] == whole["reps"][:count]


def test_short_rests_make_conditioning_of_a_session_and_its_name_says_so(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    history = table(tmp_path / "history.csv", season(rng))
    rows = session_rows(
        rng, 90, START + timedelta(days=60), losses=(0.0, 0.0, 0.03, 0.05, 0.07, 0.07), rest=58.0
    )
    found = run("session", "--replay", table(tmp_path / "a.csv", rows), "--history", history)
    assert found["session"]["kind"] == "conditioning"
    assert "58 s" in " ".join(reason["text"] for reason in found["session"]["reasons"])


def test_pain_stops_at_once(tmp_path: Path) -> None:
    rng = np.random.default_rng(6)
    rows = session_rows(rng, 1, START)
    rows[1][-1] = 3
    found = run("session", "--replay", table(tmp_path / "a.csv", rows))
    assert [rep["verdict"] for rep in found["reps"]][1:] == ["stop"] * 4


def test_a_trend_says_how_fast_he_gets_faster_and_why_not(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    rows = season(rng, gain=0.04)
    rows += season(rng, name="Lea", losses=(0.0, 0.02, 0.05, 0.07, 0.09), rest=75.0)
    found = run("trend", "--history", table(tmp_path / "history.csv", rows))
    mia, lea = found["athletes"]
    assert mia["athlete"] == "Mia"
    assert mia["level"]["unit"] == "s"
    assert mia["level"]["value"] == pytest.approx(1.06 * np.exp(-0.04), rel=0.02)
    assert mia["change_per_week"]["value"] < 0.0
    assert mia["p_gain"] > 0.95
    assert mia["p_gain_over_swc"] <= mia["p_gain"]
    assert lea["p_gain"] < 0.95
    for athlete in (mia, lea):
        assert sum(cause["probability"] for cause in athlete["causes"]) == pytest.approx(1.0)
    assert lea["causes"][0]["cause"] == "rest_too_short"
    assert mia["causes"][0]["cause"] == "none"
    assert all(lea["causes"][0]["evidence"])


def test_a_store_is_filled_asked_and_carried_away_whole(tmp_path: Path) -> None:
    rng = np.random.default_rng(8)
    run("athlete", "add", "Mia", "--born", "2011-04-03", "--level", "trained")
    run("athlete", "add", "Lea", "--born", "1999-01-02", "--level", "trained", "--public")
    run("athlete", "group", "Sprinters", "--add", "mia", "--add", "lea")
    rows = season(rng) + season(rng, name="Lea", level=1.0)
    history = table(tmp_path / "history.csv", rows)
    first = run("import", history)
    assert first["sessions"] == {"new": 32}
    assert run("import", history)["sessions"] == {"same": 32}
    evening = START + timedelta(days=3.5 * 15, hours=20)
    asked = evening.isoformat()
    run("checkin", "Mia", "--sleep", "8", "--pain", "hamstring=4:left", "--at", asked)
    answer = run("today", "Mia", "--now", asked)
    assert answer["verdict"] == "no"
    assert "sprint_from" not in answer
    run(
        "log", "clearance", "Mia", "--by", "Mia", "--role", "athlete", "--place", "hamstring",
        "--at", (evening + timedelta(days=4)).isoformat(),
    )  # fmt: skip
    later = (evening + timedelta(days=5)).isoformat()
    assert run("today", "Mia", "--now", later)["verdict"] == "no", "a minor never clears himself"
    assert run("today", "Lea", "--now", later)["verdict"] in ("yes", "change")
    trend = run("trend", "Lea", "--now", later)
    assert trend["athletes"][0]["athlete"] == "Lea"
    board = run("board", "--group", "Sprinters")
    assert [mark["athlete"] for mark in board["marks"]] == ["Lea", "Mia"]
    assert [mark["athlete"] for mark in run("board", "--public")["marks"]] == ["Lea"]

    backup, again = tmp_path / "all.jsonl.gz", tmp_path / "again.jsonl.gz"
    run("export", "--all", backup)
    other = str(tmp_path / "other.db")
    run("import", backup, "--database", other)
    run("export", "--all", again, "--database", other)
    assert again.read_bytes() == backup.read_bytes()
    assert run("today", "Mia", "--now", later, "--database", other)["verdict"] == "no"


def test_a_changed_rule_is_said_wherever_it_was_used(tmp_path: Path) -> None:
    run("athlete", "add", "Mia", "--born", "1999-04-03")
    done = datetime.now(UTC) - timedelta(hours=55)
    run(
        "log", "run", "Mia", "--stimulus", "max-velocity", "--times", "1.2,1.2",
        "--rep-distance", "10", "--minutes", "40", "--at", done.isoformat(),
    )  # fmt: skip
    before = datetime.now(UTC).isoformat()
    assert run("today", "Mia")["verdict"] != "no"
    run("rules", "set", "recovery-max-velocity", "hours", "60", "--athlete", "Mia", "--by", "Kim")
    assert run("today", "Mia", "--now", before)["verdict"] != "no", "it was not changed then"
    answer = run("today", "Mia")
    assert answer["verdict"] == "no"
    changed = [one for reason in answer["reasons"] for one in reason.get("changed", [])]
    assert {(one["by"], one["value"]) for one in changed} == {("Kim", 60.0)}
    refused = run(
        "rules", "set", "recovery-max-velocity", "hours", "1", "--by", "Kim", ok=False
    )  # fmt: skip
    assert refused["error"]["code"] == "rule-limits"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            ["Mia", "a", START.isoformat(), 1, 10, "0.4", "", "", "", "", ""],
            "faster than any human",
        ),
        (["Mia", "a", "soon", 1, 10, "1.06", "", "", "", "", ""], "ISO 8601"),
        (["Mia", "a", START.isoformat(), 0, 10, "1.06", "", "", "", "", ""], "must lie between"),
    ],
)
def test_a_rep_that_cannot_be_ends_a_replay_with_its_line(
    tmp_path: Path, row: list[object], words: str
) -> None:
    good = ["Mia", "a", START.isoformat(), 2, 10, "1.06", "", "", "", "", ""]
    path = table(tmp_path / "reps.csv", [row, good])
    result = CliRunner().invoke(app, ["session", "--replay", str(path), "--json"])
    assert result.exit_code == 1
    message = json.loads(result.stdout)["error"]["message"]
    assert "line 2" in message
    assert words in message
