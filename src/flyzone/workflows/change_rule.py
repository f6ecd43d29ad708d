"""A coach changes a number of a rule, for a group or an athlete, and takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from flyzone.errors import InputError
from flyzone.model import RuleChange
from flyzone.storage import Reader, Writer
from flyzone.training.rules import STANDARD, RuleBook


@dataclass(frozen=True, slots=True)
class Whom:
    """For whom a rule is looked at or changed: an athlete, a group, or everybody.

    Attributes
    ----------
    athlete_id, group_id : str or None
    """

    athlete_id: str | None = None
    group_id: str | None = None

    @classmethod
    def of(cls, text: str) -> Whom:
        """As it stands in an address: ``athlete:ID``, ``group:ID``, or empty for everybody.

        Raises
        ------
        InputError
        """
        kind, _, record_id = text.partition(":")
        if not text:
            return cls()
        if kind == "athlete" and record_id:
            return cls(athlete_id=record_id)
        if kind == "group" and record_id:
            return cls(group_id=record_id)
        raise InputError(
            f"For whom: athlete:ID, group:ID or nothing was expected, got {text[:60]!r}. Choose one "
            "of the list.",
            code="rule-whom",
        )

    def __str__(self) -> str:
        if self.athlete_id is not None:
            return f"athlete:{self.athlete_id}"
        return "" if self.group_id is None else f"group:{self.group_id}"


def book_for(reader: Reader, whom: Whom) -> RuleBook:
    """The rules as they hold for somebody.

    Raises
    ------
    InputError
        If he, or it, is not there.
    """
    changes = reader.rule_changes()
    if whom.athlete_id is not None:
        groups = reader.group_ids(whom.athlete_id)
        return STANDARD.changed(changes, athlete_id=whom.athlete_id, group_ids=groups)
    if whom.group_id is not None:
        return STANDARD.changed(changes, group_ids=(reader.group(whom.group_id).id,))
    return STANDARD.changed(changes)


def change_rule(
    writer: Writer, rule: str, threshold: str, value: float, whom: Whom, *, by: str, why: str,
    now: datetime,
) -> RuleChange:  # fmt: skip
    """Keeps a changed number; its reason goes with it.

    Raises
    ------
    InputError
        If no rule allows it, the reason is missing, or it is not for the viewer.
    """
    if not why.strip():
        raise InputError(
            "A change of a rule needs its reason, got none. Say in a sentence why: whoever reads an "
            "answer later sees it.",
            code="rule-reason",
        )
    made = RuleChange(
        str(uuid4()), rule, threshold, value, by, now, whom.group_id, whom.athlete_id, why.strip()
    )
    STANDARD.check(made)
    writer.save(made)
    return made


def reset_rule(writer: Writer, rule: str, whom: Whom) -> tuple[str, ...]:
    """Takes back what was changed in a rule for exactly these; ids of what is gone."""
    gone = tuple(
        one.id
        for one in writer.rule_changes()
        if one.rule == rule and (one.group_id, one.athlete_id) == (whom.group_id, whom.athlete_id)
    )
    for one in gone:
        writer.delete(RuleChange, one)
    return gone
