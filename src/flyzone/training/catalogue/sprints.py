"""Sprints on the flat: flies, accelerations, starts, and the longer ones.

The metres behind a rep that must be clear are chosen so that nobody has to stop harder than at
about 2.3 m/s².
"""

from __future__ import annotations

from flyzone.model import Dose
from flyzone.training.catalogue.exercise import Exercise, by_level
from flyzone.training.rules.catalogue import FLY_SET_UP

_HAUGEN = "Haugen2019, table 2"
_RUN_IN = FLY_SET_UP.thresholds["run_in_m"].value
_RUN_OUT = FLY_SET_UP.thresholds["run_out_m"].value


def _fly(zone: float, reps: tuple[int | None, int, int], instead: tuple[str, ...]) -> Exercise:
    key = f"fly-{zone:.0f}"
    base = Dose(key, distance_m=zone, run_in_m=_RUN_IN, run_out_m=_RUN_OUT, effort=1.0)
    return Exercise(
        key, "sprint", "max-velocity",
        by_level(base, (1, reps[0]) if reps[0] else None, (1, reps[1]), (1, reps[2])),
        evidence="moderate", source=f"{_HAUGEN}; Malone2017", big_three="sprint",
        kinds=("track", "straight", "grass"), mends=("form-fading", "long-contact"),
        instead=instead,
    )  # fmt: skip


def _acceleration(distance: float, run_out: float, reps: tuple[int, int, int],
                  instead: tuple[str, ...]) -> Exercise:  # fmt: skip
    key = f"acceleration-{distance:.0f}"
    base = Dose(key, distance_m=distance, run_out_m=run_out, effort=1.0)
    return Exercise(
        key, "sprint", "acceleration",
        by_level(base, (1, reps[0]), (1, reps[1]), (1, reps[2])),
        evidence="moderate", source=_HAUGEN,
        kinds=("track", "straight", "grass"), mends=("trunk-lean", "braking-shank"),
        instead=instead,
    )  # fmt: skip


SPRINTS: tuple[Exercise, ...] = (
    _fly(10.0, (3, 5, 5), ("acceleration-30", "acceleration-20", "acceleration-10")),
    _fly(20.0, (3, 4, 5), ("fly-10", "acceleration-30", "acceleration-20", "acceleration-10")),
    _fly(
        30.0, (None, 3, 4),
        ("fly-20", "fly-10", "acceleration-30", "acceleration-20", "acceleration-10"),
    ),
    _acceleration(10.0, 10.0, (4, 5, 5), ()),
    _acceleration(20.0, 15.0, (3, 4, 5), ("acceleration-10",)),
    _acceleration(30.0, 20.0, (3, 4, 5), ("acceleration-20", "acceleration-10")),
    Exercise(
        "three-point-start", "sprint", "acceleration",
        by_level(
            Dose("three-point-start", run_out_m=15.0, effort=1.0),
            (1, 3), (1, 3), (1, 4), distance_m=(10.0, 20.0, 20.0),
        ),
        evidence="moderate", source=_HAUGEN,
        kinds=("track", "straight", "grass"), mends=("trunk-lean",),
        instead=("acceleration-20", "acceleration-10"),
    ),
    Exercise(
        "block-start", "sprint", "acceleration",
        by_level(
            Dose("block-start", run_out_m=15.0, effort=1.0),
            None, (1, 4), (1, 4), distance_m=(None, 20.0, 20.0),
        ),
        evidence="moderate", source=_HAUGEN, equipment=("blocks",),
        kinds=("track",), mends=("trunk-lean",),
        instead=("three-point-start", "acceleration-20", "acceleration-10"),
    ),
    Exercise(
        "wicket-run", "sprint", "max-velocity",
        by_level(
            Dose("wicket-run", distance_m=20.0, run_in_m=_RUN_IN, run_out_m=_RUN_OUT,
                 effort=0.9),
            (1, 3), (1, 4), (1, 5),
        ),
        evidence="convention", source="Coaches' practice", unverified=True,
        equipment=("wickets",), kinds=("track", "straight", "grass"),
        mends=("overstriding", "low-knees", "low-hips", "back-side-mechanics", "braking-shank"),
        instead=("dribble", "a-skip"),
    ),
    Exercise(
        "sprint-80", "sprint", "sprint-endurance",
        by_level(Dose("sprint-80", distance_m=80.0, run_out_m=20.0, effort=0.97),
                 (1, 3), (1, 4), (1, 5)),
        evidence="convention", source=_HAUGEN, kinds=("track", "straight", "grass"), bends=True,
        mends=("form-fading",), reduce_after=("hamstring",),
    ),
    Exercise(
        "sprint-120", "sprint", "sprint-endurance",
        by_level(Dose("sprint-120", distance_m=120.0, run_out_m=20.0, effort=0.97),
                 None, (1, 3), (1, 5)),
        evidence="convention", source=_HAUGEN, kinds=("track", "straight", "grass"), bends=True,
        mends=("form-fading",), reduce_after=("hamstring",),
        instead=("sprint-80",),
    ),
    Exercise(
        "speed-endurance-run", "sprint", "speed-endurance",
        by_level(
            Dose("speed-endurance-run", run_out_m=20.0, rest_s=180.0, set_rest_s=600.0,
                 effort=0.92),
            (2, 3), (2, 5), (2, 5), distance_m=(60.0, 60.0, 80.0),
        ),
        evidence="convention", source=_HAUGEN, kinds=("track", "straight", "grass"), bends=True,
        reduce_after=("hamstring",),
    ),
    Exercise(
        "assisted-fly", "sprint", "assisted",
        by_level(Dose("assisted-fly", distance_m=20.0, run_in_m=_RUN_IN, run_out_m=_RUN_OUT,
                      effort=1.05),
                 None, None, (1, 4)),
        evidence="weak", source=_HAUGEN, big_three="sprint", equipment=("tow-line",),
        kinds=("track", "straight", "grass"),
        avoid_after=("hamstring", "quadriceps", "groin"),
        instead=("fly-20", "fly-10", "acceleration-20", "acceleration-10"),
    ),
)  # fmt: skip
