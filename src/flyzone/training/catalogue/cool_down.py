"""After the session: come down, and stretch if you like to.  And rest."""

from __future__ import annotations

from flyzone.model import Dose
from flyzone.training.catalogue.exercise import Exercise, by_level

COOL_DOWN: tuple[Exercise, ...] = (
    Exercise(
        "walk", "cool-down", None,
        by_level(Dose("walk", duration_s=300.0), (1, 1), (1, 1), (1, 1)),
        evidence="convention", source="Coaches' practice", unverified=True,
    ),
    Exercise(
        "static-stretching", "cool-down", None,
        by_level(Dose("static-stretching", duration_s=30.0), (1, 4), (1, 4), (1, 4)),
        evidence="moderate", source="Behm2016", each_side=True, reduce_after=("hamstring",),
    ),
    Exercise(
        "rest-day", "cool-down", None,
        by_level(Dose("rest-day"), (1, 1), (1, 1), (1, 1)),
        evidence="convention", source="The method's rule; Haugen2019, table 2",
    ),
)  # fmt: skip
