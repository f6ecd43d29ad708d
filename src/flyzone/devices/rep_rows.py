"""The rows of a table of reps, each understood on its own: numbers, moment, pain.

What a row says of its athlete's other rows (two reps of one number, two sessions at one moment) is for
`flyzone.devices.rep_history`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, get_args
from uuid import UUID

from flyzone.devices.tables.csv_table import Row, Table, find_table
from flyzone.devices.tables.formula_guard import unguarded
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.numerals import MISSING, decimal_mark, number
from flyzone.devices.tables.text import clipped
from flyzone.errors import InputError
from flyzone.model import Place, Rep, Stimulus
from flyzone.model.limits import aware
from flyzone.moments import placed

NEEDED = ("athlete", "session", "started_at", "rep", "distance_m", "time_s")
OPTIONAL = (
    "time_sd_s", "rest_before_s", "wind_m_s", "wind_sd_m_s", "method", "pain", "run_in_m",
    "heart_rate_bpm", "ready", "effort", "at", "form", "stimulus", "ended_by", "exercise",
)  # fmt: skip
_NUMBERS = (
    "distance_m", "time_s", "time_sd_s", "rest_before_s", "wind_m_s", "wind_sd_m_s", "run_in_m",
    "heart_rate_bpm", "ready", "effort",
)  # fmt: skip
_LARGEST = {"distance_m": 50_000.0, "rest_before_s": 86_400.0}
"""Of the decimal mark: no timed rep takes a thousand seconds, but rests and distances may be thousands."""
_YES, _NO = frozenset({"yes", "y", "true"}), frozenset({"no", "n", "false", "none"})
UNSIZED_PAIN = 5.0
"""Of ten: what a pain counts as that the table only says was there."""

NAMESPACE = UUID("6c1c64a2-6d1a-5a0b-9d0e-7a4c3b1f5e21")
"""Of ids made from content, so that the same row always makes the same record."""
_UNNAMED = str(NAMESPACE)
"""Id of a rep whose session is not known yet."""


@dataclass(frozen=True, slots=True)
class RepRow:
    """A row understood on its own."""

    line: int
    athlete: str
    session: str
    at: datetime
    rep: Rep
    stimulus: Stimulus | None
    ended_by: str | None


def rep_table(lines: Sequence[str]) -> Table | None:
    """The table of reps in some lines, if there is one."""
    return find_table(lines, _score)


class RowReader:
    """Reads the rows of one table; those that cannot be used it writes into the ledger."""

    def __init__(
        self,
        table: Table,
        ledger: Ledger,
        zone: tzinfo | None,
    ) -> None:
        columns = _columns(table)
        self._columns, self._ledger, self._zone = columns, ledger, zone
        self._separator = table.separator
        self._rows = [row for row in table.rows() if self._whole(row)]
        self._mark = self._decimal_mark()
        unknown = sorted(set(columns) - {*NEEDED, *OPTIONAL} - {""})
        if unknown:
            self._ledger.note(
                "columns-not-used", f"Columns not used: {clipped(', '.join(unknown))}."
            )

    def _decimal_mark(self) -> str:
        cells = [
            (row.cells[self._columns[name]], name)
            for row in self._rows
            for name in _NUMBERS
            if name in self._columns
        ]
        if self._separator == "," and not any("," in cell for cell, _ in cells):
            # A comma cannot stand both between columns and in numbers without quotation marks.
            return "."
        return decimal_mark((cell, _LARGEST.get(name, 999.0)) for cell, name in cells)

    def read(self) -> list[RepRow]:
        """The rows that can be read on their own."""
        moments = [_moment(self._cell(row, "started_at")) for row in self._rows]
        naive = any(m is not None and m.utcoffset() is None for m in moments)
        mixed = naive and any(m is not None and m.utcoffset() is not None for m in moments)
        if naive and self._zone is None and not mixed:
            self._ledger.note(
                "time-zone-assumed",
                "The moments of this table have no offset from UTC and are taken as UTC. Write "
                "2026-05-01T17:30:00+02:00, or name the zone: a change of clocks would be an hour.",
            )
        found = []
        for row, moment in zip(self._rows, moments, strict=True):
            if moment is None:
                cell = self._cell(row, "started_at")
                self._ledger.reject(row.line, f"{clipped(cell, 40)!r} is no moment in ISO 8601")
            elif moment.utcoffset() is None and mixed and self._zone is None:
                self._ledger.reject(row.line, "it lacks the offset from UTC that other rows have")
            else:
                one = self._line(row, moment)
                if one is not None:
                    found.append(one)
        return found

    def _whole(self, row: Row) -> bool:
        if row.fault:
            self._ledger.reject(row.line, row.fault)
        return not row.fault

    def _cell(self, row: Row, name: str) -> str:
        index = self._columns.get(name)
        return "" if index is None else row.cells[index].strip()

    def _line(self, row: Row, moment: datetime) -> RepRow | None:
        athlete, session = self._cell(row, "athlete"), self._cell(row, "session")
        athlete = unguarded(athlete) or "unnamed"
        try:
            if moment.utcoffset() is None:
                moment = placed(moment, self._zone or UTC)
            aware(moment, "The start of a session", "rep-row")
            values = self._values(row)
            count = number(self._cell(row, "rep"), self._mark)
            if count is None or count.value != int(count.value):
                raise InputError(f"the rep {self._cell(row, 'rep')!r} is no whole number")
            if at := self._cell(row, "at"):
                values["at"] = _moment(at)
                if values["at"] is None:
                    raise InputError(f"at: {clipped(at, 40)!r} is no moment in ISO 8601")
            stimulus = self._cell(row, "stimulus") or None
            if stimulus is not None and stimulus not in get_args(Stimulus):
                raise InputError(f"{stimulus!r} is no stimulus: {', '.join(get_args(Stimulus))}")
            rep = Rep(
                _UNNAMED,
                int(count.value),
                method=unguarded(self._cell(row, "method")) or None,
                exercise=unguarded(self._cell(row, "exercise")) or None,
                form=tuple(self._cell(row, "form").split()),
                **values,
            )
        except InputError as error:
            self._ledger.reject(row.line, error.message)
            return None
        return RepRow(
            row.line, athlete, session, moment, rep, stimulus,  # type: ignore[arg-type]
            self._cell(row, "ended_by") or None,
        )  # fmt: skip

    def _values(self, row: Row) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name in _NUMBERS:
            cell = self._cell(row, name)
            if cell in MISSING:
                continue
            found = number(cell, self._mark)
            if found is None:
                raise InputError(f"{name}: {clipped(cell, 40)!r} is no number")
            values[name] = found.value
        if "distance_m" not in values:
            raise InputError("it has no distance_m")
        return values | self._pain(self._cell(row, "pain"))

    def _pain(self, cell: str) -> dict[str, Any]:
        word = cell.lower()
        if word in MISSING:
            return {}
        if word in _NO:
            return {"pain": 0.0}
        size, _, place = word.partition(" ")
        found = number(size, self._mark)
        if found is None:
            size, place = "", word
        if place and place not in get_args(Place) and place not in _YES:
            raise InputError(
                f"pain: {clipped(cell, 40)!r} is neither 0 to 10, yes or no, nor a place "
                f"({', '.join(get_args(Place))})"
            )
        where = place if place in get_args(Place) else None
        if found is not None:
            return {"pain": found.value, "pain_place": where}
        self._ledger.note(
            "pain-without-size",
            f"A pain that the table does not size counts as {UNSIZED_PAIN:g} of 10.",
        )
        return {"pain": UNSIZED_PAIN, "pain_place": where}


def _score(cells: Sequence[str]) -> int:
    names = {_heading(cell) for cell in cells}
    return len(names & {*NEEDED, *OPTIONAL}) if {"rep", "time_s", "session"} <= names else 0


def _heading(cell: str) -> str:
    return cell.strip().strip('"').strip().lower()


def _columns(table: Table) -> dict[str, int]:
    names = [_heading(cell) for cell in table.headings]
    twice = sorted({name for name in names if names.count(name) > 1 and name})
    if twice:
        raise InputError(
            f"Each column needs a name of its own, got {', '.join(twice)} more than once. Rename or "
            "remove one.",
            code="columns-twice",
        )
    lacking = [name for name in NEEDED if name not in names]
    if lacking:
        raise InputError(
            f"A table of reps has the columns {', '.join(NEEDED)}; {', '.join(lacking)} "
            f"{'is' if len(lacking) == 1 else 'are'} missing. Add "
            f"{'it' if len(lacking) == 1 else 'them'}.",
            code="columns-missing",
        )
    return {name: index for index, name in enumerate(names)}


def _moment(cell: str) -> datetime | None:
    try:
        return datetime.fromisoformat(cell)
    except ValueError:
        return None
