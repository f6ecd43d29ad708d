"""What a file from a device gave: what was read, what could not be, and what a person must decide.

Nothing of a file vanishes.  Each row is in a result, in ``rejected`` with its line and the reason,
or in ``held`` because two rows say different things about one moment and only a person can tell
which is right.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from flyzone.errors import InputError
from flyzone.model.arrays import Floats, HoldsArrays, fixed, increasing, number
from flyzone.model.conditions import Body
from flyzone.model.measurement import Measurement
from flyzone.model.splits import Splits
from flyzone.model.timed import Notice
from flyzone.model.trace import Trace


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that could not be read; the rest went on.

    Attributes
    ----------
    line : int
        1-based, as an editor counts; 0 where the file has no lines (then ``text`` names the place).
    text : str
        The row as it stands there, cut where it is long.
    reason : str
    """

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class HeldRows:
    """Rows that contradict each other and wait for a person.

    Attributes
    ----------
    lines : tuple of int
        1-based lines of the rows.
    texts : tuple of str
    reason : str
    """

    lines: tuple[int, ...]
    texts: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ZoneTime:
    """The time through one zone that does not begin at the start: a fly time.

    Attributes
    ----------
    from_m, to_m : float or None, m
        ``None`` where the file names a length only (then ``length_m`` holds).
    length_m : float, m
    time : Measurement, s
    athlete, run : str or None
    at : datetime or None

    Raises
    ------
    InputError
        If the zone has no length, its ends contradict that, or the time is none.
    """

    length_m: float
    time: Measurement
    from_m: float | None = None
    to_m: float | None = None
    athlete: str | None = None
    run: str | None = None
    at: datetime | None = None

    def __post_init__(self) -> None:
        length = number(self.length_m, "The length of a zone", "zone-length")
        if length <= 0.0:
            raise InputError(
                f"A zone must be longer than nothing, got {length:g} m. Give its length in metres.",
                code="zone-length",
            )
        if (self.from_m is None) != (self.to_m is None) or (
            self.from_m is not None
            and self.to_m is not None
            and not math.isclose(self.to_m - self.from_m, length, abs_tol=1e-6)
        ):
            raise InputError(
                f"A zone of {length:g} m from {self.from_m} to {self.to_m} m contradicts itself. Give "
                "both ends, as far apart as it is long, or neither.",
                code="zone-length",
            )
        if self.time.unit != "s" or self.time.value <= 0.0:
            raise InputError(
                f"A zone takes a time above 0 s, got {self.time.value:g} {self.time.unit}. Leave the "
                "row out.",
                code="zone-time",
            )
        object.__setattr__(self, "length_m", length)


@dataclass(frozen=True, slots=True)
class Person:
    """Who stands in a people file or a start list."""

    number: str
    last_name: str
    first_name: str
    affiliation: str = ""
    lane: str = ""


@dataclass(frozen=True, slots=True)
class StartList:
    """One heat of a meet, before it is run.

    ``distance_m`` is ``None`` where the file does not say.
    """

    event: str
    round: str
    heat: str
    name: str
    entries: tuple[Person, ...]
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class RaceTime:
    """One athlete's result of a heat.

    Attributes
    ----------
    place : str
        As written: a number, or DNF, DNS, DQ, FS.
    person : Person
    time_s : float or None, s
    time_digits : int
        Decimals with which the time is written: the finest step it can tell is ``10 ** -digits``.
    reaction_s : float or None, s
    splits_s : tuple of float, s
        Cumulative.
    """

    place: str
    person: Person
    time_s: float | None
    time_digits: int = 0
    reaction_s: float | None = None
    splits_s: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class RaceResult:
    """One heat of a meet, after it was run; ``None`` is not in the file."""

    event: str
    round: str
    heat: str
    name: str
    times: tuple[RaceTime, ...]
    wind_m_s: float | None = None
    distance_m: float | None = None
    started_at: str | None = None


@dataclass(frozen=True, slots=True)
class Lap:
    """One lap of an activity; ``None`` is not in the file.  Seconds since the activity began."""

    start_s: float
    time_s: float
    distance_m: float | None = None
    mean_speed_m_s: float | None = None
    top_speed_m_s: float | None = None
    mean_heart_rate: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Channel(HoldsArrays):
    """A further quantity of an activity, sample by sample.

    Attributes
    ----------
    times, values : ndarray, shape (n,)
        s since the activity began; ``unit``.
    unit : str
        As the file writes it; empty where it does not.
    """

    times: Floats
    values: Floats
    unit: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "times", fixed(self.times, "Channel times"))
        object.__setattr__(self, "values", fixed(self.values, "Channel values"))
        if len(self.times) != len(self.values):
            raise InputError(
                f"Each sample needs its time, got {len(self.values)} values and "
                f"{len(self.times)} times. Check for missing samples.",
                code="channel-length",
            )


@dataclass(frozen=True, slots=True, eq=False)
class Activity(HoldsArrays):
    """A recording of a watch or a positioning system.

    Attributes
    ----------
    sport : str or None
        As the file names it.
    started_at : datetime or None
        With its time zone.
    traces : tuple of Trace
        Speed and distance along the path, one for each stretch without a pause.
    laps : tuple of Lap
    channels : mapping of str to Channel
        Heart rate, cadence, developer fields ..., by name.
    """

    sport: str | None
    started_at: datetime | None
    traces: tuple[Trace, ...]
    laps: tuple[Lap, ...] = ()
    channels: Mapping[str, Channel] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "channels", MappingProxyType(dict(self.channels)))


@dataclass(frozen=True, slots=True, eq=False)
class Trajectory(HoldsArrays):
    """The path of a tracked point in a picture.

    Attributes
    ----------
    name : str
    times : ndarray, shape (n,), s
    x, y : ndarray, shape (n,)
    unit : str
        ``"m"``, ``"px"``, or ``"unknown"`` where the file does not say.
    """

    name: str
    times: Floats
    x: Floats
    y: Floats
    unit: str = "unknown"

    def __post_init__(self) -> None:
        for name in ("times", "x", "y"):
            object.__setattr__(self, name, fixed(getattr(self, name), f"Trajectory {name}"))
        if not len(self.times) == len(self.x) == len(self.y):
            raise InputError(
                f"Each point needs time, x and y, got {len(self.times)}, {len(self.x)} and "
                f"{len(self.y)}. Check for missing points.",
                code="trajectory-length",
            )
        increasing(self.times, "Trajectory times")


@dataclass(frozen=True, slots=True, eq=False)
class Reading(HoldsArrays):
    """Everything that one file gave.

    Attributes
    ----------
    dialect : str
        Stable name of the format that was recognised, such as ``"stalker-ats"``.
    evidence : str
        What in the file told so, for the reader to check.
    splits, traces, zones, activities, trajectories, start_lists, results, people : tuple
        What was read.
    bodies : mapping of str to Body
        Mass and height of athletes, by name, where the file states both with their units; ``""`` is
        the athlete of a file without names.
    rejected : tuple of RejectedRow
    held : tuple of HeldRows
    notices : tuple of Notice
        What the reader should know: assumptions stated by the file, precision, known bias.
    """

    dialect: str
    evidence: str
    splits: tuple[Splits, ...] = ()
    traces: tuple[Trace, ...] = ()
    zones: tuple[ZoneTime, ...] = ()
    activities: tuple[Activity, ...] = ()
    trajectories: tuple[Trajectory, ...] = ()
    start_lists: tuple[StartList, ...] = ()
    results: tuple[RaceResult, ...] = ()
    people: tuple[Person, ...] = ()
    bodies: Mapping[str, Body] = field(default_factory=dict)
    rejected: tuple[RejectedRow, ...] = ()
    held: tuple[HeldRows, ...] = ()
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "bodies", MappingProxyType(dict(self.bodies)))

    @property
    def empty(self) -> bool:
        """Whether nothing at all was read."""
        return not any(
            (
                self.splits, self.traces, self.zones, self.activities, self.trajectories,
                self.start_lists, self.results, self.people,
            )
        )  # fmt: skip


ROUNDING_ONLY = "; deviation of rounding only"
"""Ends the origin of a time whose file tells no more of its error than the last digit."""


def resolution_sd(digits: int) -> float:
    """Standard deviation of a number that was rounded to so many decimals: step / sqrt(12)."""
    return float(10.0**-digits / math.sqrt(12.0))
