"""The word *exercise*: what it trains, how much of it, where, with what, and who has to wait.

An exercise speaks no language: its name, cues and steps stand in `flyzone.wording.english.exercises`
under the same key.  Two things are left open here on purpose.  The rest between maximal reps follows
from what was run, and the set-up of a fly zone from the place: `amounts` and `flyzone.training.
prescription` fill them in by the rules, so that a coach can change them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal, get_args

from flyzone.model import Dose, Level, Place, Stimulus
from flyzone.training.rules.book import Evidence

Family = Literal[
    "sprint", "hill", "resisted", "strength", "jump", "drill", "warm-up", "cool-down", "conditioning"
]  # fmt: skip

BigThree = Literal["sprint", "jump", "lift"]
"""Sprint at maximal velocity, jump explosively, lift heavy on one leg."""

PlaceKind = Literal["track", "straight", "hill", "gym", "grass", "anywhere"]

Equipment = Literal["anchor", "blocks", "box", "sled", "tow-line", "weights", "wickets"]
"""Anchor: what holds the feet, a partner's hands too; weights: barbell, dumbbells, a loaded bag."""

Fault = Literal[
    "overstriding", "low-hips", "back-side-mechanics", "low-knees", "heel-strike", "braking-shank",
    "long-contact", "trunk-lean", "asymmetry", "arms-crossing", "arms-narrow", "arms-straight",
    "form-fading",
]  # fmt: skip
"""What a clip can show of a sprinter's form."""

LEVELS: tuple[Level, ...] = get_args(Level)
PLACE_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
EQUIPMENT: tuple[Equipment, ...] = get_args(Equipment)
FAULTS: tuple[Fault, ...] = get_args(Fault)

SPRINTED: frozenset[Stimulus] = frozenset(
    {"acceleration", "max-velocity", "sprint-endurance", "speed-endurance", "resisted", "assisted"}
)
"""Stimuli whose reps are run over metres and rest by the table of best practice."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise.

    Attributes
    ----------
    key : str
        Stable, kebab-case.
    family : Family
    stimulus : Stimulus or None
        What it asks of the body, and so how long it takes to recover from: the rule
        ``recovery-<stimulus>``.  ``None`` asks nothing worth counting.
    big_three : BigThree or None
        Which of the three things that each week needs.
    doses : mapping of Level to Dose
        Within a session; a level without a dose does another exercise.  ``rest_s`` is ``None`` where
        the rest follows from what is run.
    evidence : Evidence
        How well it is founded that the exercise serves sprinting.
    source : str
        Key of docs/references.bib, or in words.
    unverified : bool
        Whether the claim is from memory, no source opened.
    equipment : tuple of Equipment
        All of them are needed.
    steepest : str or None
        Of a hill sprint: the threshold of the rule ``dose-hill`` that bounds its slope.
    kinds : tuple of PlaceKind
        Any of them will do.
    bends : bool
        Whether it may be run around the bend of a track.
    each_side : bool
        Whether reps are counted for each leg.
    mends : tuple of Fault
    needs_landing : bool
        Whether minors must have been seen to land safely.
    avoid_after, reduce_after : tuple of Place
        Earlier injuries after which it is replaced, or begun with fewer reps.
    instead : tuple of str
        Keys of what replaces it where it may not or cannot be done, the nearest first.
    """

    key: str
    family: Family
    stimulus: Stimulus | None
    doses: Mapping[Level, Dose]
    evidence: Evidence
    source: str
    big_three: BigThree | None = None
    unverified: bool = False
    equipment: tuple[Equipment, ...] = ()
    steepest: str | None = None
    kinds: tuple[PlaceKind, ...] = ("anywhere",)
    bends: bool = False
    each_side: bool = False
    mends: tuple[Fault, ...] = ()
    needs_landing: bool = False
    avoid_after: tuple[Place, ...] = ()
    reduce_after: tuple[Place, ...] = ()
    instead: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "doses", MappingProxyType(dict(self.doses)))

    @property
    def flying(self) -> bool:
        """Whether speed is built up before the metres that count."""
        return self.doses["advanced"].run_in_m is not None

    @property
    def least_level(self) -> Level:
        """The lowest level that does it."""
        return next(level for level in LEVELS if level in self.doses)

    @property
    def recovery_rule(self) -> str | None:
        """Key of the rule that says how long to recover from it."""
        return None if self.stimulus is None else f"recovery-{self.stimulus}"


def by_level(
    base: Dose, beginner: tuple[int, int] | None, trained: tuple[int, int] | None,
    advanced: tuple[int, int], **each: Sequence[float | str | None],
) -> dict[Level, Dose]:  # fmt: skip
    """A dose for each level that does the exercise.

    Parameters
    ----------
    base : Dose
        What all levels have in common.
    beginner, trained, advanced : (int, int) or None
        Sets, and reps of each.
    **each : sequence of three
        Another field of the dose, level by level.
    """
    doses: dict[Level, Dose] = {}
    amounts = (beginner, trained, advanced)
    for i, (level, amount) in enumerate(zip(LEVELS, amounts, strict=True)):
        if amount is not None:
            fields: dict[str, Any] = {name: values[i] for name, values in each.items()}
            doses[level] = replace(base, sets=amount[0], reps=amount[1], **fields)
    return doses
