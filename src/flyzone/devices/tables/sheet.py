"""A table that is understood: what each column holds, its unit, and the decimal mark of the file.

All tables of timings go through here, whatever device they come from.  What a heading leaves open
(a unit that is not written, lines before them) is told to the user and not passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from flyzone.devices.tables.columns import Column, columns_of
from flyzone.devices.tables.csv_table import Row, Table
from flyzone.devices.tables.formula_guard import unguarded
from flyzone.devices.tables.ledger import MOST_ROWS_ASIDE, Ledger
from flyzone.devices.tables.numerals import (
    MISSING,
    Number,
    decimal_mark,
    number,
    plain_numbers,
    seconds,
)
from flyzone.devices.tables.text import clipped
from flyzone.errors import InputError

TIMES = frozenset({"time", "total", "time-sd"})
_LARGEST = {
    "time": 600.0, "total": 600.0, "time-sd": 600.0, "distance": 1000.0, "velocity": 25.0,
    "raw-velocity": 25.0, "wind": 40.0, "mass": 300.0, "height": 2.6,
}  # fmt: skip
_SI = {"time": "seconds", "total": "seconds", "distance": "metres", "velocity": "metres per second"}
_CHUNK = 2048


class Who(NamedTuple):
    """Whose row it is."""

    athlete: str | None
    run: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its headings understood.

    Attributes
    ----------
    table : Table
    columns : tuple of Column
    mark : {".", ","}
        Decimal mark.
    """

    table: Table
    columns: tuple[Column, ...]
    mark: str = "."

    def where(self, *quantities: str) -> int | None:
        """Index of the column of the first of these quantities that is there; no gate's.

        Of several, the first that states its unit: a bare ``Time`` beside it is one of day.
        """
        for wanted in quantities:
            found = [
                index
                for index, column in enumerate(self.columns)
                if column.quantity == wanted and not column.is_gate
            ]
            if found:
                return min(found, key=lambda index: self.columns[index].unit is None)
        return None

    def rows(self, ledger: Ledger) -> Iterator[Row]:
        """The whole rows; the others are written down as rejected."""
        for row in self.table.rows():
            if row.fault:
                ledger.reject(row.line, row.fault)
            else:
                yield row

    def value(self, cells: Sequence[str], index: int) -> Number | str | None:
        """What a cell holds in SI units.

        Returns
        -------
        Number, None or str
            ``None`` for an empty cell, and the reason why it cannot be read where it is no number.
        """
        cell = cells[index]
        if cell in MISSING:
            return None
        column = self.columns[index]
        read = seconds if column.quantity in TIMES else number
        found = read(cell, self.mark)
        if found is None:
            return f"{clipped(cell, 40)!r} under {column.heading!r} is no number"
        factor = column.factor or 1.0
        # A time with minutes is in seconds, whatever the unit of the plain ones.
        if factor == 1.0 or (":" in cell):
            return found
        return Number(found.value * factor, found.digits + _shift(factor))

    def measured(
        self, indexes: Sequence[int], ledger: Ledger, *, optional: Container[int] = ()
    ) -> Iterator[tuple[int, list[str], Sequence[float]]]:
        """Line, cells and numbers (SI) of each row in which all of some columns hold one.

        Parameters
        ----------
        indexes : sequence of int
        ledger : Ledger
            Is told of the other rows.
        optional : container of int
            Columns whose cells may be empty; they give NaN then.
        """
        rows = self.rows(ledger)
        while chunk := list(islice(rows, _CHUNK)):
            wrong: dict[int, str] = {}
            columns = [self._column(chunk, i, i in optional, wrong) for i in indexes]
            for row, numbers in zip(chunk, zip(*columns, strict=True), strict=True):
                if row.line in wrong:
                    ledger.reject(row.line, wrong[row.line])
                else:
                    yield row.line, row.cells, numbers

    def _column(
        self, rows: Sequence[Row], index: int, optional: bool, wrong: dict[int, str]
    ) -> list[float]:
        """The number (SI) in a column of each row; lines without one go to ``wrong``."""
        numbers = plain_numbers([row.cells[index] for row in rows], self.mark)
        if numbers is not None:
            factor = self.columns[index].factor or 1.0
            return numbers if factor == 1.0 else [value * factor for value in numbers]
        numbers = []
        for row in rows:
            found = self.number(row.cells, index)
            if isinstance(found, str):
                if not (optional and row.cells[index] in MISSING):
                    wrong.setdefault(row.line, found)
                found = float("nan")
            numbers.append(found)
        return numbers

    def number(self, cells: Sequence[str], index: int) -> float | str:
        """The number (SI) in a cell, or why there is none."""
        value = self.value(cells, index)
        if value is None:
            return f"nothing stands under {self.columns[index].heading!r}"
        return value if isinstance(value, str) else value.value

    def decimals(self, index: int) -> int:
        """The most decimals with which a number of a column is written, in SI units."""
        whole = (row for row in self.table.rows() if not row.fault)
        read = (self.value(row.cells, index) for row in islice(whole, _CHUNK))
        return max((value.digits for value in read if isinstance(value, Number)), default=0)

    def whose(self) -> Callable[[Sequence[str]], Who]:
        """How to tell, from the cells of a row, whose it is."""
        names = [self.where("athlete")]
        if names == [None]:
            names = [self.where("given-name"), self.where("family-name")]
        parts = [index for index in names if index is not None]
        run = self.where("run")
        indexes = parts if run is None else [*parts, run]
        known: dict[tuple[str, ...], Who] = {}

        def who(cells: Sequence[str]) -> Who:
            key = tuple([cells[index] for index in indexes])
            found = known.get(key)
            if found is None:
                name = " ".join(unguarded(part) for part in key[: len(parts)])
                rep = None if run is None else unguarded(key[-1])
                found = Who(" ".join(name.split()) or None, rep or None)
                known[key] = found
            return found

        return who


def sheet_of(table: Table, needed: Sequence[int], ledger: Ledger, *, long: bool = False) -> Sheet:
    """A table with its decimal mark found and its units checked.

    Parameters
    ----------
    table : Table
    needed : sequence of int
        Columns whose numbers are read.
    ledger : Ledger
        Is told what the headings leave open.
    long : bool
        Whether times may be longer than a sprint.

    Raises
    ------
    InputError
        If a needed unit is not known, or the decimal mark cannot be told.
    """
    columns = columns_of(table.headings)
    for index in needed:
        if columns[index].factor is None:
            raise InputError(
                f"The heading {columns[index].heading!r} has the unit {columns[index].unit!r}, which "
                f"is none of a {columns[index].quantity} that flyzone knows. Write s, ms, m, yd, "
                "ft, m/s, km/h or mph.",
                code="unit-unknown",
            )
    mark = _mark(table, columns, needed, long)
    _tell_units(columns, needed, ledger)
    if table.before:
        ledger.note(
            "lines-before-headings",
            f"{len(table.before)} lines stand before the headings and were not read: "
            + " / ".join(clipped(line.strip(), 60) for line in table.before[:5]),
        )
    return Sheet(table, columns, mark)


def _tell_units(columns: Sequence[Column], needed: Sequence[int], ledger: Ledger) -> None:
    bare = [columns[index] for index in needed if columns[index].unit is None]
    bare = [column for column in bare if column.quantity in _SI]
    if bare:
        names = ", ".join(f"{column.heading!r}" for column in bare)
        units = " and ".join(dict.fromkeys(_SI[column.quantity] for column in bare))
        ledger.note(
            "units-not-stated",
            f"No unit stands in {names}; {units} were taken, and the numbers are possible ones. "
            "Check them.",
        )


def _mark(table: Table, columns: Sequence[Column], needed: Sequence[int], long: bool) -> str:
    """The decimal mark of a table, asked of every number only where both could be one."""
    commas = table.most_in_a_line(",")
    if table.separator == "," and commas < len(table.headings):
        return "."  # All commas stand between cells; none is left for a number.
    alone = commas == 0 or table.most_in_a_line(".") == 0
    return decimal_mark(_numbers(table, columns, needed, long), alone=alone)


def _numbers(
    table: Table, columns: Sequence[Column], needed: Sequence[int], long: bool
) -> Iterator[tuple[str, float]]:
    limits: list[tuple[int, float]] = []
    for index in needed:
        quantity = columns[index].quantity
        largest = _LARGEST.get(quantity, float("inf"))
        if long and quantity in TIMES:
            largest = float("inf")
        limits.append((index, largest / (columns[index].factor or 1.0)))
    faults = 0
    for row in table.rows():
        if row.fault:
            faults += 1
            if faults > MOST_ROWS_ASIDE:
                return  # The file will be refused when its rows are read.
            continue
        for index, largest in limits:
            yield row.cells[index], largest


def _shift(factor: float) -> int:
    """How many more decimals a number has in SI units than in its own: 3 for ms, 0 for yards."""
    return next((digits for digits in (2, 3, 6) if abs(factor * 10**digits - 1.0) < 1e-9), 0)
