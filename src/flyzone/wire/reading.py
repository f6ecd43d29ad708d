"""The ``flyzone import --json`` document: what a device's file gave, and what it did not.

Every row of the file is accounted for: in what was read, under ``rejected`` with its line and the
reason, or under ``held`` where rows contradict each other.  SI units throughout.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from flyzone.model import (
    Activity,
    Conditions,
    Measurement,
    Person,
    RaceResult,
    Reading,
    Splits,
    StartList,
    Trace,
    Trajectory,
    ZoneTime,
)
from flyzone.model.arrays import Floats
from flyzone.wire.timed import NoticeDocument

READING_SCHEMA_VERSION: Final = 1

_Exact = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class ConditionsDocument(BaseModel):
    """Air, ground and start, as far as the file says."""

    model_config = _Exact

    wind_m_s: float | None = None
    wind_sd_m_s: float | None = None
    temperature_c: float | None = None
    pressure_hpa: float | None = None
    altitude_m: float | None = None
    surface: str | None = None
    start: str | None = None
    trigger: str | None = None


class SplitsDocument(BaseModel):
    """Cumulative times at places along one sprint."""

    model_config = _Exact

    athlete: str | None = None
    run: str | None = None
    origin: str
    distance_m: list[float]
    time_s: list[float]
    time_sd_s: list[float] | None = Field(default=None, description="absent: not stated")
    conditions: ConditionsDocument


class TraceDocument(BaseModel):
    """Speed or place, sample by sample."""

    model_config = _Exact

    athlete: str | None = None
    run: str | None = None
    origin: str
    time_s: list[float]
    velocity_m_s: list[float] | None = None
    distance_m: list[float] | None = None
    acceleration_m_s2: list[float] | None = Field(default=None, description="as the device has it")
    conditions: ConditionsDocument


class BodyDocument(BaseModel):
    """What the file says of an athlete's body."""

    model_config = _Exact

    athlete: str | None = Field(default=None, description="absent: of a file without names")
    mass_kg: float
    height_m: float


class ZoneDocument(BaseModel):
    """The time through a zone that does not begin at the start."""

    model_config = _Exact

    athlete: str | None = None
    run: str | None = None
    length_m: float
    from_m: float | None = None
    to_m: float | None = None
    time_s: float
    time_sd_s: float
    origin: str
    at: str | None = Field(default=None, description="ISO 8601")


class LapDocument(BaseModel):
    """One lap of an activity."""

    model_config = _Exact

    start_s: float
    time_s: float
    distance_m: float | None = None
    mean_speed_m_s: float | None = None
    top_speed_m_s: float | None = None
    mean_heart_rate: float | None = None


class ChannelDocument(BaseModel):
    """A further quantity of an activity, sample by sample."""

    model_config = _Exact

    unit: str
    time_s: list[float]
    value: list[float]


class ActivityDocument(BaseModel):
    """A recording of a watch or a positioning system."""

    model_config = _Exact

    sport: str | None = None
    started_at: str | None = Field(default=None, description="ISO 8601, with its time zone")
    traces: list[TraceDocument]
    laps: list[LapDocument]
    channels: dict[str, ChannelDocument]


class TrajectoryDocument(BaseModel):
    """The path of a tracked point in a picture."""

    model_config = _Exact

    name: str
    unit: str = Field(description="of x and y: m, px or unknown")
    time_s: list[float]
    x: list[float]
    y: list[float]


class PersonDocument(BaseModel):
    """Who stands in a people file or a start list."""

    model_config = _Exact

    number: str
    last_name: str
    first_name: str
    affiliation: str
    lane: str


class StartListDocument(BaseModel):
    """One heat before it is run."""

    model_config = _Exact

    event: str
    round: str
    heat: str
    name: str
    distance_m: float | None = None
    entries: list[PersonDocument]


class RaceTimeDocument(BaseModel):
    """One athlete's result of a heat."""

    model_config = _Exact

    place: str
    person: PersonDocument
    time_s: float | None = None
    time_digits: int
    reaction_s: float | None = None
    splits_s: list[float]


class RaceResultDocument(BaseModel):
    """One heat after it was run."""

    model_config = _Exact

    event: str
    round: str
    heat: str
    name: str
    wind_m_s: float | None = None
    distance_m: float | None = None
    started_at: str | None = None
    times: list[RaceTimeDocument]


class RejectedDocument(BaseModel):
    """A row that could not be read."""

    model_config = _Exact

    line: int = Field(ge=0, description="1-based; 0 where the file has no lines")
    text: str
    reason: str


class HeldDocument(BaseModel):
    """Rows that contradict each other and wait for a person."""

    model_config = _Exact

    lines: list[int]
    texts: list[str]
    reason: str


class ReadingDocument(BaseModel):
    """Everything that one file gave."""

    model_config = _Exact

    schema_version: Literal[1] = READING_SCHEMA_VERSION
    dialect: str
    evidence: str = Field(description="what in the file told which dialect it is")
    splits: list[SplitsDocument]
    traces: list[TraceDocument]
    zones: list[ZoneDocument]
    activities: list[ActivityDocument]
    trajectories: list[TrajectoryDocument]
    start_lists: list[StartListDocument]
    results: list[RaceResultDocument]
    people: list[PersonDocument]
    bodies: list[BodyDocument]
    rejected: list[RejectedDocument]
    held: list[HeldDocument]
    warnings: list[NoticeDocument]


def reading_document(reading: Reading) -> dict[str, Any]:
    """Write what a file gave as the document of ``flyzone import --json``.

    Parameters
    ----------
    reading : Reading

    Returns
    -------
    dict
        Ready for ``json.dump``; what the file does not say is absent.
    """
    document = ReadingDocument.model_validate(
        {
            "dialect": reading.dialect,
            "evidence": reading.evidence,
            "splits": _each(_splits, reading.splits),
            "traces": _each(_trace, reading.traces),
            "zones": _each(_zone, reading.zones),
            "activities": _each(_activity, reading.activities),
            "trajectories": _each(_trajectory, reading.trajectories),
            "start_lists": _each(_start_list, reading.start_lists),
            "results": _each(_result, reading.results),
            "people": _each(_person, reading.people),
            "bodies": [
                {"athlete": name or None, "mass_kg": body.mass_kg, "height_m": body.height_m}
                for name, body in reading.bodies.items()
            ],
            "rejected": [
                {"line": one.line, "text": one.text, "reason": one.reason}
                for one in reading.rejected
            ],
            "held": [
                {"lines": list(one.lines), "texts": list(one.texts), "reason": one.reason}
                for one in reading.held
            ],
            "warnings": [{"code": n.code, "message": n.message} for n in reading.notices],
        }
    )
    return document.model_dump(exclude_none=True)


def _each(write: Callable[[Any], dict[str, Any]], parts: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [write(part) for part in parts]


def _floats(values: Floats | None) -> list[float] | None:
    return None if values is None else [float(value) for value in values]


def _conditions(conditions: Conditions) -> dict[str, Any]:
    return {name: getattr(conditions, name) for name in ConditionsDocument.model_fields}


def _splits(splits: Splits) -> dict[str, Any]:
    return {
        "athlete": splits.athlete,
        "run": splits.run,
        "origin": splits.origin,
        "distance_m": _floats(splits.distances),
        "time_s": _floats(splits.times),
        "time_sd_s": _floats(splits.sd),
        "conditions": _conditions(splits.conditions),
    }


def _trace(trace: Trace) -> dict[str, Any]:
    return {
        "athlete": trace.athlete,
        "run": trace.run,
        "origin": trace.origin,
        "time_s": _floats(trace.times),
        "velocity_m_s": _floats(trace.velocities),
        "distance_m": _floats(trace.positions),
        "acceleration_m_s2": _floats(trace.accelerations),
        "conditions": _conditions(trace.conditions),
    }


def _zone(zone: ZoneTime) -> dict[str, Any]:
    time: Measurement = zone.time
    return {
        "athlete": zone.athlete,
        "run": zone.run,
        "length_m": zone.length_m,
        "from_m": zone.from_m,
        "to_m": zone.to_m,
        "time_s": time.value,
        "time_sd_s": time.sd,
        "origin": time.origin,
        "at": _moment(zone.at),
    }


def _activity(activity: Activity) -> dict[str, Any]:
    return {
        "sport": activity.sport,
        "started_at": _moment(activity.started_at),
        "traces": _each(_trace, activity.traces),
        "laps": [
            {name: getattr(lap, name) for name in LapDocument.model_fields} for lap in activity.laps
        ],
        "channels": {
            name: {
                "unit": one.unit,
                "time_s": _floats(one.times),
                "value": _floats(one.values),
            }
            for name, one in activity.channels.items()
        },
    }


def _trajectory(path: Trajectory) -> dict[str, Any]:
    return {
        "name": path.name,
        "unit": path.unit,
        "time_s": _floats(path.times),
        "x": _floats(path.x),
        "y": _floats(path.y),
    }


def _person(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in PersonDocument.model_fields}


def _start_list(heat: StartList) -> dict[str, Any]:
    return {
        "event": heat.event,
        "round": heat.round,
        "heat": heat.heat,
        "name": heat.name,
        "distance_m": heat.distance_m,
        "entries": _each(_person, heat.entries),
    }


def _result(result: RaceResult) -> dict[str, Any]:
    return {
        "event": result.event,
        "round": result.round,
        "heat": result.heat,
        "name": result.name,
        "wind_m_s": result.wind_m_s,
        "distance_m": result.distance_m,
        "started_at": result.started_at,
        "times": [
            {
                "place": one.place,
                "person": _person(one.person),
                "time_s": one.time_s,
                "time_digits": one.time_digits,
                "reaction_s": one.reaction_s,
                "splits_s": list(one.splits_s),
            }
            for one in result.times
        ],
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
