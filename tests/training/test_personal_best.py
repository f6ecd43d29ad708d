"""A personal best is better with the stated probability; a smaller number within the error is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flyzone.training.board import Mark
from flyzone.training.personal_best import standing
from flyzone.training.rules import STANDARD

AT = datetime(2026, 6, 1, tzinfo=UTC)


def mark(time_s: float, sd_s: float | None = 0.004, method: str | None = "gates") -> Mark:
    return Mark("a", "Mia", time_s, sd_s, method, None, AT)


@pytest.mark.parametrize(
    ("new", "old", "said"),
    [
        (mark(1.0), None, "first"),
        # 1.645 standard deviations of the difference (0.00566 s) are 0.0093 s.
        (mark(0.990), mark(1.0), "best"),
        (mark(0.991), mark(1.0), "equalled"),
        (mark(1.0), mark(1.0), "equalled"),
        (mark(1.001), mark(1.0), None),
        # A hand-held watch errs by a tenth or more: five hundredths prove nothing.
        (mark(0.95, None, "hand"), mark(1.0, None, "hand"), "equalled"),
    ],
)
def test_how_a_mark_stands_to_the_old_best(new: Mark, old: Mark | None, said: str | None) -> None:
    assert standing(new, old, STANDARD) == said
