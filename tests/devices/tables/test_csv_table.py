"""Lines into tables: headings, separators, whole rows and others."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.devices.tables.csv_table import Table, find_table
from flyzone.devices.tables.text import LONGEST_LINE
from flyzone.devices.tables.timed_table import timed_headings


def table_of(text: str) -> Table:
    found = find_table(text.split("\n"), timed_headings)
    assert found is not None
    return found


@pytest.mark.parametrize("separator", [";", "\t", "|", ",", "    ", " "])
def test_any_separator_is_found(separator: str) -> None:
    table = table_of(separator.join(["name", "distance", "time"]) + "\n" + separator.join("ABC"))
    assert table.headings == ("name", "distance", "time")
    assert [row.cells for row in table.rows()] == [["A", "B", "C"]]


def test_lines_before_the_headings_are_kept_apart() -> None:
    table = table_of("Session 3\n\n28.05.2024;Ann\nName;Zeit (s);Distanz (m)\nA;1;2")
    assert table.before == ("Session 3", "28.05.2024;Ann")
    assert [row.line for row in table.rows()] == [5]


def test_units_in_headings_make_no_columns_of_their_own() -> None:
    assert table_of("Nom\tDistance (m)\tTemps (ms)").headings == (
        "Nom",
        "Distance (m)",
        "Temps (ms)",
    )


def test_a_sentence_with_a_word_of_timing_heads_no_table() -> None:
    assert find_table(["This time we ran 100 m on grass", "and it rained"], timed_headings) is None


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("A,10", "2 cells under 3 headings"),
        ("A,10,1,94", "4 cells under 3 headings (do commas stand"),
        ('A,"10,1.9', "a quotation mark is opened"),
        ("A," + "9" * LONGEST_LINE + ",1", "longer than"),
    ],
)
def test_a_row_that_is_not_whole_says_why_and_the_rest_goes_on(line: str, fault: str) -> None:
    table = table_of(f"name,distance,time\n{line}\nB,20,3.1")
    bad, good = table.rows()
    assert bad.fault.startswith(fault)
    assert (good.line, good.cells, good.fault) == (3, ["B", "20", "3.1"], "")


def test_an_empty_cell_too_many_at_the_end_is_nothing() -> None:
    (row,) = table_of("name;distance;time\nA;10;1,9;;").rows()
    assert (row.cells, row.fault) == (["A", "10", "1,9"], "")


def test_a_cell_in_quotes_may_go_over_lines_and_a_heading_too() -> None:
    table = table_of('"name","distance\n(m)","time"\n"A","10","1.9"\n"B ""x""","10\n","2.0"')
    assert table.headings == ("name", "distance (m)", "time")
    assert [(row.line, row.cells) for row in table.rows()] == [
        (3, ["A", "10", "1.9"]),
        (4, ['B "x"', "10", "2.0"]),
    ]


def test_a_stray_quotation_mark_swallows_no_whole_row() -> None:
    table = table_of('name,distance,time\nA,"10,1.9\nB,10,1.8\nC,10,"1.7')
    assert [(row.line, bool(row.fault)) for row in table.rows()] == [
        (2, True), (3, False), (4, True),
    ]  # fmt: skip


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["C", "Z"])), min_size=3, max_size=3),
        max_size=8,
    ),
    st.sampled_from(";,\t|"),
    st.booleans(),
)
def test_rows_are_as_the_csv_module_writes_them(
    rows: list[list[str]], separator: str, quoted: bool
) -> None:
    stream = io.StringIO()
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(stream, delimiter=separator, quoting=quoting, lineterminator="\n")
    writer.writerows([["name", "distance", "time"], *rows])
    table = table_of(stream.getvalue())
    # A row of nothing but tabs is a blank line.
    assert [row.cells for row in table.rows() if not row.fault and any(row.cells)] == [
        row for row in rows if any(row)
    ]


@given(st.lists(st.text('";,ab1\t ', max_size=12), max_size=12))
def test_each_line_that_is_not_blank_comes_out_once(lines: list[str]) -> None:
    table = Table(("name;distance;time", *lines), ("name", "distance", "time"), 0, 1, ";")
    rows = list(table.rows())
    begun = [row.line for row in rows]
    assert begun == sorted(set(begun))
    assert all(lines[line - 2].strip() for line in begun)
    if '"' not in "".join(lines):
        assert len(begun) == sum(bool(line.strip()) for line in lines)
