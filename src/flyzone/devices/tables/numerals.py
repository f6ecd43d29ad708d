"""Numbers as people and programs write them: 1.94, 1,94, 1'234,5, 1:02.34.

Which of comma and point is the decimal mark belongs to a whole file, never to one number: ``1,234``
alone may be a little more than one or more than a thousand.  So `decimal_mark` hears every number
of the file.  ``0,94``, ``12,5`` and ``1.234,5`` leave no choice.  ``1,234`` leaves one, unless the
thousand would be more than its column can hold (no sprint takes 1,234 s).  Where only such numbers
stand in a file, it asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flyzone.errors import InputError

MISSING = frozenset({"", "-", "--", "–", "—", "n/a", "na", "NA", "N/A"})
"""What stands in a cell that holds nothing."""

_TOLERATED = 0.02
_LONGEST = 40
_PLAIN = {
    ".": re.compile(r"[+-]?(?:[0-9]+\.?|[0-9]*\.([0-9]+))(?:[eE][+-]?[0-9]{1,3})?"),
    ",": re.compile(r"[+-]?(?:[0-9]+,?|[0-9]*,([0-9]+))(?:[eE][+-]?[0-9]{1,3})?"),
}
_GROUPED = {
    ".": re.compile(r"[+-]?[0-9]{1,3}(?:[,' \u00a0\u202f][0-9]{3})+(?:\.([0-9]+))?"),
    ",": re.compile(r"[+-]?[0-9]{1,3}(?:[.' \u00a0\u202f][0-9]{3})+(?:,([0-9]+))?"),
}
_PLAIN_LINES = {
    mark: re.compile(rf"{one}(?:\n{one})*+")
    for mark in ".,"
    for one in [rf"[+-]?[0-9]{{1,15}}+(?:{re.escape(mark)}[0-9]{{1,20}}+)?"]
}
_CLOCK = re.compile(r"\+?(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-9]{1,2})(?:[.,]([0-9]+))?")
_GROUPING = re.compile(r"[' \u00a0\u202f]")


class Number(NamedTuple):
    """A value and the decimals with which it was written."""

    value: float
    digits: int


def number(cell: str, mark: str) -> Number | None:
    """The number in a cell; ``None`` where none stands there.

    Parameters
    ----------
    cell : str
        Without spaces at its ends.
    mark : {".", ","}
        The decimal mark of the file.

    Returns
    -------
    Number or None
        ``1e400`` and ``nan`` are none: nothing that is measured is infinite.
    """
    if len(cell) > _LONGEST:
        return None
    found = _PLAIN[mark].fullmatch(cell)
    if found is None:
        cell = cell.replace("−", "-")
        found = _PLAIN[mark].fullmatch(cell) or _GROUPED[mark].fullmatch(cell)
        if found is None:
            return None
        cell = _GROUPING.sub("", cell).replace("." if mark == "," else ",", "")
    value = float(cell if mark == "." else cell.replace(",", "."))
    return Number(value, len(found[1] or "")) if abs(value) < 1e300 else None


def plain_numbers(cells: Sequence[str], mark: str) -> list[float] | None:
    """The numbers in many cells at once; ``None`` if one of them is anything but a plain number.

    Gives what `number` gives, many times faster.
    """
    text = "\n".join(cells)
    if not _PLAIN_LINES[mark].fullmatch(text):
        return None
    return [float(cell) for cell in (text if mark == "." else text.replace(",", ".")).split("\n")]


def seconds(cell: str, mark: str) -> Number | None:
    """The time in a cell: a number, or minutes and seconds such as ``1:02.34``."""
    if ":" not in cell:
        return number(cell, mark)
    found = _CLOCK.fullmatch(cell) if len(cell) <= _LONGEST else None
    if found is None or int(found[3]) >= 60 or (found[1] and int(found[2]) >= 60):
        return None
    hours, minutes, whole, decimals = found[1] or "0", found[2], found[3], found[4] or ""
    second = float(f"{whole}.{decimals or 0}")
    return Number(int(hours) * 3600.0 + int(minutes) * 60.0 + second, len(decimals))


def decimal_mark(cells: Iterable[tuple[str, float]], *, alone: bool = False) -> str:
    """The decimal mark of a file.

    Parameters
    ----------
    cells : iterable of (str, float)
        Each number of the file as written, and the largest that its column can hold, in the unit
        of the column.
    alone : bool
        Whether the file is known to hold only one of the two marks, so that the first number that
        leaves no choice speaks for all.

    Returns
    -------
    {".", ","}
        ``"."`` where no number has either.

    Raises
    ------
    InputError
        If the numbers leave it open, or contradict each other.
    """
    votes = {".": 0, ",": 0}
    open_cell = ""
    for cell, largest in cells:
        if "," not in cell and "." not in cell:
            continue
        mark = _told_by(cell, largest)
        if mark in votes:
            votes[mark] += 1
            if alone:
                return mark
        elif mark == "?":
            open_cell = cell
    if not any(votes.values()):
        if open_cell:
            raise InputError(
                f"Is {open_cell!r} a little more than {open_cell[:-4]}, or more than a thousand? "
                "Nothing in this file tells. Export it again with another number of decimals.",
                code="decimal-mark-open",
            )
        return "."
    winner, other = sorted(votes, key=lambda mark: -votes[mark])
    if votes[other] > _TOLERATED * votes[winner] + 1.0:
        raise InputError(
            f"This file has decimal points in {votes['.']} numbers and decimal commas in "
            f"{votes[',']}. Export it again with one of them.",
            code="decimal-mark-mixed",
        )
    return winner


def _told_by(cell: str, largest: float) -> str:
    """The mark that one number proves; ``?`` where it leaves it open, empty where it is none."""
    if "," in cell and "." in cell:
        return max(",.", key=cell.rfind)
    mark = "," if "," in cell else "."
    head, *tails = cell.lstrip("+-").split(mark)
    if not all(part.isdecimal() for part in (head or "0", *tails)):
        # Minutes before it (1:02,34), or no number at all.
        return mark if ":" in head and tails[-1].isdecimal() else ""
    if len(tails) > 1:
        return "." if mark == "," else ","
    if len(tails[0]) != 3 or not 1 <= len(head) <= 3 or head[0] == "0":
        return mark
    return mark if float(head + tails[0]) > largest else "?"
