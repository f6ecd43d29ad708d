"""Sprints uphill.  Slopes are degrees; the rule ``dose-hill`` says which are steep enough."""

from __future__ import annotations

from flyzone.model import Dose
from flyzone.training.catalogue.exercise import Exercise, by_level

HILLS: tuple[Exercise, ...] = (
    Exercise(
        "hill-sprint", "hill", "hill",
        by_level(Dose("hill-sprint", effort=1.0), None, (1, 5), (1, 7),
                 duration_s=(None, 7.0, 8.0)),
        evidence="convention", source="The method's rule", kinds=("hill",), steepest="slope_most_deg",
        mends=("low-knees", "trunk-lean", "overstriding"),
        avoid_after=("achilles", "calf"), reduce_after=("hamstring",),
        instead=("hill-sprint-low", "sled-push", "acceleration-20", "acceleration-10"),
    ),
    Exercise(
        "hill-sprint-low", "hill", "hill",
        by_level(Dose("hill-sprint-low", duration_s=6.0, effort=1.0), (1, 4), (1, 5), (1, 6)),
        evidence="weak", source="Paradisis2009", kinds=("hill",), steepest="slope_low_deg",
        mends=("low-knees", "trunk-lean", "overstriding"),
        reduce_after=("achilles", "calf", "hamstring"),
        instead=("acceleration-20", "acceleration-10"),
    ),
)  # fmt: skip
