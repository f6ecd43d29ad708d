"""The sprints that a file holds, whatever device or program it came from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from flyzone.devices.detect import read_file
from flyzone.devices.format import ReadOptions
from flyzone.errors import InputError
from flyzone.model import Body, Cloud, Notice, Reading, Sprint, Trace
from flyzone.science.in_situ import cloud_of
from flyzone.wire.timed import RunDocument, TimeDocument

TIMED_CLIP = "timed clip"
_LARGEST_DOCUMENT = 64_000_000


@dataclass(frozen=True, slots=True)
class SprintsOfFile:
    """What a file gave for profiles.

    Attributes
    ----------
    sprints : tuple of Splits, Trace or Cloud
    notices : tuple of Notice
        Of the file as a whole: its dialect's known limits, rows left out.
    bodies : mapping of str to Body
        Of the athletes whose mass and height the file states.
    """

    sprints: tuple[Sprint, ...]
    notices: tuple[Notice, ...] = ()
    bodies: Mapping[str, Body] = field(default_factory=dict)


def sprints_of_file(
    path: str | PathLike[str],
    options: ReadOptions | None = None,
    dialect: str | None = None,
    *,
    in_situ: bool = False,
) -> SprintsOfFile:
    """Read the sprints of a file: split times, traces, a watch's activity, or a timed clip.

    Parameters
    ----------
    path : path
        Any file that `flyzone.devices` recognises, or the document of ``flyzone time --json``.
    options : ReadOptions, optional
        What the file does not say itself.
    dialect : str, optional
        Its format, where that must be told.
    in_situ : bool
        Take all traces of an athlete as one cloud of many sprints.

    Raises
    ------
    InputError
        If the file cannot be read, or holds nothing to profile.
    """
    file = Path(path)
    if file.suffix.lower() == ".json":
        found = _timed(file)
    else:
        reading = read_file(file, options or ReadOptions(), dialect)
        sprints: tuple[Sprint, ...] = (*reading.splits, *reading.traces, *_from_watch(reading))
        if not sprints:
            raise _nothing(reading, file.name)
        notices = (*reading_notices(reading), *_not_profiled(reading))
        found = SprintsOfFile(sprints, notices, reading.bodies)
    return replace(found, sprints=_clouds(found.sprints)) if in_situ else found


def reading_notices(reading: Reading) -> tuple[Notice, ...]:
    """What a person must know of a reading: its notices, rows rejected and rows held."""
    notices = list(reading.notices)
    if reading.rejected:
        first = reading.rejected[0]
        notices.append(
            Notice(
                "rows-rejected",
                f"{len(reading.rejected)} rows could not be read and were left out; the first is "
                f"line {first.line}: {first.reason}. `flyzone import` lists them all.",
            )
        )
    if reading.held:
        first_held = reading.held[0]
        lines = ", ".join(str(line) for line in first_held.lines)
        notices.append(
            Notice(
                "rows-held",
                f"{len(reading.held)} groups of rows contradict each other and were not used; the "
                f"first are lines {lines}: {first_held.reason}. Correct the file.",
            )
        )
    return tuple(notices)


def _from_watch(reading: Reading) -> tuple[Trace, ...]:
    return tuple(trace for activity in reading.activities for trace in activity.traces)


def no_sprints_in(reading: Reading) -> str:
    """What a reading holds that is no sprint from a start, in words; empty where there is none."""
    parts = (
        ("zone times", reading.zones),
        ("trajectories", reading.trajectories),
        ("start lists", reading.start_lists),
        ("race results", reading.results),
        ("people", reading.people),
    )
    return " and ".join(f"{len(part)} {word}" for word, part in parts if part)


def _not_profiled(reading: Reading) -> tuple[Notice, ...]:
    others = no_sprints_in(reading)
    if not others:
        return ()
    message = f"The file also holds {others}, which are no sprints from a start: not profiled."
    return (Notice("not-profiled", message),)


def _nothing(reading: Reading, name: str) -> InputError:
    return InputError(
        f"A profile needs split times from a start or a trace of speed or distance; {name} "
        f"({reading.dialect}) holds {no_sprints_in(reading) or 'none that could be read'}. "
        "`flyzone import` shows what was read and why rows were left out.",
        code="profile-nothing",
    )


def _clouds(sprints: Sequence[Sprint]) -> tuple[Cloud, ...]:
    """One cloud for each athlete."""
    whose: dict[str | None, list[Trace]] = {}
    for sprint in sprints:
        if not isinstance(sprint, Trace):
            raise InputError(
                "An in-situ profile needs a cloud of samples (GPS, LPS), got split times. Leave "
                "the option out.",
                code="in-situ-splits",
            )
        whose.setdefault(sprint.athlete, []).append(sprint)
    return tuple(cloud_of(traces) for traces in whose.values())


def _timed(file: Path) -> SprintsOfFile:
    """The paths of a timed clip's runs, as traces of distance over time."""
    try:
        document = TimeDocument.model_validate(json.loads(_text_of(file)))
    except (ValidationError, ValueError, RecursionError) as error:
        raise InputError(
            f"{file.name} is not a document of `flyzone time --json` of this version. Expected "
            "that, or a device's file with another ending. Time the clip again.",
            code="timed-document",
        ) from error
    if not document.runs:
        raise InputError(
            f"No runner was timed in {file.name}, so there is no sprint to profile. Its warnings say "
            "why; film the run again.",
            code="profile-nothing",
        )
    runs = tuple(_run_trace(run, n) for n, run in enumerate(document.runs, 1))
    return SprintsOfFile(runs, tuple(Notice(n.code, n.message) for n in document.warnings))


def _text_of(file: Path) -> bytes:
    try:
        # A pipe or a device may never end.
        if file.exists() and not file.is_file():
            raise InputError(
                f"{file} is no ordinary file. Name a document of `flyzone time --json`.",
                code="file-unreadable",
            )
        with file.open("rb") as stream:
            text = stream.read(_LARGEST_DOCUMENT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            f"{str(file)!r} cannot be read: {reason}. Check its path and permissions.",
            code="file-unreadable",
        ) from error
    if len(text) > _LARGEST_DOCUMENT:
        raise InputError(
            f"{file.name} is larger than {_LARGEST_DOCUMENT // 1_000_000} MB; the document of "
            "`flyzone time --json` is not. Is it the right file?",
            code="timed-document",
        )
    return text


def _run_trace(run: RunDocument, number: int) -> Trace:
    path = np.array(run.path, dtype=np.float64).reshape(-1, 2)
    forward = 1.0 if len(path) < 2 or path[-1, 1] >= path[0, 1] else -1.0
    return Trace(
        path[:, 0],
        positions=forward * path[:, 1],
        origin=TIMED_CLIP,
        athlete=run.athlete,
        run=f"run {number}",
        # Marks and the runner's place across the lane stretch the whole path alike; the speed
        # through the zone carries that error, with a little noise of its own.
        scale_sd=min(run.speed_sd_m_s / run.speed_m_s, 0.5),
    )
