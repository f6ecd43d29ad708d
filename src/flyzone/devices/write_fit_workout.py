"""A workout as a FIT file, for a watch that leads through it step by step.

Steps of a time count in milliseconds and steps of a distance in centimetres, as FIT does; the watch
goes on by itself at the end of one and waits for the button at an open step.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from flyzone.errors import InputError
from flyzone.files import check_target, written_whole
from flyzone.model.planned import Workout, WorkoutStep

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_LONGEST_NAME = 48
"""Bytes; watches show less."""

_LONGEST_NOTES = 240
_SMALLEST = {"time": 0.001, "distance": 0.01}
_LARGEST = {"time": 4_000_000.0, "distance": 40_000_000.0}


def write_fit_workout(
    workout: Workout, path: str | os.PathLike[str], *, created_at: datetime
) -> None:
    """Writes a workout as FIT.

    Parameters
    ----------
    workout : Workout
    path : path
        Ends in ``.fit``.
    created_at : datetime
        With its time zone; watches tell versions of a workout apart by it.

    Raises
    ------
    InputError
        If a text is too long for FIT, a step too small or large for it, or the time has no zone or cannot be.
    OutputError
        If the file cannot be written; an older one is untouched then.
    """
    target = Path(path)
    check_target(target, (".fit",), what="workout")
    if created_at.utcoffset() is None or not _FIRST_YEAR <= created_at.year <= _LAST_YEAR:
        raise InputError(
            f"A workout needs the time of its making, from {_FIRST_YEAR} to {_LAST_YEAR} and with a "
            f"time zone, got {created_at}.",
            code="workout-made",
        )
    data = _encoded(workout, created_at)
    with written_whole(target, what="workout") as temporary:
        temporary.write_bytes(data)


def _encoded(workout: Workout, created_at: datetime) -> bytes:
    # The profile is large; the command line starts without it.
    from fit_tool.fit_file_builder import (  # noqa: PLC0415
        FitFileBuilder,
    )
    from fit_tool.profile import profile_type as fit  # noqa: PLC0415
    from fit_tool.profile.messages import (  # noqa: PLC0415
        file_id_message,
        workout_message,
        workout_step_message,
    )

    head = file_id_message.FileIdMessage()
    head.type = fit.FileType.WORKOUT
    head.manufacturer = fit.Manufacturer.DEVELOPMENT.value
    head.product = 0
    head.serial_number = 1
    head.time_created = round(created_at.timestamp() * 1000.0)
    title = workout_message.WorkoutMessage()
    title.workout_name = _fitting(workout.name, _LONGEST_NAME, "name")
    title.sport = fit.Sport.RUNNING
    title.num_valid_steps = len(workout.steps)
    builder = FitFileBuilder(auto_define=True)
    builder.add_all([head, title])
    for index, step in enumerate(workout.steps):
        message = workout_step_message.WorkoutStepMessage()
        message.message_index = index
        message.intensity = fit.Intensity[step.intensity.upper()]
        message.target_type = fit.WorkoutStepTarget.OPEN
        message.duration_type = fit.WorkoutStepDuration[step.kind.upper()]
        if step.value is not None:
            setattr(message, f"duration_{step.kind}", _within_fit(step))
        if step.notes:
            message.notes = _fitting(step.notes, _LONGEST_NOTES, "notes")
        builder.add(message)
    return bytes(builder.build_bytes())


def _within_fit(step: WorkoutStep) -> float:
    value, largest = step.value or 0.0, _LARGEST[step.kind]
    unit = "s" if step.kind == "time" else "m"
    if not _SMALLEST[step.kind] <= value <= largest:
        raise InputError(
            f"A step of a FIT workout has {_SMALLEST[step.kind]:g} to {largest:g} {unit}, got "
            f"{value:g}. Change its {step.kind}.",
            code="workout-step",
        )
    return value


def _fitting(text: str, longest: int, what: str) -> str:
    size = len(text.encode("utf-8"))
    if size > longest:
        raise InputError(
            f"The {what} of a FIT workout may have up to {longest} bytes, got {size}. Shorten it.",
            code="workout-text",
        )
    return text
