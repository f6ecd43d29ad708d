"""The words of a plan refuse what cannot be carried out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flyzone.errors import InputError
from flyzone.model.planned import PlannedEvent, Workout, WorkoutStep

START = datetime(2025, 5, 1, 18, tzinfo=UTC)
GOOD = {"uid": "a", "start": START, "end": START + timedelta(hours=1), "summary": "Sprints"}
STEP = WorkoutStep("distance", 30.0, "active")


def test_a_plan_keeps_what_it_was_given() -> None:
    event = PlannedEvent(**GOOD, description="two\nlines", location="Track")
    assert (event.summary, event.description, event.location) == ("Sprints", "two\nlines", "Track")
    workout = Workout("Fly 30", [STEP])
    assert workout.steps == (STEP,)


def test_the_hour_that_comes_twice_is_counted_twice() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = datetime(2025, 10, 26, 2, 30, tzinfo=berlin)
    second = datetime(2025, 10, 26, 2, 10, tzinfo=berlin, fold=1)  # 40 minutes later
    PlannedEvent("a", first, second, "Night run")
    with pytest.raises(InputError, match="end after it starts"):
        PlannedEvent("a", second, first, "Night run")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"uid": " "}, "planned-uid"),
        ({"uid": "a\nb"}, "planned-uid"),
        ({"start": datetime(2025, 5, 1, 18)}, "planned-zone"),
        ({"end": datetime(2025, 5, 1, 19)}, "planned-zone"),
        ({"end": START}, "planned-order"),
        ({"summary": "bell\a"}, "planned-text"),
        ({"summary": "half \ud800"}, "planned-text"),
    ],
)
def test_an_event_that_cannot_be_is_refused(change: dict[str, object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        PlannedEvent(**(GOOD | change))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (("swim", 1.0, "active"), "workout-step"),
        (("time", 1.0, "hard"), "workout-step"),
        (("time", None, "rest"), "workout-step"),
        (("time", 0.0, "rest"), "workout-step"),
        (("distance", float("nan"), "rest"), "workout-step"),
        (("open", 5.0, "rest"), "workout-step"),
        (("open", None, "rest", "bell\a"), "planned-text"),
    ],
)
def test_a_step_that_cannot_be_is_refused(step: tuple, code: str) -> None:
    with pytest.raises(InputError) as caught:
        WorkoutStep(*step)
    assert caught.value.code == code


def test_a_workout_needs_a_name_and_a_step() -> None:
    for name, steps in ((" ", (STEP,)), ("Fly", ())):
        with pytest.raises(InputError) as caught:
            Workout(name, steps)
        assert caught.value.code == "workout-empty"
