"""Rests follow from what is run; smaller means fewer, and durations add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.model import Dose, RuleChange
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.amounts import duration_of, full_dose, rest_of, scaled
from flyzone.training.rules import STANDARD


@pytest.mark.parametrize(
    ("key", "level", "minutes"),
    [
        ("fly-10", "trained", 4.0),  # 30 m run ask for 3; the table for 4
        ("fly-20", "trained", 4.0),  # 40 m
        ("fly-30", "trained", 5.0),  # 50 m
        ("acceleration-10", "trained", 2.0),  # the table's least
        ("acceleration-30", "trained", 3.0),
        ("sprint-120", "trained", 12.0),
        ("sprint-80", "beginner", 8.0),
        ("assisted-fly", "advanced", 5.0),
        ("hill-sprint", "trained", 3.0),  # 25 times 7 s is 175 s, rounded up
    ],
)
def test_rest_is_a_minute_for_ten_metres_within_the_table(
    key: str, level: str, minutes: float
) -> None:
    dose = full_dose(CATALOGUE[key], level, STANDARD)  # type: ignore[arg-type]
    assert dose.rest_s == 60.0 * minutes


def test_rest_counts_the_run_in() -> None:
    fly = CATALOGUE["fly-30"]
    dose = fly.doses["trained"]
    longer = replace(dose, run_in_m=50.0)
    assert rest_of(fly, longer, STANDARD) == rest_of(fly, dose, STANDARD) + 180.0  # type: ignore[operator]


def test_a_coach_changes_run_in_and_rest() -> None:
    def change(rule: str, threshold: str, value: float) -> RuleChange:
        return RuleChange(
            "22222222-2222-4222-8222-222222222222", rule, threshold, value, "Coach",
            datetime(2026, 1, 1, tzinfo=UTC),
        )  # fmt: skip

    book = STANDARD.changed(
        [change("fly-set-up", "run_in_m", 40.0), change("prescription-rest", "s_per_10_m", 120.0)]
    )
    dose = full_dose(CATALOGUE["fly-20"], "trained", book)
    assert dose.run_in_m == 40.0
    assert dose.rest_s == 720.0


@given(st.integers(1, 6), st.integers(1, 12), st.floats(0.05, 1.5), st.floats(0.05, 1.5))
def test_a_share_is_never_exceeded_and_more_is_never_less(
    sets: int, reps: int, one: float, other: float
) -> None:
    dose = Dose("pogo", sets=sets, reps=reps)
    low, high = sorted((one, other))
    fewer, more = scaled(dose, low), scaled(dose, high)
    assert fewer.sets * fewer.reps <= more.sets * more.reps
    assert more.sets * more.reps <= max(1.0, sets * reps * high + 0.5 + 1e-6)
    assert scaled(dose, 1.0) == dose
    assert more.sets <= sets


@pytest.mark.parametrize(
    ("sets", "reps", "share", "left"),
    [(1, 5, 0.5, (1, 2)), (3, 5, 0.7, (2, 5)), (2, 5, 0.7, (2, 3)), (4, 4, 0.5, (2, 4)),
     (1, 1, 0.1, (1, 1)), (1, 4, 1.25, (1, 5))],
)  # fmt: skip
def test_whole_sets_go_first(sets: int, reps: int, share: float, left: tuple[int, int]) -> None:
    dose = scaled(Dose("pogo", sets=sets, reps=reps), share)
    assert (dose.sets, dose.reps) == left


def test_durations_add_up_by_hand() -> None:
    # Three flies of 70 m at 7 m/s, two rests between them, one behind the last.
    fly = Dose("fly-20", reps=3, distance_m=20.0, run_in_m=20.0, run_out_m=30.0, rest_s=240.0,
               effort=1.0)  # fmt: skip
    assert duration_of([fly]) == pytest.approx(3 * 10.0 + 3 * 240.0)
    # Two sets of five on each leg, 3 s each; a rest between the sets and one behind.
    lift = Dose("split-squat", sets=2, reps=5, set_rest_s=150.0)
    assert duration_of([lift]) == pytest.approx(2 * 5 * 2 * 3.0 + 2 * 150.0)
    assert duration_of([fly, lift]) == pytest.approx(750.0 + 360.0)
