"""Sign changes of many functions at once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from flyzone.science.roots import sign_change


@given(st.lists(st.floats(-3.0, 3.0), min_size=1, max_size=5), st.booleans())
def test_each_problem_finds_its_own_root_rising_or_falling(roots: list, falling: bool) -> None:
    target = np.array(roots)
    sign = -1.0 if falling else 1.0
    found = sign_change(lambda x: sign * np.arctan(x - target), np.full_like(target, -4.0), 4.0)
    assert_allclose(found, target, atol=1e-15)


def test_ends_broadcast_against_each_other() -> None:
    squares = np.array([[2.0], [3.0]])
    found = sign_change(lambda x: x**2 - squares, np.zeros((2, 1)), np.array([5.0, 7.0]))
    assert_allclose(found, np.sqrt(np.repeat(squares, 2, axis=1)), rtol=1e-15)


def test_without_a_sign_change_the_answer_is_the_lower_end() -> None:
    assert_allclose(sign_change(lambda x: 1.0 + x, 0.0, 1.0), 0.0, atol=1e-15)
