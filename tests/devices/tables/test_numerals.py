"""Numbers as they are written, and the decimal mark of a file."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.devices.tables.numerals import decimal_mark, number, plain_numbers, seconds
from flyzone.errors import InputError

ANY = math.inf


@pytest.mark.parametrize(
    ("cell", "mark", "value", "digits"),
    [
        ("1.94", ".", 1.94, 2),
        ("1,94", ",", 1.94, 2),
        (".5", ".", 0.5, 1),
        ("12", ",", 12.0, 0),
        ("-0.07391357", ".", -0.07391357, 8),
        ("−2,5", ",", -2.5, 1),
        ("+3.0", ".", 3.0, 1),
        ("1.5e-3", ".", 0.0015, 1),
        ("1,234.5", ".", 1234.5, 1),
        ("1.234,5", ",", 1234.5, 1),
        ("1'234.5", ".", 1234.5, 1),
        ("1 234,5", ",", 1234.5, 1),
        ("1,234", ".", 1234.0, 0),
    ],
)
def test_a_number_is_read_with_its_decimals(
    cell: str, mark: str, value: float, digits: int
) -> None:
    assert number(cell, mark) == (value, digits)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "-",
        "nan",
        "inf",
        "1e400",
        "1_0",
        "0x10",
        "1.2.3",
        "1,2",
        "٣",
        "1.94 s",
        "9" * 50,
        "1e99999",
    ],
)
def test_what_is_no_number_is_none(cell: str) -> None:
    assert number(cell, ".") is None


@pytest.mark.parametrize(
    ("cell", "value", "digits"),
    [
        ("1:02.34", 62.34, 2),
        ("1:02,34", 62.34, 2),
        ("0:09.5", 9.5, 1),
        ("1:00:01.0", 3601.0, 1),
        ("75:00", 4500.0, 0),
        ("9.58", 9.58, 2),
    ],
)
def test_minutes_and_seconds_are_a_time(cell: str, value: float, digits: int) -> None:
    assert seconds(cell, ".") == (value, digits)


@pytest.mark.parametrize("cell", ["1:60.0", "1:75:00", ":30", "1:2:3:4", "1:2x"])
def test_what_is_no_clock_is_no_time(cell: str) -> None:
    assert seconds(cell, ".") is None


@given(
    st.lists(st.one_of(st.floats(-1e6, 1e6).map(lambda x: f"{x:.4f}"), st.integers().map(str),
                       st.text("0123456789.,+-e ", max_size=8)), min_size=1),
    st.sampled_from(".,"),
)  # fmt: skip
def test_many_numbers_at_once_are_each_as_alone(cells: list[str], mark: str) -> None:
    together = plain_numbers(cells, mark)
    if together is not None:
        assert together == [found.value for cell in cells if (found := number(cell, mark))]
        assert len(together) == len(cells)


def test_plain_numbers_are_read_at_once() -> None:
    assert plain_numbers(["1,5", "-2", "0,25"], ",") == [1.5, -2.0, 0.25]
    assert plain_numbers(["1,5", ""], ",") is None


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["5", "10", "20"], "."),
        (["1.94", "3"], "."),
        (["1,94", "3"], ","),
        (["1.234,5"], ","),
        (["1,234.5"], "."),
        (["1.234.567"], ","),
        (["0,123"], ","),
        (["1:02,34"], ","),
        (["name", "a,b", "1.5"], "."),
    ],
)
def test_one_number_that_leaves_no_choice_tells_the_mark(cells: list[str], mark: str) -> None:
    assert decimal_mark((cell, ANY) for cell in cells) == mark


def test_a_thousand_that_a_column_cannot_hold_tells_the_mark() -> None:
    assert decimal_mark([("1,234", 600.0)]) == ","
    assert decimal_mark([("1.234", 600.0)]) == "."


def test_an_open_mark_is_asked_for() -> None:
    with pytest.raises(InputError) as caught:
        decimal_mark([("1,234", ANY), ("2,345", ANY), ("7", ANY)])
    assert caught.value.code == "decimal-mark-open"
    assert "'2,345'" in caught.value.message


def test_a_file_with_both_marks_is_refused_and_one_odd_number_is_not() -> None:
    with pytest.raises(InputError) as caught:
        decimal_mark([("1,5", ANY), ("1.5", ANY), ("2,5", ANY), ("2.5", ANY)])
    assert caught.value.code == "decimal-mark-mixed"
    assert decimal_mark([*[("1.5", ANY)] * 9, ("1,5", ANY)]) == "."


@given(st.lists(st.floats(0.01, 500.0), min_size=1), st.sampled_from([1, 2, 3]))
def test_the_mark_with_which_times_were_written_is_found(times: list[float], digits: int) -> None:
    for mark in ".,":
        cells = [f"{time:.{digits}f}".replace(".", mark) for time in times]
        assert decimal_mark((cell, 600.0) for cell in cells) == mark
