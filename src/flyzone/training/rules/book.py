"""Rules as data: what a rule asks, what it advises, how well that is founded, and who changed it.

The judges of this room never hold a threshold of their own: they ask the book, so that a coach who
disagrees changes a number in one place, and every answer that used it says that it was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from flyzone.errors import InputError
from flyzone.model import Reason, RuleChange

Evidence = Literal["strong", "moderate", "weak", "convention", "simulation"]
"""Strong: several trials agree, or a review of them; moderate: some trials, or good reason and no
trial against; weak: one small study, or disputed; convention: coaches do so; simulation: found with
flyzone's own virtual athlete."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number of a rule that a coach may change within limits.

    Attributes
    ----------
    value : float
        As flyzone sets it.
    unit : str
    low, high : float
        How far a change may go; beyond, the rule would no longer protect anybody.
    what : str
        What it is, in words.
    """

    value: float
    unit: str
    low: float
    high: float
    what: str

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"{self.what}: {self.value} lies outside its own limits")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the method.

    Attributes
    ----------
    key : str
        Stable, kebab-case.
    condition, advice : str
        When it speaks, and what it says, in words.
    evidence : Evidence
    source : str
        Keys of docs/references.bib, or in words.
    caveat : str
        The dispute, or what is not known; empty where nothing speaks against it.
    thresholds : mapping of str to Threshold
    """

    key: str
    condition: str
    advice: str
    evidence: Evidence
    source: str
    caveat: str = ""
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "thresholds", MappingProxyType(dict(self.thresholds)))


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules as they hold for one athlete.

    Attributes
    ----------
    rules : mapping of str to Rule
    changes : mapping of (str, str) to RuleChange
        By rule and threshold.

    Examples
    --------
    >>> from flyzone.training.rules import RULES
    >>> RuleBook(RULES).value("recovery-max-velocity", "hours")
    48.0
    """

    rules: Mapping[str, Rule]
    changes: Mapping[tuple[str, str], RuleChange] = field(default_factory=dict)

    def value(self, rule: str, threshold: str) -> float:
        """A threshold as it holds for this athlete, in the threshold's unit."""
        changed = self.changes.get((rule, threshold))
        return self.rules[rule].thresholds[threshold].value if changed is None else changed.value

    def reason(
        self,
        rule: str,
        code: str,
        numbers: Mapping[str, float | str] | None = None,
        probability: float | None = None,
    ) -> Reason:
        """A reason that follows a rule: it carries the rule's source, dispute and changes."""
        text = self.rules[rule]
        changes = tuple(one for key, one in self.changes.items() if key[0] == rule)
        return Reason(
            code, numbers or {}, probability, text.source, text.caveat, rule=rule, changes=changes
        )

    def changed(
        self,
        changes: Iterable[RuleChange],
        *,
        athlete_id: str | None = None,
        group_ids: Iterable[str] = (),
    ) -> RuleBook:
        """The book with the changes that concern one athlete.

        Parameters
        ----------
        changes : iterable of RuleChange
            Of anybody; the others' are left out.
        athlete_id : str or None
        group_ids : iterable of str
            The groups he belongs to.

        Returns
        -------
        RuleBook
            His own changes go before his groups', those before everybody's; later ones before
            earlier ones.  A change that this book does not allow, because it was made under older
            limits, counts for nothing: the rule protects again.
        """
        groups = set(group_ids)
        chosen: dict[tuple[str, str], RuleChange] = dict(self.changes)
        mine = [one for one in changes if _concerns(one, athlete_id, groups)]
        for change in sorted(mine, key=lambda one: (_reach(one), one.at.timestamp())):
            if self.allows(change):
                chosen[change.rule, change.threshold] = change
        return RuleBook(self.rules, MappingProxyType(chosen))

    def allows(self, change: RuleChange) -> bool:
        """Whether a change names a threshold of this book and stays within its limits."""
        rule = self.rules.get(change.rule)
        threshold = None if rule is None else rule.thresholds.get(change.threshold)
        return threshold is not None and threshold.low <= change.value <= threshold.high

    def check(self, change: RuleChange) -> None:
        """Refuses a change that no rule allows.

        Raises
        ------
        InputError
            If it names no rule or threshold of this book, or goes beyond its limits.
        """
        rule = self.rules.get(change.rule)
        if rule is None:
            raise InputError(
                f"There is no rule called {change.rule!r}. `flyzone rules` lists them.",
                code="rule-unknown",
            )
        threshold = rule.thresholds.get(change.threshold)
        if threshold is None:
            known = ", ".join(rule.thresholds) or "none"
            raise InputError(
                f"The rule {rule.key} has no threshold called {change.threshold!r}; it has {known}.",
                code="rule-unknown",
            )
        if not threshold.low <= change.value <= threshold.high:
            raise InputError(
                f"{threshold.what} may lie between {threshold.low:g} and {threshold.high:g} "
                f"{threshold.unit}, got {change.value:g}. Beyond that the rule protects nobody.",
                code="rule-limits",
            )


def _concerns(change: RuleChange, athlete_id: str | None, groups: set[str]) -> bool:
    if change.athlete_id is not None:
        return change.athlete_id == athlete_id
    return change.group_id is None or change.group_id in groups


def _reach(change: RuleChange) -> int:
    if change.athlete_id is not None:
        return 2
    return 1 if change.group_id is not None else 0
