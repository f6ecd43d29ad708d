"""The exercise catalogue: what can be done, one module for each family.

>>> CATALOGUE["fly-20"].doses["trained"].distance_m
20.0
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flyzone.training.catalogue.conditioning import CONDITIONING
from flyzone.training.catalogue.cool_down import COOL_DOWN
from flyzone.training.catalogue.drills import DRILLS
from flyzone.training.catalogue.exercise import EQUIPMENT, FAULTS, PLACE_KINDS, Exercise, Fault
from flyzone.training.catalogue.hills import HILLS
from flyzone.training.catalogue.jumps import JUMPS
from flyzone.training.catalogue.resisted import RESISTED
from flyzone.training.catalogue.sprints import SPRINTS
from flyzone.training.catalogue.strength import STRENGTH
from flyzone.training.catalogue.warm_up import WARM_UP

_ALL = (
    *SPRINTS, *HILLS, *RESISTED, *STRENGTH, *JUMPS, *DRILLS, *WARM_UP, *COOL_DOWN, *CONDITIONING,
)  # fmt: skip

CATALOGUE: Mapping[str, Exercise] = MappingProxyType({one.key: one for one in _ALL})
"""Every exercise by its key, family by family."""

__all__ = ["CATALOGUE", "EQUIPMENT", "FAULTS", "PLACE_KINDS", "Exercise", "Fault"]
