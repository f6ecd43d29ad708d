"""The doors of the session guard: one verdict, a whole session, or a session that goes on.

Earlier sessions are read once for each kind of run; then a verdict costs milliseconds.  The verdict after
a rep uses that rep, those before it, and earlier sessions; never a later one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flyzone.errors import InputError
from flyzone.model import Athlete, Reason, Session
from flyzone.training.guard.drop import weigh_drops
from flyzone.training.guard.kinds import SessionKind, Shown, kind_of_session
from flyzone.training.guard.level import GuardPrior
from flyzone.training.guard.past import prior_of
from flyzone.training.guard.series import RunKind, TimedRep, before, timed_reps
from flyzone.training.guard.verdict import Bench, RepVerdict, Seen
from flyzone.training.rules import RuleBook


@dataclass(frozen=True, slots=True)
class GuardedSession:
    """A session rep by rep as if live, and what it was.

    Attributes
    ----------
    reps : tuple of RepVerdict
    kind : SessionKind
    reasons : tuple of Reason
        Why it is named so.
    """

    reps: tuple[RepVerdict, ...]
    kind: SessionKind
    reasons: tuple[Reason, ...]


def judge_rep(
    session: Session,
    earlier: Sequence[Session],
    book: RuleBook,
    *,
    athlete: Athlete | None = None,
) -> RepVerdict:
    """The verdict after the last rep of a session.

    Parameters
    ----------
    session : Session
        With the reps so far, one at least.
    earlier : sequence of Session
        In any order; only those of the same athlete that began before this one are used.
    book : RuleBook
    athlete : Athlete, optional
        Whose session it is; checked, if given.

    Raises
    ------
    InputError
        If the session has no rep, or is somebody else's.
    """
    return SessionGuard.for_session(earlier, book, athlete=athlete).after(session)


def judge_session(
    session: Session,
    earlier: Sequence[Session],
    book: RuleBook,
    *,
    athlete: Athlete | None = None,
) -> GuardedSession:
    """Every rep of a session as if live, and what the session was.

    Parameters
    ----------
    session : Session
        It may have no rep.
    earlier, book, athlete
        As in `judge_rep`.

    Raises
    ------
    InputError
        If the session is somebody else's.
    """
    return SessionGuard.for_session(earlier, book, athlete=athlete).whole(session)


class SessionGuard:
    """The guard of a session that goes on: it reads his earlier sessions once.

    What it answers depends on its arguments alone.
    """

    def __init__(
        self, earlier: Sequence[Session], book: RuleBook, athlete: Athlete | None = None
    ) -> None:
        self._earlier, self._book, self._athlete = tuple(earlier), book, athlete
        self._known: dict[tuple[str, datetime, RunKind], tuple[GuardPrior, float | None]] = {}

    @classmethod
    def for_session(
        cls, earlier: Sequence[Session], book: RuleBook, *, athlete: Athlete | None = None
    ) -> SessionGuard:
        """A guard that knows these earlier sessions; as in `judge_rep`."""
        return cls(earlier, book, athlete)

    def after(
        self,
        session: Session,
        *,
        ready: float | None = None,
        heart_rate_bpm: float | None = None,
    ) -> RepVerdict:
        """The verdict after the last rep of a session.

        Parameters
        ----------
        session : Session
        ready : float, optional
            How ready he feels now, before the next rep, 0 to 10.
        heart_rate_bpm : float, optional
            Now, before the next rep.

        Raises
        ------
        InputError
            If the session has no rep, or is somebody else's.
        """
        if not session.reps:
            raise InputError(
                "A verdict comes after a rep, and the session has none yet. Hand in the session "
                "with the reps so far.",
                code="guard-no-rep",
            )
        return self._judge(session, ready, heart_rate_bpm)[-1][0]

    def whole(self, session: Session) -> GuardedSession:
        """Every rep as if live, and what the session was."""
        judged = self._judge(session)
        kinds = [verdict.kind for verdict, _ in judged]
        kind, reasons = kind_of_session(kinds, [shown for _, shown in judged], self._book)
        return GuardedSession(tuple(verdict for verdict, _ in judged), kind, reasons)

    def _judge(
        self,
        session: Session,
        ready: float | None = None,
        heart_rate_bpm: float | None = None,
    ) -> list[tuple[RepVerdict, Shown]]:
        if self._athlete is not None and self._athlete.id != session.athlete_id:
            raise InputError(
                f"The session belongs to {session.athlete_id}, not to {self._athlete.id}. Hand in "
                "the athlete whose session it is.",
                code="guard-athlete",
            )
        bench = Bench(session, self._book)
        told = {
            one.index: seen
            for kind in dict.fromkeys(RunKind.of(rep) for rep in session.reps)
            for one, seen in self._seen(session, kind, bench.wobbles)
            if RunKind.of(session.reps[one.index]) == kind
        }
        last = len(session.reps) - 1
        return [
            bench.judge(
                index,
                told.get(index),
                ready if index == last else None,
                heart_rate_bpm if index == last else None,
            )
            for index in range(len(session.reps))
        ]

    def _seen(
        self, session: Session, kind: RunKind, wobbles: Sequence[int]
    ) -> list[tuple[TimedRep, Seen]]:
        """What the times of one kind of run say after each of them."""
        reps = timed_reps(session, kind)
        if not reps:
            return []
        prior, best = self._prior(session, kind)
        likelier = self._book.value("session-form", "likelier")
        weighed = weigh_drops(
            prior,
            reps,
            smallest=self._book.value("session-drop", "smallest"),
            likelier=[likelier if wobbles[rep.index] else 1.0 for rep in reps],
        )
        seen, fastest = [], math.inf if best is None else best
        for place, rep in enumerate(reps):
            fastest = min(fastest, rep.log_time)
            seen.append((rep, Seen(rep, place, weighed, prior, math.exp(fastest - rep.log_time))))
        return seen

    def _prior(self, session: Session, kind: RunKind) -> tuple[GuardPrior, float | None]:
        """His level before the session, and his best, ln(s)."""
        key = (session.id, session.started_at, kind)
        if key not in self._known:
            earlier = before(self._earlier, session)
            times = [rep.log_time for one in earlier for rep in timed_reps(one, kind)]
            self._known[key] = (prior_of(earlier, kind, session), min(times, default=None))
        return self._known[key]
