"""The pages of the profile's benchmarks say what was measured, and nothing else."""

from __future__ import annotations

import numpy as np

from fits import drawn
from fits import page as speed_page
from profile_accuracy import Row, share
from profile_accuracy import page as accuracy_page


def test_a_goal_that_is_missed_is_called_missed() -> None:
    text = speed_page([("none", 1.0, 0.5, 0.4), ("flying", 2.0, 2.5, 2.4)], 3.0, 1.0)
    rows = [line for line in text.splitlines() if line.startswith(("| none", "| flying"))]
    assert [("holds" in row, "missed" in row) for row in rows] == [(True, False), (False, True)]
    assert "20,000" in rows[0]


def test_intervals_that_hold_too_rarely_or_too_often_are_outside_the_goal() -> None:
    rng = np.random.default_rng(0)

    def row(name: str, rate: float) -> Row:
        inside = np.arange(1000)[:, None] < 1000 * np.array([rate, 0.9])
        return Row(name, rng.normal(0.0, 0.01, (1000, 2)), inside)

    text = accuracy_page([row("honest", 0.9), row("rare", 0.8), row("wide", 0.97)], seed=1)
    verdicts = [line.split("|")[-2].strip() for line in text.splitlines() if "%," in line]
    assert verdicts == ["holds", "outside", "outside"]


def test_a_share_stands_with_its_exact_binomial_interval() -> None:
    # Clopper and Pearson at 99 %: 9 of 10.
    assert share(np.arange(10) < 9) == "90.0 % (45.6-99.9)"
    assert share(np.ones(5, dtype=bool)) == "100.0 % (34.7-100.0)"


def test_the_drawn_sets_increase_along_the_gates() -> None:
    times = drawn(500)
    assert times.shape == (500, 6)
    assert (np.diff(times, axis=1) > 0.0).all()
