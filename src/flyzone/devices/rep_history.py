"""A table of reps, one row for each: what flyzone replays, judges and imports.

The columns are ``athlete, session, started_at, rep, distance_m, time_s`` and, where they are known,
``time_sd_s, rest_before_s, wind_m_s, method, pain``, and further ones of `Rep` and `Session` by their
names.  Rows of one athlete and one session label make a session.  ``started_at`` is when it began; a
file that gives each rep its own moment there is understood as well, and so is a label that is used
again on another day.

Each row is used, or rejected with the reason, or held with the row that contradicts it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from uuid import uuid5

from flyzone.devices.format import Source
from flyzone.devices.rep_rows import NAMESPACE, NEEDED, RepRow, RowReader, rep_table
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.text import Text, clipped, text_of
from flyzone.errors import InputError
from flyzone.model import HeldRows, Notice, RejectedRow, Session, Stimulus

_LONGEST_SESSION = timedelta(hours=12)
LARGEST_FILE = 80_000_000
"""Bytes: half a million reps."""
_MOST_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class RecordedAthlete:
    """One athlete of a table of reps.

    Attributes
    ----------
    name : str
        As it stands in the table.
    athlete_id : str
        UUID made from the name.
    sessions : tuple of Session
        By the time at which they began.
    """

    name: str
    athlete_id: str
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class RepTable:
    """What a table of reps gave.

    Attributes
    ----------
    athletes : tuple of RecordedAthlete
        In the order in which they appear.
    rejected : tuple of RejectedRow
    held : tuple of HeldRows
    notices : tuple of Notice
    """

    athletes: tuple[RecordedAthlete, ...]
    rejected: tuple[RejectedRow, ...] = ()
    held: tuple[HeldRows, ...] = ()
    notices: tuple[Notice, ...] = ()


def is_rep_table(text: Text) -> bool:
    """Whether some lines hold a table of reps."""
    return rep_table(text.lines) is not None


def read_rep_table(
    source: Source,
    *,
    zone: tzinfo | None = None,
    stimulus: Stimulus = "max-velocity",
    athlete_id: Callable[[str], str] | None = None,
) -> RepTable:
    """The sessions of a table of reps.

    Parameters
    ----------
    source : Source
    zone : tzinfo, optional
        Of moments that are written without an offset; without it they are taken as UTC, and that is
        told.
    stimulus : Stimulus
        Of sessions for which the table does not say.
    athlete_id : callable, optional
        From a name to a UUID; without it one is made from the name.

    Returns
    -------
    RepTable

    Raises
    ------
    InputError
        If there is no such table, a column is missing, or no row can be used.
    """
    text = text_of(source.data, largest=LARGEST_FILE, most_lines=_MOST_ROWS)
    table = rep_table(text.lines)
    if table is None:
        raise InputError(
            f"No line of this file heads a table of reps. The columns {', '.join(NEEDED)} are "
            "expected.",
            code="no-headings",
        )
    id_of = athlete_id or (lambda name: str(uuid5(NAMESPACE, f"athlete:{name}")))
    ledger = Ledger(text)
    rows = RowReader(table, ledger, zone).read()
    athletes = _athletes(rows, stimulus, id_of, ledger)
    account = ledger.account()
    if not athletes:
        why = "it has no rows"
        if account.rejected:
            why = f"line {account.rejected[0].line}: {account.rejected[0].reason}"
        elif account.held:
            why = account.held[0].reason
        raise InputError(f"No rep of this table could be used ({why}).", code="nothing-read")
    return RepTable(athletes, *account)


def _athletes(
    lines: Iterable[RepRow],
    stimulus: Stimulus,
    id_of: Callable[[str], str],
    ledger: Ledger,
) -> tuple[RecordedAthlete, ...]:
    labelled: dict[str, dict[str, list[RepRow]]] = {}
    for line in lines:
        labelled.setdefault(line.athlete, {}).setdefault(line.session, []).append(line)
    athletes = []
    for name, labels in labelled.items():
        parts = [part for group in labels.values() for part in _parts(group)]
        sessions = _sessions(parts, id_of(name), stimulus, ledger)
        if sessions:
            athletes.append(RecordedAthlete(name, id_of(name), sessions))
    return tuple(athletes)


def _parts(group: list[RepRow]) -> list[list[RepRow]]:
    """The rows of one label as the sessions that they are."""
    moments = sorted({line.at for line in group})
    numbers = [line.rep.number for line in group]
    if len(moments) == 1:
        return [group]
    if len(set(numbers)) == len(numbers) and moments[-1] - moments[0] <= _LONGEST_SESSION:
        # Each rep has its own moment: the first of them began the session.
        return [[replace(line, rep=replace(line.rep, at=line.at)) for line in group]]
    return [[line for line in group if line.at == moment] for moment in moments]


def _sessions(
    parts: Sequence[Sequence[RepRow]], athlete_id: str, stimulus: Stimulus, ledger: Ledger
) -> tuple[Session, ...]:
    starts: dict[datetime, list[Sequence[RepRow]]] = {}
    for part in parts:
        starts.setdefault(min(line.at for line in part), []).append(part)
    sessions = []
    for start, together in starts.items():
        if len(together) > 1:
            names = ", ".join(repr(clipped(part[0].session, 40)) for part in together)
            ledger.hold(
                [line.line for part in together for line in part],
                f"the sessions {names} of one athlete begin at one moment, {start.isoformat()}",
            )
            continue
        session = _session(start, together[0], athlete_id, stimulus, ledger)
        if session is not None:
            sessions.append(session)
    return tuple(sorted(sessions, key=lambda one: one.started_at.timestamp()))


def _session(
    start: datetime, lines: Sequence[RepRow], athlete_id: str, stimulus: Stimulus, ledger: Ledger
) -> Session | None:
    by_number: dict[int, list[RepRow]] = {}
    for line in lines:
        by_number.setdefault(line.rep.number, []).append(line)
    kept = []
    for same in by_number.values():
        if len({line.rep for line in same}) == 1:
            if len(same) > 1:
                ledger.repeat(line.line for line in same[1:])
            kept.append(same[0])
        else:
            ledger.hold([line.line for line in same], f"rep {same[0].rep.number} stands twice")
    if not kept:
        return None
    named = {line.stimulus for line in kept} - {None}
    endings = [line.ended_by for line in kept if line.ended_by]
    session_id = uuid5(NAMESPACE, f"session:{athlete_id}:{start.timestamp()}")
    try:
        return Session(
            str(session_id),
            athlete_id,
            start,
            next(iter(named)) if len(named) == 1 else stimulus,  # type: ignore[arg-type]
            tuple(
                replace(line.rep, id=str(uuid5(session_id, str(line.rep.number)))) for line in kept
            ),
            ended_by=endings[-1] if endings else None,  # type: ignore[arg-type]
            source="table of reps",
        )
    except InputError as error:
        ledger.hold([line.line for line in kept], error.message)
        return None
