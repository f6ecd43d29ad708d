"""Bytes into lines: encodings, line ends, and what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.devices.tables.text import LARGEST_TEXT, MOST_LINES, clipped, head_of, is_text, text_of
from flyzone.errors import InputError

ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16-le",
    "cp1252": "cp1252",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_name_survives_each_encoding(encoding: str) -> None:
    text = text_of("Größe;Søren\n1;2\n".encode(encoding))
    assert text.lines == ("Größe;Søren", "1;2", "")
    assert text.encoding == ENCODINGS[encoding]
    assert text.assumed == (encoding == "cp1252")


def test_utf_16_of_the_other_byte_order_is_read() -> None:
    assert text_of("é".encode("utf-16-be").join([b"\xfe\xff", b""])).lines == ("é",)


@given(st.lists(st.text(st.characters(exclude_characters="\r\n", codec="utf-8")), min_size=1))
def test_lines_end_as_in_an_editor_however_they_are_mixed(lines: list[str]) -> None:
    ends = ["\n", "\r\n", "\r"]
    # A line that ends with CR before an empty one that ends with LF would be one end, CRLF.
    text = "".join(line + ends[i % 2] for i, line in enumerate(lines))
    if is_text(text.encode()):
        assert text_of(text.encode()).lines == (*lines, "")


def test_a_bare_carriage_return_ends_a_line() -> None:
    assert text_of(b"a\rb\r\nc\nd").lines == ("a", "b", "c", "d")


def test_control_characters_make_it_no_text() -> None:
    with pytest.raises(InputError) as caught:
        text_of(bytes(range(32)) * 4)
    assert caught.value.code == "not-text"
    assert "00 01 02" in caught.value.message
    assert head_of(b"\0" * 100) == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"a" * (LARGEST_TEXT + 1), "text-too-large"), (b"\n" * (MOST_LINES + 1), "text-too-long")],
)
def test_too_much_text_is_refused_before_it_is_split(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        text_of(data)
    assert caught.value.code == code


def test_the_head_leaves_out_a_line_that_was_cut() -> None:
    data = ("é" * 9 + "\n").encode() * 10_000
    assert set(head_of(data)) == {"é" * 9}
    assert head_of(b"short") == ("short",)


def test_long_text_is_cut_for_a_message() -> None:
    assert clipped("abc", 3) == "abc"
    assert clipped("abcdef", 5) == "ab..."
