"""Wishes and rules that can be taken away one by one, so that the solver can say which ones clash.

To make a plan, all hold and none of this costs anything.  To explain why there is none, each wish and
each rule gets a variable of its own, and every constraint asks whether those that it rests on hold.
"""

from __future__ import annotations

from typing import Any

from flyzone.training.planning.wish import Wish

Key = Wish | str
"""A wish, or the key of a rule."""


class Guards:
    """Makes constraints that hold where what they rest on holds.

    Parameters
    ----------
    model : CpModel
    apart : bool
        Whether wishes and rules can be taken away; otherwise all hold.
    """

    def __init__(self, model: Any, *, apart: bool = False) -> None:
        self.model = model
        self.apart = apart
        self.literals: dict[Key, Any] = {}

    def holds(self, *keys: Key) -> list[Any]:
        """The literals that all must be true for these to hold; none where all hold anyway."""
        if not self.apart:
            return []
        found = []
        for key in keys:
            if key and key not in self.literals:
                self.literals[key] = self.model.new_bool_var(str(key))
            if key:
                found.append(self.literals[key])
        return found

    def one_of(self, literals: list[Any], *keys: Key) -> None:
        """At least one of the literals, as long as the keys hold."""
        self.model.add_bool_or([*literals, *(~one for one in self.holds(*keys))])

    def never(self, *literals: Any, on: tuple[Key, ...] = ()) -> None:
        """Not all of the literals together, as long as the keys hold."""
        self.one_of([~one for one in literals], *on)

    def holds_if(self, constraint: Any, *keys: Key) -> None:
        """A linear constraint, as long as the keys hold."""
        literals = self.holds(*keys)
        linear = self.model.add(constraint)
        if literals:
            linear.only_enforce_if(literals)
