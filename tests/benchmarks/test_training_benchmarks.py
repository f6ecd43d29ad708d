"""The benchmarks of the rest-test and of the virtual athlete measure what their pages say."""

from __future__ import annotations

import numpy as np
import pytest

from rest_test import DESIGNS, SHORT_S, Condition, Design, experiments, row
from virtual_athlete import COLUMNS, table


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.says)
def test_every_design_rests_short_in_half_of_the_counted_reps(design: Design) -> None:
    rests = np.array(design.rests(np.random.default_rng(1), 6))
    assert rests.shape == (6, 6)
    assert (rests == SHORT_S).sum() == 18


def test_the_true_cost_is_the_one_that_the_condition_names() -> None:
    steady = Condition("", rep_sd=0.0, gust_sd=0.0, cost_percent=1.5)
    for (cost, low, high, _), true in experiments(steady, DESIGNS[0], 3):
        assert true == pytest.approx(1.5, abs=0.01)
        # Timing alone moves it, and the interval says so.
        assert cost == pytest.approx(true, abs=0.4)
        assert low < cost < high


def test_a_row_has_a_cell_for_each_column() -> None:
    cells = row(Condition("", cost_percent=2.0), DESIGNS[0], 3).strip("| ").split("|")
    assert len(cells) == 6
    assert float(cells[1]) == pytest.approx(2.0, abs=0.02)


def test_the_table_of_planted_causes_has_a_row_for_each_effect() -> None:
    lines = table(1).splitlines()[2:]
    assert len(lines) == 2 + 1 + 8 * 3
    assert {line.count("|") for line in lines} == {len(COLUMNS) + 1}
