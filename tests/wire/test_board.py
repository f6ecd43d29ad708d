"""A board as a document: ranks with their errors, stated or typical."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError
from tests.training_builders import START, uid, valid

from flyzone.model import Notice
from flyzone.training.board import Board, Mark, rank
from flyzone.training.rules import STANDARD
from flyzone.wire.board import board_document

MARKS = (
    Mark(uid("Lea"), "Lea", 1.0, 0.004, "gates", 1.2, START),
    Mark(uid("Mia"), "Mia", 1.001, None, None, None, START),
    Mark(uid("Kim"), "Kim", 1.25, 0.004, "video", None, START),
)
BOARD = rank(MARKS, STANDARD)


def told(board: Board = BOARD, **words: Any) -> Any:
    given = {
        "distance_m": 10.0, "order": "best", "start": "flying", "group": None, "public": False,
    } | words  # fmt: skip
    return valid("board", board_document(board, **given))


def test_marks_stand_in_order_with_rank_error_and_speed() -> None:
    document = told(group="Sprinters", warnings=[Notice("a-code", "A warning.")])
    first, second, third = document["marks"]
    assert [one["rank"] for one in document["marks"]] == [1, 1, 3]
    assert (first["tied"], second["tied"], third["tied"]) == (True, True, False)
    assert first == {
        "rank": 1, "tied": True, "athlete": "Lea", "athlete_id": uid("Lea"), "time_s": 1.0,
        "time_sd_s": 0.004, "time_sd_stated": True, "speed_m_s": 10.0, "method": "gates",
        "wind_m_s": 1.2, "at": START.isoformat(),
    }  # fmt: skip
    assert second["time_sd_stated"] is False
    assert second["time_sd_s"] > 0.0
    assert third["p_slower"] > 0.95
    assert third["speed_m_s"] == 8.0
    assert (document["group"], document["public"]) == ("Sprinters", False)
    assert [one["code"] for one in document["reasons"]] == ["board-tied", "board-error-typical"]
    assert document["warnings"] == [{"code": "a-code", "message": "A warning."}]


def test_an_empty_board_is_a_document() -> None:
    document = told(rank((), STANDARD), public=True)
    assert (document["marks"], document["reasons"], document["public"]) == ([], [], True)
    assert "group" not in document


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_never_leaves(bad: float) -> None:
    spoilt = replace(BOARD, ranked=(replace(BOARD.ranked[0], sd_s=bad),))
    with pytest.raises(ValidationError):
        told(spoilt)
    with pytest.raises(ValidationError):
        told(order="worst")
