"""What a file gave is whole, frozen, comparable, and can be sent to another process."""

from __future__ import annotations

import math
import pickle
from datetime import UTC, datetime
from typing import Any

import pytest

from flyzone.errors import InputError
from flyzone.model import (
    Activity,
    Channel,
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
from flyzone.model.reading import resolution_sd

MIA = Person("7", "Berg", "Mia", "TSV", "4")
TIME = Measurement(1.05, 0.003, "s", "made up")


def whole() -> Reading:
    heart = Channel([0.0, 1.0], [120, 125], "bpm")
    trace = Trace([0.0, 1.0], [5.0, 6.0])
    activity = Activity(
        "running", datetime(2024, 5, 1, tzinfo=UTC), (trace,), (Lap(0.0, 1.0),), {"heart": heart}
    )
    return Reading(
        "made-up",
        "header 'x'",
        splits=(Splits.of([10, 20], [1.9, 3.1], sd=0.01),),
        traces=(trace,),
        zones=(ZoneTime(10.0, TIME, 20.0, 30.0, athlete="Mia"),),
        activities=(activity,),
        trajectories=(Trajectory("hip", [0.0, 0.1], [1, 2], [3, 4], "px"),),
        start_lists=(StartList("1", "1", "1", "100 m", (MIA,)),),
        results=(RaceResult("1", "1", "1", "100 m", (RaceTime("1", MIA, 10.6, 2),)),),
        people=(MIA,),
        rejected=(RejectedRow(3, "abc", "no number"),),
        held=(HeldRows((4, 5), ("a", "b"), "two times"),),
        notices=(Notice("rounded", "Times are rounded. Mind it."),),
    )


def test_a_reading_crosses_processes_whole() -> None:
    reading = whole()
    other = pickle.loads(pickle.dumps(reading))
    assert other == reading
    assert len({reading, other}) == 1
    activity = other.activities[0]
    assert not activity.channels["heart"].values.flags.writeable
    assert not other.trajectories[0].x.flags.writeable
    with pytest.raises(TypeError):
        activity.channels["other"] = activity.channels["heart"]


def test_readings_that_differ_deep_inside_are_not_equal() -> None:
    one, other = whole(), whole()
    assert one == other
    changed = Activity(
        "running", one.activities[0].started_at, one.traces, (Lap(0.0, 1.0),),
        {"heart": Channel([0.0, 1.0], [120, 126], "bpm")},
    )  # fmt: skip
    assert changed != one.activities[0]
    assert Reading("made-up", "header 'x'", activities=(changed,)) != Reading(
        "made-up", "header 'x'", activities=one.activities
    )


def test_a_channel_dictionary_changed_afterwards_changes_nothing() -> None:
    channels = {"heart": Channel([0.0], [120])}
    activity = Activity(None, None, (), (), channels)
    channels.clear()
    assert list(activity.channels) == ["heart"]


def test_a_reading_with_nothing_but_rejects_is_empty() -> None:
    assert Reading("csv", "a comma", rejected=(RejectedRow(1, "x", "y"),)).empty
    assert not whole().empty


@pytest.mark.parametrize(
    "part", ["splits", "traces", "zones", "activities", "trajectories", "start_lists", "results",
             "people"]
)  # fmt: skip
def test_a_reading_with_anything_is_not_empty(part: str) -> None:
    assert not Reading("csv", "a comma", **{part: getattr(whole(), part)}).empty


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"length_m": 0.0}, "zone-length"),
        ({"length_m": math.nan}, "zone-length"),
        ({"length_m": 10.0, "from_m": 20.0}, "zone-length"),
        ({"length_m": 10.0, "from_m": 20.0, "to_m": 40.0}, "zone-length"),
        ({"length_m": 10.0, "from_m": 30.0, "to_m": 20.0}, "zone-length"),
        ({"length_m": 10.0, "time": Measurement(9.5, 0.1, "m/s", "made up")}, "zone-time"),
        ({"length_m": 10.0, "time": Measurement(0.0, 0.1, "s", "made up")}, "zone-time"),
    ],
)
def test_a_zone_that_contradicts_itself_is_refused(words: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as caught:
        ZoneTime(**({"time": TIME} | words))
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"


def test_a_zone_may_be_known_by_its_length_alone() -> None:
    assert ZoneTime(10, TIME).from_m is None
    assert ZoneTime(0.3, TIME, 0.1, 0.4).length_m == 0.3


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: Channel([0, 1], [1]), "channel-length"),
        (lambda: Channel([0], [math.nan]), "not-finite"),
        (lambda: Trajectory("hip", [0, 1], [1], [1, 2]), "trajectory-length"),
        (lambda: Trajectory("hip", [1, 0], [1, 2], [1, 2]), "not-increasing"),
    ],
)
def test_samples_that_do_not_belong_together_are_refused(deed: Any, code: str) -> None:
    with pytest.raises(InputError) as caught:
        deed()
    assert caught.value.code == code


def test_the_error_of_rounding_is_that_of_a_uniform_step() -> None:
    # A hundredth, uniform on +-5 ms: variance is step squared over twelve.
    assert resolution_sd(2) == pytest.approx(0.01 / 12**0.5)
    assert resolution_sd(0) == pytest.approx(0.288675134594813)
