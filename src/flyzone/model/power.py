"""Jumps and lifts: what else of the big three was done, and how well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from flyzone.errors import InputError
from flyzone.model.checkin import Side
from flyzone.model.limits import aware, identifier, name, one_of, whole, within, within_or_none

JumpKind = Literal["countermovement", "squat", "drop", "hop", "pogo", "broad", "bound"]

_CODE = "jump"


@dataclass(frozen=True, slots=True)
class Jump:
    """One jump; ``None`` was not measured.

    Attributes
    ----------
    id, athlete_id : str
        UUIDs.
    at : datetime
        With its offset.
    kind : JumpKind
    height_m, distance_m, drop_m : float or None, m
        Rise of the centre of mass; for broad jumps and bounds, the distance; the box.
    contact_s : float or None, s
    sd : float or None
        Standard deviation of the measuring error of ``height_m`` (or of ``distance_m`` where there
        is no height), m.
    method : str or None
    readiness : bool
        Whether it was done to ask how ready he is, before a session.

    Raises
    ------
    InputError
        If a field cannot be what it says, or neither height nor distance is known.
    """

    id: str
    athlete_id: str
    at: datetime
    kind: JumpKind
    height_m: float | None = None
    distance_m: float | None = None
    drop_m: float | None = None
    contact_s: float | None = None
    sd: float | None = None
    method: str | None = None
    readiness: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "A jump", _CODE))
        object.__setattr__(self, "athlete_id", identifier(self.athlete_id, "An athlete", _CODE))
        aware(self.at, "A jump", _CODE)
        one_of(self.kind, get_args(JumpKind), "The kind of a jump", _CODE)
        for field, low, high, what, unit in (
            ("height_m", 0.01, 1.5, "The height of a jump", "m"),
            ("distance_m", 0.05, 40.0, "The distance of a jump", "m"),
            ("drop_m", 0.05, 1.5, "The height of the box", "m"),
            ("contact_s", 0.05, 2.0, "The contact time", "s"),
            ("sd", 0.0, 1.0, "The standard deviation of a jump", "m"),
        ):
            value = within_or_none(getattr(self, field), low, high, what, unit, _CODE)
            object.__setattr__(self, field, value)
        if self.height_m is None and self.distance_m is None:
            raise InputError(
                f"A {self.kind} jump came without height and distance. Give one of them, in metres.",
                code="jump-empty",
            )


@dataclass(frozen=True, slots=True)
class Lift:
    """One set of a lift.

    Attributes
    ----------
    id, athlete_id : str
        UUIDs.
    at : datetime
        With its offset.
    exercise : str
        Key of the exercise catalogue, or a name.
    load_kg : float, kg
        0 is the body alone.
    reps : int
    side : {"left", "right", "both"} or None

    Raises
    ------
    InputError
        If a field cannot be what it says.
    """

    id: str
    athlete_id: str
    at: datetime
    exercise: str
    load_kg: float
    reps: int
    side: Side | None = None

    def __post_init__(self) -> None:
        code = "lift"
        object.__setattr__(self, "id", identifier(self.id, "A lift", code))
        object.__setattr__(self, "athlete_id", identifier(self.athlete_id, "An athlete", code))
        aware(self.at, "A lift", code)
        object.__setattr__(self, "exercise", name(self.exercise, "A lift", code))
        one_of(self.side, get_args(Side), "The side of a lift", code)
        object.__setattr__(
            self, "load_kg", within(self.load_kg, 0.0, 600.0, "The load of a lift", "kg", code)
        )
        object.__setattr__(self, "reps", whole(self.reps, 1, 200, "The reps of a lift", code))
