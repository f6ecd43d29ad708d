"""What was done: a rep, and the session that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from flyzone.errors import InputError
from flyzone.model.athlete import Place
from flyzone.model.limits import (
    aware,
    identifier,
    identifier_or_none,
    note,
    one_of,
    whole,
    within,
    within_or_none,
)

Stimulus = Literal[
    "acceleration", "max-velocity", "sprint-endurance", "speed-endurance", "resisted", "assisted",
    "hill", "plyometrics", "heavy-lift", "race", "match", "tempo", "interval-run", "long-run",
    "easy-run", "skills",
]  # fmt: skip
"""What a session mainly asks of the body."""

MAXIMAL: frozenset[Stimulus] = frozenset(
    {"acceleration", "max-velocity", "sprint-endurance", "resisted", "assisted", "hill", "race",
     "match"}
)  # fmt: skip
"""Stimuli that are sprinted at full effort: between them lie the 48 hours.  Speed endurance and hard
runs tire, but are not run at full speed; jumps and heavy lifts have their own recovery."""

Ending = Literal["planned", "guard", "pain", "athlete", "coach", "weather"]
"""What ended a session."""

FASTEST_M_S = 12.6
"""No human mean speed over any stretch of a run is above this (top speed 12.34 m/s, Berlin 2009)."""
SLOWEST_M_S = 0.3
_CODE = "rep"


@dataclass(frozen=True, slots=True)
class Rep:
    """One run of a session; ``None`` is not known.

    Attributes
    ----------
    id : str
        A UUID.
    number : int
        From 1 in the order in which they were run.
    distance_m : float, m
        Of the zone that was timed.
    time_s : float or None, s
        Through the zone; ``None`` where nobody timed it.
    time_sd_s : float or None, s
        Standard deviation of the timing error alone, not of the athlete.
    run_in_m : float or None, m
        Run before the zone; 0 is a start at its first line.
    rest_before_s : float or None, s
        Since the end of the rep before.
    at : datetime or None
        When it was run.
    method : str or None
        How it was timed: ``"video"``, ``"gates"``, ``"hand"`` ...
    wind_m_s, wind_sd_m_s : float or None, m/s
        Along the run, a tailwind positive.
    heart_rate_bpm : float or None
        Just before it.
    ready : float or None
        How ready he felt before it, 0 to 10.
    pain : float or None
        Felt in it, 0 to 10; 0 says that there was none.
    pain_place : Place or None
    effort : float or None
        The share of full effort that was asked for, above 0 to 1; ``None`` is full effort.
    form : tuple of str
        Codes of what the clip showed of his form.
    exercise : str or None
        Key of the exercise catalogue.
    clip_id : str or None
        UUID of the stored clip that timed it.

    Raises
    ------
    InputError
        If a field cannot be what it says: a time of zero, or faster than any human.
    """

    id: str
    number: int
    distance_m: float
    time_s: float | None = None
    time_sd_s: float | None = None
    run_in_m: float | None = None
    rest_before_s: float | None = None
    at: datetime | None = None
    method: str | None = None
    wind_m_s: float | None = None
    wind_sd_m_s: float | None = None
    heart_rate_bpm: float | None = None
    ready: float | None = None
    pain: float | None = None
    pain_place: Place | None = None
    effort: float | None = None
    form: tuple[str, ...] = ()
    exercise: str | None = None
    clip_id: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "A rep", _CODE))
        object.__setattr__(self, "form", tuple(self.form))
        number = whole(self.number, 1, 1000, "The number of a rep", _CODE)
        object.__setattr__(self, "number", number)
        clip = identifier_or_none(self.clip_id, "The clip of a rep", _CODE)
        object.__setattr__(self, "clip_id", clip)
        distance = within(self.distance_m, 1.0, 50_000.0, "The distance of a rep", "m", _CODE)
        object.__setattr__(self, "distance_m", distance)
        for field, low, high, what, unit in _LIMITS:
            value = within_or_none(getattr(self, field), low, high, what, unit, _CODE)
            object.__setattr__(self, field, value)
        one_of(self.pain_place, get_args(Place), "The place of a pain", _CODE)
        if self.at is not None:
            aware(self.at, "The time at which a rep was run", _CODE)
        if self.time_s is not None:
            _possible(self.distance_m, self.time_s, self.number)

    @property
    def speed_m_s(self) -> float | None:
        """Mean speed through the zone, m/s."""
        return None if self.time_s is None else self.distance_m / self.time_s

    @property
    def maximal(self) -> bool:
        """Whether full effort was asked for."""
        return self.effort is None or self.effort >= 1.0


@dataclass(frozen=True, slots=True)
class Session:
    """One session of one athlete; ``None`` is not known.

    Attributes
    ----------
    id, athlete_id : str
        UUIDs.
    started_at : datetime
        With its offset from UTC: its date there is the athlete's day.
    stimulus : Stimulus
        What it was meant to be.
    reps : tuple of Rep
        In the order in which they were run.
    duration_s, distance_m : float or None
        Of the whole session: what other running is counted by.
    exertion : float or None
        How hard it was, 0 to 10.
    ended_by : Ending or None
    source : str
        Where the record comes from, such as ``"typed"`` or the name of a file.
    note : str

    Raises
    ------
    InputError
        If a field cannot be what it says, two reps have one number, or a rep lies before the session.
    """

    id: str
    athlete_id: str
    started_at: datetime
    stimulus: Stimulus
    reps: tuple[Rep, ...] = ()
    duration_s: float | None = None
    distance_m: float | None = None
    exertion: float | None = None
    ended_by: Ending | None = None
    source: str = "typed"
    note: str = ""

    def __post_init__(self) -> None:
        code = "session"
        object.__setattr__(self, "id", identifier(self.id, "A session", code))
        object.__setattr__(self, "athlete_id", identifier(self.athlete_id, "An athlete", code))
        aware(self.started_at, "The start of a session", code)
        one_of(self.stimulus, get_args(Stimulus), "The stimulus of a session", code)
        one_of(self.ended_by, get_args(Ending), "What ended a session", code)
        note(self.note, "The note on a session", code)
        object.__setattr__(self, "reps", _in_order(self.reps, self.started_at))
        for field, low, high, what, unit in (
            ("duration_s", 1.0, 172_800.0, "The duration of a session", "s"),
            ("distance_m", 0.0, 500_000.0, "The distance of a session", "m"),
            ("exertion", 0.0, 10.0, "The exertion", "0 to 10"),
        ):
            value = within_or_none(getattr(self, field), low, high, what, unit, code)
            object.__setattr__(self, field, value)


_LIMITS = (
    ("time_s", 0.0, 86_400.0, "The time of a rep", "s"),
    ("time_sd_s", 0.0, 60.0, "The standard deviation of a time", "s"),
    ("run_in_m", 0.0, 1000.0, "The run-in", "m"),
    ("rest_before_s", 0.0, 86_400.0, "The rest before a rep", "s"),
    ("wind_m_s", -40.0, 40.0, "The wind", "m/s, a tailwind positive"),
    ("wind_sd_m_s", 0.0, 40.0, "The standard deviation of the wind", "m/s"),
    ("heart_rate_bpm", 20.0, 250.0, "The heart rate", "beats a minute"),
    ("ready", 0.0, 10.0, "The readiness", "0 to 10"),
    ("pain", 0.0, 10.0, "The pain", "0 to 10"),
    ("effort", 0.01, 1.0, "The effort", "share of full effort"),
)


def _possible(distance: float, time: float, number: int) -> None:
    if time <= 0.0 or distance / time > FASTEST_M_S:
        least = distance / FASTEST_M_S
        raise InputError(
            f"Rep {number}: {distance:g} m in {time:g} s is faster than any human (at least "
            f"{least:.2f} s). Check the time, its unit and the length of the zone.",
            code="rep-too-fast",
        )
    if distance / time < SLOWEST_M_S:
        raise InputError(
            f"Rep {number}: {distance:g} m in {time:g} s is slower than a crawl. Check the time and "
            "its unit: seconds are expected.",
            code="rep-too-slow",
        )


def _in_order(reps: Sequence[Rep], started_at: datetime) -> tuple[Rep, ...]:
    ordered = tuple(sorted(reps, key=lambda rep: rep.number))
    numbers = [rep.number for rep in ordered]
    if len(set(numbers)) != len(numbers):
        raise InputError(
            f"Each rep of a session needs a number of its own, got {', '.join(map(str, numbers))}. "
            "Number them in the order in which they were run.",
            code="session-reps",
        )
    for rep in ordered:
        if rep.at is not None and rep.at.timestamp() < started_at.timestamp():
            raise InputError(
                f"Rep {rep.number} was run at {rep.at.isoformat()}, before its session began at "
                f"{started_at.isoformat()}. Check both times and their zones.",
                code="rep-before-session",
            )
    return ordered
