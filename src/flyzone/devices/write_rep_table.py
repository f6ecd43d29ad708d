"""Sessions as a table of reps, in the columns that `flyzone.devices.rep_history` reads."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from flyzone.devices.rep_rows import NEEDED, OPTIONAL
from flyzone.devices.tables.formula_guard import guarded
from flyzone.files import check_target, written_whole
from flyzone.model import Notice, Rep, Session

_COLUMNS = (*NEEDED, *OPTIONAL)
_OF_REP = (*NEEDED[4:], *OPTIONAL[: OPTIONAL.index("at")])


def write_rep_table(
    athletes: Sequence[tuple[str, Sequence[Session]]], path: str | os.PathLike[str]
) -> tuple[Notice, ...]:
    """Writes the reps of athletes, one row each.

    Parameters
    ----------
    athletes : sequence of (str, sequence of Session)
        Names with their sessions.
    path : path
        Ends in ``.csv``.

    Returns
    -------
    tuple of Notice
        What the columns could not hold.

    Raises
    ------
    OutputError
        If the file cannot be written; an older one is untouched then.
    """
    target = Path(path)
    check_target(target, (".csv",), what="table of reps")
    without = 0
    with (
        written_whole(target, what="table of reps") as temporary,
        temporary.open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        for name, sessions in athletes:
            for session in sessions:
                without += not session.reps
                writer.writerows(_rows(name, session))
    if not without:
        return ()
    return (
        Notice(
            "sessions-without-reps",
            f"A table of reps cannot hold {without} sessions without reps (other running, lifts). "
            "`flyzone export --all` keeps them.",
        ),
    )


def _rows(name: str, session: Session) -> Iterator[list[str]]:
    for rep in session.reps:
        row = {field: _cell(getattr(rep, field)) for field in _OF_REP if field != "pain"}
        row |= {
            "athlete": guarded(name),
            "session": session.id,
            "started_at": session.started_at.isoformat(),
            "rep": str(rep.number),
            "pain": _pain(rep),
            "at": "" if rep.at is None else rep.at.isoformat(),
            "form": guarded(" ".join(rep.form)),
            "stimulus": session.stimulus,
            "ended_by": session.ended_by or "",
            "exercise": guarded(rep.exercise or ""),
        }
        yield [row[column] for column in _COLUMNS]


def _cell(value: float | str | None) -> str:
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else repr(value)


def _pain(rep: Rep) -> str:
    if rep.pain is None:
        return ""
    return f"{rep.pain!r} {rep.pain_place}" if rep.pain_place else repr(rep.pain)
