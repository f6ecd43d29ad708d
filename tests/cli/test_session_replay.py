"""``flyzone session --replay``: recorded reps judged as if live, or refused with the line that is wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.cli.shell import (
    HEAD,
    LAST,
    document,
    flyzone,
    refusal,
    rep_table,
    row,
    said,
    season,
    wrong_usage,
)

SESSION = [row(rep=1), row(rep=2, rest=245, time=1.05), row(rep=3, rest=250, time=1.055)]


def replayed(path: Path, rows: list[list[object]]) -> list[str]:
    return ["session", "--replay", str(rep_table(path / "reps.csv", rows))]


def test_one_session_is_one_document_and_several_are_a_list(tmp_path: Path) -> None:
    one = document(*replayed(tmp_path, SESSION))
    assert [rep["rep"] for rep in one["reps"]] == [1, 2, 3]
    other = [row(name, session=s, at=at) for name, s, at in (
        ("Lea", "a", "2026-05-01T17:00:00+02:00"), ("Mia", "b", "2026-05-04T17:00:00+02:00"),
    )]  # fmt: skip
    several = document(*replayed(tmp_path, [*SESSION, *other]))
    assert [one["athlete"] for one in several["sessions"]] == ["Mia", "Mia", "Lea"]


def test_a_person_reads_each_verdict_with_its_reasons(tmp_path: Path) -> None:
    history = rep_table(tmp_path / "history.csv", season("Mia", 1.05))
    rows = [row(rep=n, rest=240, time=1.06, at=LAST + timedelta(days=7)) for n in range(1, 4)]
    shown = said(*replayed(tmp_path, rows), "--history", history)
    assert "rep 1: 1.060 s  speed: go, rest 4.0 min  P(drop) 0.00" in shown
    assert shown.count("- 1.060 s against today's level") == 3


def test_a_history_without_him_is_told(tmp_path: Path) -> None:
    history = rep_table(tmp_path / "history.csv", season("MIA", 1.05))
    found = document(*replayed(tmp_path, SESSION), "--history", history)
    assert [one["code"] for one in found["warnings"]] == ["no-history"]


def test_the_same_row_twice_is_used_once_and_told(tmp_path: Path) -> None:
    result = document(*replayed(tmp_path, [*SESSION, SESSION[0]]))
    assert len(result["reps"]) == 3
    assert [one["code"] for one in result["warnings"]] == ["repeated-rows"]


def test_moments_without_an_offset_are_told_or_placed(tmp_path: Path) -> None:
    command = replayed(tmp_path, [row(at="2026-05-01T17:00:00")])
    assumed = document(*command)
    assert assumed["started_at"] == "2026-05-01T17:00:00+00:00"
    assert [one["code"] for one in assumed["warnings"]] == ["time-zone-assumed"]
    placed = document(*command, "--zone", "Europe/Berlin")
    assert (placed["started_at"], placed["warnings"]) == ("2026-05-01T17:00:00+02:00", [])


def test_a_name_from_a_table_cannot_steer_the_terminal(tmp_path: Path) -> None:
    shown = said(*replayed(tmp_path, [row("E\x1b[31mvil\u202e")]))
    assert shown.startswith("E\\x1b[31mvil\\u202e, 2026-05-01 17:00")


@pytest.mark.parametrize(
    "faulty",
    [
        {"time": "0"}, {"time": "-1.06"}, {"time": "0.5"}, {"time": "600"}, {"time": "nan"},
        {"time": "fast"}, {"rest": "-5"}, {"pain": "11"}, {"pain": "3 nose"}, {"at": "soon"},
        {"rep": "0"}, {"rep": "1.5"}, {"rep": "2"},
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_named_with_its_line(
    tmp_path: Path, faulty: dict[str, object]
) -> None:
    rows = [row(rep=1), row(rep=2, time=1.05), row(**{"rep": 3, **faulty})]  # type: ignore[arg-type]
    message = refusal(*replayed(tmp_path, rows))["message"]
    # Of two reps with one number either may be the wrong one.
    assert "line 4" in message or ("line 2" in message) or "line 3" in message


def test_a_rep_before_its_session_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "reps.csv"
    good = [str(one) for one in row()]
    lines = [(*HEAD, "at"), (*good, "2026-05-01T16:59:00+02:00")]
    file.write_text("\n".join(map(",".join, lines)), encoding="utf-8")
    assert "before its session began" in refusal("session", "--replay", file)["message"]


def test_two_sessions_of_one_athlete_at_one_time_are_refused(tmp_path: Path) -> None:
    rows = [row(session="a"), row(session="b", time=1.05)]
    assert "begin at one moment" in refusal(*replayed(tmp_path, rows))["message"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x00\x01\x02", b"athlete,time_s\nMia,1.06\n", (",".join(HEAD) + "\n").encode(),
        (",".join(HEAD) + '\n"Mia,a,2026-05-01T17:00:00+02:00,1,10,1.06,,,,,\n').encode(),
        b"\xff\xfe" + b"a\x00" * 3, b"{}", b"PK\x03\x04",
    ],
)  # fmt: skip
def test_what_is_no_table_of_reps_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "reps.csv"
    file.write_bytes(content)
    refusal("session", "--replay", file)
    good = rep_table(tmp_path / "good.csv", SESSION)
    refusal("session", "--replay", good, "--history", file)


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal("session", "--replay", tmp_path / "none.csv")["code"] == "file-missing"
    assert refusal("session", "--replay", tmp_path)["code"] == "file-is-folder"
    command = replayed(tmp_path, SESSION)
    assert refusal(*command, "--zone", "Mars/Base")["code"] == "athlete"


def test_options_of_the_other_kind_are_wrong_usage(tmp_path: Path) -> None:
    command = replayed(tmp_path, SESSION)
    for option in (["--gates", "x.csv"], ["--run-in", "20"], ["--time-sd", "0.1"], ["Mia"]):
        wrong_usage(*command, *option)
    wrong_usage("session")
    wrong_usage("session", "Mia", "--history", "x.csv")
    wrong_usage("session", "Mia", "--clips", tmp_path)


def test_a_replay_for_a_person_and_for_a_program_end_alike(tmp_path: Path) -> None:
    command = replayed(tmp_path, SESSION)
    assert flyzone(*command).exit_code == flyzone(*command, "--json").exit_code == 0
