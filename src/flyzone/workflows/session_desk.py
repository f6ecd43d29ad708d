"""A session while it happens: times come in, verdicts go out, and each rep is kept at once.

The desk has no screen and no clock of its own: it hears lines, times from a clip or gates, and asks
for the moment.  A line is a time with what belongs to it, or a word about the rep before or the one
to come::

    1.06                        a rep, in seconds
    1.06 wind 0.8 sd 0.02       with its wind and its own error
    ready 6    hr 128           before the next rep: may lengthen the rest, never shorten it
    pain 4 hamstring            in the last rep: the session is over
    form low-hips               seen in the last rep
    undo                        the last rep was none
    end                         enough
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any, get_args
from uuid import uuid4

from flyzone.errors import InputError
from flyzone.model import Athlete, Ending, Notice, Place, Rep, Session
from flyzone.model.limits import within
from flyzone.training.guard import GuardedSession, RepVerdict, SessionGuard
from flyzone.training.rules import RuleBook

COMMANDS = "a time in seconds, ready 0-10, hr BEATS, pain 0-10 PLACE, form CODE, undo, end"
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")
_OF_A_TIME = {"wind": "wind_m_s", "sd": "time_sd_s", "rest": "rest_before_s"}


@dataclass(frozen=True, slots=True)
class Zone:
    """What is run, rep after rep.

    Attributes
    ----------
    distance_m : float, m
    run_in_m : float or None, m
    method : str
        How it is timed.
    time_sd_s : float or None, s
        The error of a time of that method, where it is known.

    Raises
    ------
    InputError
        If no rep can be of that kind.
    """

    distance_m: float
    run_in_m: float | None = None
    method: str = "typed"
    time_sd_s: float | None = None

    def __post_init__(self) -> None:
        self.rep()

    def rep(self, number: int = 1, **more: Any) -> Rep:
        """A rep through it, with what else is known of it."""
        fields: dict[str, Any] = {
            "distance_m": self.distance_m,
            "run_in_m": self.run_in_m,
            "method": self.method,
            "time_sd_s": self.time_sd_s,
            **more,
        }
        return Rep(str(uuid4()), number, **fields)


@dataclass(frozen=True, slots=True)
class Judged:
    """A rep was taken and judged."""

    session: Session
    verdict: RepVerdict


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over."""

    session: Session
    guarded: GuardedSession


Heard = Judged | Ended | Notice
"""What comes of a line: a rep judged, the end, or something to tell."""


class SessionDesk:
    """Takes what happens in a session and gives the guard's verdicts.

    Attributes
    ----------
    athlete : Athlete
    session : Session
        As it is now.
    verdicts : tuple of RepVerdict
        One for each rep so far.
    ended : Ended or None

    Parameters
    ----------
    session : Session
        As it begins, without reps.
    earlier : sequence of Session
        What he did before.
    book : RuleBook
    zone : Zone
    athlete : Athlete
    clock : callable
        Gives the moment, with its offset.
    keep : callable
        Keeps the session as it is now; a rep is announced only after it was kept.  A session whose
        only rep was taken back comes once more, without reps; one that never had a rep never comes.
    """

    def __init__(
        self,
        session: Session,
        earlier: Sequence[Session],
        book: RuleBook,
        zone: Zone,
        *,
        athlete: Athlete,
        clock: Callable[[], datetime],
        keep: Callable[[Session], None],
    ) -> None:
        self.athlete, self.session, self.zone = athlete, session, zone
        self.verdicts: tuple[RepVerdict, ...] = ()
        self.ended: Ended | None = None
        self._guard = SessionGuard.for_session(earlier, book, athlete=athlete)
        self._clock, self._keep = clock, keep
        self._before_next: dict[str, Any] = {}

    def hear(self, line: str) -> Heard:
        """Carries out one line.

        Returns
        -------
        Judged, Ended or Notice
            A line that cannot be carried out changes nothing, and says why.
        """
        words = line.replace(":", " ").split()
        try:
            if not words:
                raise InputError(f"Type {COMMANDS}.", code="session-line")
            if _NUMBER.fullmatch(words[0]):
                return self.ran(_number(words[0], "The time"), **_pairs(words[1:]))
            return self._word(words[0].casefold(), words[1:])
        except InputError as problem:
            return Notice(problem.code, problem.message)

    def ran(self, time_s: float, **more: Any) -> Judged:
        """A rep was run.

        Parameters
        ----------
        time_s : float, s
        **more
            Further fields of `Rep`, such as ``time_sd_s`` or ``wind_m_s``.

        Raises
        ------
        InputError
            If it cannot be, or the session is over: nothing is kept then.
        StoreError
            If it could not be kept: it is not announced either.
        """
        self._still_open()
        time_s = within(time_s, 0.0, 86_400.0, "The time of a rep", "s", "rep")
        # Typed at once after a first rep, or with a slow finger: never before the session began.
        at = max(self._now() - timedelta(seconds=time_s), self.session.started_at)
        fields: dict[str, Any] = {
            "rest_before_s": self._rest_until(at),
            "at": at,
            **self._before_next,
            **more,
        }
        rep = self.zone.rep(len(self.session.reps) + 1, time_s=time_s, **fields)
        self._settle(replace(self.session, reps=(*self.session.reps, rep)))
        self._before_next = {}
        return self._judged()

    def end(self, why: Ending = "athlete") -> Ended:
        """The session is over; why, as the record says it."""
        if self.ended is not None:
            return self.ended
        if self.verdicts and self.verdicts[-1].verdict == "stop" and why == "athlete":
            said = {reason.code for verdict in self.verdicts for reason in verdict.reasons}
            why = "pain" if "guard-pain" in said else "guard"
        self._settle(replace(self.session, ended_by=why))
        self.ended = Ended(self.session, self._guard.whole(self.session))
        return self.ended

    def _word(self, word: str, rest: list[str]) -> Heard:
        self._still_open()
        if word in ("ready", "hr"):
            return self._before(word, rest)
        if word in ("pain", "form"):
            return self._of_last(word, rest)
        if rest:
            raise InputError(f"`{word}` stands alone. Type {COMMANDS}.", code="session-line")
        if word == "undo":
            return self._undo()
        if word == "end":
            return self.end()
        raise InputError(f"{word[:40]!r} was not understood. Type {COMMANDS}.", code="session-line")

    def _before(self, word: str, rest: list[str]) -> Heard:
        value = _number(rest[0] if len(rest) == 1 else "", f"The value after `{word}`")
        field = "ready" if word == "ready" else "heart_rate_bpm"
        changed: dict[str, Any] = {**self._before_next, field: value}
        # Checked as the next rep will be, before it counts.
        self.zone.rep(**changed)
        self._before_next = changed
        if not self.session.reps:
            return Notice("session-noted", f"Noted for the first rep: {word} {value:g}.")
        return self._judged()

    def _of_last(self, word: str, rest: list[str]) -> Heard:
        if not self.session.reps:
            raise InputError(
                f"`{word}` belongs to a rep, and none was run yet.", code="session-line"
            )
        last = self.session.reps[-1]
        if word == "form":
            if not rest:
                raise InputError(
                    "`form` takes codes of what was seen, such as `form low-hips`.",
                    code="session-line",
                )
            changed = replace(last, form=tuple(dict.fromkeys((*last.form, *rest))))
        else:
            places = get_args(Place)
            place = rest[1].casefold() if len(rest) == 2 else None
            if not 1 <= len(rest) <= 2 or place not in (None, *places):
                raise InputError(
                    f"`pain` takes 0 to 10 and a place ({', '.join(places)}), such as `pain 4 "
                    "hamstring`.",
                    code="session-line",
                )
            changed = replace(last, pain=_number(rest[0], "The pain"), pain_place=place)  # type: ignore[arg-type]
        self._settle(replace(self.session, reps=(*self.session.reps[:-1], changed)))
        return self._judged()

    def _undo(self) -> Heard:
        if not self.session.reps:
            raise InputError("There is no rep to take back.", code="session-line")
        gone = self.session.reps[-1]
        self._settle(replace(self.session, reps=self.session.reps[:-1]))
        self.verdicts = self.verdicts[:-1]
        return Notice("session-undone", f"Rep {gone.number} ({gone.time_s:g} s) was taken back.")

    def _judged(self) -> Judged:
        verdict = self._guard.after(self.session, **self._before_next)
        self.verdicts = (*self.verdicts[: len(self.session.reps) - 1], verdict)
        return Judged(self.session, verdict)

    def _settle(self, session: Session) -> None:
        # Nothing was done yet: a record of it would count as what was planned.
        if session.reps or self.session.reps:
            self._keep(session)
        self.session = session

    def _still_open(self) -> None:
        if self.ended is not None:
            raise InputError("The session is over. Begin another one.", code="session-over")

    def _now(self) -> datetime:
        """The moment with a plain offset: two of one named zone differ by clocks that are changed."""
        now = self._clock()
        return now.astimezone(timezone(now.utcoffset() or timedelta()))

    def _rest_until(self, at: datetime) -> float | None:
        """Since the end of the rep before; what was run before the zone is part of the rest."""
        if not self.session.reps:
            return None
        last = self.session.reps[-1]
        if last.at is None or last.time_s is None:
            return None
        return max((at - last.at).total_seconds() - last.time_s, 0.0)


def _number(word: str, what: str) -> float:
    if not _NUMBER.fullmatch(word):
        raise InputError(f"{what} must be a number, got {word[:40]!r}.", code="session-line")
    return float(word.replace(",", "."))


def _pairs(words: list[str]) -> dict[str, float]:
    """``wind 0.8 sd 0.02`` as the fields of a rep."""
    if len(words) % 2 or any(word.casefold() not in _OF_A_TIME for word in words[::2]):
        raise InputError(
            f"After a time come pairs of {', '.join(_OF_A_TIME)} and a number, such as `1.06 wind "
            f"0.8`, got {' '.join(words)[:60]!r}.",
            code="session-line",
        )
    return {
        _OF_A_TIME[name.casefold()]: _number(value, f"The value after `{name}`")
        for name, value in zip(words[::2], words[1::2], strict=True)
    }
