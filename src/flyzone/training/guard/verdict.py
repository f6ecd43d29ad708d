"""After every rep: go, rest longer, or stop.

* **stop**: the session is over.  Something hurt; or his form broke down; or the odds that he is really
  below today's level have passed the bar.  What is run after a stop stays under it.
* **wait**: the plan goes on after a longer rest than the rep alone asks for, because the rep showed that
  the recovery was incomplete: a drop is likelier than not and not sure yet; or it is sure, moderate, and
  came after a rest that was too short, which is answered with a longer rest once; or he says that he is
  not ready, or his heart rate stays up.
* **go**: the plan goes on after the rest that the rep asks for.

"Go" never means "now": the rest stands beside it.  The verdict after a rep uses that rep, those before
it, and earlier sessions; never a later one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from flyzone.model import Estimate, Reason, Rep, Session
from flyzone.training.guard.drop import Weighed, bar
from flyzone.training.guard.form import new_faults
from flyzone.training.guard.kinds import RepKind, Shown, kind_of_rep
from flyzone.training.guard.level import GuardPrior
from flyzone.training.guard.rest import rest_after
from flyzone.training.guard.series import RunKind, TimedRep
from flyzone.training.rules import RuleBook

Verdict = Literal["go", "wait", "stop"]

NOT_MEANT_SD = 3.0
"""SD of his usual level beyond which a slow day was not run at full effort from the start."""
MOSTLY_TIRED = 0.5
"""Share of what a slow rep lacks that must be lost for fatigue to be its cause."""
PLACE_NOT_SAID = "place not said"


@dataclass(frozen=True, slots=True)
class RepVerdict:
    """What is said after a rep.

    Attributes
    ----------
    number : int
        Of the rep.
    kind : {"speed", "sub-maximal", "conditioning"}
    verdict : {"go", "wait", "stop"}
    rest_s : float or None, s
        How long to rest from the end of this rep; ``None`` once the session is over.
    until : datetime or None
        When that rest ends, where it is known when the rep was run.
    p_drop : float or None
        Probability that he is really below today's level by more than the smallest drop that matters,
        given all so far; ``None`` where the rep has no time to judge by.
    loss : Estimate or None
        How far below today's level he is now, as a share of it.
    level : Estimate or None, s
        Today's level: the time of a rep when warm and not tired.
    of_best : float or None
        His speed as a share of his best on record: information, it decides nothing.
    reasons : tuple of Reason
        What decided first.
    """

    number: int
    kind: RepKind
    verdict: Verdict
    rest_s: float | None
    until: datetime | None
    p_drop: float | None
    loss: Estimate | None
    level: Estimate | None
    of_best: float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the times say after one of them."""

    rep: TimedRep
    place: int
    weighed: Weighed
    prior: GuardPrior
    of_best: float

    def at(self, name: str) -> float:
        """One of the numbers of `Weighed`, after this rep."""
        return float(getattr(self.weighed, name)[self.place])

    def below(self, book: RuleBook) -> tuple[float, float, bool]:
        """How far below the level that counts, the SD of that, and whether that is the usual one.

        What counts is today's level, unless that lies further below his usual one than form takes
        a day: then he did not run at full effort from the start.
        """
        level, noise = self.at("level"), self.at("level_sd")
        usual = self.prior.usual
        day = book.value("session-sub-maximal", "day")
        not_meant = usual is not None and level - usual[0] > max(day, NOT_MEANT_SD * usual[1])
        if usual is not None and not_meant:
            level, noise = usual
        share = -math.expm1(level - self.rep.log_time)
        return share, math.hypot(noise, self.at("rep_sd"), self.rep.sd), not_meant


class Bench:
    """Walks through a session rep by rep and remembers what was said: one walk, one bench."""

    def __init__(self, session: Session, book: RuleBook) -> None:
        self.session, self.book = session, book
        self.wobbles = new_faults(session.reps)
        self._stopped_at: int | None = None
        self._forgiven = False
        self._kinds: set[RunKind] = set()

    def judge(
        self,
        index: int,
        seen: Seen | None,
        ready: float | None,
        heart_rate_bpm: float | None,
    ) -> tuple[RepVerdict, Shown]:
        """The verdict after a rep; called once for each, in their order."""
        rep, book = self.session.reps[index], self.book
        shown, notes = self._shown(index, seen)
        kind, why_kind = kind_of_rep(shown, book)
        verdict, why = self._decide(index, shown, seen)
        # A loss that may well be noise lengthens no rest.
        loss = 0.0 if seen is None or verdict == "go" else seen.at("loss")
        rest = rest_after(
            rep, self.session.stimulus, book,
            loss=loss, ready=ready, heart_rate_bpm=heart_rate_bpm,
        )  # fmt: skip
        if verdict == "go" and rest.lengthened:
            verdict = "wait"
        over = verdict == "stop"
        reasons = (*why, *why_kind, *(() if over else rest.reasons), *notes)
        return (
            RepVerdict(
                number=rep.number,
                kind=kind,
                verdict=verdict,
                rest_s=None if over else rest.seconds,
                until=None if over else _until(rep, rest.seconds),
                p_drop=None if seen is None else seen.at("p_drop"),
                loss=None if seen is None else Estimate(seen.at("loss"), "1", seen.at("loss_sd")),
                level=None if seen is None else _level(seen),
                of_best=None if seen is None else seen.of_best,
                reasons=reasons,
            ),
            shown,
        )

    def _decide(
        self, index: int, shown: Shown, seen: Seen | None
    ) -> tuple[Verdict, tuple[Reason, ...]]:
        rep, book = self.session.reps[index], self.book
        if self._stopped_at is not None:
            return "stop", (Reason("guard-over", {"rep": self._stopped_at}),)
        verdict, why = self._of_body(index, rep)
        if verdict == "go" and seen is not None:
            verdict, why = self._of_times(shown, seen)
        if verdict == "stop":
            self._stopped_at = rep.number
        if verdict == "go" and not why and seen is not None:
            numbers = {"time": math.exp(seen.rep.log_time), "level": math.exp(seen.at("level"))}
            why = (book.reason("session-drop", "guard-go", numbers, seen.at("p_drop")),)
        return verdict, why

    def _of_body(self, index: int, rep: Rep) -> tuple[Verdict, tuple[Reason, ...]]:
        """Pain and form."""
        book = self.book
        if rep.pain is not None and rep.pain > book.value("session-pain", "severity"):
            place = rep.pain_place or PLACE_NOT_SAID
            hurt: dict[str, float | str] = {"pain": rep.pain, "place": place}
            return "stop", (book.reason("session-pain", "guard-pain", hurt),)
        wobbles = self.wobbles[index]
        if wobbles >= book.value("session-form", "reps"):
            faults: dict[str, float | str] = {"n": wobbles, "faults": ", ".join(rep.form)}
            return "stop", (book.reason("session-form", "guard-form", faults),)
        return "go", ()

    def _of_times(self, shown: Shown, seen: Seen) -> tuple[Verdict, tuple[Reason, ...]]:
        book, rule = self.book, "session-drop"
        p_drop, loss = seen.at("p_drop"), seen.at("loss")
        numbers: dict[str, float | str] = {
            "percent": 100.0 * loss,
            "sd": 100.0 * seen.at("loss_sd"),
            "level": math.exp(seen.at("level")),
            "smallest": 100.0 * book.value(rule, "smallest"),
        }
        clock: tuple[Reason, ...] = ()
        wrong = seen.at("p_mistimed")
        if wrong > book.value("session-timing", "probability"):
            told = {"time": math.exp(seen.rep.log_time), "level": math.exp(seen.at("level"))}
            clock = (book.reason("session-timing", "guard-check-timing", told, wrong),)
        needed = bar(
            seen.place + 1, seen.prior, book.value(rule, "odds"), book.value(rule, "growth")
        )
        # A rep at today's level is no reason to stop, whatever those before it were.
        slower = seen.rep.log_time > seen.at("level")
        if slower and seen.at("odds") > needed:
            large = loss >= book.value("session-short-rest", "large")
            if shown.short_of_rest(book) and not large and not self._forgiven:
                self._forgiven = True
                numbers["rest"] = shown.rest_before_s or 0.0
                code = "guard-drop-after-short-rest"
                return "wait", (book.reason("session-short-rest", code, numbers, p_drop),)
            return "stop", (book.reason(rule, "guard-drop", numbers, p_drop), *clock)
        if p_drop >= book.value(rule, "likely"):
            return "wait", (book.reason(rule, "guard-drop-likely", numbers, p_drop), *clock)
        return "go", clock

    def _shown(self, index: int, seen: Seen | None) -> tuple[Shown, tuple[Reason, ...]]:
        """What the rep showed, and what is to be said of how it was judged."""
        rep, reps, book = self.session.reps[index], self.session.reps, self.book
        notes = []
        rest = due = None
        if index:
            rest = rest_before(reps[index - 1], rep)
            due = rest_after(reps[index - 1], self.session.stimulus, book).due
            if rest is None:
                notes.append(Reason("guard-rest-unknown"))
        shown = Shown(rep, rest, due)
        if seen is None:
            return shown, tuple(notes)
        below, noise, not_meant = seen.below(book)
        # What is missing must be missing for fatigue: either it is much, or it is most of what this
        # very rep lacks.
        loss, least = seen.at("loss"), book.value("session-sub-maximal", "least")
        tired = seen.at("p_drop") >= book.value("session-drop", "likely") and (
            loss >= least if below <= least else loss >= MOSTLY_TIRED * below
        )
        if not_meant:
            numbers = {"percent": 100.0 * below}
            notes.append(book.reason("session-sub-maximal", "guard-below-usual", numbers))
        kind = RunKind.of(rep)
        if not any(kind.fits(other) for other in self._kinds):
            if seen.prior.origin is None:
                notes.append(Reason("guard-no-history", {"distance": rep.distance_m}))
            if self._kinds:
                notes.append(Reason("guard-other-kind", {"distance": rep.distance_m}))
        self._kinds.add(kind)
        notes.append(Reason("guard-of-best", {"percent": 100.0 * seen.of_best}))
        return replace(shown, below=below, noise=noise, tired=tired), tuple(notes)


def rest_before(last: Rep, rep: Rep) -> float | None:
    """The rest before a rep, s: as written down, or between the moments of the two."""
    if rep.rest_before_s is not None:
        return rep.rest_before_s
    if last.at is None or rep.at is None or last.time_s is None:
        return None
    between = rep.at.timestamp() - last.at.timestamp() - last.time_s
    return between if between >= 0.0 else None


def _until(rep: Rep, rest_s: float) -> datetime | None:
    if rep.at is None:
        return None
    return rep.at + timedelta(seconds=(rep.time_s or 0.0) + rest_s)


def _level(seen: Seen) -> Estimate:
    level = math.exp(seen.at("level"))
    return Estimate(level, "s", level * seen.at("level_sd"))
