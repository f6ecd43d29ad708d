"""What is planned: an entry in a calendar, and a workout that a watch leads through."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from flyzone.errors import InputError

StepKind = Literal["time", "distance", "open"]
"""What ends a step: a time, a distance, or the athlete's button."""

Intensity = Literal["warmup", "active", "rest", "cooldown"]


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """An entry in a calendar.

    Attributes
    ----------
    uid : str
        The same for the same entry, however often it is written: by it a calendar replaces an older
        version.
    start, end : datetime
        With their time zones; the end comes later.
    summary : str
        The title.
    description, location : str
        May have several lines.

    Raises
    ------
    InputError
        If the uid is empty or has a line break, a time has no zone, the end is not after the
        start, or a text has control characters.
    """

    uid: str
    start: datetime
    end: datetime
    summary: str
    description: str = ""
    location: str = ""

    def __post_init__(self) -> None:
        if not self.uid.strip() or not self.uid.isprintable():
            raise InputError(
                f"A planned event needs a uid of one line, got {self.uid!r}. Give it a UUID.",
                code="planned-uid",
            )
        for text in (self.summary, self.description, self.location):
            _plain(text)
        for name, moment in (("start", self.start), ("end", self.end)):
            if moment.utcoffset() is None:
                raise InputError(
                    f"The {name} of a planned event needs its time zone, got {moment.isoformat()}. "
                    "Attach the zone of the place where it happens.",
                    code="planned-zone",
                )
        # Two times of one zone compare by their clocks, which a night of summer's end shows twice.
        if self.end.timestamp() <= self.start.timestamp():
            raise InputError(
                f"A planned event must end after it starts, got {self.start.isoformat()} to "
                f"{self.end.isoformat()}.",
                code="planned-order",
            )


@dataclass(frozen=True, slots=True)
class WorkoutStep:
    """One step of a workout.

    Attributes
    ----------
    kind : {"time", "distance", "open"}
    value : float or None, s or m
        Above zero; ``None`` for an open step.
    intensity : {"warmup", "active", "rest", "cooldown"}
    notes : str
        What the athlete reads.

    Raises
    ------
    InputError
        If a word is not known, the value does not go with the kind, or the notes have control
        characters.
    """

    kind: StepKind
    value: float | None
    intensity: Intensity
    notes: str = ""

    def __post_init__(self) -> None:
        _plain(self.notes)
        for word, known in ((self.kind, StepKind), (self.intensity, Intensity)):
            if word not in get_args(known):
                raise InputError(
                    f"A workout step is one of {', '.join(get_args(known))}, got {word!r}.",
                    code="workout-step",
                )
        if self.kind == "open":
            if self.value is not None:
                raise InputError(
                    f"An open step has no value, got {self.value}. Leave it out.",
                    code="workout-step",
                )
        elif self.value is None or not (math.isfinite(self.value) and self.value > 0.0):
            raise InputError(
                f"A step that ends by {self.kind} needs a value above zero, got {self.value}. "
                "Make it an open step if only the athlete ends it.",
                code="workout-step",
            )


@dataclass(frozen=True, slots=True)
class Workout:
    """Steps in their order, under a name.

    Raises
    ------
    InputError
        If the name is empty or has control characters, or there is no step.
    """

    name: str
    steps: tuple[WorkoutStep, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", tuple(self.steps))
        _plain(self.name)
        if not self.name.strip() or not self.steps:
            raise InputError(
                f"A workout needs a name and at least one step, got {self.name!r} and "
                f"{len(self.steps)} steps.",
                code="workout-empty",
            )


def _plain(text: str) -> None:
    # Half letters (surrogates) cannot be written anywhere, control characters not into calendars.
    wrong = [c for c in text if (c < " " and c not in "\n\t") or "\x7f" <= c <= "\x9f" or _half(c)]
    if wrong:
        raise InputError(
            f"A text of a plan has letters, line feeds and tabs only, got {wrong[0]!r}. Remove it.",
            code="planned-text",
        )


def _half(letter: str) -> bool:
    return "\ud800" <= letter <= "\udfff"
