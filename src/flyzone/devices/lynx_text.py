"""The text files of FinishLynx, line by line.

All of them are comma-separated text without headings.  A field with a comma stands in quotation
marks, a line that begins with a semicolon is a remark, and in a start list a line that begins with a
comma, a tab or a space belongs to the event above it.

The description: "Database Files" in the FinishLynx online manual.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flyzone.devices.doubts import Doubts
from flyzone.devices.tables.ledger import listed
from flyzone.devices.tables.numerals import number
from flyzone.devices.tables.text import LONGEST_LINE, clipped, head_of, text_of
from flyzone.model import Person

_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is neither blank nor a remark.

    Attributes
    ----------
    number : int
        1-based.
    text : str
    cells : tuple of str
        Without blanks around them; without the empty one before a leading separator.
    led : bool
        Whether it begins with a separator, and so belongs to the event above it.
    """

    number: int
    text: str
    cells: tuple[str, ...]
    led: bool

    @property
    def line(self) -> int:
        """The same as `number`, as `flyzone.devices.doubts` asks for it."""
        return self.number

    def __str__(self) -> str:
        return clipped(self.text)

    def cell(self, index: int) -> str:
        """A cell; empty where the line is shorter."""
        return self.cells[index] if index < len(self.cells) else ""


def lines_of(data: bytes, doubts: Doubts) -> list[Line]:
    """All lines of a file.

    Raises
    ------
    InputError
        If the bytes are no text, or too many.
    """
    text = text_of(data)
    if text.assumed:
        doubts.note(
            "encoding-assumed",
            "The file does not say its encoding; letters with accents were read as Windows-1252. "
            "Check the names.",
        )
    lines, remarks = [], []
    for index, line in enumerate(text.lines, start=1):
        if line.startswith(";"):
            remarks.append(index)
        elif len(line) > LONGEST_LINE:
            doubts.reject(Line(index, line, (), False), f"longer than {LONGEST_LINE} characters")
        elif line.strip():
            lines.append(_line(index, line))
    if remarks:
        doubts.note("remarks", f"Remarks were passed over: {listed(remarks)}.")
    return lines


def first_lines_of(data: bytes) -> list[Line]:
    """The lines of a file's beginning, for recognising it."""
    lines = head_of(data)
    if any(len(line) > LONGEST_LINE for line in lines):
        return []
    return [
        _line(index, line)
        for index, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith(";")
    ]


def _line(index: int, text: str) -> Line:
    led = text[0] in ",\t "
    body = text[1:] if led else text
    cells = next(csv.reader([body], skipinitialspace=True), [])
    return Line(index, text, tuple(cell.strip() for cell in cells), led)


def is_event(line: Line) -> bool:
    """Whether a line begins with the numbers of an event, a round and a heat."""
    return (
        not line.led
        and len(line.cells) >= 4
        and all(_NUMBER.fullmatch(cell) for cell in line.cells[:3])
    )


def person_of(line: Line, first: int) -> Person:
    """Who stands in the cells from ``first`` on: id, lane, last and first name, affiliation."""
    return Person(
        number=line.cell(first),
        lane=line.cell(first + 1),
        last_name=line.cell(first + 2),
        first_name=line.cell(first + 3),
        affiliation=line.cell(first + 4),
    )


def distance_of(event: Line, doubts: Doubts) -> float | None:
    """The distance of an event, m; ``None`` where the line says none."""
    cell = event.cell(9)
    if not cell:
        return None
    found = number(cell, ".")
    if found is None or found.value <= 0.0:
        doubts.reject(event, f"its distance {cell!r} is none; the rest of the line was used")
        return None
    doubts.note(
        "distance-unit",
        "The format writes distances without a unit; metres were taken. Check them.",
    )
    return found.value


T = TypeVar("T")


def once_each(
    said: Sequence[tuple[Line, T]], key: Callable[[T], str], doubts: Doubts, what: str
) -> list[T]:
    """What lines say, each thing once.

    Parameters
    ----------
    said : sequence of (Line, T)
    key : callable
        Names the thing; an empty name is nobody's.
    doubts : Doubts
        Takes the lines that say again, or contradict each other.
    what : str
        The kind of thing, for the reason.
    """
    groups: dict[object, list[tuple[Line, T]]] = {}
    for position, (line, value) in enumerate(said):
        groups.setdefault(key(value) or position, []).append((line, value))
    kept = []
    for name, group in groups.items():
        first = group[0][1]
        if all(value == first for _, value in group):
            kept.append(first)
            for line, _ in group[1:]:
                doubts.reject(line, f"says again what line {group[0][0].number} says")
        else:
            doubts.hold(
                [line for line, _ in group],
                f"These lines say different things of {what} {name}. Keep the right one.",
            )
    return kept
