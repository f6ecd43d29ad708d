"""The document of ``flyzone time --json``: the promised keys, in SI, and nothing but JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from pydantic import ValidationError

from flyzone.errors import InputError
from flyzone.model import (
    ClipInfo,
    ClipTiming,
    ErrorSource,
    Notice,
    NotMeasured,
    Split,
    TimedRun,
)
from flyzone.wire import json_schema, schema_names, timing_document

RUN = TimedRun(
    direction="left-to-right",
    entry_s=0.315804,
    exit_s=1.368408,
    time_s=1.052604,
    time_sd_s=0.0016,
    speed_m_s=9.50025,
    speed_sd_m_s=0.015,
    splits=(Split(0.0, 5.0, 0.5263, 0.0012), Split(5.0, 10.0, 0.5263, 0.0012)),
    error_budget=(ErrorSource("marks", 0.0009), ErrorSource("tracking", 0.00132)),
    path=((0.30, -0.15), (0.3042, -0.1101)),
)
TIMING = ClipTiming(
    clip=ClipInfo(339, 239.9, False, 1.0, 1.41),
    zone_m=(0.0, 10.0),
    runs=(RUN,),
    warnings=(Notice("rolling-shutter-unknown", "The readout time is not known."),),
    not_measured=(NotMeasured("lateral_m", "The camera is too low."),),
)


def test_the_document_has_exactly_the_promised_keys() -> None:
    document = timing_document(TIMING)
    assert set(document) == {
        "schema_version", "clip", "zone_m", "runs", "warnings", "not_measured",
    }  # fmt: skip
    assert set(document["clip"]) == {
        "frames", "fps", "variable_frame_rate", "slow_motion_factor", "duration_s",
    }  # fmt: skip
    (run,) = document["runs"]
    assert set(run) == {
        "direction", "entry_s", "exit_s", "time_s", "time_sd_s", "speed_m_s", "speed_sd_m_s",
        "splits", "error_budget", "path",
    }  # fmt: skip
    assert set(run["splits"][0]) == {"from_m", "to_m", "time_s", "time_sd_s"}
    assert run["error_budget"][0] == {"source": "marks", "sd_s": 0.0009}
    assert document["warnings"] == [
        {"code": "rolling-shutter-unknown", "message": "The readout time is not known."}
    ]
    assert document["not_measured"] == [
        {"quantity": "lateral_m", "reason": "The camera is too low."}
    ]


def test_times_keep_ten_microseconds_and_exit_less_entry_is_the_time() -> None:
    (run,) = timing_document(TIMING)["runs"]
    assert (run["entry_s"], run["time_s"]) == (0.3158, 1.0526)
    assert run["exit_s"] == pytest.approx(RUN.exit_s, abs=1.1e-5)
    assert run["exit_s"] - run["entry_s"] == pytest.approx(run["time_s"], abs=1e-12)
    assert run["time_sd_s"] == RUN.time_sd_s


def test_an_athlete_is_there_only_where_a_start_order_named_one() -> None:
    named = replace(TIMING, runs=(replace(RUN, athlete="Åsa"), RUN))
    first, second = timing_document(named)["runs"]
    assert first["athlete"] == "Åsa"
    assert "athlete" not in second


def test_numpy_numbers_become_plain_json() -> None:
    run = replace(RUN, entry_s=np.float64(0.1), path=((np.float64(0.3), np.float32(-0.15)),))
    text = json.dumps(timing_document(replace(TIMING, runs=(run,))), allow_nan=False)
    assert json.loads(text)["runs"][0]["path"] == [[0.3, -0.15]]


def test_minus_zero_is_written_as_zero() -> None:
    run = replace(RUN, path=((-1e-9, -1e-9),))
    text = json.dumps(timing_document(replace(TIMING, runs=(run,)))["runs"][0]["path"])
    assert text == "[[0.0, 0.0]]"


def test_a_clip_without_runs_still_gives_a_document() -> None:
    assert timing_document(replace(TIMING, runs=()))["runs"] == []


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_never_leaves(bad: float) -> None:
    with pytest.raises(ValidationError):
        timing_document(replace(TIMING, runs=(replace(RUN, time_sd_s=bad),)))


def test_the_schema_carries_its_version_and_every_key_of_a_run() -> None:
    schema = json_schema("time")
    assert schema["$id"] == "urn:flyzone:schema:time:1"
    (run,) = timing_document(TIMING)["runs"]
    assert set(schema["$defs"]["RunDocument"]["properties"]) == {*run, "athlete"}


def test_schemas_are_listed_and_an_unknown_one_is_refused() -> None:
    assert {"import", "profile", "setup", "time", "watch"} < set(schema_names())
    assert list(schema_names()) == sorted(schema_names())
    with pytest.raises(InputError, match="Expected one of athlete, board, exercises, guard-data"):
        json_schema("form")
