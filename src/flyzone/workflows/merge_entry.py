"""What an entry of a phone does to a session: pure, so that any order of two phones can be tried.

Two phones may stand beside one lane, both without a signal.  Each makes its own ids, so a rep is known
again wherever it comes from; the order of the reps is the order of their moments, not that in which
they arrive.  Who changes something says what he saw before (the base): where that is no longer there,
nothing is written, and both values are shown to whoever has to decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from flyzone.errors import InputError
from flyzone.model import Rep, Session
from flyzone.storage.plain import plain_of, record_of

Outcome = Literal["new", "same", "changed", "conflict", "refused"]

SOURCE: Final = "app"
"""What the record of a session that phones make says it comes from."""
BELONGS: Final = timedelta(hours=1)
"""So near in time a rep from another phone belongs to a session that goes on."""

_OF_A_REP: Final = frozenset(
    {"distance_m", "time_s", "time_sd_s", "run_in_m", "at", "method", "wind_m_s", "wind_sd_m_s",
     "heart_rate_bpm", "ready", "pain", "pain_place", "effort", "form", "exercise", "clip_id"}
)  # fmt: skip
_OF_AN_END: Final = frozenset({"ended_by", "exertion", "duration_s", "distance_m", "note"})
_FOLLOWS: Final = ("number", "rest_before_s")
"""What follows from the other reps, and is no difference between two records of one rep."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of an entry.

    Attributes
    ----------
    outcome : {"new", "same", "changed", "conflict"}
    session : Session or None
        As it is afterwards; ``None`` where there is none, or none is left.
    code : str
        Why it is no plain success; kebab-case.
    there : mapping or None
        In a conflict what is there instead; ``None`` also where nothing is there any more.
    rep_id : str or None
        The rep that it is about.
    """

    outcome: Outcome
    session: Session | None
    code: str = ""
    there: Mapping[str, Any] | None = None
    rep_id: str | None = None


def add_rep(near: Sequence[Session], begun: Session, rep: Rep) -> Merged:
    """A rep was run.

    Parameters
    ----------
    near : sequence of Session
        His sessions around that time, and the one that holds a rep of that id, if there is one.
    begun : Session
        The one that the phone began, without reps.
    rep : Rep
        With its moment; its number and rest follow from the others.

    Returns
    -------
    Merged
        ``"new"``; ``"same"`` where it is there already; ``"conflict"`` where another rep has its id.

    Raises
    ------
    InputError
        If it has no moment, or the session cannot be so.
    """
    if rep.at is None:
        raise InputError(
            "A rep that a phone sends needs the moment at which it was run: its place among the "
            "others follows from it. Send `at`.",
            code="entry-rep",
        )
    for session in near:
        for known in session.reps:
            if known.id == rep.id:
                if _said(known) == _said(rep):
                    return Merged("same", session, rep_id=rep.id)
                return Merged("conflict", session, "rep-differs", plain_of(known), rep.id)
    session = _of_id(near, begun.id) or _joined(near, begun, rep.at) or begun
    start = min(session.started_at, rep.at)
    others = [one for one in near if one.id != session.id]
    session = replace(session, started_at=_free(start, others))
    return Merged("new", _in_order(session, (*session.reps, rep)), rep_id=rep.id)


def change_rep(
    session: Session | None, rep_id: str, base: Mapping[str, Any], wanted: Mapping[str, Any]
) -> Merged:
    """Something of a rep was corrected or added, such as a pain.

    Parameters
    ----------
    session : Session or None
        That holds the rep.
    rep_id : str
    base, wanted : mapping
        The same fields of the rep: as the phone saw them, and as they shall be.

    Raises
    ------
    InputError
        If a field is none that changes so, or cannot be what it says.
    """
    _check_fields(base, wanted, _OF_A_REP, "a rep")
    rep = None if session is None else _rep(session, rep_id)
    if session is None or rep is None:
        return Merged("conflict", session, "rep-gone", None, rep_id)
    there = plain_of(rep)
    if (clash := _clash(there, base, wanted)) is not None:
        outcome, seen = clash
        return Merged(outcome, session, "rep-differs" if seen else "", seen, rep_id)
    changed = record_of(Rep, {**there, **wanted})
    if changed.at is None:
        raise InputError("A rep keeps a moment. Send another one, or none.", code="entry-rep")
    others = tuple(one for one in session.reps if one.id != rep_id)
    session = replace(session, started_at=min(session.started_at, changed.at))
    return Merged("changed", _in_order(session, (*others, changed)), rep_id=rep_id)


def remove_rep(session: Session | None, rep_id: str, base: Mapping[str, Any]) -> Merged:
    """A rep was none.

    Parameters
    ----------
    session : Session or None
        That holds the rep.
    rep_id : str
    base : mapping
        What the phone saw of it, such as its time; it stays where that was changed meanwhile.

    Returns
    -------
    Merged
        Without a session where no rep is left: a record of nothing would count as what was planned.
    """
    rep = None if session is None else _rep(session, rep_id)
    if session is None or rep is None:
        return Merged("same", session, "rep-gone", rep_id=rep_id)
    there = plain_of(rep)
    if any(there.get(name) != value for name, value in base.items()):
        return Merged("conflict", session, "rep-differs", there, rep_id)
    left = tuple(one for one in session.reps if one.id != rep_id)
    return Merged("changed", _in_order(session, left) if left else None, rep_id=rep_id)


def end_session(
    near: Sequence[Session], begun: Session, base: Mapping[str, Any], wanted: Mapping[str, Any]
) -> Merged:
    """A session is over, and why.

    Parameters
    ----------
    near : sequence of Session
    begun : Session
        As the phone began it.
    base, wanted : mapping
        What ended it, how hard it was, and so on: as the phone saw it, and as it shall be.

    Raises
    ------
    InputError
        If a field is none of an end, or cannot be what it says.
    """
    _check_fields(base, wanted, _OF_AN_END, "the end of a session")
    session = _of_id(near, begun.id) or _joined(near, begun, begun.started_at, ended=True)
    if session is None:
        # Nothing was run, or all of it was taken back: there is nothing to end.
        return Merged("same", None, "session-without-reps")
    there = {name: getattr(session, name) for name in _OF_AN_END}
    if (clash := _clash(there, base, wanted)) is not None:
        outcome, seen = clash
        return Merged(outcome, session, "session-differs" if seen else "", seen)
    return Merged("changed", record_of(Session, {**plain_of(session), **wanted}))


def _of_id(near: Sequence[Session], session_id: str) -> Session | None:
    return next((one for one in near if one.id == session_id), None)


def _joined(
    near: Sequence[Session], begun: Session, at: datetime, *, ended: bool = False
) -> Session | None:
    """The session of another phone that something at a moment belongs to."""
    fitting = []
    for one in near:
        if one.source != SOURCE or one.stimulus != begun.stimulus:
            continue
        last = max([one.started_at, *(rep.at for rep in one.reps if rep.at is not None)])
        # What is over does not go on; what was run before its end is still of it.
        until = last if one.ended_by is not None and not ended else last + BELONGS
        if one.started_at - BELONGS <= at <= until:
            fitting.append(one)
    return min(fitting, key=lambda one: (one.started_at, one.id), default=None)


def _free(start: datetime, others: Sequence[Session]) -> datetime:
    """A start that no other session has: nobody can be in two at one time."""
    taken = {one.started_at for one in others}
    while start in taken:
        start -= timedelta(milliseconds=1)
    return start


def _rep(session: Session, rep_id: str) -> Rep | None:
    return next((one for one in session.reps if one.id == rep_id), None)


def _said(rep: Rep) -> dict[str, Any]:
    return {name: value for name, value in plain_of(rep).items() if name not in _FOLLOWS}


def _in_order(session: Session, reps: Sequence[Rep]) -> Session:
    """The session with these reps, numbered in the order of their moments."""
    if all(rep.at is not None for rep in reps):
        reps = sorted(reps, key=lambda rep: (rep.at.timestamp() if rep.at else 0.0, rep.id))
    was_before = {
        rep.id: None if place == 0 else session.reps[place - 1].id
        for place, rep in enumerate(session.reps)
    }
    numbered: list[Rep] = []
    for rep in reps:
        last = numbered[-1] if numbered else None
        before = None if last is None else last.id
        rest = rep.rest_before_s
        if rest is None or was_before.get(rep.id, before) != before:
            rest = _rest(last, rep)
        numbered.append(replace(rep, number=len(numbered) + 1, rest_before_s=rest))
    return replace(session, reps=tuple(numbered))


def _rest(last: Rep | None, rep: Rep) -> float | None:
    """From the end of the rep before to this one, s."""
    if last is None or last.at is None or last.time_s is None or rep.at is None:
        return None
    return max((rep.at - last.at).total_seconds() - last.time_s, 0.0)


def _check_fields(
    base: Mapping[str, Any], wanted: Mapping[str, Any], allowed: frozenset[str], what: str
) -> None:
    if wrong := sorted((set(wanted) | set(base)) - allowed):
        raise InputError(
            f"An entry changes these fields of {what}: {', '.join(sorted(allowed))}; got "
            f"{', '.join(map(repr, wrong))[:100]}. Leave them out.",
            code="entry-field",
        )
    if not wanted:
        raise InputError(f"An entry that changes {what} names a field.", code="entry-field")


def _clash(
    there: Mapping[str, Any], base: Mapping[str, Any], wanted: Mapping[str, Any]
) -> tuple[Outcome, dict[str, Any] | None] | None:
    """Why nothing is to be written; ``None`` where it is."""
    if all(there[name] == value for name, value in wanted.items()):
        return "same", None
    others = {
        name: there[name]
        for name, value in wanted.items()
        if there[name] not in (base.get(name), value)
    }
    if not others:
        return None
    return "conflict", {name: there[name] for name in wanted}
