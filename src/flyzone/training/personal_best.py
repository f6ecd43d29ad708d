"""Whether a time is a personal best, or only looks like one.

The smallest number of many noisy ones falls by noise alone.  A time counts as better than the old best
only when it is so with the probability that parts ranks on the board; a smaller number within the error
equals the old best, and is called that.
"""

from __future__ import annotations

from typing import Literal

from flyzone.training.board import Mark, slower
from flyzone.training.comparable import typical_timing_sd
from flyzone.training.rules.book import RuleBook

Standing = Literal["first", "best", "equalled"]
"""First: there was none before.  Equalled: a smaller number, within the error of the old one."""


def standing(mark: Mark, old: Mark | None, book: RuleBook) -> Standing | None:
    """How a time stands to the best of the days before.

    Parameters
    ----------
    mark : Mark
    old : Mark or None
        The athlete's best over the same distance with the same start; ``None`` where he had none.
    book : RuleBook

    Returns
    -------
    {"first", "best", "equalled"} or None
        ``None`` where it is no best.
    """
    if old is None:
        return "first"
    if mark.time_s > old.time_s:
        return None
    sure = book.value("board-tie", "probability")
    return "best" if slower(old.time_s, _sd(old), (mark.time_s, _sd(mark))) >= sure else "equalled"


def _sd(mark: Mark) -> float:
    return typical_timing_sd(mark.method, mark.time_s) if mark.time_sd_s is None else mark.time_sd_s
