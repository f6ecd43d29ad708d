"""Why something is said, before anybody words it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from flyzone.model.arrays import HoldsArrays
from flyzone.model.rule_change import RuleChange


@dataclass(frozen=True, slots=True, eq=False)
class Reason(HoldsArrays):
    """Why something is said: a code, the numbers behind it, and what it rests on.

    Attributes
    ----------
    code : str
        Stable, kebab-case; `flyzone.wording` has the sentence for it.
    numbers : mapping of str to float or str
        What the sentence needs.
    probability : float or None
        How sure it is, 0 to 1, given the errors of the numbers.
    source : str
        The publication or rule, as a key of docs/references.bib or in words.
    caveat : str
        What speaks against it; empty where nothing is known to.
    rule : str
        Key of the rule that it follows; empty where it follows from the numbers alone.
    changes : tuple of RuleChange
        What somebody changed in that rule, for this athlete.
    """

    code: str
    numbers: Mapping[str, float | str] = field(default_factory=dict)
    probability: float | None = None
    source: str = ""
    caveat: str = ""
    rule: str = ""
    changes: tuple[RuleChange, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", MappingProxyType(dict(self.numbers)))
