"""The document of ``flyzone import --json``: whatever a file gave is in it, in SI, as plain JSON."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime
from typing import Any

import jsonschema
import numpy as np
import pytest

from flyzone.model import (
    Activity,
    Body,
    Channel,
    Conditions,
    HeldRows,
    Lap,
    Measurement,
    Notice,
    Person,
    RaceResult,
    RaceTime,
    Reading,
    RejectedRow,
    Splits,
    StartList,
    Trace,
    Trajectory,
    ZoneTime,
)
from flyzone.wire import json_schema
from flyzone.wire.reading import reading_document

AT = datetime(2026, 5, 3, 10, 30, tzinfo=UTC)
SPLITS = Splits.of(
    [10, 20], [1.9, 3.1], sd=[0.01, 0.02], athlete="Åsa", run="1", origin="gates",
    conditions=Conditions(wind_m_s=1.2, surface="track"),
)  # fmt: skip
TRACE = Trace([0.0, 0.1], [0.0, 0.7], [0.0, 0.03], accelerations=[7.0, 6.4], origin="laser")
ANNA = Person("12", "Berg", "Anna", "TSV", "4")
FULL = Reading(
    "made-up",
    "a test",
    splits=(SPLITS,),
    traces=(TRACE,),
    zones=(ZoneTime(10.0, Measurement(1.05, 0.003, "s", "gates"), 30.0, 40.0, "Bo", "2", AT),),
    activities=(
        Activity(
            "running", AT, (TRACE,), (Lap(0.0, 60.0, 300.0, 5.0, 8.0, 150.0),),
            {"cadence": Channel([0.0, 1.0], [3.0, 4.0], "1/s")},
        ),
    ),
    trajectories=(Trajectory("hip", [0.0, 0.1], [1.0, 2.0], [0.9, 0.9], "m"),),
    start_lists=(StartList("1", "1", "1", "100 m", (ANNA,), 100.0),),
    results=(
        RaceResult("1", "1", "1", "100 m", (RaceTime("1", ANNA, 11.52, 2, 0.15, (6.4,)),), 0.8),
    ),
    people=(ANNA,),
    bodies={"Åsa": Body(61.0, 1.7), "": Body(75.0, 1.8)},
    rejected=(RejectedRow(4, "x,y", "no number"),),
    held=(HeldRows((5, 6), ("a", "b"), "two times at one gate"),),
    notices=(Notice("unit", "Metres were taken."),),
)  # fmt: skip


def test_every_part_of_a_reading_is_in_the_document() -> None:
    document = reading_document(FULL)
    names = {field.name for field in dataclasses.fields(Reading)} - {"notices"}
    assert set(document) == {*names, "schema_version", "warnings"}
    for name in names - {"dialect", "evidence", "bodies"}:
        assert len(document[name]) == len(getattr(FULL, name)), name


def test_splits_and_traces_stand_with_units_and_conditions() -> None:
    document = reading_document(FULL)
    assert document["splits"] == [
        {
            "athlete": "Åsa", "run": "1", "origin": "gates", "distance_m": [10.0, 20.0],
            "time_s": [1.9, 3.1], "time_sd_s": [0.01, 0.02],
            "conditions": {"wind_m_s": 1.2, "surface": "track"},
        }
    ]  # fmt: skip
    trace = {
        "origin": "laser", "time_s": [0.0, 0.1], "velocity_m_s": [0.0, 0.7],
        "distance_m": [0.0, 0.03], "acceleration_m_s2": [7.0, 6.4], "conditions": {},
    }  # fmt: skip
    assert document["traces"] == [trace]
    assert document["activities"] == [
        {
            "sport": "running", "started_at": "2026-05-03T10:30:00+00:00", "traces": [trace],
            "laps": [
                {
                    "start_s": 0.0, "time_s": 60.0, "distance_m": 300.0, "mean_speed_m_s": 5.0,
                    "top_speed_m_s": 8.0, "mean_heart_rate": 150.0,
                }
            ],
            "channels": {"cadence": {"unit": "1/s", "time_s": [0.0, 1.0], "value": [3.0, 4.0]}},
        }
    ]  # fmt: skip


def test_zones_people_and_races_stand_as_the_file_has_them() -> None:
    document = reading_document(FULL)
    anna = {
        "number": "12", "last_name": "Berg", "first_name": "Anna", "affiliation": "TSV",
        "lane": "4",
    }  # fmt: skip
    assert document["zones"] == [
        {
            "athlete": "Bo", "run": "2", "length_m": 10.0, "from_m": 30.0, "to_m": 40.0,
            "time_s": 1.05, "time_sd_s": 0.003, "origin": "gates",
            "at": "2026-05-03T10:30:00+00:00",
        }
    ]  # fmt: skip
    assert document["people"] == [anna]
    assert document["start_lists"][0]["entries"] == [anna]
    (time,) = document["results"][0]["times"]
    assert time == {
        "place": "1", "person": anna, "time_s": 11.52, "time_digits": 2, "reaction_s": 0.15,
        "splits_s": [6.4],
    }  # fmt: skip
    assert document["trajectories"][0]["unit"] == "m"
    assert document["bodies"] == [
        {"athlete": "Åsa", "mass_kg": 61.0, "height_m": 1.7},
        {"mass_kg": 75.0, "height_m": 1.8},
    ]


def test_rows_that_were_not_used_are_named() -> None:
    document = reading_document(FULL)
    assert document["rejected"] == [{"line": 4, "text": "x,y", "reason": "no number"}]
    assert document["held"] == [
        {"lines": [5, 6], "texts": ["a", "b"], "reason": "two times at one gate"}
    ]
    assert document["warnings"] == [{"code": "unit", "message": "Metres were taken."}]


@pytest.mark.parametrize("reading", [FULL, Reading("made-up", "a test")])
def test_the_document_is_what_the_schema_promises(reading: Reading) -> None:
    schema: dict[str, Any] = json_schema("import")
    text = json.dumps(reading_document(reading), allow_nan=False)
    jsonschema.validate(json.loads(text), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(text), "more": 1}, schema)


def test_numpy_numbers_become_plain_json() -> None:
    zone = ZoneTime(np.float64(10.0), Measurement(np.float64(1.1), np.float64(0.01), "s", "g"))
    laps = (Lap(np.float64(0.0), np.float64(1.0)),)
    reading = Reading("x", "y", zones=(zone,), activities=(Activity(None, None, (), laps),))
    assert json.loads(json.dumps(reading_document(reading)))["zones"][0]["time_s"] == 1.1
