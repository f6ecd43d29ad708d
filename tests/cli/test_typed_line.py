"""Typed lines: nothing that was typed is lost, and no key breaks the line."""

from __future__ import annotations

import io
import os
import pty
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.cli.typed_line import TypedLine, typed_line


def lines_of(line: TypedLine) -> list[str]:
    """All complete lines so far."""
    found = []
    while (text := line.next(0.0)) is not None:
        found.append(text)
    return found


def until_end(line: TypedLine) -> list[str]:
    """All lines, as a session takes them: end only when it says that nothing more can come."""
    found: list[str] = []
    give_up = time.monotonic() + 10.0
    while time.monotonic() < give_up:
        text = line.next(0.01)
        if text is not None:
            found.append(text)
        elif line.ended:
            return found
    raise AssertionError("it never ended")


def typed(*parts: str) -> TypedLine:
    line = TypedLine()
    for part in parts:
        line.take(part)
    return line


def test_letters_stand_on_the_line_until_enter() -> None:
    line = typed("1.", "0")
    assert (line.typed, lines_of(line)) == ("1.0", [])
    line.take("6\rrea")
    assert (line.typed, lines_of(line)) == ("rea", ["1.06"])


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("1.07\x7f6\n", "1.06"), ("\x7f\x7f1\n", "1"), ("1\b2\n", "2"),
        ("1\x1b[A.0\x1b[1;5C6\x1bOH\x1b[3~\n", "1.06"), ("a\x01\x1fb\n", "ab"), ("é🏃\n", "é🏃"),
        ("\n", ""), ("x" * 500 + "\n", "x" * 200),
    ],
)  # fmt: skip
def test_keys_do_what_they_say_and_others_nothing(keys: str, expected: str) -> None:
    assert lines_of(typed(keys)) == [expected]
    # One by one, as a slow finger sends them.
    if "\x1b" not in keys:
        assert lines_of(typed(*keys)) == [expected]


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), max_size=20), max_size=5))
def test_lines_come_back_in_their_order(texts: list[str]) -> None:
    line = typed(*(f"{text}\n" for text in texts))
    assert lines_of(line) == texts


@given(st.text(max_size=60))
def test_no_keys_break_a_line(keys: str) -> None:
    line = typed(keys)
    assert all(text.isprintable() for text in (line.typed, *lines_of(line)))


def test_the_end_hands_out_what_was_typed_and_ends_only_behind_it() -> None:
    line = typed("1.06\n1.0", "5\x04")
    assert not line.ended
    assert line.next(0.0) == "1.06"
    assert not line.ended, "a line is waiting"
    assert line.next(0.0) == "1.05"
    assert line.ended
    assert line.next(0.0) is None
    assert typed("\x04").ended


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"1.06\nend\n", ["1.06", "end"]), (b"1.06\r\nlast", ["1.06", "last"]), (b"", []),
        (b"1.06\n\xff\xfe\nend\n", ["1.06", "\ufffd\ufffd", "end"]),
    ],
)  # fmt: skip
def test_a_pipe_gives_its_lines_and_ends_whatever_stands_in_it(
    monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    with typed_line() as line:
        assert until_end(line) == expected


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, int]]:
    """A terminal of our own as standard input: the keyboard's end and the program's."""
    keyboard, own = pty.openpty()
    try:
        with os.fdopen(own, encoding="utf-8", closefd=False) as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            yield keyboard, own
    finally:
        os.close(keyboard)
        os.close(own)


def test_a_terminal_gives_keys_one_by_one_and_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as (keyboard, own):
        before = termios.tcgetattr(own)
        with typed_line() as line:
            assert termios.tcgetattr(own) != before
            os.write(keyboard, b"1.0")
            give_up = time.monotonic() + 10.0
            while line.typed != "1.0" and time.monotonic() < give_up:
                time.sleep(0.01)
            assert line.typed == "1.0", "keys are seen before the line is complete"
            os.write(keyboard, b"6\nend\n\x04")
            assert until_end(line) == ["1.06", "end"]
        assert termios.tcgetattr(own) == before
        # Set back after a failure, too.
        with pytest.raises(ValueError, match="broken"), typed_line():
            raise ValueError("broken")
        assert termios.tcgetattr(own) == before
