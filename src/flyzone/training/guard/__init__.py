"""The session guard: after every rep, go, rest longer, or stop."""

from flyzone.training.guard.guard import (
    GuardedSession,
    SessionGuard,
    judge_rep,
    judge_session,
)
from flyzone.training.guard.kinds import RepKind, SessionKind
from flyzone.training.guard.rest import Rest, rest_after
from flyzone.training.guard.verdict import RepVerdict, Verdict

__all__ = [
    "GuardedSession",
    "RepKind",
    "RepVerdict",
    "Rest",
    "SessionGuard",
    "SessionKind",
    "Verdict",
    "judge_rep",
    "judge_session",
    "rest_after",
]
