"""The word for a rule's texts: when it speaks, what it says, what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a coach reads of a rule.

    Attributes
    ----------
    condition, advice : str
        When it speaks, and what it says.
    caveat : str
        The dispute, or what is not known; empty where nothing speaks against it.
    thresholds : mapping of str to str
        What each number is, by its name.
    """

    condition: str
    advice: str
    caveat: str = ""
    thresholds: Mapping[str, str] = field(default_factory=dict)
