"""``flyzone board``: a rank that noise did not make, and nobody on it who should not be."""

from __future__ import annotations

import pytest
from tests.cli.shell import document, flyzone, refusal, said, wrong_usage

pytestmark = pytest.mark.usefixtures("squad")


def times(who: str, at: str, *values: str) -> None:
    document(
        "log", "run", who, "--stimulus", "max-velocity", "--times", ",".join(values), "--run-in",
        "20", "--rep-distance", "30", "--at", at,
    )  # fmt: skip


def test_a_squad_is_ranked_by_its_best() -> None:
    board = document("board", "--group", "sprinters")
    assert [(one["rank"], one["athlete"]) for one in board["marks"]] == [(1, "Lea"), (2, "Mia")]
    first, second = said("board").splitlines()[:2]
    assert first.startswith("  1 ")
    assert "km/h  Lea  2026-" in first
    assert "Mia" in second


def test_times_that_noise_may_have_put_in_order_share_a_rank() -> None:
    times("Lea", "2026-06-01T17:00", "3.10")
    times("Mia", "2026-06-01T17:00", "3.11")
    board = document("board", "--distance", "30")
    assert [(one["rank"], one["tied"]) for one in board["marks"]] == [(1, True), (1, True)]
    assert said("board", "--distance", "30").startswith("  1= 3.100 s")


def test_a_minor_and_whoever_was_not_asked_stay_off_the_public_board() -> None:
    document("athlete", "set", "Mia", "--public")
    result = flyzone("board", "--public")
    assert "Mia" not in result.output
    assert "1 of 2 athletes left off" in result.stderr
    board = document("board", "--public")
    assert [one["athlete"] for one in board["marks"]] == ["Lea"]
    assert [one["code"] for one in board["warnings"]] == ["board-private"]
    document("athlete", "set", "Lea", "--private")
    assert document("board", "--public")["marks"] == []


def test_the_latest_and_the_best_differ() -> None:
    times("Lea", "2026-06-01T17:00", "3.10")
    times("Lea", "2026-06-04T17:00", "3.30")
    for order, time in (("best", 3.10), ("latest", 3.30)):
        (mark,) = document("board", "--distance", "30", "--order", order)["marks"]
        assert mark["time_s"] == time


def test_an_empty_board_says_so() -> None:
    result = flyzone("board", "--distance", "60")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No times over 60 m yet" in result.stderr


def test_a_board_that_cannot_be_is_refused() -> None:
    for distance in ("0", "-10", "nan", "1e9"):
        refusal("board", "--distance", distance)
    assert refusal("board", "--group", "none")["code"] == "unknown-group"
    wrong_usage("board", "--order", "worst")
    wrong_usage("board", "--start", "crouched")
