"""Drills: marches, skips and runs that rehearse one piece of the stride."""

from __future__ import annotations

from flyzone.model import Dose, Place
from flyzone.training.catalogue.exercise import Exercise, Fault, by_level


def _drill(
    key: str, mends: tuple[Fault, ...], *, distance: float | None = 20.0,
    duration: float | None = None, beginners: bool = True, avoid: tuple[Place, ...] = (),
    reduce: tuple[Place, ...] = (), instead: tuple[str, ...] = (),
) -> Exercise:  # fmt: skip
    base = Dose(key, distance_m=distance, duration_s=duration, rest_s=30.0)
    return Exercise(
        key, "drill", "skills", by_level(base, (1, 2) if beginners else None, (1, 2), (1, 3)),
        evidence="convention", source="The method's rule; coaches' practice", unverified=True,
        mends=mends, avoid_after=avoid, reduce_after=reduce,
        instead=instead,
    )  # fmt: skip


DRILLS: tuple[Exercise, ...] = (
    _drill("a-march", ("low-knees", "low-hips", "trunk-lean", "heel-strike")),
    _drill("a-skip", ("low-knees", "low-hips", "back-side-mechanics", "overstriding"),
           reduce=("achilles", "calf"), instead=("a-march",)),
    _drill("b-skip", ("overstriding", "braking-shank", "heel-strike"), beginners=False,
           reduce=("hamstring",), instead=("a-skip", "a-march")),
    _drill("dribble", ("overstriding", "back-side-mechanics", "low-hips", "form-fading"),
           instead=("a-march",)),
    _drill("high-knees", ("low-knees", "trunk-lean"), instead=("a-march",)),
    _drill("ankling", ("long-contact", "heel-strike"), reduce=("achilles", "calf", "shin"),
           instead=("a-march",)),
    _drill("straight-leg-bound", ("overstriding", "long-contact", "low-hips"), distance=30.0,
           beginners=False, avoid=("hamstring",), reduce=("achilles", "calf"),
           instead=("a-skip",)),
    _drill("wall-drill", ("trunk-lean", "low-knees"), distance=None, duration=10.0),
    _drill("arm-drill", ("arms-crossing", "arms-narrow", "arms-straight"), distance=None,
           duration=15.0),
)  # fmt: skip
