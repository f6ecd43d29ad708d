"""What a session really was: judged from what was done in it, not from what it was called.

A session named maximal velocity whose reps were asked for at 70 % was tempo running; one that rain
ended after the warm-up was nothing; a tempo session with reps at full speed was a sprint session, and
the legs count it as one.  In doubt a session counts as what costs more recovery.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flyzone.model import MAXIMAL, Jump, Lift, Rep, Session, Stimulus
from flyzone.training.rules.book import RuleBook
from flyzone.training.today.days import Days, after, hours_between
from flyzone.training.today.effort import RULE, SPRINTED, Efforts

_BY_NAME: frozenset[Stimulus] = frozenset({"plyometrics", "match"})
_CAN_BE_HARD: frozenset[Stimulus] = frozenset({"tempo", "easy-run", "long-run", "skills"})


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done and may need recovery.

    Attributes
    ----------
    was : Stimulus or None
        What it really was; ``None`` is a warm-up only.
    named : Stimulus
        What it was called.
    started_at, ended_at : datetime
        The end is the start where it is not known.
    end_known : bool
    ago_h : float, h
        From its end to the moment that is asked about.
    fast_m : float, m
        Run at full effort, run-ins included.
    session : Session or None
        ``None`` for lifts and jumps of which no session was recorded.
    """

    was: Stimulus | None
    named: Stimulus
    started_at: datetime
    ended_at: datetime
    end_known: bool
    ago_h: float
    fast_m: float = 0.0
    session: Session | None = None

    @property
    def maximal(self) -> bool:
        """Whether it was sprinted at full effort."""
        return self.was in MAXIMAL


def known_part(session: Session, now: datetime) -> Session:
    """A session as far as it was known at a moment: without later reps or an end that lay ahead."""
    end = now.timestamp()
    reps = tuple(rep for rep in session.reps if rep.at is None or rep.at.timestamp() <= end)
    duration = session.duration_s
    if duration is not None and session.started_at.timestamp() + duration > end:
        duration = None
    if duration == session.duration_s and len(reps) == len(session.reps):
        return session
    return replace(session, reps=reps, duration_s=duration, ended_by=None)


def what_was_done(session: Session, efforts: Efforts, book: RuleBook, now: datetime) -> Done:
    """What one session really was, when it ended, and how far he sprinted in it."""
    fast = [rep for rep in session.reps if efforts.is_full(rep, session)]
    ended_at, known = _end(session)
    return Done(
        _really(session, fast, efforts, book),
        session.stimulus,
        session.started_at,
        ended_at,
        known,
        hours_between(ended_at, now),
        sum(rep.distance_m + (rep.run_in_m or 0.0) for rep in fast),
        session,
    )


def heavy_lifts(lifts: Sequence[Lift], book: RuleBook, now: datetime) -> Iterator[Done]:
    """The heavy ones among these sets: near the heaviest that he ever moved in that exercise."""
    heaviest: dict[str, float] = {}
    for lift in lifts:
        heaviest[lift.exercise] = max(lift.load_kg, heaviest.get(lift.exercise, 0.0))
    share, most = book.value(RULE, "heavy_share"), book.value(RULE, "heavy_reps")
    for lift in lifts:
        if lift.reps <= most and 0.0 < share * heaviest[lift.exercise] <= lift.load_kg:
            yield _alone("heavy-lift", lift.at, now)


def many_jumps(jumps: Sequence[Jump], days: Days, book: RuleBook, now: datetime) -> Iterator[Done]:
    """The days with so many jumps that they were plyometrics; each ends with its last jump."""
    trained = [jump for jump in jumps if not jump.readiness]
    counts = Counter(days.of_record(jump.at) for jump in trained)
    last = {days.of_record(jump.at): jump.at for jump in trained}
    for day, count in counts.items():
        if count >= book.value(RULE, "contacts"):
            yield _alone("plyometrics", last[day], now)


def _alone(stimulus: Stimulus, at: datetime, now: datetime) -> Done:
    """What was recorded without a session."""
    return Done(stimulus, stimulus, at, at, True, hours_between(at, now))


def _really(
    session: Session, fast: Sequence[Rep], efforts: Efforts, book: RuleBook
) -> Stimulus | None:
    named = session.stimulus
    if _only_warmed_up(session):
        return None
    if named in _BY_NAME or (named in SPRINTED and not session.reps):
        return named
    if len(fast) >= book.value(RULE, "least_reps"):
        return named if named in SPRINTED else _sprint(fast, book)
    if named in SPRINTED:
        hardest = max(efforts.share(rep, session) or 0.0 for rep in session.reps)
        return (
            "speed-endurance" if named == "speed-endurance" and hardest >= efforts.slow else "tempo"
        )
    hard = session.exertion is not None and session.exertion >= book.value(RULE, "hard_exertion")
    return "interval-run" if hard and named in _CAN_BE_HARD else named


def _sprint(fast: Sequence[Rep], book: RuleBook) -> Stimulus:
    longest = max(rep.distance_m for rep in fast)
    return "sprint-endurance" if longest >= book.value(RULE, "long_m") else "max-velocity"


def _only_warmed_up(session: Session) -> bool:
    """Broken off before the first rep.  A race or match of some length was run all the same."""
    if session.reps or session.ended_by in {None, "planned"}:
        return False
    played = session.duration_s is not None or session.distance_m is not None
    return not (played and session.stimulus not in SPRINTED - {"race", "match"})


def _end(session: Session) -> tuple[datetime, bool]:
    ends = [rep.at for rep in session.reps if rep.at is not None]
    if session.duration_s is not None:
        ends.append(after(session.started_at, session.duration_s / 3600.0))
    if not ends:
        return session.started_at, False
    # In the zone of its start: the athlete's day follows from the offset.
    return max(ends, key=datetime.timestamp).astimezone(session.started_at.tzinfo), True
