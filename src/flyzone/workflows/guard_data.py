"""Today's guard of one athlete as data, for a phone that has no signal at the track.

What his history says is worked out here, once, for each kind of run that he may time today; the phone
only weighs today's reps.  The same history, kind and moment go into the same `prior_of` that the guard
of the server uses, so that the two agree (tests/web/guard).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from flyzone.model import Session
from flyzone.training.guard.past import prior_of
from flyzone.training.guard.series import RunKind, before, timed_reps
from flyzone.training.rules import RuleBook
from flyzone.wire.guard_data import guard_data_document

_NO_SESSION = str(UUID(int=0))


def guard_data(
    athlete_id: str,
    earlier: Sequence[Session],
    book: RuleBook,
    now: datetime,
    kinds: Iterable[RunKind],
    *,
    session: Session | None = None,
    language: str = "en",
) -> dict[str, Any]:
    """All that ``guard.js`` needs to judge a session of one athlete.

    Parameters
    ----------
    athlete_id : str
    earlier : sequence of Session
        In any order; only his own that began before the session are used.
    book : RuleBook
        As it holds for him.
    now : datetime
        With its offset: when a session would begin.
    kinds : iterable of RunKind
        What he may time today.  A rep of any other kind is judged as that of somebody unknown.
    session : Session, optional
        If one goes on already: its reps are no history, and it began when it did.
    language : str
        Of the sentences; English where nobody wrote them in it.

    Returns
    -------
    dict
        The ``guard-data`` document.
    """
    if session is None:
        session = Session(_NO_SESSION, athlete_id, now, "max-velocity")
    past = before(earlier, session)
    known = {}
    for kind in dict.fromkeys(kinds):
        times = [rep.log_time for one in past for rep in timed_reps(one, kind)]
        known[kind] = (prior_of(past, kind, session), min(times, default=None))
    return guard_data_document(athlete_id, session.started_at, known, book, language)


def usual_kinds(sessions: Iterable[Session], most: int = 3) -> tuple[RunKind, ...]:
    """The kinds of run that he timed most often, the most frequent first.

    Parameters
    ----------
    sessions : iterable of Session
        His; those of the last weeks, say.
    most : int
        How many at most: each costs some kilobytes.
    """
    timed = Counter(
        RunKind.of(rep) for one in sessions for rep in one.reps if rep.maximal and rep.time_s
    )
    return tuple(kind for kind, _ in timed.most_common(most))
