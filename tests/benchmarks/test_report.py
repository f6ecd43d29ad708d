from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from accuracy import RESULT_MAKERS, fingerprint, parse, read_results
from report import (
    Facts,
    budget_table,
    condition_table,
    faults_list,
    goal_s,
    markdown,
    readme_table,
    rival_table,
    short_list,
    summary,
    timed_share,
    write_between,
)

FACTS = Facts("make accuracy", "2026-01-01", 1, 30, "abc")


def result(
    name: str, index: int, error: float, *, fps: float = 60.0, **changes: Any
) -> dict[str, Any]:
    run = {
        "timed": True,
        "true_s": 1.0,
        "error_s": error,
        "sd_s": 0.002,
        "budget": {"marks": 0.002},
    }
    group = {"runs": [run], "extra": 0, "codes": []} | changes
    rivals = dict.fromkeys(("nearest-frame", "near-cone", "index-over-rate", "opencv-msec"), 0.011)
    return {
        "condition": name, "index": index, "seed": 1, "attempt": 0, "fps": fps,
        "groups": {"known": group, "field": group}, "rivals": [rivals],
    }  # fmt: skip


GOOD = [result("plain-60", i, 0.001 * (-1) ** i) for i in range(30)]
LATE = [result("far", i, 0.006) for i in range(30)]
MISSED = [
    result("coach", i, 0.0, runs=[{"timed": False, "true_s": 1.0}], codes=["no-run"])
    for i in range(3)
]  # fmt: skip


def test_the_goal_depends_on_rate_and_is_set_for_fly_tens_only() -> None:
    assert goal_s(240.0) == goal_s(60.0) == 0.004
    assert goal_s(30.0) == 0.008
    assert goal_s(24.0) is None
    assert goal_s(60.0, "fly-20") is None


def test_a_condition_that_falls_short_stays_in_the_table_with_its_fault() -> None:
    rows = condition_table([*GOOD, *LATE, *MISSED], "known")
    assert len(rows) == 2 + 3
    good, late, missed = rows[2:]
    assert good.endswith("holds |")
    assert late.endswith("over 4 ms; coverage |")
    assert missed.endswith("3 of 3 not timed rightly |")


def test_what_falls_short_is_listed_by_name() -> None:
    lines = "\n".join(short_list([*GOOD, *LATE]))
    assert "far, known: over 4 ms; coverage" in lines
    assert "plain-60" not in lines


def test_missed_runs_and_extra_results_are_counted_with_their_codes() -> None:
    extra = result("walker", 4, 0.0, extra=1)
    lines = "\n".join(faults_list([*GOOD, *MISSED, extra]))
    assert "coach, known: clips 0, 1, 2: no-run (3)" in lines
    assert "walker, field: clips 4: no word (1), extra result (1)" in lines
    assert timed_share([extra], "field") == (0, 1)


def test_the_budget_is_a_root_mean_square_over_timed_runs() -> None:
    wide = result("far", 0, 0.0)
    wide["groups"]["field"]["runs"][0]["budget"] = {"marks": 0.001, "lateral place": 0.004}
    other = result("far", 1, 0.0)
    lines = budget_table([wide, other, *MISSED])
    assert lines[2] == "| lateral place | 2.8 | 2.8 |"
    assert lines[3] == "| marks | 1.6 | 1.6 |"


def test_rivals_are_compared_on_the_runs_that_all_have_timed() -> None:
    without = result("plain-60", 31, 0.5)
    del without["rivals"][0]["opencv-msec"]
    lines = rival_table([*GOOD, without])
    assert any("| 60 | 30 | nearest-frame | 11.0 | 0.0 | 11.0 " in line for line in lines)
    assert any("| 60 | 30 | flyzone (field) | 0.0 | 1.0 | 1.0 " in line for line in lines)


def test_the_page_says_that_it_is_synthetic_and_names_what_is_short() -> None:
    text = markdown([*GOOD, *LATE, *MISSED], FACTS)
    assert "**synthetic**" in text
    assert "the goal of 4 ms is missed" in text
    assert "{" not in text
    assert "far" in readme_table(LATE, FACTS) or "| 60 fps | 6.0 ms |" in readme_table(LATE, FACTS)
    assert "over 4 ms" in summary(LATE)


def test_text_is_put_between_its_marks_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("a\n<!-- x:start -->\nold\n<!-- x:end -->\nb\n")
    write_between(page, "x", "new")
    assert page.read_text() == "a\n<!-- x:start -->\nnew\n<!-- x:end -->\nb\n"
    with pytest.raises(ValueError, match="has no <!-- y:start -->"):
        write_between(page, "y", "new")


def test_only_results_of_the_same_program_and_seed_are_taken_up_again(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    lines = [
        GOOD[0] | {"code": "now"},
        GOOD[1] | {"code": "before"},
        GOOD[2] | {"code": "now", "seed": 2},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines) + '\n{"condition": "pla')
    assert [r["index"] for r in read_results(path, "now", 1)] == [0]


def test_the_fingerprint_changes_with_what_makes_results_only(tmp_path: Path) -> None:
    for folder in ("src/flyzone/timing", "src/flyzone/cli", "benchmarks"):
        (tmp_path / folder).mkdir(parents=True)
    for name in RESULT_MAKERS:
        (tmp_path / "benchmarks" / name).write_text("x = 1\n")
    before = fingerprint(tmp_path)
    (tmp_path / "benchmarks" / "report.py").write_text("y = 1\n")
    (tmp_path / "src" / "flyzone" / "cli" / "app.py").write_text("y = 1\n")
    assert fingerprint(tmp_path) == before
    (tmp_path / "src" / "flyzone" / "timing" / "path.py").write_text("y = 1\n")
    with_core = fingerprint(tmp_path)
    assert with_core != before
    (tmp_path / "benchmarks" / "job.py").write_text("x = 2\n")
    assert fingerprint(tmp_path) != with_core


def test_an_unknown_condition_is_refused_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(["--only", "plain-61"])
    assert "plain-60" in capsys.readouterr().err
