"""Who has to wait with what, and what he does instead."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.training.catalogue.people import DAY, EVERYTHING, athlete, athletes, places

from flyzone.errors import InputError
from flyzone.model import Athlete
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.catalogue.who_may import after_injuries, barriers, substitute
from flyzone.training.rules import STANDARD


def chosen(key: str, who: Athlete, place: TrainingPlace | None = EVERYTHING) -> str | None:
    exercise, _ = substitute(key, who, DAY, place)
    return None if exercise is None else exercise.key


def codes(key: str, who: Athlete, place: TrainingPlace | None = EVERYTHING) -> list[str]:
    return [one.code for one in substitute(key, who, DAY, place)[1]]


@pytest.mark.parametrize("key", ["drop-jump", "depth-jump"])
@pytest.mark.parametrize("lands_well", [None, False])
def test_a_minor_pogoes_until_his_landing_was_seen(key: str, lands_well: bool | None) -> None:
    minor = athlete(born=date(2010, 1, 1), level="advanced", lands_well=lands_well)
    assert chosen(key, minor) == "pogo"
    assert codes(key, minor)[0] in {"landing-minor", "landing-seen-unsafe"}
    seen = athlete(born=date(2010, 1, 1), level="advanced", lands_well=True)
    assert chosen(key, seen) == key


def test_an_unknown_age_is_a_minors_and_says_so() -> None:
    unknown = athlete(born=None, lands_well=None)
    assert chosen("drop-jump", unknown) == "pogo"
    assert codes("drop-jump", unknown) == ["landing-age-unknown", "exercise-instead"]


def test_the_day_of_the_eighteenth_birthday_counts() -> None:
    who = athlete(born=date(2008, 5, 1), lands_well=None)
    jump = CATALOGUE["drop-jump"]
    assert barriers(jump, who, date(2026, 4, 30), EVERYTHING, STANDARD)
    assert not barriers(jump, who, date(2026, 5, 1), EVERYTHING, STANDARD)


def test_an_adult_who_was_seen_to_land_badly_waits_too() -> None:
    assert chosen("drop-jump", athlete(lands_well=False)) == "pogo"
    assert chosen("drop-jump", athlete(lands_well=None)) == "drop-jump"


@pytest.mark.parametrize("injury", ["achilles", "calf"])
def test_achilles_and_calf_start_hills_lower_and_with_fewer_reps(injury: str) -> None:
    who = athlete(injuries=(injury,))
    low = TrainingPlace(100.0, 6.0)
    assert chosen("hill-sprint", who, low) == "hill-sprint-low"
    dose = CATALOGUE["hill-sprint-low"].doses["trained"]
    less, why = after_injuries(dose, who, STANDARD)
    assert less.reps < dose.reps
    assert [one.code for one in why] == ["dose-after-injury"]
    # Twelve degrees are too steep for him: not even the gentle session.
    assert chosen("hill-sprint", who, TrainingPlace(100.0, 12.0)) == "acceleration-20"


@pytest.mark.parametrize("level", ["beginner", None])
def test_beginners_and_unknown_levels_start_hills_lower(level: str | None) -> None:
    who = athlete(level=level)
    assert chosen("hill-sprint", who, TrainingPlace(100.0, 8.0)) == "hill-sprint-low"
    assert chosen("hill-sprint", who, TrainingPlace(100.0, 10.0)) == "acceleration-20"
    code = "exercise-level" if level else "exercise-level-unknown"
    assert codes("hill-sprint", who, TrainingPlace(100.0, 8.0))[0] == code
    unmeasured = TrainingPlace(100.0, None, kinds=frozenset({"hill"}))
    assert chosen("hill-sprint-low", who, unmeasured) == "acceleration-20"
    assert codes("hill-sprint-low", who, unmeasured)[0] == "hill-slope-unknown"


@pytest.mark.parametrize(
    ("slope", "key"),
    [(None, "acceleration-20"), (2.0, "acceleration-20"), (3.0, "hill-sprint"),
     (15.0, "hill-sprint"), (15.1, "acceleration-20")],
)  # fmt: skip
def test_the_trained_take_any_hill_up_to_15_degrees(slope: float | None, key: str) -> None:
    assert chosen("hill-sprint", athlete(), TrainingPlace(100.0, slope)) == key


@pytest.mark.parametrize(
    ("straight", "key"),
    [(80.0, "fly-30"), (79.9, "fly-20"), (70.0, "fly-20"), (69.9, "fly-10"), (45.0, "fly-10"),
     (44.9, "acceleration-20"), (35.0, "acceleration-20"), (34.9, "acceleration-10"),
     (20.0, "acceleration-10"), (19.9, None), (None, "fly-30")],
)  # fmt: skip
def test_a_shorter_straight_shortens_the_zone_first_then_ends_in_accelerations(
    straight: float | None, key: str | None
) -> None:
    place = TrainingPlace(straight, kinds=frozenset({"straight"}))
    assert chosen("fly-30", athlete(), place) == key


def test_a_track_has_room_for_long_runs_around_the_bend() -> None:
    track = TrainingPlace(84.0, kinds=frozenset({"track"}))
    assert chosen("sprint-120", athlete(), track) == "sprint-120"
    assert chosen("sprint-120", athlete(), TrainingPlace(110.0)) == "sprint-80"


def test_without_a_sled_or_weights_there_is_something_nearest() -> None:
    assert chosen("sled-push", athlete(), TrainingPlace(100.0)) == "acceleration-20"
    assert chosen("sled-push", athlete(), TrainingPlace(100.0, 12.0)) == "hill-sprint"
    assert chosen("weighted-step-up", athlete(), TrainingPlace()) == "split-squat-bodyweight"
    assert codes("weighted-step-up", athlete(), TrainingPlace())[0] == "equipment-missing"


def test_nothing_is_done_where_nothing_can_be() -> None:
    assert chosen("fly-10", athlete(), TrainingPlace(kinds=frozenset({"gym"}))) is None
    assert codes("fly-10", athlete(), TrainingPlace()) == ["facility-missing", "exercise-left-out"]


def test_a_reason_carries_its_rule_and_its_doubt() -> None:
    (first, *_) = substitute("drop-jump", athlete(born=None, lands_well=None), DAY)[1]
    assert first.rule == "landing-first"
    assert "seen" in first.caveat


def test_an_unknown_exercise_is_refused() -> None:
    with pytest.raises(InputError, match="no exercise called 'moonwalk'") as refused:
        substitute("moonwalk", athlete(), DAY)
    assert refused.value.code == "exercise-unknown"


@given(athletes(), places(), st.sampled_from(sorted(CATALOGUE)))
def test_what_is_chosen_has_no_barrier_and_every_refusal_a_reason(
    who: Athlete, place: TrainingPlace, key: str
) -> None:
    exercise, why = substitute(key, who, DAY, place)
    if exercise is not None:
        assert barriers(exercise, who, DAY, place, STANDARD) == ()
    if exercise is None or exercise.key != key:
        assert len(why) >= 2
        assert all(one.rule for one in why)
