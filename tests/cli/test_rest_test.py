"""``flyzone rest-test``: drawn by lot, kept with the athlete, read from his sessions or a table."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.cli.shell import document, refusal, rep_table, row, said, wrong_usage

pytestmark = pytest.mark.usefixtures("squad")
BEGIN = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)


def planned(who: str = "Lea", *options: object) -> dict[str, Any]:
    found: dict[str, Any] = document(
        "rest-test", "plan", who, "--at", (BEGIN - timedelta(hours=1)).isoformat(), *options
    )
    return found


def run_of(plan: dict[str, Any], cost: float, who: str = "Lea") -> list[list[object]]:
    """All sessions of a plan, in which a short rest costs this share of time."""
    rng = np.random.default_rng(3)
    rows = []
    for number, rests in enumerate(plan["rests_s"]):
        at = (BEGIN + timedelta(days=3 * number)).isoformat()
        for rep, rest in enumerate(["", *rests], start=1):
            slow = cost * (rest == plan["short_s"])
            time = 1.0 * np.exp(slow + 0.004 * rng.normal())
            rows.append(row(who, f"{time:.4f}", session=f"t{number}", at=at, rep=rep, rest=rest))
    return rows


def test_a_plan_balances_its_orders_and_is_told() -> None:
    plan = planned("Lea", "--sessions", "4", "--short", "120", "--long", "300", "--reps-each", "2")
    assert sorted(plan["short_first"]) == [False, False, True, True]
    assert all(sorted(rests) == [120, 120, 300, 300] for rests in plan["rests_s"])
    shown = said("rest-test", "plan", "Lea", "--reps-each", "1")
    assert shown.startswith("Lea: 3 reps in each session, rests before reps 2 to 3:\n")


def test_the_cost_that_was_planted_is_read_from_the_store_and_from_a_table(tmp_path: Path) -> None:
    plan = planned()
    table = rep_table(tmp_path / "reps.csv", run_of(plan, 0.03))
    document("import", table)
    stored = document("rest-test", "read", "Lea")
    # The lot differs from run to run: five standard deviations are never missed.
    assert abs(stored["cost_percent"] - 3.0) < 5.0 * stored["cost_sd_percent"]
    assert stored["cost_sd_percent"] < 0.5
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan), encoding="utf-8")
    read = document("rest-test", "read", "--reps", table, "--plan", file)
    assert read["cost_percent"] == stored["cost_percent"]
    assert "short rest costs +" in said("rest-test", "read", "Lea")


def test_nothing_run_yet_cannot_tell() -> None:
    planned()
    shown = said("rest-test", "read", "Lea")
    assert "cannot tell" in shown
    assert "costs +" not in shown


def test_an_athlete_without_a_test_is_told_how_to_begin() -> None:
    error = refusal("rest-test", "read", "Mia")
    assert error["code"] == "rest-test-none"
    assert "flyzone rest-test plan Mia" in error["message"]


@pytest.mark.parametrize(
    "options",
    [
        ["--sessions", "5"], ["--sessions", "0"], ["--sessions", "1000000"], ["--reps-each", "0"],
        ["--short", "360", "--long", "180"], ["--short", "nan"], ["--at", "soon"],
    ],
)  # fmt: skip
def test_a_test_that_cannot_be_is_refused_and_none_is_kept(options: list[str]) -> None:
    refusal("rest-test", "plan", "Lea", *options)
    assert refusal("rest-test", "read", "Lea")["code"] == "rest-test-none"


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    plan = planned()
    others = [row("Tom"), row("Kim")]
    table = rep_table(tmp_path / "reps.csv", others)
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan), encoding="utf-8")
    read = ("rest-test", "read", "--reps", table, "--plan")
    assert refusal(*read, file)["code"] == "rest-test-athlete"
    assert refusal(*read, table)["code"] == "document-json"
    assert refusal(*read, tmp_path / "none.json")["code"] == "file-missing"
    for change in ({"short_s": 999}, {"reps_each": 0}, {"made_at": "soon"}, {"extra": 1}):
        file.write_text(json.dumps(plan | change), encoding="utf-8")
        refusal(*read, file)


def test_wrong_usage_is_two(tmp_path: Path) -> None:
    table = rep_table(tmp_path / "reps.csv", [row()])
    for arguments in ([], ["Lea", "--reps", table], ["--reps", table], ["--plan", table]):
        wrong_usage("rest-test", "read", *arguments)
