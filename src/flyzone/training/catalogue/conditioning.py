"""Other running: tempo on low days, and what a runner of longer distances does besides."""

from __future__ import annotations

from flyzone.model import Dose
from flyzone.training.catalogue.exercise import Exercise, by_level

_COACHES = "Coaches' practice"

CONDITIONING: tuple[Exercise, ...] = (
    Exercise(
        "tempo-run", "conditioning", "tempo",
        by_level(Dose("tempo-run", distance_m=100.0, rest_s=60.0, set_rest_s=180.0, effort=0.65),
                 (2, 4), (2, 6), (2, 8)),
        evidence="convention", source="Haugen2019, table 2", kinds=("track", "straight", "grass"),
        bends=True, instead=("easy-run",),
    ),
    Exercise(
        "interval-run", "conditioning", "interval-run",
        by_level(Dose("interval-run", duration_s=180.0, rest_s=150.0), (1, 3), (1, 4), (1, 5)),
        evidence="convention", source=_COACHES, unverified=True,
        reduce_after=("achilles", "calf", "shin"),
    ),
    Exercise(
        "long-run", "conditioning", "long-run",
        by_level(Dose("long-run"), (1, 1), (1, 1), (1, 1), duration_s=(2400.0, 3600.0, 4800.0)),
        evidence="convention", source=_COACHES, unverified=True,
    ),
    Exercise(
        "easy-run", "conditioning", "easy-run",
        by_level(Dose("easy-run"), (1, 1), (1, 1), (1, 1), duration_s=(1200.0, 1800.0, 2400.0)),
        evidence="convention", source=_COACHES, unverified=True,
    ),
)  # fmt: skip
