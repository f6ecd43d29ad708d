"""Names that a spreadsheet must not take for formulas, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.devices.tables.formula_guard import guarded, unguarded

risky = st.text(alphabet="=+-@'\t\r\nab ", max_size=6)


@given(st.text() | risky)
def test_every_name_comes_back(name: str) -> None:
    assert unguarded(guarded(name)) == name


@given(st.text() | risky)
def test_no_guarded_name_begins_a_formula(name: str) -> None:
    assert not guarded(name).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.text() | risky, st.text() | risky)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert (guarded(one) == guarded(other)) == (one == other)


@pytest.mark.parametrize("name", ["", "Ada", "O'Neil", "'Ada'", " =x", "1.94"])
def test_harmless_names_are_written_as_they_are(name: str) -> None:
    assert guarded(name) == name
