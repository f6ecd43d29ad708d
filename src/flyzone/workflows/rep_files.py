"""Reading tables of reps for the answers that are given from files, without a store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from os import PathLike
from pathlib import Path

from flyzone.devices.file_bytes import bytes_of_file
from flyzone.devices.format import Source
from flyzone.devices.rep_history import LARGEST_FILE, RecordedAthlete, RepTable, read_rep_table
from flyzone.errors import InputError
from flyzone.model import Notice

_TOLD = 5


@dataclass(frozen=True, slots=True)
class RepFile:
    """A table of reps and what is to be said of it.

    Attributes
    ----------
    athletes : tuple of RecordedAthlete
    notices : tuple of Notice
        Of the file, and of rows that were not used.
    """

    athletes: tuple[RecordedAthlete, ...]
    notices: tuple[Notice, ...] = ()

    def of(self, name: str) -> RecordedAthlete | None:
        """One athlete of the table, by his name as it stands there."""
        return next((one for one in self.athletes if one.name == name), None)


def rep_file(
    path: str | PathLike[str],
    *,
    zone: tzinfo | None = None,
    every_row: bool = False,
    athlete_id: Callable[[str], str] | None = None,
) -> RepFile:
    """The athletes of a table of reps.

    Parameters
    ----------
    path : path
    zone : tzinfo, optional
        Of moments without an offset.
    every_row : bool
        Whether one row that cannot be used makes the table useless: a session that lacks a rep is
        another session.
    athlete_id : callable, optional
        From a name to a UUID; without it one is made from the name.

    Returns
    -------
    RepFile

    Raises
    ------
    InputError
        If it is no such table, or a row cannot be used and every one is needed.
    """
    file = Path(path)
    name = file.name
    table = read_rep_table(
        Source(bytes_of_file(file, LARGEST_FILE), name), zone=zone, athlete_id=athlete_id
    )
    if every_row and (table.rejected or table.held):
        line, why = (
            (table.rejected[0].line, table.rejected[0].reason)
            if table.rejected
            else (table.held[0].lines[0], table.held[0].reason)
        )
        raise InputError(
            f"{name}, line {line}: {why} A session is judged with all of its reps: mend the row.",
            code="rep-row",
        )
    return RepFile(table.athletes, (*table.notices, *_not_used(table, name)))


def _not_used(table: RepTable, name: str) -> list[Notice]:
    rejected = [(row.line, row.reason) for row in table.rejected]
    held = [(group.lines[0], group.reason) for group in table.held]
    notices = [
        Notice(code, f"{name}, line {line}: {reason}")
        for code, rows in (("row-rejected", rejected), ("rows-held", held))
        for line, reason in rows[:_TOLD]
    ]
    more = max(len(rejected) - _TOLD, 0) + max(len(held) - _TOLD, 0)
    if more:
        notices.append(Notice("rows-not-used", f"{name}: {more} more rows were not used."))
    return notices
