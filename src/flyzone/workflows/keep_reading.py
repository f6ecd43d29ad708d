"""From what a device's file gave to sessions that can be kept.

A file of gates or a clip holds times; a watch holds a whole run.  What no file says (which athlete,
what the session asked of the body, and often the day) is asked for and never guessed.  Ids are made
from the content, so that the same file kept twice changes nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from flyzone.errors import InputError
from flyzone.model import (
    Activity,
    Measurement,
    Notice,
    Reading,
    Rep,
    Session,
    Splits,
    Stimulus,
    ZoneTime,
)
from flyzone.model.reading import ROUNDING_ONLY
from flyzone.storage import rep_id_of, session_id_of


def sessions_of_reading(
    reading: Reading,
    athlete_id: str,
    name: str,
    *,
    stimulus: Stimulus | None = None,
    at: datetime | None = None,
) -> tuple[tuple[Session, ...], tuple[Notice, ...]]:
    """The sessions of one athlete that a file holds.

    Parameters
    ----------
    reading : Reading
    athlete_id : str
        Whose sessions they become.
    name : str
        His name: rows of a file that names somebody else are left out.
    stimulus : Stimulus, optional
        What the session asked of the body; needed for a watch's run, otherwise told by the times.
    at : datetime, optional
        When it began, where the file does not say.

    Returns
    -------
    sessions : tuple of Session
    notices : tuple of Notice
        What was left out.

    Raises
    ------
    InputError
        If the file holds nothing of his to keep, or something that must be told was not.
    """
    zones = [one for one in reading.zones if is_his(one.athlete, name)]
    splits = [one for one in reading.splits if is_his(one.athlete, name)]
    others = len(reading.zones) + len(reading.splits) - len(zones) - len(splits)
    sessions = [
        *_timed(zones, splits, athlete_id, stimulus, at, reading.dialect),
        *(_run(one, athlete_id, stimulus, at, reading.dialect) for one in reading.activities),
    ]
    if not sessions:
        raise InputError(
            f"This {reading.dialect} file holds no zone times, splits or runs of {name}"
            f"{f' ({others} of others)' if others else ''}. Only those can be kept; `flyzone profile` "
            "reads traces.",
            code="keep-nothing",
        )
    notices: tuple[Notice, ...] = ()
    if others:
        notices = (
            Notice(
                "keep-others", f"{others} time{'s' * (others != 1)} of others than {name} left out."
            ),
        )
    return tuple(sessions), notices


def how_timed(time: Measurement) -> tuple[str, float | None]:
    """How a time was taken, and its error where the file tells that.

    The last digit is the least part of a clock's error: taken for the whole of it, it would make a
    change of noise.
    """
    method = time.origin.removesuffix(ROUNDING_ONLY)[:80]
    return method, None if time.origin.endswith(ROUNDING_ONLY) else time.sd or None


def is_his(named: str | None, name: str) -> bool:
    """Whether a time is an athlete's: where the file names nobody, it is."""
    return named is None or named.casefold() == name.casefold()


def _timed(
    zones: Sequence[ZoneTime],
    splits: Sequence[Splits],
    athlete_id: str,
    stimulus: Stimulus | None,
    at: datetime | None,
    source: str,
) -> Iterator[Session]:
    """Zone times of one day are one session; sprints from standing are another."""
    days: dict[date, list[tuple[datetime, ZoneTime]]] = defaultdict(list)
    for zone in zones:
        moment = _moment_of(zone) or at
        if moment is None:
            raise _unknown_moment("zone times were")
        days[moment.date()].append((moment, zone))
    for group in days.values():
        # As they were run; rows of one moment stay as they are in the file.
        group.sort(key=lambda one: one[0].timestamp())
        start = group[0][0]
        session = session_id_of(athlete_id, start)
        reps = tuple(
            Rep(
                rep_id_of(session, number),
                number,
                zone.length_m,
                zone.time.value,
                how_timed(zone.time)[1],
                zone.from_m,
                method=how_timed(zone.time)[0],
                at=_moment_of(zone),
            )
            for number, (_, zone) in enumerate(group, start=1)
        )
        yield Session(session, athlete_id, start, stimulus or "max-velocity", reps, source=source)
    if splits:
        if at is None:
            raise _unknown_moment("sprints were")
        if days:
            raise InputError(
                "This file holds zone times and sprints from standing, which are two sessions, and "
                "says the day of one at most. Split it.",
                code="keep-two-kinds",
            )
        session = session_id_of(athlete_id, at)
        reps = tuple(
            Rep(
                rep_id_of(session, number),
                number,
                float(one.distances[-1]),
                float(one.times[-1]),
                _last_sd(one),
                0.0,
                method=one.origin[:80],
                wind_m_s=one.conditions.wind_m_s,
                wind_sd_m_s=one.conditions.wind_sd_m_s,
            )
            for number, one in enumerate(splits, start=1)
        )
        yield Session(session, athlete_id, at, stimulus or "acceleration", reps, source=source)


def _moment_of(zone: ZoneTime) -> datetime | None:
    """When a zone was run, where the file says so with an offset from UTC."""
    return zone.at if zone.at is not None and zone.at.utcoffset() is not None else None


def _run(
    activity: Activity,
    athlete_id: str,
    stimulus: Stimulus | None,
    at: datetime | None,
    source: str,
) -> Session:
    told = activity.started_at
    start = told if told is not None and told.utcoffset() is not None else at
    if start is None:
        raise _unknown_moment("activity was")
    if stimulus is None:
        raise InputError(
            "A watch knows how far and how fast, not what a run asked of the body. Say it with "
            "--stimulus: easy-run, long-run, interval-run, tempo, match, race ...",
            code="keep-stimulus",
        )
    ends = [float(trace.times[-1]) for trace in activity.traces] + [
        lap.start_s + lap.time_s for lap in activity.laps
    ]
    distances = [
        float(t.positions[-1] - t.positions[0]) for t in activity.traces if t.positions is not None
    ]
    laps = [lap.distance_m for lap in activity.laps if lap.distance_m is not None]
    return Session(
        session_id_of(athlete_id, start),
        athlete_id,
        start,
        stimulus,
        duration_s=max(ends) if ends else None,
        distance_m=sum(distances) if distances else (sum(laps) if laps else None),
        source=source,
    )


def _last_sd(splits: Splits) -> float | None:
    if splits.covariance is None:
        return None
    return math.sqrt(splits.covariance[-1, -1])


def _unknown_moment(what: str) -> InputError:
    return InputError(
        f"The file does not say when its {what} run, with its time zone. Add --at, such as --at "
        "2026-05-01T17:30.",
        code="keep-moment",
    )
