"""Lines of text into a table: where the headings stand, what separates the columns, which rows are whole.

Programs write tables with commas, semicolons, tabs, bars or spaces, and may put lines before the
headings.  The right line and separator are those that make the most headings known words; spaces are
tried where no other separator makes any.  A row is one line; only a cell in quotes that was opened
on a line and closes a few lines on, and makes the row exactly as wide as the headings, goes over
several.

Every line after the headings that is not blank comes out once, in order, as a `Row`; a row that is
no whole one says why in ``fault``.  Rows are made as they are asked for, so a long file is never
held twice.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flyzone.devices.tables.text import LONGEST_LINE

_IN_THIS_ORDER = ((";", "\t", "|", ","), ("  ",), (" ",))
SEPARATOR_NAMES = {
    ";": "semicolons", "\t": "tabs", "|": "bars", ",": "commas", "  ": "runs of spaces",
    " ": "spaces",
}  # fmt: skip

_SEARCHED_LINES = 60
_SEARCHED_CELLS = 4000
_MOST_LINES_OF_A_ROW = 6
_RUN = re.compile(r"\s{2,}|\t")
_LETTER = re.compile(r"[^\W\d_]")


class Row(NamedTuple):
    """One row of a table.

    Attributes
    ----------
    line : int
        1-based line on which it begins.
    cells : list of str
        Without spaces at their ends.
    fault : str
        Why it is no whole row; empty where it is.
    """

    line: int
    cells: list[str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the lines of a file.

    Attributes
    ----------
    lines : tuple of str
        All of the file's.
    headings : tuple of str
    first : int
        Index in ``lines`` of the line with the headings.
    after : int
        Index of the first line after them.
    separator : str
        A key of `SEPARATOR_NAMES`; two spaces stand for any run of two or more, one for any run.
    """

    lines: tuple[str, ...]
    headings: tuple[str, ...]
    first: int
    after: int
    separator: str

    @property
    def before(self) -> tuple[str, ...]:
        """The lines before the headings that are not blank."""
        return tuple(line for line in self.lines[: self.first] if line.strip())

    def rows(self) -> Iterator[Row]:
        """Each row after the headings, whole or not."""
        width, index, separator = len(self.headings), self.after, self.separator
        while index < len(self.lines):
            line = self.lines[index]
            if not line.strip():
                index += 1
                continue
            cells, fault, end = _row(self.lines, index, separator, width)
            yield Row(index + 1, cells, fault)
            index = end

    def most_in_a_line(self, letter: str) -> int:
        """How often a letter stands in the line after the headings that has it most often."""
        return max((line.count(letter) for line in self.lines[self.after :]), default=0)


def find_table(lines: Sequence[str], score: Callable[[Sequence[str]], int]) -> Table | None:
    """The table whose headings are understood best.

    Parameters
    ----------
    lines : sequence of str
    score : callable
        How many of some cells are headings that are wanted; 0 for a line that heads no table.

    Returns
    -------
    Table or None
        ``None`` where no line scores.
    """
    for separators in _IN_THIS_ORDER:
        best, found, searched = 0, None, 0
        for index, line in enumerate(lines[:_SEARCHED_LINES]):
            if len(line) > LONGEST_LINE or not _LETTER.search(line):
                continue
            for separator in separators:
                if separator != "  " and separator not in line:
                    continue
                cells, fault, end = _row(lines, index, separator, None)
                searched += len(cells)
                if searched > _SEARCHED_CELLS:
                    break
                points = 0 if fault else score(cells)
                if separator == " " and 2 * points < len(cells):
                    continue  # A sentence, with a word of timing in it.
                if points > best:
                    best, found = points, (tuple(cells), index, end, separator)
        if found is not None:
            return Table(tuple(lines), *found)
    return None


def _row(
    lines: Sequence[str], index: int, separator: str, width: int | None
) -> tuple[list[str], str, int]:
    """Cells, fault and the index of the next line; with no width, the headings themselves."""
    line = lines[index]
    if len(line) > LONGEST_LINE:
        return [], f"longer than {LONGEST_LINE} characters", index + 1
    if line.count('"') % 2:
        joined = _joined(lines, index, separator, width)
        return joined or ([], "a quotation mark is opened and not closed", index + 1)
    cells = _cells(line, separator)
    if width is None or len(cells) == width:
        return cells, "", index + 1
    if len(cells) > width and not any(cells[width:]):
        return cells[:width], "", index + 1
    hint = ""
    if separator == "," and len(cells) > width:
        hint = " (do commas stand both between columns and in numbers?)"
    return cells, f"{len(cells)} cells under {width} headings{hint}", index + 1


def _joined(
    lines: Sequence[str], index: int, separator: str, width: int | None
) -> tuple[list[str], str, int] | None:
    """A row with a cell in quotes that goes over several lines."""
    for end in range(index + 1, min(index + _MOST_LINES_OF_A_ROW, len(lines))):
        line = lines[end]
        if len(line) > LONGEST_LINE:
            return None
        if line.count('"') % 2:
            try:
                cells = _cells("\n".join(lines[index : end + 1]), separator)
            except csv.Error:  # The quotation mark stood inside a cell and opened nothing.
                return None
            cells = [" ".join(cell.split()) for cell in cells]
            return (cells, "", end + 1) if width in (None, len(cells)) else None
        if width is not None and len(_cells(line, separator)) == width:
            # A whole row of its own: the quotation mark before it was an accident.
            return None
    return None


def _cells(line: str, separator: str) -> list[str]:
    if separator == "  ":
        return _RUN.split(line.strip())
    if separator == " ":
        return line.split()
    if '"' not in line:
        return [cell.strip() for cell in line.split(separator)]
    line = line.strip(" ")
    if line.startswith('"') and line.endswith('"'):
        cells = line[1:-1].split(f'"{separator}"')
        if 2 * len(cells) == line.count('"'):
            return [
                cell.strip() for cell in cells
            ]  # All in quotes: no need to look at each letter.
    # Without quotes left open and with lines of bounded length, the csv module takes anything.
    rows = csv.reader([line], delimiter=separator, skipinitialspace=True)
    return [cell.strip() for cell in next(rows, [])]
