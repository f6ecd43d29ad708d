"""What the main part of a session is made of, by what it trains and by level.

Each list is a wish: who may not do an exercise, or cannot do it there, gets the nearest one.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flyzone.model import Level, Stimulus

_BEGINNER: dict[Stimulus, tuple[str, ...]] = {
    "acceleration": ("acceleration-10", "acceleration-20"),
    "max-velocity": ("fly-10",),
    "sprint-endurance": ("sprint-80",),
    "speed-endurance": ("speed-endurance-run",),
    "resisted": ("sled-push",),
    "assisted": ("assisted-fly",),
    "hill": ("hill-sprint-low",),
    "plyometrics": ("snap-down", "pogo", "broad-jump"),
    "heavy-lift": ("split-squat", "weighted-step-up", "romanian-deadlift", "calf-raise"),
    "tempo": ("tempo-run",),
    "interval-run": ("interval-run",),
    "long-run": ("long-run",),
    "easy-run": ("easy-run",),
    "skills": ("wall-drill", "a-march", "a-skip", "dribble", "ankling", "arm-drill"),
}

_TRAINED: dict[Stimulus, tuple[str, ...]] = {
    **_BEGINNER,
    "acceleration": ("three-point-start", "acceleration-30"),
    "max-velocity": ("fly-20",),
    "sprint-endurance": ("sprint-120",),
    "resisted": ("sled-push", "sled-tow"),
    "hill": ("hill-sprint",),
    "plyometrics": ("pogo", "broad-jump", "bound", "drop-jump"),
    "heavy-lift": (
        "weighted-step-up", "single-leg-romanian-deadlift", "nordic-curl", "calf-raise",
    ),
    "skills": ("a-march", "a-skip", "b-skip", "dribble", "straight-leg-bound", "arm-drill"),
}  # fmt: skip

_ADVANCED: dict[Stimulus, tuple[str, ...]] = {
    **_TRAINED,
    "acceleration": ("block-start", "acceleration-30"),
    "max-velocity": ("fly-30",),
    "plyometrics": ("pogo", "bound", "single-leg-hop", "depth-jump"),
    "heavy-lift": (
        "rear-foot-elevated-split-squat", "weighted-step-up", "single-leg-romanian-deadlift",
        "nordic-curl", "calf-isometric",
    ),
}  # fmt: skip

MAIN_PARTS: Mapping[Level, Mapping[Stimulus, tuple[str, ...]]] = MappingProxyType(
    {
        "beginner": MappingProxyType(_BEGINNER),
        "trained": MappingProxyType(_TRAINED),
        "advanced": MappingProxyType(_ADVANCED),
    }
)
"""Keys of the catalogue in the order in which they are done.  A race or a match is its own main part."""
