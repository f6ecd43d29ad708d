"""Why there is no plan: a smallest set of wishes that cannot hold together.

Smallest means that none can be left out: with any one of them taken back, the others hold.  They are
found by leaving out: halves of what is left first, then quarters, in the end one by one, and what still
contradicts itself goes on.  So first the athletes are found whose wishes clash, then their wishes, then
the rules that stand between these; rules are no wishes and are never taken back, but they are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from flyzone.errors import PlanError
from flyzone.training.planning.frame import Frame
from flyzone.training.planning.guards import Guards, Key
from flyzone.training.planning.solve import FOUND, WORK_TOGETHER, model_all, outcome, solver_with
from flyzone.training.planning.wish import Wish
from flyzone.training.planning.wishes import Facility
from flyzone.training.rules.book import RuleBook

Item = TypeVar("Item")


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

    def clash(some: Sequence[Frame]) -> bool:
        return _clash(some, facilities)

    # One athlete who clashes with himself is the shortest answer.
    alone = next(([frame] for frame in frames if clash([frame])), None)
    few = alone or fewest(frames, clash)
    return _told(Contradiction(few, facilities), few[0].book)


def fewest(items: Sequence[Item], clash: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """Some of these that clash, and that would not without any one of them.

    Parameters
    ----------
    items : sequence
        They clash.
    clash : callable
        Whether some of them do; more never clash less.
    """
    left = list(items)
    size = max(len(left) // 2, 1)
    while True:
        start = 0
        while start < len(left):
            rest = [*left[:start], *left[start + size :]]
            if clash(rest):
                left = rest
            else:
                start += size
        if size == 1:
            return left
        size //= 2


def _clash(frames: Sequence[Frame], facilities: Sequence[Facility]) -> bool:
    """Whether these athletes' wishes are known to clash."""
    from ortools.sat.python import cp_model  # noqa: PLC0415  (takes a second)

    model = cp_model.CpModel()
    model_all(frames, facilities, Guards(model))
    return outcome(solver_with(WORK_TOGETHER), model) == "INFEASIBLE"


def _told(found: Contradiction, book: RuleBook) -> PlanClash:
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


class Contradiction:
    """The wishes and rules of some athletes, each of which can be left out.

    Parameters
    ----------
    frames : sequence of Frame
    facilities : sequence of Facility
    """

    def __init__(self, frames: Sequence[Frame], facilities: Sequence[Facility]) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415  (takes a second)

        self._model = cp_model.CpModel()
        guards = Guards(self._model, apart=True)
        model_all(frames, facilities, guards)
        self._indices = {key: literal.index for key, literal in guards.literals.items()}
        self.wishes = [key for key in self._indices if isinstance(key, Wish)]
        self.rules = [key for key in self._indices if isinstance(key, str)]

    def stands(self, keys: Iterable[Key]) -> bool:
        """Whether these alone contradict each other."""
        hold, model = set(keys), self._model.clone()
        for key, index in self._indices.items():
            model.add(model.get_bool_var_from_proto_index(index) == (key in hold))
        status = outcome(solver_with(WORK_TOGETHER), model)
        if status not in {*FOUND, "INFEASIBLE"}:
            raise PlanError(
                "These wishes cannot all hold, and which of them clash was not found out. Plan fewer "
                "weeks or fewer athletes at once to see it.",
                code="plan-too-hard",
            )
        return status == "INFEASIBLE"

    def _enough(self) -> list[Wish]:
        """Wishes that the solver itself says suffice for a contradiction: a start, not the fewest."""
        model, solver = self._model.clone(), solver_with(WORK_TOGETHER)
        keys = {index: key for key, index in self._indices.items()}
        model.add_assumptions([model.get_bool_var_from_proto_index(index) for index in keys])
        if outcome(solver, model) != "INFEASIBLE":
            return self.wishes
        core = {keys[index] for index in solver.sufficient_assumptions_for_infeasibility()}
        return [wish for wish in self.wishes if wish in core]

    def smallest(self) -> tuple[tuple[Wish, ...], tuple[str, ...]]:
        """Wishes, then rules, none of which can be left out."""
        wishes = fewest(self._enough(), lambda some: self.stands([*some, *self.rules]))
        rules = fewest(self.rules, lambda some: self.stands([*wishes, *some]))
        return tuple(wishes), tuple(rules)
