"""A board: no rank that noise may have made, and every time keeps its error."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm
from tests.training_builders import START, change, uid

from flyzone.training.board import Board, Mark, rank
from flyzone.training.comparable import typical_timing_sd
from flyzone.training.rules import STANDARD
from flyzone.wording.sentences import sentence


def mark(name: str, time: float, sd: float | None = 0.004, method: str | None = "video") -> Mark:
    return Mark(uid(name), name, time, sd, method, None, START)


def board(*marks: Mark) -> Board:
    return rank(marks, STANDARD)


def ranks(found: Board) -> list[tuple[str, int, bool]]:
    return [(one.mark.athlete, one.rank, one.tied) for one in found.ranked]


def test_close_times_share_a_rank_and_the_next_one_counts_all_before_it() -> None:
    found = board(mark("Lea", 1.05), mark("Mia", 1.0), mark("Kim", 1.001), mark("Ann", 1.1))
    assert ranks(found) == [
        ("Mia", 1, True), ("Kim", 1, True), ("Lea", 3, False), ("Ann", 4, False),
    ]  # fmt: skip
    assert [reason.code for reason in found.reasons] == ["board-tied"]
    assert "95 % probability" in sentence(found.reasons[0])


@pytest.mark.parametrize("sigmas", [1.6, 1.7])
def test_two_times_differ_from_the_stated_probability_on(sigmas: float) -> None:
    first, second = board(mark("A", 1.0, 0.003), mark("B", 1.0 + sigmas * 0.005, 0.004)).ranked
    # The error of a difference of 3 and 4 ms is 5 ms; 95 % lie below 1.645 of them.
    assert second.rank == (2 if sigmas > norm.ppf(0.95) else 1)
    assert first.behind is None
    if second.rank == 2:
        assert second.behind == pytest.approx(norm.cdf(sigmas))


def test_a_rank_is_a_comparison_with_its_first_and_not_a_chain_of_neighbours() -> None:
    steps = [mark(f"{n:02d}", 1.0 + 0.005 * n) for n in range(8)]
    found = board(*steps)
    # Each neighbour is too close to tell; the last differs from the first beyond doubt.
    assert all(second.rank - first.rank in {0, 2} for first, second in pairwise(found.ranked))
    assert [one.rank for one in found.ranked] == [1, 1, 3, 3, 5, 5, 7, 7]


def test_a_tighter_rule_ties_fewer_and_the_reason_says_who_changed_it() -> None:
    changed = change(0.6, rule="board-tie", threshold="probability")
    found = rank([mark("A", 1.0), mark("B", 1.004), mark("C", 1.004)], STANDARD.changed([changed]))
    assert [one.rank for one in found.ranked] == [1, 2, 2]
    assert found.reasons[0].changes == (changed,)


def test_a_time_without_its_error_gets_the_one_of_its_method_and_that_is_said() -> None:
    found = board(mark("A", 1.0, None, "hand"), mark("B", 1.05, None, None), mark("C", 1.3))
    assert [one.sd_s for one in found.ranked[:2]] == [
        typical_timing_sd("hand", 1.0), typical_timing_sd(None, 1.05),
    ]  # fmt: skip
    assert [one.stated for one in found.ranked] == [False, False, True]
    told = next(one for one in found.reasons if one.code == "board-error-typical")
    assert told.numbers["n"] == 2
    assert "2 times came without their error" in sentence(told)


def test_exact_equal_times_tie_and_exact_different_ones_do_not() -> None:
    found = board(mark("A", 1.0, 0.0), mark("B", 1.0, 0.0), mark("C", 1.0000001, 0.0))
    assert [one.rank for one in found.ranked] == [1, 1, 3]


def test_nobody_makes_an_empty_board() -> None:
    assert (board().ranked, board().reasons) == ((), ())


MARKS = st.lists(
    st.tuples(st.floats(0.9, 1.4), st.none() | st.floats(0.0, 0.1)), min_size=1, max_size=12
)


@given(MARKS, st.randoms(use_true_random=False))
def test_a_board_is_sorted_whole_and_the_same_in_whatever_order_it_is_given(
    given_marks: list[tuple[float, float | None]], random: object
) -> None:
    marks = [mark(f"{n:02d}", time, sd) for n, (time, sd) in enumerate(given_marks)]
    turned = list(marks)
    random.shuffle(turned)  # type: ignore[attr-defined]
    found = board(*marks)
    assert ranks(found) == ranks(board(*turned))
    times = [one.mark.time_s for one in found.ranked]
    assert times == sorted(times)
    places = [one.rank for one in found.ranked]
    assert places[0] == 1
    for place, one in enumerate(found.ranked, start=1):
        assert one.rank == place or one.rank == places[place - 2]
        assert one.tied == (places.count(one.rank) > 1)
        assert (one.behind is None) == (one.rank == 1)
        assert one.behind is None or 0.5 <= one.behind <= 1.0


def test_equals_are_called_different_no_oftener_than_the_rule_allows() -> None:
    rng = np.random.default_rng(4)
    apart = 0
    for _ in range(2000):
        a, b = 1.0 + 0.005 * rng.normal(size=2)
        apart += board(mark("A", a, 0.005), mark("B", b, 0.005)).ranked[1].rank == 2
    # Either of the two may seem the better one: twice 5 %.
    assert apart / 2000 == pytest.approx(0.10, abs=0.02)
