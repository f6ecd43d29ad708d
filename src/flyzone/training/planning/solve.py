"""From frames to choices: a plan that holds for all, then the best of it for each.

First any plan is found in which all wishes hold, for a whole squad and season together.  Then each
athlete in turn improves his own, some weeks at a time, within the room that the others and his other
weeks leave.  So a plan that holds is at hand from the beginning, and no step makes it worse for anybody.
The solver works on one thread and stops after a fixed amount of its own work, not of time: the same
wishes give the same plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flyzone.errors import PlanError
from flyzone.model import Stimulus
from flyzone.training.planning.days_model import DayVars, model_days
from flyzone.training.planning.frame import Frame
from flyzone.training.planning.guards import Guards
from flyzone.training.planning.leanings import cost
from flyzone.training.planning.places import Option
from flyzone.training.planning.weeks_model import WeekVars, model_weeks
from flyzone.training.planning.wish import capacity_wish
from flyzone.training.planning.wishes import Facility

SEED = 1
WINDOW_WEEKS = 4
WORK_PER_WINDOW = 0.6
"""The solver's own seconds (no clock's) for making some weeks of one athlete as good as they can be.

Most windows are proven to be as good as they can be within a tenth of that."""
WORK_TOGETHER = 60.0
"""The same for finding a plan that holds for all, or that there is none."""

FOUND = frozenset({"OPTIMAL", "FEASIBLE"})

Place = tuple[int, int, date]
"""A facility, its slot, and the day."""


@dataclass(frozen=True, slots=True)
class DayChoice:
    """What was chosen for a day.

    Attributes
    ----------
    day : date
    sprint : Stimulus or None
    parts : frozenset of str
        Of ``"sprint"``, ``"jump"``, ``"lift"`` and ``"low"``.
    run, gym : Option or None
    """

    day: date
    sprint: Stimulus | None
    parts: frozenset[str]
    run: Option | None
    gym: Option | None

    @property
    def taken(self) -> frozenset[Place]:
        """The places that it fills."""
        options = (one for one in (self.run, self.gym) if one is not None)
        return frozenset((one.facility, one.slot, self.day) for one in options)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for one athlete.

    Attributes
    ----------
    days : tuple of DayChoice
    sprinting : tuple of int
        By week, of the sprint sessions that are planned, in hundredths of a full session.
    """

    days: tuple[DayChoice, ...]
    sprinting: tuple[int, ...]

    @property
    def taken(self) -> Counter[Place]:
        """The places that he fills."""
        return Counter(place for day in self.days for place in day.taken)


@dataclass(frozen=True, slots=True)
class Part:
    """One athlete within a model."""

    frame: Frame
    days: list[DayVars]
    weeks: list[WeekVars]

    @classmethod
    def of(cls, frame: Frame, guards: Guards, facilities: Sequence[Facility]) -> Part:
        """His days and weeks, added to the model."""
        days = model_days(frame, guards, at_facilities=bool(facilities))
        return cls(frame, days, model_weeks(frame, days, guards))

    def chosen(self, solver: Any) -> Choice:
        """What the solver chose."""
        return Choice(
            tuple(_chosen(day, solver) for day in self.days),
            tuple(int(solver.value(week.sprinting)) for week in self.weeks),
        )

    def keep(self, choice: Choice, model: Any, window: range) -> None:
        """Leaves everything outside some weeks as it was chosen."""
        for week, sprinting in zip(self.weeks, choice.sprinting, strict=True):
            if week.week.number not in window:
                model.add(week.sprinting == sprinting)
        free = {day.day for week in self.weeks if week.week.number in window for day in week.days}
        for day, was in zip(self.days, choice.days, strict=True):
            if day.day in free:
                continue
            for stimulus, literal in day.kinds.items():
                model.add(literal == (was.sprint == stimulus))
            for part, literal in day.parts.items():
                model.add(literal == (part in was.parts))
            for run, gym, option in zip(day.run, day.gym, day.frame.options, strict=False):
                model.add(run == (option == was.run))
                model.add(gym == (option == was.gym))


def model_all(
    frames: Sequence[Frame], facilities: Sequence[Facility], guards: Guards
) -> list[Part]:
    """The athletes together, with the places that they share."""
    parts = [Part.of(frame, guards, facilities) for frame in frames]
    share_places(parts, facilities, guards, {})
    return parts


def share_places(
    parts: Sequence[Part],
    facilities: Sequence[Facility],
    guards: Guards,
    taken: dict[Place, int],
) -> None:
    """No slot takes more athletes than the facility has places, those that are taken among them."""
    model = guards.model
    visits: dict[Place, list[Any]] = {}
    for part in parts:
        for day in part.days:
            for run, gym, option in zip(day.run, day.gym, day.frame.options, strict=False):
                here = run
                if option.offers & {"heavy-lift"} and len(option.offers) > 1:
                    here = model.new_bool_var("here")
                    model.add_max_equality(here, [run, gym])
                elif option.offers & {"heavy-lift"}:
                    here = gym
                visits.setdefault((option.facility, option.slot, day.day), []).append(here)
    for place, here in visits.items():
        facility = facilities[place[0]]
        free = facility.capacity - taken.get(place, 0)
        if len(here) > free:
            guards.holds_if(sum(here) <= free, capacity_wish(facility))


def solve(
    frames: Sequence[Frame],
    facilities: Sequence[Facility],
    progress: Callable[[float], None],
) -> list[Choice] | None:
    """What is chosen for each athlete, in the order of the frames.

    Parameters
    ----------
    frames : sequence of Frame
    facilities : sequence of Facility
    progress : callable
        Told how much is done, 0 to 1.

    Returns
    -------
    list of Choice, or None
        ``None`` where not all wishes can hold.

    Raises
    ------
    PlanError
        If it could not be found out in the work that is allowed.
    """
    choices = _together(frames, facilities)
    if choices is None:
        return None
    taken = sum((one.taken for one in choices), Counter[Place]())
    for i, frame in enumerate(frames):
        for window in windows_of(len(frame.weeks)):
            progress((i + 1.0) / (len(frames) + 1.0))
            taken -= choices[i].taken
            choices[i] = _improved(frame, window, facilities, taken, choices[i])
            taken += choices[i].taken
    progress(1.0)
    return choices


def windows_of(weeks: int) -> list[range]:
    """Weeks that are improved together, one window after the other."""
    last = max(weeks - WINDOW_WEEKS, 0)
    starts = [*range(0, last, WINDOW_WEEKS), last]
    return [range(start, min(start + WINDOW_WEEKS, weeks)) for start in starts]


def _together(frames: Sequence[Frame], facilities: Sequence[Facility]) -> list[Choice] | None:
    """Any plan in which all wishes hold."""
    from ortools.sat.python import cp_model  # noqa: PLC0415  (takes a second)

    model = cp_model.CpModel()
    parts = model_all(frames, facilities, Guards(model))
    solver = solver_with(WORK_TOGETHER)
    return [part.chosen(solver) for part in parts] if holds(solver, model) else None


def _improved(
    frame: Frame,
    window: range,
    facilities: Sequence[Facility],
    taken: Counter[Place],
    known: Choice,
) -> Choice:
    """The best of some weeks of one athlete, while all else stays as it is."""
    from ortools.sat.python import cp_model  # noqa: PLC0415  (takes a second)

    model = cp_model.CpModel()
    guards = Guards(model)
    part = Part.of(frame, guards, facilities)
    share_places([part], facilities, guards, taken)
    part.keep(known, model, window)
    model.minimize(sum(cost(frame, part.weeks[: window.stop], model)))
    solver = solver_with(WORK_PER_WINDOW)
    # What is known holds: only the work can have run out before anything as good was found.
    return part.chosen(solver) if outcome(solver, model) in FOUND else known


def solver_with(work: float) -> Any:
    """A solver that does the same each time, and stops after so much work."""
    from ortools.sat.python import cp_model  # noqa: PLC0415  (takes a second)

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    # The sums of a plan leave little room: its linear relaxation is nearly the plan itself.
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = work
    return solver


def outcome(solver: Any, model: Any) -> str:
    """What the solver found: ``"OPTIMAL"``, ``"FEASIBLE"``, ``"INFEASIBLE"`` or ``"UNKNOWN"``."""
    return str(solver.status_name(solver.solve(model)))


def holds(solver: Any, model: Any) -> bool:
    """Whether all can hold together.

    Raises
    ------
    PlanError
        If the work that is allowed did not suffice to say.
    """
    status = outcome(solver, model)
    if status not in {*FOUND, "INFEASIBLE"}:
        raise PlanError(
            f"Whether these wishes can hold together was not found out ({status.lower()}). Plan "
            "fewer weeks or fewer athletes at once, or loosen a wish.",
            code="plan-too-hard",
        )
    return status in FOUND


def _chosen(day: DayVars, solver: Any) -> DayChoice:
    def true(literal: Any) -> bool:
        return bool(solver.boolean_value(literal))

    options = day.frame.options
    return DayChoice(
        day.day,
        next((one for one, literal in day.kinds.items() if true(literal)), None),
        frozenset(part for part, literal in day.parts.items() if true(literal)),
        next((o for o, run in zip(options, day.run, strict=False) if true(run)), None),
        next((o for o, gym in zip(options, day.gym, strict=False) if true(gym)), None),
    )
