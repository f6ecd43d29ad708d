"""Jumps: explosive ones, and those with a short contact.  A rep is one contact with the ground."""

from __future__ import annotations

from flyzone.model import Dose
from flyzone.training.catalogue.exercise import Exercise, Fault, by_level

_COACHES = "Coaches' practice"
_SHORT: tuple[Fault, ...] = ("long-contact", "low-hips")

JUMPS: tuple[Exercise, ...] = (
    Exercise(
        "snap-down", "jump", "plyometrics",
        by_level(Dose("snap-down", rest_s=5.0, set_rest_s=45.0), (2, 5), (1, 5), (1, 5)),
        evidence="convention", source=_COACHES, unverified=True, mends=("asymmetry",),
    ),
    Exercise(
        "low-hop", "jump", "plyometrics",
        by_level(Dose("low-hop", set_rest_s=60.0), (2, 8), (2, 10), (2, 12)),
        evidence="convention", source=_COACHES, unverified=True, mends=("long-contact",),
        reduce_after=("achilles", "calf", "shin", "foot"), instead=("snap-down",),
    ),
    Exercise(
        "pogo", "jump", "plyometrics",
        by_level(Dose("pogo", set_rest_s=90.0), (2, 10), (3, 10), (3, 12)),
        evidence="weak", source=_COACHES, unverified=True, big_three="jump",
        mends=("long-contact", "low-hips", "heel-strike"),
        reduce_after=("achilles", "calf", "shin", "foot"), instead=("low-hop", "snap-down"),
    ),
    Exercise(
        "countermovement-jump", "jump", "plyometrics",
        by_level(Dose("countermovement-jump", rest_s=10.0, set_rest_s=90.0), (2, 4), (3, 4), (3, 4)),
        evidence="weak", source=_COACHES, unverified=True, big_three="jump",
        reduce_after=("knee",), instead=("snap-down",),
    ),
    Exercise(
        "broad-jump", "jump", "plyometrics",
        by_level(Dose("broad-jump", rest_s=15.0, set_rest_s=90.0), (3, 3), (3, 4), (3, 4)),
        evidence="weak", source=_COACHES, unverified=True, big_three="jump",
        reduce_after=("knee",), instead=("countermovement-jump", "snap-down"),
    ),
    Exercise(
        "box-jump", "jump", "plyometrics",
        by_level(
            Dose("box-jump", rest_s=15.0, set_rest_s=90.0, load="box 0.4-0.5 m"),
            (3, 3), (3, 4), (3, 4),
        ),
        evidence="weak", source=_COACHES, unverified=True, big_three="jump", equipment=("box",),
        instead=("countermovement-jump",),
    ),
    Exercise(
        "bound", "jump", "plyometrics",
        by_level(Dose("bound", set_rest_s=150.0), None, (3, 8), (3, 10)),
        evidence="moderate", source=_COACHES, unverified=True, big_three="jump",
        kinds=("track", "straight", "grass"), mends=("low-knees", "asymmetry", "low-hips"),
        avoid_after=("achilles",),
        reduce_after=("hamstring", "knee", "shin", "calf", "foot"),
        instead=("broad-jump", "pogo", "low-hop"),
    ),
    Exercise(
        "single-leg-hop", "jump", "plyometrics",
        by_level(Dose("single-leg-hop", set_rest_s=150.0), None, None, (3, 5)),
        evidence="moderate", source=_COACHES, unverified=True, big_three="jump", each_side=True,
        kinds=("track", "straight", "grass", "gym"), mends=("asymmetry", *_SHORT),
        avoid_after=("achilles", "knee"),
        reduce_after=("hamstring", "shin", "calf", "foot", "ankle"),
        instead=("bound", "low-hop", "pogo"),
    ),
    Exercise(
        "drop-jump", "jump", "plyometrics",
        by_level(
            Dose("drop-jump", rest_s=15.0, set_rest_s=120.0), None, (3, 4), (3, 5),
            load=(None, "box 0.2-0.3 m", "box 0.3-0.4 m"),
        ),
        evidence="moderate", source=_COACHES, unverified=True, big_three="jump",
        equipment=("box",), mends=_SHORT, needs_landing=True,
        avoid_after=("achilles",), reduce_after=("knee", "shin", "calf", "foot", "ankle", "back"),
        instead=("pogo", "low-hop", "snap-down"),
    ),
    Exercise(
        "depth-jump", "jump", "plyometrics",
        by_level(
            Dose("depth-jump", rest_s=20.0, set_rest_s=180.0), None, None, (4, 4),
            load=(None, None, "box 0.4-0.75 m"),
        ),
        evidence="moderate", source=_COACHES, unverified=True, big_three="jump",
        equipment=("box",), mends=("low-hips",), needs_landing=True,
        avoid_after=("achilles", "knee", "back"),
        reduce_after=("shin", "calf", "foot", "ankle", "hamstring"),
        instead=("drop-jump", "pogo", "low-hop", "snap-down"),
    ),
)  # fmt: skip
