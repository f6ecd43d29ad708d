"""Workouts as FIT, read back by another library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import fitdecode
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flyzone.devices.write_fit_workout import write_fit_workout
from flyzone.errors import InputError
from flyzone.model.planned import Workout, WorkoutStep

MADE = datetime(2025, 5, 1, 18, 30, tzinfo=timezone(timedelta(hours=2)))


def messages(path: Path) -> list[tuple[str, dict[str, object]]]:
    with fitdecode.FitReader(
        path, check_crc=fitdecode.CrcCheck.RAISE, error_handling=fitdecode.ErrorHandling.RAISE
    ) as reader:
        return [
            (frame.name, {field.name: field.value for field in frame.fields})
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage)
        ]


texts = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=20)
steps = st.one_of(
    st.builds(WorkoutStep, st.just("time"), st.floats(0.01, 1e5), st.just("rest"), texts),
    st.builds(WorkoutStep, st.just("distance"), st.floats(0.1, 1e6), st.just("active"), texts),
    st.builds(
        WorkoutStep, st.just("open"), st.none(), st.sampled_from(["warmup", "cooldown"]), texts
    ),
)


@given(
    texts.filter(lambda t: t.strip() and len(t.encode()) < 48),
    st.lists(steps, min_size=1, max_size=8),
)
@settings(max_examples=60)
def test_a_workout_comes_back(tmp_path_factory, name: str, planned: list[WorkoutStep]) -> None:
    path = tmp_path_factory.getbasetemp() / "workout.fit"
    write_fit_workout(Workout(name, tuple(planned)), path, created_at=MADE)
    head, title, *found = messages(path)
    assert head[1]["type"] == "workout"
    assert head[1]["time_created"] == MADE.astimezone(UTC)
    assert title[1]["wkt_name"] == name
    assert title[1]["num_valid_steps"] == len(planned)
    assert title[1]["sport"] == "running"
    for index, ((kind, step), expected) in enumerate(zip(found, planned, strict=True)):
        assert kind == "workout_step"
        assert (step["message_index"], step["duration_type"]) == (index, expected.kind)
        assert step["intensity"] == expected.intensity
        assert (step.get("notes") or "") == expected.notes
        if expected.kind == "time":
            assert step["duration_time"] == pytest.approx(expected.value, abs=0.00051)
        elif expected.kind == "distance":
            assert step["duration_distance"] == pytest.approx(expected.value, abs=0.0051)


STEP = WorkoutStep("distance", 30.0, "active")


@pytest.mark.parametrize(
    ("workout", "code"),
    [
        (Workout("ü" * 30, (STEP,)), "workout-text"),
        (Workout("x", (WorkoutStep("open", None, "rest", "n" * 300),)), "workout-text"),
        (Workout("x", (WorkoutStep("time", 1e9, "rest"),)), "workout-step"),
        (Workout("x", (WorkoutStep("distance", 0.001, "rest"),)), "workout-step"),
    ],
)
def test_what_fit_cannot_hold_is_refused(tmp_path: Path, workout: Workout, code: str) -> None:
    with pytest.raises(InputError) as caught:
        write_fit_workout(workout, tmp_path / "a.fit", created_at=MADE)
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("made", [datetime(2025, 5, 1), datetime(1980, 5, 1, tzinfo=UTC)])
def test_the_time_of_making_must_be_a_possible_moment(tmp_path: Path, made: datetime) -> None:
    with pytest.raises(InputError, match="time zone"):
        write_fit_workout(Workout("x", (STEP,)), tmp_path / "a.fit", created_at=made)
