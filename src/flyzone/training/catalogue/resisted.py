"""Sprints against a sled."""

from __future__ import annotations

from flyzone.model import Dose
from flyzone.training.catalogue.exercise import Exercise, by_level

_HAUGEN = "Haugen2019, table 2"

RESISTED: tuple[Exercise, ...] = (
    Exercise(
        "sled-push", "resisted", "resisted",
        by_level(
            Dose("sled-push", run_out_m=5.0, effort=1.0), (1, 4), (1, 4), (1, 5),
            distance_m=(10.0, 15.0, 20.0),
            load=("25-50 % body mass", "50-75 % body mass", "50-100 % body mass"),
        ),
        evidence="weak", source=f"The method's rule; {_HAUGEN}", equipment=("sled",),
        kinds=("track", "straight", "grass", "gym"), mends=("trunk-lean", "low-knees"),
        reduce_after=("achilles", "calf", "back"),
        instead=("sled-tow", "hill-sprint", "hill-sprint-low", "acceleration-20", "acceleration-10"),
    ),
    Exercise(
        "sled-tow", "resisted", "resisted",
        by_level(
            Dose("sled-tow", distance_m=20.0, run_out_m=10.0, effort=1.0), (1, 3), (1, 4), (1, 5),
            load=("10 % body mass", "10-20 % body mass", "10-30 % body mass"),
        ),
        evidence="moderate", source=_HAUGEN, equipment=("sled",),
        kinds=("track", "straight", "grass"), mends=("trunk-lean", "braking-shank"),
        reduce_after=("achilles", "calf", "back"),
        instead=("acceleration-20", "acceleration-10"),
    ),
)  # fmt: skip
