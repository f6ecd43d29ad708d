"""The catalogue holds what it should, and hangs together."""

from __future__ import annotations

import pytest
from tests.training.catalogue.people import LEVELS, STIMULI

from flyzone.training.catalogue import CATALOGUE, FAULTS, Exercise
from flyzone.training.catalogue.amounts import full_dose, recovery_hours
from flyzone.training.catalogue.exercise import SPRINTED
from flyzone.training.catalogue.sessions import MAIN_PARTS
from flyzone.training.rules import RULES, STANDARD

EXERCISES = pytest.mark.parametrize("exercise", CATALOGUE.values(), ids=lambda one: one.key)


@pytest.mark.parametrize(
    "key",
    [
        "fly-10", "fly-20", "fly-30", "acceleration-10", "acceleration-20", "acceleration-30",
        "block-start", "three-point-start", "hill-sprint", "hill-sprint-low", "wicket-run",
        "sled-push", "sled-tow", "weighted-step-up", "rear-foot-elevated-split-squat",
        "single-leg-romanian-deadlift", "romanian-deadlift", "hip-thrust", "nordic-curl",
        "calf-raise", "calf-isometric", "depth-jump", "drop-jump", "bound", "single-leg-hop",
        "pogo", "low-hop", "broad-jump", "a-skip", "b-skip", "a-march", "dribble", "high-knees",
        "straight-leg-bound", "ankling", "arm-drill", "leg-swing", "hip-circle",
        "lunge-with-rotation", "inchworm", "build-up", "static-stretching", "tempo-run", "rest-day",
    ],
)  # fmt: skip
def test_it_holds_every_exercise_of_the_method(key: str) -> None:
    assert CATALOGUE[key].key == key


@EXERCISES
def test_doses_carry_the_key_of_their_exercise_and_grow_with_level(exercise: Exercise) -> None:
    assert {dose.exercise for dose in exercise.doses.values()} == {exercise.key}
    assert "advanced" in exercise.doses
    levels = [level for level in LEVELS if level in exercise.doses]
    assert levels == list(LEVELS[-len(levels) :]), "a lower level does what a higher one may not"
    metres = [
        dose.sets * dose.reps * (dose.distance_m or dose.duration_s or 0.0)
        for dose in exercise.doses.values()
    ]
    assert metres == sorted(metres)


@EXERCISES
def test_what_stands_instead_exists_and_is_another(exercise: Exercise) -> None:
    assert exercise.key not in exercise.instead
    assert [key for key in exercise.instead if key not in CATALOGUE] == []


@EXERCISES
def test_recovery_follows_the_rule_of_its_stimulus(exercise: Exercise) -> None:
    if exercise.stimulus is None:
        assert recovery_hours(exercise, STANDARD) is None
    else:
        rule = RULES[f"recovery-{exercise.stimulus}"]
        assert (recovery_hours(exercise, STANDARD) or 0.0) == rule.thresholds["hours"].value


def test_recovery_of_a_fly_is_48_hours_and_of_sprint_endurance_72() -> None:
    assert recovery_hours(CATALOGUE["fly-10"], STANDARD) == 48.0
    assert recovery_hours(CATALOGUE["sprint-120"], STANDARD) == 72.0


@pytest.mark.parametrize("zone", [10.0, 20.0, 30.0])
def test_a_fly_has_20_m_of_run_in_and_30_m_clear_behind(zone: float) -> None:
    for dose in CATALOGUE[f"fly-{zone:.0f}"].doses.values():
        assert (dose.run_in_m, dose.distance_m, dose.run_out_m) == (20.0, zone, 30.0)
        assert 3 <= dose.reps <= 5


def test_each_of_the_big_three_is_there() -> None:
    assert {one.big_three for one in CATALOGUE.values()} == {None, "sprint", "jump", "lift"}
    assert {one.stimulus for one in CATALOGUE.values() if one.big_three == "lift"} == {"heavy-lift"}
    assert all(one.each_side for one in CATALOGUE.values() if one.big_three == "lift")


def test_every_fault_has_an_exercise_that_mends_it() -> None:
    mended = {fault for one in CATALOGUE.values() for fault in one.mends}
    assert mended == set(FAULTS)


def test_every_stimulus_has_a_main_part_but_races_and_matches() -> None:
    for level in LEVELS:
        assert set(MAIN_PARTS[level]) == set(STIMULI) - {"race", "match"}
        for stimulus, keys in MAIN_PARTS[level].items():
            assert CATALOGUE[keys[0]].stimulus == stimulus
            assert all(level in CATALOGUE[key].doses or CATALOGUE[key].instead for key in keys)


def test_what_is_from_memory_says_so() -> None:
    for one in CATALOGUE.values():
        coaches_only = one.source.lower().endswith("coaches' practice")
        assert one.unverified or not coaches_only, one.key


def test_the_volumes_of_trained_athletes_lie_in_the_published_table() -> None:
    table = {
        "acceleration": (100, 300), "max-velocity": (50, 150), "sprint-endurance": (300, 900),
        "speed-endurance": (600, 2000), "resisted": (50, 200), "assisted": (0, 100),
        "tempo": (1000, 2000),
    }  # fmt: skip
    assert set(table) - {"tempo"} == SPRINTED
    for stimulus, (least, most) in table.items():
        for level in LEVELS:
            wished = [CATALOGUE[key] for key in MAIN_PARTS[level][stimulus]]  # type: ignore[index]
            if all(level in one.doses for one in wished):
                doses = [full_dose(one, level, STANDARD) for one in wished]
                metres = sum(dose.sets * dose.reps * (dose.distance_m or 0.0) for dose in doses)
                assert metres <= most, (stimulus, level)
                assert metres >= least or level == "beginner", (stimulus, level)


def test_the_rests_of_the_table_bound_those_between_sprints() -> None:
    table = {
        "acceleration": (2, 7), "max-velocity": (4, 15), "sprint-endurance": (8, 30),
        "speed-endurance": (2, 4), "resisted": (3, 6), "assisted": (5, 15),
    }  # fmt: skip
    for one in CATALOGUE.values():
        if one.stimulus in table:
            least, most = table[one.stimulus]
            for level in one.doses:
                rest = full_dose(one, level, STANDARD).rest_s
                assert rest is not None
                assert 60.0 * least <= rest <= 60.0 * most, one.key
