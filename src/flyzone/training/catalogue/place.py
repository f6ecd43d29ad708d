"""Where he trains: how long the straight, how steep the hill, and what stands about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from flyzone.errors import InputError
from flyzone.model.limits import within_or_none
from flyzone.training.catalogue.exercise import EQUIPMENT, PLACE_KINDS

IN_A_GYM = frozenset({"anchor", "box", "weights"})
"""What every gym has."""
_CODE = "training-place"


@dataclass(frozen=True, slots=True)
class TrainingPlace:
    """What a place offers.

    Attributes
    ----------
    straight_m : float or None, m
        Of the longest straight stretch that is clear, the run-out included; ``None`` where nobody
        measured it.  0 where there is none.
    hill_deg : float or None, degrees
        Slope of the hill, in degrees, not per cent; ``None`` where there is none.
    equipment : frozenset of str
        Words of `EQUIPMENT`.  A gym has weights, boxes and an anchor without saying so.
    kinds : frozenset of str
        Words of `PLACE_KINDS`.  A known straight or hill is one without saying so.

    Raises
    ------
    InputError
        If a number or a word cannot be what it says.
    """

    straight_m: float | None = None
    hill_deg: float | None = None
    equipment: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        straight = within_or_none(self.straight_m, 0.0, 1000.0, "A straight", "m", _CODE)
        hill = within_or_none(self.hill_deg, 0.0, 45.0, "The slope of a hill", "degrees", _CODE)
        _known(self.equipment, EQUIPMENT, "The equipment of a place")
        _known(self.kinds, PLACE_KINDS, "The kinds of a place")
        kinds = frozenset(self.kinds) | {"anywhere"}
        if straight:
            kinds |= {"straight"}
        if hill is not None:
            kinds |= {"hill"}
        equipment = frozenset(self.equipment) | (IN_A_GYM if "gym" in kinds else frozenset())
        object.__setattr__(self, "straight_m", straight)
        object.__setattr__(self, "hill_deg", hill)
        object.__setattr__(self, "equipment", equipment)
        object.__setattr__(self, "kinds", kinds)


def _known(given: Collection[str], words: Collection[str], what: str) -> None:
    strange = sorted(set(given) - set(words))
    if strange:
        raise InputError(
            f"{what} is told with the words {', '.join(words)}, got {', '.join(strange)}. Leave out "
            "what no exercise needs.",
            code=_CODE,
        )
