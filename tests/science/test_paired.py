"""Pairs of results: what is taken for pairs, and how often an interval of their mean holds."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from flyzone.errors import InputError
from flyzone.science.paired import mean_interval, pairs, results, upper_quantile


def test_the_interval_of_a_mean_is_students() -> None:
    values = np.array([1.0, 1.2, 0.9, 1.4])
    expected = stats.t.interval(0.9, 3, values.mean(), stats.sem(values))
    found = mean_interval(values.mean(), values.std(ddof=1), 4, upper_quantile(0.9))
    assert (found.low, found.high) == pytest.approx(expected)


def test_results_and_pairs_are_arrays() -> None:
    assert results([1, 2], "Runs").tolist() == [1.0, 2.0]
    one, two = pairs((1, 2), np.array([3, 4]), "trial")
    assert (one.tolist(), two.tolist()) == ([1.0, 2.0], [3.0, 4.0])


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: pairs([1.0], [1.0], "trial"), "pairs-count"),
        (lambda: pairs([], [], "trial"), "pairs-count"),
        (lambda: pairs([1.0, 2.0], [1.0, 2.0, 3.0], "trial"), "pairs-count"),
        (lambda: pairs([1.0, math.nan], [1.0, 2.0], "trial"), "not-finite"),
        (lambda: pairs([1.0, None], [1.0, 2.0], "trial"), "not-finite"),
        (lambda: pairs(["1", "2"], [1.0, 2.0], "trial"), "not-numbers"),
        (lambda: pairs([[1.0, 2.0]], [[1.0, 2.0]], "trial"), "wrong-shape"),
        (lambda: results([1e300, 1.0], "Runs"), "pairs-size"),
        (lambda: upper_quantile(95.0), "confidence"),
        (lambda: upper_quantile(0.0), "confidence"),
        (lambda: upper_quantile(math.nan), "confidence"),
        (lambda: upper_quantile("0.95"), "confidence"),
    ],
)
def test_what_is_no_pair_is_refused(deed: Callable[[], object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        deed()
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"
