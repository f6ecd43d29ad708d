"""Replay recorded reps through the session guard, rep by rep as if live, without a store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from os import PathLike

from flyzone.model import Notice, Session
from flyzone.training.guard import GuardedSession, judge_session
from flyzone.training.rules import STANDARD, RuleBook
from flyzone.workflows.rep_files import rep_file

FileLike = str | PathLike[str]


@dataclass(frozen=True, slots=True)
class ReplayedSession:
    """One session of the table with its verdicts."""

    athlete: str
    session: Session
    guarded: GuardedSession


@dataclass(frozen=True, slots=True)
class Replay:
    """All sessions of the table, and what is to be said of the files."""

    sessions: tuple[ReplayedSession, ...]
    notices: tuple[Notice, ...]


def replay_session(
    reps: FileLike,
    history: FileLike | None = None,
    *,
    zone: tzinfo | None = None,
    book: RuleBook = STANDARD,
) -> Replay:
    """What the guard would have said after each rep.

    Parameters
    ----------
    reps : path
        A table of reps; each of its rows must be usable.
    history : path, optional
        A table of reps of earlier sessions; later ones, and the session itself, are left out.
    zone : tzinfo, optional
        Of moments without an offset.
    book : RuleBook

    Returns
    -------
    Replay

    Raises
    ------
    InputError
        If a file cannot be used.
    """
    now = rep_file(reps, zone=zone, every_row=True)
    before = None if history is None else rep_file(history, zone=zone)
    notices = [*now.notices, *(before.notices if before else ())]
    replayed = []
    for athlete in now.athletes:
        known = None if before is None else before.of(athlete.name)
        if before is not None and known is None:
            notices.append(
                Notice(
                    "no-history",
                    f"The history holds nobody called {athlete.name!r}: the session is judged from "
                    "its own reps alone. Check how the name is written.",
                )
            )
        earlier = (*(known.sessions if known else ()), *athlete.sessions)
        replayed += [
            ReplayedSession(athlete.name, session, judge_session(session, earlier, book))
            for session in athlete.sessions
        ]
    return Replay(tuple(replayed), tuple(notices))
