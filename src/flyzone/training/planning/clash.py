"""Why there is no plan: a smallest set of wishes that cannot hold together.

Smallest means that none can be left out: with any one of them taken back, the others hold.  The solver
first names some wishes that suffice for the contradiction; then each is left out in turn, and stays out
where the rest contradict each other without it.  Rules are no wishes and are never taken back, but
those that stand between the wishes are named too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flyzone.errors import PlanError
from flyzone.training.planning.frame import Frame
from flyzone.training.planning.guards import Guards, Key
from flyzone.training.planning.solve import FOUND, WORK_TOGETHER, model_all, outcome, solver_with
from flyzone.training.planning.wish import Wish
from flyzone.training.planning.wishes import Facility
from flyzone.training.rules.book import RuleBook


class PlanClash(PlanError):  # noqa: N818  (it says what happened, as its code does)
    """No plan can hold all wishes.

    Attributes
    ----------
    wishes : tuple of Wish
        They cannot hold together; without any one of them the others can.
    rules : tuple of str
        Keys of the rules that stand between them.
    """

    default_code = "plan-clash"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        wishes: tuple[Wish, ...] = (),
        rules: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message, code=code)
        self.wishes = wishes
        self.rules = rules

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self.message, self.code, self.wishes, self.rules))


def _rebuild(
    message: str, code: str, wishes: tuple[Wish, ...], rules: tuple[str, ...]
) -> PlanClash:
    return PlanClash(message, code=code, wishes=wishes, rules=rules)


def explain_clash(frames: Sequence[Frame], facilities: Sequence[Facility]) -> PlanClash:
    """The error that names the wishes that clash.

    Parameters
    ----------
    frames : sequence of Frame
        Of athletes whose wishes cannot all hold.
    facilities : sequence of Facility
    """
    for frame in frames:
        alone = _Contradiction([frame], facilities)
        if alone.stands(alone.keys):
            return _told(alone, frame.book)
    together = _Contradiction(frames, facilities)
    return _told(together, frames[0].book)


def _told(found: _Contradiction, book: RuleBook) -> PlanClash:
    wishes, rules = found.smallest()
    listed = "; ".join(f"({i}) {wish}" for i, wish in enumerate(wishes, 1))
    # A rule may be meant twice, for two kinds of sprint session: its words are said once.
    between = dict.fromkeys(
        f"{book.rules[key].condition} {book.rules[key].advice}" for key in rules
    )
    because = f" Between them stand: {' '.join(between)}" if between else ""
    return PlanClash(
        f"No plan can hold these wishes together: {listed}.{because} Take back or loosen one of them.",
        wishes=wishes,
        rules=rules,
    )


class _Contradiction:
    """The wishes and rules of some athletes, each of which can be left out."""

    def __init__(self, frames: Sequence[Frame], facilities: Sequence[Facility]) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415  (takes a second)

        self._model = cp_model.CpModel()
        guards = Guards(self._model, apart=True)
        model_all(frames, facilities, guards)
        self._literals: dict[Key, Any] = guards.literals
        self._keys = {literal.index: key for key, literal in guards.literals.items()}
        self._core: set[Key] = set()

    @property
    def keys(self) -> list[Key]:
        """All wishes and rules."""
        return list(self._literals)

    def stands(self, keys: Iterable[Key]) -> bool:
        """Whether these contradict each other, whatever becomes of the others."""
        self._model.clear_assumptions()
        self._model.add_assumptions([self._literals[key] for key in keys])
        solver = solver_with(WORK_TOGETHER)
        status = outcome(solver, self._model)
        if status == "INFEASIBLE":
            core = solver.sufficient_assumptions_for_infeasibility()
            self._core = {self._keys[index] for index in core}
            return True
        if status in FOUND:
            return False
        raise PlanError(
            "These wishes cannot all hold, and which of them clash was not found out. Plan fewer "
            "weeks or fewer athletes at once to see it.",
            code="plan-too-hard",
        )

    def smallest(self) -> tuple[tuple[Wish, ...], tuple[str, ...]]:
        """Wishes, then rules, none of which can be left out."""
        everything = self.keys
        rules = [key for key in everything if isinstance(key, str)]
        assert self.stands(everything), "wishes that hold do not clash"
        wishes = [key for key in everything if isinstance(key, Wish) and key in self._core]
        for who in dict.fromkeys(wish.who for wish in wishes):
            # Whole athletes first: of forty, three may be enough.
            others = [wish for wish in wishes if wish.who != who]
            if len(others) < len(wishes) and self.stands([*others, *rules]):
                wishes = [wish for wish in others if wish in self._core]
        wishes = self._without_needless(wishes, rules)
        rules = self._without_needless(rules, wishes)
        return tuple(wishes), tuple(rules)

    def _without_needless(self, keys: Sequence[Any], others: Sequence[Key]) -> list[Any]:
        needed = list(keys)
        for key in keys:
            rest = [one for one in needed if one != key]
            if key in needed and self.stands([*rest, *others]):
                needed = [one for one in rest if one in self._core]
        return needed
