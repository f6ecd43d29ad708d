"""What is planned: doses make a session, sessions a day, days a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from flyzone.errors import InputError
from flyzone.model.limits import aware, identifier, one_of, whole, within_or_none
from flyzone.model.reason import Reason
from flyzone.model.rep import Stimulus

_CODE = "plan"


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of one exercise; ``None`` does not apply to it.

    Attributes
    ----------
    exercise : str
        Key of the exercise catalogue.
    sets, reps : int
    distance_m, run_in_m, run_out_m : float or None, m
        Of each rep: what is timed or run hard, what is run before it, and what must be clear behind.
    duration_s : float or None, s
        Of each rep.
    rest_s : float or None, s
        Between reps.
    set_rest_s : float or None, s
        Between sets.
    load : str
        In words, such as ``"5 to 10 % of body mass"``; empty for none.
    effort : float or None
        Share of full effort.
    """

    exercise: str
    sets: int = 1
    reps: int = 1
    distance_m: float | None = None
    run_in_m: float | None = None
    run_out_m: float | None = None
    duration_s: float | None = None
    rest_s: float | None = None
    set_rest_s: float | None = None
    load: str = ""
    effort: float | None = None

    def __post_init__(self) -> None:
        for field, most in (("sets", 20), ("reps", 100)):
            count = whole(getattr(self, field), 1, most, f"The {field} of a dose", _CODE)
            object.__setattr__(self, field, count)
        for field, low, high, unit in (
            ("distance_m", 1.0, 50_000.0, "m"),
            ("run_in_m", 0.0, 100.0, "m"),
            ("run_out_m", 0.0, 200.0, "m"),
            ("duration_s", 1.0, 14_400.0, "s"),
            ("rest_s", 0.0, 3600.0, "s"),
            ("set_rest_s", 0.0, 3600.0, "s"),
            ("effort", 0.01, 1.05, "share of full effort"),
        ):
            value = within_or_none(
                getattr(self, field), low, high, f"The {field[:-2]} of a dose", unit, _CODE
            )
            object.__setattr__(self, field, value)


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session of a plan.

    Attributes
    ----------
    id, athlete_id : str
        UUIDs.
    day : date
        In the athlete's own time zone.
    stimulus : Stimulus
    doses : tuple of Dose
    starts : time or None
        On the clock of the place.
    duration_s : float or None, s
    facility : str or None
        Where, as the coach named it.
    fixed : bool
        Not chosen by the planner: a race, a match, the athlete's other training.
    reasons : tuple of Reason
        Why this, and why on this day.
    """

    id: str
    athlete_id: str
    day: date
    stimulus: Stimulus
    doses: tuple[Dose, ...] = ()
    starts: time | None = None
    duration_s: float | None = None
    facility: str | None = None
    fixed: bool = False
    reasons: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "A planned session", _CODE))
        object.__setattr__(self, "athlete_id", identifier(self.athlete_id, "An athlete", _CODE))
        one_of(self.stimulus, Stimulus.__args__, "The stimulus of a session", _CODE)  # type: ignore[attr-defined]
        value = within_or_none(
            self.duration_s, 60.0, 86_400.0, "The duration of a session", "s", _CODE
        )
        object.__setattr__(self, "duration_s", value)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One athlete's day: what to do, or why to rest.

    Attributes
    ----------
    athlete_id : str
        A UUID.
    day : date
    sessions : tuple of PlannedSession
        Empty on a day of rest.
    reasons : tuple of Reason
        Why the day is as it is.

    Raises
    ------
    InputError
        If a session is another athlete's, or on another day.
    """

    athlete_id: str
    day: date
    sessions: tuple[PlannedSession, ...] = ()
    reasons: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "athlete_id", identifier(self.athlete_id, "An athlete", _CODE))
        for session in self.sessions:
            if (session.athlete_id, session.day) != (self.athlete_id, self.day):
                raise InputError(
                    f"The day of {self.athlete_id} on {self.day} holds his sessions, got one of "
                    f"{session.athlete_id} on {session.day}. Put it into the day that it belongs to.",
                    code=_CODE,
                )


@dataclass(frozen=True, slots=True)
class Plan:
    """Days of one athlete or of a squad.

    Attributes
    ----------
    id : str
        A UUID.
    made_at : datetime
        With its offset.
    days : tuple of PlannedDay
        Sorted by day, then athlete; each pair once.
    notes : tuple of Reason
        What holds for the plan as a whole: wishes that had to give way, what is not known.

    Raises
    ------
    InputError
        If a field cannot be what it says, or an athlete's day stands twice.
    """

    id: str
    made_at: datetime
    days: tuple[PlannedDay, ...]
    notes: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "A plan", _CODE))
        aware(self.made_at, "The time at which a plan was made", _CODE)
        days = tuple(sorted(self.days, key=lambda day: (day.day, day.athlete_id)))
        pairs = {(day.day, day.athlete_id) for day in days}
        if len(pairs) != len(days):
            raise InputError(
                f"A plan has each day of an athlete once, got {len(days)} days of which "
                f"{len(pairs)} differ. Put both sessions into one day.",
                code=_CODE,
            )
        object.__setattr__(self, "days", days)

    def of(self, athlete_id: str) -> tuple[PlannedDay, ...]:
        """The days of one athlete."""
        return tuple(day for day in self.days if day.athlete_id == athlete_id)
