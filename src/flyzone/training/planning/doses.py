"""From choices to sessions: what exactly is done, how long it takes, where and from when.

The first session of a day holds the warm-up and the cool-down; what follows it is the main part alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import NAMESPACE_OID, uuid5

from flyzone.model import Dose, PlannedSession, Reason, Stimulus
from flyzone.training.catalogue.amounts import duration_of
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.planning.blocks import JUMP, LIFT, LOW, SPRINT
from flyzone.training.planning.clock import clock_at
from flyzone.training.planning.days_model import Minutes, lift_starts
from flyzone.training.planning.explain import (
    count_of,
    reasons_of_fact,
    reasons_of_part,
    week_of,
)
from flyzone.training.planning.facts import FULL
from flyzone.training.planning.frame import DayFrame, Frame
from flyzone.training.planning.places import ANY_PLACE, Option
from flyzone.training.planning.solve import Choice, DayChoice
from flyzone.training.planning.weeks_model import BIG_THREE
from flyzone.training.planning.wishes import RETURN_STEPS, Facility
from flyzone.training.prescription import Prescription, prescribe

LOW_TURNS: tuple[Stimulus, Stimulus] = ("tempo", "skills")
"""Low sessions take turns; beginners have skills only, which they need more."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a graded return.

    Attributes
    ----------
    number : int
        From 1; 0 where the last step is behind him and he waits to be released, or must wait for
        the next step.
    effort : float
    """

    number: int
    effort: float


class Sessions:
    """Makes the sessions of one athlete, day by day.

    Parameters
    ----------
    plan_id : str
        A UUID.
    frame : Frame
    choice : Choice
    facilities : sequence of Facility
    """

    def __init__(
        self, plan_id: str, frame: Frame, choice: Choice, facilities: Sequence[Facility]
    ) -> None:
        self._plan_id = plan_id
        self._frame = frame
        self._choice = choice
        self._facilities = facilities
        self._minutes = Minutes.of(frame)
        self._lows = 0
        back = frame.wishes.returning
        self._step = RETURN_STEPS if back is None else back.step
        self._stepped: date | None = None
        self._prescribed: dict[tuple[object, ...], Prescription] = {}

    def on(self, own: DayFrame, chosen: DayChoice) -> tuple[PlannedSession, ...]:
        """What is done on a day: what is fixed, then what the plan adds, in its order."""
        fixed = [
            self._session(
                own, fact.stimulus, i, (), fact.minutes, starts=fact.starts, fixed=True,
                reasons=reasons_of_fact(fact),
            )
            for i, fact in enumerate(own.facts)
        ]  # fmt: skip
        return (*fixed, *self._added(own, chosen, len(fixed)))

    def _added(self, own: DayFrame, chosen: DayChoice, number: int) -> Iterator[PlannedSession]:
        window = self._frame.wishes.window(own.day)
        assert not chosen.parts or window is not None, "nothing is chosen for a day without time"
        fewest = {part: getattr(self._minutes, part) for part in chosen.parts}
        spare = 0.0 if window is None else window.minutes - sum(fewest.values())
        # Jumps and lifts without a sprint of the plan's own follow a fixed session that made the day a
        # high one: he is warm.
        begun = not {SPRINT, LOW} & set(chosen.parts)
        minute: float | None = self._first_minute(own, chosen)
        for part in (SPRINT, JUMP, LIFT, LOW):
            if part not in chosen.parts:
                continue
            if part == LIFT and chosen.gym is not None:
                minute = self._lift_minute(chosen, minute, begun)
            allowed = fewest[part] + min(spare, self._room(chosen, part, minute))
            doses, seconds, stimulus, reasons = self._what(own, chosen, part, allowed, begun)
            minutes = min(max(seconds / 60.0, 1.0), allowed)
            option = chosen.gym if part == LIFT else chosen.run
            yield self._session(
                own, stimulus, number, doses, minutes,
                starts=clock_at(minute),
                facility=None if option is None or part == LOW
                else self._facilities[option.facility].name,
                reasons=(*reasons_of_part(self._frame, self._choice, own, part), *reasons),
            )  # fmt: skip
            begun, number = True, number + 1
            spare -= max(minutes - fewest[part], 0.0)
            minute = None if minute is None else minute + minutes

    def _what(
        self, own: DayFrame, chosen: DayChoice, part: str, allowed: float, begun: bool
    ) -> tuple[tuple[Dose, ...], float, Stimulus, tuple[Reason, ...]]:
        if part == LOW:
            return self._low(own, allowed)
        if part == SPRINT:
            assert chosen.sprint is not None
            stimulus = chosen.sprint
        else:
            stimulus = BIG_THREE[part]
        option = chosen.gym if part == LIFT else chosen.run
        place = ANY_PLACE if option is None else self._facilities[option.facility].place
        share = self._share(own, part)
        found = self._prescribe(stimulus, own.day, place, share, None if begun else allowed)
        if not begun:
            return found.doses, found.duration_s, stimulus, found.reasons
        around = found.duration_s - duration_of(found.main)
        found = self._prescribe(stimulus, own.day, place, share, allowed + around / 60.0)
        return found.main, duration_of(found.main), stimulus, found.reasons

    def _low(
        self, own: DayFrame, allowed: float
    ) -> tuple[tuple[Dose, ...], float, Stimulus, tuple[Reason, ...]]:
        step = self._next_step(own)
        if step is not None and step.number:
            found = self._prescribe("max-velocity", own.day, ANY_PLACE, 1.0, allowed)
            main = {id(dose) for dose in found.main}
            doses = tuple(
                replace(dose, effort=step.effort) if id(dose) in main else dose
                for dose in found.doses
            )
            numbers = {"step": step.number, "percent": 100.0 * step.effort}
            why = self._frame.book.reason("pain-return", "plan-return-step", numbers)
            return doses, found.duration_s, "tempo", (why,)
        self._lows += 1
        level = self._frame.athlete.level or "beginner"
        turn = LOW_TURNS[self._lows % 2]
        stimulus: Stimulus = "skills" if level == "beginner" or step is not None else turn
        found = self._prescribe(stimulus, own.day, ANY_PLACE, 1.0, allowed)
        reasons = found.reasons
        if step is not None:
            reasons = (self._frame.book.reason("pain-return", "plan-return-wait"), *reasons)
        return found.doses, found.duration_s, stimulus, reasons

    def _next_step(self, own: DayFrame) -> Step | None:
        """The step of his return that falls on a low day; ``None`` where he is not returning."""
        back, book = self._frame.wishes.returning, self._frame.book
        if back is None or (back.released_on is not None and own.day >= back.released_on):
            return None
        wait = Step(0, 0.0)
        if self._step >= RETURN_STEPS:
            return wait
        if self._stepped is not None:
            fast = book.value("pain-return", f"step_{self._step}") >= book.value(
                "pain-return", "fast"
            )
            days = book.value("pain-return", "fast_days" if fast else "days")
            if (own.day - self._stepped).days < days:
                return wait
        self._step, self._stepped = self._step + 1, own.day
        return Step(self._step, book.value("pain-return", f"step_{self._step}"))

    def _share(self, own: DayFrame, part: str) -> float:
        week = week_of(self._frame, own)
        if part == SPRINT:
            share = self._choice.sprinting[week.number] // count_of(self._choice, week) / FULL
        elif week.loads:
            return 1.0
        else:
            share = self._frame.book.value(f"plan-{week.phase}", "share")
        return min(max(share, 0.05), 1.0)

    def _room(self, chosen: DayChoice, part: str, minute: float | None) -> float:
        """Minutes that a part may take beyond its fewest, as its slot and what follows allow."""
        option = chosen.gym if part == LIFT else chosen.run
        if minute is None or part == LOW:
            return float("inf")
        room = [float("inf")]
        then = JUMP in chosen.parts and part == SPRINT
        ends = minute + getattr(self._minutes, part) + (self._minutes.jump if then else 0)
        if option is not None and option.ends is not None:
            room.append(option.ends - ends)
        if part != LIFT and chosen.gym is not None and chosen.gym.ends is not None:
            room.append(chosen.gym.ends - self._minutes.lift - ends)
        return max(min(room), 0.0)

    def _first_minute(self, own: DayFrame, chosen: DayChoice) -> int | None:
        if chosen.run is not None:
            return chosen.run.starts
        window = self._frame.wishes.window(own.day)
        if window is None or window.starts is None:
            return None
        return 60 * window.starts.hour + window.starts.minute

    def _lift_minute(self, chosen: DayChoice, minute: float | None, begun: bool) -> float | None:
        assert chosen.gym is not None
        if not begun or minute is None:
            return chosen.gym.starts
        return lift_starts(Option(0, 0, frozenset(), int(minute), None), 0, chosen.gym)

    def _prescribe(
        self,
        stimulus: Stimulus,
        day: date,
        place: TrainingPlace,
        share: float,
        minutes: float | None,
    ) -> Prescription:
        athlete = self._frame.athlete
        key = (stimulus, place, share, minutes, athlete.age_on(day))
        if key not in self._prescribed:
            self._prescribed[key] = prescribe(
                stimulus, athlete, day, place, self._frame.book, share=share, minutes=minutes
            )
        return self._prescribed[key]

    def _session(
        self,
        own: DayFrame,
        stimulus: Stimulus,
        number: int,
        doses: tuple[Dose, ...],
        minutes: float | None,
        *,
        starts: time | None = None,
        facility: str | None = None,
        fixed: bool = False,
        reasons: tuple[Reason, ...] = (),
    ) -> PlannedSession:
        athlete_id = self._frame.athlete.id
        return PlannedSession(
            str(uuid5(NAMESPACE_OID, f"{self._plan_id} {athlete_id} {own.day} {number}")),
            athlete_id, own.day, stimulus, doses, starts,
            None if minutes is None else 60.0 * minutes, facility, fixed, reasons,
        )  # fmt: skip
