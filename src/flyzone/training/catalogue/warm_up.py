"""What warms up: easy running, dynamic mobility, and build-ups."""

from __future__ import annotations

from flyzone.model import Dose, Place
from flyzone.training.catalogue.exercise import Exercise, Fault, by_level


def _mobility(
    key: str, reps: int, seconds: float, *, each_side: bool = True, mends: tuple[Fault, ...] = (),
    reduce: tuple[Place, ...] = (),
) -> Exercise:  # fmt: skip
    base = Dose(key, duration_s=seconds)
    return Exercise(
        key, "warm-up", None, by_level(base, (1, reps), (1, reps), (1, reps)),
        evidence="moderate", source="Behm2016", each_side=each_side, mends=mends,
        reduce_after=reduce,
    )  # fmt: skip


WARM_UP: tuple[Exercise, ...] = (
    Exercise(
        "easy-jog", "warm-up", None,
        by_level(Dose("easy-jog", duration_s=240.0, effort=0.4), (1, 1), (1, 1), (1, 1)),
        evidence="convention", source="Coaches' practice", unverified=True,
    ),
    _mobility("leg-swing", 10, 1.5, reduce=("hamstring",)),
    _mobility("leg-swing-across", 10, 1.5, reduce=("groin",)),
    _mobility("hip-circle", 6, 3.0),
    _mobility("knee-hug-walk", 5, 3.0, mends=("low-knees",)),
    _mobility("lunge-with-rotation", 5, 5.0, mends=("low-hips",)),
    _mobility("inchworm", 5, 8.0, each_side=False),
    _mobility("hamstring-sweep", 6, 3.0, reduce=("hamstring",)),
    _mobility("ankle-rock", 10, 2.0, mends=("long-contact",)),
    _mobility("glute-bridge", 10, 3.0, each_side=False, mends=("low-hips",)),
    Exercise(
        "build-up", "warm-up", None,
        by_level(Dose("build-up", distance_m=40.0, run_out_m=20.0, rest_s=75.0),
                 (1, 1), (1, 1), (1, 1)),
        evidence="convention", source="Coaches' practice", unverified=True,
        kinds=("track", "straight", "grass", "hill"),
    ),
)  # fmt: skip
