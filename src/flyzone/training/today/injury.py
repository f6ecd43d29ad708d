"""The course of one pain: blocked, cleared, back in steps, free.

    free ── a pain that blocks ──> blocked ── clearance ──> returning ── last step ──> free
                                      ^                         │
                                      └──────── a pain ─────────┘

A run counts as a step when its effort was that of the step or more, on a day of its own, after the
clearance, and without pain: every such rep says 0, or a later check-in says 0 of that place.  What
nobody said is not without pain.  A pain on the way goes back one step, and where it blocks, blocks
until it is cleared again.  A return that nobody recorded is over after some weeks without a pain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from flyzone.model import Clearance, Place
from flyzone.training.today.aches import Ache, clears
from flyzone.training.today.days import after, hours_between
from flyzone.training.today.done import Done
from flyzone.training.today.effort import Efforts
from flyzone.training.today.finding import Question

TEARS: frozenset[Place] = frozenset({"hamstring", "achilles", "calf", "quadriceps", "groin"})
"""What sprinting tears: feeling better clears none of them."""
_RULE = "pain-return"
_STEPS = 5
_ROUNDING = 1e-9


@dataclass(slots=True)
class Injury:
    """Where one pain stands; told what happened in the order in which it did.

    Attributes
    ----------
    asked : Question
    place : Place or None
    steps : sequence of float
        Shares of full effort.
    blocked : Ache or None
        The latest pain that nobody cleared.
    severity : float
        The worst since it began to block, 0 to 10.
    step : int or None
        How many steps were passed; ``None`` where there is nothing to return from.
    refused : Clearance or None
        The latest one that did not count.
    passed_on : date or None
        Day of the last step.
    unsaid : date or None
        Day of a run of which nobody said whether it hurt.
    """

    asked: Question
    place: Place | None
    steps: Sequence[float]
    blocked: Ache | None = None
    severity: float = 0.0
    step: int | None = None
    refused: Clearance | None = None
    passed_on: date | None = None
    unsaid: date | None = None
    _quiet_since: datetime | None = field(default=None, repr=False)
    _may_fall: bool = field(default=False, repr=False)

    def tell(self, event: Ache | Clearance | Done, efforts: Efforts) -> None:
        """The next thing that happened."""
        if isinstance(event, Clearance):
            self._clear(event)
        elif isinstance(event, Done):
            self._run(event, efforts)
        elif event.severity == 0.0:
            self._no_ache(event)
        else:
            self._ache(event)

    def over_at(self) -> datetime | None:
        """When a return that nobody records is over; ``None`` where there is none."""
        if self.step is None or self._quiet_since is None or self.blocked is not None:
            return None
        return after(self._quiet_since, self.asked.book.value(_RULE, "weeks") * 168.0)

    def end_if_over(self, moment: datetime) -> None:
        """Ends a return that nobody recorded and no pain disturbed."""
        over = self.over_at()
        if over is not None and hours_between(over, moment) >= 0.0:
            self._free()

    def next_day(self) -> date | None:
        """The first day for the step that comes; ``None`` where it may be at once."""
        if self.passed_on is None or not self.step:
            return None
        return self.passed_on + timedelta(days=self.days_after(self.step - 1))

    def days_after(self, step: int) -> int:
        """Days that one step asks for before the next."""
        fast = self.steps[step] >= self.asked.book.value(_RULE, "fast")
        return int(self.asked.book.value(_RULE, "fast_days" if fast else "days"))

    def _ache(self, ache: Ache) -> None:
        self.end_if_over(ache.at)
        blocks = ache.blocks(self.asked.book)
        if self.blocked is None and self.step is not None and self._may_fall:
            self.step, self._may_fall = max(self.step - 1, 0), False
        if blocks:
            worst = 0.0 if self.blocked is None else self.severity
            self.blocked, self.refused = ache, None
            self.severity = max(worst, ache.severity or 0.0)
            self.step = self.step or 0
        elif self.blocked is not None:
            self.severity = max(self.severity, ache.severity or 0.0)
        self.unsaid = None
        self._quiet_since = ache.at

    def _no_ache(self, ache: Ache) -> None:
        if self.blocked is None:
            if self.unsaid is not None:
                self._pass(self.unsaid)
            return
        days = self.asked.days
        passed = (days.of_record(ache.at) - days.of_record(self.blocked.at)).days
        trivial = self.place is not None and self.place not in TEARS
        weak = self.severity <= self.asked.book.value("pain-gone", "severity")
        if trivial and weak and passed >= self.asked.book.value("pain-gone", "days"):
            self._free()

    def _clear(self, clearance: Clearance) -> None:
        if self.blocked is None or hours_between(self.blocked.at, clearance.at) <= 0.0:
            return
        if not clears(self.asked, clearance, self.place, self.severity):
            self.refused = clearance if clearance.place == self.place else self.refused
            return
        self.blocked = self.refused = self.unsaid = None
        self._quiet_since = clearance.at

    def _run(self, run: Done, efforts: Efforts) -> None:
        if self.step is None or self.blocked is not None or run.session is None:
            return
        if self._quiet_since is None or hours_between(self._quiet_since, run.started_at) < 0.0:
            return
        least = self.steps[self.step] - _ROUNDING
        session = run.session
        hard = [rep for rep in session.reps if (efforts.share(rep, session) or 0.0) >= least]
        day = self.asked.days.of_record(run.started_at)
        if not hard or (self.passed_on is not None and day <= self.passed_on):
            return
        if all(rep.pain == 0.0 for rep in hard):
            self._pass(day)
        else:
            self.unsaid = day

    def _pass(self, day: date) -> None:
        self.step, self.passed_on = (self.step or 0) + 1, day
        self.unsaid, self._may_fall = None, True
        if self.step >= len(self.steps):
            self._free()

    def _free(self) -> None:
        self.blocked = self.refused = self.step = None
        self.passed_on = self.unsaid = self._quiet_since = None
        self._may_fall = False


def injuries(
    asked: Question, aches: Iterable[Ache], done: Iterable[Done], efforts: Efforts
) -> list[Injury]:
    """How each pain that ever blocked stands at the moment that is asked about."""
    aches = list(aches)
    places = dict.fromkeys(ache.place for ache in aches if ache.blocks(asked.book))
    if not places:
        return []
    runs = [one for one in done if one.session is not None and one.session.reps]
    events: list[tuple[float, int, Ache | Clearance | Done]] = [
        *((ache.at.timestamp(), 0, ache) for ache in aches),
        *((run.ended_at.timestamp(), 1, run) for run in runs),
        *((one.at.timestamp(), 2, one) for one in asked.history.clearances),
    ]
    events.sort(key=lambda event: event[:2])
    steps = sorted(asked.book.value(_RULE, f"step_{n}") for n in range(1, _STEPS + 1))
    found = []
    for place in places:
        injury = Injury(asked, place, steps)
        for _, _, event in events:
            if not isinstance(event, Ache) or event.place == place:
                injury.tell(event, efforts)
        injury.end_if_over(asked.now)
        found.append(injury)
    return found
